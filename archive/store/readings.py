"""Which reader read a text from which snapshot, for those who want to read it again."""

from __future__ import annotations

from dataclasses import dataclass

from archive.identifiers import SnapshotDigest, TextDigest
from archive.store.connection import Store


@dataclass(frozen=True, slots=True)
class HeldReading:
    """How a text came from its snapshot; the reader's name is all three of reader, version and options."""

    snapshot: SnapshotDigest
    reader: str
    reader_version: str
    options: str


def readings_of(store: Store, text: TextDigest) -> list[HeldReading]:
    """The readings that gave this text, the first one first."""
    rows = store.rows(
        "SELECT snapshot, reader, reader_version, options FROM readings WHERE text = ? ORDER BY rowid", [text]
    )
    return [
        HeldReading(SnapshotDigest(row["snapshot"]), row["reader"], row["reader_version"], row["options"])
        for row in rows
    ]


def texts_read_from(store: Store, snapshot: SnapshotDigest) -> list[tuple[TextDigest, str]]:
    """The texts that readers read from these bytes, each with the encoding it was read by, the first one first."""
    rows = store.rows("SELECT text, encoding FROM readings WHERE snapshot = ? ORDER BY rowid", [snapshot])
    return [(TextDigest(row["text"]), str(row["encoding"])) for row in rows]


def newest_reading(store: Store, snapshot: SnapshotDigest, reader: str) -> tuple[HeldReading, TextDigest] | None:
    """How this reader read a snapshot last, and the text that came of it; None when it never did."""
    row = store.row(
        "SELECT snapshot, text, reader, reader_version, options FROM readings WHERE snapshot = ? AND reader = ? "
        "ORDER BY rowid DESC LIMIT 1",
        [snapshot, reader],
    )
    if row is None:
        return None
    reading = HeldReading(snapshot, row["reader"], row["reader_version"], row["options"])
    return reading, TextDigest(row["text"])
