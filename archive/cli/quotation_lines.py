"""How one quotation looks on a terminal: the words, who said them and how that is known, where they stand.

What is hard here is to say no more than is known. A speaker that was inferred is said to be inferred; where nobody is
named, that is said; the article's own words for how the quotation travelled stand between marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.cli.output import columns_of, fit, pad, style, visible, width, wrap
from archive.identifiers import SHORTEST_PREFIX
from archive.provenance import UNSURE_BELOW, say_untitled

if TYPE_CHECKING:
    from archive.model import DocumentRecord, QuotationRecord
    from archive.store import Store

_ROLES = {"medium": "via", "relayed_by": "relayed by", "occasion": "at"}
_CLEANING = {"removed": "in a stretch set aside", "suspect": "in a doubtful stretch"}
_STATUSES = {
    "punctuation": "only typography differs in the newest version",
    "edited": "edited in the newest version",
    "moved": "moved in the newest version",
    "gone": "no longer in the newest version",
    "ambiguous": "several candidates in the newest version",
}
"""What is said of a quotation whose words are no longer, or not just so, in the newest version."""
_DIFFERING = {"edited": "other words in the newest version", "gone": "not in the newest version"}
"""The same where not both were witnessed: two texts differ, and nobody edited anything."""


def status_remark(store: Store, quotation: QuotationRecord) -> str:
    """What became of its words in the newest version, and whose texts differ where no article was edited; may be empty.

    One query where the words differ, none elsewhere.
    """
    from archive.origins import say_difference
    from archive.store.supplied import origins_beside_newest

    said = _STATUSES.get(quotation.status, "")
    if quotation.status not in _DIFFERING:
        return said
    place = (quotation.document, quotation.version)
    origins = origins_beside_newest(store, [place]).get(place)
    whose = say_difference(*origins) if origins else ""
    return f"{_DIFFERING[quotation.status]}: {whose}" if whose else said


def short_link(quotation: QuotationRecord) -> str:
    """The permalink with the beginning of the text's name, as terminals print it."""
    return f"q/{quotation.text[:SHORTEST_PREFIX]}/{quotation.start}-{quotation.end}"


def speaker_phrase(quotation: QuotationRecord) -> str:
    """Who said it and how that is known: “Jane Doe, named in the sentence”."""
    if quotation.kind == "none":
        return f"quotes nobody, {quotation.basis}" if quotation.is_ruled else "quotes nobody"
    if not quotation.speaker:
        return f"speaker not known, {quotation.basis}" if quotation.is_ruled else "speaker not recognised"
    doubt = "perhaps " if quotation.confidence < UNSURE_BELOW else ""
    return f"{doubt}{quotation.speaker}, {quotation.basis}" if quotation.basis else f"{doubt}{quotation.speaker}"


def via_phrase(quotation: QuotationRecord) -> str:
    """How the words travelled, in the article's words: “via “press briefing”, relayed by “CNN””; may be empty."""
    return ", ".join(f"{_ROLES[station.role]} “{' '.join(station.text.split())}”" for station in quotation.via)


def said_by(quotation: QuotationRecord) -> str:
    """Who said it, how that is known, and how the words travelled, as one phrase."""
    return "; ".join(part for part in (speaker_phrase(quotation), via_phrase(quotation)) if part)


def label_of(title: str | None, opening: str) -> str:
    """An article's title, or, where it has none, its first words, said to be that."""
    return title or say_untitled(opening)


def place_line(quotation: QuotationRecord, document: DocumentRecord) -> str:
    """Where it stands: article, date, link; always one line, the link whole."""
    link = short_link(quotation)
    date = (quotation.published or "undated")[:10]
    handle, label = document.handle, label_of(quotation.title, document.opening)
    room = width() - 1 - columns_of(handle) - 1 - 2 - len(date) - 2 - len(link)
    return (
        f" {style(visible(handle), bold=True)} {pad(fit(label, max(8, room)), room)}  {date}  {style(link, fg='cyan')}"
    )


def quotation_lines(
    store: Store, quotation: QuotationRecord, document: DocumentRecord, *, most: int | None = 4, remark: str = ""
) -> list[str]:
    """The lines of one quotation; ``most`` bounds those of its words (None: all), ``remark`` is one more."""
    lines = wrap(f"“{quotation.shown}”", rest=" ", width=width(), most=most)
    said = said_by(quotation)
    lines += wrap(said, first=" ", rest="  ", width=width(), most=3)
    remarks = [_CLEANING.get(quotation.cleaning, ""), status_remark(store, quotation), remark]
    if any(remarks):
        lines += wrap("; ".join(remark for remark in remarks if remark), first=" ! ", rest="   ", width=width())
    lines.append(place_line(quotation, document))
    return lines
