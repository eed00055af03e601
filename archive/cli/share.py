"""``archive share``: a quotation with its proof as one HTML file, on stdout."""

from __future__ import annotations

import sys

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.group import session_of
from archive.cli.options import base_url_option


@make_command(
    "share",
    example="archive share q/8db9df1828be/653-990 > quote.html\n"
    "archive share q/8db9df1828be/653-990 --excerpt > quote.html",
)
@click.argument("reference", metavar="PERMALINK")
@click.option(
    "--whole-text",
    "whole",
    flag_value=True,
    default=True,
    help="Put the whole text in: anybody can check its digest.  [default]",
)
@click.option("--excerpt", "whole", flag_value=False, help="Put in only the paragraphs around the words.")
@base_url_option
@click.pass_context
def command(ctx: click.Context, reference: str, whole: bool, base_url: str | None) -> None:
    """Put a quotation with its proof into one HTML file that needs nothing else.

    The file shows the words in context, how they came in, what became of them and a
    citation. Opened in a browser, without a network, it computes the digest of the
    text that it carries and says whether it is the one that the link names.
    """
    from archive.citations.cited import describe_cited
    from archive.citations.finding import find_words
    from archive.cli.output import note
    from archive.public_address import read_public_address
    from archive.sharing import share_passage

    base = read_public_address(base_url)
    with opened_archive(ctx, read_only=True) as store:
        passage = find_words(store, reference)
        written = share_passage(passage, describe_cited(passage, base), whole=whole)
    sys.stdout.flush()
    sys.stdout.buffer.write(written.encode("utf-8"))
    sys.stdout.flush()
    if session_of(ctx).is_quiet:
        return
    if sys.stdout.isatty():
        note(f"That was a file: archive share {reference} > quote.html")
    elif whole:
        note(
            f"The whole text of the article is in the file ({len(written.encode('utf-8')) // 1024:,} KB); "
            "--excerpt leaves it out."
        )
    else:
        note("With an excerpt nobody can check that it stands in the text that the link names; --whole-text lets them.")
