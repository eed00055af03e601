"""Datasette's own table pages work on an archive as it is: its search filters, its facets count."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from datasette.app import Datasette

from archive.store import SearchFilters, Store, wrap_connection
from archive.store.searching import search_quotations


async def fetch(store: Store, path: str) -> dict[str, Any]:
    """What a page of Datasette answers, as JSON."""
    datasette = Datasette([str(store.path)])
    response = await datasette.client.get(path)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def run(work: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    """The answer, waited for."""
    return asyncio.run(work)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("quotations.json?_search=rain", 1),  # as the search has it: not the one set aside
        ("quotations.json?_search=rain&_rows=all", 2),
        ("quotations.json?_search=rain&_rows=all&removed=0", 1),
        ("quotations.json?_search=nothing-of-the-kind", 0),  # a search that is ignored would find all
        ("quotations.json?_search=金+正+恩", 1),  # with spaces; see `archive.store.fulltext`
        ("sentences.json?_search=heavy", 1),
        ("quotations.json?speaker=Jane+Doe", 2),
        ("quotations.json?medium__arraycontains=Telegram", 1),
    ],
)
def test_the_table_page_searches(two_articles: Store, page: str, found: int) -> None:
    """By the full-text tables that Datasette finds by itself."""
    answer = run(fetch(two_articles, f"/archive/{page}&_shape=objects&_extra=count"))
    assert len(answer["rows"]) == found


def test_the_table_page_counts_facets(two_articles: Store) -> None:
    """Columns and lists alike."""
    answer = run(
        fetch(two_articles, "/archive/quotations.json?_facet=outlet&_facet_array=medium&removed=0&_extra=facet_results")
    )
    found = answer["facet_results"]
    results = found.get("results", found)
    outlets = {value["value"]: value["count"] for value in results["outlet"]["results"]}
    assert outlets["Example Courier"] == 3
    assert {value["value"] for value in results["medium"]["results"]} == {"Telegram", "X"}


def test_the_store_reads_on_datasettes_own_connection(two_articles: Store) -> None:
    """In its worker threads, on its read-only connection."""

    async def search() -> dict[str, Any]:
        datasette = Datasette([str(two_articles.path)])
        database = datasette.get_database("archive")
        total = await database.execute_fn(
            lambda connection: search_quotations(wrap_connection(connection), SearchFilters("rain")).total
        )
        return {"total": total}

    assert run(search()) == {"total": 1}


def test_a_store_is_used_from_several_threads_in_turn(two_articles: Store) -> None:
    """One after the other, as a server's pool does."""
    with ThreadPoolExecutor(1) as pool:
        counts = list(pool.map(lambda _: two_articles.value("SELECT count(*) FROM articles"), range(3)))
    assert counts == [2, 2, 2]
