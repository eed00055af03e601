"""Cutting a text into marked pieces loses nothing and takes linear time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.spans import Span
from archive.web.marking import (
    CONTEXT_LIMIT,
    Mark,
    mark_stretch,
    paragraph_around,
    show_invisible,
    split_lines,
)

TEXTS = st.text(alphabet=st.sampled_from("ab “”\n\r\t\x00é🎈\u202e"), max_size=80)
"""Texts with line ends, astral characters and what cannot be seen."""


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, Span, list[Mark]]:
    """A text, a window on it, and marks that may nest, overlap and reach beyond the window."""
    text = draw(TEXTS)
    places = st.integers(0, len(text))

    def span() -> Span:
        return Span(*sorted((draw(places), draw(places))))

    marks = [Mark(span(), draw(st.sampled_from(["said", "removed"]))) for _ in range(draw(st.integers(0, 6)))]
    return text, span(), marks


@given(texts_with_marks())
def test_the_pieces_are_the_stretch(case: tuple[str, Span, list[Mark]]) -> None:
    """In order, none empty, and each under exactly the marks that lie over it."""
    text, window, marks = case
    pieces = mark_stretch(text, window, marks)
    assert "".join(piece.text for piece in pieces) == window.of(text)
    for piece in pieces:
        span = Span(piece.start, piece.start + len(piece.text))
        assert set(piece.names) == {mark.name for mark in marks if mark.span.contains(span) and mark.span}


@given(texts_with_marks())
def test_lines_are_the_stretch_without_its_line_ends(case: tuple[str, Span, list[Mark]]) -> None:
    """Each line begins where it says, and what cannot be seen is shown by name."""
    text, window, marks = case
    lines = split_lines(mark_stretch(text, window, marks))
    shown = "".join(piece.text for line in lines for piece in line.pieces)
    assert shown == show_invisible(window.of(text).replace("\r", "").replace("\n", ""))
    for line in lines:
        if line.pieces:
            assert line.start == line.pieces[0].start


@given(texts_with_marks())
def test_the_paragraph_holds_the_stretch_and_ends_at_lines(case: tuple[str, Span, list[Mark]]) -> None:
    """Nothing of the words is cut off, and no other line is cut in two."""
    text, window, _ = case
    around = paragraph_around(text, window)
    assert around.contains(window)
    assert around.end <= len(text)
    assert around.start == 0 or text[around.start - 1] in "\r\n"
    assert around.end == len(text) or text[around.end] in "\r\n"


def test_a_paragraph_without_end_is_cut() -> None:
    """A megabyte on one line does not come along."""
    text = "x" * 1_000_000
    assert paragraph_around(text, Span(500_000, 500_010)) == Span(500_000 - CONTEXT_LIMIT, 500_010 + CONTEXT_LIMIT)


def test_many_marks_are_cut_in_one_pass() -> None:
    """A hundred thousand quotations on one line make as many pieces, not their square."""
    text = "“a” " * 100_000
    pieces = mark_stretch(text, Span(0, len(text)), [Mark(Span(4 * n + 1, 4 * n + 2), "said") for n in range(100_000)])
    assert len(pieces) == 200_001
