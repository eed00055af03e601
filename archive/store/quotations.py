"""Rows of the table ``quotations`` as the records that leave the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import from_json

from archive.identifiers import TextDigest
from archive.model import QuotationRecord
from archive.spans import Span
from archive.store.connection import Store
from archive.store.facts.texts import texts_of

_AS_THEY_ARE = (
    "permalink",
    "text",
    "start",
    "end",
    "quoted",
    "kind",
    "speaker",
    "speaker_id",
    "mention",
    "cue",
    "confidence",
    "basis",
    "document",
    "source",
    "title",
    "outlet",
    "published",
    "language",
    "version",
    "status",
    "became",
    "cleaning",
    "captured_at",
    "method",
)


def quotation_records(
    store: Store, rows: Sequence[Mapping[str, Any]], snippets: Mapping[int, str] | None = None
) -> list[QuotationRecord]:
    """The records of these rows, in their order; ``snippets`` by row id. Each text is read once."""
    texts = texts_of(store, {row["text"] for row in rows})
    cut = snippets or {}
    return [_quotation_record(row, texts[row["text"]], cut.get(row["id"])) for row in rows]


def quotation_at(store: Store, text: TextDigest, span: Span) -> list[QuotationRecord]:
    """The quotations with exactly this span, one per document that holds the text."""
    rows = store.rows(
        'SELECT * FROM quotations WHERE text = ? AND "start" = ? AND "end" = ? ORDER BY document',
        [text, span.start, span.end],
    )
    return quotation_records(store, rows)


def quotations_in(store: Store, text: TextDigest) -> list[QuotationRecord]:
    """All quotations of a text in their order, those set aside too; of each span the one in the first document."""
    rows = store.rows(
        "SELECT * FROM quotations WHERE text = ? AND document = "
        '(SELECT min(document) FROM quotations WHERE text = ?) ORDER BY "start", "end"',
        [text, text],
    )
    return quotation_records(store, rows)


def _pair(row: Mapping[str, Any], name: str) -> tuple[int, int] | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if start is None else (start, end)


def _quotation_record(row: Mapping[str, Any], content: str, snippet: str | None) -> QuotationRecord:
    return QuotationRecord.model_validate(
        {
            **{column: row[column] for column in _AS_THEY_ARE},
            **{column: from_json(row[column]) for column in ("segments", "via", "tags", "elsewhere")},
            "exact": content[row["start"] : row["end"]],
            "mention_span": _pair(row, "mention"),
            "cue_span": _pair(row, "cue"),
            "removed": bool(row["removed"]),
            "snippet": snippet,
        }
    )
