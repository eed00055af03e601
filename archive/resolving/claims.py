"""W3C selectors and SWHIDs: in the text that they name, else in their article, else wherever the words stand."""

from __future__ import annotations

from archive.errors import InvalidIdentifier, UnknownReference
from archive.identifiers import DocumentId, Permalink, TextDigest, parse_short_permalink, parse_text_digest
from archive.resolving.articles import find_document, find_places, look_for_words, look_in_article, newest_first
from archive.resolving.resolution import MOST_CANDIDATES, Resolution, name_document, shorten
from archive.selectors.annotations import Claim
from archive.selectors.quoting import TextQuote
from archive.selectors.swhid import locate_swhid, name_content, parse_swhid
from archive.spans import Span
from archive.store import Store
from archive.store.containing import find_text, texts_containing
from archive.store.documents import documents_of_text
from archive.store.facts import text_of, texts_with_prefix

_MOST_TEXTS = 50
"""Words that stand in more texts than this are looked at in these only: they are ambiguous anyway."""


def resolve_swhid(store: Store, ref: str) -> Resolution:
    """The stretch of the text whose bytes a SWHID names."""
    swhid = parse_swhid(ref)
    text = _text_of_object(store, swhid.object)
    if text is None:
        rule = "this archive holds no text whose bytes have this name"
        raise UnknownReference(shorten(ref), rule, "It may be in another one: --db FILE.")
    span = locate_swhid(text_of(store, text), swhid)
    return name_document(store, Resolution("swhid", "verbatim", text, span, is_whole=span is None))


def _text_of_object(store: Store, name: str) -> TextDigest | None:
    return find_text(store, lambda content: name_content(content) == name)


def resolve_claim(store: Store, ref: str, claim: Claim) -> Resolution:
    """Where the words stand that somebody's selectors mean, or what became of them."""
    text = _named_text(store, claim)
    if text is not None:
        return name_document(store, _look_in_text(store, ref, claim, text))
    if claim.quote is None:
        rule = "a position says nothing without its text, and this archive holds no text that it names"
        raise UnknownReference(shorten(ref), rule, "Name the source (…/t/<text>.txt), or add a TextQuoteSelector.")
    named = (find_document(store, source) for source in claim.sources)
    document = next(filter(None, named), None)
    return look_in_article(store, claim.quote, document) if document else _look_everywhere(store, ref, claim.quote)


def _named_text(store: Store, claim: Claim) -> TextDigest | None:
    """The text that one of the sources names by its digest or its SWHID, if the archive holds it."""
    for source in claim.sources:
        if source.startswith("swh:1:cnt:"):
            held = _text_of_object(store, parse_swhid(source).object)
        else:
            prefix = _digest_in(source)
            texts = texts_with_prefix(store, prefix) if prefix else []
            held = texts[0] if len(texts) == 1 else None
        if held:
            return held
    return None


def _digest_in(address: str) -> str | None:
    """The name of a text in the address of one of an archive's pages, on whatever host."""
    page = address.partition("?")[0].partition("#")[0]
    for suffix in (".jsonld", ".json", ".txt"):
        page = page.removesuffix(suffix)
    try:
        return parse_short_permalink(page)[0]
    except InvalidIdentifier:
        pass
    try:
        return parse_text_digest(page.rpartition("t/")[2])
    except InvalidIdentifier:
        return None


def _look_in_text(store: Store, ref: str, claim: Claim, text: TextDigest) -> Resolution:
    """In the very text that the claim names: its position holds, unless the words say otherwise."""
    content = text_of(store, text)
    found = Resolution("selector", "verbatim", text)
    quote, position = claim.quote, claim.position
    if position and (quote is None or position.of(content) == quote.exact):
        if position.end > len(content):
            rule = (
                f"the text has only {len(content):,} characters, so nothing stands at {position.start}-{position.end}"
            )
            raise UnknownReference(shorten(ref), rule, f"archive show {text[:12]} shows it.")
        return found.at([position])
    quote = quote or TextQuote("")  # a claim without a position has words
    places = find_places(content, quote)
    return (
        found.at(places, "moved" if position else "verbatim")
        if places
        else look_for_words(store, quote, content, found)
    )


def _look_everywhere(store: Store, ref: str, quote: TextQuote) -> Resolution:
    """In the one article that has these words; several make them ambiguous."""
    whole = TextQuote(quote.prefix + quote.exact + quote.suffix)
    texts = texts_containing(store, whole.exact, _MOST_TEXTS) or texts_containing(store, quote.exact, _MOST_TEXTS)
    # A text that only an earlier reader read belongs to no version, so no article answers for it.
    documents = dict.fromkeys(document for text in texts for document in documents_of_text(store, text))
    if not documents:
        rule = "no text in this archive has exactly these words, and no article is named to look closer in"
        raise UnknownReference(shorten(ref), rule, "archive search finds words that are like them.")
    if len(documents) == 1:
        return look_in_article(store, quote, next(iter(documents)))
    newest = dict.fromkeys(_newest_with(store, document, texts) for document in documents)
    places = [Permalink(text, span) for text in newest for span in _places_in(store, text, quote)]
    if len(places) == 1:  # one text that several articles hold
        return Resolution("selector", "verbatim", places[0].text, places[0].span)
    return Resolution("selector", "ambiguous", places[0].text, candidates=tuple(places[:MOST_CANDIDATES]))


def _newest_with(store: Store, document: DocumentId, texts: list[TextDigest]) -> TextDigest:
    return next(text for text in newest_first(store, document) if text in texts)


def _places_in(store: Store, text: TextDigest, quote: TextQuote) -> list[Span]:
    content = text_of(store, text)
    return find_places(content, quote) or find_places(content, TextQuote(quote.exact))
