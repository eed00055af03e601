"""Every row of the quotation tables holds its own examples."""

from __future__ import annotations

import pytest

from archive.quotations import Found, find_quotations
from archive.rules.quotation_kinds import KindExample, load_quotation_kinds
from archive.rules.quote_marks import QuoteExample, load_quote_marks
from archive.sentences import split_sentences
from archive.spans import Span

TABLE = load_quote_marks()
SYSTEM_EXAMPLES = [
    pytest.param(example, row.name, id=f"{row.name} {number}")
    for row in TABLE.pairs
    for number, example in enumerate(row.examples)
]


def find_in(text: str) -> tuple[Found, ...]:
    return find_quotations(text, (), split_sentences(text, [Span(0, len(text))]))


def quoted_in(text: str) -> tuple[str, ...]:
    return tuple(" + ".join(span.of(text) for span in found.segments) for found in find_in(text))


@pytest.mark.parametrize(("example", "system"), SYSTEM_EXAMPLES)
def test_the_examples_of_each_system_hold(example: QuoteExample, system: str) -> None:
    assert quoted_in(example.text) == example.quoted


@pytest.mark.parametrize("row", TABLE.pairs, ids=lambda row: row.name)
def test_a_quotation_names_the_system_that_it_is_set_in(row: object) -> None:
    """The first quotation of each row's first example was found by that row."""
    system = next(known for known in TABLE.pairs if known is row)
    assert find_in(system.examples[0].text)[0].system == system.name


@pytest.mark.parametrize("example", TABLE.elisions.examples, ids=lambda example: example.text)
def test_an_apostrophe_for_dropped_letters_opens_nothing(example: QuoteExample) -> None:
    assert quoted_in(example.text) == example.quoted


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(example, id=f"{row.use} {row.language} {number}")
        for row in load_quotation_kinds().words
        for number, example in enumerate(row.examples)
    ],
)
def test_the_examples_of_each_kind_hold(example: KindExample) -> None:
    assert tuple(found.kind for found in find_in(example.text)) == example.kinds


def test_a_pair_of_marks_is_one_row() -> None:
    pairs = [(row.open, row.close) for row in TABLE.pairs]
    assert len(pairs) == len(set(pairs))
