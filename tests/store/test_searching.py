"""Search and facets: exact, complete, and impossible to hurt by what is typed."""

from __future__ import annotations

import base64
import sqlite3
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidQuery, InvalidValue
from archive.identifiers import SpeakerId
from archive.store import SearchFilters, Store
from archive.store.facets import MOST_VALUES
from archive.store.ordering import read_cursor
from archive.store.querying import LONGEST_QUERY, compile_query
from archive.store.searching import (
    FACETS,
    facets,
    search_quotations,
    search_sentences,
    speaker_names,
    speakers,
)
from archive.store.summary import summary
from tests.store.building import WEATHER, add_text


@pytest.mark.parametrize(
    ("query", "compiled"),
    [
        ("", None),  # nothing typed: no condition
        ("  \x00 \n ", None),
        ("kursk region", '{c} : "kursk" AND {c} : "region"'),  # side by side: both
        ('"border areas"', '{c} : "border areas"'),
        ("„border areas“ «tank»", '{c} : "border areas" AND {c} : "tank"'),  # marks people copy from texts
        ("kurs*", '{c} : "kurs" *'),
        ('"border ar"*', '{c} : "border ar" *'),
        ("a OR b c", '{c} : "a" OR {c} : "b" AND {c} : "c"'),  # AND binds closer
        ("(a OR b) c", '({c} : "a" OR {c} : "b") AND {c} : "c"'),
        ("a AND b", '{c} : "a" AND {c} : "b"'),
        ("a NOT b -c", '({c} : "a") NOT ({c} : "b" OR {c} : "c")'),
        ("-b a", '({c} : "a") NOT ({c} : "b")'),  # order does not matter
        ('a -"b c" -(d e)', '({c} : "a") NOT ({c} : "b c" OR ({c} : "d" AND {c} : "e"))'),
        ("North-Korean Kim's", '{c} : "North-Korean" AND {c} : "Kim\'s"'),  # a hyphen inside a word is no NOT
        ("a — b …", '{c} : "a" AND {c} : "b"'),  # marks without letters are passed over
        ("or not and", '{c} : "or" AND {c} : "not" AND {c} : "and"'),  # words, unless in capitals
        ("NEAR(a b) c:d ^e", '{c} : "NEAR" AND ({c} : "a" AND {c} : "b") AND {c} : "c:d" AND {c} : "^e"'),
        ("金正恩", '{spaced} : "金 正 恩"'),  # characters of a script without spaces: a phrase of them
    ],
)
def test_what_is_typed_becomes_a_safe_query(query: str, compiled: str | None) -> None:
    """Words between double quotes, nothing of SQLite's own language."""
    assert compile_query(query, "c") == compiled


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('"open', "has a quotation mark that is not closed"),
        ("(a", "has a bracket that is not closed"),
        ("a)", "has a closing bracket that nothing opened"),
        ("NOT a", "says only what to leave out"),
        ("-a", "says only what to leave out"),
        ("a OR", "lacks a word beside OR, AND, NOT or inside brackets"),
        ("OR a", "lacks a word beside"),
        ("a AND", "lacks a word beside"),
        ("AND a", "has an AND with nothing before it"),
        ("()", "lacks a word beside"),
        ("*", "has a * that begins no word"),
        ("…", "holds no word to search for"),
        ("(" * 21 + "a" + ")" * 21, "has more than 20 brackets inside each other"),
        (" OR ".join(f"{letter}*" for letter in "abcdefghi"), "has more than 8 words cut short with *"),
        ("a" * (LONGEST_QUERY + 1), "longer than 1000 characters"),
    ],
)
def test_a_query_that_cannot_be_read_is_refused_in_words(query: str, message: str) -> None:
    """The message says what is wrong and what to do."""
    with pytest.raises(InvalidQuery, match=message.replace("*", r"\*")) as refused:
        compile_query(query, "c")
    assert refused.value.next_step


_PARTS = st.sampled_from([*"\"()*- :{}^+'\\;“”…金🎈", "--", "\x00", "AND", "OR", "NOT", "NEAR", "rain"])


