"""Where the segments of a quotation meet, in words that are shown to people.

The kept segments joined by a space are good to search in and bad to read: nobody said them in one breath. So wherever
they are shown, a gap is marked.
"""

from __future__ import annotations

from collections.abc import Sequence

GAP = "[…]"
"""Stands between the segments of a quotation wherever people read it, so that nobody cites a run-on."""
_CUT = "…"  # stands at an end of a snippet where words were left out


def mark_gaps(snippet: str, lengths: Sequence[int], quoted: str, marks: tuple[str, str]) -> str:
    """A snippet of ``quoted`` with `GAP` where one segment ends and the next begins.

    Args:
        snippet: a stretch of ``quoted`` with hits between ``marks``, perhaps cut at its ends by ``…``.
        lengths: the lengths of the segments that ``quoted`` joins by single spaces.
        quoted: the segments joined.
        marks: what encloses a hit in the snippet.

    >>> mark_gaps("…{fire}, Why…", [11, 6], "Cease fire, Why it", ("{", "}"))
    '…{fire}, […] Why…'
    """
    plain = snippet.replace(marks[0], "").replace(marks[1], "")
    core = plain.strip(_CUT)
    place = quoted.find(core)
    if place < 0:
        return snippet
    place -= len(plain) - len(plain.lstrip(_CUT))
    joints = {sum(lengths[:number]) + number - 1 for number in range(1, len(lengths))}
    shown: list[str] = []
    position = 0
    while position < len(snippet):
        mark = next((mark for mark in marks if snippet.startswith(mark, position)), "")
        if mark:
            shown.append(mark)
            position += len(mark)
            continue
        shown.append(f" {GAP} " if place in joints else snippet[position])
        place += 1
        position += 1
    return "".join(shown)
