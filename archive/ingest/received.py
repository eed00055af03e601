"""What arrived, before anybody has read it: the bytes with the whole story of how they came.

A file tells its path, a fetched page its address, status, headers and redirects, a record of a WARC its own date. All
of them become one value here, so that what follows (reading, naming, recording) need not ask where bytes come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from archive.addresses import Address
from archive.errors import FetchRefused
from archive.readers import Told
from archive.records import Method

_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes as they were received.

    ``name`` is the source as it will be recorded. ``path`` is the absolute path on this host, ``url`` the address that
    answered, ``asked`` the canonical addresses known to lead to it, the one asked for first. ``captured_at`` is the
    time that somebody else recorded, in UTC; None: now.
    """

    name: str
    content: bytes
    method: Method
    path: str | None = None
    url: str | None = None
    asked: tuple[Address, ...] = ()
    captured_at: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[str, ...] = ()
    witness: str | None = None

    @property
    def told(self) -> Told:
        """What came with the bytes for their reader: the address, the type and the charset that were named."""
        declared = header_of(self.headers, "content-type") or ""
        media_type, _, parameters = declared.partition(";")
        if not declared and self.path and self.path.lower().endswith(_PAGE_SUFFIXES):
            media_type = "text/html"
        return Told(self.url, media_type.strip().lower(), _charset_of(parameters))


@dataclass(frozen=True, slots=True)
class Gone:
    """The answer that a page is no more (404, 410): of a held article a capture, of any other address a refusal."""

    received: Received
    refusal: FetchRefused


def header_of(headers: tuple[tuple[str, str], ...], name: str) -> str | None:
    """The first value of a header, its name in any case."""
    return next((value for key, value in headers if key.lower() == name), None)


def _charset_of(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None


def recorded_moment(value: str | None) -> str | None:
    """A time in the form of all captures, so that times can be compared as words; None for what is no time.

    >>> recorded_moment("2025-05-03T12:00:00+02:00"), recorded_moment("2025-05-03T10:00:00Z"), recorded_moment("May")
    ('2025-05-03T10:00:00.000000Z', '2025-05-03T10:00:00.000000Z', None)
    """
    try:
        moment = datetime.fromisoformat(value or "")
        in_utc = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return in_utc.isoformat(timespec="microseconds").replace("+00:00", "Z")