@given(query=st.lists(_PARTS, max_size=12).map("".join) | st.text(max_size=30))
def test_whatever_is_typed_is_answered_or_refused(query: str) -> None:
    """SQLite never sees a query that it cannot read."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE x USING fts5 (c, spaced)")
    try:
        compiled = compile_query(query, "c")
    except InvalidQuery:
        compiled = None
    if compiled is not None:
        connection.execute("SELECT * FROM x WHERE x MATCH ?", [compiled]).fetchall()
    connection.close()


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (SearchFilters("rain"), ["It will rain on Friday,"]),
        (SearchFilters("RAIN friday"), ["It will rain on Friday,"]),
        (SearchFilters("rain NOT friday"), []),
        (SearchFilters("rai*"), ["It will rain on Friday,"]),
        (SearchFilters("rain OR bridge"), ["It will rain on Friday,", "The bridge is closed,"]),
        (SearchFilters('"on friday"'), ["It will rain on Friday,"]),
        (SearchFilters('"friday on"'), []),
        (SearchFilters("正恩"), ["金正恩说了"]),  # inside a run of characters without spaces
        (SearchFilters("恩正"), []),
        (SearchFilters(speaker=("jane-doe",)), ["It will rain on Friday,", "The bridge is closed,"]),
        (SearchFilters(speaker=("Doe",)), ["It will rain on Friday,", "The bridge is closed,"]),
        (SearchFilters(speaker=("Do",)), []),  # words of a name, not parts of words
        (SearchFilters(speaker=(None,)), ["a wet summer"]),
        (
            SearchFilters(speaker=("Jane Doe", None)),
            ["It will rain on Friday,", "a wet summer", "The bridge is closed,"],
        ),
        (SearchFilters(outlet=("example courier",), kind=("fragment",)), ["a wet summer"]),
        (SearchFilters(outlet=(None,)), ["The bridge is closed,", "金正恩说了"]),
        (SearchFilters(medium=("Telegram", "X")), ["It will rain on Friday,", "The bridge is closed,"]),
        (SearchFilters(medium=(None,)), ["Nobody will be surprised", "a wet summer", "金正恩说了"]),
        (SearchFilters(relayed_by=("Kyodo",)), ["Nobody will be surprised"]),
        (SearchFilters(cue=("added",)), ["Nobody will be surprised"]),
        (SearchFilters(published=("2026",), speaker=("jane-doe",)), ["It will rain on Friday,"]),
        (SearchFilters(published=(None,), speaker=("jane-doe",)), ["The bridge is closed,"]),
        (SearchFilters(since="2026-05-03", until="2026-05-03", speaker=("jane-doe",)), ["It will rain on Friday,"]),
        (SearchFilters(until="2026-05", speaker=("jane-doe",)), ["It will rain on Friday,"]),
        (SearchFilters(since="2026-05-04"), []),
        (SearchFilters(since="2026-05-03T12:00", speaker=("jane-doe",)), ["It will rain on Friday,"]),  # that day
        (SearchFilters(until="2026-05-02"), []),
        (SearchFilters(status=("gone",)), []),
        (SearchFilters(document=("0123456789abcdef",)), []),
        (SearchFilters(tag=("none such",)), []),
        (SearchFilters(language=("en",)), []),
    ],
)
def test_filters_narrow_and_their_values_widen(two_articles: Store, filters: SearchFilters, wanted: list[str]) -> None:
    """Facets narrow each other down, values of one facet are alternatives; newest first, undated last."""
    page = search_quotations(two_articles, filters)
    assert [hit.quoted for hit in page.hits] == wanted
    assert page.total == len(wanted)


def test_totals_count_all_hits_and_not_the_page(two_articles: Store) -> None:
    """Also when the page is empty."""
    page = search_quotations(two_articles, SearchFilters(limit=0))
    assert (page.hits, page.total, page.speakers, page.documents, page.next) == ((), 5, 2, 2, None)


def test_a_snippet_marks_what_was_searched_for(two_articles: Store) -> None:
    """Between brackets, or between the marks asked for; without a query there is none."""
    assert search_quotations(two_articles, SearchFilters("rain")).hits[0].snippet == "It will [rain] on Friday,"
    marked = search_quotations(two_articles, SearchFilters("正恩", marks=("<", ">"))).hits[0].snippet
    assert marked == "金<正恩>说了"
    assert search_quotations(two_articles, SearchFilters()).hits[0].snippet is None


def many(store: Store) -> None:
    """Forty quotations, more speakers than a facet lists, in twenty articles with dates and without."""
    for number in range(20):
        dated = f"published: 2026-01-{number // 4 + 1:02}\n" if number % 3 else ""
        words = "rain " * (number % 5 + 1)
        add_text(
            store,
            f"{dated}“All the {words}in number {number},” [Speaker {number}] said.\n"
            f"“Again rain” [Speaker {number + 20}] said.\n",
            f"news/{number:03}.txt",
            number,
        )


@pytest.mark.parametrize("sort", ["date", "relevance"])
def test_pages_give_every_hit_once_in_one_order(store: Store, sort: Literal["date", "relevance"]) -> None:
    """Whatever the length of a page; and one that is added meanwhile shifts nothing."""
    many(store)
    filters = SearchFilters("rain", sort=sort, limit=100)
    whole = [hit.permalink for hit in search_quotations(store, filters).hits]
    assert len(set(whole)) == 40
    for limit in (1, 7, 39):
        paged: list[str] = []
        after: str | None = None
        while True:
            page = search_quotations(store, replace(filters, limit=limit, after=after))
            paged += [hit.permalink for hit in page.hits]
            assert page.total == 40
            after = page.next
            if after is None:
                break
        assert paged == whole


def test_dated_articles_come_first_newest_first(store: Store) -> None:
    """Undated ones last, each article's quotations in its own order."""
    many(store)
    hits = search_quotations(store, SearchFilters(limit=100)).hits
    dates = [hit.published or "" for hit in hits]
    assert dates == sorted(dates, reverse=True)
    assert hits[0].start < hits[1].start


