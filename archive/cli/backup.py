"""``archive backup``: one complete file, whatever goes on meanwhile."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import session_of


@make_command("backup", example="archive backup archive-2026-11-21.db")
@click.argument("target", type=click.Path(path_type=Path), metavar="FILE")
@click.pass_context
def command(ctx: click.Context, target: Path) -> None:
    """Copy the archive into FILE, complete and consistent, even while it is in use.

    An existing file is never overwritten. A plain copy of the database file is no
    backup: what was written last may still stand in the log beside it.
    """
    from archive.store import backup

    with opened_archive(ctx) as store:
        backup(store, target)
    if not session_of(ctx).is_quiet:
        click.echo(f"{target}: {target.stat().st_size:,} bytes. To look into it: archive --db {target} documents")
