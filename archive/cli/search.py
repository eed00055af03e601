"""``archive search``: full text over quotations and sentences, and what would narrow the hits down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archive.cli.access import opened_archive
from archive.cli.group import command as make_command
from archive.cli.options import filter_options, json_option

if TYPE_CHECKING:
    from archive.store import SearchFilters, Store

USUAL_LIMIT = 20
"""Hits shown unless ``--limit`` says otherwise."""
CORPORA = ("quotations", "sentences")
"""What can be searched."""


def _corpora(ctx: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    wrong = [part for part in chosen if part not in CORPORA]
    if wrong or not chosen:
        raise click.BadParameter(f"{value!r} is not among: {', '.join(CORPORA)}, or both with a comma.", ctx, option)
    return chosen


@make_command("search", example='archive search Kursk\narchive search "special forces" --speaker Putin')
@click.argument("query", nargs=-1, metavar="QUERY")
@click.option(
    "--in",
    "corpora",
    default="quotations",
    show_default=True,
    callback=_corpora,
    metavar="WHAT",
    help="quotations, sentences, or both with a comma.",
)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date"]),
    default="relevance",
    show_default=True,
    help="Best hits first, or newest articles first.",
)
@click.option("--removed", is_flag=True, help="Also quotations in stretches set aside, such as captions.")
@filter_options
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    query: tuple[str, ...],
    corpora: tuple[str, ...],
    as_json: bool,
    limit: int | None,
    **given: Any,
) -> None:
    """Find who said what.

    QUERY is words that must all occur, "a phrase" between marks, begin*, a OR b,
    NOT a, and brackets. Accents and case do not matter. Filters narrow each other
    down; one given twice means “or”; “none” asks for what is not stated.
    """
    from archive.cli.filters import filters_of

    if not query:
        ctx.fail("Missing argument 'QUERY'. To list without words: archive quotations, with the same filters.")
    words = " ".join(_as_phrase(part, is_only=len(query) == 1) for part in query)
    more = {"query": words, "in_": corpora, "limit": limit or USUAL_LIMIT}
    more |= {name: given.pop(name) for name in ("sort", "removed")}
    with opened_archive(ctx, read_only=True) as store:
        filters = filters_of(store, given, **more)
        if as_json:
            _print_json(store, filters)
        else:
            _print_hits(store, filters)


def _as_phrase(part: str, *, is_only: bool) -> str:
    """What the shell unquoted is a phrase again, when it stands among other words."""
    is_phrase = not is_only and " " in part and '"' not in part
    return f'"{part}"' if is_phrase else part


def _print_json(store: Store, filters: SearchFilters) -> None:
    from archive.cli.output import print_json
    from archive.cli.quotations import each_quotation
    from archive.store.searching import search_sentences

    if "quotations" in filters.in_:
        for quotation in each_quotation(store, filters, filters.limit):
            print_json(quotation)
    if "sentences" in filters.in_:
        for sentence in search_sentences(store, filters).hits:
            print_json(sentence)


def _print_hits(store: Store, filters: SearchFilters) -> None:
    from archive.cli.search_views import print_quotation_hits, print_sentence_hits

    found = 0
    if "quotations" in filters.in_:
        found += print_quotation_hits(store, filters)
    if "sentences" in filters.in_:
        found += print_sentence_hits(store, filters, is_second=bool(found))
