"""Two views of ``archive show``: a whole text, and one stretch of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archive.cli.marking import marked_lines
from archive.cli.output import count, fit, style, visible, width, wrap
from archive.cli.quotation_lines import label_of, said_by, short_link, status_remark
from archive.identifiers import SHORTEST_PREFIX, DocumentId, Permalink
from archive.provenance import say_date, say_provenance
from archive.spans import Span, line_spans

if TYPE_CHECKING:
    from archive.model import DocumentRecord, QuotationRecord
    from archive.references import Target
    from archive.store import Store
    from archive.text_model import TextRecord


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
        f"{count(len(record.removals), 'stretch', 'stretches')} set aside (✂)"
        + (f" · {len(record.suspects)} in doubt (?)" if record.suspects else ""),
        width=width(),
    )
    lines += ["", *marked_lines(record), ""]
    if record.removals or record.suspects:
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
        if remark := status_remark(store, quotation):
            lines += wrap(remark, first=" ! ", rest="   ", width=width())
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
