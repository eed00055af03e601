"""Whoever asks why a quotation has its speaker is answered in clauses, not in the names of features."""

from __future__ import annotations

from typing import get_args

import pytest

from archive.attribution import rank_quotations
from archive.attribution.attributing import Judged
from archive.attribution.options import Where
from archive.attribution.ranking import installed_ranker
from archive.quotations import find_quotations
from archive.rules.feature_words import say_feature, say_where
from archive.sentences import split_sentences
from archive.spans import Span
from tests.attribution.reading import read_cases

LACKS = "archive/rules/feature_words.toml has no form for these"


def features_of(text: str) -> set[str]:
    """All features of all answers that are weighed in a text, those that training has not seen too."""
    judged: list[Judged] = []
    sentences = split_sentences(text, [Span(0, len(text))])
    found = find_quotations(text, (), sentences)
    rank_quotations(text, (), sentences, found, installed_ranker(), judged.append)
    return {name for one in judged for names in one.features for name in names}


def test_every_feature_that_weighs_is_told_in_words() -> None:
    """None of those in the committed weights is left out."""
    assert not sorted(name for name in installed_ranker().weights if say_feature(name) is None), LACKS


def test_every_feature_that_is_made_is_told_in_words() -> None:
    """Those of hundreds of constructions, so that a new kind of feature is noticed before it has a weight."""
    texts = [case["text"] for name in ("cases", "heldout", "people") for case in read_cases(name)]
    assert not sorted(name for text in texts for name in features_of(text) if say_feature(name) is None), LACKS


def test_every_place_of_an_answer_is_told_in_words() -> None:
    """Nobody stands nowhere, but even that has a word."""
    assert [where for where in get_args(Where) if say_where(where) == where] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("where: paragraph before, full name", "it is a full name, in the paragraph before"),
        ("rules: after, not first", "it comes not first among what the written rules find: named in the sentence, …"),
        ("sides: weak say on the right", "behind it stands what may be a verb of speech like “said”"),
        (
            "sides: tell as -ing … to",
            "before it stands a verb of speech to somebody like “told”, in -ing, behind it “to”",
        ),
        ("sides: : … ,", "before it stands “:”, behind it “,”"),  # signs are told as they are
        ("between: but, before", "between it and the quotation stands “but”"),
        ("between: 0 mentions, behind", "between it and the quotation stands no other name"),
        (
            "verb: 2 and 3 mentions between, before",
            "between it and the quotation stand two words of speech and three …",
        ),
        ("carried: the last speaker, , behind the words", "it is the one who spoke last, and behind the quotation …"),
        ("nobody: fragment, short", "only some words are quoted, under 16 letters"),
    ],
)
def test_a_feature_is_a_clause(name: str, words: str) -> None:
    """It is read back into its parts, each of which has its words; “…” leaves the rest open."""
    told = say_feature(name)
    assert told is not None
    assert told == words or (words.endswith("…") and told.startswith(words[:-1]))


def test_what_is_no_feature_has_no_words() -> None:
    """A form holds for the whole name."""
    assert say_feature("where: full name, and more") is None
    assert say_feature("weather: fine") is None
