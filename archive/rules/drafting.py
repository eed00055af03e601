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
    asides: tuple[str, ...] = ()
    percent: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    spokesman: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    cases: tuple[CuttingCase, ...]


class CuttingTable(Row):
    """All rows of ``drafting.toml``."""

    language: tuple[CuttingRow, ...]


class CuttingWords(Row):
    """The words of one language, or of all, as tuples of folded words."""

    qualifiers: frozenset[tuple[str, ...]]
    conditions: frozenset[tuple[str, ...]]
    asides: frozenset[tuple[str, ...]]


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
        asides=frozenset(tuple(phrase.casefold().split()) for row in chosen for phrase in row.asides),
    )


@cache
def percent_phrases() -> tuple[tuple[str, ...], ...]:
    """What a percent sign is read as, in all languages, the longest first; the sign itself among them.

    >>> ("per", "cent") in percent_phrases()
    True
    """
    phrases = {tuple(phrase.split()) for row in load_drafting().language for phrase in row.percent}
    return tuple(sorted({("%",), *phrases}, key=lambda phrase: (-len(phrase), phrase)))


@cache
def speech_words() -> frozenset[str]:
    """Verbs of speech that stand right beside a name, in small letters, of all languages."""
    return frozenset(word for row in load_drafting().language for word in row.said)


@cache
def spokes_words() -> tuple[str, ...]:
    """What those are called who speak for others, of all languages; a compound ends in one ("Regierungssprecher")."""
    return tuple(sorted({word for row in load_drafting().language for word in row.spokesman}))


@cache
def paper_words() -> tuple[str, ...]:
    """Ends of words that name papers and broadcasters, of all languages; those of English stand in ``names.toml``."""
    return tuple(sorted({word for row in load_drafting().language for word in row.papers}))


@cache
def according_words() -> frozenset[str]:
    """What stands between quoted words and the name of their speaker without a verb, of all languages."""
    return frozenset(word for row in load_drafting().language for word in row.according)


@cache
def nobody_words() -> frozenset[str]:
    """What stands where a signature does and names nobody, of all languages."""
    return frozenset(word for row in load_drafting().language for word in row.nobody)


@cache
def addressing_words() -> frozenset[str]:
    """What stands before the name of somebody who is spoken to or about, of all languages."""
    return frozenset(word for row in load_drafting().language for word in row.to)


@cache
def telling_words() -> frozenset[str]:
    """Verbs whose object, right behind them, is who is spoken to, of all languages."""
    return frozenset(word for row in load_drafting().language for word in row.tells)


@cache
def repeating_words() -> frozenset[str]:
    """Verbs of somebody who hands on what others said, of all languages."""
    return frozenset(word for row in load_drafting().language for word in row.repeats)
