"""What is in doubt is kept and flagged: nothing is lost by it, and each flag says why."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from archive.analysis import analyse
from archive.cleaning import clean_text
from archive.cleaning.suspects import BELOW, BELOW_RULE, LISTED, LISTED_RULE, MISPLACED, REFRAIN_RULE
from archive.quotations import find_quotations
from archive.records import Ruling
from archive.rules.boilerplate import load_boilerplate
from archive.rules.outcomes import load_outcomes, outcome_of
from archive.spans import Span
from tests import strategies
from tests.cleaning.framing import AFTER, BEFORE

ARTICLE = "\n".join((*BEFORE, *AFTER))

FLAGGED = [
    # a form that is loose, in the midst of the article: an invitation or a headline
    ("\n".join((*BEFORE, "Get the latest news from Springfield", *AFTER)), "Get the latest news from Springfield"),
    # a form that is sure at the edges only, between two paragraphs
    ("\n".join((*BEFORE, "May 3, 2025", *AFTER)), "May 3, 2025"),
    # no form at all, but unclosed below the last paragraph
    ("\n".join((*BEFORE, *AFTER, "Springfield council in uproar")), "Springfield council in uproar"),
]


@pytest.mark.parametrize(("text", "line"), FLAGGED, ids=[line for _, line in FLAGGED])
def test_a_doubtful_line_is_kept_and_flagged(text: str, line: str) -> None:
    """It is no removal, it stays a sentence, and the flag has a rule and a reason."""
    analysis = analyse(text)
    assert [suspect.span.of(text) for suspect in analysis.suspects] == [line]
    assert not any(removal.span.overlaps(analysis.suspects[0].span) for removal in analysis.removals)
    assert line in [sentence.of(text) for sentence in analysis.sentences]
    assert analysis.suspects[0].evidence


UNFLAGGED = [
    # an article with nothing odd in it
    ARTICLE,
    # unclosed, but with too few paragraphs to say that the article is over: a list, a poem
    "The mayor opened the bridge on Friday with a short speech.\nRoses\nViolets",
    # a quotation below the last paragraph is the article's
    "\n".join((*BEFORE, *AFTER, "“We will come back”")),
]


@pytest.mark.parametrize("text", UNFLAGGED)
def test_an_ordinary_line_is_not_flagged(text: str) -> None:
    """A flag must be worth a look."""
    assert clean_text(text).suspects == ()


@given(strategies.articles())
def test_marks_are_sorted_and_disjoint_and_lose_no_character(text: str) -> None:
    """Removals and suspects never overlap, begin and end with a character, and each rule has a score that fits."""
    cleaned = clean_text(text)
    marks = sorted([*(one.span for one in cleaned.removals), *(one.span for one in cleaned.suspects)])
    assert all(before.end <= after.start for before, after in pairwise(marks))
    assert all(mark == mark.trimmed(text) for mark in marks)
    assert {outcome_of(suspect.score) for suspect in cleaned.suspects} <= {"suspect"}
    assert {outcome_of(removal.score) for removal in cleaned.removals} <= {"remove"}


def test_the_outcome_of_every_rule_is_the_one_its_score_says() -> None:
    """A row that removes lines is sure enough for it; what only flags is not."""
    assert {rule.name for rule in load_boilerplate().rules.values() if outcome_of(rule.score) != "remove"} == set()
    assert {outcome_of(score) for score in (MISPLACED, BELOW, LISTED)} == {"suspect"}
    assert load_boilerplate().rules.keys().isdisjoint({BELOW_RULE, LISTED_RULE, REFRAIN_RULE})


def test_the_limits_of_the_outcomes_are_ordered_by_what_they_may_lose() -> None:
    """The surer the outcome, the higher its limit, and the more of an article it must keep."""
    outcomes = load_outcomes()
    assert [outcome.name for outcome in outcomes] == ["remove", "suspect"]
    assert sorted(outcomes, key=lambda outcome: -outcome.least) == list(outcomes)
    assert sorted(outcomes, key=lambda outcome: -outcome.retention) == list(outcomes)
    assert [outcome_of(score) for score in (1.0, 0.8, 0.79, 0.3, 0.29, 0.0)] == [
        *("remove", "remove", "suspect", "suspect", None, None)
    ]


AD = "“We will open it,” Jane Doe said.\nAdvertisement\nIt was closed last year.\n"

RULINGS = [
    # what a person keeps is no removal any more
    ([("keep", "Advertisement")], []),
    # what a person removes is one
    ([("remove", "It was closed last year.")], ["Advertisement", "It was closed last year."]),
    # a part of a removal that is kept leaves the rest set aside
    ([("keep", "Adver")], ["tisement"]),
    # the later ruling holds where two overlap
    ([("keep", "Advertisement"), ("remove", "Advertisement")], ["Advertisement"]),
    ([("remove", "Advertisement\nIt was"), ("keep", "It was")], ["Advertisement"]),
    # a ruling on white space alone, or on what is kept anyway, changes nothing
    ([("remove", "\n"), ("keep", "closed")], ["Advertisement"]),
]


@pytest.mark.parametrize(("said", "aside"), RULINGS)
def test_what_people_ruled_is_laid_over_the_rules(said: list[tuple[str, str]], aside: list[str]) -> None:
    """Oldest first, and none of it is the text's own reason."""
    rulings = [
        Ruling(Span(AD.index(words), AD.index(words) + len(words)), verdict, "Jane Doe")  # type: ignore[arg-type]  # a table of words
        for verdict, words in said
    ]
    cleaned = clean_text(AD, (), rulings)
    assert [removal.span.of(AD) for removal in cleaned.removals] == aside
    assert all(removal.is_local == (removal.label == "ad") for removal in cleaned.removals)


def test_a_removed_line_that_a_person_keeps_yields_its_quotations() -> None:
    """And its sentences; the analysis has a name of its own."""
    text = "(FILES) The mayor spoke of a “very long wait” on Friday. (Photo by John Smith / AFP)\nIt rained."
    rules = analyse(text)
    assert [quotation.removed for quotation in rules.quotations] == [True]
    kept = analyse(text, (), [Ruling(rules.removals[0].span, "keep", "Jane Doe")])
    assert [quotation.removed for quotation in kept.quotations] == [False]
    assert len(kept.sentences) > len(rules.sentences)
    assert kept.rule_set.startswith(f"{rules.rule_set}+")


@given(strategies.articles())
def test_to_keep_everything_is_to_set_nothing_aside(text: str) -> None:
    """Whatever the rules say; then every quotation stands in the article."""
    cleaned = clean_text(text, (), [Ruling(Span(0, len(text)), "keep", "Jane Doe")])
    assert cleaned == ((), ())
    assert not any(quotation.removed for quotation in find_quotations(text, (), ()))
