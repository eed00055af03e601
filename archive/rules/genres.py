"""What papers call the forms of articles: the kickers of headlines that no other line begins with."""

from __future__ import annotations

from functools import cache

from archive.rules import Row, load_table
from archive.rules.folding import fold_characters


class Genres(Row):
    """The words by language, in small letters."""

    words: dict[str, tuple[str, ...]]


@cache
def genre_words() -> frozenset[str]:
    """Every such word, as lines are folded.

    >>> {"podcast", "reportaż", "колонка"} <= genre_words()
    True
    """
    words = (word for words in load_table("genres", Genres).words.values() for word in words)
    return frozenset(map(fold_characters, words))
