"""The articles page by page, those captured last first; a page continues behind the last row of the one before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.errors import InvalidValue
from archive.identifiers import DocumentId
from archive.model import DocumentRecord
from archive.store.connection import Store
from archive.store.documents import list_documents
from archive.store.supplied import having_supplied_versions

_CURSOR = re.compile(r"(?P<moment>[0-9TZ:.-]{20,32})_(?P<document>[0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Some of the articles; ``changed_at`` has those that have several versions, by id, and when the newest came in.

    ``supplied`` are those of them of which somebody supplied a version. ``next`` leads to the page after this one.
    """

    articles: tuple[DocumentRecord, ...]
    changed_at: dict[str, str]
    supplied: frozenset[str]
    next: str | None


def list_articles(store: Store, limit: int, after: str = "") -> ArticlePage:
    """One page of the articles, those captured last first.

    Raises:
        InvalidValue: no page begins at ``after``.
    """
    behind, values = "", {}
    if after:
        found = _CURSOR.fullmatch(after)
        if not found:
            raise InvalidValue(after[:40], "no page begins here", "Start again from the first page.")
        behind = "WHERE last_captured_at <= :moment AND (last_captured_at < :moment OR document > :document)"
        values = found.groupdict()
    rows = store.rows(
        f"SELECT document, last_captured_at, changed_at FROM articles {behind} "
        "ORDER BY last_captured_at DESC, document LIMIT :limit",
        {**values, "limit": limit + 1},
    )
    page = rows[:limit]
    records = {one.document: one for one in list_documents(store, [DocumentId(row["document"]) for row in page])}
    last = page[-1] if len(rows) > limit else None
    changed_at = {row["document"]: row["changed_at"] for row in page if row["changed_at"]}
    return ArticlePage(
        tuple(records[row["document"]] for row in page),
        changed_at,
        having_supplied_versions(store, changed_at) if changed_at else frozenset(),
        f"{last['last_captured_at']}_{last['document']}" if last else None,
    )
