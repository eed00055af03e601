"""Every row of the sentence tables holds its own examples."""

from __future__ import annotations

import pytest

from archive.rules.abbreviations import SentenceExample, abbreviation_classes, load_abbreviations
from archive.rules.quote_marks import SystemRow, load_quote_marks
from archive.rules.sentence_words import load_sentence_words, words_for
from archive.sentences import split_sentences
from archive.spans import Span

EXAMPLES = [
    pytest.param(example, id=f"{row.language} {row.abbreviation_class}")
    for row in load_abbreviations().abbreviation
    for example in row.examples
] + [
    pytest.param(example, id=f"{row.language} {row.use}")
    for row in load_sentence_words().words
    for example in row.examples
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_each_row_hold(example: SentenceExample) -> None:
    found = split_sentences(example.text, [Span(0, len(example.text))])
    assert tuple(span.of(example.text) for span in found) == example.sentences


def test_every_row_has_an_example() -> None:
    assert all(row.examples for row in load_abbreviations().abbreviation)
    assert all(row.examples for row in load_sentence_words().words)


WELL_SET = [row for row in load_quote_marks().pairs if row.cost == 0 and len(row.close) == 1]


@pytest.mark.parametrize("row", WELL_SET, ids=lambda row: row.name)
@pytest.mark.parametrize("sign", [".", "!", "…"])
def test_a_closing_mark_of_every_system_belongs_to_the_sentence_it_closes(row: SystemRow, sign: str) -> None:
    """A new row in the table of quote marks is known to the sentences too."""
    quoted = f"{row.open}We won{sign}{row.close}"
    text = f"{quoted} They lost."
    assert [span.of(text) for span in split_sentences(text, [Span(0, len(text))])] == [quoted, "They lost."]


def test_no_abbreviation_is_a_common_last_word_of_english_sentences() -> None:
    """The classes of all languages are laid together, so a short foreign form must not be an English word."""
    words = {"on", "me", "mind", "red", "ok", "card", "ex", "doc", "mil", "do", "go", "up", "it", "be", "so", "man"}
    never_ends = {word for word, kind in abbreviation_classes().items() if kind == "title"}
    assert not words & never_ends


def test_a_word_that_ends_no_sentence_is_not_also_one_that_seldom_does() -> None:
    assert not words_for("never-last") & words_for("seldom-last")


def test_no_abbreviation_in_small_letters_is_longer_than_the_scan_allows() -> None:
    """The scan takes a long small word before a full stop for a word without looking it up."""
    small = [word for word in abbreviation_classes() if word.isalpha() and word.islower()]
    assert max(map(len, small)) <= 7
