"""The search page: words and facets in, hits and exact counts out; every state of it is an address.

Nothing is left out in silence: a facet that was not counted is named, an order that was not kept is explained, and a
search that finds nothing says in how much it looked and which ways lead to something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from archive.errors import InvalidQuery, InvalidValue
from archive.model import Facet
from archive.store import SearchFilters, Store
from archive.store.facets import facets
from archive.store.filters import FACETS
from archive.store.searching import QuotationPage, SentencePage, search_quotations, search_sentences
from archive.store.summary import summary
from archive.web.answers import ATOM, CSV, JSON, Answer, Page, Request
from archive.web.asking import FACET_NAMES, Pairs, read_filters, read_pairs, without
from archive.web.links import Links
from archive.web.narrowing import list_chips, list_choices, name_values, narrow
from archive.web.pages.search_forms import next_address
from archive.web.parts import HIT_MARKS, list_hits, list_sentence_hits, name_articles
from archive.web.ways_out import list_spellings, list_ways_out
from archive.web.wording import say_aside, say_count, shorten

MOST_VALUES = 1000
"""How many values of one facet a page of its own lists."""
LONGEST_REPEATED = 400
"""How many code points of a search that cannot be read stand on the page again."""
ORDERS = (("relevance", "best match first"), ("date", "newest first"), ("captured", "captured last first"))
"""How hits can be sorted, in words."""
CORPORA = (("quotations", "quotations"), ("sentences", "all sentences"), ("quotations,sentences", "both"))
"""What can be searched, in words."""


def show_search(store: Store, request: Request) -> Answer:
    """The hits of a search, or all values of one facet; what cannot be read is answered in words, with status 400."""
    pairs, links = read_pairs(request), request.links
    try:
        filters = replace(read_filters(request), marks=HIT_MARKS)
        if name := request.first("facet"):
            return Page("values.html", _values(store, filters, name, pairs, links))
        context = _results(store, filters, pairs, links)
    except (InvalidQuery, InvalidValue) as error:
        # What cannot be read is repeated only as far as its sender needs to see it, and never by the page.
        cut = type(error)(shorten(error.subject, LONGEST_REPEATED), error.rule, error.next_step)
        shown = tuple((name, value[:LONGEST_REPEATED]) for name, value in pairs)
        return Page("search.html", {**_frame(shown, links), "error": cut}, status=400)
    return Page("search.html", context, alternates=_alternates(pairs, links))


def _alternates(pairs: Pairs, links: Links) -> tuple[tuple[str, str], ...]:
    """The same search as a feed, as JSON and as CSV."""
    plain = without(pairs, "facet")
    return (
        (links.feed(without(plain, "after", "size", "sort", "in")), ATOM),
        (links.search(plain, ".json"), JSON.partition(";")[0]),
        (links.search(plain, ".csv"), CSV.partition(";")[0]),
    )


def _frame(pairs: Pairs, links: Links, counted: Sequence[Facet] = ()) -> dict[str, Any]:
    """What the page shows whether or not the search can be read."""
    query = next((value for name, value in pairs if name == "q"), "")
    chips = list_chips(pairs, links, name_values(counted))
    return {
        "title": f"{query} — search" if query else "Search",
        "query": query,
        "chips": chips,
        "clear_address": links.search() if len(chips) > 1 else "",
        "kept": without(pairs, "q", "after", "facet"),
        "queried": without(pairs, "after", "facet", "since", "until"),
        "since": next((value for name, value in pairs if name == "since"), ""),
        "until": next((value for name, value in pairs if name == "until"), ""),
    }


def _results(store: Store, filters: SearchFilters, pairs: Pairs, links: Links) -> dict[str, Any]:
    found = search_quotations(store, filters) if "quotations" in filters.in_ else None
    sentences = search_sentences(store, filters) if "sentences" in filters.in_ else None
    counted = name_articles(store, facets(store, filters))
    within = filters.since, filters.until
    is_empty = not (found and found.total) and not (sentences and sentences.total)
    return {
        **_frame(pairs, links, counted),
        "hits": list_hits(store, found.hits, links, within) if found else [],
        "sentence_hits": list_sentence_hits(store, sentences.hits, links, within) if sentences else [],
        "counts": _say_counts(found, sentences, 0 if filters.cleaning else _count_aside(counted)),
        "order": _say_order(filters, found, sentences),
        "narrowing": narrow(counted, pairs, links),
        "uncounted": [facet.label for facet in FACETS if facet.name not in {one.name for one in counted}],
        "counts_quotations": "sentences" in filters.in_,
        "sorts": _sorts(filters, found or sentences, pairs, links),
        "corpora": _corpora(filters, pairs, links),
        "more": _more(filters, found, sentences, pairs, links),
        "is_first": filters.after is None,
        "first_address": links.search(without(pairs, "after")),
        "is_empty": is_empty,
        "searched": summary(store) if is_empty else None,
        "ways_out": list_ways_out(store, filters, pairs, links) if found is not None and not found.total else [],
        "spellings": list_spellings(store, filters, pairs, links) if is_empty else [],
        "forms": dict(zip(("feed", "json", "csv"), (address for address, _ in _alternates(pairs, links)), strict=True)),
    }


def _values(store: Store, filters: SearchFilters, name: str, pairs: Pairs, links: Links) -> dict[str, Any]:
    """All values of one facet: what stands behind "all of them"."""
    if name not in FACET_NAMES:
        raise InvalidValue(f"facet={name[:40]}", f"it is one of {', '.join(FACET_NAMES)}")
    (facet,) = name_articles(store, facets(store, filters, (name,), MOST_VALUES))
    plain = without(pairs, "facet", "after")
    return {
        **_frame(pairs, links, [facet]),
        "title": f"{facet.label}: all values",
        "facet": facet,
        "choices": list_choices(facet, pairs, links),
        "back_address": links.search(plain),
        "is_whole": not without(plain, name),
    }


def _count_aside(counted: Sequence[Facet]) -> int:
    """How many more quotations answer to the search in stretches set aside, which are shown only when asked for."""
    return sum(
        value.count
        for facet in counted
        if facet.name == "cleaning"
        for value in facet.values
        if value.value == "removed"
    )


def _say_counts(found: QuotationPage | None, sentences: SentencePage | None, aside: int) -> str:
    parts = []
    if found is not None:
        people = f" by {say_count(found.speakers, 'speaker')}" if found.speakers else ""
        where = f" in {say_count(found.documents, 'article')}" if found.total else ""
        parts.append(say_count(found.total, "quotation") + people + where + say_aside(aside))
    if sentences is not None:
        where = f" in {say_count(sentences.documents, 'article')}" if sentences.total else ""
        parts.append(say_count(sentences.total, "sentence") + where)
    return "; ".join(parts)


def _say_order(filters: SearchFilters, *pages: QuotationPage | SentencePage | None) -> str:
    """Why hits do not stand in the order asked for; empty when they do."""
    if not filters.query or all(page is None or page.sorted_by == filters.sort for page in pages):
        return ""
    return "These are too many to be ranked, so they stand newest first. Narrow them down to see the best match first."


def _sorts(
    filters: SearchFilters, found: QuotationPage | SentencePage | None, pairs: Pairs, links: Links
) -> list[tuple[str, str, bool]]:
    """The orders to choose from: words, address, and whether it is the one."""
    plain = without(pairs, "after", "sort")
    current = found.sorted_by if found else filters.sort
    return [
        (label, links.search([*plain, ("sort", name)]), name == current)
        for name, label in ORDERS
        if filters.query or name != "relevance"
    ]


def _corpora(filters: SearchFilters, pairs: Pairs, links: Links) -> list[tuple[str, str, bool]]:
    """What can be searched: words, address, and whether it is what is searched."""
    plain = without(pairs, "after", "in")
    searched = ",".join(dict.fromkeys(sorted(filters.in_)))
    return [
        (label, links.search(plain if name == "quotations" else [*plain, ("in", name)]), name == searched)
        for name, label in CORPORA
    ]


def _more(
    filters: SearchFilters,
    found: QuotationPage | None,
    sentences: SentencePage | None,
    pairs: Pairs,
    links: Links,
) -> list[tuple[str, str]]:
    """What leads on in each corpus, and where to."""
    listed = [("quotations", found.next if found else None), ("sentences", sentences.next if sentences else None)]
    addresses = [(corpus, next_address(pairs, links, corpus, cursor, "")) for corpus, cursor in listed]
    return [(f"Next {filters.limit} {corpus}", address) for corpus, address in addresses if address]
