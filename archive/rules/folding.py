"""How a line looks to a rule: in small letters, with single spaces, straight apostrophes and no ornament round it.

What is hard here is to fold no more than that. Digits, colons and quote marks inside a line stay, because rules tell a
label from a sentence by them. Folding is for comparing only: offsets are never taken from a folded line.
"""

from __future__ import annotations

import re

_SAME = (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("–", "-"), ("—", "-"), ("‐", "-"), ("‑", "-"), ("：", ":"), ("｜", "|"))
_SAME_TOO = (("\u00ad", ""), ("\u200b", ""), ("\u0307", ""), ("\u200e", ""), ("\u200f", ""), ("（", "("), ("）", ")"))
_BULLETS = " -•·*→›»>|+▶►▸●○■□▪◆◇★☆✔✓❤#=_~▼▲↓↑–—:"
_NUMBERING = re.compile(r"\d{1,2}\. (?=\D)")
_BEHIND = " :;,.…!?>»›→|•·-*_=~▼▲↓↑。！？"
_BRACKETS = {"[": "]", "(": ")", "【": "】", "<": ">"}


def fold_characters(text: str) -> str:
    """The same text in small letters, with one form for each dash and apostrophe; its length may differ.

    >>> fold_characters("It’s A–B")
    "it's a-b"
    """
    folded = text.casefold()
    if not folded.isascii():
        for character, same in _SAME + _SAME_TOO:
            folded = folded.replace(character, same)
    return folded


def strip_ornament(folded: str) -> str:
    """A folded line with single spaces, without bullet, number, arrows or brackets round it.

    >>> strip_ornament("• read   more: »"), strip_ornament("[advertisement]"), strip_ornament("comments (3)")
    ('read more', 'advertisement', 'comments (3)')
    """
    line = " ".join(folded.split()).lstrip(_BULLETS)
    if line[:1].isdigit():
        line = _NUMBERING.sub("", line, count=1)
    line = line.rstrip(_BEHIND)
    if line and _BRACKETS.get(line[0]) == line[-1]:
        line = line[1:-1].strip()
    return line


def fold_line(line: str) -> str:
    """A whole line as labels and patterns see it.

    >>> fold_line("  *** ADVERTISEMENT ***")
    'advertisement'
    """
    return strip_ornament(fold_characters(line))
