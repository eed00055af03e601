"""``archive speakers set``: a person says who speaks in single quotations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import click

from archive.cli.access import opened_archive
from archive.cli.group import finish, session_of
from archive.cli.ruling import find_stretches, print_ruled, tell_refused
from archive.clock import utc_now

if TYPE_CHECKING:
    from archive.setting_speakers import Said
    from archive.store import Store
    from archive.text_model import AttributionRulingRecord

Way = Literal["unattributed", "nobody", "undo"]
"""What can be said of a quotation instead of a name."""
FORM = "archive speakers set REF... NAME, or --unattributed, --nobody or --undo for the name"
"""How the command is written."""
_PLACE = re.compile(r"[/:]\d+-\d+$")
"""How links and places in a text end; no name does."""
_LISTS_LINKS = "archive quotations {reference} lists its quotations with their links."


def choose_ways(*, unattributed: bool, nobody: bool, undo: bool) -> tuple[Way, ...]:
    """Which of the options were given; more than one is a mistake."""
    ways: dict[Way, bool] = {"unattributed": unattributed, "nobody": nobody, "undo": undo}
    return tuple(way for way, is_given in ways.items() if is_given)


def set_speakers(
    ctx: click.Context, words: Sequence[str], ways: tuple[Way, ...], reason: str | None, author: str, *, as_json: bool
) -> None:
    """What can be ruled on is, all at once; each other quotation is told with the reason, and the exit code says so."""
    from archive.setting_speakers import set_speakers as rule_on_speakers_of

    references = words if ways else words[:-1]
    if len(ways) > 1 or not references:
        ctx.fail(f"{FORM}.")
    if not ways and _PLACE.search(words[-1]):
        ctx.fail(f"{words[-1]} is a place, no name. {FORM}.")
    with opened_archive(ctx) as store:
        said = _said(store, None if ways else words[-1], ways, reason, is_quiet=as_json or session_of(ctx).is_quiet)
        places, refused = find_stretches(store, references, _LISTS_LINKS)
        outcomes = rule_on_speakers_of(store, places, said, author, utc_now())
    refused |= {places[one.place]: one.refusal for one in outcomes if one.refusal}
    made = {record.permalink: record for one in outcomes for record in one.records}
    _tell(ctx, list(made.values()), as_json=as_json)
    tell_refused(refused, len(set(references)))
    finish(ctx, max((error.exit_code for error in refused.values()), default=0))


def _said(store: Store, name: str | None, ways: tuple[Way, ...], reason: str | None, *, is_quiet: bool) -> Said:
    """What is to be recorded; whoever may be meant by a name that is new here is told."""
    from archive.cli.output import listed, note
    from archive.setting_speakers import Said, name_as_known

    if name is None:
        return Said(None if ways[0] == "undo" else ways[0], reason=reason)
    known, near = name_as_known(store, name)
    if near and not is_quiet:
        note(f"Nobody else is called “{known}” here. Did you mean {listed(near[:5])}? Then set it again.")
    return Said("speaker", known, reason)


def _tell(ctx: click.Context, made: Sequence[AttributionRulingRecord], *, as_json: bool) -> None:
    """The words of each quotation, and for whom it was recorded; for a ruling that held before, for whom then."""
    from archive.cli.output import count, note

    print_ruled(made, as_json=as_json)
    if as_json or session_of(ctx).is_quiet:
        return
    for (author, done), number in Counter((record.author, record.said) for record in made).items():
        note(f"Recorded for {author}: {count(number, 'quotation')}, {done}. Links stay as they are.")
