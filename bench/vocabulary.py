"""Words that nobody ever wrote, as unevenly common as real ones.

In any language the word of rank r is about 1/r as common as the first (Zipf, "Human Behavior and the Principle of Least
Effort", 1949). That is what makes full text hard: one word stands in four of five quotations, most words in hardly any.
Common words are short here too. Nothing is drawn at random but by the generator that is handed in, so the same seed
gives the same words in every process.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from random import Random

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
_FIRST_IDEOGRAPH, _IDEOGRAPHS = 0x4E00, 20_000


@cache
def word(rank: int) -> str:
    """The pronounceable word of this rank, from 1; the commonest are the shortest.

    >>> [word(rank) for rank in (1, 2, 70, 71, 5000)]
    ['ba', 'be', 'zu', 'baba', 'babalu']
    """
    letters = ""
    while rank:
        rank, syllable = divmod(rank - 1, len(_SYLLABLES))
        letters = _SYLLABLES[syllable] + letters
    return letters


def ideograph(rank: int) -> str:
    """The Chinese character that stands for the word of this rank; texts of these are written without spaces.

    >>> ideograph(1), ideograph(20_001)
    ('一', '一')
    """
    return chr(_FIRST_IDEOGRAPH + (rank - 1) % _IDEOGRAPHS)


class Zipf:
    """Ranks from 1 to ``size``: the first is drawn most often, the second half as often, the third a third as often."""

    def __init__(self, size: int) -> None:
        self._ranks = range(1, size + 1)
        self._weights = list(accumulate(1 / rank for rank in self._ranks))

    def draw(self, random: Random, count: int) -> list[int]:
        """So many ranks, each drawn for itself."""
        return random.choices(self._ranks, cum_weights=self._weights, k=count)

    def draw_one(self, random: Random) -> int:
        """One rank."""
        return self.draw(random, 1)[0]
