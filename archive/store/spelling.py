"""Words of the archive that are spelled nearly like one that was searched for.

The words are those of the full-text index itself (SQLite's ``fts5vocab``), as its tokenizer folds them: lower case,
without accents. A word that begins otherwise is not looked at, so that a search costs a slice of the vocabulary and not
all of it; a slip in the first letter is not found. Scripts without spaces have no words in the index, only characters,
and get no suggestion.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator

from archive.store.connection import Store
from archive.store.fulltext import has_unspaced

SHORTEST = 3
"""Words with fewer letters are near to too many others."""
MOST_LOOKED_AT = 20_000
"""How many words with the same beginning are compared at most."""
MOST_NEAR = 3
"""How many are given back."""


def near_words(store: Store, word: str) -> list[tuple[str, int]]:
    """The words of quotations within one slip of the pen (two from six letters on), nearest and most frequent first.

    Each with the number of quotations that have it, in all versions. A word that is itself in the index is left out of
    its own neighbours. Empty where the connection may not hold a temporary table.
    """
    wanted = _fold(word)
    if len(wanted) < SHORTEST or has_unspaced(wanted) or not wanted.isalnum():
        return []
    slips = 1 if len(wanted) < 6 else 2
    try:
        store.connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.near_words USING fts5vocab('main', 'quotations_fts', 'row')"
        )
    except sqlite3.OperationalError:
        return []
    # A slip is rarely among the first two letters, and few words share them.
    for begin in (wanted[:2], wanted[:1]):
        found = sorted(_compare(store, wanted, begin, slips))
        if found:
            return [(term, -count) for _, count, term in found[:MOST_NEAR]]
    return []


def _compare(store: Store, wanted: str, begin: str, slips: int) -> Iterator[tuple[int, int, str]]:
    """The near words that begin so, as (slips, minus how often, word)."""
    # In the order of UTF-8 the words that begin so are one slice, and it ends before the next letter.
    rows = store.rows(
        "SELECT term, doc AS count FROM temp.near_words WHERE term >= ? AND term < ? "
        "AND length(term) BETWEEN ? AND ? LIMIT ?",
        [begin, begin[:-1] + chr(ord(begin[-1]) + 1), len(wanted) - slips, len(wanted) + slips, MOST_LOOKED_AT],
    )
    letters = set(wanted)
    for row in rows:
        # A slip takes away one letter and brings one at most: cheaper to see than how many slips there were.
        if len(letters.symmetric_difference(row["term"])) > 2 * slips:
            continue
        distance = _slips(wanted, row["term"], slips)
        if 0 < distance <= slips:
            yield distance, -row["count"], row["term"]


def _fold(word: str) -> str:
    """The word as the tokenizer writes it: ``unicode61 remove_diacritics 2``.

    >>> _fold("Zélensky")
    'zelensky'
    """
    return "".join(
        character for character in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(character)
    )


def _slips(one: str, other: str, most: int) -> int:
    """How many letters must be changed, added, left out or swapped with the next; ``most + 1`` when it is more.

    The restricted Damerau-Levenshtein distance, row by row.

    >>> _slips("kursk", "krusk", 2), _slips("kursk", "kurska", 2), _slips("kursk", "moscow", 2)
    (1, 1, 3)
    """
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, there in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before_last, last = last, row
    return min(last[-1], most + 1)