@pytest.mark.parametrize(
    "after",
    [
        "nonsense", "bm8=", "W10", "WzFd", "W1tdLCIiLCIiLCIiLDAsMF0",
        "WzEuNSwiIiwiIiwiIiwwLDBd",  # a score, where the order is by date
        "WyIiLCIiLCIiLCIiLDAsOTIyMzM3MjAzNjg1NDc3NTgwOF0",  # 2**63, which SQLite cannot count to
        "W1tb" * 10_000,  # more brackets inside each other than Python's reader of JSON takes
    ],
)  # fmt: skip  # a table, read by its rows
def test_a_page_that_begins_nowhere_is_refused(two_articles: Store, after: str) -> None:
    """With the way back to the first page."""
    with pytest.raises(InvalidValue, match=r"no page begins here in this order\. Start again from the first page"):
        search_quotations(two_articles, SearchFilters(after=after))


@pytest.mark.parametrize("score", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_no_page_begins_at_what_is_no_number(score: str) -> None:
    """Python reads these in JSON; nothing stands before or behind them."""
    cursor = base64.urlsafe_b64encode(f'[{score},"","","",0,0]'.encode()).decode()
    with pytest.raises(InvalidValue, match="no page begins here"):
        read_cursor(cursor, first=float)


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (SearchFilters("half\udcff character"), r"'.*\\udcff.*': holds half a character .* Type it anew"),
        (SearchFilters(outlet=("\udcff",)), "holds half a character"),
        (SearchFilters(since="\udcff"), "holds half a character"),
    ],
)
def test_what_no_table_can_hold_is_refused(two_articles: Store, filters: SearchFilters, message: str) -> None:
    """Terminals and addresses can carry such things."""
    with pytest.raises(InvalidValue, match=message):
        search_quotations(two_articles, filters)


@pytest.mark.parametrize("limit", [-1, 1001])
def test_a_page_has_a_sane_length(two_articles: Store, limit: int) -> None:
    """Nobody gets the whole archive in one page."""
    with pytest.raises(InvalidValue, match="a page holds 0 to 1000 hits"):
        search_sentences(two_articles, SearchFilters(limit=limit))


def test_a_speaker_without_a_letter_is_refused(two_articles: Store) -> None:
    """Nobody is called so."""
    with pytest.raises(InvalidQuery, match="a name needs a letter or a digit"):
        search_quotations(two_articles, SearchFilters(speaker=("…",)))


@pytest.mark.parametrize("query", ["", "rain"])
def test_each_facet_counts_what_choosing_its_value_gives(store: Store, query: str) -> None:
    """Exactly, for every value of every facet, other filters in force; its own filter passed over."""
    many(store)
    add_text(store, WEATHER, "news/weather.txt", 30)
    for base in (
        SearchFilters(query),
        SearchFilters(query, kind=("full",)),
        SearchFilters(query, medium=("Telegram",)),
    ):
        for facet in facets(store, base):
            assert (facet.truncated > 0) == (len(facet.values) == MOST_VALUES)
            for value in facet.values:
                chosen = replace(base, **{facet.name: (value.value,)})  # type: ignore[arg-type] # mypy sees no field names
                assert search_quotations(store, chosen).total == value.count, (facet.name, value)


