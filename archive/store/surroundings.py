"""Which quotations of an article have other sentences round them than before.

What stands round a quotation tells what it speaks of, and that is compared (`archive.store.wordings`): the sentence
that it stands in, the one before and the one behind. So when a sentence comes or goes at the end of an article, the
quotations at its beginning need no second look.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from archive.identifiers import DocumentId
from archive.store.connection import Store

Place = tuple[str, int]
"""Where a sentence begins: its text, and the code point in it."""


def places_of_sentences(store: Store, ids: Iterable[int]) -> list[Place]:
    """Where the sentences with these row ids begin."""
    rows = store.rows(
        'SELECT text, "start" FROM sentences WHERE id IN (SELECT value FROM json_each(?))', [json.dumps(list(ids))]
    )
    return [(row["text"], row["start"]) for row in rows]


def quotations_beside(store: Store, document: DocumentId, places: Iterable[Place]) -> list[int]:
    """The ids of the article's quotations that stand in, before or behind a sentence that came or went at a place."""
    touched: dict[str, list[int]] = defaultdict(list)
    for text, start in places:
        touched[text].append(start)
    if not touched:
        return []
    starts: dict[str, list[int]] = defaultdict(list)
    for row in store.rows('SELECT text, "start" FROM sentences WHERE document = ? ORDER BY "start"', [document]):
        starts[row["text"]].append(row["start"])
    ranges = {text: [_around(starts[text], start) for start in sorted(found)] for text, found in touched.items()}
    rows = store.rows('SELECT id, text, "start", "end" FROM quotations WHERE document = ?', [document])
    return [
        row["id"]
        for row in rows
        if any(first < row["end"] and row["start"] < last for first, last in ranges.get(row["text"], ()))
    ]


def _around(starts: list[int], start: int) -> tuple[float, float]:
    """From the beginning of the sentence before to the end of the one behind, as places to lie between."""
    here = bisect_left(starts, start)
    behind = here + 1 if here < len(starts) and starts[here] == start else here
    first = starts[here - 1] if here else float("-inf")
    return first, starts[behind + 1] if behind + 1 < len(starts) else float("inf")
