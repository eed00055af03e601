"""A search as conditions in SQL: the same rows as the search itself, whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidQuery
from archive.records import Via
from archive.store import SearchFilters, Store, open_store
from archive.store.columns import reading_columns
from archive.store.conditions import find_row_ids, write_conditions
from archive.store.paging import cut_snippets
from archive.store.selecting import select_quotations
from tests.web.building import analyse_by_hand, hold_text, quote, span_of

ARTICLES = [
    {"outlet": "The Example", "published": "2025-04-28", "tag": "bridges"},
    {"outlet": "the example", "published": "2025-04"},  # another case, a date less exact
    {"outlet": "Le Monde É", "published": "2025", "tag": "tolls"},
    {},  # nothing is stated
]
"""What is known of each article."""


def values(*pool: str) -> st.SearchStrategy[tuple[str | None, ...]]:
    """Some of these values, and sometimes what is not stated."""
    return st.lists(st.sampled_from((*pool, None)), max_size=2).map(tuple)


FILTERS = st.builds(
    SearchFilters,
    query=st.sampled_from(["", "bridge", '"the bridge"', "brid* NOT toll", "toll OR keep", "nowhere"]),
    speaker=values("jane-doe", "doe", "the-mayor"),
    outlet=values("THE EXAMPLE", "le monde É"),
    published=values("2025", "2025-04", "2025-04-28", "2025-XX", "2025-04-XX"),
    kind=values("full", "none"),
    cue=values("said"),
    medium=values("a statement", "a post"),
    tag=values("bridges", "tolls"),
    cleaning=values("kept", "removed"),
    status=values("verbatim"),
    language=values("en"),
    since=st.sampled_from([None, "2025", "2025-04", "2025-04-28", "2026"]),
    until=st.sampled_from([None, "2024", "2025", "2025-04-27", "2025-05"]),
    all_versions=st.booleans(),
    removed=st.booleans(),
)
"""Searches that find some, all or none of the quotations."""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An archive in which each value is there, and missing, and there twice."""
    with open_store(tmp_path_factory.mktemp("conditions") / Path("archive.db"), create=True) as store:
        for number, known in enumerate(ARTICLES):
            text = (
                f"“Keep the bridge 😀 {number},” Jane Doe said in a post, a post and a statement.\n"
                "“No toll,” she wrote.\n“Toll”"
            )
            stations = [Via(words, "medium", span_of(text, words)) for words in ("a post", "a post", "a statement")]
            said = quote(
                text, f"Keep the bridge 😀 {number},", speaker="Jane Doe", cue="said", via=stations[: number + 1]
            )
            others = [quote(text, "No toll,", removed=number == 1), quote(text, "Toll", kind="none")]
            hold_text(store, text, analyse_by_hand(text, [said, *others]), decisions=list(known.items()))
        yield store


@given(filters=FILTERS)
def test_the_conditions_select_what_the_search_finds(held: Store, filters: SearchFilters) -> None:
    """To the row: the counts of one are shown beside the rows of the other."""
    written = write_conditions(held, filters)
    where = " AND ".join(f"({clause})" for clause in written.clauses) or "1"
    sql = f"SELECT * FROM quotations WHERE {where}"  # noqa: S608 — the conditions under test
    found = find_row_ids(held, sql, written.parameters)
    with reading_columns(held) as columns:
        wanted = select_quotations(held, columns, filters)[0].rows().tolist()
    assert sorted(found) == wanted
    assert written.total == len(wanted)


def test_a_snippet_marks_the_hits_of_one_row(held: Store) -> None:
    """And none of a row that is no hit."""
    written = write_conditions(held, SearchFilters(query="bridge"))
    assert cut_snippets(held, "quotations", written.match, ("[", "]"), [1, 2]) == {1: "Keep the [bridge] 😀 0,"}


def test_a_query_that_cannot_be_read_is_refused(held: Store) -> None:
    """Before any statement is made of it."""
    with pytest.raises(InvalidQuery, match="mark"):
        write_conditions(held, SearchFilters(query='"open'))
