"""The search page: words and facets in, hits and exact counts out; every state of it is an address.

Links are made from the address itself: choosing a value adds a pair to it, a chip's cross takes one away. So an
unknown parameter survives, and nothing has to be kept in step with the filters of the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from archive.errors import InvalidQuery, InvalidValue, UsageError
from archive.model import Facet, FacetValue
from archive.provenance import say_date
from archive.store import SearchFilters, Store
from archive.store.facets import facets
from archive.store.filters import FACETS, Corpus
from archive.store.searching import QuotationPage, SentencePage, search_quotations, search_sentences
from archive.web.answers import Answer, Page, Request
from archive.web.links import NOT_STATED, Links
from archive.web.parts import HIT_MARKS, list_hits, name_articles, show_sentence_hit
from archive.web.wording import CLEANINGS, KINDS, STATUSES, say_count, shorten

Pairs = tuple[tuple[str, str], ...]
"""The parameters of an address, in order."""
Sort = Literal["date", "relevance"]
"""How hits are sorted."""

PAGE_SIZE = 20
"""Hits on one page."""
FACET_NAMES = tuple(facet.name for facet in FACETS)
"""The facets, which are also the names of parameters."""
ALWAYS_SHOWN = frozenset({"speaker", "outlet", "published", "kind"})
"""Facets that are shown even with a single value."""
VALUE_WORDS = {"kind": KINDS, "cleaning": CLEANINGS, "status": STATUSES}
"""Facets whose values are shown in other words than they are stored."""
MOST_VALUES_OPEN = 8
"""How many values of a facet are seen before "more" is opened."""

_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_CHIPS = {"q": "", "since": "since ", "until": "until ", "in": "in ", "versions": "versions: "}


def show_search(store: Store, request: Request) -> Answer:
    """The hits of a search; a search that cannot be read is answered in words, with status 400."""
    pairs = tuple((name, value) for name, value in request.query if value)
    try:
        filters = read_filters(request)
        return Page("search.html", _results(store, filters, pairs, request.links))
    except (InvalidQuery, InvalidValue) as error:
        return Page("search.html", {**_frame(pairs, request.links), "error": error}, status=400)


def read_filters(request: Request) -> SearchFilters:
    """The filters that the address asks for.

    Raises:
        InvalidValue: a date, an order or a corpus that is none.
    """
    values = {
        name: tuple(None if value == NOT_STATED else value for value in request.all(name)) for name in FACET_NAMES
    }
    corpora = tuple(word for value in request.all("in") for word in value.split(","))
    sort = request.first("sort", "relevance" if request.first("q") else "date")
    return SearchFilters(
        query=request.first("q"),
        **cast("dict[str, Any]", values),
        since=_read_date(request, "since"),
        until=_read_date(request, "until"),
        in_=cast("tuple[Corpus, ...]", _check("in", corpora or ("quotations",), get_args(Corpus))),
        all_versions=_check("versions", (request.first("versions", "current"),), ("current", "all")) == ("all",),
        sort=cast("Sort", _check("sort", (sort,), get_args(Sort))[0]),
        limit=PAGE_SIZE,
        after=request.first("after") or None,
        marks=HIT_MARKS,
    )


def _check(name: str, values: tuple[str, ...], allowed: Sequence[str]) -> tuple[str, ...]:
    for value in values:
        if value not in allowed:
            raise InvalidValue(f"{name}={value[:40]}", f"it is one of {', '.join(allowed)}")
    return values


def _read_date(request: Request, name: str) -> str | None:
    value = request.first(name)
    if value and not _DATE.fullmatch(value):
        raise InvalidValue(f"{name}={value[:40]}", "a date is a year, a month or a day, as 2025, 2025-04 or 2025-04-28")
    return value or None


def _results(store: Store, filters: SearchFilters, pairs: Pairs, links: Links) -> dict[str, Any]:
    found = search_quotations(store, filters) if "quotations" in filters.in_ else None
    sentences = search_sentences(store, filters) if "sentences" in filters.in_ else None
    counted = name_articles(store, facets(store, filters))
    return {
        **_frame(pairs, links, _labels(counted)),
        "hits": list_hits(store, found.hits, links) if found else [],
        "sentence_hits": [show_sentence_hit(row, links) for row in sentences.hits] if sentences else [],
        "counts": _say_counts(found, sentences),
        "is_empty": not (found and found.total) and not (sentences and sentences.total),
        "groups": [group for facet in counted if (group := _group(facet, pairs, links)).values],
        "sort": filters.sort,
        "sorts": _sorts(filters, pairs, links),
        "more": _more(found, sentences, pairs, links),
        "ways_out": _ways_out(store, filters, pairs, links) if found is not None and not found.total else [],
    }


def _say_counts(found: QuotationPage | None, sentences: SentencePage | None) -> str:
    parts = []
    if found is not None:
        people = f" by {say_count(found.speakers, 'speaker')}" if found.speakers else ""
        where = f" in {say_count(found.documents, 'article')}" if found.total else ""
        parts.append(say_count(found.total, "quotation") + people + where)
    if sentences is not None:
        where = f" in {say_count(sentences.documents, 'article')}" if sentences.total else ""
        parts.append(say_count(sentences.total, "sentence") + where)
    return "; ".join(parts)


def _frame(pairs: Pairs, links: Links, labels: dict[tuple[str, str], str] | None = None) -> dict[str, Any]:
    """What the page shows whether or not the search can be read."""
    query = next((value for name, value in pairs if name == "q"), "")
    return {
        "title": f"{query} — search" if query else "Search",
        "query": query,
        "chips": _chips(pairs, links, labels or {}),
        "kept": [(name, value) for name, value in pairs if name not in ("q", "after", "since", "until")],
        "queried": [(name, value) for name, value in pairs if name not in ("after", "since", "until")],
        "since": next((value for name, value in pairs if name == "since"), ""),
        "until": next((value for name, value in pairs if name == "until"), ""),
        "links": links,
    }


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter at work; ``address`` is the search without it."""

    label: str
    address: str


