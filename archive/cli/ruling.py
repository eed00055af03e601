"""What ``archive keep`` and ``archive remove`` share: the stretches that they name, and what they tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from archive.cli.access import author_of, opened_archive
from archive.cli.group import finish, session_of
from archive.cli.options import by_option, json_option, reason_option
from archive.clock import utc_now

if TYPE_CHECKING:
    from archive.errors import ArchiveError, UsageError, Withdrawn
    from archive.identifiers import Permalink
    from archive.records import Verdict
    from archive.store import Store
    from archive.text_model import AttributionRulingRecord, RulingRecord

_DONE = {"keep": "the article", "remove": "not the article", None: "no longer ruled on"}
_SHOWS_PLACES = "archive show {reference} --why prints the places of what is set aside."
_FOLLOWS = "Sentences and quotations follow; links stay as they are."


def ruling_options(function: Callable[..., object]) -> Callable[..., object]:
    """The arguments and options of both commands."""
    options = (
        click.argument("references", nargs=-1, required=True, metavar="REF..."),
        click.option("--undo", is_flag=True, help="Take back what was ruled on it."),
        reason_option(),
        by_option,
        json_option,
        click.pass_context,
    )
    for option in reversed(options):
        function = option(function)
    return function


def rule_on(
    ctx: click.Context,
    verdict: Verdict,
    *,
    references: Sequence[str],
    undo: bool,
    reason: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """What can be ruled on is, all at once; each other stretch is told with the reason, and the exit code says so."""
    from archive.rulings import rule_on_stretches

    with opened_archive(ctx) as store:
        places, refused = find_stretches(store, references)
        outcomes = rule_on_stretches(store, places, None if undo else verdict, author_of(by), utc_now(), reason)
    refused |= {places[one.place]: one.refusal for one in outcomes if one.refusal}
    made = {record.permalink: record for one in outcomes for record in one.records}
    _tell(ctx, list(made.values()), as_json=as_json)
    tell_refused(refused, len(set(references)))
    finish(ctx, max((error.exit_code for error in refused.values()), default=0))


def find_stretches(
    store: Store, references: Sequence[str], next_step: str = _SHOWS_PLACES
) -> tuple[dict[Permalink, str], dict[str, UsageError | Withdrawn]]:
    """The stretches, each by what it was called first, and of what means none the reason.

    ``next_step`` says of a REF that means a whole text how to find a stretch of it, with ``{reference}`` for that text.
    """
    from archive.errors import UsageError, Withdrawn

    places: dict[Permalink, str] = {}
    refused: dict[str, UsageError | Withdrawn] = {}
    for reference in references:
        try:
            places.setdefault(_find_stretch(store, reference, next_step), reference)
        except (UsageError, Withdrawn) as error:
            refused[reference] = error
    return places, refused


def tell_refused(refused: Mapping[str, ArchiveError], named: int) -> None:
    """Each of the ``named`` references that was not ruled on, with its reason, and how many were."""
    from archive.cli.output import note

    for error in refused.values():
        note(f"archive: {error}")
    if refused and named > 1:
        note(f"Of {named} stretches {named - len(refused) or 'none'} ruled on; the others are as they were.")


def _find_stretch(store: Store, reference: str, next_step: str) -> Permalink:
    """The stretch that a link means, or a text with a place in it, such as ``002:3509-3564``.

    Raises:
        UnknownReference: it means a whole text, or one that ends before that place.
    """
    from archive.errors import UnknownReference
    from archive.identifiers import Permalink
    from archive.references import resolve_reference

    target = resolve_reference(store, reference)
    if target.span is None:
        way = next_step.format(reference=reference)
        raise UnknownReference(reference, "means a whole text, not a stretch of it", way)
    return Permalink(target.text, target.span)


def print_ruled(made: Sequence[RulingRecord | AttributionRulingRecord], *, as_json: bool) -> None:
    """Prints each ruling as JSON, or its place in the text and its words."""
    from archive.cli.output import print_json, visible, width, wrap
    from archive.cli.why_views import on_one_line

    for record in made:
        if as_json:
            print_json(record)
            continue
        place = f"{record.text[:12]}:{record.start}-{record.end}"
        for line in wrap(visible(on_one_line(record.content)), first=f"{place}  ", rest="  ", width=width(), most=3):
            click.echo(line)


def _tell(ctx: click.Context, made: Sequence[RulingRecord], *, as_json: bool) -> None:
    """The words of each ruling, and for whom it was recorded; for one that held before, for whom then."""
    from archive.cli.output import count, note

    print_ruled(made, as_json=as_json)
    if as_json or session_of(ctx).is_quiet:
        return
    for (author, verdict), number in Counter((record.author, record.verdict) for record in made).items():
        done = f"{count(number, 'stretch', 'stretches')} {'is' if number == 1 else 'are'} {_DONE[verdict]}"
        note(f"Recorded for {author}: {done}. {_FOLLOWS}")
