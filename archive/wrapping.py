"""Texts whose lines were broken at a fixed width: mails, old archive files.

What is hard here is that nothing but the form says so: hardly a line is longer than the width, and each line that is
not the last of its run was full, so that the next line's first word would not have fitted. Short paragraphs that
happen to be of one length are not wrapped: their lines end where sentences do.
"""

from __future__ import annotations

from itertools import pairwise

WIDEST = 100
"""Nobody wraps at more columns than this; longer lines are paragraphs."""
_NARROWEST = 40
_ENDS = frozenset(".!?…:\"'”’»)]")
_SAMPLE = 4000
"""So many lines tell whether a text is wrapped."""


def is_wrapped(text: str) -> bool:
    """Whether the lines of ``text`` were broken at a fixed width, not at the ends of paragraphs."""
    lines = text[: _SAMPLE * WIDEST].splitlines()
    width = max((len(line) for line in lines if " " in line.strip()), default=0)  # an address is as long as it is
    if not _NARROWEST <= width <= WIDEST:
        return False
    full = broken = inside = 0
    for line, following in pairwise(lines):
        first_word = following.split(maxsplit=1)
        if not line.strip() or not first_word:
            continue
        full += len(line.rstrip()) + 1 + len(first_word[0]) > width
        inside += line.rstrip()[-1] not in _ENDS
        broken += 1
    return full >= 3 and full >= 0.9 * broken and inside >= 0.5 * broken
