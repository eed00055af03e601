"""``archive quotations``: the quotations of the archive, or of some articles, with their links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import session_of
from archive.cli.options import filter_options, json_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.model import QuotationRecord
    from archive.store import SearchFilters, Store


@make_command("quotations", example="archive quotations 002\narchive quotations --speaker Putin --json")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@filter_options
@json_option
@click.pass_context
def command(ctx: click.Context, /, documents: tuple[str, ...], as_json: bool, limit: int | None, **given: Any) -> None:
    """List quotations with their speakers and links, of all articles or of some.

    Filters narrow each other down; one given twice means “or”; “none” asks for
    what the article does not state (--outlet none). A quotation in a stretch set
    aside, such as a photo caption, is listed with a remark.
    """
    from archive.cli.filters import filters_of
    from archive.cli.output import note, print_json

    with opened_archive(ctx, read_only=True) as store:
        given["document"] = (*given["document"], *documents)
        filters = filters_of(store, given, removed=True)
        found = each_quotation(store, filters, limit)
        if as_json:
            for quotation in found:
                print_json(quotation)
            return
        shown = print_quotations(store, found, filters)
        if not shown and not session_of(ctx).is_quiet:
            note("No quotation answers to that. archive documents lists what is held.")


def each_quotation(store: Store, filters: SearchFilters, limit: int | None) -> Iterator[QuotationRecord]:
    """The quotations that the filters ask for, read a page at a time, at most ``limit``."""
    from dataclasses import replace

    from archive.store.searching import MOST_HITS, search_quotations

    left = limit
    cursor = None
    while left is None or left > 0:
        size = MOST_HITS if left is None else min(left, MOST_HITS)
        page = search_quotations(store, replace(filters, limit=size, after=cursor))
        yield from page.hits
        cursor = page.next
        if cursor is None:
            return
        left = None if left is None else left - len(page.hits)


def print_quotations(store: Store, quotations: Iterator[QuotationRecord], filters: SearchFilters) -> int:
    """How many quotations were printed, article by article, with what they add up to below."""
    from archive.cli.output import count
    from archive.cli.quotation_lines import quotation_lines
    from archive.identifiers import DocumentId
    from archive.provenance import say_range
    from archive.store.documents import document

    records = {}
    segments = shown = removed = 0
    for quotation in quotations:
        if quotation.document not in records:
            records[quotation.document] = document(store, DocumentId(quotation.document))
        remark = say_range(quotation.published, filters.since, filters.until)
        for line in quotation_lines(store, quotation, records[quotation.document], most=None, remark=remark):
            click.echo(line)
        click.echo()
        shown, segments, removed = shown + 1, segments + len(quotation.segments), removed + quotation.removed
    if shown:
        pieces = f" in {count(segments, 'segment')}" if segments != shown else ""
        aside = f", {removed} of them in stretches set aside" if removed else ""
        click.echo(f"{count(shown, 'quotation')}{pieces}{aside}, {count(len(records), 'article')}")
    return shown
