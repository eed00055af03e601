"""``archive verify``: everything recomputed, every difference named."""

from __future__ import annotations

import os
from pathlib import Path

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import finish, session_of
from archive.cli.options import json_option
from archive.errors import UsageError

MOST_SHOWN = 50
"""Faults printed for people; ``--json`` prints all."""


@make_command("verify", example="archive verify")
@click.argument("drafts", nargs=-1, metavar="")
@json_option
@click.pass_context
def command(ctx: click.Context, drafts: tuple[str, ...], as_json: bool) -> None:
    """Check that nothing in the archive was altered since it was recorded.

    Recomputes every digest, span, count and search row. Exits with 1 when something
    is not as it was recorded, and says what.
    """
    from archive.cli.output import count, note, print_json, visible
    from archive.fixity import verify
    from archive.store.summary import summary

    if drafts:
        refuse_draft(drafts[0])
    faults, kinds = 0, set[str]()
    # Writing, where that is allowed, so that an older archive is brought up to date first; nothing else is written.
    read_only = not os.access(session_of(ctx).database, os.W_OK)
    with opened_archive(ctx, read_only=read_only) as store:
        for fault in verify(store):
            faults += 1
            kinds.add(fault.fault)
            if as_json:
                print_json(fault)
            elif faults <= MOST_SHOWN:
                click.echo(visible(f"{fault.fault}  {fault.id}  {fault.detail}"))
        held = summary(store)
    if faults > MOST_SHOWN and not as_json:
        note(f"… and {faults - MOST_SHOWN:,} more: archive verify --json lists all.")
    if faults:
        note(f"{count(faults, 'fault')}. {_ADVICE if kinds != _COUNTED_AGAIN else _ADVICE_COUNTED}")
    elif not as_json and not session_of(ctx).is_quiet:
        click.echo(
            f"All well: {count(held.articles, 'article')}, {count(held.captures, 'capture')}, "
            f"{count(held.quotations, 'quotation')} as recorded."
        )
    finish(ctx, 1 if faults else 0)


_ADVICE = "Do not edit the file by hand; restore a backup, or ask where it came from."
_COUNTED_AGAIN = {"site-lines"}
"""Kinds of fault that an older version's archive may have without anybody's doing."""
_ADVICE_COUNTED = "Another version of the program may have counted these lines: archive reprocess, then verify again."


def refuse_draft(draft: str) -> None:
    """A draft is not what ``verify`` checks: says so, and names the command that does, if there is one.

    Raises:
        UsageError: always.
    """
    from archive.cli.commands import COMMANDS

    checks = any(row.name == "check" for row in COMMANDS)
    next_step = f"archive check {Path(draft).name} checks a draft." if checks else "Run it without a file name."
    raise UsageError(draft, "verify looks at the archive itself, not at a file", next_step)
