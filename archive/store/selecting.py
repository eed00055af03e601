"""Which rows a search asks for, as row ids: the hits of the full text, narrowed down on the columns of the index.

What is hard here is that each facet is counted over the hits that all *other* filters leave. So every condition is
worked out once, as a yes or no per hit, and what a facet needs is the conjunction of some of them. A condition looks at
distinct values, and a table of these answers for the rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import reduce

import numpy as np

from archive.errors import InvalidIdentifier, InvalidQuery
from archive.identifiers import speaker_id
from archive.store.columns import Columns, Mask, Numbers
from archive.store.connection import Store
from archive.store.filters import Condition, SearchFilters, Values, check_characters, conditions_of
from archive.store.querying import compile_query
from archive.store.speaker_groups import groups_of

_ROWS_AT_ONCE = 1 << 24
"""Row ids that SQLite lists in one string, so that it stays below the longest that a server lets it make (256 MB)."""
_DENSE = 0.5
"""The part of all rows above which it takes less time to count those that are no hits."""
_BYTES_OF_COUNTS = 1 << 18
"""About what the counts of a selection take, most of them in columns of few values."""


@dataclass
class Selection:
    """The rows that a search asks for.

    ``match`` is its full-text query. ``ids`` are the hits of that, ascending, or all rows of the table; ``masks`` tell
    of each of them whether it meets a condition, by what the condition is about. ``whole`` is the same search without
    words where these leave most rows: then the few others are counted and taken from its counts.
    """

    match: str | None
    ids: Numbers
    masks: Mapping[str, Mask]
    whole: Selection | None = None
    _rows: dict[str, Numbers] = field(default_factory=dict)
    _counts: dict[tuple[str, str], Numbers] = field(default_factory=dict)

    @property
    def nbytes(self) -> int:
        """About how much memory this takes, with the rows and counts that are asked for later."""
        return len(self.ids) * (len(self.masks) + 16) + _BYTES_OF_COUNTS

    def rows(self, *, without: str = "") -> Numbers:
        """The ids of the rows that meet all conditions but those about the facet ``without``, ascending."""
        key = without if without in self.masks else ""
        if key not in self._rows:
            wanted = [mask for about, mask in self.masks.items() if about != key]
            self._rows[key] = self.ids[reduce(np.logical_and, wanted)] if wanted else self.ids
        return self._rows[key]

    def count(self, store: Store, columns: Columns, name: str, *, without: str = "") -> Numbers:
        """How many of these quotations have each number of a column; not to be changed."""
        key = (name, without if without in self.masks else "")
        if key not in self._counts:
            if self.whole is None:
                self._counts[key] = count_codes(store, columns, name, self.rows(without=without))
            else:
                others = count_codes(store, columns, name, self._others(without))
                self._counts[key] = self.whole.count(store, columns, name, without=without) - others
        return self._counts[key]

    def _others(self, without: str) -> Numbers:
        """The rows that meet the conditions, but hold not the words."""
        key = f"not {without if without in self.masks else ''}"
        if key not in self._rows and self.whole is not None:
            is_other = np.zeros(len(self.whole.ids), dtype=np.bool_)
            is_other[self.whole.rows(without=without)] = True
            is_other[self.rows(without=without)] = False
            self._rows[key] = np.flatnonzero(is_other)
        return self._rows[key]


def select_quotations(store: Store, columns: Columns, filters: SearchFilters) -> tuple[Selection, SearchFilters]:
    """The quotations that the filters ask for, and the filters with the ids of the speakers that are meant.

    Raises:
        InvalidQuery: the query cannot be read.
        InvalidValue: half a character stands in it.
    """
    check_characters(filters)
    match = compile_query(filters.query, "quoted")
    plain = replace(filters, limit=0, after=None, sort="date", marks=("", ""), in_=())
    plain = replace(plain, speaker=find_speakers(store, columns, filters.speaker))

    def select() -> Selection:
        ids = find_hits(store, columns, "quotations", match, filters.query)
        masks: dict[str, Mask] = {}
        for condition in conditions_of(plain):
            mask = meets(store, columns, "quotations", condition, ids)
            masks[condition.about] = masks[condition.about] & mask if condition.about in masks else mask
        is_dense = match is not None and len(ids) > _DENSE * len(columns.codes(store, "quotations", "document"))
        whole = select_quotations(store, columns, replace(plain, query=""))[0] if is_dense else None
        return Selection(match, ids, masks, whole)

    return columns.remember(("quotations", plain), select), plain


def meets(store: Store, columns: Columns, table: str, condition: Condition, ids: Numbers) -> Mask:
    """Whether each of these rows meets the condition."""
    codes = columns.codes(store, table, condition.field)
    accepted = columns.dictionary(store, condition.field).accepted(condition.accepts)
    stated = codes if len(ids) == len(codes) else codes.take(ids)
    if np.count_nonzero(accepted) == 1:  # comparing numbers is quicker than looking each of them up
        only: Mask = stated == int(accepted.argmax())
        return only
    return accepted.take(stated)


def count_codes(store: Store, columns: Columns, name: str, rows: Numbers) -> Numbers:
    """How many of these quotations have each number of a column."""
    codes, dictionary = columns.codes(store, "quotations", name), columns.dictionary(store, name)
    counts = np.bincount(codes.take(rows), minlength=len(dictionary.values))
    counts[0] = 0
    return counts


def find_hits(store: Store, columns: Columns, table: str, match: str | None, query: str) -> Numbers:
    """The ids of the rows that the full-text query finds, ascending; without one, of all places of the table.

    Raises:
        InvalidQuery: SQLite's full text cannot read it after all; ``query`` is what was typed.
    """
    size = len(columns.codes(store, table, "document"))
    if match is None:
        return np.arange(size, dtype=np.intp)

    def find() -> Numbers:
        # One string with all ids is made by SQLite three times as fast as one row for each is handed to Python.
        sql = f'SELECT json_group_array(rowid) FROM "{table}_fts" WHERE "{table}_fts" MATCH ?'
        with name_query_errors(query):
            if size <= _ROWS_AT_ONCE:  # asking for a range would cost a fifth more
                listed = [store.value(sql, [match])]
            else:
                starts = range(0, size, _ROWS_AT_ONCE)
                ranges = [[match, start, start + _ROWS_AT_ONCE - 1] for start in starts]
                listed = [store.value(f"{sql} AND rowid BETWEEN ? AND ?", one) for one in ranges]
        found = [np.fromstring(ids[1:-1], dtype=np.intp, sep=",") for ids in listed if ids != "[]"]
        ids = found[0] if len(found) == 1 else np.concatenate([np.zeros(0, dtype=np.intp), *found])
        return ids[: np.searchsorted(ids, size)]

    return columns.remember(("hits", table, match), find)


@contextmanager
def name_query_errors(query: str) -> Iterator[None]:
    """What SQLite's full text cannot read after all leaves the block as `InvalidQuery`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if not str(error).startswith("fts5:"):
            raise
        raise InvalidQuery(query, f"cannot be read ({error})", "Write it simpler.") from error


