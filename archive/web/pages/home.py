"""The first page: what the archive holds, a search, what came in last, and what was changed after it came in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.identifiers import TextDigest
from archive.model import QuotationRecord
from archive.store import SearchFilters, Store
from archive.store.article_lists import list_articles
from archive.store.edits import latest_edits
from archive.store.searching import quotations_in, search_quotations
from archive.store.speakers import speakers
from archive.store.summary import summary
from archive.web.answers import ATOM, Answer, Page, Request
from archive.web.edits import show_edits
from archive.web.parts import list_page

LATEST = 12
"""How many articles the first page lists."""
MOST_EDITS = 4
"""How many changes of articles it lists."""
MOST_SUPPLIED = 2
"""How many texts it lists that differ because somebody supplied them."""
MOST_TOUCHED = 2
"""How many quotations it shows of each change."""
MOST_SPEAKERS = 8
"""How many speakers it names."""
LOOKED_AT = 3
"""In how many articles a word to search for is looked up."""
MOST_READ = 10
"""In how many of their quotations."""

_NAME = re.compile(r"(?<=[^\W_] )[A-Z][^\W\d_]{4,14}(?![^\W_])")
_WORD = re.compile(r"[^\W\d_]{6,14}")


def show_home(store: Store, request: Request) -> Answer:
    """The first page."""
    links = request.links
    held = summary(store)
    latest = list_articles(store, LATEST)
    suggestion = _suggest(store, [TextDigest(record.text) for record in latest.articles[:LOOKED_AT]])
    context = {
        "title": "Quote archive",
        "held": held,
        "articles": list_page(latest, links),
        "has_more": latest.next is not None,
        "edits": show_edits(store, latest_edits(store, MOST_EDITS, witnessed=True), links, MOST_TOUCHED),
        "supplied": show_edits(store, latest_edits(store, MOST_SUPPLIED, witnessed=False), links, MOST_TOUCHED),
        "speakers": [(name, links.speaker(speaker), count) for speaker, name, count in speakers(store, MOST_SPEAKERS)],
        "suggestion": suggestion,
        "suggestion_address": links.search({"q": suggestion}) if suggestion else "",
    }
    return Page(
        "home.html", context, canonical=links.home, alternates=((links.feed(), ATOM), (links.edits_feed(), ATOM))
    )


def _suggest(store: Store, texts: Sequence[TextDigest]) -> str:
    """A word that finds something: from the quotations of these texts, a name rather than any long word."""
    said = [one for text in texts for one in quotations_in(store, text) if one.kind != "none" and not one.removed]
    for word in _long_words(said[:MOST_READ]):
        if search_quotations(store, SearchFilters(query=word, limit=1)).total:
            return word
    return ""


def _long_words(quotations: Sequence[QuotationRecord]) -> Iterator[str]:
    for pattern in (_NAME, _WORD):
        for quotation in quotations:
            yield from sorted(set(pattern.findall(quotation.quoted)), key=lambda word: (-len(word), word))[:1]
