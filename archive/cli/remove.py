"""``archive remove``: a person rules that a stretch is not the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.cli.group import command as make_command
from archive.cli.ruling import rule_on, ruling_options

if TYPE_CHECKING:
    import click


@make_command(
    "remove",
    example='archive remove 004:1030-1039 --reason "the dateline"\narchive remove 004:1030-1039 --undo',
)
@ruling_options
def command(ctx: click.Context, /, **given: Any) -> None:
    """Say that a stretch is not the article: it is set aside.

    REF is a link (q/…), or a text and the place in it that archive show --why prints,
    such as 002:3469-3482. The ruling is recorded with your name and the time and holds
    whatever today's and later rules say; --undo takes it back. No character changes,
    every link stays, and the sentences and quotations of the article follow. Of several
    REFs, one that cannot be ruled on is named and stops no other.
    """
    rule_on(ctx, "remove", **given)
