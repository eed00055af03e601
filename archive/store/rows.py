"""Quotations, sentences and removals as rows of the index, made from facts, current analyses and decisions.

One function per table, each a plain computation on a `HeldDocument`, so that `refresh_document` can write the rows and
`archive verify` can compare them with what is there. What is hard here is "current": lists show, per document, each
quotation once, in the newest version that still holds its words. The newest version is the one captured last: an
article put back to an old wording is that old version again. A wording that was edited away, or is gone, stays listed
beside what replaced it, with that status (`archive.store.fates`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.identifiers import Permalink, speaker_id
from archive.model import RULED, Cleaning
from archive.records import Quotation, Removal, Suspect, ViaRole
from archive.spans import Span, SpanIndex, joined, subtract_spans
from archive.store.fates import fates_in
from archive.store.fulltext import space_characters
from archive.store.held import HeldDocument, HeldText, Row, folded, to_json
from archive.words import split_words


def quoted_words(content: str, quotation: Quotation, removals: Iterable[Span]) -> str:
    """The words of a quotation without what was set aside in the middle of it, segments joined by a space."""
    if quotation.removed:
        return joined(content, quotation.segments)
    removed = tuple(removals)
    pieces = (piece.trimmed(content) for part in quotation.segments for piece in subtract_spans(part, removed))
    return joined(content, [piece for piece in pieces if piece]) or joined(content, quotation.segments)


def _overlapping(span: Span, removals: Sequence[Removal], position: int) -> tuple[list[Removal], int]:
    """The removals that share a character with ``span``, and from where to look for the next one."""
    while position < len(removals) and removals[position].span.end <= span.start:
        position += 1
    end = position
    while end < len(removals) and removals[end].span.start < span.end:
        end += 1
    return list(removals[position:end]), position


def _cleaning(quotation: Quotation, suspects: SpanIndex) -> Cleaning:
    if quotation.removed:
        return "removed"
    return "suspect" if any(suspects.overlapping(segment) for segment in quotation.segments) else "kept"


def quotation_rows(document: HeldDocument) -> list[Row]:
    """The rows of the table ``quotations``, newest version first."""
    rows: list[Row] = []
    seen: set[tuple[str, int]] = set()
    for text in document.texts:
        fate_of = fates_in(document.texts[0], text)
        suspects = SpanIndex(suspect.span for suspect in text.analysis.suspects)
        here: set[tuple[str, int]] = set()
        for quotation, nearby in _with_removals(text):
            row = _quotation_row(document, text, quotation, nearby)
            row["cleaning"] = _cleaning(quotation, suspects)
            words = (_spoken(row["quoted"]), row["removed"])
            fate = fate_of(quotation)
            row["status"], row["became"] = fate.status, fate.became
            row["is_current"] = int(words not in seen and not fate.is_superseded)
            rows.append(row)
            here.add(words)
        seen |= here
    return rows


def _spoken(quoted: str) -> str:
    """The words alone: a wording that differs by its marks only is listed once."""
    return " ".join(word.key for word in split_words(quoted)) or folded(quoted)


def _with_removals(text: HeldText) -> Iterable[tuple[Quotation, list[Removal]]]:
    position = 0
    seen: set[Span] = set()
    for quotation in sorted(text.analysis.quotations, key=lambda quotation: quotation.span):
        if quotation.span in seen:
            continue
        seen.add(quotation.span)
        nearby, position = _overlapping(quotation.span, text.analysis.removals, position)
        yield quotation, nearby


def _quotation_row(document: HeldDocument, text: HeldText, quotation: Quotation, nearby: list[Removal]) -> Row:
    said = quotation.attribution
    words = quoted_words(text.content, quotation, [removal.span for removal in nearby])
    called = None if said.confidence >= RULED else document.called.get(said.speaker_id or "")

    def via(role: ViaRole) -> str:
        return to_json([station.text for station in said.via if station.role == role])

    return {
        "permalink": str(quotation.permalink(text.digest)),
        "quoted": words,
        "speaker": called or said.speaker,
        "speaker_id": speaker_id(called) if called else said.speaker_id,
        "outlet": document.known("outlet"),
        "published": document.known("published"),
        "kind": quotation.kind,
        "cue": said.cue,
        "medium": via("medium"),
        "relayed_by": via("relayed_by"),
        "occasion": via("occasion"),
        "language": document.known("language"),
        "document": document.id,
        "source": text.first_capture["source"],
        "title": document.known("title"),
        "tags": document.tags,
        "captured_at": text.first_capture["captured_at"],
        "method": text.first_capture["method"],
        "removed": int(quotation.removed),
        "version": text.number,
        "confidence": said.confidence,
        "basis": said.basis,
        "mention": said.mention,
        "text": text.digest,
        "start": quotation.span.start,
        "end": quotation.span.end,
        "segments": to_json([[segment.start, segment.end] for segment in quotation.segments]),
        "mention_start": said.mention_span.start if said.mention_span else None,
        "mention_end": said.mention_span.end if said.mention_span else None,
        "cue_start": said.cue_span.start if said.cue_span else None,
        "cue_end": said.cue_span.end if said.cue_span else None,
        "via": to_json(
            [{"text": via.text, "role": via.role, "span": [via.span.start, via.span.end]} for via in said.via]
        ),
        "spaced": space_characters(words),
    }


def sentence_rows(document: HeldDocument) -> list[Row]:
    """The rows of the table ``sentences``, newest version first."""
    rows: list[Row] = []
    seen: set[str] = set()
    for text in document.texts:
        here: set[str] = set()
        for span in text.analysis.sentences:
            content = span.of(text.content)
            words = folded(content)
            here.add(words)
            rows.append(
                {
                    "permalink": str(Permalink(text.digest, span)),
                    "content": content,
                    "document": document.id,
                    "version": text.number,
                    "is_current": int(words not in seen),
                    "text": text.digest,
                    "start": span.start,
                    "end": span.end,
                    "spaced": space_characters(content),
                }
            )
        seen |= here
    return rows


def removal_rows(document: HeldDocument) -> list[Row]:
    """The rows of the table ``removals``, newest version first."""
    return [row for text in document.texts for row in _marked_rows(document, text, text.analysis.removals)]


def suspect_rows(document: HeldDocument) -> list[Row]:
    """The rows of the table ``suspects``, newest version first."""
    return [row for text in document.texts for row in _marked_rows(document, text, text.analysis.suspects)]


def _marked_rows(document: HeldDocument, text: HeldText, marks: Sequence[Removal | Suspect]) -> list[Row]:
    return [
        {
            "content": mark.span.of(text.content),
            "label": mark.label,
            "rule": mark.rule,
            "evidence": mark.evidence,
            "score": mark.score,
            "document": document.id,
            "is_current": int(text is document.newest),
            "text": text.digest,
            "start": mark.span.start,
            "end": mark.span.end,
        }
        for mark in marks
    ]
