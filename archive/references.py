"""What a person means by a reference: a link, an address, a file's name, an article's id, the beginning of a digest.

What is hard here is that several things may answer. They are tried in one fixed order (permalink, URL, source,
document id, text, a place in one of these); the first kind that answers decides, and when several of that kind do, none
is chosen: the candidates are listed. A short permalink is never resolved to a text by guessing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from archive.addresses import canonical_url
from archive.errors import AmbiguousReference, InvalidIdentifier, UnknownReference
from archive.identifiers import SHORTEST_PREFIX, DocumentId, TextDigest, parse_short_permalink
from archive.ingest.sources import absolute_path
from archive.resolving import is_resolvable, refuse_unless_found, resolve_selector
from archive.resolving.resolution import Resolution
from archive.spans import Span
from archive.store import Store
from archive.store.documents import document as document_record
from archive.store.documents import documents_of_text, find_sources
from archive.store.facts import document_of_alias, latest_capture, text_of, texts_with_prefix

CandidateT = TypeVar("CandidateT")

_HEX = re.compile(r"[0-9a-f]+")
_PAGE = re.compile(r"(?:.*/)?(?P<kind>[dt])/(?P<id>[0-9a-f]{12,64})(?:\.[a-z]+)?/?")
_URL = re.compile(r"https?://", re.IGNORECASE)
_PLACE = re.compile(r"(?P<text>.+):(?P<start>\d{1,9})-(?P<end>\d{1,9})")


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference means: a text, of it a stretch or the whole, and the article if only one holds it."""

    text: TextDigest
    span: Span | None = None
    document: DocumentId | None = None


def resolve_reference(store: Store, ref: str) -> Target:
    """The text, and for a permalink or a place the stretch of it, that ``ref`` means.

    A source or a document means the text of its latest capture. A selector, a text-fragment link or a SWHID means the
    stretch that it points at (`archive.resolving`).

    Raises:
        UnknownReference: nothing answers, or the words that a selector means are edited or gone.
        AmbiguousReference: several do; lists them.
        InvalidIdentifier, InvalidValue: it begins as a selector or a SWHID, and is none.
    """
    words = ref.strip()
    if is_resolvable(words):
        return target_of(refuse_unless_found(words, resolve_selector(store, words)))
    for resolve in _KINDS:
        target = resolve(store, words)
        if target is not None:
            return target
    raise UnknownReference(ref, _why_nothing(words), "archive documents lists what is held.")


def target_of(found: Resolution) -> Target:
    """The stretch that a selector, a text-fragment link or a SWHID was resolved to, as other references mean one."""
    return Target(found.text, found.span, found.document)


def resolve_document(store: Store, ref: str) -> DocumentId:
    """The article that ``ref`` means.

    Raises:
        UnknownReference: nothing answers.
        AmbiguousReference: several articles do, or hold the text that does.
    """
    target = resolve_reference(store, ref)
    if target.document:
        return target.document
    holders = documents_of_text(store, target.text)
    if not holders:
        raise UnknownReference(ref, "no article holds this text", "archive documents lists what is held.")
    return _only(ref, holders, lambda document: describe_candidate(store, document), "several articles hold this text")


def describe_candidate(store: Store, document: DocumentId) -> str:
    """One line that tells an article from others: its id, its source, its title or first words."""
    found = document_record(store, document)
    return f"{document}  {found.source}  {found.title or found.opening}"[:100]


def _by_permalink(store: Store, ref: str) -> Target | None:
    try:
        page = ref.partition("?")[0].partition("#")[0]
        prefix, span = parse_short_permalink(page.removesuffix(".jsonld").removesuffix(".json"))
    except InvalidIdentifier:
        return _by_page(store, ref)
    text = _text_with_prefix(store, ref, prefix)
    return Target(text, _inside(store, ref, text, span))


