"""What feeds, sitemaps, TimeMaps and CDX listings list."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UnreadableSource
from archive.listings.feeds import Listed, read_listing
from archive.listings.timemaps import Memento, further_timemaps, parse_http_date, read_history, write_timemap

URL = "https://example.org/news/feed"

LISTINGS = [
    # RSS with two dates: newest first; a relative link is made whole
    (
        b'<rss version="2.0"><channel><item><link>/old</link><pubDate>Mon, 02 Nov 2026 10:00:00 +0100</pubDate></item>'
        b"<item><link>/new</link><title>New</title><pubDate>Tue, 03 Nov 2026 10:00:00 GMT</pubDate></item>"
        b"</channel></rss>",
        [
            Listed("https://example.org/new", "New", "2026-11-03T10:00:00Z"),
            Listed("https://example.org/old", None, "2026-11-02T09:00:00Z"),
        ],
    ),
    # Atom, one entry named twice
    (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link href="https://example.org/a"/>'
        b"<updated>2026-11-01T00:00:00Z</updated></entry>"
        b'<entry><title>A</title><link href="https://example.org/a"/><updated>2026-11-01T00:00:00Z</updated></entry></feed>',
        [Listed("https://example.org/a", "A", "2026-11-01T00:00:00Z")],
    ),
    # a sitemap with and without dates
    (
        b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<url><loc>https://example.org/x</loc></url>"
        b"<url><loc>https://example.org/y</loc><lastmod>2026-11-01</lastmod></url></urlset>",
        [Listed("https://example.org/y", None, "2026-11-01T00:00:00Z"), Listed("https://example.org/x")],
    ),
    # an index of sitemaps is a listing of listings
    (
        b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<sitemap><loc>https://example.org/1.xml</loc></sitemap></sitemapindex>",
        [Listed("https://example.org/1.xml", kind="sitemap")],
    ),
]


@pytest.mark.parametrize(("content", "listed"), LISTINGS)
def test_a_listing_names_its_articles_newest_first(content: bytes, listed: list[Listed]) -> None:
    """Each form of listing gives the same records."""
    assert list(read_listing(content, URL)) == listed


def test_a_page_is_no_listing() -> None:
    """An HTML page is refused with the command that would archive it."""
    with pytest.raises(UnreadableSource, match=r"archive add https://example\.org/news/feed"):
        read_listing(b"<!doctype html><title>x</title><p>words", URL)


def test_a_sitemap_beyond_the_size_of_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protocol allows 50 MiB; the test allows less."""
    monkeypatch.setattr("archive.listings.feeds.LARGEST_SITEMAP", 20)
    with pytest.raises(UnreadableSource, match="a sitemap has at most 50 MiB"):
        read_listing(b"<urlset><url><loc>https://example.org/a</loc></url></urlset>", URL)


def test_a_sitemap_loads_no_entity() -> None:
    """An external entity in a sitemap is not read from the disk."""
    bomb = b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>https://e.org/&x;</loc></url></urlset>'
    assert [entry.url for entry in read_listing(bomb, URL)] in ([], ["https://e.org/"])


TIMEMAP = (
    b'<http://a.org/x,y>; rel="original", <http://m.org/timegate/http://a.org/>; rel="timegate",\n'
    b'<http://m.org/map/2>; rel="timemap"; type="application/link-format",\n'
    b'<http://m.org/2>; rel="last memento"; datetime="Sun, 22 Nov 2026 10:00:00 GMT",\n'
    b'<http://m.org/1>;datetime="Sat, 21 Nov 2026 10:00:00 GMT";rel="first memento"'
)


def test_a_timemap_lists_its_mementos_oldest_first() -> None:
    """Commas in addresses and dates do not split a link."""
    assert read_history(TIMEMAP, "http://m.org/map/1") == (
        Memento("http://m.org/1", "2026-11-21T10:00:00Z", "m.org", "http://a.org/x,y"),
        Memento("http://m.org/2", "2026-11-22T10:00:00Z", "m.org", "http://a.org/x,y"),
    )
    assert further_timemaps(TIMEMAP, "http://m.org/map/1") == ("http://m.org/map/2",)


CDX = [
    ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"],
    ["org,a)/", "20261121100000", "http://a.org/", "text/html", "200", "X", "1"],
    ["org,a)/", "20261122100000", "http://a.org/", "text/html", "404", "Y", "1"],
    ["org,a)/", "20261123100000", "http://a.org/", "image/png", "200", "Z", "1"],
]


@pytest.mark.parametrize(
    "content", [json.dumps(CDX).encode(), "\n".join(" ".join(row) for row in CDX[1:]).encode()], ids=["json", "lines"]
)
def test_a_cdx_listing_lists_its_successful_pages(content: bytes) -> None:
    """Errors and pictures are not captures of the article."""
    assert read_history(content, "https://web.example.org/cdx/search/cdx?url=a.org") == (
        Memento(
            "https://web.example.org/web/20261121100000id_/http://a.org/",
            "2026-11-21T10:00:00Z",
            "web.example.org",
            "http://a.org/",
        ),
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"org,a)/ 99999999999999 http://a.org/",
        b'[["timestamp"],["20261121100000"]]',
        b"[]",
        b"[1, 2]",
        b"{}",
        b'<a>; rel="original"',
    ],
)
def test_what_lists_no_capture_is_refused(content: bytes) -> None:
    """An empty or foreign answer is an error, not an empty history."""
    with pytest.raises(UnreadableSource):
        read_history(content, "http://m.org/x")


@given(st.lists(st.datetimes(min_value=datetime(1991, 8, 6)), min_size=1, max_size=5, unique=True))  # noqa: DTZ001 - Hypothesis wants a naive bound
def test_our_own_timemap_is_read_back(moments: list[datetime]) -> None:
    """Writing and then reading a TimeMap gives the same captures."""
    times = sorted({moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in moments})
    pairs = [(f"http://m.org/m/{index}", time) for index, time in enumerate(times)]
    written = write_timemap("http://a.org/", "http://m.org/g", "http://m.org/t", pairs).encode()
    assert [(memento.url, memento.captured_at) for memento in read_history(written, "http://m.org/t")] == pairs


@given(st.text(max_size=300))
def test_any_text_is_a_history_or_a_refusal(text: str) -> None:
    """No answer of a stranger makes the reader fail in another way."""
    with contextlib.suppress(UnreadableSource):
        read_history(text.encode("utf-8", "surrogatepass"), "http://m.org/x")


def test_a_broken_http_date_is_none() -> None:
    """The caller decides what a missing date means."""
    assert parse_http_date("yesterday") is None
