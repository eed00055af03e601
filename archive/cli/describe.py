"""``archive describe``: what is known of an article and from where; what a person adds is a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.access import author_of, opened_archive
from archive.cli.group import command as make_command
from archive.cli.options import by_option, json_option, reason_option
from archive.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.describing import Statement
    from archive.identifiers import DocumentId
    from archive.model import DescribeRecord, MetadatumRecord
    from archive.store import Store

_CLEARABLE = ("title", "outlet", "author", "published", "language", "url", "tag")


@make_command(
    "describe",
    example="archive describe 002 --url https://example.org/a --published 2025-04-28\narchive describe 002 --tag Kursk",
)
@click.argument("document", metavar="DOCUMENT")
@click.option("--title", metavar="WORDS", help="Its headline.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--author", metavar="NAME", help="Who wrote it.")
@click.option("--published", metavar="DATE", help="When: 2025-04-27, 2025-04 or 2025, or a time.")
@click.option("--language", metavar="TAG", help="en, de, pt-BR …")
@click.option("--url", metavar="URL", help="Its address on the web.")
@click.option("--tag", multiple=True, metavar="TAG", help="Add a tag; may be given several times.")
@click.option("--untag", multiple=True, metavar="TAG", help="Take a tag away.")
@click.option("--clear", multiple=True, type=click.Choice(_CLEARABLE), help="Take back what people said of a field.")
@reason_option()
@by_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    document: str,
    tag: tuple[str, ...],
    untag: tuple[str, ...],
    clear: tuple[str, ...],
    reason: str | None,
    by: str | None,
    as_json: bool,
    **fields: str | None,
) -> None:
    """See what is known of an article; with options, give or correct it.

    What you give is recorded as a decision with your name and the time. It beats what
    the article says of itself, and --clear takes it back. Nothing is erased.
    """
    from archive.cli.output import print_json
    from archive.references import resolve_document

    statements = _statements(fields, tag, untag, clear)
    with opened_archive(ctx, read_only=not statements) as store:
        found = resolve_document(store, document)
        if statements:
            _record(store, found, statements, author_of(by), reason)
        known = _known(store, found)
        if as_json:
            for entry in _records(found, known):
                print_json(entry)
        else:
            for line in _lines(store, found, known):
                click.echo(line)


def _statements(
    fields: dict[str, str | None], tag: Sequence[str], untag: Sequence[str], clear: Sequence[str]
) -> list[Statement]:
    """What the options say, each value checked, before anything is recorded."""
    from archive.describing import check_statement

    given = [check_statement(field, value) for field, value in fields.items() if value is not None]
    return [
        *(check_statement(field, None) for field in clear),
        *given,
        *(check_statement("tag", value) for value in tag),
        *(check_statement("tag", value, is_taken_back=True) for value in untag),
    ]


def _record(store: Store, document: DocumentId, statements: list[Statement], author: str, reason: str | None) -> None:
    from archive.describing import describe_document

    describe_document(store, document, statements, author, utc_now(), reason)


def _known(store: Store, document: DocumentId) -> list[MetadatumRecord]:
    from archive.store.documents import metadata_of

    return metadata_of(store, document)


def _records(document: DocumentId, known: list[MetadatumRecord]) -> list[DescribeRecord]:
    """What is known, and for each field of which nothing is, a record that says so."""
    from archive.describing import FIELDS
    from archive.model import DescribeRecord

    records = [
        DescribeRecord(document=document, field=entry.field, value=entry.value, source=entry.source) for entry in known
    ]
    missing = [field for field in FIELDS if field not in {entry.field for entry in known}]
    return records + [
        DescribeRecord(document=document, field=field, value=None, source="not stated") for field in missing
    ]


def _lines(store: Store, document: DocumentId, known: list[MetadatumRecord]) -> list[str]:
    from archive.cli.output import fit, short_date, style, width, wrap
    from archive.cli.quotation_lines import label_of
    from archive.describing import FIELDS
    from archive.store.documents import document as document_record

    record = document_record(store, document)
    lines = [style(fit(f"{record.handle}  {label_of(record.title, record.opening)}", width()), bold=True)]
    for entry in known:
        if entry.source == "given":
            how = f"given by {entry.author}, {short_date(entry.made_at or '')} UTC"
        elif entry.start is not None:
            how = f"the text says so at {entry.start}-{entry.end}, rule {entry.source.partition(':')[2]}"
        else:
            how = entry.source
        lines += wrap(f"{entry.value} ({how})", first=f"  {entry.field:<9}  ", rest=" " * 13, width=width())
    missing = [field for field in FIELDS if field not in {entry.field for entry in known} and field != "tag"]
    if missing:
        lines.append(f"  not stated: {', '.join(missing)}")
    return lines
