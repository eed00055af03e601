"""What robots may read: quotations, texts and articles; not what is made anew for each question."""

from __future__ import annotations

from archive.store import Store
from archive.web.answers import PLAIN_TEXT, Answer, Body, Request

COMPUTED = ("search", "feed.atom", "add", "check", "timegate/", "timemap/", "q/*/cite$", "-/")
"""Where addresses without end begin, or costly ones are (RFC 9309, section 2.2.2; ``*`` and ``$``: 2.2.3)."""


def show_robots(store: Store, request: Request) -> Answer:
    """The rules for robots (RFC 9309). They are heeded only where the archive stands at the top of its host."""
    base, database = request.links.base, request.links.tables
    lines = ["User-agent: *", *(f"Disallow: {base}{path}" for path in COMPUTED), f"Disallow: {database}/"]
    return Body(("\n".join(lines) + "\n").encode(), PLAIN_TEXT)
