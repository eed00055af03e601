"""Speakers: who is quoted, how often, and by what words they were called."""

from __future__ import annotations

import numpy as np

from archive.identifiers import SpeakerId
from archive.store.columns import reading_columns
from archive.store.connection import Store
from archive.store.facets import facets
from archive.store.filters import SearchFilters
from archive.store.selecting import count_codes, select_quotations


def speakers(store: Store, limit: int | None = None) -> list[tuple[SpeakerId, str, int]]:
    """The speakers with id, name and number of quotations, most quoted first, at most ``limit``.

    Counted are current quotations outside removals.
    """
    with reading_columns(store) as columns:
        known = len(columns.dictionary(store, "speaker").values)
    most = known if limit is None else limit + 1  # "speaker not recognised" is listed too
    (found,) = facets(store, SearchFilters(), ["speaker"], most)
    named = [(SpeakerId(value.value), value.label, value.count) for value in found.values if value.value is not None]
    return named[:limit]


def speaker_names(store: Store, speaker: SpeakerId) -> list[tuple[str, int]]:
    """The words by which articles called this speaker, each with how often, most frequent first."""
    with reading_columns(store) as columns:
        selection, _ = select_quotations(store, columns, SearchFilters())
        wanted = np.isin(
            columns.codes(store, "quotations", "speaker"), columns.dictionary(store, "speaker").codes_of(speaker)
        )
        rows = selection.rows()
        dictionary = columns.dictionary(store, "mention")
        counts = dictionary.add_up(count_codes(store, columns, "mention", rows[wanted[rows]]))
    found = [(dictionary.ordered[place], int(counts[place])) for place in np.flatnonzero(counts)]
    return sorted(((name, count) for name, count in found if name), key=lambda row: (-row[1], row[0]))
