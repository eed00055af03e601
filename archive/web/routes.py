"""The addresses of the pages, one row each.

The patterns are strict: what does not look like a digest, a span or an id is left to Datasette, so that a database
named ``d`` or ``search`` loses no more of its addresses than it must.
"""

from __future__ import annotations

from typing import Any

from archive.web.pages.about import show_about
from archive.web.pages.adding import show_adding
from archive.web.pages.articles import show_articles
from archive.web.pages.checking import show_checking
from archive.web.pages.citing import show_citations, state_of_citations
from archive.web.pages.comparison import choose_comparison, show_comparison
from archive.web.pages.document import show_document
from archive.web.pages.feeds import give_edits_feed, give_search_feed
from archive.web.pages.home import show_home
from archive.web.pages.lists import show_outlet, show_speaker
from archive.web.pages.memento import show_capture, show_timegate, show_timemap
from archive.web.pages.quotation import show_quotation, state_of_quotation
from archive.web.pages.robots import show_robots
from archive.web.pages.search import show_search
from archive.web.pages.search_forms import give_csv, give_json
from archive.web.pages.sharing import give_file
from archive.web.pages.text import show_text
from archive.web.pages.utterance import show_utterance
from archive.web.serving import View, serve

_TEXT = r"(?P<text>[0-9a-f]{1,64})"
_SPAN = r"(?P<start>[0-9]{1,10})-(?P<end>[0-9]{1,10})"


async def _show_datasette_index(request: Any, datasette: Any, send: Any) -> Any:
    """Datasette's own first page, for a Datasette without an archive."""
    from datasette.views.index import IndexView

    request.scope["url_route"]["kwargs"]["format"] = None
    return await IndexView.as_view(datasette)(request, send)


ROUTES: tuple[tuple[str, View], ...] = (
    (r"^/$", serve(show_home, otherwise=_show_datasette_index)),
    (r"^/search$", serve(show_search)),
    (r"^/search(?P<suffix>\.json)$", serve(give_json)),
    (r"^/search(?P<suffix>\.csv)$", serve(give_csv)),
    (r"^/feed(?P<suffix>\.atom)$", serve(give_search_feed)),
    (r"^/edits(?P<suffix>\.atom)$", serve(give_edits_feed)),
    (r"^/articles$", serve(show_articles)),
    (
        rf"^/q/{_TEXT}/{_SPAN}(?P<suffix>\.json|\.jsonld)?$",
        serve(show_quotation, vary="Accept", validator=state_of_quotation),
    ),
    (rf"^/q/{_TEXT}/{_SPAN}/cite$", serve(show_citations, validator=state_of_citations)),
    (rf"^/q/{_TEXT}/{_SPAN}/share$", serve(give_file)),
    (rf"^/t/{_TEXT}(?P<suffix>\.txt|\.json)?$", serve(show_text)),
    (r"^/u/(?P<utterance>[0-9a-f]{16})(?P<suffix>\.json)?$", serve(show_utterance)),
    (r"^/d/(?P<document>[0-9a-f]{16})(?P<suffix>\.json)?$", serve(show_document)),
    (r"^/d/(?P<document>[0-9a-f]{16})/diff$", serve(choose_comparison)),
    (
        r"^/d/(?P<document>[0-9a-f]{16})/diff/(?P<before>[0-9a-f]{1,64})\.\.(?P<after>[0-9a-f]{1,64})$",
        serve(show_comparison),
    ),
    # A slug may be of any script, percent-encoded in the address.
    (r"^/s/(?P<speaker>(?:[a-z0-9-]|%[0-9A-Fa-f]{2})+)$", serve(show_speaker)),
    (r"^/o/(?P<outlet>[^/?]+)$", serve(show_outlet)),
    (r"^/about$", serve(show_about)),
    (r"^/robots\.txt$", serve(show_robots)),
    (r"^/add$", show_adding),
    (r"^/check$", show_checking),
    (r"^/m/(?P<capture>[0-9a-f]{64})$", serve(show_capture)),
    # The address is the rest of the path, as it was sent; its query is the query of the request.
    (r"^/timegate/(?P<url>.+)$", serve(show_timegate, vary="accept-datetime")),
    (r"^/timemap/link/(?P<url>.+)$", serve(show_timemap)),
)
"""Pattern of the path and the view behind it."""
