"""Of pages that nobody's rule has seen, no line of the article goes, and most of the others do once three are held."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.cleaning.site_pages import SERIES, SITES, judge_pages

LEAST_ALONE, LEAST_HELD = 0.5, 0.72
"""At first sight, before the rules about forms, pairs and paragraphs of a site: 0.486 and 0.667."""


@pytest.mark.parametrize("held", [False, True], ids=["alone", "with the site held"])
@pytest.mark.parametrize("site", SITES + SERIES)
def test_no_line_of_an_article_goes(site: str, held: bool) -> None:
    """Neither headline nor heading, nor the results, lists and backgrounds that come again in a series."""
    assert [line.words for line in judge_pages(site, held=held) if line.is_article and line.outcome == "removed"] == []


@pytest.mark.parametrize(("held", "least"), [(False, LEAST_ALONE), (True, LEAST_HELD)])
def test_most_of_the_other_lines_go(held: bool, least: float) -> None:
    """Over all papers; what stays is kickers, names and titles that no other page has."""
    counts = Counter(line.outcome for site in SITES for line in judge_pages(site, held=held) if not line.is_article)
    assert counts["removed"] >= least * counts.total()


def test_few_lines_of_articles_are_flagged() -> None:
    """A flag must be worth a look."""
    lines = [line for site in SITES for line in judge_pages(site, held=True) if line.is_article]
    assert sum(line.outcome == "suspect" for line in lines) <= 0.01 * len(lines)
