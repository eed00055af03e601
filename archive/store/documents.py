"""Articles as people list them: what is known, where from, how often captured, and by what name to call them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from archive.errors import UnknownReference
from archive.identifiers import CaptureId, DocumentId, TextDigest
from archive.model import DocumentRecord, LogRecord, MetadatumRecord, Outcome
from archive.store.connection import Store
from archive.store.held import GONE_STATUSES, capture_rows


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A source that a reference may mean: its document, and the text and the capture that came from it last."""

    source: str
    document: DocumentId
    text: TextDigest
    capture: CaptureId


def list_documents(store: Store, documents: Sequence[DocumentId] | None = None) -> list[DocumentRecord]:
    """The articles asked for, or all, sorted by source; of those asked for, the unknown ones are left out."""
    if documents is None:
        rows = store.rows("SELECT * FROM articles ORDER BY source, document")
    else:
        rows = store.rows(
            "SELECT * FROM articles WHERE document IN (SELECT value FROM json_each(?)) ORDER BY source, document",
            [json.dumps(documents)],
        )
    return [_document_record(store, row) for row in rows]


def list_ids(store: Store) -> list[DocumentId]:
    """The ids of all articles, sorted by source."""
    rows = store.rows("SELECT document FROM articles ORDER BY source, document")
    return [DocumentId(row["document"]) for row in rows]


def untitled_openings(store: Store, documents: Collection[str]) -> dict[str, str]:
    """The first words of those of these articles that have no title, by article."""
    rows = store.connection.execute(
        "SELECT document, opening FROM articles WHERE coalesce(title, '') = '' "
        "AND document IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(documents))],
    )
    return dict(rows.fetchall())


def document(store: Store, document: DocumentId) -> DocumentRecord:
    """One article.

    Raises:
        UnknownReference: the archive has none of this id.
    """
    found = list_documents(store, [document])
    if not found:
        raise UnknownReference(document, "no article has this id", "archive documents lists what is held.")
    return found[0]


def _document_record(store: Store, row: dict[str, Any]) -> DocumentRecord:
    lists = {column: json.loads(row[column]) for column in ("sources", "tags", "metadata")}
    columns = {column: value for column, value in row.items() if column in DocumentRecord.model_fields}
    return DocumentRecord.model_validate(
        {**columns, **lists, "handle": handle_of(store, DocumentId(row["document"]), row["source"])}
    )


def handle_of(store: Store, document: DocumentId, source: str) -> str:
    """The shortest beginning of the source's file name that names no other document; else the document's id."""
    found = store.value(
        "SELECT name FROM source_names AS mine WHERE document = ? AND source = ? AND NOT EXISTS "
        "(SELECT 1 FROM source_names AS other WHERE other.name = mine.name AND other.document <> mine.document) "
        "ORDER BY length(name) LIMIT 1",
        [document, source],
    )
    return str(found or document)


def find_sources(store: Store, ref: str) -> list[FoundSource]:
    """The sources that a reference may mean: those called exactly so, else by file name or its beginning.

    A beginning counts only up to a word's end: ``002`` finds ``seeds/002_6ff.txt``, ``00`` does not.
    """
    columns = "SELECT sources.source, sources.document, sources.text, sources.capture FROM sources"
    rows = store.rows(f"{columns} WHERE source = ? ORDER BY document", [ref])
    if not rows:
        rows = store.rows(
            f"{columns} JOIN source_names USING (document, source) WHERE name = ? "
            "ORDER BY sources.source, sources.document LIMIT 100",
            [ref],
        )
    return [
        FoundSource(row["source"], DocumentId(row["document"]), TextDigest(row["text"]), CaptureId(row["capture"]))
        for row in rows
    ]


def metadata_of(store: Store, document: DocumentId) -> list[MetadatumRecord]:
    """What is known of a document today, each value with where it is known from; empty for an unknown document."""
    metadata = store.value("SELECT metadata FROM articles WHERE document = ?", [document])
    return [MetadatumRecord.model_validate(metadatum) for metadatum in json.loads(metadata or "[]")]


def log(store: Store, document: DocumentId) -> list[LogRecord]:
    """The captures of a document, oldest first, each with what it changed; empty for an unknown document.

    An earlier version captured again is ``changed``, with its old number. An answer without an article changes nothing:
    what comes after it is compared with the version before it.
    """
    records: list[LogRecord] = []
    version: int | None = None
    for row in capture_rows(store, document):
        records.append(_log_record(row, version))
        version = records[-1].version or version
    return records


def _log_record(row: dict[str, Any], before: int | None) -> LogRecord:
    return LogRecord(
        version=row["number"],
        captured_at=row["captured_at"],
        method=row["method"],
        snapshot=row["snapshot"],
        text=row["text_today"],
        change=_change(row, before),
        capture=row["id"],
        source=row["source"],
        by=row["captured_by"],
        witness=row["witness"],
        status=row["status"],
        tool=row["tool"],
    )


def _change(row: dict[str, Any], before: int | None) -> Outcome:
    if row["number"] is None:
        return "gone" if row["status"] in GONE_STATUSES else "refused"
    return "new" if before is None else "unchanged" if before == row["number"] else "changed"


def texts_of(store: Store, document: DocumentId) -> list[tuple[int, TextDigest]]:
    """The texts of a document with the numbers of their versions, in order of first capture within each version.

    The first text of a number that is not withdrawn represents that version.
    """
    rows = store.rows(
        "SELECT number, text FROM versions WHERE document = ? ORDER BY number, first_captured_at, rowid", [document]
    )
    return [(row["number"], TextDigest(row["text"])) for row in rows]


def withdrawn_texts(store: Store, document: DocumentId) -> dict[TextDigest, str]:
    """The texts of a document that were taken down, each with the reason given."""
    rows = store.rows(
        "SELECT text, reason FROM versions JOIN withdrawals USING (text) WHERE document = ? ORDER BY text", [document]
    )
    return {TextDigest(row["text"]): row["reason"] for row in rows}


def documents_of_text(store: Store, text: TextDigest) -> list[DocumentId]:
    """The documents that hold this text, sorted by id."""
    rows = store.rows("SELECT document FROM versions WHERE text = ? ORDER BY document", [text])
    return [DocumentId(row["document"]) for row in rows]


def document_exists(store: Store, document: DocumentId) -> bool:
    """Whether the archive has an article of this id."""
    return store.value("SELECT 1 FROM documents WHERE id = ?", [document]) is not None
