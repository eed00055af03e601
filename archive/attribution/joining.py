"""Which finds are one utterance: those that a single clause of attribution splits within a paragraph.

`“A,” Jane Doe said. “B.”` is one quotation of two segments. `“A,” Jane Doe said, calling it “b.”` is two: the second
has a word of speech of its own. So the clause between must be all that stands between, and the second find must be
whole: its sentence ends with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.frames import Token, ends_with_quotation, is_dash
from archive.quotations.found import Found

_CLAUSE_REACH = 30
_SPLITTING = frozenset(["while", "whereas", "as", "but", "because", "when", "after", "before", "of", "that"])
_CIRCUMSTANCES = frozenset(["as", "when", "after", "before"])
"""Words that open a clause about when and how something was said."""


def join_split_quotations(readings: Sequence[SentenceReading], found: Sequence[Found]) -> list[int]:
    """For each find the number of the first find of its quotation: its own, unless a clause splits it off."""
    first = list(range(len(found)))
    for reading, following in zip(readings, [*readings[1:], None], strict=True):
        for left, right in _pairs_within(reading):
            first[right] = first[left]
        if following is None or following.sentence.paragraph != reading.sentence.paragraph:
            continue
        pair = _pair_across(reading, following)
        if pair is not None and _are_whole(found, *pair):
            first[pair[1]] = first[pair[0]]
    return first


def _are_whole(found: Sequence[Found], left: int, right: int) -> bool:
    return found[left].removed == found[right].removed and found[left].closed and found[right].kind == "full"


def _opens_with_quotation(tokens: Sequence[Token]) -> bool:
    for token in tokens:
        if token.kind == "quotation":
            return True
        if token.kind == "word":
            return False
    return False


def _is_clause(reading: SentenceReading, first: int, last: int, *, ends_sentence: bool = False) -> bool:
    """Whether the tokens from ``first`` up to ``last`` are one clause of attribution and nothing else.

    A clause that ends its sentence may tell the circumstances, too: `“A,” she said as the crowd left. “B.”`.
    """
    between = reading.tokens[first:last]
    if not 1 < len(between) <= _CLAUSE_REACH or any(token.kind == "quotation" for token in between):
        return False
    cues = [cue for cue in reading.cues if first <= cue.position < last]
    if ends_sentence and cues:
        last = _circumstance(reading, cues[0].position + 1, last)
        cues = [cue for cue in cues if cue.position < last]
    if not cues or any(not _hangs_on(reading, cue, ends_sentence) for cue in cues[1:]):
        return False
    if cues[0].passive or cues[0].form.participle or cues[0].form.kind not in ("say", "ask"):
        return False
    words = [token for token in between if token.kind == "word"]
    return not any(token.low in _SPLITTING for token in words[:1]) and not _has_second_clause(reading, cues[0], last)


def _hangs_on(reading: SentenceReading, cue: Cue, ends_sentence: bool) -> bool:
    """Whether a further word of speech brings no words of its own: `Doe said, referring to the law. “B.”`.

    A participle within the sentence may bring the next ones: `“A,” Doe said, adding: “b.”`.
    """
    is_infinitive = reading.tokens[cue.position - 1].low == "to"
    return is_infinitive or (ends_sentence and cue.form.participle)


def _circumstance(reading: SentenceReading, first: int, last: int) -> int:
    """Where the circumstances of the speech begin, between ``first`` and ``last``; ``last`` where there are none."""
    return next((at for at in range(first, last) if reading.tokens[at].low in _CIRCUMSTANCES), last)


def _has_second_clause(reading: SentenceReading, cue: Cue, last: int) -> bool:
    """Whether another clause stands behind the word of speech; one that describes the speaker ("…, who …") is none."""
    tokens = reading.tokens
    for position in range(cue.position + 1, last):
        token = tokens[position]
        if token.low in ("while", "whereas", "as", "but", "because", "when", "that") or token.text == ";":
            return True
        if token.low in ("who", "which") and position + 1 == last:
            return True
    return False


def _pairs_within(reading: SentenceReading) -> list[tuple[int, int]]:
    """Finds of one sentence that a clause between commas splits, as in `“A,” she said, “b.”`."""
    if len(reading.sentence.quotations) < 2:
        return []
    tokens = reading.tokens
    positions = [number for number, token in enumerate(tokens) if token.kind == "quotation"]
    if not _opens_with_quotation(tokens):
        return []
    pairs = []
    for left, right in pairwise(positions):
        before = tokens[right - 1]
        if not (before.text in (",", ":") or is_dash(before)) or not _is_clause(reading, left + 1, right):
            continue
        if right == len(tokens) - 1 or tokens[right + 1].kind == "mark":
            if any(token.kind == "word" for token in tokens[right + 1 :]):
                continue
            pairs.append((tokens[left].quotation, tokens[right].quotation))
    return pairs


def _pair_across(reading: SentenceReading, following: SentenceReading) -> tuple[int, int] | None:
    """Finds of two sentences, as in `“A,” she said. “B.”`."""
    if not reading.sentence.quotations:
        return None
    tokens = reading.tokens
    quotations = [number for number, token in enumerate(tokens) if token.kind == "quotation"]
    if not _opens_with_quotation(tokens) or ends_with_quotation(reading.sentence):
        return None
    if not _is_clause(reading, quotations[-1] + 1, len(tokens), ends_sentence=True):
        return None
    if len(quotations) > 1 and not _is_joined_already(reading, quotations):
        return None
    after = [token for token in following.tokens if token.kind == "quotation"]
    words = [token for token in following.tokens if token.kind == "word"]
    if len(after) != 1 or words or not _opens_with_quotation(following.tokens):
        return None
    return tokens[quotations[-1]].quotation, after[0].quotation


def _is_joined_already(reading: SentenceReading, quotations: Sequence[int]) -> bool:
    return len(_pairs_within(reading)) == len(quotations) - 1
