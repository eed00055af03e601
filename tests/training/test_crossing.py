"""Cross-validation asks only about articles that the ranker has not seen; the committed weights are today's."""

from __future__ import annotations

import json

import pytest

from archive.attribution.attributing import RANKED_LANGUAGE
from archive.attribution.ranking import read_weights
from archive.spans import Span
from training import crossing
from training.annotations import GoldQuotation
from training.crossing import answers_of, cross_validate, folds_of
from training.examples import examples_of, judge, prepare
from training.fitting import Recipe
from training.matching import is_same_speaker, match_quotations
from training.reading import article_paths, read_articles
from training.weights import WEIGHTS, articles_digest, make_weights

FEW = [prepare(article) for article in read_articles(article_paths()[:8])]


def test_the_committed_weights_were_made_from_the_committed_articles() -> None:
    """Whoever changes an article makes the weights again: ``python -m training``."""
    paths = article_paths()
    made_from = json.loads(WEIGHTS.read_text("utf-8"))["made_from"]
    english = [article.name for article in read_articles(paths) if article.language == RANKED_LANGUAGE]
    assert made_from["articles"] == english
    assert made_from["digest"] == articles_digest(paths)


def test_weights_are_made_bit_for_bit() -> None:
    """From the same articles the same file, and one that the package can read."""
    articles = [one.article for one in FEW]
    made = make_weights(articles, "digest", Recipe(steps=5))
    assert made == make_weights(articles, "digest", Recipe(steps=5))
    assert read_weights(made).weights


def test_no_article_is_asked_by_a_ranker_that_saw_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part is answered by what the other parts taught."""
    seen: dict[int, set[str]] = {}
    asked: list[tuple[int, str]] = []
    train, answer = crossing.train, crossing.answers_of

    def note_training(*args: object) -> object:
        ranker = train(*args)  # type: ignore[arg-type]  # the arguments of the function that is watched
        seen[id(ranker.weights)] = {one.article.name for one in args[0]}  # type: ignore[attr-defined]  # its articles
        return ranker

    def note_answer(one: object, ranker: object) -> object:
        asked.append((id(ranker.weights), one.article.name))  # type: ignore[attr-defined]  # a prepared article, a ranker
        return answer(one, ranker)  # type: ignore[arg-type]  # the same

    monkeypatch.setattr(crossing, "train", note_training)
    monkeypatch.setattr(crossing, "answers_of", note_answer)
    cross_validate(FEW, Recipe(steps=3), folds_of(FEW, 4))
    assert len(seen) == 4
    assert {name for _, name in asked} == {one.article.name for one in FEW}
    assert not any(name in seen[ranker] for ranker, name in asked)


def test_every_quotation_found_is_answered_once() -> None:
    """Also those that the annotation does not have, which count against precision."""
    for one in FEW:
        quotations, _ = judge(one, None)
        spoken = [quotation for quotation in quotations if quotation.kind != "none"]
        assert [answer.quotation for answer in answers_of(one, None)] == spoken


def test_each_example_has_a_right_option_and_a_wrong_one() -> None:
    """Nothing can be learned from a quotation without a choice."""
    examples = [made for one in FEW for made in examples_of(one, crossing.train(FEW[:4], Recipe(steps=3)))]
    assert len(examples) > 40
    assert all(any(made.right) and not all(made.right) for made in examples)
    assert all(len(made.right) == len(made.features) for made in examples)


@pytest.mark.parametrize(
    ("found", "gold", "others", "same"),
    [
        ("Jane Doe", "Jane Doe", [], True),
        ("Doe", "Jane Doe", [], True),  # the family name alone, nobody else bears it
        ("Doe", "Jane Doe", ["John Doe"], False),  # somebody else does
        ("Jane Doe", "John Smith", [], False),
        ("ministry spokeswoman", "spokeswoman for the ministry", [], True),
        (None, None, [], True),  # rightly nobody
        ("Jane Doe", None, [], False),
        (None, "Jane Doe", [], False),
    ],
)
def test_speakers_are_compared_by_their_words(
    found: str | None, gold: str | None, others: list[str], same: bool
) -> None:
    """A short form is enough where it is nobody else's."""
    assert is_same_speaker(found, gold, others) is same


def test_a_found_quotation_belongs_to_the_gold_that_it_shares_most_with() -> None:
    """One that shares nothing belongs to none."""
    gold = [GoldQuotation(1, (Span(0, 10),), "full", "A"), GoldQuotation(2, (Span(12, 30), Span(40, 50)), "full", "B")]
    found = [[Span(8, 10), Span(12, 20)], [Span(40, 50)], [Span(60, 70)]]
    assert {number: match.number for number, match in match_quotations(gold, found).items()} == {0: 2, 1: 2}
