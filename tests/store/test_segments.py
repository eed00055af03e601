"""Columns kept as segments: written with the rows, read block by block, and made for archives that had none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archive.fixity import verify
from archive.store import SearchFilters, Store, columns, open_store
from archive.store.documents import document
from archive.store.facets import facets
from archive.store.migrations import keep_segments
from archive.store.searching import search_quotations
from archive.store.segments import BLOCK, rebuild_segments
from tests.store.building import BRIDGE, WEATHER, add_text, minute


def test_an_older_archive_gets_its_segments_and_learns_when_articles_changed(store: Store) -> None:
    """What the step works out in SQL is what is recorded for a new capture; everything else stays."""
    changed, _ = add_text(store, WEATHER, "weather.txt", 1)
    add_text(store, WEATHER.replace("Friday", "Sunday"), "weather.txt", 2, document=changed)
    add_text(store, WEATHER, "weather.txt", 3, document=changed)
    add_text(store, WEATHER, "copy.txt", 4, document=changed)
    stayed, _ = add_text(store, BRIDGE, "bridge.txt", 5)
    before = facets(store, SearchFilters())
    with store.transaction():
        for index in ("articles_captured", "articles_changed", "articles_numbers"):
            store.execute(f"DROP INDEX {index}")
        store.execute("ALTER TABLE articles DROP COLUMN changed_at")
        for table in ("index_state", "facet_values", "facet_segments"):
            store.execute(f"DROP TABLE {table}")
        store.execute("CREATE INDEX quotations_outlet ON quotations (outlet)")
        keep_segments(store.database)
        rebuild_segments(store.connection)  # as the last step does
    assert (document(store, changed).changed_at, document(store, stayed).changed_at) == (minute(3), None)
    assert facets(store, SearchFilters()) == before
    assert list(verify(store)) == []


def test_two_copies_that_went_separate_ways_are_told_apart(store: Store, tmp_path: Path) -> None:
    """Also where the same number was given to the same value last; what one says is not what the other says."""
    add_text(store, BRIDGE, "bridge.txt", 1)
    shutil.copytree(tmp_path, tmp_path / "other", ignore=lambda folder, names: ["other"])
    for number, words in enumerate(("“Old,” [Jane Roe] said", "“Last,” [John Roe] said"), 2):
        add_text(store, f"outlet: Paper {words[1]}\n{words}", f"{number}.txt", number)
    assert _outlets(store) == ["Paper L", "Paper O", None]
    with open_store(tmp_path / "other" / "archive.db") as other:
        for number, words in enumerate(("“New,” [Jane Poe] said", "“Last,” [John Roe] said"), 2):
            add_text(other, f"outlet: Paper {words[1]}\n{words}", f"{number}.txt", number)
        assert _outlets(other) == ["Paper L", "Paper N", None]
        assert search_quotations(other, SearchFilters(outlet=("Paper N",))).total == 1
    assert _outlets(store) == ["Paper L", "Paper O", None]


def _outlets(store: Store) -> list[str | None]:
    (facet,) = facets(store, SearchFilters(), ["outlet"])
    return sorted((value.value for value in facet.values), key=lambda value: value or "~")


def test_what_was_numbered_is_read_on_where_the_file_went_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dictionary is extended, not read afresh, when another article has come in."""
    add_text(store, BRIDGE, "bridge.txt", 1)
    _outlets(store)
    add_text(store, WEATHER, "weather.txt", 2)
    asked: list[int] = []
    read_values = columns._read_values

    def watched(store: Store, name: str, last: int) -> object:
        asked.append(last)
        return read_values(store, name, last)

    monkeypatch.setattr(columns, "_read_values", watched)
    assert _outlets(store) == ["Example Courier", None]
    assert 0 not in asked


def test_only_blocks_that_changed_are_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three blocks the last; the column is the same as one read afresh."""
    add_text(store, "\n".join(f"“No {number}” [Jane Doe] said." for number in range(2 * BLOCK)), "long.txt", 1)
    with columns.reading_columns(store) as read:
        read.codes(store, "quotations", "speaker")
    add_text(store, "“One more” [John Smith] said.\n", "short.txt", 2)
    asked: list[list[int] | None] = []
    each_stored = columns._each_stored

    def watched(store: Store, table: str, name: str, blocks: list[int] | None) -> object:
        asked.append(blocks)
        return each_stored(store, table, name, blocks)

    monkeypatch.setattr(columns, "_each_stored", watched)
    with columns.reading_columns(store) as read:
        later = read.codes(store, "quotations", "speaker")
    assert asked == [[2]]
    assert later.tolist() == [0, *[1] * (2 * BLOCK), 2]
