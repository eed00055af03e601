"""What the words of a draft for a source are in the archive: an address, a permalink, a file, an outlet or a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from archive.identifiers import DocumentId, TextDigest
from archive.resolving.articles import find_document
from archive.store import Store
from archive.store.archived_texts import documents_named
from archive.store.documents import documents_of_text, find_sources
from archive.store.facts import texts_with_prefix

_OWN_LINK = re.compile(r"(?:^|/)(?P<kind>[qtd])/(?P<id>[0-9a-f]{12,64})(?=[/.?#]|$)")


@dataclass(frozen=True, slots=True)
class NamedSource:
    """What a draft names as a source: its words for it, and the articles or the texts that it is in the archive."""

    words: str = ""
    documents: frozenset[DocumentId] = frozenset()
    texts: frozenset[TextDigest] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether the archive holds it."""
        return bool(self.documents or self.texts)


def unite_sources(known: Sequence[NamedSource]) -> NamedSource:
    """Any of several sources."""
    return NamedSource(
        known[0].words,
        frozenset(document for named in known for document in named.documents),
        frozenset(text for named in known for text in named.texts),
    )


def narrow_source(known: Sequence[NamedSource]) -> NamedSource:
    """What several names say of one source: the article of that title in that paper; any where they disagree."""
    documents = frozenset.intersection(*(named.documents for named in known))
    return replace(known[0], documents=documents) if documents else unite_sources(known)


def resolve_source(store: Store, words: str) -> NamedSource:
    """What an address, a permalink, a file's name, an outlet, a title or the words of a footnote are in the archive."""
    link = _OWN_LINK.search(words)
    if link:
        return _resolve_own(store, words, link)
    if re.match(r"https?://", words, re.IGNORECASE):
        document = find_document(store, words)
        return NamedSource(words, frozenset([document]) if document else frozenset())
    plain = unquote(words)
    held = find_sources(store, plain) or find_sources(store, plain.rpartition("/")[2])
    if held:
        return NamedSource(words, frozenset(one.document for one in held))
    called = documents_named(store, [words])
    return NamedSource(words, frozenset(document for documents in called.values() for document in documents))


def _resolve_own(store: Store, words: str, link: re.Match[str]) -> NamedSource:
    if link["kind"] == "d":
        return NamedSource(words, frozenset([DocumentId(link["id"])]))
    texts = texts_with_prefix(store, link["id"])
    if len(texts) != 1:
        return NamedSource(words)
    return NamedSource(words, frozenset(documents_of_text(store, texts[0])), frozenset(texts))
