"""Where words stand in a text, overlapping places too, and how far the surroundings of two places agree.

What is hard here is hostile text: in a million times “a”, a thousand “a” stand nearly a million times, and looking at
each place anew costs a thousand million steps. So plain search is left as soon as places overlap; from there on one
pass (the Z-algorithm; D. Gusfield, Algorithms on Strings, 1.3) tells for every place how far it agrees.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.spans import Span


def find_occurrences(text: str, words: str) -> Iterator[int]:
    """Every place where ``words`` begin in ``text``, overlapping ones too, in order; no words begin everywhere.

    >>> list(find_occurrences("bananas", "ana")), list(find_occurrences("ab", ""))
    ([1, 3], [0, 1, 2])
    """
    place, before = text.find(words), -len(words)
    while place >= 0:
        if place - before < len(words):
            yield from _overlapping_occurrences(text, words, place)
            return
        yield place
        place, before = text.find(words, place + 1), place
        if not words and place == before:  # str.find meets no words at the very end for ever
            return


def _overlapping_occurrences(text: str, words: str, start: int) -> Iterator[int]:
    for offset, agreed in enumerate(agreements(words, text[start:])):
        if agreed == len(words):
            yield start + offset


def agreements(pattern: str, text: str) -> list[int]:
    """For every place of ``text``: how many characters from there on are those that ``pattern`` begins with.

    >>> agreements("aab", "aaab")
    [2, 3, 1, 0]
    """
    of_itself = [len(pattern)] * min(1, len(pattern)) + [0] * (len(pattern) - 1)
    _extend(pattern, pattern, of_itself, of_itself, 1)
    found = [0] * len(text)
    _extend(pattern, text, of_itself, found, 0)
    return found


def _extend(pattern: str, text: str, of_itself: list[int], found: list[int], start: int) -> None:
    """Fill ``found`` from ``start`` on; ``left`` to ``right`` is the stretch furthest right that is known to agree."""
    left = right = start
    for place in range(start, len(text)):
        inside = place < right
        reach = min(of_itself[place - left], right - place) if inside else 0
        if place + reach >= right:
            while reach < len(pattern) and place + reach < len(text) and pattern[reach] == text[place + reach]:
                reach += 1
            left, right = place, place + reach
        found[place] = reach


def list_doubles(text: str, span: Span) -> list[tuple[int, int]]:
    """The other places that have the words of ``span``, in order: how far before and after them the text is the same.

    >>> list_doubles("to be or not to be", Span(0, 2))
    [(0, 3)]
    """
    words = span.of(text)
    if text.find(words) == span.start and text.find(words, span.start + 1) < 0:
        return []  # the usual case: these words stand once
    after = [*agreements(text[span.start :], text), 0]
    before = [*agreements(text[: span.start][::-1], text[::-1]), 0][::-1]
    return [
        (before[place], after[place] - len(words))
        for place in range(len(text) - len(words) + 1)
        if after[place] >= len(words) and place != span.start
    ]
