"""Where a search that found nothing leads on: only to what has hits, each way with its number of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.errors import UsageError
from archive.store import SearchFilters, Store
from archive.store.searching import search_quotations, search_sentences
from archive.store.spelling import near_words
from archive.web.answers import Request
from archive.web.asking import Pairs, read_filters, without
from archive.web.links import Links

MOST_WORDS = 6
"""How many words of a query are looked up in other spellings."""
MOST_SPELLINGS = 4
"""How many are offered."""

_WORD = re.compile(r"[^\W_]+")
_OPERATORS = frozenset({"AND", "OR", "NOT"})

Way = tuple[str, str]
"""Words with the number of hits, and the address."""


def list_ways_out(store: Store, filters: SearchFilters, pairs: Pairs, links: Links) -> list[Way]:
    """The same words elsewhere or under fewer conditions, as far as that finds something."""
    plain = without(pairs, "after", "size")
    ways: list[tuple[str, list[tuple[str, str]]]] = []
    if filters.query and without(plain, "q", "sort"):
        ways.append(("without the filters", [pair for pair in plain if pair[0] == "q"]))
    words = _words(filters.query)
    if len(words) > 1 and " ".join(words) == " ".join(filters.query.split()):
        ways.append(("with any of the words", [*without(plain, "q"), ("q", " OR ".join(words))]))
    if "sentences" not in filters.in_:
        ways.append(("in all sentences of the articles", [*without(plain, "in"), ("in", "sentences")]))
    if not filters.cleaning:
        ways.append(("in stretches set aside", [*plain, ("cleaning", "removed")]))
    if not filters.all_versions:
        ways.append(("in earlier versions", [*without(plain, "versions"), ("versions", "all")]))
    # What is found already leads nowhere new: sentences may have been found where no quotation was.
    found = search_sentences(store, filters).total if "sentences" in filters.in_ else 0
    counted = [(label, asked, _count(store, asked)) for label, asked in ways]
    return [
        (f"{label} ({total:,})", links.search(asked))
        for label, asked, (total, corpus) in counted
        if total and (corpus == "quotation" or total > found)
    ]


def list_spellings(store: Store, filters: SearchFilters, pairs: Pairs, links: Links) -> list[Way]:
    """The same search with one word spelled as it stands in the archive, as far as that finds something."""
    found: list[Way] = []
    plain = without(pairs, "after", "size", "q")
    for word in _words(filters.query)[:MOST_WORDS]:
        for near, _ in near_words(store, word):
            query = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", near, filters.query)
            asked = [*plain, ("q", query)]
            if count := _count(store, asked)[0]:
                found.append((f"{query} ({count:,})", links.search(asked)))
    return found[:MOST_SPELLINGS]


def _words(query: str) -> list[str]:
    return list(dict.fromkeys(word for word in _WORD.findall(query) if word not in _OPERATORS))


def _count(store: Store, pairs: Iterable[tuple[str, str]]) -> tuple[int, str]:
    """How many quotations there are, or else sentences, and which of both."""
    try:
        filters = read_filters(Request({}, tuple(pairs)))
        if "quotations" in filters.in_ and (total := search_quotations(store, filters).total):
            return total, "quotation"
        return search_sentences(store, filters).total if "sentences" in filters.in_ else 0, "sentence"
    except UsageError:
        return 0, ""
