"""Words for time in many languages: weekdays, units, yesterday and today.

They vary as figures do: “3 hours ago” on one page is “1 day ago” on the next. Months have a table of their own
(`archive.rules.months`).
"""

from __future__ import annotations

from functools import cache

from archive.rules import Row, load_table
from archive.rules.folding import fold_characters
from archive.rules.months import month_numbers


class TimeWords(Row):
    """The words by language, in small letters."""

    words: dict[str, tuple[str, ...]]


@cache
def time_words() -> frozenset[str]:
    """Every word for time, and every name of a month, as lines are folded.

    >>> {"hours", "wtorek", "märz"} <= time_words()
    True
    """
    words = {word for words in load_table("time_words", TimeWords).words.values() for word in words}
    return frozenset(map(fold_characters, words | month_numbers().keys()))
