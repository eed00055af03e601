"""``archive add``: inputs into the archive, and a true account of what became of each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from archive.cli.access import author_of
from archive.cli.group import command as make_command
from archive.cli.group import finish, session_of
from archive.cli.options import by_option, json_option, make_client, network_options
from archive.clock import utc_now
from archive.errors import InvalidValue, UsageError

if TYPE_CHECKING:
    from archive.cli.desk import Desk
    from archive.describing import Statement
    from archive.errors import InputRefused
    from archive.ingest import Batch, Source, WebSource
    from archive.ingest.visiting import Visitor
    from archive.model import AddRecord

    Sources = list[Source | WebSource | InputRefused]

_DEFAULT_LIMIT = 50
"""Entries of a feed, or earlier captures, that are taken at once."""


@make_command(
    "add",
    example="archive add seeds\narchive add article.txt --outlet Reuters --published 2025-04-27\n"
    "archive add https://example.org/article\narchive add --feed https://example.org/feed.xml --limit 20",
)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--url", metavar="URL", help="The address of the article; it names the article in every archive.")
@click.option("--title", metavar="WORDS", help="Its headline.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--author", metavar="NAME", help="Who wrote it.")
@click.option("--published", metavar="DATE", help="When: 2025-04-27, 2025-04 or 2025, or a time.")
@click.option("--language", metavar="TAG", help="en, de, pt-BR …")
@click.option("--tag", multiple=True, metavar="TAG", help="Tag it; may be given several times.")
@click.option("--same-as", metavar="REF", help="It is another version of this article.")
@click.option("--feed", metavar="URL", help="Take the new entries of this feed (RSS, Atom) or sitemap.")
@click.option(
    "--history",
    metavar="URL",
    help="Take the earlier captures that this TimeMap or CDX listing names.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"With --feed and --history: the newest N.  [default: {_DEFAULT_LIMIT}]",
)
@network_options
@click.option("--jobs", type=click.IntRange(min=1), default=1, metavar="N", help="Read and analyse with N processes.")
@click.option("--dry-run", is_flag=True, help="Tell what would happen and write nothing.")
@click.option("--fail-on-change", is_flag=True, help="Exit with 1 if an article has changed.")
@by_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, /, sources: tuple[str, ...], as_json: bool, dry_run: bool, fail_on_change: bool, **given: Any
) -> None:
    """Archive articles: files, folders, web addresses, or - for standard input.

    Texts, pages saved from a browser (HTML, MHTML) and web archives (WARC, WACZ) are
    read. The first use makes the archive. Adding the same file again changes nothing;
    an article whose text has changed gets a new version, and the changes inside its
    quotations are told first. What you say of an article (--outlet …) is recorded as
    your decision.
    """
    from archive.cli.add_views import Account
    from archive.cli.desk import Desk
    from archive.ingest import Walk, read_inputs

    _check_call(sources, given)
    walk = Walk(sources)
    found = list(walk)
    statements = _statements(given)
    _check_single(found, given)
    account = Account(session_of(ctx), as_json=as_json, is_rehearsal=dry_run)
    with Desk(ctx, is_rehearsal=dry_run) as desk:
        visitor = _visitor(desk, found, given)
        found += _listed(visitor, given, statements)
        inputs = read_inputs(found, _pasted(found), visitor=visitor, jobs=given["jobs"])
        if visitor and dry_run:
            inputs = iter(list(inputs))  # what is fetched slowly is fetched before the rehearsal locks the archive
        length = len(found) * (10 if visitor else 1)
        batch = _batch(desk, given, statements)
        desk.take_in(inputs, batch, account, length=length, skipped=walk.skipped)
    finish(ctx, exit_code_of(account.records, fail_on_change=fail_on_change))


def exit_code_of(records: list[AddRecord], *, fail_on_change: bool) -> int:
    """3 when something was refused; with ``--fail-on-change`` 1 when an article changed or is gone; else 0."""
    outcomes = {record.outcome for record in records}
    if "refused" in outcomes:
        return 3
    return 1 if fail_on_change and outcomes & {"changed", "gone"} else 0


def _check_call(sources: tuple[str, ...], given: dict[str, Any]) -> None:
    """There is one kind of thing to add.

    Raises:
        UsageError: there is none, or there are several, or an option that means nothing.
    """
    listings = [option for option in ("feed", "history") if given[option]]
    if not sources and not listings:
        raise UsageError("archive add", "there is nothing to add", "Name files, folders, addresses, or - for a paste.")
    if len(listings) + bool(sources) > 1:
        raise UsageError(f"--{listings[0]}", "stands alone, without other sources", "Call archive add once for each.")
    if given["limit"] and not listings:
        raise UsageError("--limit", "belongs to --feed and --history", "Leave it out.")
    if given["url"] and given["feed"]:
        raise UsageError("--url", "belongs to one article, and a feed names many", "Leave it out.")


def _check_single(sources: Sources, given: dict[str, Any]) -> None:
    """An address or a headline belongs to one article.

    Raises:
        InvalidValue: one was given for several inputs.
    """
    for option in ("url", "title"):
        if given[option] and len(sources) > 1:
            raise InvalidValue(
                f"--{option}", f"belongs to one article, and here are {len(sources)}", "Add that article by itself."
            )


def _statements(given: dict[str, Any]) -> tuple[Statement, ...]:
    from archive.describing import FIELDS, check_statement

    single = [field for field in FIELDS if field != "tag" and given[field] is not None]
    return (
        *(check_statement(field, given[field]) for field in single),
        *(check_statement("tag", value) for value in given["tag"]),
    )


def _url_in(statements: tuple[Statement, ...]) -> str | None:
    return next((statement.value for statement in statements if statement.field == "url"), None)


def _pasted(sources: Sources) -> bytes | None:
    """What stands on standard input, read only when one of the sources is that."""
    from archive.ingest import PASTED, Source
    from archive.ingest.sources import LARGEST

    if not any(isinstance(source, Source) and source.name == PASTED for source in sources):
        return None
    if sys.stdin.isatty():
        click.echo("Paste the text, then press Ctrl-D on a line of its own (Windows: Ctrl-Z, Enter).", err=True)
    return sys.stdin.buffer.read(LARGEST + 1)


def _visitor(desk: Desk, sources: Sources, given: dict[str, Any]) -> Visitor | None:
    """Who fetches, when there is something to fetch."""
    from archive.ingest import WebSource

    if not given["feed"] and not given["history"] and not any(isinstance(one, WebSource) for one in sources):
        return None
    from archive.ingest.visiting import Visitor  # urllib3 and protego: 60 ms

    return Visitor(make_client(given), desk.store)


def _listed(visitor: Visitor | None, given: dict[str, Any], statements: tuple[Statement, ...]) -> Sources:
    """The pages that a feed or a history names; what was left out is said on stderr, and why it cannot be had."""
    if visitor is None or not (given["feed"] or given["history"]):
        return []
    from archive.cli.output import count, listed, note
    from archive.errors import InputRefused
    from archive.ingest.listed import list_feed, list_history

    limit = given["limit"] or _DEFAULT_LIMIT
    url = given["feed"] or given["history"]
    try:
        if given["feed"]:
            listing = list_feed(visitor, url, limit)
        else:
            listing = list_history(visitor, url, limit, _url_in(statements))
    except InputRefused as error:
        return [type(error)(url, error.rule, error.next_step)]
    told = [f"{count(len(listing.sources), 'page')} to fetch"]
    told += [f"{listing.held:,} held already"] * bool(listing.held)
    told += [f"{listing.beyond:,} more beyond --limit {limit}"] * bool(listing.beyond)
    note(f"{url}: {listed(told)}")
    return list(listing.sources)


def _batch(desk: Desk, given: dict[str, Any], statements: tuple[Statement, ...]) -> Batch:
    from archive.errors import UnknownReference
    from archive.ingest import Batch, Circumstances
    from archive.references import resolve_document

    if given["same_as"] and desk.store is None:
        raise UnknownReference(given["same_as"], "there is no archive yet", "Add that article first.")
    same_as = resolve_document(desk.store, given["same_as"]) if given["same_as"] and desk.store else None
    url = _url_in(statements)
    author = author_of(given["by"])

    def circumstances() -> Circumstances:
        return Circumstances(utc_now(), author, given["by"], statements, url, same_as)

    return Batch(circumstances, is_rehearsal=desk.is_rehearsal)
