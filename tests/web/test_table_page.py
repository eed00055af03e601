"""Datasette's own page of the quotations: exact facets, highlights and the search's own parameters, under any name."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.errors import DatabaseUnusable
from archive.store import open_store
from archive.store.facets import facets
from archive.store.filters import FACETS, SearchFilters
from archive.web import table_facets
from tests.web.building import analyse_by_hand, hold_text, quote
from tests.web.conftest import Site

WORDS = [f"The bridge number {number} stays" for number in range(12)]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article of twelve quotations by two people, one of them set aside, and a mark that quotes nobody."""
    path = tmp_path_factory.mktemp("table") / "archive.db"
    text = "\n".join(f"<{words}> it says." for words in [*WORDS, "so-called"])
    said = [
        quote(text, words, speaker="Jane Doe" if place < 8 else "John Smith", removed=place == 11)
        for place, words in enumerate(WORDS)
    ]
    with open_store(path, create=True) as store:
        hold_text(store, text, analyse_by_hand(text, [*said, quote(text, "so-called", kind="none")]))
    return path


def facets_of(site: Site, address: str) -> dict[str, dict[str, int]]:
    """The counts of each facet by value, as the JSON form of the page has them."""
    joint = "&" if "?" in address else "?"
    found = site.get(f"{address}{joint}_extra=facet_results,facets_timed_out").json()
    listed: dict[str, Any] = found["facet_results"].get("results", found["facet_results"])
    return {name: {str(value["value"]): value["count"] for value in facet["results"]} for name, facet in listed.items()}


@pytest.mark.parametrize("name", ["archive", "my news"])
def test_every_facet_is_there_with_its_exact_counts(
    many: Path, tmp_path: Path, name: str, serve: Callable[..., Site]
) -> None:
    """Whatever the file is called, without any metadata: the numbers of the search."""
    path = tmp_path / f"{name}.db"
    shutil.copy(many, path)
    site = serve(path)
    address = str(site.datasette.urls.table(name, "quotations"))
    found = facets_of(site, f"{address}.json?_q=bridge")
    with open_store(many, read_only=True) as store:
        wanted = facets(store, SearchFilters(query="bridge"))
    assert found == {facet.name: {str(value.value): value.count for value in facet.values} for facet in wanted}
    assert set(found) == {facet.name for facet in FACETS}
    assert found["speaker"] == {"jane-doe": 8, "john-smith": 3}


def test_values_of_a_facet_are_alternatives(many: Path, serve: Callable[..., Site]) -> None:
    """The rows are those of either; the facet counts as if none were chosen."""
    site = serve(many)
    address = "/archive/quotations.json?_speaker=jane-doe&_speaker=john-smith&_shape=objects"
    assert len(site.get(address).json()["rows"]) == 11
    assert facets_of(site, "/archive/quotations.json?_speaker=john-smith")["speaker"] == {
        "jane-doe": 8,
        "john-smith": 3,
    }


@pytest.mark.parametrize(
    ("query", "speakers"),
    [
        ("_rows=all", {"jane-doe": 8, "john-smith": 4, "None": 1}),
        ("_search=bridge", {"jane-doe": 8, "john-smith": 3}),  # Datasette's own search
        ("start__lt=60", {"jane-doe": 2}),  # a filter on a column
        ("_rows=all&removed=1", {"john-smith": 1}),
    ],
)
def test_other_rows_than_the_searchs_are_counted_exactly_too(
    many: Path, serve: Callable[..., Site], query: str, speakers: dict[str, int]
) -> None:
    """What Datasette's own parameters select, in every combination."""
    assert facets_of(serve(many), f"/archive/quotations.json?{query}")["speaker"] == speakers


