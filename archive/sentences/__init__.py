"""Sentences as spans that partition the kept text.

A sentence never crosses a removal and begins and ends with a character that is not white space. It stays inside its
paragraph, except where a line end broke it (`archive.sentences.joining`). A bullet or list number belongs to its
sentence, a closing mark to the sentence it closes, a heading without a full stop is a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from archive.records import BlockHint
from archive.rules.signs import FINALS, sentence_closers
from archive.sentences.boundaries import find_boundaries
from archive.sentences.datelines import find_dateline_end
from archive.sentences.joining import is_broken
from archive.sentences.paragraphs import split_paragraphs
from archive.spans import Span

__all__ = ["split_paragraphs", "split_sentences"]


def split_sentences(text: str, kept: Sequence[Span], hints: Sequence[BlockHint] = ()) -> tuple[Span, ...]:
    """The sentences of the kept part of ``text``.

    The spans are sorted, disjoint and trimmed, and hold every kept character that is not white space exactly once.
    ``kept`` is sorted and disjoint; ``hints`` keep headings, captions and list items apart from their neighbours.

    >>> text = "“Go!” he said. Gen. Doe went."
    >>> [span.of(text) for span in split_sentences(text, [Span(0, len(text))])]
    ['“Go!” he said.', 'Gen. Doe went.']
    """
    apart = {
        edge for hint in hints if hint.kind not in ("paragraph", "quote") for edge in (hint.span.start, hint.span.end)
    }
    pieces = [piece for paragraph in split_paragraphs(text, kept) for piece in paragraph]
    sentences: list[Span] = []
    was_alone = True
    for number, piece in enumerate(pieces):
        parts = list(_split_piece(text, piece))
        is_alone = len(parts) == 1
        if sentences and not _is_apart(text, sentences[-1].end, parts[0].start, apart):
            goes_on = _prose_goes_on(text, pieces, number)
            broken = is_broken(text, sentences[-1], parts[0], is_whole=was_alone, prose_goes_on=goes_on)
            if broken and _is_kept_between(kept, sentences[-1], parts[0]):
                parts[0] = Span(sentences.pop().start, parts[0].end)
                is_alone = was_alone and is_alone
        sentences += parts
        was_alone = is_alone
    return tuple(sentences)


def _is_kept_between(kept: Sequence[Span], before: Span, after: Span) -> bool:
    """Whether nothing between two sentences is removed, not even white space."""
    stretch = kept[bisect_right(kept, before.start, key=lambda span: span.start) - 1]
    return after.end <= stretch.end


def _prose_goes_on(text: str, pieces: Sequence[Span], number: int) -> bool:
    """Whether a piece ends with a full stop or the like, or the next one starts with a small letter."""
    piece = pieces[number]
    if text[max(piece.start, piece.end - 8) : piece.end].rstrip(sentence_closers())[-1:] in FINALS:
        return True
    return number + 1 < len(pieces) and text[pieces[number + 1].start].islower()


def _split_piece(text: str, piece: Span) -> Iterator[Span]:
    start = piece.start
    dateline = find_dateline_end(text, piece)
    if dateline is not None:
        yield Span(start, dateline)
        start = dateline
    for end in find_boundaries(text, piece):
        part = Span(start, max(start, end)).trimmed(text)
        if part:  # a bullet right behind a full stop has nothing but white space before it
            yield part
            start = end
    yield Span(start, piece.end).trimmed(text)


def _is_apart(text: str, end: int, start: int, edges: set[int]) -> bool:
    """Whether the edge of a block that stands for itself lies in the white space between two sentences."""
    if not edges:
        return False
    return any(position in edges for position in range(end, min(start, end + 200) + 1))
