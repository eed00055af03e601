"""The search page: exact counts, facets that lead on, and words where other programs give an error."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.store import open_store
from tests.web.building import analyse_by_hand, hold_text, quote
from tests.web.conftest import Site


def hits(page: str) -> list[str]:
    """The quotations that a page lists."""
    found = re.findall(r'<blockquote class="quoted".*?>(.*?)</blockquote>', page, re.DOTALL)
    return [html.unescape(re.sub("<[^>]+>", "", words)) for words in found]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles of 30 quotations each."""
    path = tmp_path_factory.mktemp("many") / "archive.db"
    with open_store(path, create=True) as store:
        for article, speaker in (("north", "Jane Doe"), ("south", "John Smith")):
            text = "\n".join(f"“The {article} bridge number {number} stays,” {speaker} said." for number in range(30))
            quotations = [
                quote(text, f"The {article} bridge number {number} stays,", speaker=speaker, mention=speaker)
                for number in range(30)
            ]
            hold_text(
                store,
                text,
                analyse_by_hand(text, quotations),
                source=f"{article}.txt",
                decisions=[
                    ("title", article.title()),
                    ("outlet", f"The {article.title()}"),
                    ("published", f"2025-0{len(article) - 1}-01" if article == "north" else "2026-02"),
                    ("tag", "bridges & roads"),
                ],
            )
    return path


def test_words_and_facets_narrow_the_hits_down(many: Path, serve: Callable[..., Site]) -> None:
    """Each filter is a parameter of its own; all of them count exactly."""
    site = serve(many)
    for query, count in [
        ("", "60 quotations by 2 speakers in 2 articles"),
        ("?q=north", "30 quotations by 1 speaker in 1 article"),
        ("?q=%22number+7%22", "2 quotations by 2 speakers"),
        ("?speaker=jane-doe", "30 quotations by 1 speaker"),
        ("?speaker=Doe", "30 quotations by 1 speaker"),
        ("?speaker=jane-doe&speaker=john-smith", "60 quotations"),
        ("?outlet=The+South", "30 quotations"),
        ("?tag=bridges+%26+roads", "60 quotations"),
        ("?since=2026", "30 quotations"),
        ("?until=2025-12", "30 quotations"),
        ("?kind=fragment", "0 quotations"),
        ("?medium=-", "60 quotations"),
        ("?q=number+7&in=sentences", "2 sentences in 2 articles"),
        ("?q=number+7&in=quotations,sentences", "2 quotations by 2 speakers in 2 articles; 2 sentences in 2 articles"),
        ("?versions=all&sort=relevance&language=en", "60 quotations"),
        ("?unknown=1", "60 quotations"),
    ]:
        page = site.get(f"/search{query}")
        assert page.status_code == 200
        assert f"<b>{count}" in page.text, query


def test_pages_lead_through_all_hits_without_repeating_one(many: Path, serve: Callable[..., Site]) -> None:
    """Following "next" to the end shows each hit once."""
    site = serve(many)
    address, seen = "/search", list[str]()
    while address:
        page = site.get(address).text
        seen += hits(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = html.unescape(following[1]) if following else ""
    assert len(seen) == len(set(seen)) == 60


def test_choosing_a_value_and_taking_it_away_comes_back(many: Path, serve: Callable[..., Site]) -> None:
    """A facet's link adds the value; the chip's cross and the value itself take it away."""
    site = serve(many)
    page = site.get("/search?q=bridge").text
    choose = html.unescape(re.search(r'<a href="([^"]+)"><bdi>John Smith', page)[1])  # type: ignore[index] # the test fails either way
    chosen = site.get(choose).text
    assert "<b>30 quotations" in chosen
    assert "speaker: John Smith" in chosen
    back = re.findall(r'href="([^"]+)"(?: aria-current="true"| aria-label="Take away: speaker)', chosen)
    assert [html.unescape(address) for address in back] == ["/search?q=bridge"] * 2


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=%22unclosed", "quotation mark"),
        ("q=AND", ""),
        ("q=(a", ""),
        ("since=yesterday", "a date is a year, a month or a day"),
        ("until=2025-13", "a date is a year, a month or a day"),
        ("sort=best", "it is one of date, relevance"),
        ("in=everything", "it is one of quotations, sentences"),
        ("versions=1", "it is one of current, all"),
        ("after=nonsense", "no page begins here"),
        ("after=" + "A" * 5000, "no page begins here"),
    ],
)
def test_a_search_that_cannot_be_read_is_answered_in_words(site: Site, query: str, words: str) -> None:
    """400, the rule in words, the query still in its field."""
    answer = site.get(f"/search?{query}")
    assert answer.status_code == 400
    assert "This search cannot be read" in answer.text
    assert words in answer.text


def test_nothing_found_offers_what_would_be_found(site: Site) -> None:
    """Each way out is offered only with the number of its hits."""
    page = site.get("/search?q=mended&speaker=nobody").text
    assert "Nothing found" in page
    assert "does not mean that nobody said them" in page
    assert "without the filters (1)" in page
    page = site.get("/search?q=plan").text
    assert "in all sentences of the articles (1)" in page
    assert "in earlier versions" not in page


def test_hits_are_marked_and_lead_to_their_permalink(site: Site) -> None:
    """The word searched for stands out."""
    page = site.get("/search?q=MENDED").text
    assert "<mark>mended</mark>" in page
    assert re.search(r'<blockquote class="quoted".*?><a href="/q/[0-9a-f]{64}/\d+-\d+">', page)


def test_search_takes_any_query_without_failing(site: Site) -> None:
    """Whatever people paste is found, or refused in words."""
    for query in ("%00", "%F0%9F%8E%88", "%FF", "'", "*", "-", "a*b", "NEAR(a,b)", "col:x", "%" * 3, "x" * 5000, "^a"):
        assert site.get(f"/search?q={query}").status_code in (200, 400), query
