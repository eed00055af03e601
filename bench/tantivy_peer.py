"""Tantivy, a search engine in Rust with columns made for counting, holding the rows that our search lists.

What each side does, to one word: find all rows that hold it and count, for each of five facets, how many of them have
each value, giving the thirty most frequent. Tantivy holds its index in memory, words with positions as our full text
has them, facets as "fast fields" counted by terms aggregations; it is asked through its Python package. It is not asked
to count rows without a value, which we do, nor for names to show, totals or rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COLUMNS = {
    "speaker": "speaker_id",
    "outlet": "outlet",
    "kind": "kind",
    "medium": "medium",
    "language": "language",
}
"""The five facets that are compared, each with its column; ``medium`` is a JSON list."""
LISTED = "is_current = 1 AND removed = 0 AND kind <> 'none'"
"""SQL: the rows that a search lists when it asks for nothing special."""
MOST_VALUES = 30
"""Values counted for each facet, as many as our pages show."""


def open_file(path: Path) -> sqlite3.Connection:
    """A connection for reading that knows nothing of ours."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _stated(name: str, value: str | None) -> list[str]:
    """The values of a facet that a row states."""
    if value is None:
        return []
    return list(json.loads(value)) if name == "medium" else [value]


def _listed_rows(path: Path) -> Iterator[tuple[Any, ...]]:
    connection = open_file(path)
    columns = ", ".join(f'"{column}"' for column in ("quoted", *COLUMNS.values()))
    yield from connection.execute(f"SELECT {columns} FROM quotations WHERE {LISTED}")
    connection.close()


class TantivyPeer:
    """The index, in memory."""

    def __init__(self, path: Path) -> None:
        # Here, for it is installed by `make bench` only.
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("quoted")
        for name in COLUMNS:
            builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
        self._schema = builder.build()
        self._term_query = tantivy.Query.term_query
        self._index: Any = tantivy.Index(self._schema)
        writer = self._index.writer(heap_size=500_000_000, num_threads=1)
        for quoted, *values in _listed_rows(path):
            document = tantivy.Document()
            document.add_text("quoted", quoted)
            for name, value in zip(COLUMNS, values, strict=True):
                for one in _stated(name, value):
                    document.add_text(name, one)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher: Any = self._index.searcher()

    def count_facets(self, word: str) -> dict[str, dict[str, int]]:
        """For each facet the most frequent values of the rows that hold the word, and how many have each."""
        query = self._term_query(self._schema, "quoted", word)
        asked = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in COLUMNS}
        answer = self._searcher.aggregate(query, asked)
        return {name: {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]} for name in COLUMNS}

    def count_hits(self, word: str) -> int:
        """How many rows hold the word."""
        query = self._term_query(self._schema, "quoted", word)
        return int(self._searcher.search(query, 1).count)
