"""What of a line stays when it is printed under another article: its form.

What is hard here is to let vary no more than machines vary: figures, days and times (“12 comments”, “Updated 3 hours
ago”), and one name at the end behind words that stay (“All articles by Jane Doe”). Whatever else differs is another
line.
"""

from __future__ import annotations

import hashlib
import re
from itertools import groupby

from archive.rules.folding import fold_line
from archive.rules.time_words import time_words

_FIGURES = re.compile(r"\d+(?:[.,:/' -]\d+)*")
_LETTER = re.compile(r"[^\W\d_]")
_SIGNS = " .,;:|()[]/•·-+"
_VARIES = "#"
_NAME = "@"
_LONGEST_NAME = 3
_FEWEST_FIXED = 2
"""Words before a name that has no colon before it."""
_LONGEST = 160


def form_of_line(line: str) -> str | None:
    """The line with # for its figures and days, or with @ for the name that it ends in; None where nothing varies.

    Nothing but figures and days is no form: a table of results has such lines.

    >>> form_of_line("Updated 3 hours ago"), form_of_line("Kommentare (12)"), form_of_line("All articles by Jane Doe")
    ('updated #', 'kommentare #', 'all articles by @')
    >>> form_of_line("Friday, 3 May 2025, 10:30"), form_of_line("Read more")
    (None, None)
    """
    if len(line) > _LONGEST:
        return None
    return _without_figures(line) or _without_name(line)


def _without_figures(line: str) -> str | None:
    words = [word.strip(_SIGNS) for word in _FIGURES.sub(_VARIES, fold_line(line)).split()]
    if _VARIES not in "".join(words):
        return None
    for order in (range(len(words)), range(len(words) - 1, -1, -1)):  # “May” counts as time beside a figure only
        beside = False
        for index in order:
            beside = words[index] == _VARIES or (beside and (not words[index] or words[index] in time_words()))
            words[index] = _VARIES if beside else words[index]
    kept = [word for word, _ in groupby(filter(None, words))]
    return " ".join(kept) if any(len(word) > 1 and _LETTER.search(word) for word in kept) else None


def _without_name(line: str) -> str | None:
    words = line.split()
    start = len(words)
    while start and words[start - 1][0].isupper() and words[start - 1][-1] not in ".!?…:":
        start -= 1
    fixed = words[:start]
    if not 0 < len(words) - start <= _LONGEST_NAME or not fixed:
        return None
    if len(fixed) < _FEWEST_FIXED and not fixed[0].endswith(":"):
        return None
    return f"{fold_line(' '.join(fixed))} {_NAME}"


def number_of_line(line: str) -> int:
    """The number that stands for a line of a site, whatever its capitals and ornaments.

    >>> number_of_line("READ MORE:") == number_of_line("Read more")
    True
    """
    return number_of(fold_line(line))


def number_of_form(line: str) -> int | None:
    """The number of the line's form, no line's own; None where nothing varies.

    >>> number_of_form("12 comments") == number_of_form("3 comments"), number_of_form("No comments")
    (True, None)
    """
    form = form_of_line(line)
    return None if form is None else number_of(f"{form}\n")


def number_of(words: str) -> int:
    """63 bits of the words' SHA-256: two lines of one archive share them by chance once in a billion archives."""
    return int.from_bytes(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()[:8]) >> 1
