"""The words by which a page's own markup says what a block is: classes and ids, sorted by what they name."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from pydantic import Field

from archive.errors import RuleTableError
from archive.rules import Row, load_table


class BlockWords(Row):
    """The words that name one kind of furniture; all in small letters, as the reader gives them."""

    label: str
    words: tuple[str, ...] = Field(min_length=1)


class BlockWordTable(Row):
    """All groups."""

    group: tuple[BlockWords, ...]


@cache
def label_by_word() -> MappingProxyType[str, str]:
    """What a block is, by each word that says so.

    Raises:
        RuleTableError: a word stands in two groups, or is not in small letters.

    >>> label_by_word()["newsletter"]
    'newsletter'
    """
    found: dict[str, str] = {}
    for group in load_table("block_words", BlockWordTable).group:
        for word in group.words:
            if word in found or word != word.lower():
                raise RuleTableError(word, "stands in two groups, or has capitals", "Leave one, in small letters.")
            found[word] = group.label
    return MappingProxyType(found)
