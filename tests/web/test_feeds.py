"""The feeds: valid Atom with ids that stay, only what is new, and no host that nobody set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.records import Analysis
from archive.store import open_store
from archive.web.atom import Entry, Feed, feed_body
from archive.web.pages import feeds
from tests.web.building import (
    BRIDGE,
    SILENT,
    SOLD,
    analyse_by_hand,
    bridge_analysis,
    day,
    fetch_page,
    hold_text,
    quote,
)
from tests.web.conftest import Site

ATOM = "{http://www.w3.org/2005/Atom}"


def read(answer: Any) -> Any:
    """The feed as a feed reader understands it."""
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(answer.content)
    assert not found.bozo
    assert found.version == "atom10"
    check(answer.content)
    return found


def check(content: bytes) -> None:
    """What RFC 4287 asks of every feed (sections 4.1.1 and 4.1.2)."""
    root = etree.fromstring(content)
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
        assert (element.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self", "alternate"]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article that was captured three times, each time with other words in its quotation."""
    path = tmp_path_factory.mktemp("feeds") / "archive.db"
    with open_store(path, create=True) as store:
        for number, text in enumerate((BRIDGE, SOLD, SILENT), 1):
            fetch_page(store, text, day(number), bridge_analysis(text))
    return path


def test_the_feed_of_a_search_has_its_quotations_newest_capture_first(
    changing: Path, serve: Callable[..., Site]
) -> None:
    """Each leads to its permalink and says who spoke."""
    found = read(serve(changing).get("/feed.atom?q=bridge&speaker=jane-doe"))
    assert [entry.title for entry in found.entries] == [
        "Jane Doe: “We will now sell the old bridge to anybody,”",
        "Jane Doe: “We will not sell the old bridge to anybody,”",
    ]
    assert [entry.updated for entry in found.entries] == [day(2), day(1)]
    assert all(entry.link.startswith("/q/") for entry in found.entries)
    assert found.feed.title == "New quotations: “bridge” (speaker: jane-doe)"
    assert read(serve(changing).get("/feed.atom?q=nothing")).entries == []


