"""Changes of articles, the latest first: each capture that gave another version than the one before it.

A listing reads as many articles as it lists changes, however large the archive is: the newest changes belong to the
articles changed last, and each of these has at least one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from archive.identifiers import DocumentId, TextDigest
from archive.store.analyses import find_analysis
from archive.store.connection import Store
from archive.store.documents import log, withdrawn_texts


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: which version became which, when that was noticed, and when the earlier one was last seen.

    ``before`` and ``after`` are texts of these versions. ``is_announced`` when the later text has a correction notice
    that the earlier had not.
    """

    document: DocumentId
    earlier: int
    later: int
    before: TextDigest
    after: TextDigest
    noticed_at: str
    seen_before_at: str
    is_announced: bool


def latest_edits(store: Store, limit: int) -> list[Edit]:
    """The latest changes in all articles, newest first, at most ``limit``; texts that were taken down are left out."""
    rows = store.rows(
        "SELECT document FROM articles WHERE changed_at IS NOT NULL ORDER BY changed_at DESC, document LIMIT ?", [limit]
    )
    found = [edit for row in rows for edit in edits_of(store, DocumentId(row["document"]), limit)]
    found.sort(key=lambda edit: edit.document)
    return sorted(found, key=lambda edit: edit.noticed_at, reverse=True)[:limit]


def edits_of(store: Store, document: DocumentId, limit: int) -> list[Edit]:
    """The latest changes of one article, newest first, at most ``limit``."""
    withdrawn = withdrawn_texts(store, document)
    held = [entry for entry in log(store, document) if entry.text and entry.text not in withdrawn]
    found = []
    for earlier, later in list(pairwise(held))[::-1]:
        if earlier.version == later.version or earlier.version is None or later.version is None:
            continue
        before, after = TextDigest(earlier.text or ""), TextDigest(later.text or "")
        found.append(
            Edit(
                document=document,
                earlier=earlier.version,
                later=later.version,
                before=before,
                after=after,
                noticed_at=later.captured_at,
                seen_before_at=earlier.captured_at,
                is_announced=_notices(store, after) > _notices(store, before),
            )
        )
        if len(found) == limit:
            break
    return found


def _notices(store: Store, text: TextDigest) -> int:
    analysis = find_analysis(store, text)
    return len(analysis.notices) if analysis else 0
