"""Where the words of a drafted quotation stand, word for word, in a text; and what stands between its pieces there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from archive.spans import Span
from archive.verdicts.pieces import Joint, Pieces, Run
from archive.verdicts.texts import ArchivedText, Utterance, View, ViewName
from archive.words import Word

MOST_REPLACED = 12
"""Words of a source that words in brackets may stand for."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What a draft leaves out between two pieces: the words of the source there, and the text from end to start.

    ``own`` are the draft's own words in brackets there, folded; empty where the source has the same.
    """

    joint: Joint
    words: tuple[Word, ...]
    span: Span
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """One place where all words of a quotation stand in order: the pieces there, and the gaps between them."""

    source: ArchivedText
    view: ViewName
    pieces: tuple[Span, ...]
    gaps: tuple[Gap, ...]
    after: int

    @property
    def span(self) -> Span:
        """From the first word to the last; the whole quotation with its punctuation where it is all of one."""
        words = Span(self.pieces[0].start, self.pieces[-1].end)
        first = self.utterance
        if first is None or first is not self.source.utterance_at(words.end - 1):
            return words
        lead = self.source.content[min(first.span.start, words.start) : words.start]
        tail = self.source.content[words.end : max(words.end, first.span.end)]
        if any(character.isalnum() for character in lead + tail):
            return words
        return Span(min(first.span.start, words.start), max(first.span.end, words.end))

    @property
    def utterance(self) -> Utterance | None:
        """The quotation that the first word stands in."""
        return self.source.utterance_at(self.pieces[0].start)

    @property
    def utterance_at_end(self) -> Utterance | None:
        """The quotation that the last word stands in."""
        return self.source.utterance_at(self.after - 1)

    @property
    def utterances(self) -> tuple[Utterance | None, ...]:
        """The quotations that the pieces begin and end in, in order, each once."""
        found = [self.source.utterance_at(at) for piece in self.pieces for at in (piece.start, piece.end - 1)]
        return tuple(one for number, one in enumerate(found) if not number or one is not found[number - 1])

    @property
    def is_removed(self) -> bool:
        """Whether the words stand in a stretch set aside, or reach into one that the draft does not leave out."""
        return any(
            removed.contains(piece) for piece in self.pieces for removed in self.source.removed.overlapping(piece)
        )


def place_pieces(source: ArchivedText, pieces: Pieces) -> list[Placement]:
    """Every place in the text where the words stand in order, the views' doubles left out."""
    found: dict[tuple[Span, ...], Placement] = {}
    for name, view in source.views.items():
        for placement in _place_in(source, name, view, pieces):
            found.setdefault(placement.pieces, placement)
    return list(found.values())


def _place_in(source: ArchivedText, name: ViewName, view: View, pieces: Pieces) -> Iterator[Placement]:
    starts = [view.find(run.keys) for run in pieces.runs]
    if not all(starts):
        return
    for start in starts[0]:
        placed = _follow(view, pieces.runs, starts, start)
        if placed is None:
            continue
        last = placed[-1] + len(pieces.runs[-1].keys)
        yield Placement(
            source=source,
            view=name,
            pieces=tuple(
                Span(view.words[at].span.start, view.words[at + len(run.keys) - 1].span.end)
                for at, run in zip(placed, pieces.runs, strict=True)
            ),
            gaps=tuple(_gap(source, view, pieces.runs, placed, number) for number in range(1, len(placed))),
            after=view.words[last - 1].span.end,
        )


def _follow(view: View, runs: tuple[Run, ...], starts: list[list[int]], start: int) -> list[int] | None:
    """The places of all runs behind the first, each the nearest one; None where one is missing or too far."""
    placed = [start]
    for number, run in enumerate(runs[1:], 1):
        end = placed[-1] + len(runs[number - 1].keys)
        at = bisect_left(starts[number], end)
        if at == len(starts[number]):
            return None
        place = starts[number][at]
        if run.joint == "inserted" and place - end > max(MOST_REPLACED, 2 * len(run.own)):
            return None
        placed.append(place)
    return placed


def _gap(source: ArchivedText, view: View, runs: tuple[Run, ...], placed: list[int], number: int) -> Gap:
    """What stands between two pieces; between quoted pieces only what is quoted there counts as words left out."""
    end = placed[number - 1] + len(runs[number - 1].keys)
    words = view.words[end : placed[number]]
    stretch = Span(view.words[end - 1].span.end, view.words[placed[number]].span.start)
    run = runs[number]
    own = run.own
    if own and tuple(word.key for word in words) == own:
        words, own = (), ()  # the brackets are the source's own, or repeat it
    if source.utterance_at(stretch.start - 1) and source.utterance_at(stretch.end):
        words = [word for word in words if source.utterance_at(word.span.start)]
    return Gap(run.joint, tuple(words), stretch, own)
