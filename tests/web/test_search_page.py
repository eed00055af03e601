"""The search page: exact counts, facets that lead on, and words where other programs give an error."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.store import open_store
from tests.web.building import (
    BRIDGE,
    SILENT,
    SOLD,
    analyse_by_hand,
    bridge_analysis,
    day,
    fetch_page,
    hold_text,
    quote,
)
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
        ("since=yesterday", "is not a date"),
        ("until=2025-13", "is not a date"),
        ("since=2025-04-31", "Write a year, a month or a day that there is"),  # April has thirty days
        ("since=2025-06&until=2025-04", "ends before it begins"),
        ("published=2025-13", "is not a date"),
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


def test_a_page_is_as_long_as_asked_for(many: Path, serve: Callable[..., Site]) -> None:
    """Ten to a hundred; the next page keeps it."""
    site = serve(many)
    page = site.get("/search?size=50").text
    assert len(hits(page)) == 50
    assert "Next 50 quotations" in page
    assert "size=50&amp;" in page
    for size in ("9", "101", "x", "-1"):
        answer = site.get(f"/search?size={size}")
        assert answer.status_code == 400
        assert "a page holds 10 to 100 hits" in answer.text


def test_everything_at_work_can_be_taken_away_at_once(many: Path, serve: Callable[..., Site]) -> None:
    """One link leads to the search without a filter."""
    page = serve(many).get("/search?q=bridge&speaker=jane-doe&since=2020&in=quotations").text
    assert '<a class="clear" href="/search">Clear all</a>' in page


def test_forms_keep_what_is_at_work(many: Path, serve: Callable[..., Site]) -> None:
    """Searching for other words or other dates keeps filters, order and size, and begins at the first page."""
    page = serve(many).get("/search?q=bridge&speaker=jane-doe&sort=date&size=10&since=2020").text
    after = html.unescape(re.search(r'rel="next" href="([^"]+)"', page)[1])  # type: ignore[index] # the test fails either way
    page = serve(many).get(after).text
    words, dates = re.findall(r"<form.*?</form>", page, re.DOTALL)
    for name, value in {"speaker": "jane-doe", "sort": "date", "size": "10"}.items():
        for form in (words, dates):
            assert f'<input type="hidden" name="{name}" value="{value}">' in form
    assert '<input type="hidden" name="since" value="2020">' in words
    assert '<input type="hidden" name="q" value="bridge">' in dates
    assert "after" not in words + dates


def test_all_values_of_a_facet_have_a_page(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """The thirty-first can be reached: exact counts, the rest of the search kept, and a way back."""
    path = tmp_path / "archive.db"
    names = [f"{first}{second} Doe" for first in "ABCDEFG" for second in "abcde"]
    text = "\n".join(f"“The bridge of {name} stays,” {name} said." for name in names)
    with open_store(path, create=True) as store:
        said = [quote(text, f"The bridge of {name} stays,", speaker=name) for name in names]
        hold_text(store, text, analyse_by_hand(text, said))
    site = serve(path)
    page = site.get("/search?q=bridge&sort=date").text
    address = "/search?q=bridge&sort=date&facet=speaker"
    assert f'href="{html.escape(address)}" aria-label="Speaker: all 35 values">All 35' in page
    listed = site.get(address).text
    assert sorted(re.findall(r"<bdi>(\w+ Doe)</bdi>", listed)) == sorted(names)
    assert listed.count('<span class="count">1</span>') == 35
    assert '<a href="/search?q=bridge&amp;sort=date">Back to the search</a>' in listed
    chosen = html.unescape(re.search(r'<a href="([^"]+)"><bdi>Ge Doe', listed)[1])  # type: ignore[index] # the test fails either way
    assert hits(site.get(chosen).text) == ["The bridge of Ge Doe stays,"]
    refused = site.get("/search?facet=colour")
    assert refused.status_code == 400
    assert "it is one of speaker, outlet" in refused.text


def test_no_facet_is_missing_without_a_word(site: Site) -> None:
    """One that cannot tell the hits apart is named with its one value, one that nothing is stated for as well."""
    page = site.get("/search?q=mended").text
    assert "The same for all hits: " in page
    assert "<bdi>cue: said</bdi>" in page
    assert "Stated for no hit: relayed by, tag" in page


def test_facets_that_were_not_counted_are_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the store leave one out, the page says so."""
    from archive.store.facets import facets
    from archive.web.pages import search

    monkeypatch.setattr(search, "facets", lambda store, filters: facets(store, filters)[1:])
    assert "Not counted this time: Speaker." in site.get("/search").text


