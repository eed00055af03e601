"""Languages: which script or which small words tell them.

Chosen over a trained identifier (3 MB of weights and numpy for py3langid) because an article has hundreds of small
words: a table that anybody can read, and that says nothing in doubt, is enough.
"""

from __future__ import annotations

from functools import cache

from archive.rules import Row, load_table


class LanguageTable(Row):
    """The language of each script that has only one, and the small words of the others, by BCP 47 code."""

    scripts: dict[str, str]
    words: dict[str, tuple[str, ...]]


@cache
def language_of_script() -> dict[str, str]:
    """The language of each script that news is written in in one language only."""
    return load_table("languages", LanguageTable).scripts


@cache
def languages_of_words() -> dict[str, tuple[str, ...]]:
    """For each small word, the languages that it is common in.

    >>> languages_of_words()["und"]
    ('de',)
    """
    found: dict[str, tuple[str, ...]] = {}
    for language, words in load_table("languages", LanguageTable).words.items():
        for word in dict.fromkeys(words):
            found[word] = (*found.get(word, ()), language)
    return found
