"""Words looked for in the texts of one article: the newest first, then the earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from archive.addresses import spellings_of
from archive.errors import UnknownReference
from archive.identifiers import DocumentId, Permalink, TextDigest
from archive.resolving.resolution import MOST_CANDIDATES, Resolution, trace_stretch
from archive.selectors.quoting import TextQuote, match_quote
from archive.spans import Span
from archive.store import Store
from archive.store.analyses import current_analysis
from archive.store.documents import texts_of
from archive.store.facts import document_of_alias, latest_capture, text_of, withdrawal_of
from archive.tracing import SAME_WORDS, SHORT
from archive.words import split_words


def find_document(store: Store, url: str) -> DocumentId | None:
    """The article at an address, however people write it; None when the archive has none there."""
    try:
        spellings = spellings_of(url)
    except ValueError:  # not an address after all: a port that is no number
        return None
    led = (document_of_alias(store, "url", spelling) for spelling in spellings)
    return next(filter(None, led), None)


def newest_first(store: Store, document: DocumentId) -> Sequence[TextDigest]:
    """The texts of an article that are not withdrawn: the newest capture's, then those of later versions first.

    Raises:
        Withdrawn: all of them are.
        UnknownReference: it has none.
    """
    latest = latest_capture(store, document)
    versions = [text for _, text in reversed(texts_of(store, document))]
    texts = list(dict.fromkeys([latest[1], *versions] if latest else versions))
    if not texts:
        raise UnknownReference(document, "no text of this article is in the archive", f"See: archive log {document}")
    held = [text for text in texts if withdrawal_of(store, text) is None]
    if not held:
        text_of(store, texts[0])  # raises, with the reason
    return held


def find_places(content: str, quote: TextQuote) -> list[Span]:
    """Where the words stand in just their context; one more than `MOST_CANDIDATES` at most."""
    return list(islice(match_quote(content, quote), MOST_CANDIDATES + 1))


def look_in_article(store: Store, quote: TextQuote, document: DocumentId) -> Resolution:
    """Where the words stand in the newest text of an article, or what became of them there."""
    newest, *earlier = newest_first(store, document)
    content = text_of(store, newest)
    found = Resolution("selector", "verbatim", newest, document=document)
    if places := find_places(content, quote):
        return found.at(places)
    for text in earlier:
        before = text_of(store, text)
        places = find_places(before, quote)
        if len(places) == 1:
            return follow_stretch(store, Permalink(text, places[0]), content, found)
    return look_for_words(store, quote, content, found)


def follow_stretch(store: Store, earlier: Permalink, content: str, found: Resolution) -> Resolution:
    """What became, in the text of ``found``, of a stretch of an earlier text of the article.

    Where its words do not stand there any more, the sentence around them tells: a word or two are like others anywhere.
    """
    before = text_of(store, earlier.text)
    found = replace(found, earlier=earlier)
    traced = trace_stretch(store, before, earlier.span, content, found)
    if traced.status in SAME_WORDS:
        return traced
    around = _sentence_around(store, earlier)
    if around == earlier.span:
        return traced
    whole = trace_stretch(store, before, around, content, found)
    return replace(whole, note="told of the whole sentence around the words") if whole.span else whole


def _sentence_around(store: Store, stretch: Permalink) -> Span:
    """The segment of a quotation, else the sentence, that the stretch stands in; the stretch where it is in none."""
    analysis = current_analysis(store, stretch.text)
    segments = [segment for quotation in analysis.quotations for segment in quotation.segments]
    around = [span for span in (*segments, *analysis.sentences) if span.contains(stretch.span)]
    return min(around, key=len, default=stretch.span)


def look_for_words(store: Store, quote: TextQuote, content: str, found: Resolution) -> Resolution:
    """What became, in the text of ``found``, of words that stand in it nowhere as the selector says."""
    before = quote.prefix + quote.exact + quote.suffix
    span = Span(len(quote.prefix), len(quote.prefix) + len(quote.exact))
    traced = trace_stretch(store, before, span, content, found)
    if traced.status in {"verbatim", "moved"}:
        return replace(traced, note="other words or spaces stand around them than the selector says")
    if traced.status == "edited" and len(split_words(quote.exact)) < SHORT:
        return replace(found, status="gone", note="so few words are like others anywhere, so no edit is looked for")
    return traced
