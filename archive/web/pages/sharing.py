"""A quotation as one file to keep or to send: what ``archive share`` writes, given as a download."""

from __future__ import annotations

from archive.identifiers import Permalink
from archive.passages import find_passage, resolve_text
from archive.sharing import share_passage
from archive.store import Store
from archive.web.answers import HTML, Answer, Body, Elsewhere, Request
from archive.web.citing import describe_for_page
from archive.web.pages.quotation import read_span

EXCERPT = "excerpt"
"""The parameter that leaves the rest of the text out: ``?excerpt=1``."""


def give_file(store: Store, request: Request) -> Answer:
    """The file, to be saved: its own policy, not ours, lets its check run, and only from the disk.

    Raises:
        UnknownReference: no such text, or nothing at that place in it.
        AmbiguousReference: several texts have names that begin so.
        Withdrawn: the text was taken down.
    """
    span = read_span(request.part("start"), request.part("end"))
    text = resolve_text(store, request.part("text"))
    permalink = Permalink(text, span)
    if request.part("text") != text:
        return Elsewhere(request.links.shared(permalink))
    passage = find_passage(store, text, span)
    cited = describe_for_page(passage, request.links)
    content = share_passage(passage, cited, whole=not request.first(EXCERPT))
    disposition = ("content-disposition", f'attachment; filename="{cited.key}.html"')
    return Body(content.encode("utf-8"), HTML, headers=(disposition,))
