"""Who is meant by a name, an office or a pronoun: the entity step apart from the choice of the mention.

``people.toml`` is the table; its head tells how to add a case.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from archive.attribution import rank_quotations
from archive.attribution.entities import gender_of_full_name
from archive.quotations import find_quotations
from archive.sentences import split_sentences
from archive.spans import Span

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("people.toml").read_text("utf-8"))["case"]


def case_parameters() -> list[Any]:
    """One parameter per case, named by what it shows; known failures are strict."""
    return [
        pytest.param(
            case,
            id=case["why"],
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", case_parameters())
def test_each_text_tells_who_is_meant(case: dict[str, Any]) -> None:
    """By the rules alone, whatever the ranker has learned."""
    text = case["text"]
    sentences = split_sentences(text, [Span(0, len(text))])
    found = rank_quotations(text, (), sentences, find_quotations(text, (), sentences), None)
    told = {quotation.span.of(text): quotation.attribution.speaker or "" for quotation in found}
    wrong = {}
    for opening, expected in case["quotes"]:
        speakers = [speaker for words, speaker in told.items() if words.startswith(opening)]
        if len(speakers) != 1 or speakers[0] not in expected.split("|"):
            wrong[opening] = (expected, speakers)
    assert not wrong


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
