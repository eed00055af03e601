"""The list of all articles, those captured last first."""

from __future__ import annotations

from archive.store import Store
from archive.store.article_lists import list_articles
from archive.store.summary import summary
from archive.web.answers import ATOM, Answer, Page, Request
from archive.web.parts import list_page

LISTED = 50
"""Articles on one page."""


def show_articles(store: Store, request: Request) -> Answer:
    """One page of the list.

    Raises:
        InvalidValue: no page begins at the place that the address names.
    """
    links, after = request.links, request.first("after")
    page = list_articles(store, LISTED, after)
    context = {
        "title": "Articles",
        "held": summary(store),
        "articles": list_page(page, links),
        "next_address": links.articles(page.next) if page.next else "",
        "first_address": links.articles() if after else "",
    }
    return Page("articles.html", context, canonical=links.articles(after), alternates=((links.edits_feed(), ATOM),))
