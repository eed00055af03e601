"""What holds for every text: nothing is lost, nothing is counted twice, nothing is moved."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given

from archive.cleaning import clean_text, find_notices, mark_removals
from archive.cleaning.lines import split_page
from archive.cleaning.marking import mark_page
from archive.records import BlockHint
from archive.rules.boilerplate import BoilerplateRule, compile_boilerplate, load_boilerplate
from archive.spans import Span, joined, line_spans, subtract_spans
from archive.versions import kept_text
from tests import strategies
from tests.sources import CHECKOUT
from tests.work import LINEAR, growth


@given(strategies.articles())
def test_kept_and_removed_characters_add_up_to_the_text(text: str) -> None:
    """Put back in order, the kept and the removed stretches are the text, whatever the text."""
    removals = mark_removals(text)
    kept = subtract_spans(Span(0, len(text)), (removal.span for removal in removals))
    assert joined(text, sorted([*kept, *(removal.span for removal in removals)]), "") == text
    assert kept_text(text, removals) == joined(text, kept, "")


@given(strategies.articles())
def test_removals_are_sorted_disjoint_inside_and_trimmed(text: str) -> None:
    """No removal is empty, overlaps another, reaches outside, or has white space at an end."""
    position = 0
    for removal in mark_removals(text):
        assert position <= removal.span.start < removal.span.end <= len(text)
        assert removal.span.trimmed(text) == removal.span
        position = removal.span.end


_MARK_ALL = """
import hashlib, pathlib
from archive.cleaning import mark_removals
texts = [path.read_text("utf-8") for path in sorted(pathlib.Path("seeds").iterdir())]
from archive.rules.boilerplate import load_boilerplate
lines = [str(rule) for rule in load_boilerplate().rules.values()]
print(hashlib.sha256(repr([mark_removals(text) for text in (*texts, chr(10).join(lines))]).encode()).hexdigest())
"""


def test_marking_is_a_function_of_the_text_alone() -> None:
    """Two processes with different hashes of strings, and so different orders of sets, say the same."""
    said = {
        subprocess.run(
            [sys.executable, "-c", _MARK_ALL],
            cwd=CHECKOUT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(CHECKOUT)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1


@given(strategies.articles())
def test_a_rule_that_fits_nothing_changes_nothing(text: str) -> None:
    """A new row that claims no line of a text moves none of its removals."""
    row = BoilerplateRule(
        name="new",
        label="new",
        why="a test",
        seen_in=("nowhere",),
        labels={"any": ("\u0378\u0378",)},
        removes=("\u0378\u0378",),
        keeps=("no",),
    )
    rules = compile_boilerplate([row, *load_boilerplate().rules.values()])
    assert mark_page(split_page(text), rules) == clean_text(text)


@given(strategies.articles())
def test_lines_are_those_of_the_text_without_its_outer_white_space(text: str) -> None:
    """The lines that rules see are the trimmed lines of the text, each with its number."""
    lines = line_spans(text)
    for line in split_page(text).lines:
        shown = lines[line.number - 1]
        assert shown.contains(line.span)
        assert line.span.of(text) == line.raw
        first = shown.start == 0 and text.startswith("\ufeff")  # the mark of the file belongs to no line
        assert shown.of(text)[first:].strip() == line.raw


@given(strategies.articles())
def test_a_notice_is_never_removed(text: str) -> None:
    """A correction put into any text is found and kept."""
    notice = "Correction: An earlier version of this article gave the wrong day."
    whole = f"{text}\n\n{notice}\n\nShare"
    removals = mark_removals(whole)
    start = whole.rindex(notice)
    assert not any(removal.span.overlaps(Span(start, start + len(notice))) for removal in removals)
    assert any(found.span.contains(Span(start, start + len(notice))) for found in find_notices(whole, removals))


@pytest.mark.parametrize(
    "prefix",
    [
        pytest.param("", id="nothing"),
        pytest.param("🎈👩‍👩‍👧 ", id="letters outside the first plane"),
        pytest.param("\x00 ", id="NUL"),
        pytest.param("e\u0301İß ", id="letters that change length when folded"),
        pytest.param("\r\n\r\n", id="line ends of two characters"),
        pytest.param("\ufeff", id="byte order mark"),
    ],
)
def test_offsets_survive_odd_characters(prefix: str) -> None:
    """The removed stretch is exactly the label, whatever odd characters stand before it."""
    text = f"{prefix}The mayor left the hall early.\r\n  Advertisement\r\nShe came back on Monday."
    contents = [removal.span.of(text) for removal in mark_removals(text)]
    assert contents == (["\ufeff"] if prefix == "\ufeff" else []) + ["Advertisement"]


def test_a_quotation_seen_by_the_reader_is_never_removed() -> None:
    """What the page marks up as a quotation stays, even when it looks like a label."""
    text = "The poster said:\nSubscribe now\nNobody did."
    span = Span(17, 30)
    assert [removal.span for removal in mark_removals(text)] == [span]
    assert mark_removals(text, [BlockHint(span, "quote")]) == ()


def _mark_with_hints(text: str) -> None:
    mark_removals(text, [BlockHint(line, "quote") for line in line_spans(text)])


def test_many_quotations_of_the_reader_cost_no_more_than_lines() -> None:
    """Each hint is looked at once: a further block quotation adds as much work as the one before."""
    assert growth(_mark_with_hints, lambda size: "The mayor said it on Friday.\n" * size, 200) < LINEAR


HOSTILE = [
    pytest.param("The mayor said it. ", id="one line without end"),
    pytest.param("The mayor opened the bridge on Friday with a short speech.\n", id="nothing but prose"),
    pytest.param("Advertisement\nShare\nThe mayor left.\nPhoto: AFP\n", id="nothing but labels"),
    pytest.param("12 comments\nThe mayor opened the bridge on Friday with a short speech.\n", id="many comment counts"),
    pytest.param("Sign up sign up newsletter x\n", id="near misses of a pattern"),
    pytest.param("Aa/Bb Cc Getty Images d\n", id="near misses of a credit"),
    pytest.param('"\n', id="quote marks"),
    pytest.param("a | b | ", id="strokes in one line"),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_length_and_not_faster(unit: str) -> None:
    """Each further line adds as much work as the one before: no step looks back at everything."""
    assert growth(mark_removals, lambda size: unit * (size // len(unit)), 4000) < LINEAR
