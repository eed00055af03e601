"""Which quotations are worth comparing with a new one, found in bounded time.

What is hard here is to look at few of a hundred thousand others and not miss the one. So the longest words of a
quotation are looked up in the full text, each only as far as `COMMON` rows: a word that more quotations have tells
little, and two such words together are looked for among the latest rows only, where what is new in the news was said
before. What shares most of the others is a candidate. One or two words are too few for that: they are held against what
stands in the same article and against the latest words of the same speaker. Every step is bounded, so that adding an
article costs the same beside any archive.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any

from archive.store.speaker_names import spellings_of
from archive.words import UNSPACED, list_words

COMMON = 64
"""A word that more quotations have than this is common."""
MOST_WORDS = 12
"""Words of a quotation that are looked up, the longest first."""
MOST_RARE = 4
"""Where all words are common, so many of the rarer ones are looked up two by two …"""
MOST_STEPS = 2_000
"""… as far back as about so many rows have the rarer one."""
MOST_CANDIDATES = 32
"""Quotations found by their words that are compared with one."""
MOST_IN_ARTICLE = 200
"""Quotations of the same article that are looked at for one or two words …"""
MOST_OF_SPEAKER = 40
"""… and quotations of the same speaker."""
SHORT = 60
"""Quotations of fewer characters …"""
FEW = 4
"""… and fewer telling words are too few for the full text."""
MOST_EQUAL = 8
"""Of quotations with the same words, such as the “no” of a witness, so many are looked at."""
SHARED = 0.34
"""Candidates share at least this part of the shorter one's words."""
COLUMNS = (
    'id, permalink, quoted, document, text, "start", "end", speaker, speaker_id, published, language, is_current, '
    "removed, kind"
)
"""The columns of `quotations` that are needed to compare."""
COMPARED = "kind <> 'none' AND is_current = 1 AND removed = 0"
"""Which rows of `quotations` are compared: those of the article itself, each once."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_BEGINNING = re.compile(r"\b[^\W\d_]{4,5}")

Quoted = dict[str, Any]
"""A row of `quotations` with these columns."""


def read_rows(connection: sqlite3.Connection, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
    """The rows by the names of their columns."""
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


class LikelyWordings:
    """Finds candidates for the quotations of one article after the other; what they share is read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, list[int]] = {}
        self._article: dict[str, list[tuple[int, str]]] = {}
        self._speaker: dict[str, list[tuple[int, str]]] = {}

    def of(self, row: Quoted) -> list[Quoted]:
        """The quotations worth comparing with one, at most a few dozen, itself left out."""
        best = {number for number, _ in self._sharing(row["quoted"]).most_common(MOST_CANDIDATES + 1)}
        found = self._connection.execute(
            f"SELECT id, quoted FROM quotations WHERE id IN (SELECT value FROM json_each(?)) AND {COMPARED}",
            [json.dumps(sorted(best))],
        )
        others = {number: quoted for number, quoted in (*found, *self._close_by(row)) if number != row["id"]}
        likely = [number for number, quoted in others.items() if _is_likely(row["quoted"], quoted)]
        if not likely:
            return []
        return read_rows(
            self._connection,
            f"SELECT {COLUMNS} FROM quotations WHERE id IN (SELECT value FROM json_each(?)) AND {COMPARED}",
            [json.dumps(sorted(likely))],
        )

    def _sharing(self, quoted: str) -> Counter[int]:
        """The rows that share rare words, or neighbouring common ones, each with how many."""
        counted: Counter[int] = Counter()
        common: dict[str, int] = {}
        for word in sorted(telling_words(quoted), key=lambda word: (-len(word), word))[:MOST_WORDS]:
            found = self._having(word)
            if len(found) > COMMON:
                common[word] = found[-1] - found[0]
            else:
                counted.update(found)
        if len(common) > 1 and len(counted) <= 1:
            counted.update(self._sharing_common(common))
        return counted

    def _sharing_common(self, common: dict[str, int]) -> Counter[int]:
        """The rows that share two of these words; ``common`` tells among how many rows each has its first hits.

        The wider they lie, the rarer the word. Together with the rarer of two words the other is looked for among so
        many of the latest rows as have the rarer one some `MOST_STEPS` times: all of a small archive.
        """
        counted: Counter[int] = Counter()
        rarest = sorted(common, key=lambda word: (-common[word], word))[:MOST_RARE]
        latest = self._connection.execute("SELECT coalesce(max(id), 0) FROM quotations").fetchone()[0]
        for one, other in combinations(rarest, 2):
            above = latest - MOST_STEPS * common[one] // COMMON
            found = self._matching(f'"{one}" AND "{other}"', "AND rowid > ? ORDER BY rowid DESC", above)
            if len(found) <= COMMON:
                counted.update(found)
        return counted

    def _having(self, word: str) -> list[int]:
        """The first rows that have a word; quotations of one article share many."""
        if word not in self._rows:
            self._rows[word] = self._matching(f'"{word}"')
        return self._rows[word]

    def _matching(self, query: str, narrowed: str = "", *above: int) -> list[int]:
        """Rows that the full text finds, at most one more than `COMMON`."""
        sql = f"SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH ? {narrowed} LIMIT ?"
        return [row[0] for row in self._connection.execute(sql, [query, *above, COMMON + 1])]

    def _close_by(self, row: Quoted) -> Iterator[tuple[int, str]]:
        """Where one or two words can belong: the same article, and the latest words of the same speaker."""
        near = self._of_article(row["document"])
        if row["speaker_id"] is not None:
            near = [*near, *self._of_speaker(row["speaker_id"])]
        is_few = _is_few(row["quoted"])
        yield from (other for other in near if is_few or _is_few(other[1]))

    def _of_article(self, document: str) -> list[tuple[int, str]]:
        if document not in self._article:
            sql = f"SELECT id, quoted FROM quotations WHERE document = ? AND {COMPARED} ORDER BY id DESC LIMIT ?"
            found = self._connection.execute(sql, [document, MOST_IN_ARTICLE])
            self._article[document] = list(_without_repeats(found))
        return self._article[document]

    def _of_speaker(self, speaker: str) -> list[tuple[int, str]]:
        """What the speaker said last; what is not compared is among the rows looked at, so that these stay few."""
        if speaker not in self._speaker:
            sql = "SELECT id, quoted FROM quotations WHERE speaker_id = ? ORDER BY id DESC LIMIT ?"
            found = [
                (row[0], row[1])
                for spelling in spellings_of(self._connection, speaker)
                for row in self._connection.execute(sql, [spelling, MOST_OF_SPEAKER])
            ]
            self._speaker[speaker] = list(_without_repeats(sorted(found, reverse=True)[:MOST_OF_SPEAKER]))
        return self._speaker[speaker]


