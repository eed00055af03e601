"""Which articles hold given words, word for word: the plain question behind “looks like a version of”.

A search would also count, sort and cut snippets; this asks the full-text index and nothing else, so that adding many
articles stays quick.
"""

from __future__ import annotations

from archive.identifiers import DocumentId
from archive.store.connection import Store
from archive.store.querying import compile_query

MOST_HOLDERS = 50
"""Sentences looked at; words that more than this hold are a formula and tell nothing."""


def documents_holding(store: Store, phrase: str) -> set[DocumentId]:
    """The articles with a sentence that has these words in this order, in any version; empty for a common formula.

    Raises:
        InvalidQuery: the phrase is too long to be looked up.
    """
    query = compile_query(f'"{phrase}"', "content")
    if query is None:
        return set()
    rows = store.rows(
        "SELECT document FROM sentences WHERE id IN "
        "(SELECT rowid FROM sentences_fts WHERE sentences_fts MATCH ? LIMIT ?)",
        [query, MOST_HOLDERS + 1],
    )
    return {DocumentId(row["document"]) for row in rows} if len(rows) <= MOST_HOLDERS else set()
