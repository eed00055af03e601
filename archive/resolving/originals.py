"""A link to words in the article's own page, as a browser marks them (``#:~:text=``).

What is hard here is to promise no more than is known. The page may have changed since it was captured, and a text that
was pasted or read from a file says little of what else its page holds. So the link says what it was checked against.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.addresses import split_address
from archive.identifiers import TextDigest
from archive.resolving.links import page_of
from archive.selectors.directives import TextDirective, link_to
from archive.selectors.linking import Unlinkable, link_stretch
from archive.selectors.placing import Squeezed, Unplaced, place_stretch
from archive.selectors.searchable import read_lines
from archive.spans import Span
from archive.store import Store
from archive.store.facts import text_of


@dataclass(frozen=True, slots=True)
class OriginalLink:
    """An address that leads a browser to the words, and what it was found to be unique in."""

    address: str
    checked: Literal["page", "text"]


def link_to_original(store: Store, text: TextDigest, span: Span, url: str | None) -> OriginalLink | Unlinkable:
    """The link to a stretch of a text in the page at ``url``, or why there is none.

    It is unique in the page as it was captured; where the text was read from no web page, in the text alone.

    Raises:
        UnknownReference: the archive does not hold the text.
        Withdrawn: it was taken down.
    """
    if url is None or split_address(url) is None:
        return Unlinkable("the archive knows no address of the article; archive describe can give it one")
    content = text_of(store, text)
    lines = read_lines(content)
    page = page_of(store, text)
    wanted = lines.view_of(span)
    if page is None:
        directive = link_stretch(lines, content, wanted)
    else:
        place = place_stretch(Squeezed(page.searchable), Squeezed(lines), wanted)
        if isinstance(place, Unplaced):
            return Unlinkable(place.reason)
        directive = link_stretch(page.searchable, page.characters, place)
    if not isinstance(directive, TextDirective):
        return directive
    return OriginalLink(link_to(url, directive), "page" if page else "text")
