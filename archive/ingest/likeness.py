"""A new article that shares many sentences with one already held is perhaps a version of it, and a person may say so.

What is hard here is to ask cheaply and to claim little. A few sentences, spread over the text, are looked up word for
word; only when at least half of them stand in one other article is anything said, and then as a suggestion: agencies
sell the same sentences to many outlets, and those stay articles of their own.
"""

from __future__ import annotations

import re
from collections import Counter

from archive.errors import InvalidQuery
from archive.identifiers import DocumentId, TextDigest
from archive.model import AddRecord
from archive.store import Store
from archive.store.analyses import current_analysis
from archive.store.documents import document
from archive.store.facts import text_of
from archive.store.holders import documents_holding

MOST_SAMPLES = 6
"""Sentences that are looked up."""
FEWEST_WORDS = 8
"""A shorter sentence is a formula that many articles share."""
MOST_WORDS = 20
"""Words of a sentence that are looked up."""
SHARE = 0.5
"""The part of the sampled sentences that another article must hold."""

_WORD = re.compile(r"\w+")


def suggest_same(store: Store, added: AddRecord) -> AddRecord:
    """The record, with the command that joins the article to the one it resembles, if there is one."""
    if added.text is None or added.document is None:
        return added
    like = find_like(store, TextDigest(added.text), DocumentId(added.document))
    if like is None:
        return added
    return added.model_copy(
        update={"suggestion": f"archive add {added.source} --same-as {document(store, like).handle}"}
    )


def find_like(store: Store, text: TextDigest, but: DocumentId) -> DocumentId | None:
    """The article, other than ``but``, that holds at least half of the sampled sentences of this text."""
    samples = _samples(store, text)
    wanted = max(2, SHARE * len(samples))
    shared: Counter[DocumentId] = Counter()
    for looked_up, phrase in enumerate(samples):
        best = max(shared.values(), default=0)
        if best + len(samples) - looked_up < wanted:
            return None  # too few are left for any article to reach half
        shared.update(_holders(store, phrase) - {but})
    (best_document, most), *_ = shared.most_common(1) or [(but, 0)]
    return best_document if most >= wanted else None


def _samples(store: Store, text: TextDigest) -> list[str]:
    content = text_of(store, text)
    phrases = [words for span in current_analysis(store, text).sentences if (words := _words(span.of(content)))]
    return phrases[:: max(1, len(phrases) // MOST_SAMPLES)][:MOST_SAMPLES]


def _words(sentence: str) -> str:
    words = _WORD.findall(sentence)
    return " ".join(words[:MOST_WORDS]) if len(words) >= FEWEST_WORDS else ""


def _holders(store: Store, phrase: str) -> set[DocumentId]:
    try:
        return documents_holding(store, phrase)
    except InvalidQuery:  # words as long as sentences
        return set()
