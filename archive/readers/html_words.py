"""The words that a page's author named its boxes by: ``share-bar`` tells more of a line than the line itself.

What is hard here is that most names say nothing: builders write hashes, and ``article__text`` stands round every
paragraph. So names are cut into words, hashes are dropped, and a word counts for a block only when it does not stand
round much of the article anyway.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from archive.readers.html_blocks import Block

_NAME = re.compile(r"[^_-]+")
_HASH = re.compile(r"(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d]{5,}")
_WORD = re.compile(r"[A-Z]?[a-z]{3,20}(?![a-z])|[A-Z]{3,20}(?![a-z])")
_COMMON = 0.25
"""Part of the article's characters round which a word may stand before it says nothing of one block."""
_MOST_WORDS = 12


@lru_cache(maxsize=4096)
def split_name(name: str) -> frozenset[str]:
    """The words in an element's classes and id, lower case; hashes and figures are none.

    >>> sorted(split_name("share-bar js_shareBar css-1x2y3z"))
    ['bar', 'share']
    """
    words: set[str] = set()
    for one in name.split():
        parts = _NAME.findall(one)
        if not any(map(_HASH.fullmatch, parts)):
            words.update(word.lower() for part in parts for word in _WORD.findall(part))
    return frozenset(words)


def find_distinct_words(blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    """For each block, the words of the boxes round it that set it apart from the other blocks, sorted."""
    words = [_words_of(block.names) for block in blocks]
    size: Counter[str] = Counter()
    for block, own in zip(blocks, words, strict=True):
        for word in own:
            size[word] += len(block.text)
    most = _COMMON * sum(len(block.text) for block in blocks)
    return [tuple(sorted(word for word in own if size[word] <= most)[:_MOST_WORDS]) for own in words]


def _words_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(split_name, names))
