"""The words that two wordings of one utterance may not differ in, and those too common to tell anything.

As with the ends of sentences, a language that nobody named is read with the words of all languages laid together: both
wordings are read alike, so a word that means nothing in one of them cannot set them apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from archive.rules import Row, load_table

Difference = Literal["", "numbers", "dates", "negation", "opposites"]
"""What two wordings of a case differ in; empty for nothing that matters."""


class WordingCase(Row):
    """Two wordings, and the guard that must hold them apart."""

    a: str
    b: str
    differ: Difference


class WordingRow(Row):
    """The words of one language; the head of the table explains each list."""

    language: str
    weak: tuple[str, ...]
    negations: tuple[str, ...]
    endings: tuple[str, ...]
    harmless: tuple[str, ...]
    denials: tuple[str, ...]
    prefixes: tuple[str, ...]
    weekdays: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]
    numbers: dict[int, str]
    scales: dict[int, str]
    cases: tuple[WordingCase, ...]


class WordingTable(Row):
    """All rows of ``wordings.toml``."""

    language: tuple[WordingRow, ...]


class WordingWords(Row):
    """The words of one language, or of all, ready to be looked up; a weekday is its place from Monday (0).

    ``opposites`` has for each word those that say the contrary, sorted.
    """

    weak: frozenset[str]
    negations: frozenset[str]
    endings: tuple[str, ...]
    harmless: frozenset[str]
    denials: frozenset[str]
    prefixes: tuple[str, ...]
    weekdays: dict[str, int]
    opposites: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    scales: dict[str, int]


@cache
def load_wordings() -> WordingTable:
    """The table as written."""
    return load_table("wordings", WordingTable)


@cache
def wording_words(language: str | None) -> WordingWords:
    """The words of a language (BCP 47; the region is not looked at); of all languages when it is None or not listed.

    >>> wording_words("en-GB").numbers["two"], "nicht" in wording_words(None).negations
    (2, True)
    """
    rows = load_wordings().language
    primary = (language or "").partition("-")[0].lower()
    return _lay_together([row for row in rows if row.language == primary] or rows)


def _lay_together(rows: Iterable[WordingRow]) -> WordingWords:
    rows = tuple(rows)
    pairs = {pair for row in rows for one, other in row.opposites for pair in ((one, other), (other, one))}
    return WordingWords(
        weak=frozenset(word for row in rows for word in row.weak),
        negations=frozenset(word for row in rows for word in row.negations),
        endings=tuple(sorted({end for row in rows for end in row.endings})),
        harmless=frozenset(word for row in rows for word in row.harmless),
        denials=frozenset(word for row in rows for word in row.denials),
        prefixes=tuple(sorted({start for row in rows for start in row.prefixes}, key=len, reverse=True)),
        weekdays={day: place for row in rows for place, day in enumerate(row.weekdays)},
        opposites={word: tuple(sorted(other for one, other in pairs if one == word)) for word, _ in pairs},
        numbers={word: number for row in rows for number, forms in row.numbers.items() for word in forms.split()},
        scales={word: power for row in rows for power, forms in row.scales.items() for word in forms.split()},
    )
