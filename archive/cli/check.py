"""``archive check``: the quotations of drafts, each held against the archive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import finish, session_of

if TYPE_CHECKING:
    from archive.drafts import Draft


@make_command(
    "check", example="archive check draft.md\narchive check chapter*.docx --format json\narchive check - < draft.md"
)
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT…")
@click.option("--as", "form", metavar="FORM", help="markdown, html, text or docx.  [default: by the suffix]")
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or one JSON object per quotation and line.",
)
@click.option("--all", "show_all", is_flag=True, help="Tell more of what is right, too.")
@click.pass_context
def command(
    ctx: click.Context, /, drafts: tuple[str, ...], form: str | None, layout: Literal["text", "json"], show_all: bool
) -> None:
    """Check the quotations of drafts: words, speaker, source, cuts.

    DRAFT is Markdown, HTML, plain text or Word (DOCX), or - for standard input. Each
    quotation is compared with every sentence and quotation of the archive, those of
    earlier versions and in stretches set aside too. Nothing is stored. The exit code
    is 1 when there is something to look at, and 3 when a draft could not be read.
    """
    from archive.checking import check_draft
    from archive.cli.check_views import check_lines
    from archive.cli.output import note, print_json
    from archive.errors import InputRefused, InvalidValue

    codes = {0}
    with opened_archive(ctx, read_only=True) as store:
        for name in drafts:
            try:
                draft = _read(name, form)
            except (InputRefused, InvalidValue) as error:
                note(f"archive: {error}")
                codes.add(error.exit_code)
                continue
            checked = check_draft(store, draft)
            codes.add(1 if checked.findings else 0)
            if layout == "json":
                for record in checked.records:
                    print_json(record)
                continue
            head = name if len(drafts) > 1 else ""
            for line in check_lines(checked, head, draft.unit, show_all=show_all or session_of(ctx).is_verbose):
                click.echo(line)
    finish(ctx, max(codes))


def _read(name: str, form: str | None) -> Draft:
    """The draft in a file.

    Raises:
        InvalidValue: nothing says what form it has.
        InputRefused: it is not there, or cannot be read.
    """
    from archive.drafts import form_of, read_draft
    from archive.drafts.forms import LARGEST_DRAFT
    from archive.errors import UnreadableSource

    form_of(name, form)
    if name == "-":
        return read_draft(sys.stdin.buffer.read(LARGEST_DRAFT + 1), name, form)
    try:
        with Path(name).open("rb") as file:
            return read_draft(file.read(LARGEST_DRAFT + 1), name, form)
    except OSError as error:
        rule = error.strerror or str(error)
        raise UnreadableSource(name, rule[:1].lower() + rule[1:], "Check the path and its permissions.") from error
