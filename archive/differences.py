"""How two wordings differ, word by word, with nothing left out: the stretches of a difference add up to both.

Words are compared as `archive.words` sees them, so that a straight apostrophe for a curly one is no difference, and
aligned as `archive.alignment` does it, so that a wording of a million words is compared too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.alignment import align_words
from archive.words import Word, split_words

CONTEXT = 6
"""Words shown on either side of a hunk."""
ChangeKind = Literal["equal", "replace", "delete", "insert"]
"""What happened to a run of words: it stayed, became another, went, or came."""
_Step = tuple[ChangeKind, tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words that stayed, went or came: what it was ``before`` and is ``after``, either may be empty."""

    kind: ChangeKind
    before: str
    after: str


def compare_words(before: str, after: str) -> tuple[Change, ...]:
    """The word-level differences between two wordings, with the characters between words kept.

    >>> [change.kind for change in compare_words("are not deployed", "are now deployed")]
    ['equal', 'replace', 'equal']
    """
    old, new = split_words(before), split_words(after)
    places = align_words([word.key for word in old], [word.key for word in new])
    return tuple(
        Change(kind, _stretch(before, old, i, j), _stretch(after, new, k, m))
        for kind, (i, j), (k, m) in align_steps(places, len(new))
    )


@dataclass(frozen=True, slots=True)
class Hunk:
    """A difference in a longer text, with some words of context on either side, white space folded.

    ``kind`` says whether words became others (``replace``), only went or only came.
    """

    kind: ChangeKind
    before: str
    after: str


def find_hunks(before: str, after: str) -> Iterator[Hunk]:
    """The differences of words between two texts in their order; those whose contexts meet are one.

    >>> list(find_hunks("Two pillars were repaired.", "Three pillars were repaired."))
    [Hunk(kind='replace', before='Two pillars were repaired', after='Three pillars were repaired')]
    """
    old, new = split_words(before), split_words(after)
    places = align_words([word.key for word in old], [word.key for word in new])
    for i, j, k, m in _join_close(align_steps(places, len(new))):
        kind: ChangeKind = "insert" if i == j else "delete" if k == m else "replace"
        yield Hunk(kind, _in_context(before, old, i, j), _in_context(after, new, k, m))


def _join_close(steps: Iterable[_Step]) -> Iterator[tuple[int, int, int, int]]:
    """The ranges of words that differ, before and after; two with few words between them on both sides are one."""
    hunk: tuple[int, int, int, int] | None = None
    for kind, (i, j), (k, m) in steps:
        if kind == "equal":
            continue
        if hunk and i - hunk[1] <= 2 * CONTEXT and k - hunk[3] <= 2 * CONTEXT:
            hunk = hunk[0], j, hunk[2], m
            continue
        if hunk:
            yield hunk
        hunk = i, j, k, m
    if hunk:
        yield hunk


def _in_context(text: str, words: Sequence[Word], first: int, end: int) -> str:
    """The words of a difference with those around it, from the line they stand in."""
    if not words:
        return ""
    start = words[max(0, first - CONTEXT)].span.start if first < len(words) or first else 0
    stop = words[min(len(words), end + CONTEXT) - 1].span.end
    return " ".join(text[start:stop].split())


def align_steps(places: Sequence[int | None], length: int) -> Iterator[_Step]:
    """The runs of an alignment (`align_words`) as ranges of words before and after; ``length`` words are after.

    >>> list(align_steps([0, None, 1], 2))
    [('equal', (0, 1), (0, 1)), ('delete', (1, 2), (1, 1)), ('equal', (2, 3), (1, 2))]
    """
    before_at = after_at = 0
    for before, after, size in [*_equal_runs(places), (len(places), length, 0)]:
        if before > before_at or after > after_at:
            kind: ChangeKind = "insert" if before == before_at else "delete" if after == after_at else "replace"
            yield kind, (before_at, before), (after_at, after)
        if size:
            yield "equal", (before, before + size), (after, after + size)
        before_at, after_at = before + size, after + size


def _equal_runs(places: Sequence[int | None]) -> Iterator[tuple[int, int, int]]:
    start = 0
    while start < len(places):
        place = places[start]
        end = start + 1
        if place is not None:
            while end < len(places) and places[end] == place + end - start:
                end += 1
            yield start, place, end - start
        start = end


def _stretch(text: str, words: Sequence[Word], first: int, end: int) -> str:
    """Words ``first`` to ``end`` with what stands between and behind them, so that all stretches add up to the text."""
    if first == end:
        return ""
    start = 0 if first == 0 else words[first].span.start
    return text[start : words[end].span.start if end < len(words) else len(text)]
