"""Words that a text quotes twice: a headline's “Nobody hurries” is whoever's it is further down.

A headline or crosshead names nobody, and its words stand again in the article with their speaker. What is hard: two
people may use one common word, so at least two words must stand again together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from archive.quotations.found import Found

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST = 2000
"""Only so many characters of a quotation are looked at."""
_MOST = 40
"""So many quotations may hold one pair of words; no more are asked."""


class Echoes:
    """The quotations with a named speaker (``sources``), by the first pairs of words of those ``asked`` for."""

    def __init__(
        self, text: str, found: Sequence[Found], first_of: Sequence[int], asked: Iterable[int], sources: Set[int]
    ) -> None:
        self._words: dict[int, list[str]] = {}
        for number, first in enumerate(first_of):
            for segment in found[number].segments:
                words = text[segment.start : min(segment.end, segment.start + _LONGEST)]
                self._words.setdefault(first, []).extend(_folded(words))
        self._holders: dict[tuple[str, str], list[int]] = {}
        openings = {(words[0], words[1]) for words in map(self._words.__getitem__, asked) if len(words) > 1}
        for first, folded in self._words.items():
            for pair in openings.intersection(pairwise(folded)):
                holders = self._holders.setdefault(pair, [])
                if first in sources and len(holders) < _MOST:
                    holders.append(first)

    def of(self, number: int) -> Iterator[int]:
        r"""The sources that hold all words of the quotation ``number`` in their order, the first one first.

        >>> from archive.quotations import find_quotations
        >>> text = "Mayor: ‘No hurry’\n\n“There is no hurry,” said Jane Doe."
        >>> found = find_quotations(text, (), ())
        >>> list(Echoes(text, found, (0, 1), [0], {1}).of(0))
        [1]
        """
        words = self._words.get(number, [])
        if len(words) < 2:
            return
        for other in self._holders[words[0], words[1]]:
            if other != number and _holds(self._words[other], words):
                yield other


def _folded(words: str) -> list[str]:
    return " ".join(_WORD.findall(words)).casefold().replace("’", "'").split()


def _holds(long: list[str], short: list[str]) -> bool:
    """Whether the words of ``short`` stand in ``long`` together."""
    return f" {' '.join(short)} " in f" {' '.join(long)} "
