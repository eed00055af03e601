"""The page of an article tells what is known of it and from where, and every capture."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.identifiers import TextDigest, document_of_text, text_digest
from archive.records import Evidence
from archive.store import open_store
from archive.store.facets import facets
from archive.store.facts import withdraw
from archive.store.index import refresh_document
from archive.web.pages import lists
from tests.web.building import (
    BRIDGE,
    MOMENT,
    analyse_by_hand,
    bridge_analysis,
    day,
    hold_text,
    make_archive,
    quote,
    span_of,
)
from tests.web.conftest import Site


def test_what_is_known_stands_beside_where_it_is_known_from(site: Site, digest: TextDigest) -> None:
    """Given by a person, told by the text, or unknown: never mixed up."""
    page = site.get(f"/d/{document_of_text(digest)}").text
    assert "given by Jane Doe on 21 Nov 2026" in page
    assert "author, published, address" in page
    assert "nothing is guessed" in page


def test_what_the_text_tells_leads_to_where_it_tells_it(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Evidence can be looked at; an address is a link only when it is one."""
    text = "The bridge stays.\nSubscribe to The Example"
    span = span_of(text, "The Example")
    analysis = analyse_by_hand(text, removed_lines=["Subscribe to The Example"])
    evidence = (Evidence("outlet", "The Example", span, "subscribe-line"),)
    analysis = type(analysis)(analysis.text, "by-hand", analysis.removals, analysis.sentences, (), evidence)
    with open_store(tmp_path / "archive.db", create=True) as store:
        digest = hold_text(store, text, analysis, decisions=[("url", "https://example.org/a")])
    page = serve(tmp_path / "archive.db").get(f"/d/{document_of_text(digest)}").text
    assert f'<a href="/q/{digest}/{span.start}-{span.end}">its own text says so (rule subscribe-line)</a>' in page
    assert '<a href="https://example.org/a" rel="noreferrer nofollow">' in page
    assert "no title: “The bridge stays.”" in page.replace("Subscribe to The Example", "").replace("  ", " ")
    assert "address given by Jane Doe, no date; nobody else has confirmed it" in page


def test_versions_and_captures_are_listed_and_a_lost_quotation_is_told(
    tmp_path: Path, serve: Callable[..., Site]
) -> None:
    """The old wording keeps its link, and its page says that the newest version has it no longer."""
    first = "“We keep the bridge,” Jane Doe said."
    second = "“We sell the bridge,” Jane Doe said."
    with open_store(tmp_path / "archive.db", create=True) as store:
        old = hold_text(store, first, analyse_by_hand(first, [quote(first, "We keep the bridge,", speaker="Jane Doe")]))
        document = document_of_text(old)
        new = hold_text(
            store,
            second,
            analyse_by_hand(second, [quote(second, "We sell the bridge,", speaker="Jane Doe")]),
            document=document,
            captured_at="2026-11-28T09:30:00.000000Z",
            decisions=(),
        )
    site = serve(tmp_path / "archive.db")
    page = site.get(f"/d/{document}").text
    assert "2 versions from 2 captures" in page
    for expected in (
        f'href="/t/{old}"',
        f'href="/t/{new}"',
        "28 Nov 2026, 09:30 UTC",
        "≠ other words in a text that somebody supplied later",
    ):
        assert expected in page
    warning = "Version 2 of this article (28 Nov 2026) says “sell” where this text says “keep”."
    assert warning in site.get(f"/q/{old}/1-20").text
    assert "Edited later." not in site.get(f"/q/{new}/1-20").text
    with open_store(tmp_path / "archive.db") as store, store.transaction():
        withdraw(store, old, "It was a forgery.", "Jane Doe", MOMENT)
        refresh_document(store, document)
    page = site.get(f"/d/{document}").text
    assert "taken down: It was a forgery." in page
    assert f'href="/t/{old}"' not in page


def test_json_is_the_record_of_the_article(site: Site, digest: TextDigest) -> None:
    """The same fields as in the terminal."""
    record = site.get(f"/d/{document_of_text(digest)}.json").json()
    assert (record["title"], record["text"], record["captures"]) == ("Council keeps the bridge", digest, 1)