def test_facets_show_the_chosen_values_and_what_is_not_stated(two_articles: Store) -> None:
    """Not stated is a value of its own, with its own words; names are shown, ids are sent."""
    by_name = {facet.name: facet for facet in facets(two_articles, SearchFilters(speaker=("Doe",)))}
    assert list(by_name) == [facet.name for facet in FACETS]
    speaker = [(value.value, value.label, value.count, value.selected) for value in by_name["speaker"].values]
    assert speaker == [
        ("jane-doe", "Jane Doe", 2, True),
        ("john-smith", "John Smith", 2, False),
        (None, "speaker not recognised", 1, False),
    ]
    assert [value.label for value in by_name["published"].values] == ["undated", "2026-05"]
    assert {value.value: value.count for value in by_name["cleaning"].values} == {"kept": 2, "removed": 1}
    assert [facet.name for facet in facets(two_articles, SearchFilters(), ["kind", "no such"])] == ["kind"]


def test_a_chosen_value_is_listed_however_rare(store: Store) -> None:
    """So that it can be taken back."""
    many(store)
    rare = search_quotations(store, SearchFilters(limit=100)).hits
    chosen = max(str(hit.speaker_id) for hit in rare)
    (speaker,) = facets(store, SearchFilters(speaker=(chosen,)), ["speaker"])
    assert [value.value for value in speaker.values if value.selected] == [chosen]
    assert len(speaker.values) + speaker.truncated == 40


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (SearchFilters("friday heavy"), ["The rain of Friday was heavy."]),
        (SearchFilters("正恩"), ["“金正恩说了” [John Smith] said."]),
        (SearchFilters("friday", speaker=("Doe",)), ["“It will rain on Friday,” [Jane Doe] said on Telegram."]),
        (SearchFilters("friday", outlet=(None,)), ["The rain of Friday was heavy."]),
        (SearchFilters("friday", since="2026"), ["“It will rain on Friday,” [Jane Doe] said on Telegram."]),
        (SearchFilters("friday", tag=("none such",)), []),
        (SearchFilters("advertisement"), []),  # set aside, so no sentence
    ],
)
def test_sentences_are_found_by_words_and_by_what_stands_in_them(
    two_articles: Store, filters: SearchFilters, wanted: list[str]
) -> None:
    """A filter on speakers keeps the sentences in which they are quoted."""
    page = search_sentences(two_articles, filters)
    assert [hit.content for hit in page.hits] == wanted
    assert (page.total, page.documents) == (len(wanted), min(1, len(wanted)))


def test_sentences_are_paged_like_quotations(store: Store) -> None:
    """Each once, in one order."""
    many(store)
    filters = SearchFilters("rain", sort="relevance", limit=100)
    whole = [hit.permalink for hit in search_sentences(store, filters).hits]
    first = search_sentences(store, replace(filters, limit=15))
    second = search_sentences(store, replace(filters, limit=100, after=first.next))
    assert [hit.permalink for hit in (*first.hits, *second.hits)] == whole


def test_speakers_are_listed_with_the_words_they_were_called_by(two_articles: Store) -> None:
    """Most quoted first; quotations set aside do not count."""
    assert speakers(two_articles) == [("jane-doe", "Jane Doe", 2), ("john-smith", "John Smith", 2)]
    assert speaker_names(two_articles, SpeakerId("jane-doe")) == [("Jane Doe", 2)]


def test_the_summary_counts_what_lists_show(two_articles: Store) -> None:
    """Quotations set aside are counted and named; marks that quote nobody are not."""
    told = summary(two_articles)
    assert (told.articles, told.versions, told.captures) == (2, 2, 2)
    assert (told.quotations, told.quotations_in_removals, told.speakers) == (6, 1, 2)
    assert (told.sentences, told.removals) == (9, 3)


def test_the_summary_of_an_empty_archive_is_all_zeros(store: Store) -> None:
    """Not an error."""
    told = summary(store)
    assert (told.articles, told.versions, told.quotations, told.quotations_in_removals) == (0, 0, 0, 0)
