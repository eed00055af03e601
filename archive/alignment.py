"""Which word of one text is which word of another, found in near-linear time.

What is hard here is that texts are hostile or long while a plain longest-common-subsequence is quadratic. So the rare
things anchor the common ones (Bram Cohen's patience idea, on runs of words instead of lines): runs of `ANCHOR_WORDS`
words that occur once in each text, in the longest order that both share, are grown in both directions; only the small
gaps between them are compared word by word. A gap too large for that stays unmatched, which later reads as "edited"
or "gone", never as "the same".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

ANCHOR_WORDS = 4
"""Words in an anchor: fewer meet by chance in unrelated sentences, more miss short ones between two edits."""
LARGEST_GAP = 400_000
"""A gap of more than this many word pairs is not compared word by word."""


def align_words(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """For each word of ``before`` its place in ``after``, or None; the places given ascend.

    >>> align_words("we will not deploy them there".split(), "we will now deploy them there".split())
    [0, 1, None, 3, 4, 5]
    """
    places: list[int | None] = [None] * len(before)
    before_at = after_at = 0
    for run_before, run_after in [*_anchors(before, after), (len(before), len(after))]:
        if run_before < before_at or run_after < after_at:
            continue
        _align_gap(before, after, (before_at, run_before), (after_at, run_after), places)
        before_at, after_at = run_before, run_after
        while before_at < len(before) and after_at < len(after) and before[before_at] == after[after_at]:
            places[before_at] = after_at
            before_at += 1
            after_at += 1
    return places


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places where a run of words that is unique in both begins, ascending in both."""
    in_after = _unique_runs(after)
    pairs = [(place, in_after[run]) for run, place in _unique_runs(before).items() if run in in_after]
    return _longest_ascending(sorted(pairs))


def _unique_runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    for place in range(len(words) - ANCHOR_WORDS + 1):
        run = tuple(words[place : place + ANCHOR_WORDS])
        seen[run] = place if run not in seen else -1
    return {run: place for run, place in seen.items() if place >= 0}


def _longest_ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection of ``pairs`` (sorted by the first) whose second members ascend."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        previous.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            last.append(index)
        else:
            ends[length] = place
            last[length] = index
    chosen: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = previous[index]
    return chosen[::-1]


def _align_gap(
    before: Sequence[str],
    after: Sequence[str],
    gap_before: tuple[int, int],
    gap_after: tuple[int, int],
    places: list[int | None],
) -> None:
    """Match what is between two anchors, first from both ends, then word by word."""
    (start, end), (after_start, after_end) = gap_before, gap_after
    while start < end and after_start < after_end and before[start] == after[after_start]:
        places[start] = after_start
        start, after_start = start + 1, after_start + 1
    while start < end and after_start < after_end and before[end - 1] == after[after_end - 1]:
        end, after_end = end - 1, after_end - 1
        places[end] = after_end
    if (end - start) * (after_end - after_start) > LARGEST_GAP:
        return
    for block in _matching_blocks(before[start:end], after[after_start:after_end]):
        for offset in range(block[2]):
            places[start + block[0] + offset] = after_start + block[1] + offset


def _matching_blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    if before and after:
        yield from SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
