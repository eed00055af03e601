"""What several pages show alike: a line about a quotation, a line about an article, a stretch with its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.identifiers import DocumentId
from archive.model import DocumentRecord, Facet, QuotationRecord, SentenceRecord
from archive.origins import is_witnessed
from archive.provenance import CAME_IN_SHORT, UNSURE_BELOW, say_date, say_range
from archive.records import Analysis, Method
from archive.source_names import name_source
from archive.store import Store
from archive.store.article_lists import ArticlePage
from archive.store.documents import list_documents, untitled_openings
from archive.store.supplied import origins_beside_newest
from archive.web.links import Links
from archive.web.marking import Mark, show_invisible
from archive.web.wording import (
    LATER_NOTES,
    OWN_SUPPLIED_NOTES,
    ROLES,
    SUPPLIED_NOTES,
    name_document,
    say_count,
    shorten,
)

HIT_MARKS = ("\x02", "\x03")
"""What encloses a hit in a snippet: STX and ETX, which no article shows."""
DateRange = tuple[str | None, str | None]
"""From when until when was asked for, both ends included; None leaves an end open."""
LONGEST_HIT = 400
"""How many code points of a quotation a list shows."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words in a list; ``hit`` when the search found it."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One quotation or sentence as lists show it."""

    runs: tuple[Run, ...]
    address: str
    speaker: str | None
    speaker_address: str
    via: tuple[str, ...]
    document: str
    document_address: str
    date: str
    published: str | None
    outlet: str | None
    came_in: str
    notes: tuple[str, ...]
    language: str | None
    is_quotation: bool = True
    is_ruled: bool = False


def show_quotation_hit(
    row: QuotationRecord,
    links: Links,
    opening: str = "",
    within: DateRange = (None, None),
    origins: tuple[Method, Method] = ("fetched", "fetched"),
) -> Hit:
    """A quotation as a line of a list; ``origins``: how its version and the newest of its article came in."""
    notes = []
    if row.removed:
        notes.append("in a stretch set aside")
    if row.cleaning == "suspect":
        notes.append("in a doubtful stretch")
    if row.status in LATER_NOTES:
        own, newest = map(is_witnessed, origins)
        told = SUPPLIED_NOTES if not newest else LATER_NOTES if own else OWN_SUPPLIED_NOTES
        notes.append(told[row.status])
    if row.kind == "none":
        notes.append("quotes nobody")
    if row.is_ruled:
        notes.append(f"{'speaker' if row.speaker else 'no speaker'} {row.basis}")
    if row.speaker and row.confidence < UNSURE_BELOW:
        notes.append("this speaker is uncertain")
    if unsure := say_range(row.published, *within):
        notes.append(unsure)
    return Hit(
        runs=split_snippet(row.snippet, row.shown),
        address=links.permalink(row.permalink),
        speaker=row.speaker,
        speaker_address=links.speaker(row.speaker_id) if row.speaker_id else "",
        via=tuple(f"{ROLES[via.role]} {shorten(via.text, 60)}" for via in row.via),
        document=name_document(row.title, opening) if row.title or opening else name_source(row.source),
        document_address=links.document(row.document),
        date=say_date(row.published) or "undated",
        published=row.published,
        outlet=row.outlet,
        came_in=CAME_IN_SHORT[row.method],
        notes=tuple(notes),
        language=row.language,
        is_ruled=row.is_ruled,
    )


def list_hits(
    store: Store, rows: Sequence[QuotationRecord], links: Links, within: DateRange = (None, None)
) -> list[Hit]:
    """The quotations as lines of a list, articles without a title called by their first words."""
    untitled = {row.document for row in rows if not row.title}
    openings = untitled_openings(store, untitled) if untitled else {}
    differing = {(row.document, row.version) for row in rows if row.status in LATER_NOTES}
    origins = origins_beside_newest(store, differing) if differing else {}
    return [
        show_quotation_hit(
            row,
            links,
            openings.get(row.document, ""),
            within,
            origins.get((row.document, row.version), ("fetched", "fetched")),
        )
        for row in rows
    ]


def name_articles(store: Store, counted: Sequence[Facet]) -> list[Facet]:
    """The same facets, articles without a title called by their first words."""
    return [_name_articles(store, facet) if facet.name == "document" else facet for facet in counted]


def _name_articles(store: Store, facet: Facet) -> Facet:
    openings = untitled_openings(store, {value.value for value in facet.values if value.value})
    values = [
        value.model_copy(update={"label": name_document(None, openings[value.value])})
        if value.value in openings
        else value
        for value in facet.values
    ]
    return facet.model_copy(update={"values": values})


def list_sentence_hits(
    store: Store, rows: Sequence[SentenceRecord], links: Links, within: DateRange = (None, None)
) -> list[Hit]:
    """The sentences as lines of a list, each with what is known of its article."""
    held = list_documents(store, sorted({DocumentId(row.document) for row in rows}))
    articles = {record.document: record for record in held}
    return [_show_sentence_hit(row, articles[row.document], links, within) for row in rows if row.document in articles]


def _show_sentence_hit(row: SentenceRecord, article: DocumentRecord, links: Links, within: DateRange) -> Hit:
    unsure = say_range(article.published, *within)
    return Hit(
        runs=split_snippet(row.snippet, row.content),
        address=links.permalink(row.permalink),
        speaker=None,
        speaker_address="",
        via=(),
        document=name_document(article.title, article.opening),
        document_address=links.document(row.document),
        date=say_date(article.published) or "undated",
        published=article.published,
        outlet=article.outlet,
        came_in=CAME_IN_SHORT[article.method],
        notes=(unsure,) if unsure else (),
        language=article.language,
        is_quotation=False,
    )


def split_snippet(snippet: str | None, whole: str) -> tuple[Run, ...]:
    r"""The runs of a snippet, whose hits stand between `HIT_MARKS`; without one, the beginning of the whole.

    >>> [(run.text, run.hit) for run in split_snippet("in \x02Kursk\x03 now", "")]
    [('in ', False), ('Kursk', True), (' now', False)]
    """
    if not snippet:
        return (Run(show_invisible(shorten(whole, LONGEST_HIT))),)
    runs: list[Run] = []
    for index, part in enumerate(snippet.split(HIT_MARKS[0])):
        hit, closed, rest = part.partition(HIT_MARKS[1]) if index else ("", "", part)
        runs += [Run(hit, hit=bool(closed)), Run(rest)]
    return tuple(Run(show_invisible(" ".join(run.text.splitlines())), run.hit) for run in runs if run.text)


@dataclass(frozen=True, slots=True)
class Article:
    """One article as lists show it."""

    name: str
    has_title: bool
    address: str
    outlet: str | None
    outlet_address: str
    date: str
    record: DocumentRecord
    captured: str
    came_in: str
    notes: tuple[str, ...]


def list_page(page: ArticlePage, links: Links) -> list[Article]:
    """The articles of a page as lines of a list."""
    return [
        show_article(record, links, page.changed_at.get(record.document), has_supplied=record.document in page.supplied)
        for record in page.articles
    ]


def show_article(
    record: DocumentRecord, links: Links, changed_at: str | None = None, *, has_supplied: bool = False
) -> Article:
    """An article as a line of a list; ``has_supplied``: not all of its versions were witnessed."""
    notes = []
    if record.versions > 1 and has_supplied:
        notes.append(f"≠ {say_count(record.versions, 'version')}, not all received from its address")
    elif record.versions > 1:
        when = f", last on {say_date(changed_at)}" if changed_at else ""
        notes.append(f"▲ changed: {say_count(record.versions, 'version')}{when}")
    if record.gone_at:
        notes.append(f"✕ gone since {say_date(record.gone_at)}")
    return Article(
        name=name_document(record.title, record.opening),
        has_title=bool(record.title),
        address=links.document(record.document),
        outlet=record.outlet,
        outlet_address=links.outlet(record.outlet) if record.outlet else "",
        date=say_date(record.published) or "undated",
        record=record,
        captured=say_date(record.last_captured_at),
        came_in=CAME_IN_SHORT[record.method],
        notes=tuple(notes),
    )


def removal_marks(analysis: Analysis) -> list[Mark]:
    """What is set aside or in doubt, as marks."""
    marks = [Mark(removal.span, "removed") for removal in analysis.removals]
    return marks + [Mark(suspect.span, "suspect") for suspect in analysis.suspects]


def say_gone(record: DocumentRecord) -> str:
    """Since when the page of an article is gone, and when it was last seen; empty while it is there."""
    if not record.gone_at:
        return ""
    return f"since {say_date(record.gone_at)}; last seen on {say_date(record.last_captured_at)}"
