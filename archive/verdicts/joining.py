"""Words that an ellipsis makes one and that were never said together: of two people, or of two quotations.

Where a draft's pieces stand in order in one text, `cutting` looks at what is left out between them. Here they do not:
each is quoted somewhere, but in another order or in another article. Only pieces of several words are believed, because
a few words are quoted everywhere; and each must be somebody's quoted words, because running text joins nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.verdicts.pieces import Pieces, Run
from archive.verdicts.placing import Placement, place_pieces
from archive.verdicts.speaking import compare_names
from archive.verdicts.texts import ArchivedText

FEWEST_PIECE = 3
"""A piece of fewer words tells nobody's words from anybody's."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Where each piece is quoted, in the order of the draft, and what joining them does, in words."""

    places: tuple[Placement, ...]
    note: str


def find_joined(pieces: Pieces, sources: Sequence[ArchivedText]) -> Joined | None:
    """The quotations that a draft's ellipsis joins; None where a piece is quoted nowhere, or all are one quotation's.

    ``pieces`` stand nowhere in their order. Without an ellipsis, “…,” she said. “…” joins words only where they are of
    several people: one may say two things on two occasions.
    """
    runs = pieces.runs
    if len(runs) < 2 or any(len(run.keys) < FEWEST_PIECE for run in runs):
        return None
    if not pieces.has_cut and any(run.joint != "split" for run in runs[1:]):
        return None
    quoted = [_places_of(run, sources) for run in runs]
    if not all(quoted):
        return None
    chosen = [quoted[0][0]]
    for places in quoted[1:]:
        chosen.append(min(places, key=lambda place: _distance(chosen[-1], place)))
    whose = _whose(chosen)
    return Joined(tuple(chosen), whose or _how(chosen)) if whose or pieces.has_cut else None


def _places_of(run: Run, sources: Sequence[ArchivedText]) -> list[Placement]:
    alone = Pieces((replace(run, joint="start", own=()),))
    found = [place for source in sources for place in place_pieces(source, alone)]
    return [place for place in found if place.utterance is not None and place.utterance is place.utterance_at_end]


def _distance(before: Placement, after: Placement) -> tuple[bool, bool, bool]:
    """Small for what most likely was taken from the same place: the kindest reading counts."""
    is_same = before.utterance is after.utterance
    return not is_same, _differ(before, after), before.source is not after.source


def _differ(one: Placement, other: Placement) -> bool:
    names = [place.utterance.speaker if place.utterance else None for place in (one, other)]
    return bool(names[0] and names[1] and compare_names(names[0], names[1]) == "different")


def _whose(places: Sequence[Placement]) -> str:
    """Whose words are made one; empty where they may all be one person's."""
    speakers = [place.utterance.speaker for place in places if place.utterance and place.utterance.speaker]
    named = list(dict.fromkeys(speakers))
    if any(_differ(before, after) for before, after in pairwise(places)):
        return f"joins words of {' and '.join([', '.join(named[:-1]), named[-1]])}"
    return ""


def _how(places: Sequence[Placement]) -> str:
    if all(place.utterance is places[0].utterance for place in places):
        return "turns round the order of the words"
    if all(place.source is places[0].source for place in places):
        return "joins words of several quotations, not in their order"
    titles = dict.fromkeys(place.source.holders[0].name for place in places if place.source.holders)
    return f"joins words of several articles ({'; '.join(titles)}); nothing here shows that they were said together"