def _by_place(store: Store, ref: str) -> Target | None:
    """A text and a place in it, as ``archive show --why`` prints them: ``002:3509-3564``."""
    named = _PLACE.fullmatch(ref)
    if not named:
        return None
    start, end = int(named["start"]), int(named["end"])
    if start >= end:
        raise UnknownReference(ref, "no character stands there", "A place is <start>-<end> with start < end.")
    whole = resolve_reference(store, named["text"])
    return Target(whole.text, _inside(store, ref, whole.text, Span(start, end)), whole.document)


def _inside(store: Store, ref: str, text: TextDigest, span: Span) -> Span:
    length = len(text_of(store, text))
    if span.end > length:
        raise UnknownReference(ref, f"that text ends at {length}", f"archive show {text[:SHORTEST_PREFIX]} shows it.")
    return span


def _by_page(store: Store, ref: str) -> Target | None:
    """The pages of the archive itself: ``…/t/<text>`` and ``…/d/<document>``, wherever it is served."""
    page = _PAGE.fullmatch(ref)
    if not page:
        return None
    if page["kind"] == "t":
        return Target(_text_with_prefix(store, ref, page["id"]))
    return _by_document(store, page["id"])


def _by_url(store: Store, ref: str) -> Target | None:
    if not _URL.match(ref):
        return None
    try:
        document = document_of_alias(store, "url", canonical_url(ref))
    except ValueError:  # not an address after all: a port that is no number
        return None
    return _latest(store, document) if document else None


def _by_source(store: Store, ref: str) -> Target | None:
    found = find_sources(store, ref)
    if not found:
        document = document_of_alias(store, "path", absolute_path(Path(ref)))
        return _latest(store, document) if document else None
    hits = {(hit.text, hit.document): hit for hit in found}
    text, document = _only(
        ref,
        hits,
        lambda key: f"{hits[key].source}  {describe_candidate(store, key[1])}",
        "several sources answer to it",
    )
    return Target(text, document=document)


def _by_document(store: Store, ref: str) -> Target | None:
    return _latest(store, DocumentId(ref)) if len(ref) == 16 and _HEX.fullmatch(ref) else None


def _by_text(store: Store, ref: str) -> Target | None:
    if len(ref) < SHORTEST_PREFIX or len(ref) > 64 or not _HEX.fullmatch(ref):
        return None
    found = texts_with_prefix(store, ref)
    return Target(_only(ref, found, str, "several texts begin with it")) if found else None


_KINDS: tuple[Callable[[Store, str], Target | None], ...] = (
    _by_permalink,
    _by_url,
    _by_source,
    _by_document,
    _by_text,
    _by_place,
)
"""The ways to read a reference, in the order in which they are tried."""


def _latest(store: Store, document: DocumentId) -> Target | None:
    latest = latest_capture(store, document)
    return Target(latest[1], document=document) if latest else None


def _text_with_prefix(store: Store, ref: str, prefix: str) -> TextDigest:
    found = texts_with_prefix(store, prefix)
    if not found:
        raise UnknownReference(
            ref, f"this archive holds no text {prefix[:SHORTEST_PREFIX]}…", "It may be in another one: --db FILE."
        )
    return _only(ref, found, str, "several texts begin with it")


def _only(ref: str, candidates: Iterable[CandidateT], describe: Callable[[CandidateT], str], rule: str) -> CandidateT:
    """The one candidate; several are listed and none is chosen."""
    held = list(candidates)
    if len(held) > 1:
        raise AmbiguousReference(ref, rule, [describe(candidate) for candidate in held])
    return held[0]


def _why_nothing(ref: str) -> str:
    if _HEX.fullmatch(ref) and 4 <= len(ref) < SHORTEST_PREFIX:
        return f"no source is called that, and the name of a text needs at least {SHORTEST_PREFIX} digits"
    if "q/" in ref:
        return "a permalink is q/<12 or more hex digits>/<start>-<end> with start < end"
    return "no link, address, source, article or text answers to it"
