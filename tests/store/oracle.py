"""What search and facets must say, worked out in the plainest way: every row read, every condition asked of it.

Slow and obvious on purpose. Nothing of the product's search is used here but the reading of a query.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from archive.store import SearchFilters, Store
from archive.store.querying import compile_query

Row = dict[str, Any]
ALL = {"quotations": "SELECT * FROM quotations", "sentences": "SELECT * FROM sentences"}
MATCHING = {
    "quotations": "SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH ?",
    "sentences": "SELECT rowid FROM sentences_fts WHERE sentences_fts MATCH ?",
}
COLUMNS = {"speaker": "speaker_id", "tag": "tags"}
LISTS = {"medium", "relayed_by", "tag", "elsewhere"}
NAMES = (
    "speaker",
    "outlet",
    "published",
    "kind",
    "cue",
    "medium",
    "relayed_by",
    "language",
    "document",
    "tag",
    "cleaning",
    "status",
    "elsewhere",
)


def values_of(row: Row, name: str) -> list[str | None]:
    """The values of a facet that a row has; None where nothing is stated."""
    value = row[COLUMNS.get(name, name)]
    if name in LISTS:
        return sorted(set(json.loads(value))) or [None]
    if name == "published" and value:
        return [f"{value}-XX" if len(value) == 4 else value[:7]]
    return [value]


def has_one_of(row: Row, name: str, chosen: Sequence[str | None]) -> bool:
    """Whether a row has one of the values chosen."""
    if name == "published":
        date = row["published"]
        return any(date is None if given is None else bool(date) and _is_dated(date, given) for given in chosen)
    if name == "outlet":
        return (row["outlet"] and row["outlet"].lower()) in [given and given.lower() for given in chosen]
    return not set(chosen).isdisjoint(values_of(row, name))


def _is_dated(date: str, given: str) -> bool:
    return date == given[:-3] if given.endswith("-XX") else date.startswith(given)


def is_hit(row: Row, filters: SearchFilters, *, without: str = "") -> bool:
    """Whether a row meets all filters but the one about ``without``."""
    chosen = {name: getattr(filters, name) for name in NAMES if name != without}
    date = row["published"]
    return (
        all(has_one_of(row, name, values) for name, values in chosen.items() if values)
        and (not filters.since or (bool(date) and date >= filters.since[: len(date)]))
        and (not filters.until or (bool(date) and date[: len(filters.until)] <= filters.until))
        and (filters.all_versions or row["is_current"] == 1)
        and (bool(filters.cleaning) or filters.removed or without == "cleaning" or row["removed"] == 0)
        and (bool(filters.kind) or without == "kind" or row["kind"] != "none")
    )


def rows_found(store: Store, table: str, query: str) -> list[Row]:
    """The rows of a table in which the words stand; all without words."""
    match = compile_query(query, "quoted" if table == "quotations" else "content")
    rows = store.rows(ALL[table])
    if match is None:
        return rows
    hits = {row["rowid"] for row in store.rows(MATCHING[table], [match])}
    return [row for row in rows if row["id"] in hits]


def place(row: Row) -> tuple[Any, ...]:
    """What decides between rows of one date."""
    return row["source"], row["document"], row["text"], row["start"], row["end"]


def expected_hits(store: Store, filters: SearchFilters) -> list[Row]:
    """All hits in the order in which they must be shown, newest first."""
    dated = "captured_at" if filters.sort == "captured" else "published"
    hits = [row for row in rows_found(store, "quotations", filters.query) if is_hit(row, filters)]
    hits.sort(key=place)
    hits.sort(key=lambda row: row[dated] or "", reverse=True)
    return hits


def expected_counts(store: Store, filters: SearchFilters, name: str) -> dict[str | None, int]:
    """How many hits have each value of a facet, its own filter passed over."""
    rows = [row for row in rows_found(store, "quotations", filters.query) if is_hit(row, filters, without=name)]
    return dict(Counter(value for row in rows for value in values_of(row, name)))


def expected_sentences(store: Store, filters: SearchFilters) -> list[Row]:
    """All sentences that are hits, newest article first."""
    articles = {row["document"]: row for row in store.rows("SELECT * FROM articles")}
    of_article = ("outlet", "published", "language", "document", "tag")
    plain = replace(filters, **{name: () for name in NAMES if name not in of_article}, all_versions=True, removed=True)  # type: ignore[arg-type] # mypy sees no field names
    loose = {"kind": "full", "removed": 0}
    hits = []
    for row in rows_found(store, "sentences", filters.query):
        article = articles[row["document"]]
        about = [name for name in NAMES if name not in of_article and getattr(filters, name)]
        quoted = store.rows(
            'SELECT * FROM quotations WHERE document = ? AND text = ? AND "start" < ? AND ? < "end"',
            [row["document"], row["text"], row["end"], row["start"]],
        )
        says = any(all(has_one_of(one, name, getattr(filters, name)) for name in about) for one in quoted)
        if is_hit({**article, **loose}, plain) and (filters.all_versions or row["is_current"]) and (says or not about):
            hits.append({**row, "source": article["source"], "published": article["published"]})
    hits.sort(key=place)
    hits.sort(key=lambda row: row["published"] or "", reverse=True)
    return hits
