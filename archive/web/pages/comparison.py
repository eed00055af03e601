"""Two versions of an article: what changed inside quotations first, then the whole texts side by side.

The address names texts, not numbers: a number is a label of this archive, a text is the same everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from archive.comparing import change_summary, say_speakers, version_texts
from archive.diff_model import DiffRecord
from archive.errors import InvalidValue, UnknownReference, Withdrawn
from archive.identifiers import SHORTEST_PREFIX, DocumentId, TextDigest, parse_document_id
from archive.model import ChangeRecord, LogRecord
from archive.origins import origins_of, say_difference
from archive.passages import resolve_text
from archive.provenance import say_date, say_method
from archive.spans import Span
from archive.store import Store
from archive.store.analyses import find_analysis
from archive.store.documents import document, log, texts_of, withdrawn_texts
from archive.store.facts import text_of, withdrawal_of
from archive.web.answers import Answer, Elsewhere, Page, Request
from archive.web.becoming import SIGNS, show_changes
from archive.web.links import Links
from archive.web.marking import show_invisible
from archive.web.side_by_side import compare_sides, fold_rows
from archive.web.sides import Side
from archive.web.timeline import list_versions
from archive.web.wording import name_document, say_count, shorten

LARGEST_SHOWN = 300_000
"""Texts with more code points than this are not laid out side by side."""
MOST_PARAGRAPHS = 5_000
"""Nor are texts with more paragraphs than this."""
LONGEST_WORDING = 1_200
"""How many code points of a quotation that came or went are shown."""
MOST_DIFFERENCES = 200
"""How many quotations that differ are listed."""

DIFFERENCES = {
    "edited": "edited",
    "reattributed": "the same words, another speaker:",
    "gone": "no longer there",
    "ambiguous": "may have become one of several places",
    "new": "new",
    "punctuation": "the same words, other punctuation",
    "moved": "the same words at another place",
}
"""What differs in a quotation, in words."""

_CHOICE = re.compile(rf"[0-9a-f]{{{SHORTEST_PREFIX},64}}")


def choose_comparison(store: Store, request: Request) -> Answer:
    """The way from the form's choice to the address of the comparison.

    Raises:
        UnknownReference: no such article.
        InvalidValue: no two texts were chosen.
    """
    record = document(store, parse_document_id(request.part("document")))
    before, after = request.first("before"), request.first("after")
    if not _CHOICE.fullmatch(before) or not _CHOICE.fullmatch(after):
        raise InvalidValue(
            "diff", "a comparison is of two texts", f"Choose them at {request.links.document(record.document)}."
        )
    return Elsewhere(request.links.comparison(record.document, before, after), 302)


def show_comparison(store: Store, request: Request) -> Answer:
    """The page that compares two texts of an article.

    Raises:
        UnknownReference: no such article, or a text that is none of its.
        AmbiguousReference: several texts have names that begin so.
        Withdrawn: one of the texts was taken down.
    """
    record = document(store, parse_document_id(request.part("document")))
    identity = DocumentId(record.document)
    asked = request.part("before"), request.part("after")
    before, after = (resolve_text(store, prefix) for prefix in asked)
    if asked != (before, after):
        return Elsewhere(request.links.comparison(record.document, before, after))
    numbers = {text: number for number, text in texts_of(store, identity)}
    for text in (before, after):
        if text not in numbers:
            raise UnknownReference(text, "this text is none of the article's", "The page of the article lists them.")
        if reason := withdrawal_of(store, text):
            raise Withdrawn(text, reason)
    entries = log(store, identity)
    links, origins = request.links, origins_of(entries)
    sides = [_describe(text, numbers[text], entries, links) for text in (before, after)]
    context: dict[str, Any] = {
        "title": f"{sides[0].name} and {sides[1].name}: {name_document(record.title, record.opening)}",
        "article": name_document(record.title, record.opening),
        "record": record,
        "sides": sides,
        "whose": say_difference(origins.get(numbers[before], "fetched"), origins.get(numbers[after], "fetched")),
        "versions": [
            version
            for version in list_versions(entries, texts_of(store, identity), withdrawn_texts(store, identity), links)
            if version.text
        ],
        "chosen": [version_texts(store, identity).get(numbers[text], text) for text in (before, after)],
        "turned": links.comparison(record.document, after, before),
        **_quotation_changes(store, identity, numbers[before], numbers[after], links),
        **_whole_texts(store, before, after),
    }
    return Page("comparison.html", context, canonical=links.comparison(record.document, before, after))


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the two texts: what it is called and when and how it came in."""

    name: str
    number: int
    text: str
    address: str
    seen: str


def _describe(text: TextDigest, number: int, entries: list[LogRecord], links: Links) -> Compared:
    first = next((entry for entry in entries if entry.text == text), None)
    seen = f"captured {say_date(first.captured_at)}, {say_method(first.method, first.witness)}" if first else ""
    return Compared(f"Version {number}", number, text, links.text(text), seen)


@dataclass(frozen=True, slots=True)
class QuotationChange:
    """What became of one quotation; the addresses are empty where there is nothing to lead to."""

    status: str
    sign: str
    words: str
    speaker: str | None
    before: str
    after: str
    before_address: str
    after_address: str
    changes: tuple[ChangeRecord, ...]


def _quotation_changes(store: Store, identity: DocumentId, earlier: int, later: int, links: Links) -> dict[str, Any]:
    found = change_summary(store, identity, earlier, later) if earlier != later else []
    return {
        "quotation_changes": [_quotation_change(one, links) for one in found[:MOST_DIFFERENCES]],
        "more_changes": max(0, len(found) - MOST_DIFFERENCES),
        "is_same_version": earlier == later,
    }


def _quotation_change(found: DiffRecord, links: Links) -> QuotationChange:
    return QuotationChange(
        status=found.status,
        sign=SIGNS[found.status],
        words=DIFFERENCES.get(found.status, found.status),
        speaker=say_speakers(found),
        before=show_invisible(shorten(found.before, LONGEST_WORDING)),
        after=show_invisible(shorten(found.after, LONGEST_WORDING)),
        before_address=links.permalink(found.quotation) if found.quotation else "",
        after_address=links.permalink(found.became) if found.became else "",
        changes=show_changes(found.changes),
    )


def _whole_texts(store: Store, before: TextDigest, after: TextDigest) -> dict[str, Any]:
    contents = text_of(store, before), text_of(store, after)
    if max(map(len, contents)) > LARGEST_SHOWN:
        return {"folds": [], "is_too_long": True, "counts": ""}
    left, right = (
        Side(content, _removals(store, text)) for content, text in zip(contents, (before, after), strict=True)
    )
    if max(len(left.paragraphs), len(right.paragraphs)) > MOST_PARAGRAPHS:
        return {"folds": [], "is_too_long": True, "counts": ""}
    rows = compare_sides(left, right)
    changed = sum(row.kind != "same" for row in rows)
    counts = f"{say_count(changed, 'paragraph')} of {len(rows)} differ" + ("s" if changed == 1 else "")
    return {"folds": fold_rows(rows), "is_too_long": False, "counts": counts if changed else "no paragraph differs"}


def _removals(store: Store, text: TextDigest) -> list[Span]:
    analysis = find_analysis(store, text)
    return [removal.span for removal in analysis.removals] if analysis else []
