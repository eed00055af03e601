"""Columns kept as segments: written with the rows, read block by block, and made for archives that had none."""

from __future__ import annotations

import pytest

from archive.fixity import verify
from archive.store import SearchFilters, Store, columns
from archive.store.documents import document
from archive.store.facets import facets
from archive.store.migrations import keep_segments
from archive.store.segments import BLOCK
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
    assert (document(store, changed).changed_at, document(store, stayed).changed_at) == (minute(3), None)
    assert facets(store, SearchFilters()) == before
    assert list(verify(store)) == []


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
