"""From the model's probabilities to shares of right answers: the calibration curve.

Isotonic regression by pooling adjacent violators (Ayer et al., 1955): answers sorted by score are pooled until the
share of right ones rises; the pools become the points of a curve that `archive.attribution.ranking` reads off in
straight lines. Half a right and half a wrong answer are added to each pool, so that no share is 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from archive.attribution.ranking import Ranker

Curve = tuple[tuple[float, float], ...]
"""Points (score, share of right answers), both rising."""
IDENTITY: Curve = ((0.0, 0.0), (1.0, 1.0))
"""The curve that changes nothing."""
LEAST_IN_POOL = 40
"""A pool holds at least so many answers; a smaller one tells chance."""
DIGITS = 4


def fit_curve(answers: Iterable[tuple[float, bool]], least: int = LEAST_IN_POOL) -> Curve:
    """The curve through the pools of the answers, each a score and whether it was right.

    >>> fit_curve([(0.2, False), (0.3, False), (0.8, True), (0.9, True)], least=2)
    ((0.25, 0.1667), (0.85, 0.8333))
    """
    pools: list[tuple[float, float, int]] = []  # sum of scores, sum of right answers, count
    for score, same in groupby(sorted(answers), key=lambda answer: answer[0]):
        rights = [right for _, right in same]
        pool = (score * len(rights), float(sum(rights)), len(rights))
        if pools and pools[-1][2] < least:
            pool = _merged(pools.pop(), pool)
        while pools and pool[2] >= least and _share(pools[-1]) >= _share(pool):
            pool = _merged(pools.pop(), pool)
        pools.append(pool)
    if len(pools) > 1 and pools[-1][2] < least:
        last = pools.pop()
        pools.append(_merged(pools.pop(), last))
    while len(pools) > 1 and _share(pools[-2]) >= _share(pools[-1]):
        last = pools.pop()
        pools.append(_merged(pools.pop(), last))
    points = [(round(pool[0] / pool[2], DIGITS), round(_share(pool), DIGITS)) for pool in pools]
    return tuple(point for number, point in enumerate(points) if not number or point[0] > points[number - 1][0])


def _merged(one: tuple[float, float, int], other: tuple[float, float, int]) -> tuple[float, float, int]:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _share(pool: tuple[float, float, int]) -> float:
    return (pool[1] + 0.5) / (pool[2] + 1)


def calibrated(ranker: Ranker, curve: Curve) -> Ranker:
    """The same ranker with another curve."""
    return Ranker(ranker.weights, curve, ranker.threshold)
