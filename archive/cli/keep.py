"""``archive keep``: a person rules that a stretch that was set aside, or is in doubt, is the article after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.cli.group import command as make_command
from archive.cli.ruling import rule_on, ruling_options

if TYPE_CHECKING:
    import click


@make_command(
    "keep",
    example='archive keep 004:0-86 --reason "it is the first sentence"\narchive keep 004:0-86 --undo',
)
@ruling_options
def command(
    ctx: click.Context,
    /,
    references: tuple[str, ...],
    undo: bool,
    reason: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Say that a stretch that was set aside, or is in doubt, is the article.

    REF is a link (q/…), or a text and the place in it that archive show --why prints,
    such as 002:3509-3564. The ruling is recorded with your name and the time and holds
    whatever today's and later rules say; --undo takes it back. No character changes,
    and keeping a part of what is set aside keeps all of that stretch.
    """
    rule_on(ctx, "keep", references, undo=undo, reason=reason, by=by, as_json=as_json)
