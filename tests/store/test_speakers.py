"""The names of speakers in the index: joined when articles come in, at the cost of their like alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.fixity import verify
from archive.store import SearchFilters, Store
from archive.store.facets import facets
from archive.store.migrations import MIGRATIONS, join_speakers
from archive.store.searching import search_quotations
from archive.store.speaker_groups import read_groups
from archive.store.speaker_names import rebuild_names, rebuild_outdated_names, spellings_of
from archive.store.speakers import count_speakers, speaker_names, speakers
from tests.store.building import add_text

SAID = "“It will not rain before the summer is over,” [{}] said.\n"
NAMES = ("Fyodor Zelenskyy", "Fyodor Zelensky", "Фёдор Зеленский", "Jane Doe", "minister", "Zelensky")


@pytest.fixture
def spelled(store: Store) -> Store:
    """An archive in which three articles spell one name in three ways."""
    for number, name in enumerate(NAMES):
        add_text(store, f"Report {number}.\n{SAID.format(name)}", f"{number}.txt", number)
    return store


def joins(store: Store) -> set[tuple[str, str]]:
    """The joins of the index, by ids."""
    return {(row["a"], row["b"]) for row in store.rows("SELECT * FROM speaker_joins")}


def test_spellings_of_a_full_name_are_joined_with_evidence(spelled: Store) -> None:
    """A family name alone is not, nor is an office."""
    assert joins(spelled) == {("fyodor-zelensky", "fyodor-zelenskyy"), ("fyodor-zelensky", "фёдор-зеленский")}
    evidence = {row["evidence"] for row in spelled.rows("SELECT evidence FROM speaker_joins")}
    assert "“Фёдор Зеленский” and “Fyodor Zelensky” are one name in two scripts" in evidence
    assert list(verify(spelled)) == []


def test_search_counts_and_lists_them_as_one(spelled: Store) -> None:
    """Asked for by any of the ids, or by words of the name; each quotation keeps the id of its article's spelling."""
    for asked in ("fyodor-zelenskyy", "Фёдор Зеленский", "Fyodor Zelensky"):
        found = search_quotations(spelled, SearchFilters(speaker=(asked,)))
        assert {hit.speaker_id for hit in found.hits} == {"fyodor-zelenskyy", "fyodor-zelensky", "фёдор-зеленский"}
        assert (found.total, found.speakers) == (3, 1)
    assert search_quotations(spelled, SearchFilters()).speakers == 4
    (facet,) = facets(spelled, SearchFilters(speaker=("fyodor-zelenskyy",)), ["speaker"])
    chosen = [(value.value, value.count) for value in facet.values if value.selected]
    assert chosen == [("fyodor-zelensky", 3)]
    assert sum(value.count for value in facet.values) == len(NAMES)


def test_a_speaker_is_counted_over_all_names(spelled: Store) -> None:
    """With articles, and with what each article calls the speaker."""
    first = count_speakers(spelled, SearchFilters())[0]
    assert (first.speaker, first.quotations, first.articles) == ("fyodor-zelensky", 3, 3)
    assert {name for name, _, _ in first.names} == set(NAMES[:3])
    assert speakers(spelled, 1)[0][::2] == ("fyodor-zelensky", 3)
    assert speaker_names(spelled, first.speaker)


def test_a_name_that_nobody_has_any_more_joins_nothing(store: Store) -> None:
    """When an article is edited so that it is said by somebody else, in all its versions."""
    article, _ = add_text(store, SAID.format("Fyodor Zelensky"), "a.txt", 1)
    add_text(store, "More.\n" + SAID.format("Fyodor Zelenskyy"), "b.txt", 2)
    assert len(joins(store)) == 1
    with store.transaction():
        store.execute("DELETE FROM quotations WHERE document = ?", [article])
        rebuild_names(store.connection)
    assert joins(store) == set()
    assert spellings_of(store.connection, "fyodor-zelenskyy") == ["fyodor-zelenskyy"]


def test_the_order_of_articles_does_not_matter(store: Store, tmp_path: Path) -> None:
    """Two archives of the same articles know the same speakers."""
    for number, name in enumerate(reversed(NAMES)):
        add_text(store, f"Report {number}.\n{SAID.format(name)}", f"{number}.txt", number)
    assert joins(store) == {("fyodor-zelensky", "fyodor-zelenskyy"), ("fyodor-zelensky", "фёдор-зеленский")}


def test_a_new_name_is_compared_with_its_like_only(store: Store) -> None:
    """However many others there are: SQLite looks at as many rows among forty names as among four hundred."""
    steps = []
    for count in (40, 400):
        rows = [
            (f"jane-doe-{number}", f"Jane Doe {number}", "person", f"janedoe{number}", "x") for number in range(count)
        ]
        with store.transaction():
            store.execute("DELETE FROM speaker_names")
            store.execute_many("INSERT INTO speaker_names VALUES (?, ?, ?, ?, ?)", rows)
        done = [0]
        store.connection.set_progress_handler(lambda done=done: done.__setitem__(0, done[0] + 1), 1)  # type: ignore[misc]  # a counter
        add_text(store, f"Number {count}.\n{SAID.format('John Smith')}", f"{count}.txt", 1)
        store.connection.set_progress_handler(None, 1)
        steps.append(done[0])
    assert steps[1] < 1.3 * steps[0]


def test_rules_that_changed_are_brought_up_to_date_by_reprocessing(spelled: Store) -> None:
    """Until then `verify` says nothing of rows that other rules made."""
    with spelled.transaction():
        spelled.execute("UPDATE speaker_names SET joined_by = 'older', name_key = 'x' || name_key")
        spelled.execute("DELETE FROM speaker_joins")
    assert list(verify(spelled)) == []
    with spelled.transaction():
        assert rebuild_outdated_names(spelled.connection)
    assert len(joins(spelled)) == 2
    assert not rebuild_outdated_names(spelled.connection)
    assert list(verify(spelled)) == []


def test_an_older_archive_learns_its_names_when_it_is_upgraded(spelled: Store) -> None:
    """The step that brings the tables fills them."""
    before = joins(spelled)
    with spelled.transaction():
        for table in ("speaker_names", "speaker_joins"):
            spelled.execute(f"DROP TABLE {table}")
        for index in ("decisions_speakers", "quotations_name"):
            spelled.execute(f"DROP INDEX {index}")
        join_speakers(spelled.database)
    assert joins(spelled) == before
    assert read_groups(spelled).home("fyodor-zelenskyy") == "fyodor-zelensky"
    assert list(verify(spelled)) == []


def test_the_step_is_the_fourth() -> None:
    """Archives that were made before count on it."""
    database = Database(memory=True)
    MIGRATIONS.apply(database)
    assert [step.name for step in MIGRATIONS.applied(database)][3] == "0004_speakers"
    database.close()
