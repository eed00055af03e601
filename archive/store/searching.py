"""Search: quotations and sentences by words and facets, a page at a time, with exact totals.

A page continues where the last one ended, by the values of its last row and not by a count of rows passed over: what is
added meanwhile shifts nothing, and the thousandth page costs as much as the first.
"""

from __future__ import annotations

import base64
import binascii
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

from archive.errors import InvalidQuery, InvalidValue
from archive.gaps import mark_gaps
from archive.identifiers import TextDigest
from archive.model import QuotationRecord, SentenceRecord
from archive.spans import Span
from archive.store.connection import Store
from archive.store.facets import facets
from archive.store.filters import FACETS, SearchFilters, Selection, select_quotations, select_sentences
from archive.store.fulltext import SPACE
from archive.store.quotations import quotation_records
from archive.store.speakers import speaker_names, speakers

__all__ = [
    "FACETS",
    "QuotationPage",
    "SearchFilters",
    "SentencePage",
    "facets",
    "quotation_at",
    "quotations_in",
    "search_quotations",
    "search_sentences",
    "speaker_names",
    "speakers",
]

MOST_HITS = 1000
"""More hits than this no page holds."""
_SNIPPET_TOKENS = 48
"""Words in a snippet; SQLite allows 64."""


@dataclass(frozen=True, slots=True)
class QuotationPage:
    """Some of the quotations found; ``total``, ``speakers`` and ``documents`` count all of them.

    ``next`` goes into `SearchFilters.after` for the page after this one; None on the last.
    """

    hits: tuple[QuotationRecord, ...]
    total: int
    speakers: int
    documents: int
    next: str | None


@dataclass(frozen=True, slots=True)
class SentencePage:
    """Some of the sentences found; ``total`` and ``documents`` count all of them."""

    hits: tuple[SentenceRecord, ...]
    total: int
    documents: int
    next: str | None


@dataclass(frozen=True, slots=True)
class _Order:
    """How hits are sorted: a column that comes first, descending or ascending, and what decides between equals."""

    first: str
    descending: bool
    then: tuple[str, ...]

    @property
    def sql(self) -> str:
        return ", ".join([f"{self.first}{' DESC' if self.descending else ''}", *self.then])

    @property
    def columns(self) -> str:
        """The sorting values, under the names that `_write_cursor` looks for."""
        listed = [self.first, *self.then]
        return ", ".join(f"{column} AS sort_{place}" for place, column in enumerate(listed))

    def after(self, cursor: str) -> tuple[str, dict[str, object]]:
        """The condition that leaves only what follows the row that the cursor remembers."""
        values = _read_cursor(cursor, 1 + len(self.then))
        names = {f"after_{place}": value for place, value in enumerate(values)}
        follows = "<" if self.descending else ">"
        columns = ", ".join(self.then)
        remembered = ", ".join(f":after_{place}" for place in range(1, len(values)))
        sql = f"({self.first} {follows} :after_0 OR ({self.first} = :after_0 AND ({columns}) > ({remembered})))"
        return sql, names


# Undated articles come last. A tie is broken by where the words stand, never by a row number.
_PLACE = ('q."source"', "q.document", "q.text", 'q."start"', 'q."end"')
_BY_DATE = _Order("coalesce(q.published, '')", descending=True, then=_PLACE)
_BY_RELEVANCE = _Order("hits.rank", descending=False, then=_PLACE)
_SENTENCES_BY_DATE = _Order(
    "coalesce(q.published, '')", descending=True, then=('q."source"', *("s.document", "s.text", 's."start"', 's."end"'))
)
_SENTENCES_BY_RELEVANCE = _Order("hits.rank", descending=False, then=_SENTENCES_BY_DATE.then)


def search_quotations(store: Store, filters: SearchFilters) -> QuotationPage:
    """One page of the quotations that the filters ask for; without a query, all that pass the facets.

    Raises:
        InvalidQuery: the query cannot be read.
        InvalidValue: ``limit`` or ``after`` is none.
    """
    selection = select_quotations(store, filters)
    ranked = filters.sort == "relevance" and selection.match is not None
    order = _BY_RELEVANCE if ranked else _BY_DATE
    where, parameters = selection.where()
    with _name_query_errors(filters):
        begin, join = selection.hits("quotations")
        counts = store.row(
            f"{begin}SELECT count(*) AS total, count(DISTINCT speaker_id) AS speakers, "
            f"count(DISTINCT document) AS documents FROM quotations AS q {join} WHERE {where}",
            parameters,
        )
        begin, join = selection.hits("quotations", ranked=ranked)
        rows, cursor = _read_page(
            store,
            filters,
            order,
            f"{begin}SELECT q.*, {order.columns} FROM quotations AS q {join} WHERE {where}",
            parameters,
        )
        snippets = _snippets(store, "quotations", selection, filters, [row["id"] for row in rows])
    records = [_with_gaps(record, filters.marks) for record in quotation_records(store, rows, snippets)]
    counts = counts or {"total": 0, "speakers": 0, "documents": 0}
    return QuotationPage(tuple(records), **counts, next=cursor)


