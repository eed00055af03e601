"""Which articles are due to be captured again, and from which address.

What is hard here is which articles to ask for. Only what came over the web can be compared with the web: a text file or
a page that somebody saved, often from behind a paywall, would look edited by its first capture from outside. So an
article is watched when a capture of it was fetched, came from a WARC, or from another archive; and it is asked for at
the very address that gave the latest such capture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from archive.addresses import split_address
from archive.identifiers import DocumentId
from archive.ingest import WebSource
from archive.model import DocumentRecord, LogRecord
from archive.schedule import next_due
from archive.store import Store
from archive.store.documents import list_documents, log

WATCHED = ("fetched", "feed", "warc", "other-archive")
"""Methods whose captures show what the web shows."""


@dataclass(frozen=True, slots=True)
class Watched:
    """An article that can be asked for again: where, when it was captured last, and since when it is due."""

    document: DocumentId
    url: str
    last: datetime
    due: datetime

    @property
    def source(self) -> WebSource:
        """The address as something to fetch; nobody typed it, so robots.txt is asked."""
        return WebSource(self.url, is_unattended=True)


def watched_articles(store: Store) -> list[Watched]:
    """Every article that came over the web, the one due first at the head."""
    found = (_watched(document, log(store, DocumentId(document.document))) for document in list_documents(store))
    return sorted(filter(None, found), key=lambda one: (one.due, one.url))


def due_articles(
    watched: Sequence[Watched], now: datetime, rule: Literal["due", "all"] | timedelta = "due"
) -> list[Watched]:
    """Those to ask for now, in the same order.

    Args:
        watched: as `watched_articles` gives them.
        now: the present, in UTC.
        rule: ``due`` by the schedule, ``all``, or those whose latest capture is older than this.
    """
    if rule == "all":
        return list(watched)
    if isinstance(rule, timedelta):
        return [one for one in watched if now - one.last > rule]
    return [one for one in watched if one.due <= now]


def _watched(document: DocumentRecord, entries: Sequence[LogRecord]) -> Watched | None:
    from_web = [entry for entry in entries if entry.method in WATCHED]
    url = _address_of(document, from_web)
    if url is None:
        return None
    captures = [(datetime.fromisoformat(entry.captured_at), entry.change in {"new", "changed"}) for entry in entries]
    return Watched(DocumentId(document.document), url, captures[-1][0], next_due(captures))


def _address_of(document: DocumentRecord, from_web: Sequence[LogRecord]) -> str | None:
    """Where to ask: the address fetched last; for what came from a WARC or another archive, the article's own."""
    for entry in reversed(from_web):
        url = entry.source if entry.method in {"fetched", "feed"} else document.url
        if url and split_address(url):
            return url
    return None
