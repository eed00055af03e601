"""``archive log``: the captures of one article, and which of them changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.options import json_option

if TYPE_CHECKING:
    from archive.model import DocumentRecord, LogRecord


@make_command("log", example="archive log 002")
@click.argument("document", metavar="DOCUMENT")
@json_option
@click.pass_context
def command(ctx: click.Context, document: str, as_json: bool) -> None:
    """List the captures of an article, oldest first, and what each changed.

    DOCUMENT is its handle, file, address or id (archive documents lists them).
    """
    from archive.cli.output import print_json
    from archive.references import resolve_document
    from archive.store.documents import document as document_record
    from archive.store.documents import log

    with opened_archive(ctx, read_only=True) as store:
        found = resolve_document(store, document)
        entries = log(store, found)
        record = document_record(store, found)
    if as_json:
        for entry in entries:
            print_json(entry)
        return
    for line in log_lines(record, entries):
        click.echo(line)


_CHANGES = {
    "new": "first capture",
    "changed": "changed",
    "unchanged": "as before",
    "gone": "gone",
    "refused": "no article",
}


def _answer(entry: LogRecord) -> str:
    """What the server said where it gave no article."""
    return f" (HTTP {entry.status})" if entry.status else ""


def log_lines(document: DocumentRecord, entries: list[LogRecord]) -> list[str]:
    """The captures as aligned lines under the article's name."""
    from archive.cli.output import count, fit, pad, short_date, style, visible, width, wrap
    from archive.cli.quotation_lines import label_of
    from archive.identifiers import SHORTEST_PREFIX
    from archive.origins import origins_of, pair_changes, say_difference, say_supplied_current

    origins = origins_of(entries)
    compared = {later.capture: earlier for earlier, later in pair_changes(entries)}
    lines = [
        style(fit(label_of(document.title, document.opening), width()), bold=True),
        f"{count(document.versions, 'version')}, {count(document.captures, 'capture')} (times in UTC)",
    ]
    for entry in entries:
        before = compared.get(entry.capture)
        said = say_difference(origins[before.version or 0], origins[entry.version or 0]) if before else ""
        words = (
            f"differs: version {entry.version}"
            if said
            else _CHANGES[entry.change] + (f": version {entry.version}" if entry.version else _answer(entry))
        )
        by = f", by {entry.by}" if entry.by else ""
        text = pad((entry.text or "")[:SHORTEST_PREFIX], SHORTEST_PREFIX)
        head = f"{short_date(entry.captured_at)}  {pad(words, 26)}  {text}  "
        lines.append(head + fit(visible(f"{entry.method} {entry.source}{by}"), max(10, width() - len(head))))
        lines += wrap(said, first="    ", rest="    ", width=width()) if said else []
    if current := say_supplied_current(entries):
        lines += wrap(f"The newest version was supplied: {current}", rest="  ", width=width())
    return lines
