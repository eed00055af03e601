"""The archive in numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from archive.store.columns import Columns, reading_columns
from archive.store.connection import Store
from archive.store.filters import SearchFilters
from archive.store.searching import search_quotations

# Answered from an index on these columns alone.
_ARTICLES = (
    "SELECT count(*) AS articles, coalesce(sum(versions), 0) AS versions, coalesce(sum(captures), 0) AS captures, "
    "coalesce(sum(removed), 0) AS removals FROM articles"
)


@dataclass(frozen=True, slots=True)
class Summary:
    """How much the archive holds.

    ``quotations`` are the current ones, with the ``quotations_in_removals`` among them and without marks that quote
    nobody; ``speakers`` those who said them; ``sentences`` and ``removals`` those of the newest texts.
    """

    articles: int
    versions: int
    captures: int
    quotations: int
    quotations_in_removals: int
    speakers: int
    sentences: int
    removals: int


def summary(store: Store) -> Summary:
    """How much the archive holds now."""
    with reading_columns(store) as columns:
        return columns.remember("summary", partial(_sum_up, store, columns))


def _sum_up(store: Store, columns: Columns) -> Summary:
    everything = SearchFilters(removed=True, limit=0)
    held = search_quotations(store, everything)
    aside = search_quotations(store, replace(everything, cleaning=("removed",)))
    current = columns.dictionary(store, "is_current").accepted(lambda value: value == "1")
    sentences = int(np.count_nonzero(current[columns.codes(store, "sentences", "is_current")]))
    return Summary(
        **(store.row(_ARTICLES) or {}),
        quotations=held.total,
        quotations_in_removals=aside.total,
        speakers=held.speakers,
        sentences=sentences,
    )
