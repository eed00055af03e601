"""Asking addresses for pages, and judging whether the answer is one.

What is hard here is what an answer says of the article. A page that is no more (404, 410) is news about it; a server in
trouble (5xx), a door that stays shut (401, 403) or a redirect to the front page says nothing, and must never become a
version. A "not modified" (304) is an answer to our own question only, and stands for the bytes that the archive holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from archive.addresses import Address, canonical_url, is_front_page
from archive.errors import FetchRefused, InvalidValue, UnreadableSource
from archive.fetching import Client, Fetched
from archive.fetching.client import check_url
from archive.fetching.robots import Robots
from archive.identifiers import SnapshotDigest
from archive.ingest.identity import find_by_address
from archive.ingest.received import Gone, Received, header_of, recorded_moment
from archive.ingest.sources import WebSource
from archive.listings.timemaps import parse_http_date, raw_address
from archive.readers.formats import FEED, HTML_PAGE, recognise_format
from archive.store import Store
from archive.store.facts import captures_of, snapshot_of, withdrawal_of
from archive.store.held import GONE_STATUSES

_READ_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown")
_PERHAPS_READ = ("", "application/octet-stream", "binary/octet-stream", "multipart/related", "message/rfc822")
"""Types that say little; the bytes decide."""
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "text/xml", "application/xml")


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The latest capture of an address that held the article: its snapshot, and what the servers said of it."""

    snapshot: SnapshotDigest
    headers: dict[str, str]


@dataclass
class Visitor:
    """Fetches pages for one run; ``store`` is what is held already, None where there is no archive yet."""

    client: Client
    store: Store | None = None
    robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self.robots = Robots(self.client)

    def receive(self, source: WebSource) -> Received | Gone:
        """The page at an address.

        Raises:
            InputRefused: it may not be asked, there was no complete answer, or the answer is no page to keep.
        """
        try:
            return self._receive(source)
        except InvalidValue as error:  # an address that nobody can ask, as feeds and redirects may hold one
            raise FetchRefused(source.name, error.rule, error.next_step) from error

    def _receive(self, source: WebSource) -> Received | Gone:
        check_url(source.name)
        if source.is_unattended:
            self.robots.check(source.name)
        if source.method == "other-archive":
            return self._receive_memento(source)
        earlier = self._find_earlier(source.name)
        answer = self.client.fetch(source.name, earlier.headers if earlier else None)
        asked = _addresses_of(answer)
        if answer.is_unchanged and earlier and self.store:
            return _received(answer, source, snapshot_of(self.store, earlier.snapshot), asked)
        if answer.status in GONE_STATUSES:
            return Gone(_received(answer, source, answer.content, asked), _refusal(source.name, answer))
        _check_answer(source.name, answer)
        return _received(answer, source, answer.content, asked)

    def _receive_memento(self, source: WebSource) -> Received:
        """A page as another archive received it; what that archive answers of itself is no news of the page."""
        answer = self.client.fetch(raw_address(source.name))
        if answer.status >= 400 and raw_address(source.name) != source.name:
            answer = self.client.fetch(source.name)
        _check_answer(source.name, answer)
        told = parse_http_date(answer.header("memento-datetime") or "")
        url = source.original or source.name
        return Received(
            name=source.name,
            content=answer.content,
            method="other-archive",
            url=url,
            asked=(Address(canonical_url(url), "the original address, says another archive"),),
            captured_at=recorded_moment(told.isoformat() if told else source.captured_at),
            status=answer.status,
            headers=answer.headers,
            redirects=answer.redirects,
            witness=urlsplit(source.name).hostname,
        )

    def _find_earlier(self, url: str) -> _Earlier | None:
        """What is held of an address, if the archive may still show it."""
        document = find_by_address(self.store, canonical_url(url)) if self.store else None
        if document is None or self.store is None:
            return None
        held = [(one, text) for one, text in captures_of(self.store, document) if text and one.source == url]
        if not held or withdrawal_of(self.store, held[-1][1]):
            return None
        snapshot = held[-1][0].snapshot
        headers: dict[str, str] = {}
        for capture, _ in held:  # a 304 may leave out what the answer before it said (RFC 9110, section 15.4.5)
            if capture.snapshot == snapshot:
                headers |= {name.lower(): value for name, value in capture.headers}
        return _Earlier(snapshot, headers)


def _received(answer: Fetched, source: WebSource, content: bytes, asked: tuple[Address, ...]) -> Received:
    return Received(
        name=source.name,
        content=content,
        method=source.method,
        url=answer.final_url,
        asked=asked,
        status=answer.status,
        headers=answer.headers,
        redirects=answer.redirects,
    )


def _addresses_of(answer: Fetched) -> tuple[Address, ...]:
    """The address asked, those it was redirected over, and the one that answered, each once."""
    reasons = {canonical_url(answer.url): "asked for"}
    for url in answer.redirects[1:]:
        reasons.setdefault(canonical_url(url), f"redirected to from {answer.url}")
    reasons.setdefault(canonical_url(answer.final_url), f"redirected to from {answer.url}")
    return tuple(Address(url, reason) for url, reason in reasons.items())


def check_status(name: str, answer: Fetched) -> None:
    """Return when the answer is what was asked for, and no error.

    Raises:
        FetchRefused: it is an error; says which.
    """
    if not 200 <= answer.status <= 299:
        raise _refusal(name, answer)


def _check_answer(name: str, answer: Fetched) -> None:
    """Return when the answer can be a page.

    Raises:
        InputRefused: it is an error, the front page instead of the page, or no text.
    """
    check_status(name, answer)
    if is_front_page(answer.final_url) and not is_front_page(answer.url):
        raise FetchRefused(
            name,
            f"it leads to the front page of a site ({answer.final_url}), as pages that were taken off do",
            "Look at it in a browser.",
            answer.status,
        )
    _check_type(name, answer)


def _check_type(name: str, answer: Fetched) -> None:
    media_type = (header_of(answer.headers, "content-type") or "").partition(";")[0].strip().lower()
    found = recognise_format(answer.content)
    if found == HTML_PAGE:
        return
    if media_type in _FEED_TYPES or found == FEED:
        raise UnreadableSource(
            name, "this is a feed, not an article", f"archive add --feed {name} takes the articles it names."
        )
    if media_type not in _READ_TYPES and media_type not in _PERHAPS_READ:
        raise UnreadableSource(
            name, f"the server sends {media_type}, which is no page", "Download it and add the file instead."
        )


def _refusal(name: str, answer: Fetched) -> FetchRefused:
    try:
        phrase = f"{answer.status} {HTTPStatus(answer.status).phrase}"
    except ValueError:
        phrase = str(answer.status)
    return FetchRefused(name, f"the server answers {phrase}", _next_step(answer.status), answer.status)


def _next_step(status: int) -> str:
    if status in GONE_STATUSES:
        return "Check the address; another archive may still have the page (archive add --history)."
    if status in {401, 402, 403, 407, 451}:
        return "Open it in a browser, save it from there, and add the saved file."
    return "Try later."
