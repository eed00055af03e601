"""Decisions: what people ruled, in the order they ruled it. One is undone by another, never erased."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from archive.records import Decision
from archive.spans import Span
from archive.store.connection import Store
from archive.store.facts.sealing import insert_sealed


def decision_id(row: dict[str, Any]) -> str:
    """The name of a decision: the digest of all it says, so that merged archives hold it once."""
    said = {column: value for column, value in row.items() if column not in {"id", "seal"}}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()


def put_decision(store: Store, decision: Decision) -> None:
    """The decision is in the archive; the same one twice is there once."""
    row = {
        "subject": decision.subject,
        "field": decision.field,
        "value": decision.value,
        "author": decision.author,
        "made_at": decision.made_at,
        "reason": decision.reason,
        "start": decision.span.start if decision.span else None,
        "end": decision.span.end if decision.span else None,
    }
    insert_sealed(store, "decisions", {"id": decision_id(row), **row})


def decisions_of(store: Store, subject: str) -> list[Decision]:
    """All decisions on a subject, oldest first; those of one moment in the order they were stored."""
    rows = store.rows("SELECT * FROM decisions WHERE subject = ? ORDER BY made_at, rowid", [subject])
    return [
        Decision(
            subject=row["subject"],
            field=row["field"],
            value=row["value"],
            author=row["author"],
            made_at=row["made_at"],
            reason=row["reason"],
            span=None if row["start"] is None else Span(row["start"], row["end"]),
        )
        for row in rows
    ]