def test_a_facet_that_cannot_be_counted_is_named(
    many: Path, serve: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Datasette's own list of what timed out, on its page."""

    def fail(*_: object, **__: object) -> list[object]:
        raise DatabaseUnusable("archive.db", "is busy")

    monkeypatch.setattr(table_facets, "facets", fail)
    page = serve(many).get("/archive/quotations").text
    timed_out = re.search(r"These facets timed out: ([^<]*)", page)
    assert timed_out is not None
    assert timed_out[1].strip().split(", ") == [facet.name for facet in FACETS]


def test_the_page_tells_the_search_and_leads_on(many: Path, serve: Callable[..., Site]) -> None:
    """Exact total, chips that can be taken away, highlights, dates, orders, the same search elsewhere."""
    page = serve(many).get("/archive/quotations?_q=bridge&_speaker=jane-doe&_size=5").text
    assert "<b>8 quotations</b>" in page
    assert "The <mark>bridge</mark> number 0 stays" in page
    assert 'aria-label="Take away: speaker: Jane Doe"' in page
    assert 'href="/archive/quotations?_q=bridge&amp;_size=5" aria-label="Take away: speaker' in page
    assert 'href="/search?q=bridge&amp;speaker=jane-doe"' in page
    assert 'href="/search?q=bridge&amp;speaker=jane-doe&amp;sort=relevance"' in page
    assert "_sort_desc=published" in page
    assert 'name="_since"' in page
    assert "One row for each quotation and article is shown" in page
    assert "_rows=all" in page


def test_the_next_page_keeps_the_search_and_passes_over_nothing(many: Path, serve: Callable[..., Site]) -> None:
    """It continues after the last row, by its key."""
    site, seen = serve(many), []
    address = "/archive/quotations.json?_q=bridge&_size=5&_sort_desc=published&_shape=objects&_extra=query"
    while address:
        answer = site.get(address).json()
        seen += [row["id"] for row in answer["rows"]]
        address = (answer.get("next_url") or "").removeprefix("http://localhost")
        assert "offset" not in answer["query"]["sql"].lower()
    assert len(seen) == len(set(seen)) == 11


@pytest.mark.parametrize("name", ["archive", "my news"])
def test_the_form_and_the_facets_headings_are_there_under_any_name(
    many: Path, tmp_path: Path, serve: Callable[..., Site], name: str
) -> None:
    """In the words of the search page, in its order."""
    path = tmp_path / f"{name}.db"
    shutil.copy(many, path)
    site = serve(path)
    page = site.get(str(site.datasette.urls.table(name, "quotations"))).text
    assert 'name="_until"' in page
    assert re.findall(r"<summary>([^<]*) <small>", page) == [facet.label for facet in FACETS]


def test_rows_of_other_filters_are_counted_exactly_on_the_first_page(many: Path, serve: Callable[..., Site]) -> None:
    """On the next page the facets would be those of the rest, so the page says that the first one counts them."""
    site = serve(many)
    first = site.get("/archive/quotations?_search=bridge&_size=5").text
    assert "<b>11 quotations</b>" in first
    assert "These facets timed out" not in first
    second = site.get("/archive/quotations?_search=bridge&_size=5&_next=5").text
    assert "These facets timed out: speaker, outlet" in second
    assert '<a href="?_search=bridge&amp;_size=5">the first page</a>' in second


def test_tables_of_others_are_as_datasette_shows_them(many: Path, tmp_path: Path, serve: Callable[..., Site]) -> None:
    """A table named quotations in a database that is no archive, with facets of its own."""
    path = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE quotations (id INTEGER PRIMARY KEY, speaker TEXT)")
        connection.execute("INSERT INTO quotations (speaker) VALUES ('a'), ('b'), ('b')")
    page = serve(path, many).get("/other/quotations?_facet=speaker").text
    assert "archive-search" not in page
    assert 'class="facet-results"' in page


def test_nothing_found_helps(many: Path, serve: Callable[..., Site]) -> None:
    """With the syntax and the ways on."""
    page = serve(many).get("/archive/quotations?_q=nowhere").text
    assert "<b>0 quotations</b>" in page
    assert "Nothing found" in page
    assert "bridge OR tunnel" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [("_q=%22open", "This search cannot be read"), ("_since=20", "is not a date")],
)
def test_a_search_that_cannot_be_read_is_answered_in_words(site: Site, query: str, words: str) -> None:
    """With status 400, as a page and as JSON."""
    for suffix in ("", ".json"):
        answer = site.get(f"/archive/quotations{suffix}?{query}")
        assert answer.status_code == 400
        assert words in answer.text


def test_marks_of_a_search_do_not_stay(many: Path, serve: Callable[..., Site]) -> None:
    """The next request is about its own words only."""
    site = serve(many)
    assert "<mark>" in site.get("/archive/quotations?_q=bridge").text
    assert "<mark>" not in site.get("/archive/quotations").text
