"""Fits the weights: the options of a quotation compete, the right ones together should win.

Conditional log-likelihood with a penalty on the squares of the weights, minimised by L-BFGS (Nocedal and Wright,
Numerical Optimization, 2nd ed., algorithm 7.4) in plain Python. Deterministic: no random start, examples and features
in a fixed order, a fixed number of steps.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from training.examples import Example

Vector = list[float]
"""One number per feature."""

_TRUSTED = ("rules: their choice", "rules: first", "nobody: always", "nobody: a source")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How weights are fitted.

    ``penalty`` is the strength of the penalty on squares, ``trusted`` its share on features of the groups ``rules`` and
    ``nobody``, which few quotations suffice to judge; ``least`` is how many quotations must show a feature, ``steps``
    the number of steps, ``digits`` to how many decimals weights are rounded.
    """

    penalty: float = 4.0
    trusted: float = 0.05
    least: int = 3
    steps: int = 60
    digits: int = 3


def fit(examples: Sequence[Example], recipe: Recipe) -> dict[str, float]:
    """The weights by feature, sorted by name; those that round to 0 are left out."""
    names = _names(examples, recipe.least)
    number_of = {name: number for number, name in enumerate(names)}
    coded = [_code(example, number_of) for example in examples]

    penalties = [recipe.penalty * (recipe.trusted if name.startswith(_TRUSTED) else 1.0) for name in names]

    def loss(weights: Vector) -> tuple[float, Vector]:
        return _loss(coded, weights, penalties)

    weights = minimise(loss, [0.0] * len(names), recipe.steps)
    rounded = {name: round(weight, recipe.digits) for name, weight in zip(names, weights, strict=True)}
    return {name: weight for name, weight in rounded.items() if weight}


def _names(examples: Sequence[Example], least: int) -> list[str]:
    counts: Counter[str] = Counter()
    for example in examples:
        counts.update({name for features in example.features for name in features})
    return sorted(name for name, count in counts.items() if count >= least)


Coded = tuple[list[list[int]], tuple[bool, ...]]
"""An example with its features as numbers."""


def _code(example: Example, number_of: Mapping[str, int]) -> Coded:
    return [[number_of[name] for name in names if name in number_of] for names in example.features], example.right


def _loss(examples: Sequence[Coded], weights: Vector, penalties: Vector) -> tuple[float, Vector]:
    """Minus the log-likelihood of the right options, with the penalty; and its slope."""
    slope = [penalty * weight for penalty, weight in zip(penalties, weights, strict=True)]
    total = 0.5 * _dot(slope, weights)
    for options, right in examples:
        scores = [sum([weights[number] for number in numbers]) for numbers in options]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        every = sum(powers)
        good = sum([power for power, is_right in zip(powers, right, strict=True) if is_right])
        total -= math.log(good / every)
        for numbers, power, is_right in zip(options, powers, right, strict=True):
            push = power / every - (power / good if is_right else 0.0)
            if abs(push) > 1e-9:
                for number in numbers:
                    slope[number] += push
    return total, slope


def _dot(one: Vector, other: Vector) -> float:
    return sum([left * right for left, right in zip(one, other, strict=True)])


def minimise(loss: Callable[[Vector], tuple[float, Vector]], start: Vector, steps: int, memory: int = 8) -> Vector:
    """Where ``loss`` is least, as near as ``steps`` steps of L-BFGS come.

    >>> [round(x, 3) for x in minimise(lambda x: ((x[0] - 2) ** 2, [2 * (x[0] - 2)]), [0.0], 20)]
    [2.0]
    """
    point, (value, slope) = start, loss(start)
    past: deque[tuple[Vector, Vector, float]] = deque(maxlen=memory)
    for _ in range(steps):
        direction = _direction(slope, past)
        fall = _dot(direction, slope)
        if fall > -1e-10:
            break
        stride = 1.0 if past else 1.0 / max(1.0, math.sqrt(-fall))
        for _ in range(30):  # halve until it falls enough (Armijo)
            moved = [here + stride * step for here, step in zip(point, direction, strict=True)]
            new_value, new_slope = loss(moved)
            if new_value <= value + 1e-4 * stride * fall:
                break
            stride /= 2
        else:
            break
        change = [after - before for after, before in zip(moved, point, strict=True)]
        bend = [after - before for after, before in zip(new_slope, slope, strict=True)]
        curvature = _dot(change, bend)
        if curvature > 1e-12:
            past.append((change, bend, curvature))
        point, value, slope = moved, new_value, new_slope
    return point


def _direction(slope: Vector, past: Sequence[tuple[Vector, Vector, float]]) -> Vector:
    """Downhill, as the bends of the last steps suggest (two-loop recursion)."""
    direction = [-part for part in slope]
    shares = []
    for change, bend, curvature in reversed(past):
        share = _dot(change, direction) / curvature
        shares.append(share)
        direction = [part - share * bent for part, bent in zip(direction, bend, strict=True)]
    if past:
        _, bend, curvature = past[-1]
        scale = curvature / _dot(bend, bend)
        direction = [part * scale for part in direction]
    for (change, bend, curvature), share in zip(past, reversed(shares), strict=True):
        again = _dot(bend, direction) / curvature
        direction = [part + (share - again) * moved for part, moved in zip(direction, change, strict=True)]
    return direction
