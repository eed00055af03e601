"""The words that turn a meaning when they are cut away: those that follow, and those that are hidden.

A language that nobody named is read with the words of all languages laid together.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from archive.rules import Row, load_table


class CuttingCase(Row):
    """What was said, what is quoted of it, and what that is."""

    said: str
    quoted: str
    verdict: Literal["ok", "elision", "truncated"]


class CuttingRow(Row):
    """The words of one language; the head of the table explains each list."""

    language: str
    qualifiers: tuple[str, ...]
    conditions: tuple[str, ...]
    cases: tuple[CuttingCase, ...]


class CuttingTable(Row):
    """All rows of ``drafting.toml``."""

    language: tuple[CuttingRow, ...]


class CuttingWords(Row):
    """The words of one language, or of all, as tuples of folded words."""

    qualifiers: frozenset[tuple[str, ...]]
    conditions: frozenset[tuple[str, ...]]


@cache
def load_drafting() -> CuttingTable:
    """The table as written."""
    return load_table("drafting", CuttingTable)


@cache
def cutting_words(language: str | None) -> CuttingWords:
    """The words of a language (BCP 47; the region is not looked at); of all when it is None or not listed.

    >>> ("as", "long", "as") in cutting_words("en").qualifiers, ("aber",) in cutting_words(None).qualifiers
    (True, True)
    """
    rows = load_drafting().language
    primary = (language or "").partition("-")[0].lower()
    chosen = [row for row in rows if row.language == primary] or rows
    return CuttingWords(
        qualifiers=frozenset(tuple(phrase.casefold().split()) for row in chosen for phrase in row.qualifiers),
        conditions=frozenset(tuple(phrase.casefold().split()) for row in chosen for phrase in row.conditions),
    )
