"""The pages of a speaker and of an outlet: their quotations, and where to narrow them down."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from archive.errors import UnknownReference
from archive.identifiers import SpeakerId, is_speaker_id
from archive.model import Facet
from archive.speaker_model import SpeakerRulingRecord
from archive.speakers import list_speakers
from archive.store import SearchFilters, Store
from archive.store.facets import facets
from archive.store.outlets import articles_of_outlet, outlet_name
from archive.store.searching import search_quotations
from archive.store.speaker_groups import read_groups
from archive.store.speakers import speaker_names
from archive.web.answers import ATOM, Answer, Elsewhere, Page, Request
from archive.web.links import NOT_STATED, Links
from archive.web.parts import list_hits, name_articles, show_article
from archive.web.pictures import MonthsPicture, draw_months
from archive.web.wording import say_aside, say_count, shorten

MOST_MONTHS = 10_000
"""How many months the picture counts: 800 years of them."""
LISTED = 50
"""How many quotations are listed; the others are a search away."""
NAMED_LEAD = "What articles attribute to this name. Nobody has confirmed that two of them mean the same person."
UNNAMED_LEAD = (
    "What articles attribute to somebody whom they call so and do not name. Two articles need not mean the same person."
)
RULED_LEAD = "What articles attribute to these names. That they mean one person, somebody has said; see who, below."
"""What the page of a speaker says of itself: of one name, of somebody unnamed, of names that a person merged."""
SOME_RULED = " Where a person ruled so, and not the article, that is said beside the words."
"""What is added to that where somebody ruled on a quotation's speaker."""
SEARCH_WORDS = "Search for its words."
"""The next step where an outlet is not known."""


def show_speaker(store: Store, request: Request) -> Answer:
    """All that somebody is quoted with.

    Raises:
        UnknownReference: nobody of this id is quoted.
    """
    speaker = unquote(request.part("speaker"))
    groups = read_groups(store)
    filters = SearchFilters(speaker=(speaker,), removed=True, all_versions=True, limit=1)
    rows = search_quotations(store, filters).hits if is_speaker_id(speaker) else ()
    if not rows or rows[0].speaker_id not in groups.all_of(speaker):
        raise UnknownReference(speaker[:80], "nobody of this name is quoted here", "Search for a part of the name.")
    links, asked = request.links, {"speaker": speaker}
    if groups.home(speaker) != speaker:
        return Elsewhere(links.speaker(groups.home(speaker)), 302)  # today: another name or ruling may part the two
    found = list_speakers(store, SpeakerId(speaker))
    is_unnamed = bool(found) and found[0].kind == "unnamed"
    is_merged = bool(found) and any(ruling.ruling == "merge" for ruling in found[0].rulings)
    context = _listing(store, SearchFilters(speaker=(speaker,), limit=LISTED), links, asked)
    lead = UNNAMED_LEAD if is_unnamed else RULED_LEAD if is_merged else NAMED_LEAD
    context |= {
        "title": found[0].name if found else rows[0].speaker,
        "about_speaker": True,
        "lead": lead + SOME_RULED * any(hit.is_ruled for hit in context["hits"]),
        "forms": [form for form in found[0].forms if form.evidence] if found else [],
        "rulings": [show_ruling(ruling, links) for ruling in found[0].rulings] if found else [],
        "names": speaker_names(store, SpeakerId(speaker)),
        "narrow": _narrow(store, SearchFilters(speaker=(speaker,)), ("outlet", "medium", "document"), links, asked),
        "months": _draw_months(store, SearchFilters(speaker=(speaker,)), links, asked),
    }
    return Page("list.html", context, canonical=links.speaker(speaker), alternates=_alternates(links, asked))


def show_ruling(ruling: SpeakerRulingRecord, links: Links) -> dict[str, str]:
    """What a person ruled on two speakers, in words, with the pages of both."""
    return {
        "a": ruling.a_name,
        "a_address": links.speaker(ruling.a),
        "words": "is one person with" if ruling.ruling == "merge" else "is not one person with",
        "b": ruling.b_name,
        "b_address": links.speaker(ruling.b),
        "who": ruling.author,
        "when": ruling.made_at[:10],
        "why": ruling.reason or "",
    }


def show_outlet(store: Store, request: Request) -> Answer:
    """All quotations in the articles of one outlet; where there are none, the articles.

    Raises:
        UnknownReference: no article is known to be of this outlet.
    """
    asked_for = unquote(request.part("outlet"))
    # However the visitor spells it, title and addresses are those that the archive uses.
    outlet = outlet_name(store, asked_for)
    if outlet is None:
        raise UnknownReference(asked_for[:80], "no article here is from an outlet of this name", SEARCH_WORDS)
    links, asked = request.links, {"outlet": outlet}
    context = _listing(store, SearchFilters(outlet=(outlet,), limit=LISTED), links, asked)
    articles = [] if context["hits"] else articles_of_outlet(store, outlet, LISTED)
    context |= {
        "title": outlet,
        "about_speaker": False,
        "articles": [show_article(record, links) for record in articles],
        "lead": "Quotations in articles that name this outlet, or to which somebody gave it.",
        "names": [],
        "narrow": _narrow(store, SearchFilters(outlet=(outlet,)), ("speaker", "document"), links, asked),
        "months": _draw_months(store, SearchFilters(outlet=(outlet,)), links, asked),
    }
    return Page("list.html", context, canonical=links.outlet(outlet), alternates=_alternates(links, asked))


def _listing(store: Store, filters: SearchFilters, links: Links, asked: dict[str, str]) -> dict[str, Any]:
    found = search_quotations(store, filters)
    aside = search_quotations(store, replace(filters, cleaning=("removed",), limit=0)).total
    return {
        "hits": list_hits(store, found.hits, links),
        "counts": f"{say_count(found.total, 'quotation')} in {say_count(found.documents, 'article')}"
        + say_aside(aside),
        "search_address": links.search(asked),
        "feed_address": links.feed(asked.items()),
        "has_more": found.next is not None,
    }


def _alternates(links: Links, asked: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return ((links.feed(asked.items()), ATOM),)


def _draw_months(store: Store, filters: SearchFilters, links: Links, asked: dict[str, str]) -> MonthsPicture | None:
    """When the quotations were published, as bars; each leads to the search for that stretch of time."""
    (dates,) = facets(store, filters, ("published",), MOST_MONTHS)
    counts = {value.value: value.count for value in dates.values}
    return draw_months(counts, lambda since, until: links.search({**asked, "since": since, "until": until}))


def _narrow(
    store: Store, filters: SearchFilters, names: tuple[str, ...], links: Links, asked: dict[str, str]
) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """The facets with their values, each with its label, where it leads, and how often it occurs."""
    return [
        (
            facet.label,
            [
                (shorten(value.label, 70), _address(facet, value.value, links, asked), value.count)
                for value in facet.values
            ],
        )
        for facet in name_articles(store, facets(store, filters, names))
        if any(value.value for value in facet.values)
    ]


def _address(facet: Facet, value: str | None, links: Links, asked: dict[str, str]) -> str:
    if value and facet.name == "document":
        return links.document(value)
    if value and facet.name == "speaker":
        return links.speaker(value)
    return links.search({**asked, facet.name: value or NOT_STATED})
