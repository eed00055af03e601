"""The first words of an article, by which it is called where it has no title.

What is hard here is that a story of an agency begins with a dateline, which says where it was written and nothing of
what it tells: ``WASHINGTON (AP) —``. It is a sentence of its own, or ends in one (``SPRINGFIELD, Ill.`` before a dash),
and is passed over.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from archive.sentences.datelines import find_dateline_end
from archive.spans import Span, SpanIndex
from archive.store.segments import note_change

LONGEST_OPENING = 160
"""Code points of an article's first words."""
_LONGEST_PLACE = 60
"""Code points of a place before a dash."""
_DASHES = "–—-"


def opening_of(content: str, sentences: Sequence[Span]) -> str:
    """The first words of a text with these sentences, white space folded; empty without a sentence.

    >>> text = "LIMA (Agency) – The mayor left. Nobody saw it."
    >>> opening_of(text, [Span(0, 15), Span(16, 31), Span(32, 46)])
    'The mayor left.'
    """
    if not sentences:
        return ""
    is_behind = len(sentences) > 1 and _is_dateline(content, sentences[0], sentences[1])
    first = sentences[1] if is_behind else sentences[0]
    words = " ".join(first.of(content)[: 4 * LONGEST_OPENING].split())
    return (words.lstrip(f"{_DASHES} ") if is_behind else words)[:LONGEST_OPENING]


def _is_dateline(content: str, first: Span, second: Span) -> bool:
    if find_dateline_end(content, Span(first.start, second.end)) == first.end:
        return True
    place = first.of(content)
    return len(place) <= _LONGEST_PLACE and place[:3].isupper() and second.of(content)[:1] in _DASHES


def renew_openings(connection: sqlite3.Connection) -> None:
    """Articles of an older archive that were called by their dateline are called by the words behind it.

    Read again are only those whose first words could be one; a hundred thousand others cost about a second.
    """
    changed: list[tuple[str, str]] = []
    for document, text, opening in connection.execute("SELECT document, text, opening FROM articles").fetchall():
        if opening[:3] == opening[:3].upper() or "(" in opening:
            found = _read_opening(connection, text)
            if found not in {None, opening}:
                changed.append((found or "", document))
    connection.executemany("UPDATE articles SET opening = ? WHERE document = ?", changed)
    if changed:
        note_change(connection)


def _read_opening(connection: sqlite3.Connection, text: str) -> str | None:
    """The first words of a text by its current analysis; None when it has none."""
    sql = "SELECT content, record FROM texts JOIN analyses ON text = digest AND is_current = 1 WHERE digest = ?"
    row = connection.execute(sql, [text]).fetchone()
    if row is None:
        return None
    lines = connection.execute(
        """SELECT "start", "end" FROM repeated_lines WHERE text = ? AND outcome = 'remove'""", [text]
    )
    aside = SpanIndex(Span(*line) for line in lines)
    sentences = [Span(one["start"], one["end"]) for one in json.loads(row[1])["sentences"]]
    return opening_of(bytes(row[0]).decode("utf-8"), [one for one in sentences if not aside.overlapping(one)])
