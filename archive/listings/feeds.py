"""Feeds and sitemaps: which articles a site has, newest first where it says so.

RSS 0.9 to 2.0, Atom (RFC 4287) and JSON feeds are read by feedparser, sitemaps and their indexes (sitemaps.org
protocol 0.9) by lxml without entities or network.
"""

from __future__ import annotations

from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urljoin

from archive.errors import UnreadableSource

LARGEST_SITEMAP = 50 * 1024 * 1024
"""Bytes; the protocol's own limit for one sitemap."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One address that a listing names; ``kind`` ``sitemap`` is a further listing, not an article.

    ``published`` is UTC as ``2026-11-21T09:30:00Z``, None where the listing does not say.
    """

    url: str
    title: str | None = None
    published: str | None = None
    kind: Literal["article", "sitemap"] = "article"


def read_listing(content: bytes, url: str) -> tuple[Listed, ...]:
    """The addresses in a feed or sitemap found at ``url``, newest first, undated ones after in their own order.

    Raises:
        UnreadableSource: neither a feed nor a sitemap.

    >>> feed = b'<rss version="2.0"><channel><item><link>/a</link><title>A</title></item></channel></rss>'
    >>> read_listing(feed, "https://example.org/feed")
    (Listed(url='https://example.org/a', title='A', published=None, kind='article'),)
    """
    opening = content[:2000].lower()
    listed = (
        _read_sitemap(content, url)
        if b"<urlset" in opening or b"<sitemapindex" in opening
        else _read_feed(content, url)
    )
    unique = {entry.url: entry for entry in reversed(listed)}
    ordered = [entry for entry in listed if unique.pop(entry.url, None) is not None]
    return tuple(sorted(ordered, key=lambda entry: entry.published or "", reverse=True))


def _read_feed(content: bytes, url: str) -> list[Listed]:
    import feedparser  # 60 ms; only feeds need it

    feed = feedparser.parse(content, response_headers={"content-location": url}, sanitize_html=False)
    if not feed.get("version"):
        raise UnreadableSource(
            url, "neither a feed (RSS, Atom) nor a sitemap", f"archive add {url} archives it as a page."
        )
    return [
        Listed(urljoin(url, entry["link"]), entry.get("title") or None, _entry_date(entry))
        for entry in feed["entries"]
        if entry.get("link")
    ]


def _entry_date(entry: Any) -> str | None:
    """The publication date, else the date of change, in UTC."""
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime.fromtimestamp(timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if parsed else None


def _read_sitemap(content: bytes, url: str) -> list[Listed]:
    from lxml import etree  # 20 ms; only sitemaps need it

    if len(content) > LARGEST_SITEMAP:
        raise UnreadableSource(url, "a sitemap has at most 50 MiB", "Name one of its parts.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(content, parser)
    if root is None:
        raise UnreadableSource(url, "this sitemap is not XML", f"archive add {url} archives it as a page.")
    listed: list[Listed] = []
    for node in root:
        values = {
            etree.QName(child).localname: (child.text or "").strip() for child in node if isinstance(child.tag, str)
        }
        if values.get("loc"):
            kind: Literal["article", "sitemap"] = "sitemap" if etree.QName(node).localname == "sitemap" else "article"
            listed.append(Listed(urljoin(url, values["loc"]), None, _sitemap_date(values.get("lastmod")), kind))
    return listed


def _sitemap_date(value: str | None) -> str | None:
    """A W3C date and time (NOTE-datetime) in UTC; None where it is none."""
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