def test_a_speaker_has_a_page_with_the_names_used(site: Site) -> None:
    """And does not claim that two articles mean the same person."""
    page = site.get("/s/jane-doe").text
    assert "Called “<bdi>Jane Doe</bdi>” (1)." in page
    assert "Nobody has confirmed that two of them mean the same person." in page
    assert "We keep the bridge." in page


def test_an_outlet_has_a_page(site: Site) -> None:
    """With the quotations of its articles and who said them."""
    page = site.get("/o/The%20Example").text
    assert "3 quotations in 1 article" in page
    assert 'href="/s/jane-doe"' in page


def test_what_a_page_says_is_of_one_moment(
    tmp_path: Path, serve: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article that comes in while a page is made is on all of it or on nothing of it."""
    path = make_archive(tmp_path / "a.db")

    def count_later(*asked: Any) -> Any:
        with open_store(path) as store:
            hold_text(store, BRIDGE, bridge_analysis(BRIDGE), source="bridge.txt")
        return facets(*asked)

    monkeypatch.setattr(lists, "facets", count_later)
    page = serve(path).get("/s/jane-doe").text
    assert "<b>1 quotation in 1 article</b>" in page
    assert re.findall(r'<span class="count">(\d+)</span>', page) == ["1", "1", "1"]


def test_an_outlet_whose_articles_quote_nobody_has_a_page(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Every outlet that pages link to leads somewhere: here to its articles."""
    with open_store(tmp_path / "a.db", create=True) as store:
        hold_text(store, "It rained.", decisions=[("title", "Rain"), ("outlet", "The Quiet Courier")])
    page = serve(tmp_path / "a.db").get("/o/The%20Quiet%20Courier")
    assert page.status_code == 200
    assert "Nobody is quoted in what these articles say today." in page.text
    assert f'href="/d/{document_of_text(text_digest("It rained."))}" lang="en"><bdi>Rain</bdi></a>' in page.text


def test_an_outlet_is_called_what_its_articles_call_it(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Whatever letters the visitor wrote large; of several spellings it is the one of most articles."""
    with open_store(tmp_path / "a.db", create=True) as store:
        for text, outlet in [("One.", "the courier"), ("Two.", "The Courier"), ("Three.", "The Courier")]:
            hold_text(store, text, source=text, decisions=[("outlet", outlet)])
    site = serve(tmp_path / "a.db")
    for spelling in ("THE%20COURIER", "the%20courier"):
        page = site.get(f"/o/{spelling}").text
        assert '<h1 dir="auto">The Courier</h1>' in page
        assert '<link rel="canonical" href="/o/The%20Courier">' in page
        assert "outlet=The+Courier" in page


def test_an_empty_archive_says_what_to_do(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """The first page of a new archive names the next command."""
    open_store(tmp_path / "archive.db", create=True).close()
    page = serve(tmp_path / "archive.db").get("/").text
    assert "This archive is empty" in page
    assert "archive add" in page


def test_the_first_page_lists_only_the_latest_articles(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Twelve, the one captured last on top, however many there are; and where all of them are."""
    with open_store(tmp_path / "archive.db", create=True) as store:
        for number in range(1, 16):
            text = f"Article {number} tells something."
            hold_text(
                store, text, source=f"{number}.txt", captured_at=day(number), decisions=(("title", f"No. {number}"),)
            )
    page = serve(tmp_path / "archive.db").get("/").text
    listed = re.findall(r"<bdi>No\. (\d+)</bdi>", page)
    assert listed == [str(number) for number in range(15, 3, -1)]
    assert "All 15 articles" in page


def test_an_address_that_is_none_of_the_web_is_no_link(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Whatever was recorded as one."""
    with open_store(tmp_path / "archive.db", create=True) as store:
        digest = hold_text(store, "Something.", decisions=[("url", "javascript:alert(1)")])
    page = serve(tmp_path / "archive.db").get(f"/d/{document_of_text(digest)}").text
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page
    assert "TimeGate" not in page
