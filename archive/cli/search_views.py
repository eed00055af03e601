"""How hits are shown: how many, the best of them, and what would narrow the rest down, with true counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import click

from archive.cli.output import count, fit, has_colour, note, style, visible, width, wrap
from archive.cli.quotation_lines import label_of, quotation_lines
from archive.cli.quotations import each_quotation
from archive.identifiers import SHORTEST_PREFIX, DocumentId
from archive.provenance import say_range
from archive.store.documents import document
from archive.store.facets import facets
from archive.store.searching import MOST_RANKED, search_quotations, search_sentences

if TYPE_CHECKING:
    from archive.model import DocumentRecord, Facet, FacetValue, QuotationRecord, SentenceRecord
    from archive.store import SearchFilters, Store

HIT_MARKS = ("\u2061", "\u2062")
"""What encloses the words searched for on their way to the terminal: two characters that take no room and that news
text has no use for (invisible function application and times)."""
MOST_HINTS = 3
"""Ways to narrow a search that are named at its foot."""

_HINTS = ("speaker", "outlet", "document", "medium")


def print_quotation_hits(store: Store, filters: SearchFilters) -> int:
    """How many quotations were found in all; those within the limit are printed."""
    page = search_quotations(store, replace(filters, limit=0))
    if not page.total:
        _print_nothing(store, filters)
        return 0
    click.echo(
        f"{count(page.total, 'quotation')} by {count(page.speakers, 'speaker')} in {count(page.documents, 'article')}"
    )
    if page.sorted_by != filters.sort:
        note(f"Newest first: more than {MOST_RANKED:,} hits are not sorted by relevance.")
    shown = 0
    for hit in each_quotation(store, replace(filters, marks=HIT_MARKS), filters.limit):
        click.echo()
        for line in _hit_lines(store, hit, filters):
            click.echo(line)
        shown += 1
    _print_foot(store, filters, page.total - shown)
    _note_undated(store, filters)
    return page.total


def print_sentence_hits(store: Store, filters: SearchFilters, *, is_second: bool) -> int:
    """How many sentences were found in all; those within the limit are printed."""
    page = search_sentences(store, replace(filters, marks=HIT_MARKS))
    if is_second:
        click.echo()
    click.echo(f"{count(page.total, 'sentence')} in {count(page.documents, 'article')}")
    for hit in page.hits:
        click.echo()
        for line in _sentence_lines(hit, _document(store, hit.document), filters):
            click.echo(line)
    if page.total > len(page.hits):
        click.echo(f"{page.total - len(page.hits):,} more. All: --limit {page.total}")
    return page.total


def _document(store: Store, document_id: str) -> DocumentRecord:
    return document(store, DocumentId(document_id))


def _hit_lines(store: Store, hit: QuotationRecord, filters: SearchFilters) -> list[str]:
    remark = say_range(hit.published, filters.since, filters.until)
    lines = quotation_lines(store, hit, _document(store, hit.document), remark=remark)
    words = wrap(f"“{hit.snippet or hit.shown}”", rest=" ", width=width(), most=4)
    first_after_words = len(wrap(f"“{hit.shown}”", rest=" ", width=width(), most=4))
    return [*highlighted(words), *lines[first_after_words:]]


def _sentence_lines(hit: SentenceRecord, document: DocumentRecord, filters: SearchFilters) -> list[str]:
    remark = say_range(document.published, filters.since, filters.until)
    link = f"q/{hit.text[:SHORTEST_PREFIX]}/{hit.start}-{hit.end}"
    room = width() - len(link) - 3
    place = fit(f"{document.handle} {label_of(document.title, document.opening)}", room)
    words = wrap(hit.snippet or hit.content, first=" ", rest=" ", width=width(), most=4)
    remarks = [f" ! {remark}"] if remark else []
    return [*highlighted(words), *remarks, f" {visible(place)}  {style(link, fg='cyan')}"]


def highlighted(lines: Iterable[str]) -> list[str]:
    """The lines with the words searched for in bold, where colour is wanted; the marks are gone in any case."""
    begin, end = ("\x1b[1m", "\x1b[22m") if has_colour() else ("", "")
    return [line.replace(HIT_MARKS[0], begin).replace(HIT_MARKS[1], end) for line in lines]


def _print_foot(store: Store, filters: SearchFilters, more: int) -> None:
    """What was not shown, and which filters would narrow it down; nothing when all was shown."""
    if more <= 0:
        return
    hints = [
        _hint(store, facet, value) for facet, value in _narrowing(facets(store, filters, _HINTS), filters)[:MOST_HINTS]
    ]
    click.echo()
    narrow = f" Narrow: {', '.join(hints)}" if hints else ""
    for line in wrap(f"{more:,} more.{narrow}", rest="  ", width=width()):
        click.echo(line)


def _narrowing(found: list[Facet], filters: SearchFilters) -> list[tuple[Facet, FacetValue]]:
    """The most frequent values that some but not all hits have, one round of facets after the other."""
    usable = [
        [(facet, value) for value in facet.values if value.value is not None][:2]
        for facet in found
        if not getattr(filters, facet.name) and len(facet.values) > 1
    ]
    rounds = ([values[place] for values in usable if len(values) > place] for place in range(2))
    return list(chain.from_iterable(rounds))


def _hint(store: Store, facet: Facet, value: FacetValue) -> str:
    """A filter as it is typed, with the number of hits it would leave."""
    is_document = facet.name == "document" and value.value
    typed = _document(store, value.value).handle if is_document and value.value else value.label
    quoted = typed if typed and all(letter.isalnum() or letter in "-_.’" for letter in typed) else f'"{typed}"'
    return f"--{facet.name.replace('_', '-')} {quoted} ({value.count:,})"


def _note_undated(store: Store, filters: SearchFilters) -> int:
    """How many more there are in articles without a date, which a range of dates passes over; said if any."""
    if not filters.since and not filters.until:
        return 0
    anywhen = replace(filters, since=None, until=None, published=(None,), after=None, limit=0)
    undated = search_quotations(store, anywhen).total
    if undated:
        note(f"{count(undated, 'quotation')} more in articles without a date: archive describe ARTICLE --published …")
    return undated


def _print_nothing(store: Store, filters: SearchFilters) -> None:
    """Nothing was found: said, with what may be tried next."""
    click.echo("0 quotations")
    others = search_sentences(store, replace(filters, limit=0)).total
    removed = 0 if filters.removed else search_quotations(store, replace(filters, limit=0, removed=True)).total
    if others and "sentences" not in filters.in_:
        note(f"{count(others, 'sentence')} with these words: add --in sentences")
    if removed:
        note(f"{count(removed, 'quotation')} in stretches set aside: add --removed")
    undated = _note_undated(store, filters)
    if not others and not removed and not undated:
        note("Try fewer words, the beginning of a word (kurs*), or another spelling.")
