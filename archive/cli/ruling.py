"""What ``archive keep`` and ``archive remove`` share: the stretches that they name, and what they tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from archive.cli.access import author_of, opened_archive
from archive.cli.group import session_of
from archive.cli.options import by_option, json_option
from archive.clock import utc_now

if TYPE_CHECKING:
    from archive.identifiers import Permalink
    from archive.records import Verdict
    from archive.store import Store
    from archive.text_model import RulingRecord

_PLACE = re.compile(r"(?P<text>.+):(?P<start>\d{1,9})-(?P<end>\d{1,9})")
_DONE = {"keep": "is the article", "remove": "is not the article", None: "no longer ruled on"}
_FOLLOWS = "Its sentences and quotations follow; its links stay as they are."


def ruling_options(function: Callable[..., object]) -> Callable[..., object]:
    """The arguments and options of both commands."""
    options = (
        click.argument("references", nargs=-1, required=True, metavar="REF..."),
        click.option("--undo", is_flag=True, help="Take back what was ruled on it."),
        click.option("--reason", metavar="WORDS", help="Why; recorded with it."),
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
    references: Sequence[str],
    *,
    undo: bool,
    reason: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """All of the stretches are ruled on, or none where one cannot be found; what was recorded is printed."""
    with opened_archive(ctx) as store:
        places = [find_stretch(store, reference) for reference in references]
        made = [
            record
            for place in places
            for record in _rule(store, place, None if undo else verdict, author_of(by), reason)
        ]
    _tell(ctx, made, as_json=as_json)


def _rule(
    store: Store, place: Permalink, verdict: Verdict | None, author: str, reason: str | None
) -> Sequence[RulingRecord]:
    from archive.rulings import rule_on_stretch, take_back

    if verdict is None:
        return take_back(store, place, author, utc_now(), reason)
    return [rule_on_stretch(store, place, verdict, author, utc_now(), reason)]


def find_stretch(store: Store, reference: str) -> Permalink:
    """The stretch that a link means, or a text with a place in it, such as ``002:3509-3564``.

    Raises:
        UnknownReference: it means a whole text, or one that ends before that place.
    """
    from archive.errors import UnknownReference
    from archive.identifiers import Permalink
    from archive.references import resolve_reference
    from archive.spans import Span
    from archive.store.facts import text_of

    named = _PLACE.fullmatch(reference)
    target = resolve_reference(store, named["text"] if named else reference)
    span = Span(int(named["start"]), int(named["end"])) if named else target.span
    if span is None:
        next_step = f"archive show {reference} --why prints the places of what is set aside."
        raise UnknownReference(reference, "means a whole text, not a stretch of it", next_step)
    length = len(text_of(store, target.text))
    if span.end > length:
        next_step = f"archive show {target.text[:12]} shows it."
        raise UnknownReference(reference, f"that text ends at {length}", next_step)
    return Permalink(target.text, span)


def _tell(ctx: click.Context, made: Sequence[RulingRecord], *, as_json: bool) -> None:
    from archive.cli.output import note, print_json, visible, width, wrap

    for record in made:
        if as_json:
            print_json(record)
            continue
        place = f"{record.text[:12]}:{record.start}-{record.end}"
        for line in wrap(visible(record.content), first=f"{place}  ", rest="  ", width=width(), most=3):
            click.echo(line)
        if not session_of(ctx).is_quiet:
            note(f"Recorded for {record.author}: {_DONE[record.verdict]}. {_FOLLOWS}")
