"""A search as JSON and as CSV: the same hits and counts as the page, for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.search_model import SearchRecord
from archive.store import open_store
from archive.web.defusing import defuse_cell
from archive.web.pages import search_forms
from tests.web.building import analyse_by_hand, hold_text, quote
from tests.web.conftest import Site


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article of 25 quotations, the words of one of which are a formula."""
    path = tmp_path_factory.mktemp("forms") / "archive.db"
    words = ["=1+1 is said", "“inner” marks, a comma", *(f"The bridge number {number} stays" for number in range(23))]
    text = "\n".join(f"<{word}> Jane Doe said." for word in words)
    with open_store(path, create=True) as store:
        hold_text(store, text, analyse_by_hand(text, [quote(text, word, speaker="Jane Doe") for word in words]))
    return path


def rows(answer: bytes) -> list[list[str]]:
    """The rows of a table, its head first."""
    assert answer.startswith(b"\xef\xbb\xbf"), "a spreadsheet needs the byte order mark"
    return list(csv.reader(io.StringIO(answer.decode("utf-8-sig"), newline="")))


def test_one_record_says_what_the_page_says(site: Site) -> None:
    """Exact counts, hits, facets; a record that reads back."""
    answer = site.get("/search.json?q=mended")
    record = SearchRecord.model_validate(answer.json())
    assert (record.query, record.total, record.speakers, record.documents) == ("mended", 1, 1, 1)
    assert record.sorted_by == "relevance"
    assert record.sentences is None
    assert [hit.snippet for hit in record.hits] == ["We keep the bridge. It will be [mended],"]
    assert {facet.name: facet.values[0].count for facet in record.facets}["speaker"] == 1
    assert site.get("/search.json?q=mended", if_none_match=answer.headers["etag"]).status_code == 304


def test_following_next_gives_every_hit_once(many: Path, serve: Callable[..., Site]) -> None:
    """``next`` is an address below the host."""
    site, address, seen = serve(many), "/search.json?size=10", list[str]()
    while address:
        record = SearchRecord.model_validate(site.get(address).json())
        assert record.total == 25
        seen += [hit.permalink for hit in record.hits]
        address = record.next or ""
    assert len(seen) == len(set(seen)) == 25


def test_what_was_not_searched_is_null(site: Site) -> None:
    """Of a search in sentences nothing is said about quotations, and the other way round."""
    record = SearchRecord.model_validate(site.get("/search.json?q=plan&in=sentences").json())
    assert (record.total, record.hits, record.facets) == (None, [], [])
    assert record.sentences
    assert (record.sentences.total, record.sentences.documents, record.sentences.next) == (1, 1, None)


@pytest.mark.parametrize("form", [".json", ".csv"])
def test_a_search_that_cannot_be_read_is_refused_in_its_form(site: Site, form: str) -> None:
    """400, and no page of HTML for a program."""
    answer = site.get(f"/search{form}?q=%22open")
    assert answer.status_code == 400
    assert "quotation mark" in answer.text
    assert answer.headers["content-type"].split(";")[0] in ("application/problem+json", "text/plain")


def test_a_table_has_a_row_for_each_hit(many: Path, serve: Callable[..., Site]) -> None:
    """More of them than a page holds, each with its permalink; a formula is defused, other cells are as they are."""
    answer = serve(many).get("/search.csv?speaker=jane-doe")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    head, *found = rows(answer.content)
    assert tuple(head) == search_forms.COLUMNS
    assert len(found) == 25
    assert {"'=1+1 is said", "“inner” marks, a comma"} < {row[0] for row in found}
    assert all(row[-1].startswith("q/") for row in found)


def test_a_table_that_is_cut_says_so_and_where_the_rest_is(
    many: Path, serve: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its last row tells how many there are; following it to the end gives all of them once."""
    monkeypatch.setattr(search_forms, "MOST_ROWS", 10)
    monkeypatch.setattr(search_forms, "MOST_HITS", 10)
    site, address, seen = serve(many), "/search.csv", list[str]()
    while address:
        _, *found = rows(site.get(address).content)
        address = ""
        if len(found[-1]) == 1:
            (cut,) = found.pop()
            assert "25 were found" in cut
            address = cut.partition("The next: ")[2].rstrip("]")
        seen += [row[-1] for row in found]
    assert len(seen) == len(set(seen)) == 25


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-1", "-1"),  # a number stays one
        ("-1+1", "'-1+1"),
        ("@here", "'@here"),
        ("\t=1", "'\t=1"),  # spreadsheets pass over the tab
        ("\r=1", "'\r=1"),
        ("1+1=2", "1+1=2"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(value: str, cell: str) -> None:
    """What begins like one gets an apostrophe (OWASP, CSV injection)."""
    assert defuse_cell(value) == cell