def _without_repeats(rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Of rows with the same words the first few."""
    seen: Counter[str] = Counter()
    for number, quoted in rows:
        folded = quoted.casefold()
        seen[folded] += 1
        if seen[folded] <= MOST_EQUAL:
            yield number, quoted


def _is_few(quoted: str) -> bool:
    return len(quoted) < SHORT and len(telling_words(quoted)) < FEW


@lru_cache(maxsize=16_384)
def telling_words(quoted: str) -> frozenset[str]:
    """The words of a quotation without the shortest, in small letters; signs of an unspaced script in pairs.

    >>> sorted(telling_words("We keep the old bridge.")), telling_words("No!")
    (['bridge', 'keep'], frozenset({'no'}))
    """
    words = [word.casefold() for word in list_words(quoted)]
    telling = {word for word in words if len(word) > 3 and not word.isdigit()}
    if _UNSPACED.search(quoted):
        telling.update(f"{one} {other}" for one, other in pairwise(words) if len(one) == len(other) == 1)
    return frozenset(telling or words)


@lru_cache(maxsize=16_384)
def _beginnings(quoted: str) -> frozenset[str]:
    """The first letters of the longer words, whatever their endings."""
    if _UNSPACED.search(quoted):
        return telling_words(quoted)
    return frozenset(_BEGINNING.findall(quoted.casefold())) or telling_words(quoted)


def _is_likely(one: str, other: str) -> bool:
    """Whether two quotations share enough words to be compared; beginnings of words do for words."""
    first, second = _beginnings(one), _beginnings(other)
    return len(first & second) >= max(1, SHARED * min(len(first), len(second)))
