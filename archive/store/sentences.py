"""Search in sentences: every one that an article has, whether or not somebody is quoted in it.

A sentence has few properties of its own. Outlet, date, language and tags are its article's, so they are asked of the
articles, and a table by article answers for millions of sentences. What is said of a quotation (speaker, kind …) holds
for the sentences that it stands in; which these are is looked up for the quotations or for the sentences found,
whichever are fewer.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

import numpy as np

from archive.model import SentenceRecord
from archive.store.columns import Columns, Mask, Numbers, reading_columns
from archive.store.connection import Store
from archive.store.filters import (
    FACETS,
    Condition,
    SearchFilters,
    Sort,
    article_conditions,
    check_characters,
    facet_conditions,
)
from archive.store.ordering import Key, Order, Place, write_cursor
from archive.store.paging import check_limit, choose_sort, cut_snippets, order_by_score, read_page, read_rows
from archive.store.querying import compile_query
from archive.store.selecting import Selection, find_hits, find_speakers, meets


@dataclass(frozen=True, slots=True)
class SentencePage:
    """Some of the sentences found; ``total`` and ``documents`` count all of them.

    ``next`` and ``sorted_by`` are as in `archive.store.searching.QuotationPage`.
    """

    hits: tuple[SentenceRecord, ...]
    total: int
    documents: int
    next: str | None
    sorted_by: Sort


_ROWS = "SELECT sentences.*, title, source FROM sentences JOIN articles USING (document) WHERE sentences.id IN"
_PLACES = (
    'SELECT sentences.id, coalesce(published, \'\'), source, document, sentences.text, "start", "end" '
    "FROM sentences JOIN articles USING (document) WHERE sentences.id IN (SELECT value FROM json_each(?))"
)
_IS_QUOTED = frozenset(facet.name for facet in FACETS if not facet.of_article)


def search_sentences(store: Store, filters: SearchFilters) -> SentencePage:
    """One page of the sentences that the filters ask for; newest article first, or best match first.

    Raises:
        InvalidQuery: the query cannot be read.
        InvalidValue: ``limit`` or ``after`` is none, or half a character stands in a filter.
    """
    check_limit(filters)
    with reading_columns(store) as columns:
        selection = _select(store, columns, filters)
        found = selection.rows()
        codes = columns.codes(store, "sentences", "document")[found]
        sorted_by = choose_sort(filters, selection)
        if sorted_by == "relevance":
            order = order_by_score(store, columns, "sentences", selection, filters, _PLACES)
        else:
            sorted_by = "date"
            order = Order([_article_key(store, columns)], _PLACES)
        places = read_page(store, "sentences", filters, order, found, sorted_by)
        page = places[: filters.limit]
        ids = [row_id for _, row_id in page]
        rows = {row["id"]: row for row in read_rows(store, _ROWS, ids)}
        snippets = cut_snippets(store, "sentences", selection.match, filters.marks, ids)
    columns_shown = [name for name in SentenceRecord.model_fields if name != "snippet"]
    return SentencePage(
        hits=tuple(
            SentenceRecord(**{name: rows[row_id][name] for name in columns_shown}, snippet=snippets.get(row_id))
            for row_id in ids
        ),
        total=len(found),
        documents=int(np.count_nonzero(np.bincount(codes))),
        next=write_cursor(page[-1][0]) if page and len(places) > len(page) else None,
        sorted_by=sorted_by,
    )


def _select(store: Store, columns: Columns, filters: SearchFilters) -> Selection:
    check_characters(filters)
    match = compile_query(filters.query, "content")
    plain = replace(filters, limit=0, after=None, sort="date", marks=("", ""), in_=(), removed=False)
    plain = replace(plain, speaker=find_speakers(store, columns, filters.speaker))

    def select() -> Selection:
        ids = find_hits(store, columns, "sentences", match, filters.query)
        exist = Condition("existence", "document", lambda document: True)
        masks: dict[str, Mask] = {"existence": meets(store, columns, "sentences", exist, ids)}
        if not plain.all_versions:
            current = Condition("versions", "is_current", lambda value: value == "1")
            masks["versions"] = meets(store, columns, "sentences", current, ids)
        if conditions := article_conditions(plain):
            documents = _documents_that_meet(store, columns, conditions)
            held = Condition("article", "document", lambda document: document in documents)
            masks["article"] = meets(store, columns, "sentences", held, ids)
        selection = Selection(match, ids, masks)
        if conditions := [one for one in facet_conditions(plain) if one.about in _IS_QUOTED]:
            quoted = _sentences_quoted(store, columns, conditions, selection.rows())
            masks["quotation"] = np.isin(ids, quoted)
            selection = Selection(match, ids, masks)
        return selection

    return columns.remember(("sentences", plain), select)


def _documents_that_meet(store: Store, columns: Columns, conditions: list[Condition]) -> set[str]:
    rows = columns.remember(
        "articles", lambda: store.rows("SELECT document, outlet, published, language, tags FROM articles")
    )
    return {row["document"] for row in rows if all(condition.accepts(row[condition.field]) for condition in conditions)}


def _sentences_quoted(store: Store, columns: Columns, conditions: list[Condition], sentences: Numbers) -> Numbers:
    """Those of the sentences in which a quotation stands that meets the conditions."""
    everywhere = np.arange(len(columns.codes(store, "quotations", "document")), dtype=np.intp)
    meeting = np.logical_and.reduce([meets(store, columns, "quotations", one, everywhere) for one in conditions])
    quotations = np.flatnonzero(meeting)
    overlap = 's.document = q.document AND s.text = q.text AND q."start" < s."end" AND s."start" < q."end"'
    # CROSS JOIN makes SQLite begin on the left, with the fewer rows.
    if len(quotations) <= len(sentences):
        sql = f"FROM quotations AS q CROSS JOIN sentences AS s ON {overlap} WHERE q.id IN"
        pairs = store.connection.execute(
            f"SELECT s.id, q.id {sql} (SELECT value FROM json_each(?))", [json.dumps(quotations.tolist())]
        )
    else:
        sql = f"FROM sentences AS s CROSS JOIN quotations AS q ON {overlap} WHERE s.id IN"
        pairs = store.connection.execute(
            f"SELECT s.id, q.id {sql} (SELECT value FROM json_each(?))", [json.dumps(sentences.tolist())]
        )
    listed = np.array(pairs.fetchall(), dtype=np.intp).reshape(-1, 2)
    return np.unique(listed[meeting[listed[:, 1]], 0])


def _article_key(store: Store, columns: Columns) -> Key:
    """Sorts by date (undated last), source and id of the article."""

    def read() -> tuple[list[tuple[str, str, str]], Numbers]:
        rows = store.connection.execute("SELECT coalesce(published, ''), source, document FROM articles").fetchall()
        rows.sort(key=lambda row: row[1:])
        rows.sort(key=lambda row: row[0], reverse=True)
        rank_of = {document: rank for rank, (_, _, document) in enumerate(rows)}
        values = columns.dictionary(store, "document").values
        return rows, np.array([rank_of.get(value, len(rows)) for value in values], dtype=np.intp)

    def ranks(rows: Numbers) -> Numbers:
        _, rank_of = columns.remember("articles by date", read)
        found: Numbers = rank_of[columns.codes(store, "sentences", "document")[rows]]
        return found

    def bounds(place: Place) -> tuple[float, float]:
        ordered, _ = columns.remember("articles by date", read)
        article = (str(place.first), place.source, place.document)
        # Newest first: the dates fall, and what is equal in date is in order.
        low, high = (cut(ordered, article[0]) for cut in (_begin_of_date, _end_of_date))
        begin = bisect_left(ordered, article, low, high)
        return begin, bisect_right(ordered, article, begin, high)

    return Key(ranks, bounds)


def _begin_of_date(ordered: list[tuple[str, str, str]], date: str) -> int:
    return bisect_left(ordered, True, key=lambda article: article[0] <= date)


def _end_of_date(ordered: list[tuple[str, str, str]], date: str) -> int:
    return bisect_left(ordered, True, key=lambda article: article[0] < date)
