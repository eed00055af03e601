"""Whether the archive still holds what was put into it: every digest, id, span, count and index row is made again.

What is hard here is to go on after a fault: one edited text must not hide the next one. So what rests on an unsound row
is passed over, and everything else is still looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from archive.analysis import RULINGS_MARK, name_with_rulings
from archive.errors import ArchiveError
from archive.identifiers import SnapshotDigest, capture_id, snapshot_digest
from archive.model import FaultRecord
from archive.records import Analysis
from archive.spans import Span
from archive.store import Store
from archive.store.analyses import current_rule_set, decode_analysis
from archive.store.auditing import (
    each_analysis,
    each_named,
    each_reading,
    each_snapshot,
    each_text,
    find_file_faults,
    find_fulltext_faults,
    find_index_faults,
    find_schema_faults,
    find_sealed_faults,
    find_segment_faults,
)
from archive.store.facts.decisions import decision_id
from archive.store.facts.documents import document_of_identity
from archive.store.facts.sealing import SEALED_TABLES
from archive.store.facts.texts import EVIDENCE, HINTS, METADATA, withdrawal_of
from archive.store.rulings import ruled_texts, rulings_of
from archive.store.speaker_names import find_name_faults
from archive.store.wordings import find_wording_faults

FAULTS = {
    "damaged-file": "SQLite finds the file damaged",
    "schema": "a table or index is missing or was altered",
    "dangling-reference": "a row refers to one that is not there",
    "snapshot-damaged": "the bytes of a snapshot, or of one it is packed against, cannot be unpacked",
    "snapshot-length": "a snapshot is not as long as recorded",
    "snapshot-digest": "the bytes of a snapshot are not those it is named for",
    "text-digest": "the characters of a text are not those it is named for",
    "text-length": "a text is not as long as recorded",
    "reading-unreadable": "what a reader saw in a page cannot be read",
    "capture-id": "a capture does not tell what it is named for",
    "document-id": "an article's identity is not the one it is named for",
    "decision-id": "a decision does not say what it is named for",
    "fact-edited": "a row was changed after it was written",
    "fact-count": "rows were added or removed by hand",
    "analysis-missing": "nothing is said about a text",
    "analysis-unreadable": "what is said about a text cannot be read",
    "analysis-span": "something is said about characters that the text does not have",
    "analysis-partition": "removals and sentences do not hold each character exactly once",
    "index-missing": "a row for search is not there",
    "index-extra": "a row for search has nothing to account for it",
    "index-edited": "a row for search does not say what the archive says",
    "ruling": "what is shown of a text does not follow what people ruled on it",
    "site-lines": "the lines that a site repeats are not those of its articles",
    "segments": "the columns that search counts by do not say what their table says",
    "fulltext": "the full-text index does not say what its table says",
}
"""Every fault that `verify` can find, with what it means."""


_READING_FORMS: tuple[TypeAdapter[Any], ...] = (HINTS, EVIDENCE, METADATA)


def verify(store: Store) -> Iterator[FaultRecord]:
    """Everything in the archive that is not as it was recorded; nothing when all is well.

    Others may go on writing meanwhile. When pages or tables are not what they should be, nothing else is looked at:
    restore a backup first.
    """
    with store.reading():
        structural = [*find_file_faults(store), *find_schema_faults(store)]
    yield from structural
    if any(map(_ends_the_search, structural)):
        return
    yield from find_fulltext_faults(store)
    with store.reading():
        yield from _check_contents(store)


def _ends_the_search(fault: FaultRecord) -> bool:
    """Whether nothing more can be told from this file: its pages or its tables are not what they should be."""
    return fault.fault == "damaged-file" or (fault.fault == "schema" and fault.id.startswith("table "))


def _check_contents(store: Store) -> Iterator[FaultRecord]:
    for table in SEALED_TABLES:
        yield from find_sealed_faults(store, table)
    yield from _check_snapshots(store)
    unsound: set[str] = set()
    for check in (_check_texts, _check_analyses, _check_readings):
        for fault in check(store):
            unsound.add(fault.id)
            yield fault
    yield from _check_ids(store)
    yield from find_index_faults(store, unsound)
    yield from _check_rulings(store)
    yield from find_segment_faults(store)
    yield from find_wording_faults(store.connection)
    yield from find_name_faults(store.connection)


def _check_snapshots(store: Store) -> Iterator[FaultRecord]:
    for digest, length, content in each_snapshot(store):
        if isinstance(content, str):
            yield FaultRecord(fault="snapshot-damaged", id=digest, detail=content)
        elif (found := snapshot_digest(content)) != digest:
            yield FaultRecord(fault="snapshot-digest", id=digest, detail=f"its bytes have the digest {found}")
        elif len(content) != length:
            yield FaultRecord(fault="snapshot-length", id=digest, detail=f"it has {len(content)} bytes, not {length}")


def _check_texts(store: Store) -> Iterator[FaultRecord]:
    for digest, content, length in each_text(store):
        # The name of a text is that of its UTF-8 bytes, so the two digests are one.
        if (found := snapshot_digest(content)) != digest:
            yield FaultRecord(fault="text-digest", id=digest, detail=f"its characters have the digest {found}")
        elif len(content.decode("utf-8")) != length:
            yield FaultRecord(fault="text-length", id=digest, detail=f"it does not have {length} code points")


def _check_analyses(store: Store) -> Iterator[FaultRecord]:
    for text, content, record in each_analysis(store):
        if record is None:
            yield FaultRecord(fault="analysis-missing", id=text, detail="none is the current one")
            continue
        try:
            analysis = decode_analysis(record)
        except (ValidationError, ArchiveError) as error:
            yield FaultRecord(fault="analysis-unreadable", id=text, detail=" ".join(str(error).split())[:200])
            continue
        yield from find_analysis_faults(content.decode("utf-8", "replace"), analysis)


def _check_readings(store: Store) -> Iterator[FaultRecord]:
    for text, recorded in each_reading(store):
        try:
            for form, record in zip(_READING_FORMS, recorded, strict=True):
                form.validate_json(record)
        except (ValidationError, ArchiveError) as error:
            yield FaultRecord(fault="reading-unreadable", id=text, detail=" ".join(str(error).split())[:200])


def _check_ids(store: Store) -> Iterator[FaultRecord]:
    for row in each_named(store, "captures"):
        if row["id"] != capture_id(row["source"], row["captured_at"], SnapshotDigest(row["snapshot"]), row["status"]):
            yield FaultRecord(fault="capture-id", id=row["id"], detail=f"from {row['source']} at {row['captured_at']}")
    for row in each_named(store, "documents"):
        if row["id"] != document_of_identity(row["identity"]):
            yield FaultRecord(fault="document-id", id=row["id"], detail=row["identity"])
    for row in each_named(store, "decisions"):
        if row["id"] != decision_id(row):
            yield FaultRecord(fault="decision-id", id=row["id"], detail=f"{row['field']} of {row['subject']}")


def _check_rulings(store: Store) -> Iterator[FaultRecord]:
    for text in ruled_texts(store):
        shown = current_rule_set(store, text)
        if shown is None or withdrawal_of(store, text) is not None:
            continue
        wanted = name_with_rulings(shown.partition(RULINGS_MARK)[0], rulings_of(store, text))
        if shown != wanted:
            yield FaultRecord(fault="ruling", id=text, detail=f"what is shown is {shown}, not {wanted}")


def find_analysis_faults(content: str, analysis: Analysis) -> Iterator[FaultRecord]:
    """Where an analysis breaks its own laws on this text; at most one fault per law."""
    for span in _all_spans(analysis):
        if span.end > len(content):
            detail = f"{span.start}-{span.end} of {len(content)} characters ({analysis.rule_set})"
            yield FaultRecord(fault="analysis-span", id=analysis.text, detail=detail)
            return
    if broken := _find_partition_fault(content, analysis):
        detail = f"at {broken.start}-{broken.end} ({analysis.rule_set})"
        yield FaultRecord(fault="analysis-partition", id=analysis.text, detail=detail)


def _all_spans(analysis: Analysis) -> Iterator[Span]:
    yield from (removal.span for removal in analysis.removals)
    yield from (suspect.span for suspect in analysis.suspects)
    yield from analysis.sentences
    yield from (evidence.span for evidence in analysis.evidence)
    yield from (notice.span for notice in analysis.notices)
    for quotation in analysis.quotations:
        said = quotation.attribution
        yield from quotation.segments
        yield from (via.span for via in said.via)
        yield from (span for span in (said.mention_span, said.cue_span) if span)


def _find_partition_fault(content: str, analysis: Analysis) -> Span | None:
    """The first stretch that removals and sentences hold twice, or, not being white space, not at all."""
    position = 0
    for span in sorted([*(removal.span for removal in analysis.removals), *analysis.sentences]):
        if span.start < position:
            return span
        if content[position : span.start].strip():
            return Span(position, span.start)
        position = span.end
    return Span(position, len(content)) if content[position:].strip() else None
