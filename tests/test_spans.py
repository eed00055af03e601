"""Spans are half-open ranges of code points, and cutting and joining them loses no character."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidSpan
from archive.spans import LINE, LINE_END, Span, joined, line_spans, merge_spans, subtract_spans
from tests.strategies import spans, texts


def positions(given_spans: tuple[Span, ...] | list[Span]) -> set[int]:
    """The characters that the spans cover."""
    return {position for span in given_spans for position in range(span.start, span.end)}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (-1, 0),  # before the text
        (3, 2),  # backwards
        (-5, -2),  # as Python's slices allow and we do not
    ],
)
def test_a_span_that_is_no_range_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(InvalidSpan, match="a span needs 0 ≤ start ≤ end"):
        Span(start, end)


def test_a_span_counts_code_points_not_utf16_units() -> None:
    assert Span(2, 3).of("a🎈b") == "b"


@given(st.lists(spans()))
def test_merging_keeps_every_character_and_leaves_gaps_between(given_spans: list[Span]) -> None:
    merged = merge_spans(given_spans)
    assert positions(merged) == positions(given_spans)
    assert all(span for span in merged)
    assert all(before.end < after.start for before, after in pairwise(merged))


@given(st.lists(spans()))
def test_merging_twice_is_merging_once(given_spans: list[Span]) -> None:
    assert merge_spans(merge_spans(given_spans)) == merge_spans(given_spans)


@given(spans(), st.lists(spans()))
def test_what_is_left_and_what_was_taken_make_the_whole(whole: Span, taken: list[Span]) -> None:
    left = subtract_spans(whole, taken)
    assert positions(left) == positions([whole]) - positions(taken)
    assert left == merge_spans(left)


@given(texts())
def test_trimming_takes_white_space_and_nothing_else(text: str) -> None:
    trimmed = Span(0, len(text)).trimmed(text)
    assert trimmed.of(text) == text.strip()


@given(spans(), spans())
def test_overlapping_is_sharing_a_character(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(positions([one]) & positions([other]))
    assert one.overlaps(other) == other.overlaps(one)


@given(spans(), spans())
def test_a_span_contains_another_when_cutting_the_other_finds_only_its_characters(one: Span, other: Span) -> None:
    if one.contains(other):
        assert positions([other]) <= positions([one])
        assert one.start <= other.start <= other.end <= one.end


@given(texts())
def test_lines_and_line_ends_make_the_text(text: str) -> None:
    lines = line_spans(text)
    gaps = [text[before.end : after.start] for before, after in pairwise(lines)]
    assert all(LINE_END.fullmatch(gap) for gap in gaps)
    assert lines[0].start == 0
    assert lines[-1].end == len(text)
    assert not any(LINE_END.search(line.of(text)) for line in lines)
    assert [line.of(text) for line in lines if line] == LINE.findall(text)


@given(texts())
def test_lines_are_those_that_python_sees(text: str) -> None:
    """No part of the archive has a view of its own on what ends a line."""
    lines = [line.of(text) for line in line_spans(text)]
    assert (lines[:-1] if not lines[-1] else lines) == text.splitlines()


@pytest.mark.parametrize(
    "end",
    [
        "\n",
        "\r\n",  # one line end, not two
        "\r",
        "\u2028",  # from an editor's soft line end
        "\u2029",
        "\x85",  # from a mainframe
        "\f",  # a new page
        "\v",
        "\x1c",
    ],
)
def test_every_line_end_ends_one_line(end: str) -> None:
    assert [span.of(f"One{end}two") for span in line_spans(f"One{end}two")] == ["One", "two"]


def test_joining_puts_the_separator_between_and_nowhere_else() -> None:
    assert joined("ab cd", [Span(0, 2), Span(3, 5)], " … ") == "ab … cd"
    assert joined("ab cd", []) == ""
