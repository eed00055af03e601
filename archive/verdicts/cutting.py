"""Whether what a draft cuts away turns the meaning: hidden by an ellipsis, or following right where it stops.

What is hard here is to blame no honest cut. A negation in a sentence that is left out whole turns nothing in what is
left; a date is a number that decides nothing. So only the words that belong to the sentence of a piece that is kept
are looked at, and a stop is looked at only where the sentence goes on in the same quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from archive.rules.drafting import cutting_words
from archive.rules.months import month_numbers
from archive.rules.wordings import wording_words
from archive.spans import Span
from archive.verdicts.pieces import fold_words
from archive.verdicts.placing import Gap, Placement
from archive.words import Word

FAR = 80
"""Words of a text between two pieces that are no more of one utterance."""
FEWEST_CUT = 3
"""A quotation of fewer words is a word of somebody's, not a statement cut short."""
_SENTENCE_END = re.compile(r"[.!?。！？]+[\"'”’»)\]]*(?=\s|\Z)|[。！？]|\n\s*\n")
_LOOK_AHEAD = 120
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def find_misleading_cut(placement: Placement) -> str:
    """What an ellipsis of the draft hides, or its brackets add, that turns the meaning; empty for an honest cut."""
    for gap in placement.gaps:
        if added := _added_negation(placement, gap):
            return added
        words = gap.words
        if not words:
            continue
        hidden = _hidden_turn(placement, gap) or _unsaid(placement, gap)
        if hidden:
            return hidden
        joined = _joins(placement, gap)
        if joined:
            return joined
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


def _joins(placement: Placement, gap: Gap) -> str:
    """Words of two speakers, or of two utterances far apart, made one."""
    source = placement.source
    before, after = source.utterance_at(gap.span.start - 1), source.utterance_at(gap.span.end)
    if before is not None and before is after:
        return ""
    if before and after and before.speaker_id and after.speaker_id and before.speaker_id != after.speaker_id:
        return f"joins words of {before.speaker} and {after.speaker}"
    distance = len(fold_words(gap.span.of(source.content)))
    return f"joins words that stand {distance} words apart" if distance > FAR else ""


def find_short_stop(placement: Placement, words: int) -> str:
    """The qualifier that follows right where the draft stops, with some words behind it; empty where none does."""
    utterance = placement.source.utterance_at(placement.after - 1)
    if utterance is None or words < FEWEST_CUT:
        return ""
    segment = next(one for one in utterance.segments if one.start < placement.after <= one.end)
    rest = placement.source.content[placement.after : min(segment.end, placement.after + _LOOK_AHEAD)]
    ended = _SENTENCE_END.search(rest)
    following = rest[: ended.start()] if ended else rest
    keys = [word.key for word in fold_words(following)]
    for skipped in (0, 1):
        if skipped and (not keys or keys[0] not in _LINKING):
            break
        for phrase in cutting_words(placement.source.language).qualifiers:
            if tuple(keys[skipped : skipped + len(phrase)]) == phrase:
                return " ".join(following.split()).strip(" ,;:–—")
    return ""


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
