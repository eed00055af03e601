"""The learned choice: a linear model that weighs the options of a quotation, and how sure its answers are.

Each option has features (`features`); its score is the sum of their weights, and the options of one quotation share
one unit of probability (a softmax). ``weights.json`` holds the weights, how they were made, and the curve from the
model's own probability to the share of answers that were right in cross-validation. Standard library only.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise, repeat

from archive.errors import RuleTableError

FORMAT = 1
"""The form of ``weights.json`` that this code reads."""
WEIGHTS_NAME = "weights.json"
"""The file of the weights, beside this module."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights by feature, and the calibration.

    ``curve`` are points (the model's probability, the share of right answers), both rising; between two points the
    share is read off a straight line. Under ``threshold`` nobody is named.
    """

    weights: Mapping[str, float]
    curve: tuple[tuple[float, float], ...]
    threshold: float

    def score(self, features: Iterable[str]) -> float:
        """The sum of the weights of the features; one that training did not see weighs nothing."""
        return sum(map(self.weights.get, features, repeat(0.0)))

    def probabilities(self, features: Sequence[Iterable[str]]) -> list[float]:
        """The share of each option; they sum to 1.

        >>> Ranker({"a": 1.0}, ((0.0, 0.0), (1.0, 1.0)), 0.5).probabilities([["b"], ["c"]])
        [0.5, 0.5]
        """
        scores = [self.score(names) for names in features]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]

    def confidence(self, probability: float) -> float:
        """How often an answer of that probability was right.

        >>> Ranker({}, ((0.0, 0.1), (0.5, 0.5), (1.0, 0.9)), 0.5).confidence(0.75)
        0.7
        """
        at = bisect_right(self.curve, probability, key=lambda point: point[0])
        if at in (0, len(self.curve)):
            return self.curve[0 if not at else -1][1]
        (left, low), (right, high) = self.curve[at - 1], self.curve[at]
        return low + (high - low) * (probability - left) / (right - left)


def read_weights(content: str) -> Ranker:
    """The ranker of a weights file.

    Raises:
        RuleTableError: not JSON, another format, or not numbers where numbers belong.
    """
    try:
        data = json.loads(content)
        if data["format"] != FORMAT:
            raise RuleTableError(WEIGHTS_NAME, f"format {data['format']!r} is not {FORMAT}", "Run python -m training.")
        weights = {str(name): float(weight) for name, weight in data["weights"].items()}
        curve = tuple((float(left), float(share)) for left, share in data["calibration"])
        threshold = float(data["threshold"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RuleTableError(WEIGHTS_NAME, f"not a weights file: {error!r}", "Run python -m training.") from error
    rises = all(left < right and low <= high for (left, low), (right, high) in pairwise(curve))
    if not rises or not curve or not all(0 <= share <= 1 for point in curve for share in point):
        raise RuleTableError(WEIGHTS_NAME, "the calibration is no rising curve of shares", "Run python -m training.")
    if not all(map(math.isfinite, weights.values())) or not 0 < threshold < 1:
        raise RuleTableError(WEIGHTS_NAME, "a weight or the threshold is out of range", "Run python -m training.")
    return Ranker(weights, curve, threshold)


@cache
def installed_ranker() -> Ranker:
    """The ranker of the package's own weights."""
    return read_weights(files(__package__).joinpath(WEIGHTS_NAME).read_text("utf-8"))
