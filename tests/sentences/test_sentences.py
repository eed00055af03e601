"""Sentences end where a reader says they end, and always partition what is kept."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import BlockHint
from archive.sentences import split_paragraphs, split_sentences
from archive.spans import Span, merge_spans, subtract_spans
from tests.strategies import articles, spans_in

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]


def sentences_of(text: str, *removed: Span) -> list[str]:
    return [span.of(text) for span in split_sentences(text, subtract_spans(Span(0, len(text)), removed))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param(
            case["text"],
            case["sentences"],
            id=case["why"],
            marks=[pytest.mark.xfail(reason=case["fails"])] if "fails" in case else [],
        )
        for case in CASES
    ],
)
def test_a_text_is_split_as_a_reader_would(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


def test_a_sentence_never_holds_a_removed_character() -> None:
    text = "The mayor, who came late, left. AGENCY He was tired"
    assert sentences_of(text, Span(9, 25), Span(32, 38)) == ["The mayor", "left.", "He was tired"]


def test_a_removed_line_parts_the_two_halves_of_a_broken_sentence() -> None:
    text = "It was long. The plan came two years after\n\nADVERTISEMENT\n\nThe Hague took the case."
    start = text.index("ADV")
    assert sentences_of(text, Span(start, start + 13)) == [
        "It was long.",
        "The plan came two years after",
        "The Hague took the case.",
    ]


def test_a_removed_space_parts_sentences_too() -> None:
    text = "It is said that all of the work was led by the\nCity Herald and nobody else. It rained."
    assert len(sentences_of(text)) == 2
    line_end = text.index("\n")
    assert sentences_of(text, Span(line_end, line_end + 1))[0].endswith("led by the")


def test_a_heading_seen_by_the_reader_is_not_joined_to_what_follows() -> None:
    text = "It is said that the work began in spring because the\n\nMinister had asked for it. It went on."
    assert len(sentences_of(text)) == 2
    line_end = text.index("\n")
    hint = BlockHint(Span(0, line_end), "heading")
    assert len(split_sentences(text, [Span(0, len(text))], [hint])) == 3


def test_a_line_of_an_unwrapped_text_is_a_paragraph() -> None:
    text = "One line.\nAnother line\n\n\nA third.\r\nA fourth."
    assert [span.of(text) for (span,) in split_paragraphs(text, [Span(0, len(text))])] == [
        "One line.",
        "Another line",
        "A third.",
        "A fourth.",
    ]


@given(text=articles(), data=st.data())
def test_sentences_partition_the_kept_text(text: str, data: st.DataObject) -> None:
    """Every kept character but white space lies in exactly one sentence, and no removed one in any."""
    removed = data.draw(st.lists(spans_in(text), max_size=4))
    kept = subtract_spans(Span(0, len(text)), removed)
    sentences = split_sentences(text, kept)
    assert all(span and span.trimmed(text) == span for span in sentences)
    assert all(before.end <= after.start for before, after in pairwise(sentences))
    inside = {position for span in sentences for position in range(span.start, span.end)}
    shown = {position for span in kept for position in range(span.start, span.end)}
    visible = {position for position in shown if not text[position].isspace()}
    assert visible <= inside
    assert not {position for span in merge_spans(removed) for position in range(span.start, span.end)} & inside


@given(
    words=st.lists(st.sampled_from(("we", "waited", "there.", "Nobody", "“came”", "alone")), min_size=60),
    data=st.data(),
)
def test_sentences_of_a_wrapped_text_hold_no_removed_character(words: list[str], data: st.DataObject) -> None:
    """Lines are joined there, but not over a line end that was removed."""
    text = fill(" ".join(words), 60)
    removed = data.draw(spans_in(text))
    for sentence in split_sentences(text, subtract_spans(Span(0, len(text)), [removed])):
        assert not sentence.overlaps(removed)


@given(text=articles())
def test_splitting_a_sentence_again_changes_nothing_for_what_stands_before_it(text: str) -> None:
    """A paragraph's sentences do not depend on what follows after the next paragraph."""
    tail = "\n\nA paragraph.\n\nAnother one, with “marks” in it."
    alone = split_sentences(text, [Span(0, len(text))])
    longer = split_sentences(text + tail, [Span(0, len(text + tail))])
    assert longer[: max(0, len(alone) - 1)] == alone[:-1]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mr. " * 20_000, id="abbreviations without end"),
        pytest.param("." * 200_000, id="full stops only"),
        pytest.param("?” A" * 20_000, id="ends without a space"),
        pytest.param("a" * 500_000, id="one word"),
        pytest.param("\n" * 500_000 + "a", id="line ends only"),
        pytest.param("(A b. " * 20_000, id="brackets that never close"),
    ],
)
def test_hostile_texts_are_split_too(text: str) -> None:
    """Looking back and ahead is bounded; a quadratic scan would take minutes here."""
    sentences = split_sentences(text, [Span(0, len(text))])
    assert sum(len(span.of(text).replace(" ", "")) for span in sentences) == len(
        text.replace(" ", "").replace("\n", "")
    )