def test_hits_that_cannot_be_ranked_are_said_to_stand_by_date(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store ranks a bounded number of hits; the page explains the order that it gives instead."""
    from dataclasses import replace

    from archive.store.searching import search_quotations
    from archive.web.pages import search

    assert "too many to be ranked" not in site.get("/search?q=bridge").text
    monkeypatch.setattr(
        search, "search_quotations", lambda store, filters: replace(search_quotations(store, filters), sorted_by="date")
    )
    page = site.get("/search?q=bridge").text
    assert "These are too many to be ranked, so they stand newest first." in page
    assert '<span aria-current="true">newest first</span>' in page


def test_a_word_spelled_nearly_so_is_offered(site: Site) -> None:
    """With the number of its hits, and the rest of the search kept."""
    page = site.get("/search?q=brigde&speaker=jane-doe").text
    assert "Spelled a little differently" in page
    assert '<a href="/search?speaker=jane-doe&amp;q=bridge"><bdi>bridge (1)</bdi></a>' in page
    assert "Spelled a little differently" not in site.get("/search?q=xylophone").text


def test_words_that_do_not_stand_together_are_offered_apart(site: Site) -> None:
    """Any of them instead of all."""
    assert "with any of the words (2)" in site.get("/search?q=mended+brave").text


def test_an_empty_page_says_how_much_was_searched_and_how_to_search(site: Site) -> None:
    """And a query that cannot be read is answered with the same help beside it."""
    page = site.get("/search?q=xylophone").text
    assert "in 1 article were searched" in page
    assert "How to search" in page
    refused = site.get("/search?q=%22open").text
    assert "How to search" in refused
    assert 'value="&#34;open" dir="auto" aria-invalid="true" aria-describedby="error"' in refused
    assert "How to search" in site.get("/about").text


def test_every_hit_says_when_and_how_its_article_came_in(site: Site) -> None:
    """Quotations and sentences alike."""
    page = site.get("/search?q=bridge&in=quotations,sentences").text
    lines = re.findall(r'<article class="hit">.*?</article>', page, re.DOTALL)
    assert len(lines) == 3
    assert all("undated, from a file" in line for line in lines)
    assert all('cite="/q/' in line and 'lang="en"' in line for line in lines)
    assert "The numbers below count quotations" in page


@pytest.mark.parametrize(
    ("text", "note"),
    [(SOLD, "▲ edited later"), (SILENT, "✕ no longer in the newest version")],
    ids=["edited", "gone"],
)
def test_a_hit_that_was_changed_later_warns(text: str, note: str, tmp_path: Path, serve: Callable[..., Site]) -> None:
    """With a sign and in words."""
    with open_store(tmp_path / "a.db", create=True) as store:
        fetch_page(store, BRIDGE, day(1), bridge_analysis(BRIDGE))
        fetch_page(store, text, day(2), bridge_analysis(text))
    page = serve(tmp_path / "a.db").get("/search?q=%22not+sell%22").text
    assert f'<span class="note">{note}</span>' in page


def test_a_long_search_that_cannot_be_read_is_not_repeated_whole(site: Site) -> None:
    """The page stays small, whatever was sent."""
    answer = site.get("/search?q=%22" + "bridge+" * 2000)
    assert answer.status_code == 400
    assert len(answer.content) < 20_000


def test_sentences_found_already_are_no_way_out(site: Site) -> None:
    """A search in both that finds a sentence and no quotation offers nothing that finds the same sentence again."""
    page = site.get("/search?q=plan&in=quotations,sentences").text
    assert "0 quotations; 1 sentence in 1 article" in page
    assert "in earlier versions" not in page


def test_a_hit_whose_date_is_less_exact_than_the_range_says_so(many: Path, serve: Callable[..., Site]) -> None:
    """What was published "in February" may have been published on these two days."""
    site = serve(many)
    assert "may lie in this range" in site.get("/search?since=2026-02-03&until=2026-02-04").text
    assert "may lie in this range" not in site.get("/search?since=2026-02").text


def test_a_hit_whose_speaker_is_a_guess_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every list, as on the page of the quotation."""
    note = "this speaker is uncertain"
    assert note not in site.get("/search").text
    monkeypatch.setattr("archive.web.parts.UNSURE_BELOW", 1.01)
    assert note in site.get("/search").text
