"""``archive documents``: what the archive holds, an article a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import session_of
from archive.cli.options import json_option

if TYPE_CHECKING:
    from archive.model import DocumentRecord


@make_command("documents", example="archive documents\narchive documents --json")
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the articles.

    Each line begins with the name that other commands take for it (archive show
    002), the shortest beginning of its file's name that fits no other article.
    """
    from archive.cli.output import note, print_json
    from archive.store.documents import list_documents

    with opened_archive(ctx, read_only=True) as store:
        documents = list_documents(store)
    if as_json:
        for document in documents:
            print_json(document)
        return
    for line in table_of(documents):
        click.echo(line)
    if not documents and not session_of(ctx).is_quiet:
        note("No article yet. archive add FILE archives one.")


def table_of(documents: list[DocumentRecord]) -> list[str]:
    """The articles as aligned lines under a head; no lines for none."""
    from archive.cli.output import columns_of, count, fit, pad, style, width
    from archive.cli.quotation_lines import label_of

    if not documents:
        return []
    names = max(columns_of(fit(document.handle, 20)) for document in documents)
    outlets = max(6, *(columns_of(fit(document.outlet or "–", 18)) for document in documents))
    # What is left of the line: name, title, outlet, date (10), quotations (10), versions (8), two blanks between them.
    room = max(16, width() - names - outlets - 10 - 10 - 8 - 10)
    head = f"{'':{names}}  {'title':{room}}  {'outlet':{outlets}}  {'published':10}  quotations  versions"
    lines = [style(head.rstrip(), dim=True)]
    for document in documents:
        cells = (
            style(pad(fit(document.handle, 20), names), bold=True),
            pad(fit(label_of(document.title, document.opening), room), room),
            pad(fit(document.outlet or "–", 18), outlets),
            pad((document.published or "undated")[:10], 10),
            pad(f"{document.quotations:,}", 10, right=True),
            pad(f"{document.versions:,}", 8, right=True),
        )
        lines.append("  ".join(cells))
    total = sum(document.quotations for document in documents)
    lines.append(f"{count(len(documents), 'article')}, {count(total, 'quotation')} in their newest versions")
    return lines
