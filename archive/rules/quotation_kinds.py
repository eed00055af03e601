"""The words by which the kind of a quotation is told."""

from __future__ import annotations

from functools import cache
from typing import Literal

from archive.records import Kind
from archive.rules import Row, load_table

KindUse = Literal[
    "work",
    "works",
    "titled",
    "judging",
    "naming",
    "credit",
    "small",
    "clause",
    "starts",
    "term",
    "gloss",
    "glossed",
    "reference",
    "inscribed",
    "source",
    "thinking",
    "article",
    "agent",
    "passive",
    "indefinite",
    "using",
    "alias",
    "piece",
    "bearer",
    "telling",
    "talk",
    "hearer",
    "preposition",
]
"""What a word tells; the head of the table explains each."""


class KindExample(Row):
    """A text and the kind of each quotation in it, in order."""

    text: str
    kinds: tuple[Kind, ...]


class KindRow(Row):
    """The words of some languages that tell one thing."""

    language: str
    use: KindUse
    words: tuple[str, ...]
    examples: tuple[KindExample, ...]


class KindTable(Row):
    """All rows of ``quotation_kinds.toml``."""

    words: tuple[KindRow, ...]


@cache
def load_quotation_kinds() -> KindTable:
    """The table as written."""
    return load_table("quotation_kinds", KindTable)


@cache
def kind_words(use: KindUse) -> frozenset[str]:
    """All words of one use, in small letters and with straight apostrophes.

    >>> "film" in kind_words("work"), "we're" in kind_words("clause")
    (True, True)
    """
    rows = [row for row in load_quotation_kinds().words if row.use == use]
    return frozenset(word.lower().replace("’", "'") for row in rows for word in row.words)
