"""What a feed, a sitemap or the history in another archive names, as sources to be fetched; what is held is left out.

What is hard here is to stay within bounds. A sitemap may name a million pages and another archive ten thousand captures
of one; so both are cut to a limit before anything is asked for: of a feed the newest entries, of a history the newest
captures, which are then taken oldest first, so that versions are numbered in the order of time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.addresses import canonical_url, split_address
from archive.errors import InvalidValue, UnreadableSource
from archive.identifiers import DocumentId
from archive.ingest.identity import find_by_address
from archive.ingest.received import recorded_moment
from archive.ingest.sources import WebSource
from archive.ingest.visiting import Visitor, check_status
from archive.listings.feeds import LARGEST_SITEMAP, Listed, read_listing
from archive.listings.timemaps import Memento, further_timemaps, read_history
from archive.store import Store
from archive.store.facts import captures_of

MOST_LISTINGS = 20
"""Further sitemaps, or parts of a TimeMap, that one call asks for."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What there is to fetch, and how many entries were left out: those held already, and those beyond the limit."""

    sources: tuple[WebSource, ...]
    held: int
    beyond: int


def list_feed(visitor: Visitor, url: str, limit: int) -> Listing:
    """The newest entries of a feed or sitemap that are not held yet; the site's robots.txt is obeyed.

    Raises:
        InputRefused: the feed may not be asked, gave no answer, or is no feed.
    """
    entries = list(_entries(visitor, url))
    fresh = [entry for entry in entries if not _is_held(visitor.store, entry.url)]
    sources = tuple(WebSource(entry.url, "feed", is_unattended=True) for entry in fresh[:limit])
    return Listing(sources, len(entries) - len(fresh), max(0, len(fresh) - limit))


def _entries(visitor: Visitor, url: str) -> Iterator[Listed]:
    """The articles that a feed names, and those of the sitemaps that an index names, newest first within each."""
    waiting, seen = [url], {url}
    asked = 0
    while waiting and asked < MOST_LISTINGS:
        current = waiting.pop(0)
        asked += 1
        visitor.robots.check(current)
        for entry in read_listing(_inflated(_fetch(visitor, current)), current):
            if split_address(entry.url) is None or entry.url in seen:
                continue
            seen.add(entry.url)
            if entry.kind == "sitemap":
                waiting.append(entry.url)
            else:
                yield entry


def _inflated(content: bytes) -> bytes:
    """A sitemap may be a gzip file (sitemaps.org); what expands beyond the size of one is cut, and then refused."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return zlib.decompressobj(wbits=31).decompress(content, LARGEST_SITEMAP + 1)
    except zlib.error:
        return content


def _is_held(store: Store | None, url: str) -> bool:
    return store is not None and find_by_address(store, canonical_url(url)) is not None


def list_history(visitor: Visitor, url: str, limit: int, original: str | None = None) -> Listing:
    """The newest earlier captures that a TimeMap or CDX listing names and that are not held yet, oldest first.

    Args:
        visitor: asks the other archive.
        url: the address of the listing.
        limit: captures that are fetched, at most.
        original: the address of the page, where a person gave it; else the listing must say.

    Raises:
        InputRefused: the listing gave no answer, is none, or does not say whose captures it lists.
    """
    mementos = list(_mementos(visitor, url))
    addresses = {memento.original for memento in mementos if split_address(memento.original)}
    names = {canonical_url(address) for address in addresses}
    if original is None and len({name.partition("://")[2].removeprefix("www.") for name in names}) != 1:
        rule = "lists captures of several pages" if names else "does not say which page it lists"
        raise UnreadableSource(url, rule, "Name the page: --url ADDRESS.")
    page = original or max(names)  # of http and https the latter
    taken = _taken(visitor.store, find_by_address(visitor.store, page) if visitor.store else None)
    fresh = [one for one in mementos if (one.url, recorded_moment(one.captured_at)) not in taken]
    sources = tuple(
        WebSource(one.url, "other-archive", original=page, captured_at=one.captured_at) for one in fresh[-limit:]
    )
    return Listing(sources, len(mementos) - len(fresh), max(0, len(fresh) - limit))


def _mementos(visitor: Visitor, url: str) -> list[Memento]:
    waiting, seen = [url], {url}
    found: list[Memento] = []
    asked = 0
    while waiting and asked < MOST_LISTINGS:
        current = waiting.pop(0)
        asked += 1
        content = _fetch(visitor, current)
        parts = [part for part in further_timemaps(content, current) if part not in seen]
        found += _listed_in(content, current, is_index=bool(parts))
        seen.update(parts)
        waiting += parts
    return sorted({one.url: one for one in found}.values(), key=lambda one: (one.captured_at, one.url))


def _listed_in(content: bytes, url: str, *, is_index: bool) -> Iterable[Memento]:
    try:
        return read_history(content, url)
    except UnreadableSource:
        if is_index:  # an index of TimeMaps lists no capture itself (RFC 7089, section 5.1.2)
            return ()
        raise


def _taken(store: Store | None, document: DocumentId | None) -> set[tuple[str, str | None]]:
    """The captures of other archives that are held: their addresses and times."""
    if store is None or document is None:
        return set()
    return {(capture.source, capture.captured_at) for capture, _ in captures_of(store, document)}


def _fetch(visitor: Visitor, url: str) -> bytes:
    try:
        answer = visitor.client.fetch(url)
    except InvalidValue as error:
        raise UnreadableSource(url, error.rule, error.next_step) from error
    check_status(url, answer)
    return answer.content
