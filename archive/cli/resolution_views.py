"""What became of words that a selector, a text-fragment link or a SWHID means, as ``archive show`` tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.cli.change_views import shorten_equal
from archive.cli.diff_views import marked
from archive.cli.output import style, width, wrap

if TYPE_CHECKING:
    from archive.records import Status
    from archive.resolving.resolution import Resolution

FINDINGS: frozenset[Status] = frozenset({"edited", "gone"})
"""What ends ``archive show`` with exit code 1: the words do not stand there as they were said."""
_SAID: dict[Status, str] = {
    "verbatim": "found word for word",
    "moved": "found word for word, at another place than was said",
    "punctuation": "found; only typography differs",
    "edited": "edited: these words are not what was said",
    "gone": "gone: these words stand in no text that was looked at",
}


def resolution_lines(found: Resolution) -> list[str]:
    """The verdict, the words that differ, where an earlier text has them as they were said, and what else is known."""
    said = _SAID.get(found.status, found.status)
    if found.status == "gone" and found.earlier:
        said = "gone: these words are no longer in the newest text"
    mark = "!" if found.status in FINDINGS else "="
    lines = [style(line, bold=True) for line in wrap(said, first=f" {mark} ", rest="   ", width=width())]
    if found.changes:
        lines += wrap(f"“{marked(shorten_equal(found.changes))}”", first="   ", rest="    ", width=width(), most=6)
    if found.earlier:
        lines += wrap(f"as it was said: archive show {found.earlier.short}", first="   ", rest="     ", width=width())
    if found.note:
        lines += wrap(found.note, first="   ", rest="   ", width=width())
    return lines
