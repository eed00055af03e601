"""Two texts side by side: each paragraph beside what it became, with every difference marked in both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.spans import Span
from archive.web.marking import Line
from archive.web.side_by_side import Row, compare_sides, fold_rows
from archive.web.sides import Side
from tests.work import LINEAR, growth


def compare(before: str, after: str) -> list[Row]:
    """The rows for texts in which nothing is set aside."""
    return compare_sides(Side(before, []), Side(after, []))


def marked(lines: tuple[Line, ...], name: str) -> list[str]:
    """The pieces under a mark."""
    return [piece.text for line in lines for piece in line.pieces if piece.has(name)]


CASES = [
    # a word for another: both are marked
    ("We are here now.", "We were here now.", [("changed", ["are"], ["were"])]),
    # one letter that turns the meaning
    ("They are not coming.", "They are now coming.", [("changed", ["not"], ["now"])]),
    # neighbours are one mark
    ("It was a very old bridge.", "It was a bridge.", [("changed", ["very old"], [])]),
    # punctuation between words that stayed, at the end, and at the begin
    ("He came, he saw.", "He came; he saw.", [("changed", [","], [";"])]),
    ("He came and went.", "He came and went!", [("changed", ["."], ["!"])]),
    ('"He came and went."', "“He came and went.”", [("changed", ['"', '."'], ["“", ".”"])]),
    # typography inside a word
    ("It's a long way.", "It’s a long way.", [("changed", ["It's"], ["It’s"])]),
    # white space is no difference
    ("One  two three.", "One two\u00a0three.", [("same", [], [])]),
    # a paragraph split in two is one row
    (
        "The first half of it. And the second half here.",
        "The first half of it.\nAnd the second half here.",
        [("changed", [], [])],
    ),
    # one that came, beside nothing
    ("One two three.", "One two three.\nFour five six.", [("same", [], []), ("added", [], ["Four five six."])]),
    # one in the place of another that has nothing of it
    ("Alpha beta gamma.", "Delta epsilon zeta.", [("replaced", ["Alpha beta gamma."], ["Delta epsilon zeta."])]),
    # nothing at all on one side
    ("", "Now there is a text.", [("added", [], ["Now there is a text."])]),
    ("", "", []),
]


@pytest.mark.parametrize(("before", "after", "rows"), CASES)
def test_differences_are_marked_in_both(before: str, after: str, rows: list[tuple[str, list[str], list[str]]]) -> None:
    """Each row with what went on the left and what came on the right."""
    found = [(row.kind, marked(row.before, "del"), marked(row.after, "ins")) for row in compare(before, after)]
    assert found == rows


def test_a_paragraph_at_another_place_has_moved() -> None:
    """It is not told as lost: both places say where it is."""
    story = "Alpha beta gamma delta epsilon.\n"
    rest = "One two three four five six.\nSeven eight nine ten eleven twelve.\n"
    kinds = [row.kind for row in compare(story + rest, rest + story)]
    assert kinds == ["moved from here", "same", "same", "moved here"]


def test_what_is_set_aside_is_shown_but_not_compared() -> None:
    """A new advertisement in the middle of a line is no difference, and an advertisement line stands nowhere."""
    before = Side("We keep BUY NOW the bridge.\nBUY NOW\nIt rained.", [Span(8, 15), Span(28, 35)])
    after = Side("We keep the bridge.\nIt rained.", [])
    rows = compare_sides(before, after)
    assert [row.kind for row in rows] == ["same", "same"]
    assert marked(rows[0].before, "removed") == ["BUY NOW"]


def test_long_unchanged_stretches_are_folded() -> None:
    """With one paragraph of context on either side of a change."""
    lines = [f"Paragraph number {number} stands here." for number in range(20)]
    changed = [*lines[:9], "Paragraph number 9 stood here.", *lines[10:]]
    folds = fold_rows(compare("\n".join(lines), "\n".join(changed)))
    assert [(len(fold.rows), fold.is_folded) for fold in folds] == [(8, True), (3, False), (9, True)]


texts = st.text(alphabet="ab .,\n“”é", max_size=60)


@given(texts, texts)
def test_each_side_is_printed_once_and_whole(before: str, after: str) -> None:
    """No character but white space is lost, and none is printed twice."""
    rows = compare(before, after)
    for side, text in ((0, before), (1, after)):
        printed = "".join(piece.text for row in rows for line in (row.before, row.after)[side] for piece in line.pieces)
        assert sorted("".join(printed.split())) == sorted("".join(text.split()))


@given(texts)
def test_a_text_beside_itself_is_the_same(text: str) -> None:
    """Whatever it holds."""
    assert {row.kind for row in compare(text, text)} <= {"same"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a ", "b a "),  # a single line of equal words
        ("x\n", "y x\n"),  # as many equal lines
    ],
)
def test_hostile_texts_are_no_more_work_than_others(before: str, after: str) -> None:
    """Thousands of equal things against others: each adds as much work as the one before.

    A thousand against two thousand is more than `archive.alignment` compares one by one.
    """
    assert growth(lambda text: compare(text, text.replace(before, after)), lambda size: before * size, 1000) < LINEAR