def test_words_that_were_there_before_are_no_news(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """An article that changed elsewhere stands in a new text, and its old quotation does not come again."""
    path = tmp_path / "archive.db"
    longer = BRIDGE + "“It is ours,” Jane Doe added.\n"
    with open_store(path, create=True) as store:
        fetch_page(store, BRIDGE, day(1), bridge_analysis(BRIDGE))
        said = [
            quote(longer, words, speaker="Jane Doe")
            for words in ("We will not sell the old bridge to anybody,", "It is ours,")
        ]
        fetch_page(store, longer, day(2), analyse_by_hand(longer, said))
    titles = [entry.title for entry in read(serve(path).get("/feed.atom")).entries]
    assert titles == ["Jane Doe: “It is ours,”"]


def hold_long_page(path: Path) -> None:
    """News, and after it a page of hundreds of quotations that is fetched again when one of its lines has changed."""
    said = [f"“Line number {number} of a very long day,” Jane Doe said.\n" for number in range(600)]
    with open_store(path, create=True) as store:
        fetch_page(store, "".join(said), day(1), analyse_lines(said))
        news = ["“The bridge has fallen into the river,” Jane Doe said.\n"]
        hold_text(store, "".join(news), analyse_lines(news), captured_at=day(2), decisions=())
        said[3] = said[3].replace("number", "no.")
        fetch_page(store, "".join(said), day(3), analyse_lines(said))


def analyse_lines(said: list[str]) -> Analysis:
    """The analysis of lines with a quotation each."""
    return analyse_by_hand("".join(said), [quote("".join(said), line[1 : line.index("”")]) for line in said])


def test_a_long_page_that_was_captured_again_hides_no_news(
    tmp_path: Path, serve: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many of its words were there before; where not all hits were looked through, the feed says so."""
    hold_long_page(tmp_path / "a.db")
    found = read(serve(tmp_path / "a.db").get("/feed.atom"))
    assert [entry.title.partition(": ")[2] for entry in found.entries] == [
        "“Line no. 3 of a very long day,”",
        "“The bridge has fallen into the river,”",
        "“Line number 3 of a very long day,”",
    ]
    assert "may be missing" not in found.feed.subtitle
    monkeypatch.setattr(feeds, "MOST_READ", 50)
    cut = read(serve(tmp_path / "a.db").get("/feed.atom"))
    assert len(cut.entries) == 1
    assert "may be missing" in cut.feed.subtitle


def test_each_change_of_an_article_is_one_entry(changing: Path, serve: Callable[..., Site]) -> None:
    """With the words that went and came, and the way to both versions."""
    found = read(serve(changing).get("/edits.atom"))
    assert [entry.updated for entry in found.entries] == [day(3), day(2)]
    gone, edited = (entry.content[0].value for entry in found.entries)
    assert "no longer there" in gone
    assert "<del>not</del> <ins>now</ins>" in edited
    assert "without a notice that we could find" in edited
    assert "/diff/" in found.entries[0].link


def test_one_article_has_a_feed_of_its_changes(changing: Path, serve: Callable[..., Site]) -> None:
    """Its page leads there; an article that is not held has none."""
    site = serve(changing)
    document = site.get("/search.json").json()["hits"][0]["document"]
    assert f'type="application/atom+xml" href="/edits.atom?document={document}"' in site.get(f"/d/{document}").text
    assert len(read(site.get(f"/edits.atom?document={document}")).entries) == 2
    assert site.get("/edits.atom?document=0123456789abcdef").status_code == 404
    assert site.get("/edits.atom?document=x").status_code == 400


def test_ids_and_bytes_stay_until_something_changes(changing: Path, serve: Callable[..., Site]) -> None:
    """A reader that asks again gets 304, on another host the entries have the same ids."""
    site = serve(changing)
    moved = serve(changing, metadata={"plugins": {"quote-archive": {"public_url": "https://archive.example/x/"}}})
    for path in ("/feed.atom", "/edits.atom"):
        here, there = site.get(path), moved.get(path)
        assert site.get(path, if_none_match=here.headers["etag"]).status_code == 304
        assert [entry.id for entry in read(here).entries] == [entry.id for entry in read(there).entries]


def test_addresses_are_whole_where_a_public_address_is_set(changing: Path, serve: Callable[..., Site]) -> None:
    """The host of the request is never repeated."""
    moved = serve(changing, metadata={"plugins": {"quote-archive": {"public_url": "https://archive.example/"}}})
    found = read(moved.get("/feed.atom", host="evil.example"))
    assert all(entry.link.startswith("https://archive.example/q/") for entry in found.entries)
    assert {link.href.partition("?")[0] for link in found.feed.links} == {
        "https://archive.example/feed.atom",
        "https://archive.example/search",
    }
    assert b"evil" not in serve(changing).get("/feed.atom", host="evil.example").content


def test_a_search_that_cannot_be_read_is_refused(site: Site) -> None:
    """In one line, with 400: a reader shows it to nobody, its log does."""
    answer = site.get("/feed.atom?since=yesterday")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")


def test_pages_name_their_feeds(site: Site) -> None:
    """A reader finds the feed from the address of the page."""
    for page, feed in [
        ("/", "/feed.atom"),
        ("/", "/edits.atom"),
        ("/articles", "/edits.atom"),
        ("/search?q=bridge&sort=date", "/feed.atom?q=bridge"),
        ("/s/jane-doe", "/feed.atom?speaker=jane-doe"),
    ]:
        assert f'<link rel="alternate" type="application/atom+xml" href="{feed}">' in site.get(page).text, page


def test_markup_in_an_article_stays_words(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """The content of an entry is HTML, so what an article says is escaped in it."""
    text = "“<script>alert(1)</script>” Jane Doe said.\n"
    with open_store(tmp_path / "a.db", create=True) as store:
        analysis = analyse_by_hand(text, [quote(text, "<script>alert(1)</script>", speaker="Jane Doe")])
        hold_text(store, text, analysis, decisions=[("title", "<img src=x onerror=alert(1)>")])
    (entry,) = etree.fromstring(serve(tmp_path / "a.db").get("/feed.atom").content).findall(f"{ATOM}entry")
    content = entry.findtext(f"{ATOM}content") or ""
    assert "&lt;script&gt;" in content
    assert "<script" not in content
    assert "<img" not in content


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words_make_a_feed_that_can_be_read(title: str, html: str) -> None:
    """Characters that XML cannot hold are replaced."""
    entry = Entry("x", title, "/q", "2026-11-21T09:30:00Z", html)
    content = feed_body(Feed("f", title, "", "/feed.atom", "/", [entry])).content
    check(content)
    assert len(etree.fromstring(content).findall(f"{ATOM}entry")) == 1
