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

import numpy as np

from archive.errors import InvalidIdentifier, InvalidQuery
from archive.identifiers import speaker_id
from archive.store.columns import Columns, Mask, Numbers
from archive.store.connection import Store
from archive.store.filters import Condition, SearchFilters, Values, check_characters, conditions_of
from archive.store.querying import compile_query

_ROWS_AT_ONCE = 1 << 20
"""Row ids that SQLite lists in one string, so that it stays far below the longest it may make."""


@dataclass
class Selection:
    """The rows that a search asks for.

    ``match`` is its full-text query. ``ids`` are the hits of that, ascending, or all rows of the table; ``masks`` tell
    of each of them whether it meets a condition, by what the condition is about.
    """

    match: str | None
    ids: Numbers
    masks: Mapping[str, Mask]
    _rows: dict[str, Numbers] = field(default_factory=dict)

    @property
    def nbytes(self) -> int:
        """About how much memory this takes, with the rows that are asked for later."""
        return len(self.ids) * (len(self.masks) + 16)

    def rows(self, *, without: str = "") -> Numbers:
        """The ids of the rows that meet all conditions but those about the facet ``without``, ascending."""
        key = without if without in self.masks else ""
        if key not in self._rows:
            wanted = [mask for about, mask in self.masks.items() if about != key]
            self._rows[key] = self.ids[np.logical_and.reduce(wanted)] if wanted else self.ids
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
        return Selection(match, ids, masks)

    return columns.remember(("quotations", plain), select), plain


def meets(store: Store, columns: Columns, table: str, condition: Condition, ids: Numbers) -> Mask:
    """Whether each of these rows meets the condition."""
    codes = columns.codes(store, table, condition.field)
    accepted = columns.dictionary(store, condition.field).accepted(condition.accepts)
    return accepted[codes] if len(ids) == len(codes) else accepted[codes[ids]]


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
        sql = f'SELECT group_concat(rowid) FROM "{table}_fts" WHERE "{table}_fts" MATCH ? AND rowid BETWEEN ? AND ?'
        with name_query_errors(query):
            starts = range(0, size, _ROWS_AT_ONCE)
            listed = [store.value(sql, [match, start, start + _ROWS_AT_ONCE - 1]) for start in starts]
        found = [np.fromstring(ids, dtype=np.intp, sep=",") for ids in listed if ids]
        ids = np.concatenate(found) if found else np.zeros(0, dtype=np.intp)
        return ids[ids < size]

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
    """The ids of the speakers meant: the id or name itself where there is one, else all that have these words in it."""
    found: list[str | None] = []
    for value in values:
        found += [None] if value is None else _speakers_named(store, columns, value)
    return tuple(dict.fromkeys(found))


def _speakers_named(store: Store, columns: Columns, value: str) -> list[str]:
    check_characters(SearchFilters(speaker=(value,)))
    try:
        slug = speaker_id(value)
    except InvalidIdentifier as error:
        raise InvalidQuery(f"speaker {value!r}", "a name needs a letter or a digit") from error
    quoted = columns.remember("speakers quoted", lambda: _speakers_quoted(store, columns))
    if slug in quoted:
        return [slug]
    return [known for known in sorted(quoted) if f"-{slug}-" in f"-{known}-"] or [slug]


def _speakers_quoted(store: Store, columns: Columns) -> frozenset[str]:
    """The ids of all speakers of some row; a dictionary also knows those of rows that are no more."""
    codes = columns.codes(store, "quotations", "speaker")
    values = columns.dictionary(store, "speaker").values
    return frozenset(values[code] for code in np.flatnonzero(np.bincount(codes)) if values[code])
