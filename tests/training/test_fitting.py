"""Fitting finds what tells right options from wrong ones, and finds the same on every machine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.calibrating import fit_curve
from training.examples import Example
from training.fitting import Recipe, fit, minimise

RECIPE = Recipe(penalty=0.1, trusted=1.0, least=1, steps=40)


def example(*options: tuple[bool, list[str]]) -> Example:
    """A quotation whose options have these features."""
    return Example("001-made.txt", tuple(tuple(names) for _, names in options), tuple(right for right, _ in options))


MADE = [
    example((True, ["close", "name"]), (False, ["far", "name"]), (False, ["nobody"])),
    example((True, ["close"]), (False, ["far"]), (False, ["nobody"])),
    example((False, ["far", "name"]), (True, ["nobody"])),
]


def test_what_the_right_options_show_gets_weight() -> None:
    """Close beats far; a feature of right and wrong alike weighs little."""
    weights = fit(MADE, RECIPE)
    assert weights["close"] > 1 > 0 > weights["far"]
    assert abs(weights.get("name", 0.0)) < 1


def test_the_penalty_keeps_weights_small() -> None:
    """Few examples do not make a heavy weight when the penalty is high."""
    assert fit(MADE, Recipe(penalty=10, least=1))["close"] < fit(MADE, RECIPE)["close"]


def test_a_rare_feature_is_not_learned() -> None:
    """What fewer quotations show than the recipe asks for is chance."""
    assert set(fit(MADE, Recipe(penalty=0.1, least=3))) <= {"far", "nobody"}


def test_the_same_examples_give_the_same_weights() -> None:
    """Bit for bit; several right options share what they win."""
    both = [*MADE, example((True, ["close"]), (True, ["name"]), (False, ["far"]))]
    assert fit(both, RECIPE) == fit(list(both), RECIPE)
    assert list(fit(both, RECIPE)) == sorted(fit(both, RECIPE))


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=4), st.floats(0.5, 4))
def test_the_least_of_a_bowl_is_found(centre: list[float], width: float) -> None:
    """A quadratic of several sides, from far away."""

    def bowl(point: list[float]) -> tuple[float, list[float]]:
        away = [here - there for here, there in zip(point, centre, strict=True)]
        widths = [width * (number + 1) for number in range(len(centre))]
        value = sum(w * side * side for w, side in zip(widths, away, strict=True))
        return value, [2 * w * side for w, side in zip(widths, away, strict=True)]

    assert minimise(bowl, [9.0] * len(centre), 60) == pytest.approx(centre, abs=1e-3)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=200), st.integers(1, 60))
def test_a_calibration_curve_always_rises(answers: list[tuple[float, bool]], least: int) -> None:
    """Whatever the answers: scores rise, shares do not fall, none is 0 or 1."""
    curve = fit_curve(answers, least)
    assert [score for score, _ in curve] == sorted({score for score, _ in curve})
    assert [share for _, share in curve] == sorted(share for _, share in curve)
    assert all(0 < share < 1 for _, share in curve)


def test_a_calibration_curve_tells_the_shares() -> None:
    """Half of the doubtful answers are right, nearly all of the sure ones."""
    answers = [(0.3, number % 2 == 0) for number in range(100)] + [(0.9, number != 0) for number in range(100)]
    (low, half), (high, most) = fit_curve(answers)
    assert (low, high) == (0.3, 0.9)
    assert half == pytest.approx(0.5)
    assert most == pytest.approx(0.99, abs=0.01)
