"""What is known of an article, each value with where it is known from.

A person's latest decision beats what the article says; nothing beats nothing: what nobody said stays unknown. Of two
stretches that tell the same field the surer one counts, then what the page declares, then the earlier one.

A decision on ``tag`` adds that tag, one on ``untag`` takes that one away, and ``tag`` with no value takes all away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.addresses import CLAIMS
from archive.identifiers import DocumentId, TextDigest
from archive.model import MetadatumRecord
from archive.records import Analysis, Decision, Evidence
from archive.store.connection import Store
from archive.store.facts.decisions import decisions_of
from archive.store.facts.documents import reasons_of_alias
from archive.store.facts.texts import EVIDENCE, METADATA

FIELDS = ("title", "outlet", "author", "published", "language", "url")
"""The fields with one value each, in the order in which they are shown; ``agency`` and ``tag`` follow."""


_CONFIDENCE_OF_CLAIM = 0.9


def effective_metadata(store: Store, document: DocumentId, analysis: Analysis | None) -> list[MetadatumRecord]:
    """What is known of the document, ``analysis`` being that of its newest text: one record per field, many of tags."""
    told = _told_by_text(store, analysis) if analysis else []
    known = {metadatum.field: metadatum for metadatum in told}
    identity = store.value("SELECT identity FROM documents WHERE id = ?", [document])
    if identity and identity.startswith("url:"):
        known["url"] = _address(store, document, identity.removeprefix("url:"), known.get("url"))
    decisions = decisions_of(store, document)
    for field in FIELDS:
        given = _latest(decisions, field)
        if given and given.value is not None:
            known[field] = _given(given, given.value)
    order = {field: place for place, field in enumerate((*FIELDS, "agency"))}
    found = sorted(known.values(), key=lambda metadatum: order.get(metadatum.field, len(order)))
    return found + effective_tags(decisions)


def _address(store: Store, document: DocumentId, url: str, told: MetadatumRecord | None) -> MetadatumRecord:
    """The address that names an article: captured there, or no more than the word of its page or of a person."""
    reasons = reasons_of_alias(store, document, "url", url)
    if not reasons or not CLAIMS.keys() >= set(reasons):
        return MetadatumRecord(field="url", value=url, source="address")
    source = CLAIMS[reasons[0]]
    confidence = told.confidence if told and told.source == source else _CONFIDENCE_OF_CLAIM
    return MetadatumRecord(field="url", value=url, source=source, confidence=confidence)


def _latest(decisions: Sequence[Decision], field: str) -> Decision | None:
    return next((decision for decision in reversed(decisions) if decision.field == field), None)


def _given(decision: Decision, value: str) -> MetadatumRecord:
    field = decision.field
    return MetadatumRecord(field=field, value=value, source="given", author=decision.author, made_at=decision.made_at)


def effective_tags(decisions: Iterable[Decision]) -> list[MetadatumRecord]:
    """The tags that stand after all decisions, oldest first."""
    tags: dict[str, MetadatumRecord] = {}
    for decision in decisions:
        if decision.field == "tag" and decision.value is None:
            tags.clear()
        elif decision.field == "tag" and decision.value is not None:
            tags.setdefault(decision.value, _given(decision, decision.value))
        elif decision.field == "untag" and decision.value is not None:
            tags.pop(decision.value, None)
    return list(tags.values())


def _told_by_text(store: Store, analysis: Analysis) -> list[MetadatumRecord]:
    """The best that the page and its text tell, one record per field."""
    text = analysis.text
    told: list[MetadatumRecord] = []
    for row in store.rows("SELECT * FROM readings WHERE text = ? ORDER BY rowid LIMIT 1", [text]):
        told += [
            MetadatumRecord(field=said.field, value=said.value, source=said.source, confidence=said.confidence)
            for said in METADATA.validate_json(row["metadata"])
        ]
        told += [_from_evidence(found, row["reader"], text) for found in EVIDENCE.validate_json(row["evidence"])]
    told += [_from_evidence(found, "text", text) for found in analysis.evidence]
    best: dict[str, MetadatumRecord] = {}
    for record in told:
        if record.field not in best or _is_surer(record, best[record.field]):
            best[record.field] = record
    if analysis.language and "language" not in best:
        best["language"] = MetadatumRecord(field="language", value=analysis.language, source="text:language")
    return list(best.values())


def _is_surer(record: MetadatumRecord, known: MetadatumRecord) -> bool:
    """Whether it counts instead; a declared ``de-AT`` is beaten by a text in Dutch, not by one in German."""
    if record.field == "language" and record.value.partition("-")[0] == known.value.partition("-")[0]:
        return False
    return (record.confidence or 0) > (known.confidence or 0)


def _from_evidence(found: Evidence, seen_by: str, text: TextDigest) -> MetadatumRecord:
    return MetadatumRecord(
        field=found.field,
        value=found.value,
        source=f"{seen_by}:{found.rule}",
        confidence=found.confidence,
        text=text,
        start=found.span.start,
        end=found.span.end,
    )
