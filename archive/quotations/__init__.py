"""Quotations as spans: what stands between quote marks, in every typography, straight, curly, mistyped or unclosed.

Marks are paired inside a paragraph. A quotation that its paragraph leaves open goes on where the next kept paragraph
starts with a mark again, as English, French and Spanish newspapers print long quotations, or where the next mark, a few
paragraphs on, can only close one, as others set quoted letters; otherwise it ends with its paragraph. Inner quotations
belong to the outer one. What was set aside is searched too, each removal for itself. Blocks that a page sets apart are
quotations without marks where the article says so (`block_quotations`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from archive.quotations.block_quotations import with_block_quotations
from archive.quotations.blocks import Block, article_blocks, removed_runs
from archive.quotations.found import Found
from archive.quotations.kinds import judge_kind
from archive.quotations.marks import Mark, find_marks
from archive.quotations.nests import outermost_marks
from archive.quotations.nobodys import mark_known_titles
from archive.quotations.pairing import Pair, may_stay_open, pair_marks
from archive.records import BlockHint, Removal
from archive.rules.quote_marks import quote_marks
from archive.rules.signs import character_class, closing_signs
from archive.spans import Span

__all__ = ["Found", "find_quotations"]

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_MOST_UNMARKED = 4
"""A quotation that a paragraph leaves open may be closed so many paragraphs later, with no mark between."""
_ONLY_CLOSES = 2.0
"""What it costs at least to read such a closing mark as opening."""
_WORST_START = 1.5
"""What it may cost to read the first mark of a paragraph as opening: a space after it is no hindrance."""


class _Stretch(NamedTuple):
    """A pair of one block with what it quotes; ``stands_open`` tells that it needs no mark to close it."""

    pair: Pair
    segments: tuple[Span, ...]
    marks: Span
    starts_block: bool
    stands_open: bool


def find_quotations(
    text: str, removals: Sequence[Removal], sentences: Sequence[Span], hints: Sequence[BlockHint] = ()
) -> tuple[Found, ...]:
    r"""All quotations of ``text`` in the order of their first characters, those in removals among them.

    ``removals`` and ``sentences`` are sorted and disjoint, as the steps before give them.

    >>> text = "“Go,” she said.\n\n“We stay.\n\n“All of us.”"
    >>> [[span.of(text) for span in found.segments] for found in find_quotations(text, (), ())]
    [['Go,'], ['We stay.', 'All of us.']]
    """
    found = list(
        _find_in(text, _without_captions(text, article_blocks(text, removals, sentences), removals), removed=False)
    )
    for run in removed_runs(text, removals):
        found += _find_in(text, run, removed=True)
    found = with_block_quotations(text, hints, removals, found)
    return tuple(sorted(mark_known_titles(text, found), key=lambda quotation: quotation.marks))


def _without_captions(text: str, blocks: Sequence[Block], removals: Sequence[Removal]) -> Sequence[Block]:
    """The blocks without those that quote nothing and stand right before an image credit that was set aside.

    Such a line is a caption more often than not, and a quotation left open before it goes on behind it.
    """
    starts = [removal.span.start for removal in removals if removal.label == "image-credit"]

    def is_caption(block: Block) -> bool:
        following = bisect_left(starts, block.end)
        is_before = following < len(starts) and not text[block.end : starts[following]].strip()
        return is_before and all(mark.opening > _WORST_START for mark in find_marks(text, block))

    return [block for block in blocks if not is_caption(block)] if starts else blocks


def _find_in(text: str, blocks: Sequence[Block], *, removed: bool) -> Iterator[Found]:
    """The quotations of a run of blocks; one left open is taken up by the next block, or closed in one soon after."""
    waiting: list[_Stretch] = []
    marks = [outermost_marks(text, list(find_marks(text, block))) for block in blocks]
    closes: Mark | None = None
    for number, block in enumerate(blocks):
        if closes is not None:
            waiting.append(_stretch_on(text, block, waiting[-1].pair.opened, closes))
            if waiting[-1].pair.closed is None:
                continue
            marks[number] = [mark for mark in marks[number] if mark.start > closes.start]
            closes = None
        taken_up_by = _first_sign(blocks[number + 1], marks[number + 1]) if number + 1 < len(blocks) else ""
        stretches = list(_pair_block(text, block, marks[number], taken_up_by))
        if waiting and waiting[-1].pair.closed is None and stretches and _takes_up(waiting[-1], stretches[0]):
            waiting.append(stretches.pop(0))
            if waiting[-1].pair.closed is None:
                continue  # nothing comes after a mark that stays open in its block
        yield from _given_up(text, waiting, removed=removed)
        waiting = [stretch for stretch in stretches if stretch.pair.closed is None]
        for stretch in stretches[: len(stretches) - len(waiting)]:
            if _has_words(text, [stretch]):
                yield _found(text, [stretch], removed=removed)
        if waiting and waiting[0].stands_open:
            closes = _closed_later(waiting[0].pair.opened, marks[number + 1 : number + 1 + _MOST_UNMARKED])
    yield from _given_up(text, waiting, removed=removed)


def _closed_later(opened: Mark, later: Sequence[Sequence[Mark]]) -> Mark | None:
    """The first mark of the blocks behind, if it can do nothing but close what is open; apostrophes do not count."""
    single = quote_marks().single
    first = next((mark for marks in later for mark in marks if mark.sign not in single), None)
    if first is None or opened.sign in single or first.is_measure:
        return None
    system = quote_marks().closers[opened.sign].get(first.sign)
    is_closing = first.closing == 0 and first.opening >= _ONLY_CLOSES
    return first if system is not None and system.cost == 0 and is_closing else None


def _stretch_on(text: str, block: Block, opened: Mark, closes: Mark) -> _Stretch:
    """What an open quotation has of a block: all of it, or as far as the mark that closes it."""
    closed = closes if block.start <= closes.start < block.end else None
    end = closed.start if closed is not None else block.end
    segments = tuple(span for span in (_trimmed(text, cut) for cut in block.cut(block.start, end)) if span)
    marks = Span(block.start, closed.end if closed is not None else block.end)
    return _Stretch(Pair(opened, closed), segments, marks, starts_block=False, stands_open=True)


def _first_sign(block: Block, marks: Sequence[Mark]) -> str:
    """The mark that a block starts with, when it can open a quotation there; empty otherwise."""
    if (
        not marks
        or marks[0].start != block.start
        or marks[0].opening > _WORST_START
        or marks[0].neither < marks[0].opening
    ):
        return ""
    return marks[0].sign


def _given_up(text: str, waiting: Sequence[_Stretch], *, removed: bool) -> Iterator[Found]:
    """What waited for the next block, unless it was only an odd mark that the next block did not take up."""
    is_one = len(waiting) > 1 or any(stretch.stands_open for stretch in waiting)
    if is_one and _has_words(text, waiting):
        yield _found(text, waiting, removed=removed)


def _takes_up(before: _Stretch, after: _Stretch) -> bool:
    return after.starts_block and after.pair.opened.sign in quote_marks().takes_up[before.pair.opened.sign]


def _pair_block(text: str, block: Block, marks: Sequence[Mark], taken_up_by: str) -> Iterator[_Stretch]:
    if not marks:
        return

    def is_free(mark: Mark) -> bool:
        return _is_free(text, block, mark)

    pairs = pair_marks(marks, taken_up_by, is_free)
    for number, pair in enumerate(pairs):
        end = pair.closed.start if pair.closed else block.end
        segments = tuple(span for span in (_trimmed(text, cut) for cut in block.cut(pair.opened.end, end)) if span)
        if segments and text[pair.opened.start - 1 : pair.opened.start] != "=":  # markup: <a href="…">
            yield _Stretch(
                pair=pair,
                segments=segments,
                marks=Span(pair.opened.start, pair.closed.end if pair.closed else segments[-1].end),
                starts_block=pair.opened.start == block.start,
                stands_open=pair.closed is not None or may_stay_open(pair.opened, is_free, pairs[:number]),
            )


def _is_free(text: str, block: Block, mark: Mark) -> bool:
    """Whether a whole quotation may start at this mark: after punctuation, or where the block starts."""
    if mark.start == block.start:
        return True
    before = text[max(block.start, mark.start - 8) : mark.start]
    return mark.opening <= 1 and _free_pattern().search(before) is not None


@cache
def _free_pattern() -> re.Pattern[str]:
    spaced = character_class(closing_signs() | set(".:,;!?…—–―([*•>-"))
    return re.compile(rf"(?:{spaced}\s+|[(\[—–―]|[。，：！？、「『（]\s*)\Z")


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    return Span(start, end)


def _has_words(text: str, stretches: Sequence[_Stretch]) -> bool:
    """Whether there is a letter or figure of any script between the marks: “…” quotes nothing."""
    return any(character.isalnum() for stretch in stretches for span in stretch.segments for character in span.of(text))


def _found(text: str, stretches: Sequence[_Stretch], *, removed: bool) -> Found:
    segments = tuple(span for stretch in stretches for span in stretch.segments)
    first, last = stretches[0], stretches[-1]
    marks = Span(first.marks.start, last.marks.end)
    closing = next((stretch.pair.closed.sign for stretch in stretches if stretch.pair.closed), None)
    closers = quote_marks().closers[first.pair.opened.sign]
    system = closers[closing] if closing in closers else next(iter(closers.values()))
    return Found(
        segments=segments,
        kind=judge_kind(text, segments, marks),
        removed=removed,
        closed=last.pair.closed is not None,
        continues=len(stretches) > 1,
        system=system.name,
        marks=marks,
    )
