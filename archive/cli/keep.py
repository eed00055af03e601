"""``archive keep``: a person rules that a stretch that was set aside, or is in doubt, is the article after all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.cli.group import command as make_command
from archive.cli.ruling import rule_on, ruling_options

if TYPE_CHECKING:
    import click


@make_command(
    "keep",
    example='archive keep 004:899-1001 --reason "the paper prints it as text"\narchive keep 004:899-1001 --undo',
)
@ruling_options
def command(ctx: click.Context, /, **given: Any) -> None:
    """Say that a stretch that was set aside, or is in doubt, is the article.

    REF is a link (q/…), or a text and the place in it that archive show --why prints,
    such as 002:3469-3482. The ruling is recorded with your name and the time and holds
    whatever today's and later rules say; --undo takes it back. No character changes,
    and keeping a part of what is set aside keeps all of that stretch. Of several REFs,
    one that cannot be ruled on is named and stops no other.
    """
    rule_on(ctx, "keep", **given)
