"""Pages saved as MHTML (RFC 2557): one mail-like file that holds the page and all that it shows.

What is hard here is which part is the page. A browser names it in ``start`` or puts it first; frames, which are pages
too, come after. The part's ``Content-Location`` is its address, the file's ``Date`` the time of saving. Everything
else in the file (pictures, styles) is passed over.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
from dataclasses import replace
from datetime import UTC
from email.message import Message

from archive.errors import EmptyText, UnreadableSource
from archive.readers.html import read_html
from archive.readers.saved_page import SOURCE
from archive.records import Metadatum, Reading

LARGEST_FILE = 150_000_000
"""Bytes; taking a mail apart costs about three times its length in memory."""
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read_mhtml(content: bytes, name: str = "this page") -> Reading:
    """The article in a page saved as MHTML, with its address and time of saving as metadata.

    Raises:
        EmptyText: there is no page in the file, or no article in the page.
        UnreadableSource: the file or the page is larger than what is read.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableSource(
            name, f"the file has {len(content):,} bytes, more than the {LARGEST_FILE:,} that are read"
        )
    whole = email.message_from_bytes(content.lstrip(), policy=email.policy.compat32)
    page = _find_page(whole)
    if page is None:
        raise EmptyText(name, "there is no page in this MHTML file", "Save the page again from a browser.")
    payload = page.get_payload(decode=True)
    url = _header(page, "Content-Location") or _header(whole, "Snapshot-Content-Location")
    url = url if url.startswith(("http://", "https://")) else ""
    reading = read_html(
        payload if isinstance(payload, bytes) else b"",
        name,
        url=url or None,
        declared_encoding=page.get_content_charset(),
    )
    return replace(reading, metadata=(*_told_by_mail(url, _header(whole, "Date")), *reading.metadata))


def _find_page(whole: Message) -> Message | None:
    """The root part: the one that ``start`` names, else the first page in the file."""
    pages = [part for part in whole.walk() if part.get_content_type() in _PAGE_TYPES]
    start = whole.get_param("start")
    named = [part for part in pages if start and _header(part, "Content-ID") == start]
    return next(iter(named or pages), None)


def _header(part: Message, name: str) -> str:
    """A header's value; a long address is broken over lines, so its white space goes."""
    value = str(part.get(name) or "")
    return value.strip() if name == "Date" else "".join(value.split())


def _told_by_mail(url: str, date: str) -> tuple[Metadatum, ...]:
    told: list[Metadatum] = [Metadatum("url", url, SOURCE, 0.9)] if url else []
    moment = _read_date(date)
    if moment:
        told.append(Metadatum("captured", moment, SOURCE, 0.9))
    return tuple(told)


def _read_date(value: str) -> str | None:
    """The UTC form of a mail's date (RFC 5322, 3.3); None for anything else.

    >>> _read_date("Sat, 3 May 2025 12:00:00 +0200"), _read_date("yesterday")
    ('2025-05-03T10:00:00Z', None)
    """
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
