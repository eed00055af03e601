"""Text-fragment links: in the page as it was captured, as a browser would look, and else in the text read from it."""

from __future__ import annotations

from dataclasses import replace

from archive.errors import InputRefused, UnknownReference
from archive.identifiers import Permalink, TextDigest
from archive.readers.html import READER as HTML_READER
from archive.resolving.articles import find_document, follow_stretch, look_for_words, newest_first
from archive.resolving.resolution import Resolution, shorten
from archive.selectors.directives import TextDirective, parse_link
from archive.selectors.finding import find_target
from archive.selectors.pages import PageView, read_page
from archive.selectors.placing import Squeezed, place_stretch
from archive.selectors.quoting import TextQuote
from archive.selectors.searchable import read_lines
from archive.spans import Span
from archive.store import Store
from archive.store.facts import snapshot_of, text_of
from archive.store.readings import readings_of


def page_of(store: Store, text: TextDigest) -> PageView | None:
    """The captured page that a text was read from, as browsers search it; None when it was no web page."""
    reading = next((one for one in readings_of(store, text) if one.reader == HTML_READER), None)
    if reading is None:
        return None
    try:
        return read_page(snapshot_of(store, reading.snapshot))
    except InputRefused:  # a newer version's bounds may be narrower than those it was read with
        return None


def resolve_link(store: Store, ref: str) -> Resolution:
    """Where the words stand that a text-fragment link marks, or what became of them since an earlier capture."""
    url, directives = parse_link(ref)
    document = find_document(store, url)
    if document is None:
        raise UnknownReference(shorten(ref), "the page of this link is not in the archive", f"archive add {url}")
    newest, *earlier = newest_first(store, document)
    content = text_of(store, newest)
    found = Resolution("fragment", "gone", newest, document=document)
    if span := _find_first(store, newest, content, directives):
        return found.at([span])
    for text in earlier:
        before = text_of(store, text)
        if span := _find_first(store, text, before, directives):
            return follow_stretch(store, Permalink(text, span), content, found)
    said = directives[0]
    if said.end:
        note = "the link tells only how the words begin and end, and no text of the article has both"
        return replace(found, note=note)
    return look_for_words(store, TextQuote(said.start, said.prefix or "", said.suffix or ""), content, found)


def _find_first(store: Store, text: TextDigest, content: str, directives: tuple[TextDirective, ...]) -> Span | None:
    """The stretch of the text that a browser scrolls to: what the first directive that finds anything marks."""
    page, lines = page_of(store, text), read_lines(content)
    for directive in directives:
        target = find_target(page.searchable, directive) if page else None
        if page and target:
            place = place_stretch(Squeezed(lines), Squeezed(page.searchable), target)
            if isinstance(place, Span):
                return lines.source_of(place)
        # What a browser marks outside of the article, or in a page that only its scripts show, may stand in the text.
        target = find_target(lines, directive)
        if target:
            return lines.source_of(target)
    return None