def _labels(counted: Iterable[Facet]) -> dict[tuple[str, str], str]:
    return {
        (facet.name, value.value or NOT_STATED): _label(facet.name, value)
        for facet in counted
        for value in facet.values
    }


def _label(name: str, value: FacetValue) -> str:
    words = VALUE_WORDS.get(name, {}).get(value.value or "")
    if name == "published" and value.value:
        return say_date(f"{value.value}-01")[2:]
    return words or shorten(value.label, 60)


def _chips(pairs: Pairs, links: Links, labels: dict[tuple[str, str], str]) -> list[Chip]:
    names = {facet.name: facet.label for facet in FACETS}
    chips = []
    for pair in dict.fromkeys(pairs):
        name, value = pair
        without = links.search(_without_after(other for other in pairs if other != pair))
        if name in names:
            label = labels.get(pair, "not stated" if value == NOT_STATED else value)
            chips.append(Chip(f"{names[name].lower()}: {shorten(label, 60)}", without))
        elif name in _CHIPS:
            chips.append(Chip(f"“{shorten(value, 60)}”" if name == "q" else _CHIPS[name] + shorten(value, 60), without))
    return chips


def _without_after(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair[0] != "after"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet; ``address`` is the search with it, or without it when it is chosen already."""

    label: str
    count: int
    selected: bool
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """One facet with its values."""

    label: str
    values: tuple[Choice, ...]
    rest: tuple[Choice, ...]
    truncated: int


def _group(facet: Facet, pairs: Pairs, links: Links) -> Group:
    choices = [
        Choice(_label(facet.name, value), value.count, value.selected, _toggle(facet.name, value, pairs, links))
        for value in facet.values
    ]
    # A facet that cannot tell anything apart only takes room, unless it tells what is not known.
    if len(choices) < 2 and facet.name not in ALWAYS_SHOWN and not any(choice.selected for choice in choices):
        choices = []
    choices.sort(key=lambda choice: not choice.selected)
    return Group(facet.label, tuple(choices[:MOST_VALUES_OPEN]), tuple(choices[MOST_VALUES_OPEN:]), facet.truncated)


def _toggle(name: str, value: FacetValue, pairs: Pairs, links: Links) -> str:
    pair = (name, value.value or NOT_STATED)
    if not value.selected:
        return links.search([*_without_after(pairs), pair])
    # A speaker may have been asked for by name: then the id is not in the address, and the whole filter goes.
    exact = pair in pairs
    return links.search(_without_after(other for other in pairs if other != pair and (exact or other[0] != name)))


def _sorts(filters: SearchFilters, pairs: Pairs, links: Links) -> list[tuple[str, str, bool]]:
    if not filters.query:
        return []
    plain = [pair for pair in _without_after(pairs) if pair[0] != "sort"]
    return [
        (label, links.search([*plain, ("sort", name)]), filters.sort == name)
        for name, label in (("relevance", "best match first"), ("date", "newest first"))
    ]


def _more(
    found: QuotationPage | None, sentences: SentencePage | None, pairs: Pairs, links: Links
) -> list[tuple[str, str]]:
    """Where the next hits are; of a search in both corpora, each goes on alone."""
    more = []
    for corpus, page in (("quotations", found), ("sentences", sentences)):
        if page is not None and page.next:
            plain = [pair for pair in _without_after(pairs) if pair[0] != "in"]
            more.append((f"Next {PAGE_SIZE} {corpus}", links.search([*plain, ("in", corpus), ("after", page.next)])))
    return more


def _ways_out(store: Store, filters: SearchFilters, pairs: Pairs, links: Links) -> list[tuple[str, str]]:
    """What would find something: each way with the number of hits it has."""
    plain = _without_after(pairs)
    ways: list[tuple[str, list[tuple[str, str]]]] = []
    if any(name != "q" for name, _ in plain) and filters.query:
        ways.append(("without the filters", [pair for pair in plain if pair[0] == "q"]))
    if "sentences" not in filters.in_:
        ways.append(
            ("in all sentences of the articles", [*[pair for pair in plain if pair[0] != "in"], ("in", "sentences")])
        )
    if not filters.cleaning:
        ways.append(("in stretches set aside", [*plain, ("cleaning", "removed")]))
    if not filters.all_versions:
        ways.append(("in earlier versions", [*plain, ("versions", "all")]))
    found = []
    for label, wanted in ways:
        count = _count(store, wanted)
        if count:
            found.append((f"{label} ({count:,})", links.search(wanted)))
    return found


def _count(store: Store, pairs: Iterable[tuple[str, str]]) -> int:
    try:
        filters = read_filters(Request({}, tuple(pairs)))
        if "sentences" in filters.in_:
            return search_sentences(store, filters).total
        return search_quotations(store, filters).total
    except UsageError:
        return 0
