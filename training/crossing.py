"""Trains on some articles and asks about others: what the ranker is worth on articles that it has not seen.

All quotations of an article are on one side. The examples are made twice, because the speakers before are among the
options: first with the history that the hand-made rules suggest, then with that of the first weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.attribution.ranking import Ranker
from archive.records import Quotation
from training.annotations import GoldQuotation
from training.calibrating import IDENTITY, Curve, fit_curve
from training.examples import Prepared, examples_of, judge
from training.fitting import Recipe, fit
from training.matching import is_same_speaker, match_quotations, overlaps_any

THRESHOLD = 0.4
"""Under this confidence nobody is named. Half of the F1 that is reached: naming a speaker who is right less often than
that lowers it (Lipton, Elkan and Naryanaswamy, 2014)."""
ROUNDS = 2
FOLDS = 10
"""Parts of a cross-validation."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered for one quotation, beside its annotation (None: there is no such quotation).

    ``score`` is the probability of the best speaker before calibration (None: there is nobody to name), ``is_right``
    whether that speaker is right, named or not. ``names`` and ``points`` tell whether the speaker and the words that
    name him, as told, are right.
    """

    article: str
    quotation: Quotation
    gold: GoldQuotation | None
    score: float | None
    is_right: bool
    names: bool
    points: bool

    @property
    def is_spoken(self) -> bool:
        """Whether the annotation has the quotation as somebody's words."""
        return self.gold is not None and self.gold.kind != "none"

    @property
    def is_exact(self) -> bool:
        """Whether all its segments are those of the annotation."""
        return self.gold is not None and self.is_spoken and self.gold.segments == self.quotation.segments


def train(prepared: Sequence[Prepared], recipe: Recipe, rounds: int = ROUNDS) -> Ranker:
    """The ranker that was fitted to the articles, without a calibration."""
    ranker = Ranker({"rules: the rules": 0.0}, IDENTITY, THRESHOLD)
    for _ in range(rounds):
        examples = [example for article in prepared for example in examples_of(article, ranker)]
        ranker = Ranker(fit(examples, recipe), IDENTITY, THRESHOLD)
    return ranker


def answers_of(prepared: Prepared, ranker: Ranker | None) -> list[Answer]:
    """One answer for each quotation that the program takes for somebody's words."""
    quotations, judged = judge(prepared, ranker)
    scored = {prepared.found[one.number].span.start: one for one in judged}
    spoken = [quotation for quotation in quotations if quotation.kind != "none"]
    matched = match_quotations(prepared.article.quotations, [quotation.segments for quotation in spoken])
    answers = []
    for number, quotation in enumerate(spoken):
        gold, told = matched.get(number), quotation.attribution
        speaker = gold.speaker if gold is not None else None
        names = is_same_speaker(told.speaker, speaker, prepared.speakers)
        one = scored.get(quotation.span.start)
        best = one.best.entity.name if one is not None and one.best is not None else None
        is_right = best is not None and is_same_speaker(best, speaker, prepared.speakers)
        points = overlaps_any(told.mention_span, gold.mentions) if gold is not None and gold.mentions else names
        score = one.score if one is not None and one.best is not None else None
        answers.append(Answer(prepared.article.name, quotation, gold, score, is_right, names, points))
    return answers


def folds_of(prepared: Sequence[Prepared], folds: int = FOLDS) -> list[list[Prepared]]:
    """The articles in parts of about one size, each part from all writers."""
    return [list(prepared[start::folds]) for start in range(min(folds, len(prepared)))]


def cross_validate(
    prepared: Sequence[Prepared], recipe: Recipe, folds: Sequence[Sequence[Prepared]] | None = None
) -> tuple[list[Answer], Curve]:
    """The answers to all articles, each part by a ranker that saw only the others; and the curve of all of them.

    The answers' confidences are calibrated on the other parts' answers, too.
    """
    parts = folds if folds is not None else folds_of(prepared)
    rankers, scored = [], []
    for part in parts:
        inside = {id(article) for article in part}
        ranker = train([article for article in prepared if id(article) not in inside], recipe)
        rankers.append(ranker)
        scored.append(
            [
                (answer.score, answer.is_right)
                for article in part
                for answer in answers_of(article, ranker)
                if answer.score is not None
            ]
        )
    answers = []
    for number, (part, ranker) in enumerate(zip(parts, rankers, strict=True)):
        others = [pair for other, pairs in enumerate(scored) if other != number for pair in pairs]
        curve = fit_curve(others)
        answers += [one for article in part for one in answers_of(article, replace(ranker, curve=curve))]
    return answers, fit_curve([pair for pairs in scored for pair in pairs])
