"""In which order hits are shown, where a page begins, and which rows stand on it.

What is hard here is to sort a million hits and read only a page of them. What an order begins with (the date, the
source, the article) is in memory as ranks, so the rows that cannot be on the page are left out there; what is left, the
page and a few that equal its last row, is read and sorted exactly. A page begins behind the *values* of the last row of
the one before it, so rows that come or go in between shift nothing.
"""

from __future__ import annotations

import base64
import binascii
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple, NoReturn

import numpy as np
import numpy.typing as npt

from archive.errors import InvalidValue
from archive.store.columns import Codes, Dictionary, Numbers
from archive.store.connection import Store

_SPARE = 256
"""So many rows more than a page holds are read and sorted without a thought."""

Ranks = npt.NDArray[Any]
"""What rows are sorted by, ascending: whole numbers, or scores."""


class Place(NamedTuple):
    """Where a hit stands in its order: its date or its score, then where its words stand, which no two rows share."""

    first: str | float
    source: str
    document: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Key:
    """Something that rows are sorted by, ascending. It is asked for only when rows are equal in the keys before it.

    ``bounds`` gives the lowest rank that equals a place in this key, and the lowest that lies behind it.
    """

    ranks: Callable[[Numbers], Ranks]
    bounds: Callable[[Place], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Order:
    """How the rows of a table are sorted: by ``keys`` as far as these go, then by all of their `Place`.

    ``sql`` selects id and place of the rows whose ids are bound to it as a JSON list. Where a place begins with a
    score, ``scores`` has it by id. ``descending`` says which way that beginning runs.
    """

    keys: Sequence[Key]
    sql: str
    descending: bool = True
    scores: Mapping[int, float] | None = None

    def sort(self, places: list[tuple[Place, int]]) -> None:
        """These rows are in this order."""
        places.sort(key=lambda row: row[0][1:])
        places.sort(key=lambda row: row[0].first, reverse=self.descending)

    def is_behind(self, place: Place, after: Place) -> bool:
        """Whether a row comes later in this order than another place."""
        if place.first == after.first:
            return place[1:] > after[1:]
        return (place.first < after.first) == self.descending  # type: ignore[operator] # both are dates or both scores


def column_key(
    codes: Callable[[], Codes], dictionary: Callable[[], Dictionary], part: int, *, falls: bool = False
) -> Key:
    """The key that sorts by a column: the values that stand at ``part`` of a `Place`; ``falls`` turns it around."""

    def ranks(rows: Numbers) -> Ranks:
        found: Numbers = dictionary().ranks[codes()[rows]]
        return -found if falls else found

    def bounds(place: Place) -> tuple[float, float]:
        ordered = dictionary().ordered
        low, high = bisect_left(ordered, str(place[part])), bisect_right(ordered, str(place[part]))
        return (1 - high, 1 - low) if falls else (low, high)

    return Key(ranks, bounds)


def narrow_first(
    candidates: Numbers, wanted: int, keys: Sequence[Callable[[Numbers], Ranks]], spare: int = 0
) -> Numbers:
    """Those of the candidates that may be among the first ``wanted``, sorted by the keys one after the other.

    In any order; with those that equal the last of them in all keys, and with up to ``spare`` more.

    >>> scores, names = np.array([3, 1, 2, 2, 5]), np.array([0, 4, 9, 8, 1])
    >>> narrow_first(np.arange(5), 2, [lambda places: scores[places], lambda places: names[places]]).tolist()
    [1, 3]
    """
    if wanted <= 0:
        return candidates[:0]
    sure: list[Numbers] = []
    for ranks_of in keys:
        if len(candidates) <= wanted + spare:
            break
        ranks = ranks_of(candidates)
        limit = np.partition(ranks, wanted - 1)[wanted - 1]
        sure.append(candidates[ranks < limit])
        wanted -= len(sure[-1])
        candidates = candidates[ranks == limit]
    return np.concatenate([*sure, candidates])


def choose_page(store: Store, order: Order, rows: Numbers, limit: int, after: Place | None) -> list[tuple[Place, int]]:
    """The first ``limit`` of these rows behind a place, in their order, each with its place and its id."""
    if after is not None:
        rows = _behind(store, order, rows, after)
    left = narrow_first(rows, limit, [key.ranks for key in order.keys], _SPARE)
    places = _read_places(store, order, left)
    order.sort(places)
    return places[:limit]


def _behind(store: Store, order: Order, rows: Numbers, after: Place) -> Numbers:
    """The rows behind that place, in any order."""
    behind: list[Numbers] = []
    for key in order.keys:
        ranks, (equal, later) = key.ranks(rows), key.bounds(after)
        behind.append(rows[ranks >= later])
        rows = rows[(ranks >= equal) & (ranks < later)]
        if len(rows) <= _SPARE:
            break
    equals = [row_id for place, row_id in _read_places(store, order, rows) if order.is_behind(place, after)]
    return np.concatenate([*behind, np.array(equals, dtype=np.intp)])


def _read_places(store: Store, order: Order, rows: Numbers) -> list[tuple[Place, int]]:
    places = []
    for row_id, first, *rest in store.connection.execute(order.sql, [json.dumps(rows.tolist())]):
        places.append((Place(first if order.scores is None else order.scores[row_id], *rest), row_id))
    return places


def write_cursor(place: Place) -> str:
    """The place as it stands in addresses: letters, digits, hyphens and underlines."""
    return base64.urlsafe_b64encode(json.dumps(list(place), ensure_ascii=False).encode()).decode().rstrip("=")


def read_cursor(cursor: str, *, first: type[str] | type[float]) -> Place:
    """The place that a cursor tells of, in an order that begins with dates (``str``) or with scores (``float``).

    Raises:
        InvalidValue: it is none of this order.

    >>> read_cursor(write_cursor(Place("2026", "a.txt", "00", "ff", 0, 5)), first=str).document
    '00'
    """
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):  # not of ours: brackets in brackets in brackets
        _refuse_cursor(cursor)
    kinds = [first, str, str, str, int, int]
    if not isinstance(values, list) or [type(value) for value in values] != kinds:
        _refuse_cursor(cursor)
    if first is float and not isfinite(values[0]):  # JSON as Python reads it has NaN and Infinity
        _refuse_cursor(cursor)
    if not all(0 <= position < 1 << 63 for position in values[4:]):  # more than SQLite can count
        _refuse_cursor(cursor)
    return Place(*values)


def _refuse_cursor(cursor: str) -> NoReturn:
    raise InvalidValue(cursor, "no page begins here in this order", "Start again from the first page.")
