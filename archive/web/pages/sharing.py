"""A quotation as one file to keep or to send: what ``archive share`` writes, given as a download."""

from __future__ import annotations

from archive.sharing import share_passage
from archive.store import Store
from archive.web.answers import HTML, Answer, Body, Elsewhere, Request
from archive.web.citing import describe_for_page
from archive.web.stretches import find_stretch

EXCERPT = "excerpt"
"""The parameter that leaves the rest of the text out: ``?excerpt=1``."""


def give_file(store: Store, request: Request) -> Answer:
    """The file, to be saved: its own policy, not ours, lets its check run, and only from the disk.

    Raises:
        UnknownReference: no such text, or nothing at that place in it.
        AmbiguousReference: several texts have names that begin so.
        Withdrawn: the text was taken down.
    """
    passage = find_stretch(store, request, request.links.shared)
    if isinstance(passage, Elsewhere):
        return passage
    cited = describe_for_page(passage, request.links)
    content = share_passage(passage, cited, whole=not request.first(EXCERPT))
    disposition = ("content-disposition", f'attachment; filename="{cited.key}.html"')
    return Body(content.encode("utf-8"), HTML, headers=(disposition,))
