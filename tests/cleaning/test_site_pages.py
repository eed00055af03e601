"""Of pages that nobody's rule has seen, no line of the article goes, and most of the others do once three are held."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.cleaning.site_pages import HABITS, SERIES, SITES, judge_pages

LEAST_ALONE, LEAST_HELD = 0.5, 0.72
"""At first sight, before the rules about forms, pairs and paragraphs of a site: 0.486 and 0.667."""
HABITS_ALONE, HABITS_HELD = 0.84, 0.96
"""At first sight 0.815 and 0.937, and four lines of articles went: a farewell to the reader and a sentence on risk."""


@pytest.mark.parametrize("held", [False, True], ids=["alone", "with the site held"])
@pytest.mark.parametrize("site", SITES + SERIES + HABITS)
def test_no_line_of_an_article_goes(site: str, held: bool) -> None:
    """Neither headline nor heading, nor the results, lists and backgrounds that come again in a series."""
    assert [line.words for line in judge_pages(site, held=held) if line.is_article and line.outcome == "removed"] == []


@pytest.mark.parametrize(("held", "least"), [(False, LEAST_ALONE), (True, LEAST_HELD)])
def test_most_of_the_other_lines_go(held: bool, least: float) -> None:
    """Over all papers; what stays is kickers, names and titles that no other page has."""
    assert _share_removed(SITES, held) >= least


@pytest.mark.parametrize(("held", "least"), [(False, HABITS_ALONE), (True, HABITS_HELD)])
def test_the_habits_of_pages_are_told_from_what_looks_like_them(held: bool, least: float) -> None:
    """Most of them by their form and place, nearly all with the site's other pages held."""
    assert _share_removed(HABITS, held) >= least


def _share_removed(sites: Sequence[str], held: bool) -> float:
    lines = [line for site in sites for line in judge_pages(site, held=held) if not line.is_article]
    return sum(line.outcome == "removed" for line in lines) / len(lines)


def test_few_lines_of_articles_are_flagged() -> None:
    """A flag must be worth a look."""
    lines = [line for site in SITES for line in judge_pages(site, held=True) if line.is_article]
    assert sum(line.outcome == "suspect" for line in lines) <= 0.01 * len(lines)
