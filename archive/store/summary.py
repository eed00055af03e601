"""The archive in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from archive.store.connection import Store


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


_COUNTS = """
SELECT
  (SELECT count(*) FROM articles) AS articles,
  (SELECT coalesce(sum(versions), 0) FROM articles) AS versions,
  (SELECT coalesce(sum(captures), 0) FROM articles) AS captures,
  count(*) AS quotations,
  coalesce(sum(removed), 0) AS quotations_in_removals,
  count(DISTINCT speaker_id) AS speakers,
  (SELECT count(*) FROM sentences WHERE is_current = 1) AS sentences,
  (SELECT count(*) FROM removals WHERE is_current = 1) AS removals
FROM quotations WHERE is_current = 1 AND kind <> 'none'
"""


def summary(store: Store) -> Summary:
    """How much the archive holds, counted now."""
    return Summary(**(store.row(_COUNTS) or {}))
