"""Which pages there are: found by following links, so that a page that is added tomorrow is looked at tomorrow."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from lxml import html

from archive.identifiers import document_of_url
from archive.web.routes import ROUTES
from tests.browser.holdings import BRIDGE

MOST_OF_A_KIND = 2
"""How many pages behind one route are visited."""
BY_HAND = (
    "/search?q=nuclear",
    "/search?q=no-such-word-anywhere",
    '/search?q="unclosed',
    "/search?q=bridge&in=quotations,sentences",
    "/about",
    "/add",
    "/add?published=May",
    "/q/0000000000000000/0-5",
    "/d/0000000000000000",
    "/s/nobody-of-this-name",
    f"/timemap/link/{BRIDGE}",
    f"/timegate/{BRIDGE}",
)
"""Addresses that no link leads to: what people type, and what is answered to mistakes."""

_REFUSALS = {300, 400, 403, 404, 410}
_SAFE = ":/?&=%#+,;@!$'()*~[]"


@dataclass(slots=True)
class Visits:
    """Addresses below the server's, by the pattern of their route."""

    pages: dict[str, list[str]] = field(default_factory=dict)

    @property
    def html(self) -> list[str]:
        """All pages of ours, each kind a few times."""
        return [address for addresses in self.pages.values() for address in addresses]

    @property
    def samples(self) -> list[str]:
        """One page of each kind, and those of `BY_HAND`."""
        return [
            address for addresses in self.pages.values() for address in addresses if address in {addresses[0], *BY_HAND}
        ]

    def of(self, start: str) -> str:
        """The first page whose address begins so."""
        return next(address for address in self.html if address.startswith(start))


def crawl(server: str) -> Visits:
    """The pages that can be reached from the first ones, then those of `BY_HAND`.

    Raises:
        HTTPError: a page is not there, or broken.
    """
    first = ["/", f"/d/{document_of_url(BRIDGE)}"]  # an article with versions, whatever the first page lists
    visits, seen, waiting = Visits(), set(first), deque(first)
    while waiting:
        address = waiting.popleft()
        place = visits.pages.setdefault(route_of(address) or "", [])
        if len(place) < MOST_OF_A_KIND and (found := _links_of(server, address)) is not None:
            place.append(address)
            fresh = [link for link in found if link not in seen and route_of(link)]
            seen.update(fresh)
            waiting.extend(fresh)
    for address in BY_HAND:
        if _links_of(server, address) is not None:
            visits.pages.setdefault(route_of(address) or "", []).append(address)
    return visits


def route_of(address: str) -> str | None:
    """The pattern of the route that answers, None where Datasette itself does."""
    path = urlsplit(address).path
    return next((pattern for pattern, _ in ROUTES if re.search(pattern, path)), None)


def _links_of(server: str, address: str) -> list[str] | None:
    """Where a page leads to on its own host; None for what is no page."""
    try:
        with urllib.request.urlopen(server + quote(address, safe=_SAFE), timeout=30) as answer:  # noqa: S310 - our own
            media_type, body = answer.headers.get_content_type(), answer.read()
            if answer.headers.get_content_disposition() == "attachment":  # a file to keep; see test_sharing
                return None
    except urllib.error.HTTPError as error:
        if error.code not in _REFUSALS:
            raise
        media_type, body = error.headers.get_content_type(), error.read()
    if media_type != "text/html":
        return None
    found = html.fromstring(body).xpath("//a/@href | //link[@rel='alternate']/@href")
    links = [urljoin(address, link).partition("#")[0] for link in found]
    return [link for link in links if link.startswith("/") and not link.startswith("//")]
