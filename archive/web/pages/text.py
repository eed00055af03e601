"""The page of a text: all of it, what was set aside greyed out with its reason, each quotation leading to its page.

A text may be huge or a single line. So a page shows a part of at most `PART` code points and `MOST_LINES` lines, and
leads to the parts before and after; the file itself is always whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from archive.errors import UnknownReference
from archive.identifiers import DocumentId, TextDigest
from archive.passages import resolve_text
from archive.spans import Span
from archive.store import Store
from archive.store.analyses import find_analysis
from archive.store.documents import documents_of_text, list_documents
from archive.store.facts import text_of
from archive.store.texts import text_record
from archive.text_model import RemovalRecord, TextRecord
from archive.web.answers import IMMUTABLE, JSON, PLAIN_TEXT, Answer, Body, Elsewhere, Page, Request, json_body
from archive.web.links import Links
from archive.web.marking import Line, Mark, mark_stretch, split_lines
from archive.web.wording import name_document, shorten

PART = 60_000
"""How many code points one page shows."""


def text_address_at(text: TextDigest, content: str, position: int, links: Links) -> str:
    r"""Where the line that holds ``position`` is shown, in the part of the text that it stands in.

    >>> text_address_at(TextDigest("ab" * 32), "One.\nTwo.", 7, Links())[-6:]
    'bab#c5'
    """
    line = max(content.rfind("\n", 0, position), content.rfind("\r", 0, position)) + 1
    if position < PART:
        return links.text(text, position=line)
    # Further on, the part is made to begin with the line; a line longer than a part is entered in its middle.
    begin = line if position - line < PART else position
    return links.text(text, position=begin, part=begin)


def show_text(store: Store, request: Request) -> Answer:
    """The page, the file or the record of a text.

    Raises:
        UnknownReference, AmbiguousReference, Withdrawn: as `resolve_text` and `text_of` say.
    """
    prefix, suffix = request.part("text"), request.part("suffix")
    text = resolve_text(store, prefix)
    if prefix != text:
        return Elsewhere(request.links.text(text, suffix))
    address = request.links.text(text)
    if suffix == ".txt":
        content = text_of(store, text).encode("utf-8")
        return Body(content, PLAIN_TEXT, canonical=address, cache=IMMUTABLE)
    record = _read_record(store, text)
    if suffix == ".json":
        return json_body(record, canonical=address)
    return Page(
        "text.html",
        _context(store, record, _read_place(request.first("from", "0"), record.length), request.links),
        canonical=address,
        alternates=((f"{address}.txt", "text/plain"), (f"{address}.json", JSON.split(";")[0])),
    )


def _read_record(store: Store, text: TextDigest) -> TextRecord:
    """The record of a text; of one that no rule set has looked at yet, the text alone."""
    if find_analysis(store, text):
        return text_record(store, text)
    content = text_of(store, text)
    return TextRecord(
        text=text,
        content=content,
        length=len(content),
        rule_set="none",
        reader="unknown",
        encoding="utf-8",
        language=None,
        documents=list(documents_of_text(store, text)),
        removals=[],
        suspects=[],
        rulings=[],
        attribution_rulings=[],
        sentences=[],
        quotations=[],
        notices=[],
    )


def _read_place(value: str, length: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 10) or (int(value) and int(value) >= length):
        raise UnknownReference(f"from={value[:40]}", f"the text has {length:,} characters; name one of them, from 0")
    return int(value)


def _context(store: Store, record: TextRecord, start: int, links: Links) -> dict[str, Any]:
    part = Span(start, min(start + PART, len(record.content)))
    documents = list_documents(store, [DocumentId(document) for document in record.documents])
    name = name_document(documents[0].title, documents[0].opening) if documents else shorten(record.content, 70)
    return {
        "title": name,
        "record": record,
        "documents": [(name_document(held.title, held.opening), links.document(held.document)) for held in documents],
        "rows": list(_rows(record, part, links)),
        "part": part,
        "is_whole": len(part) == len(record.content),
        "before": links.text(record.text, part=max(0, start - PART)) if start else "",
        "after": links.text(record.text, part=part.end) if part.end < len(record.content) else "",
        "quotations": sum(row.kind != "none" for row in record.quotations),
    }


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line of the text beside the reasons of what was set aside, or is in doubt, in it."""

    line: Line
    removals: tuple[RemovalRecord, ...]
    suspects: tuple[RemovalRecord, ...] = ()

    @property
    def is_removed(self) -> bool:
        """Whether the whole line is set aside."""
        return self.line.is_all("removed")


def _rows(record: TextRecord, part: Span, links: Links) -> Iterator[TextRow]:
    digest = TextDigest(record.text)
    marks = [Mark(Span(removal.start, removal.end), "removed") for removal in record.removals]
    marks += [Mark(Span(suspect.start, suspect.end), "suspect") for suspect in record.suspects]
    marks += [
        Mark(Span(*segment), "said" if row.kind != "none" else "unsaid", links.permalink(row.permalink))
        for row in record.quotations
        for segment in row.segments
    ]
    marks += [
        Mark(Span(notice.start, notice.end), "notice", links.stretch(digest, Span(notice.start, notice.end)))
        for notice in record.notices
    ]
    lines = split_lines(mark_stretch(record.content, part, set(marks)))
    starts = [line.start for line in lines]
    reasons = _reasons_by_line(record.removals, starts, part)
    doubts = _reasons_by_line(record.suspects, starts, part)
    for index, line in enumerate(lines):
        yield TextRow(line, tuple(reasons.get(index, ())), tuple(doubts.get(index, ())))


def _reasons_by_line(
    removals: Sequence[RemovalRecord], starts: Sequence[int], part: Span
) -> dict[int, list[RemovalRecord]]:
    """Which removals are explained beside which line: the one they begin in, or the part's first."""
    reasons: dict[int, list[RemovalRecord]] = {}
    for removal in removals:
        if removal.end > part.start and removal.start < part.end:
            place = max(removal.start, part.start)
            line = bisect_left(starts, place + 1) - 1
            reasons.setdefault(max(0, line), []).append(removal)
    return reasons
