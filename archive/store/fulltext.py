"""Full text over rows that change in batches: what SQLite's tokenizer needs to find words in every script.

What is hard here: ``unicode61`` takes a run of Chinese, Japanese or Thai characters for one word, so only the whole run
would be found. So a row with such characters gets a second column, ``spaced``, with a zero-width space (U+200B, which
separates words and is not seen) after each of them, and a search for them is a phrase of single characters. Datasette's
own ``?_search=`` knows nothing of this: it finds such words only when they are typed with a space after each character.

The index is kept in step by one INSERT … SELECT per batch, not by triggers, which cost several times as much.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping

from archive.store.connection import Store, explain_failures

SPACE = "\u200b"
"""ZERO WIDTH SPACE: to the tokenizer a separator, to a reader nothing."""

# Scripts written without spaces, and Hangul, where what a reader calls a word has endings glued to it.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff"  # Thai, Lao, Myanmar, Hangul Jamo, Khmer
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"  # Kana, Han, Hangul
    "\U0001b000-\U0001b16f\U00020000-\U000323af]"  # Kana supplement, Han extensions
)

FULLTEXT: Mapping[str, tuple[str, str]] = {
    "quotations": ("quoted", "spaced"),
    "sentences": ("content", "spaced"),
}
"""The tables with full text, each with its two searched columns; the index is called ``<table>_fts``."""


def has_unspaced(text: str) -> bool:
    """Whether ``text`` holds a character of a script that writes no spaces between words."""
    return bool(_UNSPACED.search(text))


def space_characters(text: str) -> str | None:
    r"""The text with a zero-width space after each character of a script that writes none; None when it holds none.

    >>> space_characters("no need"), space_characters("a金正")
    (None, 'a\u200b金\u200b正\u200b')
    """
    if not has_unspaced(text):
        return None
    spaced = _UNSPACED.sub(lambda found: f"{SPACE}{found[0]}{SPACE}", text)
    return spaced.replace(SPACE + SPACE, SPACE).removeprefix(SPACE)


def forget_rows(store: Store, table: str, ids: str) -> None:
    """The full-text index no longer knows these rows, which must still be as they were indexed.

    ``ids`` is a JSON list.
    """
    first, second = FULLTEXT[table]
    store.execute(
        f'INSERT INTO "{table}_fts" ("{table}_fts", rowid, "{first}", "{second}") '
        f'SELECT \'delete\', id, "{first}", "{second}" FROM "{table}" '
        "WHERE id IN (SELECT value FROM json_each(?))",
        [ids],
    )


def learn_rows(store: Store, table: str, ids: str) -> None:
    """The full-text index knows these rows. ``ids`` is a JSON list."""
    first, second = FULLTEXT[table]
    store.execute(
        f'INSERT INTO "{table}_fts" (rowid, "{first}", "{second}") '
        f'SELECT id, "{first}", "{second}" FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))',
        [ids],
    )


def fulltext_is_sound(store: Store, table: str) -> bool:
    """Whether the full-text index says the same as its table; needs the right to write, and writes nothing.

    Raises:
        DatabaseUnusable: it could not be found out, because the file is locked, say.
    """
    check = f'INSERT INTO "{table}_fts" ("{table}_fts", rank) VALUES (\'integrity-check\', 1)'
    with explain_failures(store.name):
        try:
            store.connection.execute(check)
        except sqlite3.DatabaseError as error:
            # The low byte is the plain code; a lock or a full disk says nothing about what the index holds.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            return False
    return True
