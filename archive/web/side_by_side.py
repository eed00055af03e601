"""Two texts of an article side by side, paragraph by paragraph, with the words that differ marked in both.

What is hard here is to stay readable and to stay linear. The words of the two texts are aligned once; a paragraph
belongs beside the one that most of its words went to, also when it was split or joined. What the alignment leaves
over is marked, and so is punctuation that differs between two words that both stayed. Stretches set aside are shown,
but never compared: a new advertisement is no change of the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.alignment import align_words
from archive.spans import Span, subtract_spans
from archive.web.marking import Line, Mark
from archive.web.sides import Side

BESIDE = 0.4
"""Two paragraphs stand side by side when at least this share of the shorter one's words went over to the other."""
FEWEST_MOVED = 5
"""A paragraph of fewer words than this is not said to have moved: headings recur."""
CONTEXT = 1
"""Unchanged rows that stay open before and after a change."""
FEWEST_FOLDED = 3
"""Fewer unchanged rows than this are not folded."""

RowKind = Literal["same", "changed", "removed", "added", "replaced", "moved from here", "moved here"]
"""What happened to a row; ``replaced`` are paragraphs that have nothing to do with each other, in the same place."""


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs beside each other; one side is empty where there is nothing like it."""

    kind: RowKind
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows beside each other, folded when nothing in them changed and there are many."""

    rows: tuple[Row, ...]
    is_folded: bool


def compare_sides(before: Side, after: Side) -> list[Row]:
    r"""The rows of the comparison, in order; each kept paragraph of either text stands in exactly one.

    >>> rows = compare_sides(Side("We are here.\nNot there.", []), Side("We were here.\nNot there.", []))
    >>> [(row.kind, [piece.text for line in row.before for piece in line.pieces if piece.names]) for row in rows]
    [('changed', ['are']), ('same', [])]
    """
    places = align_words(before.keys, after.keys)
    rows: list[Row] = []
    at_before = at_after = 0
    for left, right in _groups(before, after, places):
        rows += _alone(before, after, range(at_before, left.start), range(at_after, right.start))
        rows.append(_beside(before, after, places, left, right))
        at_before, at_after = left.stop, right.stop
    rows += _alone(before, after, range(at_before, len(before.paragraphs)), range(at_after, len(after.paragraphs)))
    return _put_beside(_name_moved(rows))


def fold_rows(rows: Sequence[Row]) -> list[Fold]:
    """The rows, with long runs of unchanged ones folded but for a little context.

    >>> [(len(fold.rows), fold.is_folded) for fold in fold_rows([Row("changed"), *[Row("same")] * 9])]
    [(2, False), (8, True)]
    """
    is_near = [False] * len(rows)
    for place, row in enumerate(rows):
        if row.kind != "same":
            for near in range(max(0, place - CONTEXT), min(len(rows), place + CONTEXT + 1)):
                is_near[near] = True
    folds: list[Fold] = []
    for row, near in zip(rows, is_near, strict=True):
        if folds and folds[-1].is_folded != near:
            folds[-1] = replace(folds[-1], rows=(*folds[-1].rows, row))
        else:
            folds.append(Fold((row,), is_folded=not near))
    return [replace(fold, is_folded=fold.is_folded and len(fold.rows) >= FEWEST_FOLDED) for fold in folds]


def _groups(before: Side, after: Side, places: Sequence[int | None]) -> Iterator[tuple[range, range]]:
    """Which paragraphs stand beside which, both in order."""
    went = Counter(
        (before.paragraph_of(word), after.paragraph_of(place)) for word, place in enumerate(places) if place is not None
    )
    left = right = range(0)
    for (one, other), count in sorted(went.items()):
        if count < BESIDE * min(len(before.words_of(one)), len(after.words_of(other))):
            continue
        if left and (one < left.stop or other < right.stop):
            left, right = range(left.start, max(left.stop, one + 1)), range(right.start, max(right.stop, other + 1))
            continue
        if left:
            yield left, right
        left, right = range(one, one + 1), range(other, other + 1)
    if left:
        yield left, right


