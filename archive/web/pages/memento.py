"""What a Memento client asks for (RFC 7089): the TimeGate, the TimeMap, and the captures themselves.

The bytes of a capture were received from anywhere, so they are only ever served as plain text that a browser may not
look into, in a sandbox: nothing in them can run, load or send anything. Addresses of the archive's own are whole
where it has a public address, else relative to where they are served (RFC 8288, section 3.2): the host that a request
names may be anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.errors import UnknownReference
from archive.identifiers import CaptureId
from archive.listings.timemaps import http_date, write_timemap
from archive.mementos import (
    Memento,
    Original,
    choose_memento,
    find_original,
    mementos_of,
    read_accepted_time,
    read_capture,
)
from archive.origins import is_witnessed
from archive.store import Store
from archive.web.answers import Answer, Body, Elsewhere, Request
from archive.web.links import Links

LINK_FORMAT = "application/link-format"
"""The media type of TimeMaps (RFC 6690)."""
SANDBOX = (
    "content-security-policy",
    "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
)
"""What the bytes of others may do here: nothing."""

_CHARSET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}")


def show_capture(store: Store, request: Request) -> Answer:
    """The bytes as they were received.

    An answer that held no article keeps its own status, such as 404 (RFC 7089, section 4.5.3). Bytes that somebody
    supplied are served as bytes: they are no memento of any address, and say no time at which one answered so.

    Raises:
        UnknownReference: no capture has this name.
        Withdrawn: its text was taken down.
    """
    raw = read_capture(store, CaptureId(request.part("capture")))
    charset = raw.encoding if raw.encoding and _CHARSET.fullmatch(raw.encoding) else "utf-8"
    links = [f'<{request.links.absolute(request.links.document(raw.document))}>; rel="describedby"; type="text/html"']
    mementos = mementos_of(store, raw.document)
    place = next((place for place, memento in enumerate(mementos) if memento.capture == raw.capture.id), None)
    if raw.url:
        links = [*_originals(raw.url, request.links), *links]
    if place is not None:
        links += _neighbours(mementos, place, request.links)
    status = raw.capture.status if raw.capture.status and raw.capture.status >= 400 and not raw.has_article else 200
    headers = [SANDBOX, ("link", ", ".join(links))]
    if is_witnessed(raw.capture.method):
        headers.insert(1, ("memento-datetime", http_date(raw.capture.captured_at)))
    return Body(raw.content, f"text/plain; charset={charset}", status, headers=tuple(headers))


def show_timegate(store: Store, request: Request) -> Answer:
    """The way to the capture nearest to the time asked for, or to the newest (RFC 7089, section 4.1.1, pattern 2.1).

    Raises:
        InvalidValue: the time cannot be read.
        UnknownReference: no capture of the address.
    """
    moment = read_accepted_time(request.accept_datetime)
    original = _original(store, request)
    place = choose_memento(original.mementos, moment)
    links = [*_originals(original.url, request.links), *_neighbours(original.mementos, place, request.links)]
    chosen = request.links.memento(original.mementos[place].capture)
    return Elsewhere(chosen, 302, (("link", ", ".join(links)),))


def show_timemap(store: Store, request: Request) -> Answer:
    """All captures of an address, in link-format (RFC 7089, section 5).

    Raises:
        UnknownReference: no capture of the address.
    """
    original, links = _original(store, request), request.links
    listed = [(links.absolute(links.memento(one.capture)), one.captured_at) for one in original.mementos]
    gate, own = links.absolute(links.timegate(original.url)), links.absolute(links.timemap(original.url))
    content = write_timemap(original.url, gate, own, listed)
    return Body(f"{content}\n".encode(), LINK_FORMAT)


def _original(store: Store, request: Request) -> Original:
    """The page whose address is the rest of the path, its query included."""
    address = request.part("url") + (f"?{request.query_string}" if request.query_string else "")
    if not address.isascii():
        raise UnknownReference(address, "an address in a path is percent-encoded")
    return find_original(store, address)


def _originals(url: str, links: Links) -> list[str]:
    return [
        f'<{url}>; rel="original"',
        f'<{links.absolute(links.timegate(url))}>; rel="timegate"',
        f'<{links.absolute(links.timemap(url))}>; rel="timemap"; type="{LINK_FORMAT}"',
    ]


def _neighbours(mementos: Sequence[Memento], place: int, links: Links) -> list[str]:
    """The first, last, next and previous capture and the one itself, each once with all that it is."""
    names: dict[int, list[str]] = {}
    last = len(mementos) - 1
    for name, other in (("first", 0), ("prev", place - 1), ("", place), ("next", place + 1), ("last", last)):
        if 0 <= other <= last:
            names.setdefault(other, []).append(name)
    return [
        f"<{links.absolute(links.memento(mementos[other].capture))}>; "
        f'rel="{" ".join([*filter(None, names[other]), "memento"])}"; '
        f'datetime="{http_date(mementos[other].captured_at)}"'
        for other in sorted(names)
    ]
