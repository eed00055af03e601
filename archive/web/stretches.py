"""The stretch of a text that an address names (``…/<text>/<start>-<end>``), for all pages that are about one."""

from __future__ import annotations

from collections.abc import Callable

from archive.errors import ArchiveError, UnknownReference
from archive.identifiers import Permalink, TextDigest
from archive.passages import Passage, find_passage, resolve_text
from archive.spans import Span
from archive.store import Store
from archive.store.states import state_of_stretch
from archive.web.answers import Elsewhere, Request
from archive.web.validators import State


def find_stretch(store: Store, request: Request, address_of: Callable[[Permalink], str]) -> Passage | Elsewhere:
    """The passage that was asked for, or where it stands under the whole name of its text.

    ``address_of`` gives the address of the same page for a permalink.

    Raises:
        UnknownReference: no such text, or nothing at that place in it.
        AmbiguousReference: several texts have names that begin so.
        Withdrawn: the text was taken down.
    """
    span = read_span(request.part("start"), request.part("end"))
    text = resolve_text(store, request.part("text"))
    if request.part("text") != text:
        return Elsewhere(address_of(Permalink(text, span)))
    return find_passage(store, text, span)


def find_state(store: Store, request: Request, media_type: str) -> State | None:
    """The state of a page about the stretch that was asked for; None when there is no such page."""
    try:
        text = TextDigest(request.part("text"))
        span = read_span(request.part("start"), request.part("end"))
    except ArchiveError:
        return None
    rows = state_of_stretch(store, text, span)
    return State(rows, media_type) if rows else None


def read_span(start: str, end: str) -> Span:
    """The stretch that the end of an address names.

    Raises:
        UnknownReference: it has another form, or is empty.

    >>> read_span("653", "990")
    Span(start=653, end=990)
    """
    is_plain = all(number == str(int(number)) for number in (start, end))
    if not is_plain or int(start) >= int(end):
        raise UnknownReference(
            f"{start}-{end}",
            "a link names the first character and the one after the last, as 653-990, without leading zeros",
            "Copy the whole link from the page or the citation it stands in.",
        )
    return Span(int(start), int(end))
