"""What a page's function gives back, before it becomes HTTP: a page to render, a finished body, or another address.

The functions behind the routes are plain: they read the store and return one of these. So they are tested without a
server, and run on a worker thread of Datasette's, never on its event loop.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from archive.source_names import FOR_STRANGERS
from archive.web.links import Links

HTML = "text/html; charset=utf-8"
"""The media type of pages."""
JSON = "application/json; charset=utf-8"
"""The media type of records."""
JSON_LD = "application/ld+json; charset=utf-8"
"""The media type of annotations (JSON-LD 1.1, section 14)."""
PLAIN_TEXT = "text/plain; charset=utf-8"
"""The media type of texts."""
ATOM = "application/atom+xml"
"""The media type of feeds (RFC 4287, section 7)."""
CSV = "text/csv; charset=utf-8"
"""The media type of tables for other programs (RFC 4180, section 3)."""
REVALIDATE = "no-cache"
"""A copy may be kept, and is asked after each time: the page may say something new tomorrow."""
IMMUTABLE = "public, max-age=31536000, immutable"
"""A copy may be kept for good: the address is the digest of the content (RFC 8246)."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: the parts of the path, the query in order, and what the client likes best.

    ``query_string`` is the query as it was sent; ``accept_datetime`` the time asked for (RFC 7089, section 2.1.1).
    """

    parts: Mapping[str, str | None]
    query: tuple[tuple[str, str], ...] = ()
    accept: str = "*/*"
    links: Links = field(default_factory=Links)
    query_string: str = ""
    accept_datetime: str | None = None

    def part(self, name: str) -> str:
        """A part of the path, empty when the address leaves it out."""
        return self.parts.get(name) or ""

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a query parameter that are not empty."""
        return tuple(value for key, value in self.query if key == name and value)

    def first(self, name: str, otherwise: str = "") -> str:
        """The first value of a query parameter that is not empty."""
        return next(iter(self.all(name)), otherwise)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of HTML to be made from a template; ``alternates`` are its other forms as (address, media type).

    ``tag`` is its strong validator where that was known before the page was (`archive.web.validators`).
    """

    template: str
    context: Mapping[str, Any]
    status: int = 200
    canonical: str | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    cache: str = REVALIDATE
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A finished representation; ``headers`` are sent besides those of every answer, or in place of them."""

    content: bytes
    media_type: str
    status: int = 200
    canonical: str | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    cache: str = REVALIDATE
    headers: tuple[tuple[str, str], ...] = ()
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """What the client holds is still right: its strong validator, and the media type of what it holds."""

    tag: str
    media_type: str
    cache: str = REVALIDATE


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another address to go to: for good (308), where the query goes along, or this time (302), where it does not."""

    address: str
    status: int = 308
    headers: tuple[tuple[str, str], ...] = ()


Answer = Page | Body | Elsewhere | Unchanged
"""What a page's function gives back."""


def json_body(record: BaseModel, canonical: str | None = None) -> Body:
    """A record in its one JSON form, without the folders of this machine."""
    return Body(record.model_dump_json(context=FOR_STRANGERS).encode("utf-8"), JSON, canonical=canonical)
