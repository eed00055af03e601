"""The page that says what a link proves and what not, how to check one, and what the words mean."""

from __future__ import annotations

from archive.store import Store
from archive.store.summary import summary
from archive.web.answers import Answer, Page, Request


def show_about(store: Store, request: Request) -> Answer:
    """The page about links and words."""
    return Page("about.html", {"title": "What a link proves", "held": summary(store)}, canonical=request.links.about)
