"""Why a quotation was given to its speaker: the options that were weighed, feature by feature.

Pure, like all text work: whoever wants the reasons of a stored analysis computes them again from the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.attribution.attributing import Judged
from archive.attribution.options import Option
from archive.attribution.ranking import Ranker
from archive.spans import Span


@dataclass(frozen=True, slots=True)
class WeighedOption:
    """One possible answer: the words that name it, its share of probability, and the features with their weights.

    ``words`` is empty for nobody, and the speaker's name where he is carried over; ``features`` are sorted, the
    heaviest first.
    """

    words: str
    where: str
    probability: float
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the quotation with the first segment ``segment`` was judged: its options, the most probable first.

    ``score`` is the probability of the speaker chosen, ``confidence`` what the calibration makes of it, ``speaker``
    None where that is under the threshold.
    """

    segment: Span
    speaker: str | None
    score: float
    confidence: float
    options: tuple[WeighedOption, ...]


def explain_judged(text: str, segment: Span, judged: Judged, ranker: Ranker) -> Explanation:
    """The explanation of one quotation's judgement by ``ranker``."""
    weighed = [
        WeighedOption(_words(text, option), option.where, probability, _weighed(features, ranker))
        for option, probability, features in zip(judged.options, judged.probabilities, judged.features, strict=True)
    ]
    weighed.sort(key=lambda option: -option.probability)
    speaker = judged.verdict.entity.name if judged.verdict is not None else None
    return Explanation(segment, speaker, judged.score, ranker.confidence(judged.score), tuple(weighed))


def _words(text: str, option: Option) -> str:
    if option.mention is not None and option.reading is not None:
        return option.reading.sentence.stretch(option.mention.shown_first, option.mention.last).of(text)
    return option.carried.entity.name if option.carried is not None else ""


def _weighed(features: Sequence[str], ranker: Ranker) -> tuple[tuple[str, float], ...]:
    known = [(name, ranker.weights[name]) for name in features if name in ranker.weights]
    return tuple(sorted(known, key=lambda feature: (-abs(feature[1]), feature[0])))
