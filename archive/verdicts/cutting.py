"""Whether what a draft cuts away turns the meaning: hidden by an ellipsis, or following right where it stops.

What is hard here is to blame no honest cut. A negation in a sentence that is left out whole turns nothing in what is
left; a date is a number that decides nothing. So only the words that belong to the sentence of a piece that is kept
are looked at, and a stop is looked at only where the sentence goes on in the same quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from archive.rules.drafting import cutting_words
from archive.rules.months import month_numbers
from archive.rules.wordings import wording_words
from archive.spans import Span
from archive.verdicts.pieces import fold_words
from archive.verdicts.placing import Gap, Placement
from archive.verdicts.texts import Utterance
from archive.words import Word

FAR = 80
"""Words of a text between two pieces that are no more of one utterance."""
FEWEST_CUT = 3
"""A quotation of fewer words is a word of somebody's, not a statement cut short."""
_SENTENCE_END = re.compile(r"[.!?。！？]+[\"'”’»)\]]*(?=\s|\Z)|[。！？]|\n\s*\n")
_LOOK_AHEAD = 360
_DASH = r"(?:\s[-–—]{1,2}\s|\s?[–—]\s?|--)"
_ASIDE = re.compile(rf"\s*(?:{_DASH}(?!\d)[^–—\n]{{2,240}}?(?:{_DASH}|\s?[–—](?=,))|\([^()\n]{{2,240}}\))[,;]?\s*")
"""What stands between two dashes or in brackets right here."""
_BETWEEN_COMMAS = re.compile(r"\s*,\s*([^,;:.!?–—\n]{2,80}),\s*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def find_misleading_cut(placement: Placement) -> str:
    """What an ellipsis of the draft hides, or its brackets add, that turns the meaning; empty for an honest cut."""
    for gap in placement.gaps:
        if added := _added_negation(placement, gap):
            return added
        words = gap.words
        if not words:
            continue
        turned = (
            _joins_speakers(placement, gap)
            or _hidden_turn(placement, gap)
            or _unsaid(placement, gap)
            or _joins_far(placement, gap)
        )
        if turned:
            return turned
    return ""


def _added_negation(placement: Placement, gap: Gap) -> str:
    """A negation in the draft's own brackets that stands for none of the source."""
    language = placement.source.language
    if not _negations(gap.own, language) or _negations([word.key for word in gap.words], language):
        return ""
    return f"adds “[{' '.join(gap.own)}]”"


def _negations(keys: Sequence[str], language: str | None) -> list[str]:
    """The negations among words, those left out that negate nothing (not only)."""
    table = wording_words(language)
    return [
        key
        for key, following in zip_longest(keys, keys[1:])
        if (key in table.negations or key.endswith(tuple(table.endings))) and following not in table.harmless
    ]


def _hidden_turn(placement: Placement, gap: Gap) -> str:
    language = placement.source.language
    for stretch in _own_parts(placement.source.content, gap.span):
        words = [word for word in gap.words if stretch.contains(word.span)]
        turning = find_turning(words, language)
        if turning:
            shown = " ".join(gap.span.of(placement.source.content).split()).strip(" ,;:–—")
            return f"hides “{shorten(shown)}”"
    return ""


def _unsaid(placement: Placement, gap: Gap) -> str:
    """Words of one sentence left out between the parts of a split quotation, where no sign tells of it."""
    content = placement.source.content
    if gap.joint != "split" or _SENTENCE_END.search(content, gap.span.start, gap.span.end):
        return ""
    return f"leaves out “{shorten(' '.join(word.span.of(content) for word in gap.words))}” without a sign"


def _own_parts(content: str, gap: Span) -> list[Span]:
    """The parts of a gap that belong to a sentence of which something is kept: before its first end, after its last."""
    ends = [found.end() for found in _SENTENCE_END.finditer(content, gap.start, gap.end)]
    if not ends:
        return [gap]
    return [Span(gap.start, ends[0]), Span(ends[-1], gap.end)]


def find_turning(words: Sequence[Word], language: str | None) -> list[str]:
    """Those of the words that turn the meaning of what they are taken from: negations, conditions, numbers."""
    table, cuts = wording_words(language), cutting_words(language)
    keys = [word.key for word in words]
    found = _negations(keys, language)
    for at, key in enumerate(keys):
        is_condition = any(tuple(keys[at : at + len(phrase)]) == phrase for phrase in cuts.conditions)
        is_number = (key[:1].isdigit() or key in table.scales) and not _is_date(keys, at)
        if is_condition or is_number:
            found.append(key)
    return found


def _is_date(keys: Sequence[str], at: int) -> bool:
    if _YEAR.fullmatch(keys[at]):
        return True
    return any(key in month_numbers() for key in keys[max(0, at - 2) : at + 3])


def _joins_speakers(placement: Placement, gap: Gap) -> str:
    """Words of two speakers made one."""
    before, after = _around(placement, gap)
    if before and after and before.speaker_id and after.speaker_id and before.speaker_id != after.speaker_id:
        return f"joins words of {before.speaker} and {after.speaker}"
    return ""


def _joins_far(placement: Placement, gap: Gap) -> str:
    """Words of two utterances far apart made one."""
    before, after = _around(placement, gap)
    distance = len(fold_words(gap.span.of(placement.source.content)))
    is_one = before is not None and before is after
    return f"joins words that stand {distance} words apart" if distance > FAR and not is_one else ""


def _around(placement: Placement, gap: Gap) -> tuple[Utterance | None, Utterance | None]:
    source = placement.source
    return source.utterance_at(gap.span.start - 1), source.utterance_at(gap.span.end)


def find_short_stop(placement: Placement, words: int) -> str:
    """The qualifier that follows where the draft stops, with some words behind it; empty where none does.

    What is said between dashes, in brackets, or beside the point between commas, parts no qualifier from what it binds.
    """
    if words < FEWEST_CUT:
        return ""
    language = placement.source.language
    rest = _what_follows(placement)
    for following in (_to_end(rest), *map(_to_end, _behind_asides(rest, language))):
        if _is_qualified(following, language):
            return shorten(" ".join(following.split()).strip(" ,;:–—"))
    return ""


def _what_follows(placement: Placement) -> str:
    """What the same quotation goes on with; in its next segment only where that goes on in small letters."""
    utterance = placement.utterance_at_end
    if utterance is None:
        return ""
    content, after = placement.source.content, placement.after
    number = next(number for number, one in enumerate(utterance.segments) if one.start < after <= one.end)
    rest = content[after : min(utterance.segments[number].end, after + _LOOK_AHEAD)]
    for segment in utterance.segments[number + 1 : number + 2]:
        if content[segment.start].islower() and not re.search(r"[\w.!?…]", rest):
            rest += " " + content[segment.start : min(segment.end, segment.start + _LOOK_AHEAD)]
    return rest


def _to_end(rest: str) -> str:
    """Up to the end of the sentence."""
    ended = _SENTENCE_END.search(rest)
    return rest[: ended.start()] if ended else rest


def _behind_asides(rest: str, language: str | None) -> Iterator[str]:
    """What follows behind what is said by the way."""
    marked = _ASIDE.match(rest)
    if marked:
        yield rest[marked.end() :]
    parted = _BETWEEN_COMMAS.match(rest)
    if parted:
        keys = tuple(word.key for word in fold_words(parted[1]))
        if any(keys[: len(phrase)] == phrase for phrase in cutting_words(language).asides):
            yield rest[parted.end() :]


def _is_qualified(following: str, language: str | None) -> bool:
    keys = [word.key for word in fold_words(following)]
    if keys and keys[0] in _LINKING:
        return any(_begins_qualifier(keys[skipped:], language) for skipped in (0, 1))
    return _begins_qualifier(keys, language)


def _begins_qualifier(keys: Sequence[str], language: str | None) -> bool:
    return any(tuple(keys[: len(phrase)]) == phrase for phrase in cutting_words(language).qualifiers)


_LINKING = frozenset({"and", "und", "et", "y", "e", "и", "а"})


def shorten(words: str, most: int = 120) -> str:
    """The words, the middle of many left out.

    >>> shorten("one two three four five", 16)
    'one two … five'
    """
    if len(words) <= most:
        return words
    half = most // 2
    return f"{words[:half].rpartition(' ')[0]} … {words[len(words) - half :].partition(' ')[2]}"
