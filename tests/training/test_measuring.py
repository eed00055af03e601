"""The figures of the attribution: F1, bins of confidence, and the interval in which chance may move a share."""

from __future__ import annotations

import pytest

from bench.attribution import bins, calibration_error, f1, is_inside
from training.crossing import answers_of
from training.examples import prepare
from training.reading import article_paths, read_articles


@pytest.mark.parametrize(
    ("right", "found", "gold", "value"),
    [(8, 10, 10, 0.8), (5, 5, 10, 2 / 3), (0, 4, 4, 0.0), (0, 0, 0, 0.0)],  # the last: nothing there, nothing found
)
def test_f1_is_the_harmonic_mean(right: int, found: int, gold: int, value: float) -> None:
    """Of the share of the found and the share of the gold."""
    assert f1(right, found, gold) == pytest.approx(value)


@pytest.mark.parametrize(
    ("hits", "count", "probability", "inside"),
    [(90, 100, 0.9, True), (70, 100, 0.9, False), (100, 100, 0.9, False), (3, 3, 0.5, True)],
)
def test_chance_has_its_limits(hits: int, count: int, probability: float, inside: bool) -> None:
    """A share outside the 99 % interval is not chance."""
    assert is_inside(hits, count, probability) is inside


def test_bins_hold_every_named_answer_once_by_confidence() -> None:
    """Ten of about one size, the least confident first; the error is a mean distance."""
    prepared = [prepare(article) for article in read_articles(article_paths()[:6])]
    answers = [answer for one in prepared for answer in answers_of(one, None)]
    parts = bins(answers)
    confidences = [answer.quotation.attribution.confidence for part in parts for answer in part]
    assert confidences == sorted(confidences)
    assert len(confidences) == sum(answer.quotation.attribution.speaker is not None for answer in answers)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1
    assert 0 <= calibration_error(answers) <= 1
