"""``archive cite``: a citation of the words behind a link, in the format that the page it goes into wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.citations import DEFAULT_FORMAT, all_formats
from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import session_of
from archive.cli.options import base_url_option

if TYPE_CHECKING:
    from archive.citations.cited import Cited


@make_command(
    "cite",
    example="archive cite q/8db9df1828be/653-990\n"
    "archive cite q/8db9df1828be/653-990 --format wikipedia\n"
    "archive cite q/8db9df1828be/653-990 --format bibtex >> sources.bib",
)
@click.argument("reference", metavar="PERMALINK")
@click.option(
    "--format",
    "name",
    type=click.Choice(tuple(all_formats())),
    metavar="FORMAT",
    default=DEFAULT_FORMAT,
    show_default=True,
    help="How to write it: " + ", ".join(all_formats()) + ".",
)
@base_url_option
@click.pass_context
def command(ctx: click.Context, reference: str, name: str, base_url: str | None) -> None:
    """Cite the words behind a link, with how the text came in and its digest.

    PERMALINK is a link (q/…), or whatever else archive show takes for a stretch of a
    text. What the archive does not know of the article is left out and named, with
    the command that would supply it. A comma that a newspaper put inside the closing
    mark is left out of the words. Only the citation goes to stdout.
    """
    from archive.citations import cite
    from archive.citations.finding import find_cited
    from archive.public_address import read_public_address

    base = read_public_address(base_url)
    with opened_archive(ctx, read_only=True) as store:
        cited = find_cited(store, reference, base, with_fragment=name == "fragment")
        written = cite(cited, name)
    click.echo(written)
    if not session_of(ctx).is_quiet:
        _tell(cited, name)


def _tell(cited: Cited, name: str) -> None:
    """What a reader of the citation should know of it, on stderr."""
    from archive.citations.cited import DESCRIBED
    from archive.cli.output import listed, note

    if cited.dropped and name not in {"annotation", "fragment"}:
        note(f"Left out: the “{cited.dropped}” at the end, which belongs to the sentence around the quotation.")
    if name == "fragment":
        note(cited.fragment_note)
        return
    if cited.speaker and cited.record.is_ruled:
        note(f"The speaker is {cited.speaker} {cited.record.basis}; the article itself need not say so.")
    if cited.unknown and name != "annotation":
        options = " ".join(f"--{field} …" for field in cited.unknown)
        what = listed(DESCRIBED[field] for field in cited.unknown)
        note(f"Unknown: {what} of the article → archive describe {cited.handle} {options}")
    if not cited.base:
        note("The link has no host yet: --base-url URL, or $ARCHIVE_URL, says where readers find the archive.")
