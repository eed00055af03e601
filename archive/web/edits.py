"""A change of an article as pages and feeds show it: when it was noticed, and which quotations it touched.

Comparing two texts costs an alignment, so what was found is kept as long as the index stays as it is, and texts too
long to be compared on the way are not compared: the line says so and leads to both.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from archive.comparing import change_summary, say_speakers
from archive.diff_model import DiffRecord
from archive.errors import UnknownReference
from archive.identifiers import TextDigest
from archive.model import ChangeRecord, DocumentRecord
from archive.origins import say_difference
from archive.provenance import say_apart
from archive.store import Store
from archive.store.documents import list_documents
from archive.store.edits import Edit
from archive.store.facts import text_of
from archive.store.index import index_change
from archive.web.becoming import SIGNS, show_changes
from archive.web.links import Links
from archive.web.marking import show_invisible
from archive.web.wording import name_document, say_count, shorten

LONGEST_COMPARED = 100_000
"""Texts with more code points than this are not compared for a list."""
LONGEST_WORDING = 400
"""How many code points of a quotation that came or went are shown."""
MOST_KEPT = 256
"""How many comparisons are kept."""
WORDS = {
    "edited": "edited",
    "reattributed": "the same words, another speaker",
    "gone": "no longer there",
    "ambiguous": "may have become one of several places",
    "new": "new",
    "punctuation": "other punctuation",
    "moved": "moved",
}
"""What happened to a quotation, in words."""
DIFFERENT = {**WORDS, "edited": "other words", "gone": "not in it", "new": "only in it", "moved": "at another place"}
"""The same where nothing happened to it: another text, which somebody supplied, differs."""


@dataclass(frozen=True, slots=True)
class TouchedQuotation:
    """What a change did to one quotation; ``address`` is the quotation as it stood before, empty for a new one."""

    status: str
    sign: str
    words: str
    speaker: str | None
    before: str
    after: str
    changes: tuple[ChangeRecord, ...]
    address: str


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """One change of an article as a list shows it; ``address`` compares the two versions.

    ``story`` says when what was noticed; of a text that somebody supplied, only whose texts differ.
    """

    edit: Edit
    article: str
    has_title: bool
    article_address: str
    outlet: str | None
    language: str | None
    noticed_at: str
    noticed: str
    story: str
    address: str
    quotations: tuple[TouchedQuotation, ...]
    rest: str


def show_edits(store: Store, edits: Sequence[Edit], links: Links, most: int) -> list[ShownEdit]:
    """The changes as lists show them, each with the ``most`` quotations that it touched most gravely."""
    held = list_documents(store, sorted({edit.document for edit in edits})) if edits else []
    articles = {record.document: record for record in held}
    return [_show_edit(store, edit, articles[edit.document], links, most) for edit in edits]


def _show_edit(store: Store, edit: Edit, article: DocumentRecord, links: Links, most: int) -> ShownEdit:
    touched = _COMPARED.compare(store, edit)
    words = WORDS if edit.is_witnessed else DIFFERENT
    return ShownEdit(
        edit=edit,
        article=name_document(article.title, article.opening),
        has_title=bool(article.title),
        article_address=links.document(edit.document),
        outlet=article.outlet,
        language=article.language,
        noticed_at=edit.noticed_at,
        noticed=say_apart(edit.noticed_at, edit.seen_before_at),
        story=_say_story(edit),
        address=links.comparison(edit.document, edit.before, edit.after),
        quotations=tuple(_show_quotation(one, words, links) for one in (touched or ())[:most]),
        rest=_say_rest(touched, most),
    )


def _say_story(edit: Edit) -> str:
    """What is known of a change besides its words, the rest of a line that begins with when it was noticed."""
    seen = say_apart(edit.seen_before_at, edit.noticed_at)
    if not edit.is_witnessed:
        said = say_difference(edit.came_before, edit.came_after)
        return f"{said}, captured {seen}; no sign that the article was changed"
    announced = "with a correction notice" if edit.is_announced else "without a notice that we could find"
    return f"last seen unchanged {seen} · {announced}"


def _say_rest(touched: tuple[DiffRecord, ...] | None, most: int) -> str:
    if touched is None:
        return "These versions were not compared here: too long, or one of them was taken down."
    if not touched:
        return "No quotation was touched; other words of the article were."
    return f"and {say_count(len(touched) - most, 'more quotation')}" if len(touched) > most else ""


def _show_quotation(one: DiffRecord, words: Mapping[str, str], links: Links) -> TouchedQuotation:
    return TouchedQuotation(
        status=one.status,
        sign=SIGNS[one.status],
        words=words[one.status],
        speaker=say_speakers(one),
        before=show_invisible(shorten(one.before, LONGEST_WORDING)),
        after=show_invisible(shorten(one.after, LONGEST_WORDING)),
        changes=show_changes(one.changes),
        address=links.permalink(one.quotation) if one.quotation else "",
    )


class _Comparisons:
    """What was found between versions, by the state of the index, the article and the two versions."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, str, int, int], tuple[DiffRecord, ...] | None] = OrderedDict()
        self._lock = Lock()

    def compare(self, store: Store, edit: Edit) -> tuple[DiffRecord, ...] | None:
        """The differences inside quotations, gravest first; None when the versions cannot be compared on the way."""
        key = index_change(store), str(edit.document), edit.earlier, edit.later
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = _compare(store, edit)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found


_COMPARED = _Comparisons()


def _compare(store: Store, edit: Edit) -> tuple[DiffRecord, ...] | None:
    if any(_is_long(store, text) for text in (edit.before, edit.after)):
        return None
    try:
        return tuple(change_summary(store, edit.document, edit.earlier, edit.later))
    except UnknownReference:
        return None


def _is_long(store: Store, text: TextDigest) -> bool:
    return len(text_of(store, text)) > LONGEST_COMPARED
