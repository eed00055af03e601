"""The abbreviations whose full stop does not end a sentence.

The language of a text is not asked for: the classes of all languages are laid together, because names, titles and
units travel between languages and a wrong guess of the language would cost more than the few words that clash. Where
one word has several classes, the one that ends fewer sentences wins.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from archive.rules import Row, load_table

AbbreviationClass = Literal["title", "number", "inner"]
"""How a full stop after the word is read; the head of the table explains each."""
_STRONGEST_LAST: tuple[AbbreviationClass, ...] = ("number", "inner", "title")


class SentenceExample(Row):
    """A text and the sentences in it, in order."""

    text: str
    sentences: tuple[str, ...]


class AbbreviationRow(Row):
    """The abbreviations of one language and class."""

    language: str
    abbreviation_class: AbbreviationClass
    words: tuple[str, ...]
    examples: tuple[SentenceExample, ...]


class AbbreviationTable(Row):
    """All rows of ``abbreviations.toml``."""

    abbreviation: tuple[AbbreviationRow, ...]


@cache
def load_abbreviations() -> AbbreviationTable:
    """The table as written."""
    return load_table("abbreviations", AbbreviationTable)


@cache
def abbreviation_classes() -> dict[str, AbbreviationClass]:
    """Each abbreviation, without its last full stop, with its class.

    >>> abbreviation_classes()["Mr"], abbreviation_classes()["etc"]
    ('title', 'inner')
    """
    classes: dict[str, AbbreviationClass] = {}
    for row in sorted(load_abbreviations().abbreviation, key=lambda row: _STRONGEST_LAST.index(row.abbreviation_class)):
        classes.update(dict.fromkeys(row.words, row.abbreviation_class))
    return classes
