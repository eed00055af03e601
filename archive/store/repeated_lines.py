"""Which lines of a text are set aside or flagged because its site repeats them, as they stand in the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.cleaning.repeated import RepeatedLine
from archive.identifiers import TextDigest
from archive.spans import Span
from archive.store.connection import Store


def repeated_lines_of(store: Store, text: TextDigest) -> tuple[RepeatedLine, ...]:
    """The lines of this text that its site repeats, sorted."""
    rows = store.rows('SELECT * FROM repeated_lines WHERE text = ? ORDER BY "start"', [text])
    return tuple(
        RepeatedLine(Span(row["start"], row["end"]), row["outcome"], row["site"], row["reason"]) for row in rows
    )


def put_repeated_lines(store: Store, text: TextDigest, lines: Sequence[RepeatedLine]) -> bool:
    """Whether these lines are others than were recorded of the text; they are recorded now."""
    if repeated_lines_of(store, text) == tuple(lines):
        return False
    store.execute("DELETE FROM repeated_lines WHERE text = ?", [text])
    rows: list[Sequence[Any]] = [
        [text, line.span.start, line.span.end, line.outcome, line.site, line.reason] for line in lines
    ]
    store.execute_many(
        'INSERT INTO repeated_lines (text, "start", "end", outcome, site, reason) VALUES (?, ?, ?, ?, ?, ?)', rows
    )
    return True
