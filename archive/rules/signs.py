"""The signs that end a sentence, and those that may stand behind them: one set for all that reads text.

What is hard here is that they come from two places. Which marks open and close a quotation is told by the table of
quote marks (`archive.rules.quote_marks`); full stops and brackets are few, and change with Unicode only. Marks of two
characters (``''``, ``<<``) and marks that are only mistyped are left out: their signs mean other things more often.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from archive.rules.quote_marks import SystemRow, load_quote_marks

FINALS = frozenset(".!?…‼⁇⁈⁉。！？｡।॥۔؟։።\u037e")
"""What ends a sentence, in any script."""
BRACKETS = frozenset(")]}）】〉》〕")
"""What closes a bracket."""
_SPACES = " \u00a0\u2009\u202f"
"""What is set between words and a closing guillemet."""
_WIDE_LANGUAGES = frozenset(("all", "zh", "zh-TW", "ja", "ko"))


@cache
def quote_signs() -> frozenset[str]:
    """Every quote mark of one character, also those that may be apostrophes.

    >>> sorted(quote_signs() & set("«x’"))
    ['«', '’']
    """
    rows = load_quote_marks().pairs
    return frozenset(mark for row in rows for mark in (row.open, row.close) if len(mark) == 1)


@cache
def double_signs() -> frozenset[str]:
    """Every quote mark of one character that cannot be an apostrophe.

    >>> sorted(double_signs() & set("«x’"))
    ['«']
    """
    rows = [row for row in load_quote_marks().pairs if row.level == "double"]
    return frozenset(mark for row in rows for mark in (row.open, row.close) if len(mark) == 1)


@cache
def opening_signs() -> frozenset[str]:
    """The marks of one character that open a well-set quotation in some language.

    >>> sorted(opening_signs() & set("„“’"))
    ['“', '„']
    """
    return frozenset(row.open for row in _well_set() if len(row.open) == 1)


@cache
def closing_signs() -> frozenset[str]:
    """The marks of one character that close a well-set quotation in some language.

    >>> sorted(closing_signs() & set("„“’"))
    ['’', '“']
    """
    return frozenset(row.close for row in _well_set() if len(row.close) == 1)


@cache
def wide_closing_signs() -> frozenset[str]:
    """Those that close one in a language whose full stops are wide, where “ opens and never closes.

    >>> sorted(wide_closing_signs() & set("”“」"))
    ['”', '」']
    """
    rows = [row for row in _well_set() if _WIDE_LANGUAGES & set(row.languages.split(", "))]
    return frozenset(row.close for row in rows if len(row.close) == 1)


@cache
def sentence_closers() -> str:
    """What may stand between a final sign and the white space behind its sentence, for `str.rstrip`.

    >>> "He left.”)".rstrip(sentence_closers())
    'He left.'
    """
    return "".join(sorted(closing_signs() | BRACKETS)) + _SPACES


def character_class(signs: Iterable[str]) -> str:
    r"""A regular expression for one of these signs.

    >>> character_class("]a")
    '[\\]a]'
    """
    return f"[{''.join(re.escape(sign) for sign in sorted(signs))}]"


def _well_set() -> list[SystemRow]:
    return [row for row in load_quote_marks().pairs if row.cost == 0]