def _with_gaps(record: QuotationRecord, marks: tuple[str, str]) -> QuotationRecord:
    """The record with the gaps between its segments marked in its snippet."""
    if record.snippet is None or len(record.segments) == 1:
        return record
    lengths = [end - start for start, end in record.segments]
    return record.model_copy(update={"snippet": mark_gaps(record.snippet, lengths, record.quoted, marks)})


def search_sentences(store: Store, filters: SearchFilters) -> SentencePage:
    """One page of the sentences that the filters ask for.

    Raises:
        InvalidQuery: the query cannot be read.
        InvalidValue: ``limit`` or ``after`` is none.
    """
    selection = select_sentences(store, filters)
    ranked = filters.sort == "relevance" and selection.match is not None
    order = _SENTENCES_BY_RELEVANCE if ranked else _SENTENCES_BY_DATE
    where, parameters = selection.where()
    with _name_query_errors(filters):
        begin, join = selection.hits("sentences", ranked=ranked)
        tables = f"FROM sentences AS s JOIN articles AS q USING (document) {join.replace('q.id', 's.id')} WHERE {where}"
        counts = store.row(
            f"{begin}SELECT count(*) AS total, count(DISTINCT s.document) AS documents {tables}",
            parameters,
        )
        rows, cursor = _read_page(
            store, filters, order, f"{begin}SELECT s.*, q.title, q.source, {order.columns} {tables}", parameters
        )
        snippets = _snippets(store, "sentences", selection, filters, [row["id"] for row in rows])
    columns = [name for name in SentenceRecord.model_fields if name != "snippet"]
    records = [
        SentenceRecord.model_validate(
            {**{column: row[column] for column in columns}, "snippet": snippets.get(row["id"])}
        )
        for row in rows
    ]
    counts = counts or {"total": 0, "documents": 0}
    return SentencePage(tuple(records), **counts, next=cursor)


def quotation_at(store: Store, text: TextDigest, span: Span) -> list[QuotationRecord]:
    """The quotations with exactly this span, one per document that holds the text."""
    rows = store.rows(
        'SELECT * FROM quotations WHERE text = ? AND "start" = ? AND "end" = ? ORDER BY document',
        [text, span.start, span.end],
    )
    return quotation_records(store, rows)


def quotations_in(store: Store, text: TextDigest) -> list[QuotationRecord]:
    """All quotations of a text in their order, those set aside too; of each span the one in the first document."""
    rows = store.rows(
        "SELECT * FROM quotations WHERE text = ? AND document = "
        '(SELECT min(document) FROM quotations WHERE text = ?) ORDER BY "start", "end"',
        [text, text],
    )
    return quotation_records(store, rows)


def _read_page(
    store: Store, filters: SearchFilters, order: _Order, sql: str, parameters: Mapping[str, object]
) -> tuple[list[dict[str, Any]], str | None]:
    """The rows of one page, and the cursor that leads to the next."""
    if not 0 <= filters.limit <= MOST_HITS:
        raise InvalidValue(f"limit {filters.limit}", f"a page holds 0 to {MOST_HITS} hits")
    names = dict(parameters)
    if filters.after:
        condition, remembered = order.after(filters.after)
        sql += f" AND {condition}"
        names |= remembered
    rows = store.rows(f"{sql} ORDER BY {order.sql} LIMIT :limit", {**names, "limit": filters.limit + 1})
    page = rows[: filters.limit]
    has_more = len(rows) > filters.limit and bool(page)
    return page, _write_cursor(page[-1]) if has_more else None


def _write_cursor(row: Mapping[str, Any]) -> str:
    values = [value for name, value in row.items() if name.startswith("sort_")]
    return base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode().rstrip("=")


def _read_cursor(cursor: str, length: int) -> Sequence[object]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        _refuse_cursor(cursor)
    if not isinstance(values, list) or len(values) != length or any(isinstance(v, list | dict) for v in values):
        _refuse_cursor(cursor)
    return values


def _refuse_cursor(cursor: str) -> NoReturn:
    raise InvalidValue(cursor, "no page begins here in this order", "Start again from the first page.")


def _snippets(
    store: Store, table: str, selection: Selection, filters: SearchFilters, ids: Sequence[int]
) -> dict[int, str]:
    """For each hit the stretch with the words searched for, between the marks; empty without a query."""
    if selection.match is None or not ids:
        return {}
    first, last = filters.marks
    rows = store.rows(
        f"SELECT rowid AS id, snippet(\"{table}_fts\", -1, ?, ?, '…', {_SNIPPET_TOKENS}) AS snippet "
        f'FROM "{table}_fts" WHERE "{table}_fts" MATCH ? AND rowid IN (SELECT value FROM json_each(?))',
        [first, last, selection.match, json.dumps(ids)],
    )
    return {row["id"]: row["snippet"].replace(SPACE, "") for row in rows}


@contextmanager
def _name_query_errors(filters: SearchFilters) -> Iterator[None]:
    """What SQLite's full text cannot read after all leaves the block as `InvalidQuery`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if not str(error).startswith("fts5:"):
            raise
        raise InvalidQuery(filters.query, f"cannot be read ({error})", "Write it simpler.") from error
