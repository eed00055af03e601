"""``archive diff``: what changed between two versions of an article, inside quotations first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import session_of
from archive.cli.options import json_option
from archive.errors import UsageError

if TYPE_CHECKING:
    from archive.identifiers import DocumentId
    from archive.store import Store


@make_command("diff", example="archive diff 002\narchive diff 002 1 3")
@click.argument("document", metavar="DOCUMENT")
@click.argument("earlier", metavar="[A", required=False, type=click.IntRange(min=1))
@click.argument("later", metavar="B]", required=False, type=click.IntRange(min=1))
@json_option
@click.pass_context
def command(ctx: click.Context, document: str, earlier: int | None, later: int | None, as_json: bool) -> None:
    """Show what changed between two versions of an article.

    Quotations come first. Words that went stand in [-…-], words that came in {+…+}.
    A and B are versions, as archive log numbers them; without them, the newest
    version is compared with the one before it.
    """
    from archive.cli.diff_views import diff_lines, say_whose
    from archive.cli.output import note, print_json
    from archive.comparing import compare_versions
    from archive.origins import origins_of
    from archive.references import resolve_document
    from archive.store.documents import document as document_record
    from archive.store.documents import log

    with opened_archive(ctx, read_only=True) as store:
        found = resolve_document(store, document)
        record = document_record(store, found)
        pair = _chosen(store, found, document, earlier, later)
        differences = compare_versions(store, found, *pair) if pair else []
        said = say_whose(origins_of(log(store, found)), pair) if pair else ""
    if as_json:
        for difference in differences:
            print_json(difference)
    elif pair:
        for line in diff_lines(record, pair, differences, said):
            click.echo(line)
    elif not session_of(ctx).is_quiet:
        note(f"{record.handle} has one version so far: nothing to compare.")


def _chosen(
    store: Store, found: DocumentId, name: str, earlier: int | None, later: int | None
) -> tuple[int, int] | None:
    """The versions to compare; None when there is only one.

    Raises:
        UsageError: one version alone is named.
    """
    from archive.comparing import latest_versions

    if earlier is not None and later is not None:
        return earlier, later
    held = latest_versions(store, found)
    if earlier is not None:
        example = f"archive diff {name} {earlier} {held[-1]}"
        raise UsageError(f"version {earlier}", "one version alone cannot be compared", f"Name both: {example}")
    return (held[-2], held[-1]) if len(held) > 1 else None
