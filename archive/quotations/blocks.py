"""The stretches in which quote marks are paired: paragraphs of the article, and lines of what was set aside.

A paragraph of the article is a line (or a wrapped run of lines), with its removals cut out; paragraphs that one
sentence spans (a link broke it) count as one. The lines of one removal form a run of their own: nothing that stands
in a caption can pair with anything in the article or in another caption.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.records import Removal
from archive.sentences import split_paragraphs
from archive.spans import Span, merge_spans, subtract_spans


@dataclass(frozen=True, slots=True)
class Block:
    """Sorted, disjoint, non-empty pieces of a text between which marks may pair."""

    pieces: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the first piece starts."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1].end

    def cut(self, start: int, end: int) -> tuple[Span, ...]:
        """What of ``start``-``end`` lies in the pieces."""
        cuts: list[Span] = []
        for number in range(bisect_right(self.pieces, start, key=lambda piece: piece.end), len(self.pieces)):
            piece = self.pieces[number]
            if piece.start >= end:
                break
            cuts.append(Span(max(piece.start, start), min(piece.end, end)))
        return tuple(cuts)


def article_blocks(text: str, removals: Sequence[Removal], sentences: Sequence[Span]) -> tuple[Block, ...]:
    """The paragraphs of the article in order."""
    kept = subtract_spans(Span(0, len(text)), (removal.span for removal in removals))
    paragraphs = split_paragraphs(text, kept)
    spanning = [sentence for sentence in sentences if len(f"{sentence.of(text)}|".splitlines()) > 1]
    return tuple(Block(pieces) for pieces in _joined(paragraphs, spanning))


def _joined(paragraphs: Iterable[tuple[Span, ...]], spanning: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """Paragraphs that one sentence spans, as one, with nothing cut out at the line end; both sorted."""
    current: tuple[Span, ...] = ()
    number = 0
    for paragraph in paragraphs:
        while number < len(spanning) and spanning[number].end <= paragraph[0].start:
            number += 1
        goes_on = number < len(spanning) and current and spanning[number].start < current[-1].end
        if goes_on:
            current = (*current[:-1], Span(current[-1].start, paragraph[0].end), *paragraph[1:])
            continue
        if current:
            yield current
        current = paragraph
    if current:
        yield current


def removed_runs(text: str, removals: Sequence[Removal]) -> Iterator[tuple[Block, ...]]:
    """For each removal its lines; adjoining removals stay apart."""
    for removal in removals:
        yield tuple(Block(merge_spans(pieces)) for pieces in split_paragraphs(text, [removal.span], wrapped=False))
