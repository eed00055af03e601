"""Laws of search and facets on archives made at random: what the columns say is what the rows say."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.fixity import verify
from archive.identifiers import DocumentId
from archive.store import SearchFilters, Store, open_store, ordering, paging, wrap_connection
from archive.store.documents import texts_of
from archive.store.facets import count_rows, facets
from archive.store.facts import withdraw
from archive.store.index import refresh_document
from archive.store.searching import search_quotations, search_sentences
from archive.store.segments import rebuild_segments
from tests.store.building import BRIDGE, add_text, decide, minute
from tests.store.oracle import NAMES, expected_counts, expected_hits, expected_sentences

OUTLETS = [None, "Example Courier", "example courier", "Пример 🎈"]
DATES = [None, "2025", "2026-05", "2026-05-03", "2026-05-03T10:00", "2026-06-01"]
WORDS = ["rain", "rain on friday", "no rain", "金正恩说了", "🎈 peace", "Peace"]
SPEAKERS = ["", " [Jane Doe] said", " [John Smith] added", " [JANE DOE] said", " [Doe 🎈] said"]
ENDS = ["", " on Telegram", " on X", ", according to Kyodo", " on X, according to CNN"]

_lines = st.lists(
    st.builds("“{}”{}{}".format, st.sampled_from(WORDS), st.sampled_from(SPEAKERS), st.sampled_from(ENDS)).map(
        lambda line: line.upper() if "Peace” [JANE" in line else line
    ),
    max_size=4,
)
_texts = st.builds(
    lambda outlet, date, lines: "\n".join(
        [*([f"outlet: {outlet}"] if outlet else []), *([f"published: {date}"] if date else []), *lines, "The end."]
    ),
    st.sampled_from(OUTLETS),
    st.sampled_from(DATES),
    _lines,
)
_moves = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 3), _texts),
        st.tuples(st.sampled_from(["tag", "outlet", "language"]), st.integers(0, 3), st.sampled_from(["x", "y"])),
        st.tuples(st.just("published"), st.integers(0, 3), st.sampled_from(["2024-01", "2026-05-03"])),
    ),
    min_size=1,
    max_size=8,
)


def _choices(*values: str | None) -> st.SearchStrategy[tuple[str | None, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


_most_filters = st.builds(
    SearchFilters,
    query=st.sampled_from(["", "rain", "rain NOT friday", "正恩", "peace OR rain", "absent"]),
    speaker=_choices("jane-doe", "john-smith", None),
    outlet=_choices("EXAMPLE COURIER", "x", None),
    published=_choices("2026", "2026-05", "2026-05-03", "2026-XX", None),
    kind=_choices("full", "none", "fragment"),
    cue=_choices("said", None),
    medium=_choices("X", "Telegram", None),
    relayed_by=_choices("CNN", None),
    language=_choices("x", None),
    tag=_choices("x", "y", None),
    cleaning=_choices("kept", "removed"),
    status=_choices("verbatim", "gone"),
    elsewhere=_choices("verbatim", "variant", "partial", "conflict", None),
    since=st.sampled_from([None, "2026-05", "2025"]),
    until=st.sampled_from([None, "2026-05", "2026-05-03"]),
    all_versions=st.booleans(),
    removed=st.booleans(),
    sort=st.sampled_from(["date", "captured"]),
    limit=st.just(1000),
)
# Of so many facets one is nearly always chosen; that none is must be tried as well.
_filters = _most_filters | st.builds(
    SearchFilters,
    query=st.sampled_from(["", "rain"]),
    all_versions=st.booleans(),
    removed=st.booleans(),
    sort=st.sampled_from(["date", "captured"]),
    limit=st.just(1000),
)


@contextmanager
def made_by(moves: list[tuple[str, int, str]]) -> Iterator[Store]:
    """An archive in which these things happened, to four articles."""
    with TemporaryDirectory() as folder, open_store(Path(folder, "a.db"), create=True) as store:
        documents: dict[int, DocumentId] = {}
        for at, move in enumerate(moves):
            happen(store, documents, at, *move)
        yield store


def happen(store: Store, documents: dict[int, DocumentId], at: int, what: str, which: int, value: str) -> None:
    """One thing happens: an article is added or changed, or somebody rules on it."""
    if what == "add":
        documents[which], _ = add_text(store, value, f"{which}/{at % 3}.txt", at, document=documents.get(which))
    elif which in documents:
        decide(store, documents[which], what, value, at)


def check_against_rows(store: Store, filters: SearchFilters) -> None:
    """Hits, totals and all counts are those of the rows."""
    wanted = expected_hits(store, filters)
    page = search_quotations(store, filters)
    assert [(hit.permalink, hit.document) for hit in page.hits] == [
        (row["permalink"], row["document"]) for row in wanted
    ]
    assert (page.total, page.documents) == (len(wanted), len({row["document"] for row in wanted}))
    assert page.speakers == len({row["speaker_id"] for row in wanted} - {None})
    for facet in facets(store, filters, most=1000):
        counts = expected_counts(store, filters, facet.name)
        assert {value.value: value.count for value in facet.values if value.count and value.value in counts} == counts
        assert facet.truncated == 0
        assert all(value.selected for value in facet.values if value.value not in counts)
        shown = [(-value.count, value.value or "") for value in facet.values if value.value in counts]
        assert shown == sorted(shown)


@settings(max_examples=60, deadline=None)  # each makes a file
@given(_moves, st.lists(_filters, min_size=1, max_size=4))
def test_search_and_facets_say_what_the_rows_say(moves: list[tuple[str, int, str]], asked: list[SearchFilters]) -> None:
    """Also when asked before and after each change, so that what is remembered is brought up to date."""
    with made_by(moves[:-1]) as store:
        for filters in asked:
            check_against_rows(store, filters)
        rows = store.rows("SELECT document, source FROM articles")
        happen(store, {int(row["source"][0]): DocumentId(row["document"]) for row in rows}, 9, *moves[-1])
        for filters in asked:
            check_against_rows(store, filters)
        assert list(verify(store)) == []


@settings(max_examples=40, deadline=None)  # each makes a file
@given(_moves, _filters)
def test_choosing_a_value_leads_to_as_many_hits_as_it_counts(
    moves: list[tuple[str, int, str]], filters: SearchFilters
) -> None:
    """Whatever else is chosen; a date known by its year only is not every date of that year."""
    with made_by(moves) as store:
        for facet in facets(store, filters, most=1000):
            for value in facet.values:
                if facet.name == "outlet":  # two spellings of one name are found together
                    continue
                only: Any = {facet.name: (value.value,)}
                chosen = replace(filters, **only)
                assert search_quotations(store, chosen).total == value.count, (facet.name, value)


@settings(max_examples=30, deadline=None)  # each makes a file
@given(_moves, _filters)
def test_sentences_found_are_those_that_meet_the_filters(
    moves: list[tuple[str, int, str]], filters: SearchFilters
) -> None:
    """What is said of an article holds for its sentences, what is said of a quotation for those it stands in."""
    with made_by(moves) as store:
        wanted = expected_sentences(store, filters)
        page = search_sentences(store, filters)
        assert [(hit.permalink, hit.document) for hit in page.hits] == [
            (row["permalink"], row["document"]) for row in wanted
        ]
        assert (page.total, page.documents) == (len(wanted), len({row["document"] for row in wanted}))


def test_what_is_no_more_is_not_counted_as_a_sentence(store: Store) -> None:
    """Without words and of all versions, where nothing else than the sentences themselves tells what there is."""
    document, _ = add_text(store, "One. [Jane Doe] said.\nTwo.\n", "a.txt", 1)
    add_text(store, BRIDGE, "b.txt", 2)
    with store.transaction():
        withdraw(store, texts_of(store, document)[0][1], "by court order", "Jane Doe", minute(3))
        refresh_document(store, document)
    everything = SearchFilters(all_versions=True, limit=1000)
    page = search_sentences(store, everything)
    assert (page.total, page.documents, len(page.hits)) == (len(expected_sentences(store, everything)), 1, 3)


@settings(max_examples=40, deadline=None)  # each makes a file
@given(_moves, st.sampled_from(["date", "captured", "relevance"]), st.integers(1, 3), st.integers(0, 1))
def test_pages_add_up_to_the_whole_whatever_their_length(
    moves: list[tuple[str, int, str]], sort: Literal["date", "captured", "relevance"], limit: int, spare: int
) -> None:
    """However few rows are sorted at a time; of sentences too."""
    with made_by(moves) as store, patch.object(ordering, "_SPARE", spare):
        for search in (search_quotations, search_sentences):
            filters = SearchFilters("rain OR peace", sort=sort, limit=1000, all_versions=True, removed=True)
            whole = [(hit.permalink, hit.document) for hit in search(store, filters).hits]
            paged: list[tuple[str, str]] = []
            after: str | None = None
            while len(paged) <= len(whole):
                page = search(store, replace(filters, limit=limit, after=after))
                paged += [(hit.permalink, hit.document) for hit in page.hits]
                after = page.next
                if after is None:
                    break
            assert paged == whole


def test_numbering_afresh_changes_no_answer(two_articles: Store) -> None:
    """Rows written in bulk are counted after it, by connections that had read the columns before."""
    before = facets(two_articles, SearchFilters())
    with two_articles.transaction():
        two_articles.execute("UPDATE quotations SET language = 'en'")
        rebuild_segments(two_articles.connection)
    after = {facet.name: facet for facet in facets(two_articles, SearchFilters())}
    assert [value.value for value in after["language"].values] == ["en"]
    assert [facet for facet in before if facet.name != "language"] == [
        facet for name, facet in after.items() if name != "language"
    ]


def test_rows_of_any_choice_are_counted(two_articles: Store) -> None:
    """Each facet over these rows and no others, whatever lists show or pass over."""
    ids = [row["id"] for row in two_articles.rows("SELECT id FROM quotations")]
    counted = {facet.name: facet for facet in count_rows(two_articles, [*ids, 10_000], most=1)}
    assert list(counted) == list(NAMES)
    assert [(value.value, value.count) for value in counted["cleaning"].values] == [("kept", 5)]
    assert (counted["cleaning"].truncated, counted["document"].truncated) == (1, 1)
    assert [value.label for value in counted["document"].values] == ["Rain ahead"]
    assert count_rows(two_articles, [], ["kind"])[0].values == []


def test_an_answer_is_read_in_one_moment(two_articles: Store, tmp_path: Path) -> None:
    """A connection inside an earlier transaction goes on counting what it sees, beside one that sees more."""
    with open_store(tmp_path / "archive.db", read_only=True) as earlier, earlier.reading():
        assert search_quotations(earlier, SearchFilters()).total == 5
        add_text(two_articles, "“More rain,” [Jane Doe] said.\n", "3.txt", 3)
        assert search_quotations(two_articles, SearchFilters()).total == 6
        assert search_quotations(earlier, SearchFilters()).total == 5
        assert facets(earlier, SearchFilters(), ["speaker"])[0].values[0].count == 2
    assert search_quotations(wrap_connection(two_articles.connection), SearchFilters()).total == 6


def test_too_many_hits_are_sorted_by_date_and_the_page_says_so(
    two_articles: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of so many no score tells the best; a cursor of the other order is refused in words."""
    asked = SearchFilters("rain OR bridge", sort="relevance", limit=1)
    assert search_quotations(two_articles, asked).sorted_by == "relevance"
    assert search_quotations(two_articles, replace(asked, query="")).sorted_by == "date"
    monkeypatch.setattr(paging, "MOST_RANKED", 1)
    page = search_quotations(two_articles, asked)
    assert (page.sorted_by, page.hits[0].quoted) == ("date", "It will rain on Friday,")


