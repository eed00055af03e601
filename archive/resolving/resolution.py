"""The answer to “where do these words stand”: a place, several places, or what became of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from archive.identifiers import DocumentId, Permalink, TextDigest
from archive.model import ChangeRecord, Record
from archive.records import Status
from archive.spans import Span
from archive.store import Store
from archive.store.analyses import current_analysis
from archive.store.documents import documents_of_text
from archive.tracing import Trace, Tracer

SelectorKind = Literal["selector", "fragment", "swhid"]
"""What words were found by: W3C selectors, a text-fragment link, a software heritage identifier."""
MOST_CANDIDATES = 20
"""More places than this are not listed."""
_LONGEST_SHOWN = 60


class ResolutionRecord(Record):
    """Where the words stand that a selector, a text-fragment link or a SWHID means, or what became of them.

    ``permalink`` is null when they are gone, or fit several places, which ``candidates`` lists. ``earlier`` is where
    they stand word for word in an earlier text of the article, when they do not in ``text``; ``changes`` are the
    differences then. ``note`` says in words what else there is to know, and is empty when there is nothing.
    """

    kind: SelectorKind
    status: Status
    permalink: str | None
    text: str
    start: int | None
    end: int | None
    exact: str | None
    document: str | None
    candidates: list[str]
    earlier: str | None
    changes: list[ChangeRecord]
    note: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where the words stand, if they do.

    ``text`` is the text that was looked at last; ``span`` None means the whole of it where ``is_whole``, else that the
    words are gone, or stand in several places. ``candidates`` lists those; ``earlier`` is where they stand verbatim in
    an earlier text of the article, when they are not so in ``text``.
    """

    kind: SelectorKind
    status: Status
    text: TextDigest
    span: Span | None = None
    document: DocumentId | None = None
    candidates: tuple[Permalink, ...] = ()
    earlier: Permalink | None = None
    changes: tuple[ChangeRecord, ...] = ()
    note: str = ""
    is_whole: bool = False

    def at(self, places: list[Span], status: Status = "verbatim") -> Resolution:
        """The same with its place; with several, ambiguous."""
        if len(places) == 1:
            return replace(self, status=status, span=places[0])
        candidates = tuple(Permalink(self.text, place) for place in places[:MOST_CANDIDATES])
        return replace(self, status="ambiguous", candidates=candidates)

    def traced(self, trace: Trace) -> Resolution:
        """The same with what tracing says of it."""
        changes = tuple(ChangeRecord(kind=one.kind, before=one.before, after=one.after) for one in trace.changes)
        candidates = tuple(Permalink(self.text, place) for place in trace.candidates[:MOST_CANDIDATES])
        return replace(self, status=trace.status, span=trace.span, candidates=candidates, changes=changes)

    def record(self, content: str) -> ResolutionRecord:
        """The same as JSON has it; ``content`` is the text."""
        span = Span(0, len(content)) if self.is_whole else self.span
        return ResolutionRecord(
            kind=self.kind,
            status=self.status,
            permalink=str(Permalink(self.text, span)) if span else None,
            text=self.text,
            start=span.start if span else None,
            end=span.end if span else None,
            exact=span.of(content) if span else None,
            document=self.document,
            candidates=[str(candidate) for candidate in self.candidates],
            earlier=str(self.earlier) if self.earlier else None,
            changes=list(self.changes),
            note=self.note,
        )


def trace_stretch(store: Store, before: str, span: Span, after: str, found: Resolution) -> Resolution:
    """What became of a stretch of ``before`` in the text of ``found``, whose characters are ``after``."""
    quotations = current_analysis(store, found.text).quotations
    quoted = [segment for quotation in quotations for segment in quotation.segments]
    return found.traced(Tracer(before, after, quoted).trace(span))


def name_document(store: Store, found: Resolution) -> Resolution:
    """The same with its article, when only one holds the text."""
    documents = documents_of_text(store, found.text)
    return replace(found, document=documents[0]) if len(documents) == 1 else found


def shorten(ref: str) -> str:
    """A reference as a message names it: one line, its beginning."""
    words = " ".join(ref.split())
    return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1] + "…"
