"""Search: quotations by words and facets, a page at a time, with exact totals.

A page continues where the last one ended, by the values of its last row and not by a count of rows passed over: what is
added meanwhile shifts nothing, and the thousandth page costs as much as the first. Everything that one page says is
read in one transaction, so that totals, rows and facets agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from archive.gaps import mark_gaps
from archive.model import QuotationRecord
from archive.store.columns import Columns, reading_columns
from archive.store.connection import Store
from archive.store.facets import facets
from archive.store.filters import FACETS, SearchFilters, Sort
from archive.store.ordering import Key, Order, column_key, write_cursor
from archive.store.paging import (
    MOST_HITS,
    MOST_RANKED,
    check_limit,
    choose_sort,
    cut_snippets,
    order_by_score,
    read_page,
    read_rows,
)
from archive.store.quotations import quotation_at, quotation_records, quotations_in
from archive.store.selecting import Selection, select_quotations
from archive.store.sentences import SentencePage, search_sentences
from archive.store.speaker_groups import groups_of
from archive.store.speakers import speaker_names, speakers

__all__ = [
    "FACETS",
    "MOST_HITS",
    "MOST_RANKED",
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


@dataclass(frozen=True, slots=True)
class QuotationPage:
    """Some of the quotations found; ``total``, ``speakers`` and ``documents`` count all of them.

    ``next`` goes into `SearchFilters.after` for the page after this one; None on the last. ``sorted_by`` is the order
    of the hits, which is not the one asked for when that was by relevance and there are no words, or too many hits
    (`MOST_RANKED`).
    """

    hits: tuple[QuotationRecord, ...]
    total: int
    speakers: int
    documents: int
    next: str | None
    sorted_by: Sort


def search_quotations(store: Store, filters: SearchFilters) -> QuotationPage:
    """One page of the quotations that the filters ask for; without a query, all that pass the facets.

    Raises:
        InvalidQuery: the query cannot be read.
        InvalidValue: ``limit`` or ``after`` is none, or half a character stands in a filter.
    """
    check_limit(filters)
    with reading_columns(store) as columns:
        selection, plain = select_quotations(store, columns, filters)
        found = selection.rows()
        counts = columns.remember(("counts", plain), partial(_count, store, columns, selection))
        sorted_by = choose_sort(filters, selection)
        order = _order(store, columns, sorted_by, selection, filters)
        page_of = (plain, sorted_by, filters.limit, filters.after)
        places = columns.remember(
            ("page", page_of), partial(read_page, store, "quotations", filters, order, found, sorted_by)
        )
        page = places[: filters.limit]
        ids = [row_id for _, row_id in page]
        rows = {row["id"]: row for row in read_rows(store, "SELECT * FROM quotations WHERE id IN", ids)}
        snippets = cut_snippets(store, "quotations", selection.match, filters.marks, ids)
        records = quotation_records(store, [rows[row_id] for row_id in ids], snippets)
    return QuotationPage(
        tuple(_with_gaps(record, filters.marks) for record in records),
        *counts,
        next=write_cursor(page[-1][0]) if page and len(places) > len(page) else None,
        sorted_by=sorted_by,
    )


def _count(store: Store, columns: Columns, selection: Selection) -> tuple[int, int, int]:
    """How many rows, speakers and articles."""
    dictionary = columns.dictionary(store, "speaker")
    speakers = dictionary.add_up(selection.count(store, columns, "speaker"))
    documents = selection.count(store, columns, "document")
    unnamed = dictionary.ordered[:1] == ("",)  # the place of "not recognised", which is no speaker
    twice = 0  # further ids of a speaker who is counted already
    for members in groups_of(store, columns).members.values():
        places = [place for one in members if (place := dictionary.place_of(one)) is not None]
        twice += max(0, int(np.count_nonzero(speakers[places])) - 1)
    named = int(np.count_nonzero(speakers[unnamed:])) - twice
    return len(selection.rows()), named, int(np.count_nonzero(documents))


_PLACES = (
    'SELECT id, {first}, source, document, text, "start", "end" FROM quotations '
    "WHERE id IN (SELECT value FROM json_each(?))"
)


def _order(store: Store, columns: Columns, sorted_by: Sort, selection: Selection, filters: SearchFilters) -> Order:
    if sorted_by == "relevance":
        return order_by_score(store, columns, "quotations", selection, filters, _PLACES.format(first="NULL"))

    def key(name: str, part: int, *, falls: bool = False) -> Key:
        return column_key(
            partial(columns.codes, store, "quotations", name),
            partial(columns.dictionary, store, name),
            part,
            falls=falls,
        )

    dated = "captured_at" if sorted_by == "captured" else "published"
    # Undated articles come last. A tie is broken by where the words stand, never by a row number.
    keys = (key(dated, 0, falls=True), key("source", 1), key("document", 2))
    return Order(keys, _PLACES.format(first=f"coalesce({dated}, '')"))


def _with_gaps(record: QuotationRecord, marks: tuple[str, str]) -> QuotationRecord:
    """The record with the gaps between its segments marked in its snippet."""
    if record.snippet is None or len(record.segments) == 1:
        return record
    lengths = [end - start for start, end in record.segments]
    return record.model_copy(update={"snippet": mark_gaps(record.snippet, lengths, record.quoted, marks)})
