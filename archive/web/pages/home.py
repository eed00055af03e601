"""The first page: what the archive holds, a search, and what came in last."""

from __future__ import annotations

from archive.store import Store
from archive.store.documents import latest_documents
from archive.store.facets import facets
from archive.store.filters import SearchFilters
from archive.store.summary import summary
from archive.web.answers import Answer, Page, Request
from archive.web.parts import show_article

LATEST = 12
"""How many articles the first page lists."""
MOST_SPEAKERS = 8
"""How many speakers the first page names."""


def show_home(store: Store, request: Request) -> Answer:
    """The first page."""
    held = summary(store)
    speakers = facets(store, SearchFilters(), ["speaker"])[0].values
    return Page(
        "home.html",
        {
            "title": "Quote archive",
            "held": held,
            "articles": [show_article(record, request.links) for record in latest_documents(store, LATEST)],
            "speakers": [
                (speaker.label, request.links.speaker(speaker.value), speaker.count)
                for speaker in speakers
                if speaker.value
            ][:MOST_SPEAKERS],
        },
        canonical=request.links.home,
    )