def test_a_chosen_value_that_no_hit_has_is_listed_with_none(two_articles: Store) -> None:
    """So that it can be taken back: with its name where the archive knows it, and a date with what it finds."""
    asked = SearchFilters(
        "bridge", outlet=("EXAMPLE COURIER",), published=("2026-05-03",), speaker=("john-smith",), tag=("a",)
    )
    shown = {
        facet.name: [(value.label, value.count) for value in facet.values if value.selected]
        for facet in facets(two_articles, replace(asked, query=""))
    }
    assert (shown["speaker"], shown["tag"]) == ([("John Smith", 0)], [("a", 0)])
    assert shown["outlet"] == [("Example Courier", 0)]
    assert shown["published"] == [("2026-05-03", 0)]
    dated = facets(two_articles, SearchFilters(published=("2026-05-03",)), ["published"])[0]
    assert [(value.value, value.count) for value in dated.values if value.selected] == [("2026-05-03", 3)]


def test_threads_that_ask_while_others_write_each_see_one_state(two_articles: Store) -> None:
    """Totals and facets agree in each answer, on connections of their own."""

    def ask(number: int) -> set[int]:
        with open_store(str(two_articles.path), read_only=True) as own:
            answers = set()
            for _ in range(10):
                with own.reading():
                    total = search_quotations(own, SearchFilters("rain OR bridge")).total
                    counted = facets(own, SearchFilters("rain OR bridge"), ["speaker", "document"])
                answers |= {total - sum(value.count for value in facet.values) for facet in counted}
            return answers

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(ask, number) for number in range(4)]
        for at in range(10):
            add_text(two_articles, f"“More rain {at},” [Jane Doe] said.\n", f"{at}.txt", at + 3)
        assert [answer.result() for answer in asked] == [{0}] * 4
