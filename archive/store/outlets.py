"""Outlets as their articles name them, and the articles of one; names are compared without regard to case, like search.

An outlet has articles whether or not somebody is quoted in them, so the articles are asked and not the quotations.
"""

from __future__ import annotations

from archive.identifiers import DocumentId
from archive.model import DocumentRecord
from archive.store.columns import Columns, reading_columns
from archive.store.connection import Store
from archive.store.documents import list_documents
from archive.store.filters import fold_ascii


def outlet_name(store: Store, outlet: str) -> str | None:
    """The outlet as most of its articles spell it; None when no article names it."""
    with reading_columns(store) as columns:
        return _spellings(store, columns).get(fold_ascii(outlet))


def _spellings(store: Store, columns: Columns) -> dict[str | None, str]:
    """For each outlet in small letters its usual spelling; of those that are as frequent, the first in order."""

    def read() -> dict[str | None, str]:
        rows = store.connection.execute(
            "SELECT outlet FROM articles WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY count(*), outlet DESC"
        )
        return {fold_ascii(outlet): outlet for (outlet,) in rows}

    return columns.remember("spellings of outlets", read)


def articles_of_outlet(store: Store, outlet: str, limit: int) -> list[DocumentRecord]:
    """The articles of an outlet, those captured last first, at most ``limit``."""
    rows = store.rows(
        "SELECT document FROM articles WHERE outlet = ? COLLATE NOCASE "
        "ORDER BY last_captured_at DESC, document LIMIT ?",
        [outlet, limit],
    )
    by_id = {one.document: one for one in list_documents(store, [DocumentId(row["document"]) for row in rows])}
    return [by_id[row["document"]] for row in rows]
