"""Which texts have given characters in them, or are named by another digest than the archive's own.

What is hard here is that no index knows either: words may be cut anywhere, and git's SHA-1 is nobody's key. So every
text is looked at, some hundred million characters a second, which is right for a question that a person asks now and
then. Bytes are compared with bytes, because SQL's functions on text stop at a NUL.
"""

from __future__ import annotations

from collections.abc import Callable

from archive.identifiers import TextDigest
from archive.store.connection import Store

_HELD = "digest NOT IN (SELECT text FROM withdrawals)"


def texts_containing(store: Store, words: str, most: int) -> list[TextDigest]:
    """At most ``most`` texts, not withdrawn ones, in which exactly these characters stand; sorted by name."""
    rows = store.rows(
        f"SELECT digest FROM texts WHERE instr(content, ?) > 0 AND {_HELD} ORDER BY digest LIMIT ?",
        [words.encode("utf-8"), most],
    )
    return [TextDigest(row["digest"]) for row in rows]


def find_text(store: Store, is_wanted: Callable[[bytes], bool], shortest: int = 0) -> TextDigest | None:
    """The first text, of at least ``shortest`` bytes and not withdrawn, whose bytes are wanted; None when none is."""
    rows = store.each_row(f"SELECT digest, content FROM texts WHERE length(content) >= ? AND {_HELD}", [shortest])
    return next((TextDigest(row["digest"]) for row in rows if is_wanted(bytes(row["content"]))), None)
