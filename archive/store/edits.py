"""Changes of articles, the latest first: each capture that gave another version than the one it is compared with.

What is compared with what, `archive.origins` says: a text that somebody supplied is no change of the article, so these
are listed apart. A listing reads about as many articles as it lists changes, however large the archive is: the newest
changes belong to the articles changed last. An article whose changes were taken down is passed over, and another one
read instead. So is one with changes of the other sort, but of these no more than `MOST_OF_OTHER_SORT` are read.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.identifiers import DocumentId, TextDigest
from archive.origins import is_witnessed, origins_of, pair_changes
from archive.records import Method
from archive.store.analyses import find_analysis
from archive.store.connection import Store
from archive.store.documents import log, withdrawn_texts

MOST_OF_OTHER_SORT = 60
"""How many articles with changes of the other sort alone a listing of one sort reads at most."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: which version became which, when that was noticed, and when the earlier one was last seen.

    ``before`` and ``after`` are texts of these versions, ``came_before`` and ``came_after`` how each version came in.
    ``is_announced`` when the later text has a correction notice that the earlier had not.
    """

    document: DocumentId
    earlier: int
    later: int
    before: TextDigest
    after: TextDigest
    noticed_at: str
    seen_before_at: str
    is_announced: bool
    came_before: Method
    came_after: Method

    @property
    def is_witnessed(self) -> bool:
        """Whether the article itself changed: both versions were received from where it stands."""
        return is_witnessed(self.came_before) and is_witnessed(self.came_after)


def latest_edits(store: Store, limit: int, *, witnessed: bool | None = None) -> list[Edit]:
    """The latest changes in all articles, newest first, at most ``limit``; texts that were taken down are left out.

    Args:
        store: the archive.
        limit: how many.
        witnessed: only changes of articles themselves, or only texts that differ because somebody supplied one.
    """
    rows = store.each_row(
        "SELECT document, changed_at FROM articles WHERE changed_at IS NOT NULL ORDER BY changed_at DESC, document"
    )
    found: list[Edit] = []
    passed_over = 0
    for row in rows:
        is_full = sum(edit.noticed_at > row["changed_at"] for edit in found) >= limit
        if is_full or passed_over == MOST_OF_OTHER_SORT:
            break
        of_article = edits_of(store, DocumentId(row["document"]), limit, witnessed=witnessed)
        found += of_article
        if not of_article and witnessed is not None:
            passed_over += bool(edits_of(store, DocumentId(row["document"]), 1))
    found.sort(key=lambda edit: edit.document)
    return sorted(found, key=lambda edit: edit.noticed_at, reverse=True)[:limit]


def edits_of(store: Store, document: DocumentId, limit: int, *, witnessed: bool | None = None) -> list[Edit]:
    """The latest changes of one article, newest first, at most ``limit``; ``witnessed`` as for `latest_edits`."""
    withdrawn = withdrawn_texts(store, document)
    held = [entry for entry in log(store, document) if entry.text and entry.text not in withdrawn]
    origins = origins_of(held)
    found: list[Edit] = []
    for earlier, later in list(pair_changes(held))[::-1]:
        if len(found) == limit or earlier.version is None or later.version is None:
            continue
        before, after = TextDigest(earlier.text or ""), TextDigest(later.text or "")
        edit = Edit(
            document=document,
            earlier=earlier.version,
            later=later.version,
            before=before,
            after=after,
            noticed_at=later.captured_at,
            seen_before_at=earlier.captured_at,
            is_announced=_notices(store, after) > _notices(store, before),
            came_before=origins[earlier.version],
            came_after=origins[later.version],
        )
        if witnessed is None or edit.is_witnessed == witnessed:
            found.append(edit)
    return found


def _notices(store: Store, text: TextDigest) -> int:
    analysis = find_analysis(store, text)
    return len(analysis.notices) if analysis else 0
