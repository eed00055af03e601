"""Which script a line is written in.

What is hard here is only to count letters and not signs, and not to be misled by one foreign word: seed 001 has a
Korean name inside an English paragraph. Han, kana and hangul count as one, because Japanese and old Korean texts mix
them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0041, "Latin"),
    (0x0370, "Greek"),
    (0x0400, "Cyrillic"),
    (0x0530, "Armenian"),
    (0x0590, "Hebrew"),
    (0x0600, "Arabic"),
    (0x0700, "other"),
    (0x0750, "Arabic"),
    (0x0780, "other"),
    (0x0900, "Devanagari"),
    (0x0980, "Bengali"),
    (0x0A00, "Gurmukhi"),
    (0x0A80, "Gujarati"),
    (0x0B00, "Odia"),
    (0x0B80, "Tamil"),
    (0x0C00, "Telugu"),
    (0x0C80, "Kannada"),
    (0x0D00, "Malayalam"),
    (0x0D80, "Sinhala"),
    (0x0E00, "Thai"),
    (0x0E80, "Lao"),
    (0x0F00, "Tibetan"),
    (0x1000, "Burmese"),
    (0x10A0, "Georgian"),
    (0x1100, "East Asian"),
    (0x1200, "Ethiopic"),
    (0x1380, "other"),
    (0x1780, "Khmer"),
    (0x1800, "Mongolian"),
    (0x18B0, "other"),
    (0x1C90, "Georgian"),
    (0x1D00, "Latin"),
    (0x1F00, "Greek"),
    (0x2000, "other"),
    (0x2C60, "Latin"),
    (0x2C80, "other"),
    (0x2DE0, "Cyrillic"),
    (0x2E00, "other"),
    (0x2E80, "East Asian"),
    (0xA000, "other"),
    (0xAC00, "East Asian"),
    (0xD800, "other"),
    (0xF900, "East Asian"),
    (0xFB00, "other"),
    (0xFB50, "Arabic"),
    (0xFE00, "other"),
    (0xFF66, "East Asian"),
    (0x10000, "other"),
    (0x20000, "East Asian"),
    (0x323B0, "other"),
)
"""Where a run of blocks of one script begins (Unicode 15.1, Blocks.txt), as far as news is written in it."""
_STARTS = [start for start, _ in _BLOCKS]
_SHARE = 0.9
_BEYOND_LATIN = re.compile("[^\x00-\u036f\u1e00-\u1eff\u2000-\u2bff]")
_LATIN_LETTER = re.compile(r"[^\W\d_]")


def line_script(line: str) -> str | None:
    """The script that nine of ten letters of ``line`` are in; None when there is no such script or no letter.

    >>> line_script("Мир, труд, май"), line_script("Korean: 조선인민군"), line_script("1990 …")
    ('Cyrillic', None, None)
    """
    if not _BEYOND_LATIN.search(line):
        return "Latin" if _LATIN_LETTER.search(line) else None
    counts: Counter[str] = Counter()
    for character, count in Counter(line).items():
        if character.isalpha():
            counts["Latin" if character < "\u0370" else _script_of(character)] += count
    if not counts:
        return None
    script = max(counts, key=lambda name: counts[name])
    return script if counts[script] >= _SHARE * sum(counts.values()) else None


def _script_of(letter: str) -> str:
    return _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1]