def _alone(before: Side, after: Side, left: range, right: range) -> list[Row]:
    gone = [Row("removed", before=before.show(range(place, place + 1), _whole(before, place, "del"))) for place in left]
    come = [Row("added", after=after.show(range(place, place + 1), _whole(after, place, "ins"))) for place in right]
    return [*gone, *come]


def _whole(side: Side, paragraph: int, name: str) -> list[Mark]:
    whole = side.paragraphs[paragraph]
    return [Mark(part.trimmed(side.content), name) for part in subtract_spans(whole, side.removed_in(whole))]


def _beside(before: Side, after: Side, places: Sequence[int | None], left: range, right: range) -> Row:
    """Paragraphs beside each other with what differs marked."""
    source = range(before.words_of(left[0]).start, before.words_of(left[-1]).stop)
    target = range(after.words_of(right[0]).start, after.words_of(right[-1]).stop)
    pairs: dict[int, int] = {}
    for word in source:
        place = places[word]
        if (
            place is not None
            and place in target
            and before.words[word].span.of(before.content) == after.words[place].span.of(after.content)
        ):
            pairs[word] = place
    reached = set(pairs.values())
    gone = before.runs(word for word in source if word not in pairs)
    come = after.runs(place for place in target if place not in reached)
    for left_gap, right_gap in _gaps(before, after, pairs, left, right):
        if before.kept(left_gap) != after.kept(right_gap):
            gone.append(left_gap.trimmed(before.content))
            come.append(right_gap.trimmed(after.content))
    kind: RowKind = "changed" if gone or come or len(left) != len(right) else "same"
    return Row(
        kind,
        before.show(left, (Mark(span, "del") for span in gone)),
        after.show(right, (Mark(span, "ins") for span in come)),
    )


def _gaps(before: Side, after: Side, pairs: dict[int, int], left: range, right: range) -> Iterator[tuple[Span, Span]]:
    """What stands between words that stayed neighbours, and at both ends of paragraphs."""
    for word, place in pairs.items():
        begins = before.begins(word), after.begins(place)
        if all(begins) or (not any(begins) and pairs.get(word - 1) == place - 1):
            yield before.gap_before(word), after.gap_before(place)
    for one, other in zip(left, right, strict=False):
        if pairs.get(before.words_of(one)[-1]) == after.words_of(other)[-1]:
            yield before.gap_behind(one), after.gap_behind(other)


def _name_moved(rows: Sequence[Row]) -> list[Row]:
    """The same rows, those named that only went to another place: the same words, gone here and come there."""
    gone = {_words_of(row.before) for row in rows if row.kind == "removed"}
    come = {_words_of(row.after) for row in rows if row.kind == "added"}
    moved = {words for words in gone & come if len(words) >= FEWEST_MOVED}
    return [_name(row, moved) for row in rows]


def _name(row: Row, moved: set[tuple[str, ...]]) -> Row:
    if row.kind == "removed" and _words_of(row.before) in moved:
        return replace(row, kind="moved from here")
    if row.kind == "added" and _words_of(row.after) in moved:
        return replace(row, kind="moved here")
    return row


def _put_beside(rows: Sequence[Row]) -> list[Row]:
    """The same rows, paragraphs that went beside those that came in their place, one by one."""
    beside: list[Row] = []
    waiting = 0  # how many rows at the end have an empty side to the right
    for row in rows:
        if row.kind == "added" and waiting:
            beside[-waiting] = Row("replaced", beside[-waiting].before, row.after)
            waiting -= 1
            continue
        waiting = waiting + 1 if row.kind == "removed" else 0
        beside.append(row)
    return beside


def _words_of(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(" ".join(piece.text for line in lines for piece in line.pieces).split())