def find_speakers(store: Store, columns: Columns, values: Values) -> Values:
    """The ids of the speakers meant: the id or name itself where there is one, else all that have these words in it.

    Of a speaker with several ids, all of them.
    """
    found: list[str | None] = []
    for value in values:
        if value is None:
            found.append(None)
        else:
            groups = groups_of(store, columns)
            found += [one for named in _speakers_named(store, columns, value) for one in groups.all_of(named)]
    return tuple(dict.fromkeys(found))


def _speakers_named(store: Store, columns: Columns, value: str) -> list[str]:
    check_characters(SearchFilters(speaker=(value,)))
    try:
        slug = speaker_id(value)
    except InvalidIdentifier as error:
        raise InvalidQuery(f"speaker {value!r}", "a name needs a letter or a digit") from error
    quoted = columns.remember("speakers quoted", lambda: _speakers_quoted(store, columns))
    if slug in quoted or slug in groups_of(store, columns).homes:
        return [slug]
    return [known for known in sorted(quoted) if f"-{slug}-" in f"-{known}-"] or [slug]


def _speakers_quoted(store: Store, columns: Columns) -> frozenset[str]:
    """The ids of all speakers of some row; a dictionary also knows those of rows that are no more."""
    codes = columns.codes(store, "quotations", "speaker")
    values = columns.dictionary(store, "speaker").values
    return frozenset(values[code] for code in np.flatnonzero(np.bincount(codes)) if values[code])
