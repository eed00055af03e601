"""The small words by which the ends of sentences are told.

As with abbreviations, the words of all languages are laid together: the language of a text is not asked for. Words
that mean something else in a neighbour language (English ``in``, German ``die``) are left out where they would clash.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from archive.rules import Row, load_table
from archive.rules.abbreviations import SentenceExample

WordUse = Literal["starts", "never-last", "seldom-last", "speech", "speech-glued", "in-ordinal", "of-ordinal"]
"""What a word tells; the head of the table explains each."""


class WordRow(Row):
    """The words of some languages that tell one thing."""

    language: str
    use: WordUse
    words: tuple[str, ...]
    examples: tuple[SentenceExample, ...]


class WordTable(Row):
    """All rows of ``sentence_words.toml``."""

    words: tuple[WordRow, ...]


@cache
def load_sentence_words() -> WordTable:
    """The table as written."""
    return load_table("sentence_words", WordTable)


@cache
def words_for(use: WordUse) -> frozenset[str]:
    """All words of one use; in small letters, except for ``starts``.

    >>> "The" in words_for("starts"), "because" in words_for("never-last")
    (True, True)
    """
    rows = [row for row in load_sentence_words().words if row.use == use]
    return frozenset(word if use == "starts" else word.lower() for row in rows for word in row.words)
