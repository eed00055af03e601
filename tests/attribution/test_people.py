"""Who is meant by a name, an office or a pronoun: the entity step apart from the choice of the mention.

``people.toml`` is the table; its head tells how to add a case.
"""

from __future__ import annotations

import pytest

from archive.attribution import rank_quotations
from archive.attribution.entities.entity import gender_of_full_name
from archive.quotations import find_quotations
from archive.sentences import split_sentences
from archive.spans import Span
from tests.attribution.reading import Case, case_parameters, read_cases, wrong_speakers


@pytest.mark.parametrize("case", case_parameters(read_cases("people")))
def test_each_text_tells_who_is_meant(case: Case) -> None:
    """By the rules alone, whatever the ranker has learned."""
    text = case["text"]
    sentences = split_sentences(text, [Span(0, len(text))])
    found = rank_quotations(text, (), sentences, find_quotations(text, (), sentences), None)
    assert not wrong_speakers(text, found, case["quotes"])


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Jane Doe", "female"),
        ("J. Edgar Example", "male"),  # the second name where the first is an initial
        ("Ada Nováková", "female"),  # a family name that only women bear
        ("Jan Kowalski", None),  # Jan is either
        ("Doe", None),  # a family name alone tells nothing
        ("Jane", None),
    ],
)
def test_a_full_name_tells_its_pronoun_where_it_is_sure(name: str, gender: str | None) -> None:
    assert gender_of_full_name(tuple(name.split())) == gender
