"""Counting facets: ours (`archive.store.facets.facets`) against tantivy, by turns, one new word each round.

What each side is asked is told in `bench.tantivy_peer`. Ours is the whole call: words to row ids by SQLite's full text,
conditions, counts, names to show, rows without a value. Both run in this process on one thread, so its processor time
is measured, which neighbours disturb least. Each word is asked once, so that nothing remembered helps; only the words
of the warm-up are others. Before anything is timed both must give the same counts.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from archive.store import SearchFilters, Store, open_store
from archive.store.facets import facets
from bench.figures import Figure, by_turns, compare
from bench.hits import Terms
from bench.tantivy_peer import COLUMNS, TantivyPeer

HITS = (100, 1_000, 10_000, 30_000)
"""For a million rows; the promise holds from the first to the last."""
MOST = 2.0
"""At most so many times tantivy's time."""
ROUNDS = 15
"""Words for each number of hits."""


def count_ours(store: Store, word: str) -> dict[str, dict[str, int]]:
    """As `TantivyPeer.count_facets`."""
    counted = facets(store, SearchFilters(query=word), tuple(COLUMNS))
    return {
        facet.name: {value.value: value.count for value in facet.values if value.value is not None} for facet in counted
    }


def measure_counting(path: Path, terms: Terms, rows: int) -> Iterator[Figure]:
    """The figures for each number of hits, and for a word in four of five rows."""
    peer = TantivyPeer(path)
    with open_store(path, read_only=True) as store:
        warm, *common = terms.near(0.8 * rows, 1)
        for word in (warm, *common, *terms.near(0.02 * rows, 5)):
            _check_agreement(count_ours(store, word), peer.count_facets(word), word)
        for hits in HITS:
            words = terms.near(hits * rows / 1_000_000, ROUNDS)
            rounds = (
                {"ours": partial(count_ours, store, word), "tantivy": partial(peer.count_facets, word)}
                for word in words
            )
            seconds = by_turns(rounds, time.process_time)
            name = f"facet counts of a word with {hits:,} hits, against tantivy"
            yield compare(name, seconds["ours"], seconds["tantivy"], MOST)
        rare = terms.near(100 * rows / 1_000_000, 7)
        rounds = (
            {"ours": partial(count_ours, store, f"{warm} OR {word}"), "tantivy": partial(peer.count_facets, warm)}
            for word in rare
        )
        seconds = by_turns(rounds, time.process_time)
        name = "facet counts of a word in 80 % of all rows, against tantivy"
        note = "ours with another rare word each time, so that none is remembered"
        yield compare(name, seconds["ours"], seconds["tantivy"], None, note)


def _check_agreement(ours: dict[str, dict[str, int]], theirs: dict[str, dict[str, int]], word: str) -> None:
    """Raise unless the counts are the same; where the last ones are equal, which of them are listed may differ."""
    for name, counts in ours.items():
        other = theirs[name]
        least = max(min(counts.values(), default=0), min(other.values(), default=0))
        if {v: n for v, n in counts.items() if n > least} != {v: n for v, n in other.items() if n > least}:
            raise ValueError(f"{word}: the counts of {name} are not tantivy's")
