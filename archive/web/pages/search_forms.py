"""A search for other programs: as one JSON record, and as a table of comma-separated values.

A table is bounded. Where it ends before the hits do, its last row says so and where the others are: a table that is cut
in silence is taken for the whole by whoever counts its rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

from archive.model import QuotationRecord
from archive.search_model import SearchRecord, SentencesRecord
from archive.source_names import FOR_STRANGERS
from archive.store import SearchFilters, Store
from archive.store.facets import facets
from archive.store.searching import MOST_HITS, QuotationPage, search_quotations, search_sentences
from archive.web.answers import CSV, Answer, Body, Request, json_body
from archive.web.asking import Pairs, read_filters, read_pairs, without
from archive.web.defusing import defuse_cell
from archive.web.links import Links
from archive.web.parts import name_articles
from archive.web.wording import say_count

MOST_ROWS = 5_000
"""Rows of a table at most."""
COLUMNS = (
    "quoted",
    "speaker",
    "cue",
    "via",
    "title",
    "outlet",
    "published",
    "status",
    "cleaning",
    "captured_at",
    "method",
    "source",
    "document",
    "permalink",
)
"""The columns of the table, named like the fields of the JSON form."""


def give_json(store: Store, request: Request) -> Answer:
    """One page of a search as a record.

    Raises:
        InvalidQuery: the query cannot be read.
        InvalidValue: another parameter cannot.
    """
    return json_body(_search(store, read_filters(request), read_pairs(request), request.links))


def _search(store: Store, filters: SearchFilters, pairs: Pairs, links: Links) -> SearchRecord:
    found = search_quotations(store, filters) if "quotations" in filters.in_ else None
    return SearchRecord(
        query=filters.query,
        total=found.total if found else None,
        speakers=found.speakers if found else None,
        documents=found.documents if found else None,
        sorted_by=found.sorted_by if found else None,
        next=next_address(pairs, links, "quotations", found.next) if found else None,
        hits=list(found.hits) if found else [],
        sentences=_find_sentences(store, filters, pairs, links) if "sentences" in filters.in_ else None,
        facets=name_articles(store, facets(store, filters)) if found else [],
    )


def _find_sentences(store: Store, filters: SearchFilters, pairs: Pairs, links: Links) -> SentencesRecord:
    found = search_sentences(store, filters)
    following = next_address(pairs, links, "sentences", found.next)
    return SentencesRecord(
        total=found.total,
        documents=found.documents,
        sorted_by=found.sorted_by,
        next=following,
        hits=list(found.hits),
    )


def next_address(pairs: Pairs, links: Links, corpus: str, cursor: str | None, suffix: str = ".json") -> str | None:
    """Where the next hits are, None behind the last; of a search in both corpora, each goes on alone."""
    if cursor is None:
        return None
    return links.search([*without(pairs, "after", "in"), ("in", corpus), ("after", cursor)], suffix)


def give_csv(store: Store, request: Request) -> Answer:
    """The quotations of a search as a table, at most `MOST_ROWS`.

    Raises:
        InvalidQuery: the query cannot be read.
        InvalidValue: another parameter cannot.
    """
    filters = replace(read_filters(request), limit=MOST_HITS)
    page = search_quotations(store, filters)
    rows = list(page.hits)
    while page.next and len(rows) < MOST_ROWS:
        page = search_quotations(store, replace(filters, after=page.next))
        rows += page.hits
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in rows)
    following = next_address(read_pairs(request), request.links, "quotations", page.next, ".csv")
    if following:
        writer.writerow(_say_cut(len(rows), page, following))
    # With a byte order mark, without which spreadsheets take the text for Latin letters.
    headers = (("content-disposition", 'attachment; filename="quotations.csv"'),)
    return Body(f"\ufeff{out.getvalue()}".encode(), CSV, headers=headers)


def _say_cut(shown: int, page: QuotationPage, following: str) -> Iterable[str]:
    return [f"[cut here after {say_count(shown, 'row')}; {page.total:,} were found. The next: {following}]"]


def _cells(row: QuotationRecord) -> list[str]:
    values = {
        **row.model_dump(include=set(COLUMNS), context=FOR_STRANGERS),
        "via": "; ".join(f"{via.role}: {via.text}" for via in row.via),
    }
    values["quoted"] = row.shown
    return [defuse_cell(str(values[column] or "")) for column in COLUMNS]
