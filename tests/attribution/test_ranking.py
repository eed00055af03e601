"""The learned choice: weights that can be read and explained, answers that are never surer than they were right."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.attribution import explain_attribution, rank_quotations
from archive.attribution.attributing import Judged
from archive.attribution.explaining import Explanation
from archive.attribution.features import GROUPS
from archive.attribution.ranking import Ranker, installed_ranker, read_weights
from archive.errors import RuleTableError
from archive.quotations import find_quotations
from archive.records import Quotation
from archive.sentences import split_sentences
from archive.spans import Span
from tests.attribution.test_cases import CASES

WEIGHTS: dict[str, Any] = {
    "format": 1,
    "weights": {"a": 1.5},
    "calibration": [[0.1, 0.2], [0.9, 0.8]],
    "threshold": 0.4,
}
TEXT = "Mayor Jane Doe met John Smith on Monday. “We will wait,” she told him. “Nobody is in a hurry.”"


def ranked(text: str, ranker: Ranker | None) -> tuple[tuple[Quotation, ...], list[Judged]]:
    """The quotations by a ranker, and how they were judged."""
    judged: list[Judged] = []
    sentences = split_sentences(text, [Span(0, len(text))])
    found = find_quotations(text, (), sentences)
    return rank_quotations(text, (), sentences, found, ranker, judged.append), judged


def test_weights_are_read_as_written() -> None:
    """Weights, curve and threshold; what else the file tells of itself is for people."""
    ranker = read_weights(json.dumps(WEIGHTS | {"made_from": {"articles": []}}))
    assert ranker == Ranker({"a": 1.5}, ((0.1, 0.2), (0.9, 0.8)), 0.4)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"format": 2}, "format 2 is not 1"),
        ({"weights": {"a": "heavy"}}, "not a weights file"),
        ({"weights": {"a": float("inf")}}, "out of range"),
        ({"weights": ["a"]}, "not a weights file"),
        ({"threshold": 0}, "out of range"),
        ({"calibration": []}, "no rising curve"),
        ({"calibration": [[0.1, 0.5], [0.2, 0.4]]}, "no rising curve"),  # the share falls
        ({"calibration": [[0.1, 0.4], [0.1, 0.5]]}, "no rising curve"),  # two shares of one score
        ({"calibration": [[0.1, 1.4]]}, "no rising curve"),  # no share
    ],
)
def test_weights_that_cannot_be_meant_are_refused(change: dict[str, Any], rule: str) -> None:
    """A damaged file is told at once and not by odd answers."""
    with pytest.raises(RuleTableError, match=rule):
        read_weights(json.dumps(WEIGHTS | change))


@pytest.mark.parametrize("content", ["", "[]", "{}"])
def test_what_is_no_weights_file_is_refused(content: str) -> None:
    """With the command that makes a right one."""
    with pytest.raises(RuleTableError, match="python -m training"):
        read_weights(content)


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=4), min_size=1, max_size=6))
def test_the_options_of_a_quotation_share_one_unit(options: list[list[str]]) -> None:
    """Probabilities sum to 1, and the heavier option never gets less."""
    ranker = Ranker({"a": 3.0, "b": -2.0, "c": 700.0, "d": 0.1}, ((0.0, 0.0), (1.0, 1.0)), 0.5)
    shares = ranker.probabilities(options)
    assert sum(shares) == pytest.approx(1)
    by_score = sorted(zip([ranker.score(names) for names in options], shares, strict=True))
    assert [share for _, share in by_score] == sorted(shares)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=9))
def test_a_surer_score_is_never_a_less_sure_confidence(scores: list[float]) -> None:
    """The calibration rises, ends included."""
    confidences = [installed_ranker().confidence(score) for score in sorted(scores)]
    assert confidences == sorted(confidences)
    assert all(0 < confidence < 1 for confidence in confidences)


def test_every_weight_belongs_to_a_group_that_is_explained() -> None:
    """Features are words; each begins with its group, and each group says what it looks at."""
    weights = installed_ranker().weights
    assert {name.partition(": ")[0] for name in weights} == set(GROUPS)
    assert all(GROUPS.values())


def test_no_feature_is_a_word_of_the_texts() -> None:
    """What is learned holds for names and topics that nobody has seen: no placeholder name is among the features."""
    words = {word for name in installed_ranker().weights for word in name.replace(",", " ").split()}
    assert not words & {"Doe", "Smith", "Jane", "John", "Roe", "Stiles", "Bloggs", "senator", "minister"}


def test_an_explanation_adds_up_to_the_choice() -> None:
    """The most probable option has the heaviest features, and the speaker told is the one explained."""
    sentences = split_sentences(TEXT, [Span(0, len(TEXT))])
    handed: list[Explanation] = []
    explain_attribution(TEXT, (), sentences, find_quotations(TEXT, (), sentences), handed.append)
    (explained,) = handed
    totals = [sum(weight for _, weight in option.features) for option in explained.options]
    assert totals == sorted(totals, reverse=True)
    assert sum(option.probability for option in explained.options) == pytest.approx(1)
    assert explained.speaker == "Jane Doe"
    assert explained.options[0].words == "she"
    assert [abs(weight) for _, weight in explained.options[0].features] == sorted(
        (abs(weight) for _, weight in explained.options[0].features), reverse=True
    )
    assert {option.where for option in explained.options} >= {"behind", "nobody"}


def test_under_the_threshold_nobody_is_named() -> None:
    """Wrong is worse than unknown."""
    sure = installed_ranker()
    doubting = Ranker(sure.weights, ((0.0, 0.05), (1.0, 0.3)), sure.threshold)
    quotations, judged = ranked(TEXT, doubting)
    assert [quotation.attribution.speaker for quotation in quotations] == [None]
    assert judged[0].best is not None
    assert judged[0].verdict is None


def test_the_confidence_is_the_share_that_was_right_at_that_score() -> None:
    """What the curve says of the score is what the reader is told."""
    quotations, judged = ranked(TEXT, installed_ranker())
    told = installed_ranker().confidence(judged[0].score)
    assert quotations[0].attribution.confidence == round(told, 2)


def test_without_a_ranker_the_rules_answer() -> None:
    """And nobody is told how: there was nothing to weigh."""
    quotations, judged = ranked(TEXT, None)
    assert [quotation.attribution.speaker for quotation in quotations] == ["Jane Doe"]
    assert judged == []


@pytest.mark.parametrize("case", CASES[::11], ids=lambda case: str(case["why"]))
def test_the_last_option_is_always_nobody(case: dict[str, Any]) -> None:
    """Every quotation may be nobody's, and no option stands twice."""
    _, judged = ranked(case["text"], installed_ranker())
    for one in judged:
        assert [option.where == "nobody" for option in one.options] == [False] * (len(one.options) - 1) + [True]
        mentions = [id(option.mention) for option in one.options if option.mention is not None]
        assert len(set(mentions)) == len(mentions)
        assert sum(option.is_ruled for option in one.options) <= 1
