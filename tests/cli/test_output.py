"""What is printed fits its columns, passes no control character on, and counts in plain words."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cli import output
from archive.cli.output import columns_of, count, fit, listed, pad, visible, wrap

TEXTS = st.text(st.characters(codec="utf-8"), max_size=200) | st.text("ab “”漢字\u0301\x1b\n\t🎈", max_size=200)


@given(TEXTS, st.integers(2, 100))
def test_what_is_fitted_fits(text: str, columns: int) -> None:
    """One line, no wider than asked for, nothing in it that a terminal would obey."""
    line = fit(text, columns)
    assert columns_of(line) <= columns
    assert not any(unicodedata.category(character) == "Cc" for character in line)


@given(TEXTS, st.integers(20, 100))
def test_wrapping_loses_no_letter_and_fits(text: str, width: int) -> None:
    """The words come out in order; no line is wider than asked for."""
    lines = wrap(text, first="> ", rest="  ", width=width)
    assert all(columns_of(line) <= width for line in lines)
    assert "".join("".join(line[2:].split()) for line in lines) == "".join(visible(text).split())


@given(TEXTS)
def test_nothing_visible_is_a_control_character(text: str) -> None:
    """Nor a character that turns the direction of a line; printable text stays as it is."""
    shown = visible(text)
    assert not any(unicodedata.category(character) == "Cc" or character in "\u202e\u2066" for character in shown)
    assert visible(shown) == shown


def test_a_cut_is_marked() -> None:
    """After the number of lines asked for."""
    assert wrap("one two three four five six", width=9, most=2) == ["one two", "three …"]


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (12345, "12,345 articles")]
)
def test_counts_have_their_noun_in_the_right_form(number: int, words: str) -> None:
    """Nobody says “1 articles”."""
    assert count(number, "article") == words


def test_lists_read_as_phrases() -> None:
    """One, two and more parts."""
    assert [listed(parts) for parts in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_wide_letters_are_counted_as_wide() -> None:
    """So that columns line up."""
    assert columns_of(pad("金正恩", 10)) == 10


@pytest.mark.parametrize(
    ("environment", "is_terminal", "coloured"),
    [
        ({}, True, True),
        ({}, False, False),  # a pipe
        ({"NO_COLOR": "1"}, True, False),  # the user's wish
        ({"TERM": "dumb"}, True, False),  # a terminal that cannot
    ],
)
def test_colour_only_where_it_is_wanted(
    environment: dict[str, str], is_terminal: bool, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal, unless it or its user says otherwise."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    assert output.has_colour() is coloured
    assert (output.style("x", bold=True) != "x") is coloured
