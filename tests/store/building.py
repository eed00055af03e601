"""Small archives for the tests of the store, made without the text work: what is tested here is keeping, not reading.

In these texts a line in CAPITALS is set aside (flagged only, if it says MAYBE), every other line is one sentence, and
“…” is a quotation, said by whoever follows it in brackets: ``“It will rain,” [Jane Doe] said.``
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.identifiers import DocumentId, document_of_text, speaker_id, text_digest
from archive.records import (
    Analysis,
    Attribution,
    Capture,
    Decision,
    Evidence,
    EvidenceField,
    Kind,
    Method,
    Quotation,
    Reading,
    Removal,
    Suspect,
    Via,
)
from archive.spans import Span, joined, line_spans, subtract_spans
from archive.store import Store
from archive.store.analyses import put_analysis
from archive.store.facts import (
    put_alias,
    put_capture,
    put_decision,
    put_document,
    put_reading,
    put_snapshot,
    put_version,
)
from archive.store.held import folded
from archive.store.index import refresh_document

_QUOTED = re.compile(r"“([^”]+)”(?: \[([^]]+)\] (\w+))?(?: on (\w+))?(?:, according to (\w+))?")
_TOLD = re.compile(r"^(title|outlet|published|language): (.+)$", re.MULTILINE)

RULE_SET = "schematic-1"


def minute(number: int) -> str:
    """A time, so many minutes after noon."""
    return f"2026-11-21T12:{number:02}:00.000000Z"


def analyse_schematically(text: str, rule_set: str = RULE_SET) -> Analysis:
    """What the rules of this file say about a text."""
    removals: list[Removal] = []
    suspects: list[Suspect] = []
    sentences: list[Span] = []
    for line in (span.trimmed(text) for span in line_spans(text)):
        words = line.of(text)
        if words.isupper() and "MAYBE" in words:
            suspects.append(Suspect(line, "ad", "doubtful capitals", "all in capitals, but for a doubt"))
            sentences.append(line)
        elif words.isupper() or words.startswith("\ufeff"):
            removals.append(Removal(line, "ad", "capitals", "all in capitals"))
        elif line:
            sentences.append(line)
    quotations = [_quotation(text, found, removals) for found in _QUOTED.finditer(text)]
    evidence = [_evidence(found) for found in _TOLD.finditer(text)]
    return Analysis(
        text_digest(text),
        rule_set,
        tuple(removals),
        tuple(sentences),
        tuple(quotations),
        tuple(evidence),
        suspects=tuple(suspects),
    )


def _quotation(text: str, found: re.Match[str], removals: Iterable[Removal]) -> Quotation:
    span = Span(*found.span(1))
    name, cue = found[2], found[3]
    via = [Via(found[4], "medium", Span(*found.span(4)))] if found[4] else []
    via += [Via(found[5], "relayed_by", Span(*found.span(5)))] if found[5] else []
    said = Attribution(via=tuple(via))
    if name:
        said = Attribution(
            name, speaker_id(name), name, Span(*found.span(2)), cue, Span(*found.span(3)), tuple(via), 0.9, "named"
        )
    kind: Kind = "none" if " / " in found[1] else "full" if found[1][:1].isupper() else "fragment"
    return Quotation((span,), kind, said, any(removal.span.overlaps(span) for removal in removals))


def _evidence(found: re.Match[str]) -> Evidence:
    fields: dict[str, EvidenceField] = {
        "title": "title",
        "outlet": "outlet",
        "published": "published",
        "language": "language",
    }
    return Evidence(fields[found[1]], found[2], Span(*found.span(2)), "labelled line", 0.8)


def schematic_key(text: str, analysis: Analysis) -> str:
    """The version key of a text: its folded kept part."""
    kept = subtract_spans(Span(0, len(text)), [removal.span for removal in analysis.removals])
    return text_digest(folded(joined(text, kept)))


def add_text(
    store: Store,
    text: str,
    source: str = "news/001_a.txt",
    at: int = 0,
    *,
    document: DocumentId | None = None,
    rule_set: str = RULE_SET,
    method: Method = "file",
) -> tuple[DocumentId, int]:
    """The text is archived as one capture; gives the document and the version's number."""
    analysis = analyse_schematically(text, rule_set)
    with store.transaction():
        snapshot = put_snapshot(store, text.encode())
        digest = put_reading(store, snapshot, Reading(text, "plain", "1"))
        document = document or document_of_text(digest)
        if document == document_of_text(digest):
            put_document(store, document, f"text:{digest}", minute(at))
        put_alias(store, document, "path", f"/somewhere/{source}", "first seen here", minute(at))
        put_capture(store, Capture(source, minute(at), snapshot, method, "tests"), document, digest)
        number, _ = put_version(store, document, digest, schematic_key(text, analysis), minute(at))
        put_analysis(store, analysis, minute(at))
        refresh_document(store, document)
    return document, number


def decide(store: Store, subject: str, field: str, value: str | None, at: int = 30) -> None:
    """A person's ruling on a document is stored and in force."""
    with store.transaction():
        put_decision(store, Decision(subject, field, value, "Ms Example", minute(at), "looked it up"))
        refresh_document(store, DocumentId(subject))


WEATHER = """title: Rain ahead
outlet: Example Courier
published: 2026-05-03
“It will rain on Friday,” [Jane Doe] said on Telegram.
ADVERTISEMENT
“Nobody will be surprised” [John Smith] added, according to Kyodo
“a wet summer”
PHOTO: “JANE DOE / COURIER”
“THE RAIN IS COMING” [JANE DOE] SAID
"""
"""An article with three quotations, one in a stretch set aside, and marks that quote nobody."""

BRIDGE = """“The bridge is closed,” [Jane Doe] said on X.
“金正恩说了” [John Smith] said.
The rain of Friday was heavy.
"""
"""An article that does not say what it is."""
