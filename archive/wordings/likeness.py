"""Which term of one wording is which of another, allowing for endings.

What is hard here is to fold "liberation", "liberated" and "liberate" without a stemmer for each language. Two words are
alike when they share a long beginning and little else is left of either. It is a rough rule that holds in every
language that inflects at the end; what it lets through is held by the guards and by the words around it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from archive.wordings.terms import Term

SHARED_BEGINNING = 0.6
"""Two words are alike when they share at least this part of the longer one …"""
LONGEST_ENDING = 5
"""… and no more than this many letters of either are left."""
SHORTEST_BEGINNING = 4
"""Fewer shared letters tell nothing in Latin letters; scripts with richer endings need one less."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each term of the first wording its place in the second, or None; ``ordered`` is the share kept in order."""

    places: tuple[int | None, ...]
    ordered: float


def are_alike(one: str, other: str) -> bool:
    """Whether two folded words are forms of one word.

    >>> are_alike("liberation", "liberated"), are_alike("heroism", "heroically"), are_alike("now", "not")
    (True, False, False)
    """
    if one == other:
        return True
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    shared = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    least = SHORTEST_BEGINNING if one.isascii() else SHORTEST_BEGINNING - 1
    return shared >= max(least, SHARED_BEGINNING * longer) and longer - shared <= LONGEST_ENDING


def align_terms(before: Sequence[Term], after: Sequence[Term]) -> Alignment:
    """Each term of ``before`` beside the like one of ``after`` that keeps the order best; none is used twice.

    Equal terms go before alike ones. Only words are alike; numbers, days and negations are equal or not. What stands
    often (small words, negations) goes last, to where its neighbours went.
    """
    free: dict[str, list[int]] = defaultdict(list)
    for place, term in enumerate(after):
        free[_key(term)].append(place)
    places: list[int | None] = [None] * len(before)
    _take_in_order(before, free, places)
    _take_alike(before, free, places)
    _take_near(before, free, places)
    matched = [place for place in places if place is not None]
    return Alignment(tuple(places), _longest_ascent(matched) / len(matched) if matched else 0.0)


def _take_in_order(before: Sequence[Term], free: dict[str, list[int]], places: list[int | None]) -> None:
    """Give each telling term the equal one that comes next behind the last one given, else the first that is free."""
    last = -1
    for place, term in enumerate(before):
        left = free[_key(term)]
        if left and term.kind not in _OFTEN:
            chosen = next((other for other in left if other > last), left[0])
            left.remove(chosen)
            places[place] = last = chosen


def _take_alike(before: Sequence[Term], free: dict[str, list[int]], places: list[int | None]) -> None:
    """Give each word that is left another form of it."""
    forms: dict[str, list[str]] = defaultdict(list)
    for key, left in free.items():
        if left and key.startswith("word "):
            forms[key[5:8]].append(key)
    for place, term in enumerate(before):
        if places[place] is None and term.kind == "word":
            like = next((key for key in forms[term.key[:3]] if free[key] and are_alike(term.key, key[5:])), None)
            if like is not None:
                places[place] = free[like].pop(0)


def _take_near(before: Sequence[Term], free: dict[str, list[int]], places: list[int | None]) -> None:
    """Give each small word and negation the equal one nearest to where the terms around it went."""
    for place, term in enumerate(before):
        left = free[_key(term)]
        if left and places[place] is None and term.kind in _OFTEN:
            expected = _expected(place, places)
            chosen = min(left, key=lambda other: abs(other - expected))
            left.remove(chosen)
            places[place] = chosen


def _expected(place: int, places: Sequence[int | None]) -> int:
    """Where a term would stand if it went with its nearest neighbour."""
    for distance in range(1, len(places)):
        for at in (place + distance, place - distance):
            if 0 <= at < len(places) and (near := places[at]) is not None:
                return near + place - at
    return place


_OFTEN = frozenset({"weak", "negation"})


def _key(term: Term) -> str:
    kind = "word" if term.kind == "weak" else term.kind
    return f"{kind} {term.key}"


def _longest_ascent(places: Sequence[int]) -> int:
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
