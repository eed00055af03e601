"""``archive reprocess``: archived articles as today's readers and rules see them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import session_of
from archive.cli.options import json_option
from archive.clock import utc_now

if TYPE_CHECKING:
    from archive.identifiers import DocumentId
    from archive.model import ReprocessRecord
    from archive.store import Store


@make_command("reprocess", example="archive reprocess\narchive reprocess 002 --dry-run")
@click.argument("documents", metavar="[DOCUMENT…]", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Tell what would change; write nothing.")
@json_option
@click.pass_context
def command(ctx: click.Context, documents: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Read and analyse archived articles again, by today's readers and rules.

    Without DOCUMENT, all of them. What was received stays as it is: links keep
    leading to their words. May be stopped at any time and run again.
    """
    from archive.cli.output import count, print_json
    from archive.references import resolve_document
    from archive.store.documents import list_ids

    lines: list[str] = []
    articles = renewed = 0
    with _archive_to_write(ctx, dry_run=dry_run) as store:
        ids = [resolve_document(store, name) for name in documents] if documents else list_ids(store)
        for record in _with_progress(store, ids, dry_run=dry_run):
            articles += 1
            renewed += record.outcome == "changed"
            if as_json:
                print_json(record)
            elif record.outcome == "changed" or record.notes or session_of(ctx).is_verbose:
                lines += article_lines(record)
    if not as_json and not session_of(ctx).is_quiet:
        lines.append(f"{count(articles, 'article')}: {renewed:,} renewed, {articles - renewed:,} up to date already")
        for line in lines + ["Dry run: nothing was written."] * dry_run:
            click.echo(line)


def article_lines(record: ReprocessRecord) -> list[str]:
    """What was done to one article."""
    from archive.cli.output import count, fit, visible, width

    again = f", {count(record.read_again, 'capture')} read again" if record.read_again else ""
    words = f"{record.outcome}, {count(record.quotations, 'quotation')}{again}"
    return [fit(f"{visible(record.source)}: {words}", width()), *(f"  ! {note}" for note in record.notes)]


def _with_progress(store: Store, documents: list[DocumentId], *, dry_run: bool) -> Iterator[ReprocessRecord]:
    from archive.reprocessing import reprocess_documents

    done = reprocess_documents(store, documents, utc_now(), is_rehearsal=dry_run)
    if len(documents) < 20 or not sys.stderr.isatty():
        yield from done
        return
    with click.progressbar(done, length=len(documents), label="Reprocessing", file=sys.stderr) as bar:
        yield from bar


class _TakeBack(BaseException):
    """Ends a rehearsal: the transaction around it is rolled back."""


def _take_back() -> NoReturn:
    raise _TakeBack


@contextmanager
def _archive_to_write(ctx: click.Context, *, dry_run: bool) -> Iterator[Store]:
    """The archive; in a rehearsal whatever is written is taken back at the end."""
    with opened_archive(ctx) as store:
        if not dry_run:
            yield store
            return
        try:
            with store.transaction():
                yield store
                _take_back()
        except _TakeBack:
            pass
