"""The table of words that two wordings may not differ in holds what its own cases say."""

from __future__ import annotations

import pytest

from archive.rules.wordings import WordingCase, load_wordings, wording_words
from archive.wordings import compare_wordings

CASES = [(row.language, case) for row in load_wordings().language for case in row.cases]


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language}: {case.a}" for language, case in CASES])
def test_each_case_of_the_table_holds_both_ways(language: str, case: WordingCase) -> None:
    for a, b in ((case.a, case.b), (case.b, case.a)):
        kinds = {conflict.kind for conflict in compare_wordings(a, b, language).conflicts}
        assert (case.differ in kinds) if case.differ else not kinds


@pytest.mark.parametrize("row", load_wordings().language, ids=lambda row: row.language)
def test_no_word_is_both_small_and_telling(row: object) -> None:
    """A negation, a number or a day that is listed as small too would be a number one time and nothing the next."""
    words = wording_words(getattr(row, "language", None))
    assert not words.weak & (words.negations | words.numbers.keys() | words.scales.keys() | words.weekdays.keys())


@pytest.mark.parametrize("row", load_wordings().language, ids=lambda row: row.language)
def test_every_language_names_its_week_and_has_cases(row: object) -> None:
    assert len(getattr(row, "weekdays", ())) == 7
    assert getattr(row, "cases", ())


def test_a_language_that_is_not_listed_is_read_with_the_words_of_all() -> None:
    assert wording_words("xx") == wording_words(None)
    assert compare_wordings("Wir sind nicht hier gewesen.", "Wir sind hier gewesen.").conflicts
