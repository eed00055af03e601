"""Atom feeds (RFC 4287), written out.

What is hard here is identity. An entry's id must stay the same for good (section 4.2.6), also on another host, and a
feed is read far from its page, where a path alone leads nowhere. So ids are name-based UUIDs (RFC 9562, section 5.5) of
what an entry is about, without any host in them; and addresses are absolute where the public address of the archive is
known. Where it is not, they are relative references, which a reader resolves against the address that it fetched the
feed from (RFC 4287, section 2; RFC 3986, section 5.1.3): the Host header of a request is never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5
from xml.etree import ElementTree

from archive import __version__
from archive.web.answers import ATOM, Body

NAMESPACE = "http://www.w3.org/2005/Atom"
"""Of all elements (RFC 4287, section 2)."""
FIRST_DAY = "1970-01-01T00:00:00Z"
"""When a feed without entries was last updated: an empty archive has no other date."""

_IDS = UUID("9c5b4c0e-1f0a-5d3e-8f5e-2f2f5b7a9f10")
# XML 1.0, section 2.2: no other character may stand in a document, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``about`` names what it is about, ``html`` is its content, ``updated`` a time in UTC."""

    about: str
    title: str
    address: str
    updated: str
    html: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: ``address`` is its own, ``page`` that of the page that shows the same."""

    about: str
    title: str
    subtitle: str
    address: str
    page: str
    entries: Sequence[Entry]


def entry_id(about: str) -> str:
    """The id of what is named so: the same on every host and every day.

    >>> entry_id("q/" + 64 * "0" + "/1-2")
    'urn:uuid:0dc66d5f-6505-5e44-9431-9b19ae2e5b71'
    """
    return uuid5(_IDS, about).urn


def feed_body(feed: Feed) -> Body:
    """The feed as it is sent."""
    root = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en"})
    _add(root, "id", entry_id(feed.about))
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", max((entry.updated for entry in feed.entries), default=FIRST_DAY))
    # RFC 4287, section 4.1.1: a feed has an author unless all its entries have one.
    _add(ElementTree.SubElement(root, "author"), "name", "Quote archive")
    _add(root, "generator", "quote-archive", version=__version__)
    _add(root, "link", rel="self", type=ATOM, href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        _add_entry(root, entry)
    return Body(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True), f"{ATOM}; charset=utf-8")


def _add_entry(root: ElementTree.Element, entry: Entry) -> None:
    element = ElementTree.SubElement(root, "entry")
    if entry.language:
        element.set("xml:lang", entry.language)
    _add(element, "id", entry_id(entry.about))
    _add(element, "title", entry.title)
    _add(element, "link", rel="alternate", type="text/html", href=entry.address)
    _add(element, "published", entry.updated)
    _add(element, "updated", entry.updated)
    _add(element, "content", entry.html, type="html")


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> None:
    element = ElementTree.SubElement(
        parent, name, {key: _NOT_XML.sub("\ufffd", value) for key, value in attributes.items()}
    )
    if text:
        element.text = _NOT_XML.sub("\ufffd", text)
