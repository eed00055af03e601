"""What a page of quotations and a page of sentences have in common: its length, its order, its rows, its snippets.

Sorting by relevance is worth its price for few hits only: the score (bm25) of each has to be worked out, 13 ms for
10,000 of them and 0.7 s for 800,000, and of so many no order is better than another. So it is done up to `MOST_RANKED`.
A score depends on the whole archive and moves a little whenever something is added, so a page by relevance begins
behind the row that ended the one before, wherever that row stands by now.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from archive.errors import InvalidValue
from archive.store.columns import Columns, Numbers
from archive.store.connection import Store
from archive.store.filters import Corpus, SearchFilters, Sort
from archive.store.fulltext import SPACE
from archive.store.ordering import Key, Order, Place, Ranks, choose_page, read_cursor
from archive.store.selecting import Selection, name_query_errors

MOST_HITS = 1000
"""More hits than this no page holds."""
MOST_RANKED = 10_000
"""Hits of the words alone that are sorted by relevance, which has to be worked out for each: 13 ms for so many. Where
there are more, words tell little, and the order is by date."""
_SNIPPET_TOKENS = 48
"""Words in a snippet; SQLite allows 64."""


def check_limit(filters: SearchFilters) -> None:
    """The page asked for has a length that pages have.

    Raises:
        InvalidValue: it has not.
    """
    if not 0 <= filters.limit <= MOST_HITS:
        raise InvalidValue(f"limit {filters.limit}", f"a page holds 0 to {MOST_HITS} hits")


def choose_sort(filters: SearchFilters, selection: Selection) -> Sort:
    """The order that hits are shown in."""
    if filters.sort != "relevance":
        return filters.sort
    return "relevance" if selection.match is not None and len(selection.ids) <= MOST_RANKED else "date"


def order_by_score(
    store: Store, columns: Columns, table: Corpus, selection: Selection, filters: SearchFilters, sql: str
) -> Order:
    """The order by how well the words fit (bm25, the best score being the lowest)."""
    ids, scores = columns.remember(
        ("scores", table, selection.match), partial(_scores, store, table, selection, filters)
    )
    score_of = dict(zip(ids.tolist(), scores.tolist(), strict=True))

    def ranks(rows: Numbers) -> Ranks:
        found: Ranks = scores[np.searchsorted(ids, rows)]
        return found

    def bounds(place: Place) -> tuple[float, float]:
        return float(place.first), float(np.nextafter(float(place.first), np.inf))

    return Order([Key(ranks, bounds)], sql, descending=False, scores=score_of)


def _scores(store: Store, table: Corpus, selection: Selection, filters: SearchFilters) -> tuple[Numbers, Ranks]:
    with name_query_errors(filters.query):
        rows = store.connection.execute(
            f'SELECT rowid, rank FROM "{table}_fts" WHERE "{table}_fts" MATCH ?', [selection.match]
        ).fetchall()
    listed = np.array(sorted(map(tuple, rows)), dtype=np.float64).reshape(-1, 2)
    return listed[:, 0].astype(np.intp), listed[:, 1]


def read_page(
    store: Store, table: Corpus, filters: SearchFilters, order: Order, found: Numbers, sorted_by: Sort
) -> list[tuple[Place, int]]:
    """The places and ids of the rows of one page, and of one more where there is one."""
    after = None
    if filters.after:
        after = read_cursor(filters.after, first=float if sorted_by == "relevance" else str)
        after = _as_of_today(store, table, order, after)
    return choose_page(store, order, found, filters.limit + 1, after)


def _as_of_today(store: Store, table: Corpus, order: Order, place: Place) -> Place:
    """The place of a row with the score that it has now, as long as it is a hit."""
    if order.scores is None:
        return place
    row_id = store.value(
        f'SELECT id FROM "{table}" WHERE document = ? AND text = ? AND "start" = ? AND "end" = ?',
        [place.document, place.text, place.start, place.end],
    )
    return place._replace(first=order.scores.get(row_id, place.first))


def read_rows(store: Store, sql: str, ids: Sequence[int]) -> list[dict[str, Any]]:
    """The rows with these ids, which ``sql`` selects up to the list of them."""
    return store.rows(f"{sql} (SELECT value FROM json_each(?))", [json.dumps(ids)])


def cut_snippets(
    store: Store, table: Corpus, match: str | None, marks: tuple[str, str], ids: Sequence[int]
) -> dict[int, str]:
    """Of each of these rows that is a hit the stretch with the words searched for, these between ``marks``.

    Empty without a query of the full text.
    """
    if match is None or not ids:
        return {}
    rows = store.rows(
        f"SELECT rowid AS id, snippet(\"{table}_fts\", -1, ?, ?, '…', {_SNIPPET_TOKENS}) AS snippet "
        f'FROM "{table}_fts" WHERE "{table}_fts" MATCH ? AND rowid IN (SELECT value FROM json_each(?))',
        [*marks, match, json.dumps(ids)],
    )
    return {row["id"]: row["snippet"].replace(SPACE, "") for row in rows}
