"""``archive recheck``: captures again what is due, and speaks only when there is something to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archive.cli.access import author_of, opened_archive
from archive.cli.add import exit_code_of
from archive.cli.group import command as make_command
from archive.cli.group import finish, session_of
from archive.cli.options import by_option, json_option, make_client, network_options
from archive.clock import utc_now
from archive.errors import UsageError

if TYPE_CHECKING:
    from datetime import timedelta
    from typing import Literal

    from archive.model import AddRecord
    from archive.rechecking import Watched
    from archive.store import Store


@make_command("recheck", example="archive recheck\narchive recheck --all --limit 100 --fail-on-change")
@click.option("--all", "is_all", is_flag=True, help="Every article that came over the web, due or not.")
@click.option("--older-than", type=click.FloatRange(min=0), metavar="DAYS", help="Those last captured before that.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most this many, the most overdue first.")
@network_options
@click.option("--fail-on-change", is_flag=True, help="Exit with 1 if an article has changed or is gone.")
@by_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    is_all: bool,
    older_than: float | None,
    limit: int | None,
    as_json: bool,
    fail_on_change: bool,
    **given: Any,
) -> None:
    """Capture again the articles that are due: often while young or often edited.

    Made for cron: nothing is printed when nothing has changed. Edits inside
    quotations are told first; a page that is gone is told once, and its last good
    version stays. Watched is what was fetched, or came from a WARC or another
    archive; each site's robots.txt is obeyed.
    """
    from archive.cli.output import note, print_json

    if is_all and older_than is not None:
        raise UsageError("--older-than", "means nothing beside --all", "Give one of them.")
    records: list[AddRecord] = []
    with opened_archive(ctx) as store:
        chosen = _chosen(store, is_all=is_all, older_than=older_than)[:limit]
        if session_of(ctx).is_verbose:
            note(f"{len(chosen)} to capture again")
        try:
            for record in _captured_again(store, chosen, given):
                records.append(record)
                if as_json:
                    print_json(record)
                if record.outcome == "refused":
                    note(f"refused: {record.source}: {record.reason}")
        finally:
            if not as_json:
                for line in _summary_lines(store, records):
                    click.echo(line)
    finish(ctx, exit_code_of([one for one in records if not _is_old_news(one)], fail_on_change=fail_on_change))


def _chosen(store: Store, *, is_all: bool, older_than: float | None) -> list[Watched]:
    from datetime import datetime, timedelta

    from archive.rechecking import due_articles, watched_articles

    rule: Literal["due", "all"] | timedelta = "all" if is_all else "due"
    if older_than is not None:
        rule = timedelta(days=min(older_than, 36500))
    return due_articles(watched_articles(store), datetime.fromisoformat(utc_now()), rule)


def _captured_again(store: Store, chosen: list[Watched], given: dict[str, Any]) -> Any:
    from archive.ingest import Batch, Circumstances, add_inputs, read_inputs
    from archive.ingest.visiting import Visitor

    visitor = Visitor(make_client(given), store)
    author = author_of(given["by"])
    batch = Batch(lambda: Circumstances(utc_now(), author, given["by"]))
    return add_inputs(store, read_inputs([one.source for one in chosen], visitor=visitor), batch)


def _is_old_news(record: AddRecord) -> bool:
    """A page that was gone before."""
    from archive.ingest.outcomes import STILL_GONE

    return record.outcome == "gone" and (record.reason or "").startswith(STILL_GONE)


def _summary_lines(store: Store, records: list[AddRecord]) -> list[str]:
    """What changed: articles with edits inside quotations, then the other changed ones, then those that are gone."""
    from archive.cli.add_views import remark_lines
    from archive.cli.output import count, fit, style, width
    from archive.cli.quotation_lines import label_of
    from archive.identifiers import DocumentId
    from archive.store.documents import document as document_record

    told: list[tuple[int, list[str]]] = []
    for record in records:
        if record.outcome not in {"changed", "gone"} or _is_old_news(record):
            continue
        document = document_record(store, DocumentId(record.document or ""))
        name = f"{record.outcome}  {document.handle}  {label_of(document.title, document.opening)}"
        remarks = remark_lines(store, record, document, "  ")
        rank = 2 if record.outcome == "gone" else 0 if any("“" in line for line in remarks) else 1
        told.append((rank, [style(fit(name, width()), bold=True), *remarks]))
    lines = [line for _, block in sorted(told, key=lambda one: one[0]) for line in block]
    if lines:
        lines.append(f"{count(len(told), 'article')} of {len(records):,} captured again {_have(len(told))} news")
    return lines


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
