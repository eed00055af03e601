"""Captures: who received which bytes from where, when and how. Never changed, never merged."""

from __future__ import annotations

import json
from typing import Any

from archive.identifiers import CaptureId, DocumentId, SnapshotDigest, TextDigest
from archive.records import Capture
from archive.store.connection import Store
from archive.store.facts.sealing import insert_sealed

TEXT_TODAY = """
    coalesce((
      SELECT later.text FROM readings AS first
      JOIN readings AS later ON later.snapshot = first.snapshot AND later.reader = first.reader
      JOIN versions ON versions.document = captures.document AND versions.text = later.text
      WHERE first.snapshot = captures.snapshot AND first.text = captures.text
      ORDER BY later.rowid DESC LIMIT 1
    ), captures.text)
"""
"""SQL for the text of a capture as its reader read it last: another than the one it came with, once the archive was
reprocessed with a newer reader. Null where the capture held no article."""

_IN_ORDER = "ORDER BY captured_at, id"


def put_capture(store: Store, capture: Capture, document: DocumentId, text: TextDigest | None) -> CaptureId:
    """The name of the capture, which is now in the archive.

    ``text`` is None where the answer held no article: the page is gone, or an error. Otherwise the document must have
    a version with this text (`put_version`) before the transaction ends.
    """
    row = {
        "id": capture.id,
        "source": capture.source,
        "captured_at": capture.captured_at,
        "snapshot": capture.snapshot,
        "status": capture.status,
        "document": document,
        "text": text,
        "method": capture.method,
        "tool": capture.tool,
        "captured_by": capture.by,
        "witness": capture.witness,
        "headers": json.dumps(capture.headers, ensure_ascii=False),
        "redirects": json.dumps(capture.redirects, ensure_ascii=False),
    }
    insert_sealed(store, "captures", row)
    return capture.id


def capture_of_row(row: dict[str, Any]) -> Capture:
    """The capture that a row of the table ``captures`` tells of."""
    return Capture(
        source=row["source"],
        captured_at=row["captured_at"],
        snapshot=SnapshotDigest(row["snapshot"]),
        method=row["method"],
        tool=row["tool"],
        status=row["status"],
        by=row["captured_by"],
        witness=row["witness"],
        headers=tuple((name, value) for name, value in json.loads(row["headers"])),
        redirects=tuple(json.loads(row["redirects"])),
    )


def captures_of(store: Store, document: DocumentId) -> list[tuple[Capture, TextDigest | None]]:
    """All captures of a document, oldest first, each with the text read from it; None where it held no article."""
    rows = store.rows(f"SELECT * FROM captures WHERE document = ? {_IN_ORDER}", [document])
    return [(capture_of_row(row), _text_in(row)) for row in rows]


def latest_capture(store: Store, document: DocumentId) -> tuple[Capture, TextDigest] | None:
    """The newest capture of a document that held the article, and its text as read last; None when there is none."""
    row = store.row(
        f"SELECT *, {TEXT_TODAY} AS text_today FROM captures WHERE document = ? AND text IS NOT NULL "
        "ORDER BY captured_at DESC, id DESC LIMIT 1",
        [document],
    )
    return (capture_of_row(row), TextDigest(row["text_today"])) if row else None


def capture_by_id(store: Store, capture: CaptureId) -> tuple[Capture, DocumentId, TextDigest | None] | None:
    """The capture of that name with its document and text (None: it held no article); None when there is none."""
    row = store.row("SELECT * FROM captures WHERE id = ?", [capture])
    return (capture_of_row(row), DocumentId(row["document"]), _text_in(row)) if row else None


def _text_in(row: dict[str, Any]) -> TextDigest | None:
    return None if row["text"] is None else TextDigest(row["text"])
