"""What is not there, not shown or asked wrongly is answered by a page of ours, with the headers of all our pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.asgi import SECURITY_HEADERS
from tests.web.conftest import Site

DIGEST = "fe737b665b6b"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nope", 404, "cut short or has a letter too many"),
        ("/archive/nope", 404, "no page of this archive has this address"),
        ("/u/zzz", 404, "one to an utterance u/, each with 16 of the digits"),
        ("/d/zzz", 404, "A link to an article is d/"),
        (f"/q/{DIGEST}", 404, "two numbers: q/5f2a…/120-188"),
        (f"/q/{DIGEST}/29-152x", 404, "two numbers: q/5f2a…/120-188"),
        ("/t/zzz", 404, "12 to 64 of the digits"),
        ("/m/1234", 404, "64 of the digits"),
        ("/s/Jane/Doe", 404, "Search for a part of the name."),
        ("/" + "a" * 5000, 404, "a" * 200 + "…"),  # an address is not repeated at any length
        ("/archive/quotations?_sort=nope", 400, "Cannot sort table by nope"),
        ("/archive/quotations?_search=%22&_searchmode=raw", 400, "unterminated string"),
        ("/archive/quotations/999999", 404, "no page of this archive"),
        ("/archive/texts", 403, "/archive/texts"),
    ],
)
def test_what_is_not_there_is_answered_by_a_page_of_ours(site: Site, path: str, status: int, words: str) -> None:
    """It says what was asked for and what such an address looks like, and leads home and to the search."""
    answer = site.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert '<a class="name" href="/">Quote archive</a>' in answer.text
    assert '<a href="/search">Search the quotations</a>' in answer.text
    assert {name: answer.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert answer.headers["cache-control"] == "no-store"


def test_markup_in_an_address_stays_words(site: Site) -> None:
    """As everywhere."""
    assert "<script>alert" not in site.get("/q/<script>alert(1)</script>").text


def test_programs_are_answered_in_the_words_of_datasette(site: Site) -> None:
    """Who asks for JSON of a table is a program written for Datasette."""
    answer = site.get("/archive/nope.json")
    assert (answer.status_code, answer.json()["ok"]) == (404, False)


def test_nothing_changes_without_an_archive(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Other databases keep the pages of Datasette."""
    answer = serve().get("/nope")
    assert answer.status_code == 404
    assert "Quote archive" not in answer.text


def test_addresses_lead_below_the_path_that_it_is_served_under(council: Path, serve: Callable[..., Site]) -> None:
    """And what was asked for is named without it."""
    site = serve(council, settings={"base_url": "/news/"})
    page = site.get("/news/d/zzz").text
    assert 'href="/news/search"' in page
    assert "/d/zzz</bdi>" in page
