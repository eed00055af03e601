"""What a page about a stretch of a text is made from, as one digest: it changes whenever the page could.

What is hard here is to be right without making the page. So this file reads the rows that the page is made from, or
their seals where a fact has one (the SHA-256 of its columns), and hashes them in one order. Whoever shows something
more on that page adds its rows to `_QUERIES`: a test watches which tables the page reads, and fails when one of them
has no part in the digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from archive.identifiers import TextDigest
from archive.spans import Span
from archive.store.connection import Store

_HELD = "(SELECT document FROM versions WHERE text = :text)"
_QUERIES: Sequence[str] = (
    # What is known of each article that holds the text.
    f"SELECT * FROM articles WHERE document IN {_HELD} ORDER BY document",
    # Its texts, which of them were taken down, and what is said about each.
    "SELECT versions.seal, withdrawals.seal AS withdrawal, analyses.seal AS analysis FROM versions "
    "LEFT JOIN withdrawals USING (text) LEFT JOIN analyses ON analyses.text = versions.text AND is_current = 1 "
    f"WHERE document IN {_HELD} ORDER BY document, number, first_captured_at, versions.rowid",
    # The lines of its texts that the site repeats.
    "SELECT * FROM repeated_lines WHERE text IN "
    f'(SELECT text FROM versions WHERE document IN {_HELD}) ORDER BY text, "start"',
    # Its captures, and how each was read; the reading that came last counts.
    f"SELECT seal FROM captures WHERE document IN {_HELD} ORDER BY captured_at, id",
    "SELECT seal FROM readings WHERE snapshot IN "
    f"(SELECT snapshot FROM captures WHERE document IN {_HELD}) ORDER BY rowid",
    # The quotations that the stretch is, or is part of.
    'SELECT * FROM quotations WHERE text = :text AND "start" <= :start AND "end" >= :end ORDER BY id',
    # Its other wordings, where those stand and whether they were taken down, and what people ruled on wordings.
    "WITH pairs AS (SELECT w.* FROM quotations AS here JOIN wordings AS w ON w.a = here.id WHERE here.text = :text "
    'AND here."start" = :start AND here."end" = :end UNION SELECT w.* FROM quotations AS here '
    'JOIN wordings AS w ON w.b = here.id WHERE here.text = :text AND here."start" = :start AND here."end" = :end) '
    "SELECT pairs.*, q.*, u.id AS utterance, withdrawals.seal AS withdrawal FROM pairs "
    "JOIN quotations AS q ON q.id IN (pairs.a, pairs.b) JOIN utterances AS u ON u.quotation = q.id "
    "LEFT JOIN withdrawals ON withdrawals.text = q.text ORDER BY pairs.a, pairs.b, q.id",
    # All rulings on wordings are looked through, and only those: by itself SQLite reads every decision in their order.
    "SELECT d.seal, q.*, withdrawals.seal AS withdrawal FROM decisions AS d INDEXED BY decisions_utterance "
    "LEFT JOIN quotations AS q ON q.text IN (d.subject, substr(d.value, instr(d.value, 'q/') + 2, 64)) "
    "LEFT JOIN withdrawals ON withdrawals.text = q.text WHERE d.field = 'utterance' "
    "AND :text IN (d.subject, substr(d.value, instr(d.value, 'q/') + 2, 64)) ORDER BY d.rowid, q.id",
    # By what short name each article can be called.
    f"SELECT * FROM source_names WHERE document IN {_HELD} ORDER BY id",
)


def state_of_stretch(store: Store, text: TextDigest, span: Span) -> str | None:
    """A digest of all that a page about this stretch says, 64 hex digits; None when no article holds the text."""
    digest = hashlib.sha256()
    place = {"text": text, "start": span.start, "end": span.end}
    for number, query in enumerate(_QUERIES):
        rows = [list(row.values()) for row in store.each_row(query, place)]
        if not number and not rows:
            return None
        digest.update(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
