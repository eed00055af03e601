"""Who said it: the table of constructions that news uses, each with its answer.

``cases.toml`` is the table; its head tells how to add a case.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive.records import Quotation
from tests.attribution.reading import Case, attribute, case_parameters, read_cases

CASES = read_cases("cases")


def told(quotation: Quotation, expected: Sequence[str]) -> list[str]:
    """What the product says, in the form of the table; "*" stays where the table does not ask."""
    attribution = quotation.attribution
    found = [attribution.speaker or "", attribution.mention or "", attribution.cue or ""]
    found += [via.text for via in attribution.via]
    asked = list(expected[1:])
    if "*" in asked[3:]:
        found, asked = found[:3], asked[:3]
    return ["*" if at < len(asked) and asked[at] == "*" else word for at, word in enumerate(found)]


@pytest.mark.parametrize("case", case_parameters(CASES))
def test_each_construction_names_its_speaker(case: Case) -> None:
    """Speaker, words used, word of speech and channel are those of the table."""
    quotations = [quotation for quotation in attribute(case["text"]) if quotation.kind != "none"]
    for expected in case["quotes"]:
        matching = [found for found in quotations if case["text"].startswith(expected[0], found.span.start)]
        assert len(matching) == 1, [found.span.of(case["text"]) for found in quotations]
        asked = list(expected[1:4]) if "*" in expected[4:] else list(expected[1:])
        assert told(matching[0], expected) == asked
    assert len(quotations) == len(case["quotes"])


def test_the_table_is_large() -> None:
    """A hundred and twenty constructions at the least, so that a thinned-out table is noticed."""
    assert len(CASES) >= 120


def test_no_case_stands_twice() -> None:
    """Every case shows something of its own."""
    assert len({case["why"] for case in CASES}) == len(CASES)
