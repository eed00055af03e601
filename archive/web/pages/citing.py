"""The page of the citations of a quotation, apart from the quotation's own: styles cost more than all of that page."""

from __future__ import annotations

from archive.store import Store
from archive.web.answers import HTML, Answer, Elsewhere, Page, Request
from archive.web.citing import describe_for_page, list_citations, say_unknown
from archive.web.marking import show_invisible
from archive.web.stretches import find_state, find_stretch
from archive.web.validators import State
from archive.web.wording import shorten

LONGEST_HEADING = 300
"""How many code points of the words stand at the head of the page; each citation has all of them."""


def show_citations(store: Store, request: Request) -> Answer:
    """The page: each citation as text that can be selected, and what they leave out.

    Raises:
        UnknownReference: no such text, or nothing at that place in it.
        AmbiguousReference: several texts have names that begin so.
        Withdrawn: the text was taken down.
    """
    passage = find_stretch(store, request, request.links.citations)
    if isinstance(passage, Elsewhere):
        return passage
    cited = describe_for_page(passage, request.links)
    return Page(
        "cite.html",
        {
            "title": f"Cite “{shorten(passage.record.shown, 70)}”",
            "record": passage.record,
            "words": show_invisible(shorten(cited.words, LONGEST_HEADING)),
            "citations": list_citations(cited),
            "unknown": say_unknown(cited),
            "options": " ".join(f"--{field} …" for field in cited.unknown),
            "handle": cited.handle,
            "dropped": cited.dropped,
        },
        canonical=request.links.absolute(request.links.citations(passage.record.permalink)),
    )


def state_of_citations(store: Store, request: Request) -> State | None:
    """The state of what `show_citations` would give back; None when that is no page."""
    return find_state(store, request, HTML)
