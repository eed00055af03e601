"""The three views of ``archive show``: a whole text, one stretch of it, and the reasons behind each mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archive.cli.marking import marked_lines, why_lines
from archive.cli.output import count, fit, style, visible, width, wrap
from archive.cli.quotation_lines import STATUS_REMARKS, label_of, said_by, short_link, speaker_phrase
from archive.identifiers import SHORTEST_PREFIX, DocumentId, Permalink
from archive.provenance import say_date, say_provenance
from archive.spans import Span, line_spans

if TYPE_CHECKING:
    from archive.model import DocumentRecord, QuotationRecord, TextRecord
    from archive.references import Target
    from archive.store import Store


def came_in(document: DocumentRecord) -> str:
    """How the latest text of an article came in, what nobody vouches for, and whether its page is gone."""
    said = say_provenance(document, document.method, document.last_captured_at)
    return f"{said} The page is gone since {say_date(document.gone_at)}." if document.gone_at else said


def _documents(store: Store, record: TextRecord, target: Target) -> Sequence[DocumentRecord]:
    from archive.store.documents import list_documents

    chosen = [target.document] if target.document else [DocumentId(document) for document in record.documents]
    return list_documents(store, chosen)


def text_lines(store: Store, record: TextRecord, target: Target, reference: str) -> list[str]:
    """The whole text under a head that names it, and the next useful commands at its foot."""
    lines: list[str] = []
    for document in _documents(store, record, target):
        lines.append(style(fit(label_of(document.title, document.opening), width()), bold=True))
        lines += wrap(
            f"{document.handle}  {came_in(document)}",
            width=width(),
            rest="  ",
        )
    quotations = [quotation for quotation in record.quotations if quotation.kind != "none"]
    spans = {(quotation.start, quotation.end) for quotation in quotations}
    lines += wrap(
        f"text {record.text[:SHORTEST_PREFIX]} · {count(len(spans), 'quotation')} (❝) · "
        f"{count(len(record.removals), 'stretch', 'stretches')} set aside (✂)",
        width=width(),
    )
    lines += ["", *marked_lines(record), ""]
    if record.removals:
        lines.append(f"Why set aside: archive show {visible(reference)} --why")
    if spans:
        lines.append(f"Its quotations with links: archive quotations {visible(reference)}")
    return lines


def stretch_lines(store: Store, record: TextRecord, span: Span, target: Target) -> list[str]:
    """The stretch that a link names, who said it, how it came in, its paragraph, and how to check it."""
    link = Permalink(target.text, span)
    lines = wrap(span.of(record.content), first=" ", rest=" ", width=width())
    for quotation in _quotations_at(record, span):
        said = said_by(quotation)
        at = "" if (quotation.start, quotation.end) == (span.start, span.end) else f" ({short_link(quotation)})"
        lines += wrap(f"{said}{at}", first=" – ", rest="   ", width=width())
        if quotation.status in STATUS_REMARKS:
            lines += wrap(STATUS_REMARKS[quotation.status], first=" ! ", rest="   ", width=width())
    lines.append("")
    for document in _documents(store, record, target):
        lines.append(fit(f"{document.handle}  {label_of(document.title, document.opening)}", width()))
        lines += wrap(came_in(document), first="  ", rest="  ", width=width())
    lines += ["", "In its paragraph:", *wrap(_paragraph(record.content, span), first="  ", rest="  ", width=width())]
    check = f"archive show {link.text[:SHORTEST_PREFIX]} --raw | sha256sum"
    return [*lines, "", f"Link   {link}", f"Check  {check}", f"       prints {link.text}"]


def _quotations_at(record: TextRecord, span: Span) -> list[QuotationRecord]:
    """The quotations that the stretch is, or else those that it touches; each once, whatever articles hold them."""
    touching: dict[tuple[int, int], QuotationRecord] = {}
    for quotation in record.quotations:
        if any(Span(*segment).overlaps(span) for segment in quotation.segments):
            touching.setdefault((quotation.start, quotation.end), quotation)
    exact = touching.get((span.start, span.end))
    return [exact] if exact else list(touching.values())


def _paragraph(text: str, span: Span) -> str:
    """The lines that the stretch stands in."""
    lines = [line.of(text) for line in line_spans(text) if line.start < span.end and span.start < line.end]
    return " ".join(" ".join(lines).split())


def why_view(record: TextRecord, span: Span | None) -> list[str]:
    """Each decision about the text or a stretch of it, with its reasons: what was set aside, who said what."""
    whole = span or Span(0, len(record.content))
    removals = [found for found in record.removals if Span(found.start, found.end).overlaps(whole)]
    removed = sum(found.end - found.start for found in removals)
    lines = wrap(
        f"Set aside: {count(len(removals), 'stretch', 'stretches')}, {removed:,} of {len(whole):,} characters, "
        f"by the rules {record.rule_set}",
        width=width(),
    )
    for removal in removals:
        lines += why_lines(removal)
    for notice in record.notices:
        lines += wrap(f"{notice.content}", first=f"Kept, a {notice.kind}: ", rest="  ", width=width())
    quotations = {(found.start, found.end): found for found in record.quotations if _is_inside(found, whole)}
    lines += ["", f"Quotations: {len(quotations)}"]
    for quotation in quotations.values():
        lines += _why_quotation(quotation)
    return lines


def _is_inside(quotation: QuotationRecord, whole: Span) -> bool:
    return Span(quotation.start, quotation.end).overlaps(whole)


def _why_quotation(quotation: QuotationRecord) -> list[str]:
    head = f"{quotation.start}-{quotation.end}"
    sure = f" ({quotation.confidence:.0%} sure)" if quotation.speaker else ""
    who = (speaker_phrase(quotation) if quotation.speaker else "speaker not recognised") + sure
    lines = wrap(f"{quotation.kind}: {who}", first=f"{head:<12}", rest=" " * 12, width=width())
    told = [("mention", quotation.mention, quotation.mention_span), ("cue", quotation.cue, quotation.cue_span)]
    told += [(station.role.replace("_", " "), station.text, station.span) for station in quotation.via]
    for name, words, span in told:
        if words:
            at = f" at {span[0]}-{span[1]}" if span else ""
            lines += wrap(f"{name} “{words}”{at}", first=" " * 12, rest=" " * 14, width=width())
    return [*lines, *wrap(f"“{quotation.quoted}”", first=" " * 12, rest=" " * 13, width=width(), most=2)]
