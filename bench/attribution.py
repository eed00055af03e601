"""Who said it, on the project's own annotated articles: every article is asked by a ranker that has not seen it.

Part of ``make quality``. Alone, as ``python -m bench.attribution``, it also prints the learning curve and what happens
when the ranker is trained on one writer's articles and asked about the other's. `training` holds the articles and the
cross-validation; the words of the table are explained in ``docs/attribution.md``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from archive.attribution.attributing import RANKED_LANGUAGE
from archive.attribution.ranking import installed_ranker
from bench.measure import Measure, corpus_digest, count_measure
from training.crossing import FOLDS, Answer, answers_of, cross_validate, folds_of, train
from training.examples import Prepared, prepare
from training.fitting import Recipe
from training.reading import UNSEEN, article_paths, read_articles

BINS = 10
"""The answers are put into so many bins of one size, by their confidence."""
SUREST = 0.7
"""The share of the most confident answers that is looked at apart."""
_PERSONS = frozenset(["he", "she", "his", "her", "him"])


def f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall.

    >>> f1(8, 10, 10), f1(0, 0, 0)
    (0.8, 0.0)
    """
    return 2 * right / (found + gold) if found + gold else 0.0


def bins(answers: Sequence[Answer]) -> list[list[Answer]]:
    """The answers that name somebody in bins of one size, the least confident first."""
    named = [answer for answer in answers if answer.quotation.attribution.speaker is not None]
    named.sort(key=lambda answer: answer.quotation.attribution.confidence)
    cuts = [number * len(named) // BINS for number in range(BINS + 1)]
    return [named[first:last] for first, last in pairwise(cuts) if last > first]


def calibration_error(answers: Sequence[Answer]) -> float:
    """The expected calibration error: how far confidence and share of right answers lie apart, over the bins."""
    parts = bins(answers)
    total = sum(map(len, parts)) or 1
    return sum(abs(_confidence(part) - _share(part)) * len(part) for part in parts) / total


def _confidence(part: Sequence[Answer]) -> float:
    return sum(answer.quotation.attribution.confidence for answer in part) / len(part)


def _share(part: Sequence[Answer]) -> float:
    return sum(answer.names for answer in part) / len(part)


def is_inside(hits: int, count: int, probability: float) -> bool:
    """Whether so many hits are inside the 99 % interval of a binomial distribution.

    >>> is_inside(90, 100, 0.9), is_inside(70, 100, 0.9)
    (True, False)
    """
    odds = [math.comb(count, k) * probability**k * (1 - probability) ** (count - k) for k in range(count + 1)]
    return min(sum(odds[: hits + 1]), sum(odds[hits:])) > 0.005


def prepared_articles(language: str) -> list[Prepared]:
    """The annotated articles of a language, ready to be asked."""
    return [prepare(article) for article in read_articles(article_paths()) if article.language == language]


def figures(articles: Sequence[Prepared], answers: Sequence[Answer], digest: str, name: str) -> Iterator[Measure]:
    """The figures of the answers to all quotations of the articles."""
    gold = sum(quotation.kind != "none" for one in articles for quotation in one.article.quotations)
    spoken = [answer for answer in answers if answer.is_spoken]
    exact = [answer for answer in answers if answer.is_exact]
    yield Measure(f"{name}: spans exact, F1", f1(len(exact), len(answers), gold), gold, digest)
    ends = sum(answer.names for answer in exact)
    yield Measure(f"{name}: end to end, F1", f1(ends, len(answers), gold), gold, digest)
    yield count_measure(f"{name}: mention", sum(answer.points for answer in spoken), len(spoken), digest)
    surest = sorted(spoken, key=lambda answer: -answer.quotation.attribution.confidence)
    surest = surest[: round(SUREST * len(spoken))]
    yield count_measure(f"{name}: mention, surest 70 %", sum(answer.points for answer in surest), len(surest), digest)
    yield count_measure(f"{name}: speaker", sum(answer.names for answer in spoken), len(spoken), digest)
    texts = {one.article.name: one.article.text for one in articles}
    pronouns = [answer for answer in spoken if _is_pronoun(answer, texts[answer.article])]
    yield count_measure(f"{name}: pronoun to person", sum(answer.names for answer in pronouns), len(pronouns), digest)
    yield Measure(f"{name}: calibration, 1 − ECE", 1 - calibration_error(answers), len(answers), digest)
    parts = bins(answers)
    fitting = [is_inside(sum(answer.names for answer in part), len(part), _confidence(part)) for part in parts]
    yield count_measure(f"{name}: bins inside 99 %", sum(fitting), len(parts), digest)


def _is_pronoun(answer: Answer, text: str) -> bool:
    mentions = answer.gold.mentions if answer.gold is not None else ()
    return any(mention.of(text).casefold() in _PERSONS for mention in mentions)


def measure_attribution() -> Iterator[Measure]:
    """The figures of the annotated articles: English by a ranker that saw other articles, the rest by the rules."""
    digest = corpus_digest(article_paths())
    english = prepared_articles(RANKED_LANGUAGE)
    answers, _ = cross_validate(english, Recipe())
    yield from figures(english, answers, digest, "articles")
    others = sorted({article.language for article in read_articles(article_paths())} - {RANKED_LANGUAGE})
    for language in others:
        yield from measure_by_rules(language)


def measure_by_rules(language: str) -> Iterator[Measure]:
    """The speakers and mentions in a language that no ranker was trained for; its articles were seen by its rules."""
    prepared = prepared_articles(language)
    names = {one.article.name for one in prepared}
    digest = corpus_digest([path for path in article_paths() if path.name in names])
    asked = [answer for one in prepared for answer in answers_of(one, None) if answer.is_spoken]
    yield count_measure(f"articles in {language}: speaker", sum(one.names for one in asked), len(asked), digest)
    yield count_measure(f"articles in {language}: mention", sum(one.points for one in asked), len(asked), digest)


def measure_unseen() -> Iterator[Measure]:
    """The figures of the installed ranker on articles that neither it nor its writers' articles have to do with.

    One writer's at a time, told by the first digit of the file.
    """
    for name, writer in (("unseen articles", "3"), ("fresh articles", "4")):
        paths = [path for path in article_paths(UNSEEN) if path.name.startswith(writer)]
        unseen = [prepare(article) for article in read_articles(paths)]
        answers = [answer for article in unseen for answer in answers_of(article, installed_ranker())]
        yield from figures(unseen, answers, corpus_digest(paths), name)


def measure_across() -> Iterator[Measure]:
    """The harder question: trained on one writer's articles, asked about the other's, both ways."""
    digest = corpus_digest(article_paths())
    english = prepared_articles(RANKED_LANGUAGE)
    writers = [list(group) for _, group in groupby(english, key=lambda one: one.article.name[0])][:2]
    answers, _ = cross_validate([*writers[0], *writers[1]], Recipe(), writers)
    yield from figures([*writers[0], *writers[1]], answers, digest, "across writers")


def measure_learning() -> Iterator[Measure]:
    """The learning curve: the mention accuracy when only a part of the other articles is learned from."""
    digest = corpus_digest(article_paths())
    parts = folds_of(prepared_articles(RANKED_LANGUAGE))
    for share in (0.1, 0.25, 0.5, 1.0):
        answers = []
        for number, part in enumerate(parts):
            others = [article for other, articles in enumerate(parts) if other != number for article in articles]
            ranker = train(others[:: round(1 / share)], Recipe())
            answers += [answer for article in part for answer in answers_of(article, ranker) if answer.is_spoken]
        right = sum(answer.is_right for answer in answers)
        yield count_measure(
            f"learned from {share:.0%} of {FOLDS - 1}/{FOLDS}: best speaker", right, len(answers), digest
        )


if __name__ == "__main__":
    for measures in (measure_attribution(), measure_unseen(), measure_across(), measure_learning()):
        for measure in measures:
            print(f"{measure.name:48} {measure.text:>10} {measure.value:.3f}")
