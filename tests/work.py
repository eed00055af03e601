"""How much work a function does, counted and not timed, so that a busy machine changes nothing.

Two things are counted. *Instructions*: each one that the interpreter carries out, in whatever function
(``frame.f_trace_opcodes``, https://docs.python.org/3/library/sys.html#sys.settrace). *Characters copied*: the lengths
of all stretches cut out of the text that is handed in, and of what is searched in it by its own methods, because a
loop that cuts off the rest of a text each time takes few instructions and a long time. What happens inside other
functions written in C, regular expressions above all, is not seen; ``make bench`` times that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, SupportsIndex


class CountedText(str):
    """A text that counts the characters that are copied out of it or searched in it."""

    characters = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        found = super().__getitem__(key)
        self.characters += len(found)
        return found

    def _searched(self, start: SupportsIndex | None, end: SupportsIndex | None, found: int) -> None:
        first, last, _ = slice(start, end).indices(len(self))
        self.characters += (found if found >= 0 else last) - first

    def find(self, part: str, start: SupportsIndex | None = None, end: SupportsIndex | None = None, /) -> int:
        """As that of any text; what it passes over counts."""
        found = super().find(part, start, end)
        self._searched(start, end, found)
        return found

    def count(self, part: str, start: SupportsIndex | None = None, end: SupportsIndex | None = None, /) -> int:
        """As that of any text; all that it looks through counts."""
        self._searched(start, end, -1)
        return super().count(part, start, end)


def count_work(function: Callable[[str], object], text: str) -> int:
    """Instructions carried out and characters copied while the function looks at the text; the same each time.

    >>> small, large = (count_work(lambda text: [letter for letter in text], "a" * size) for size in (100, 400))
    >>> 3 < large / small < 4
    True
    """
    counted = CountedText(text)
    instructions = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        nonlocal instructions
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        if event == "opcode":
            instructions += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(counted)
    finally:
        sys.settrace(before)
    return instructions + counted.characters


LINEAR = 2.25
"""A growth above this is more than linear: n log n stays below it."""


def growth(function: Callable[[str], object], make_text: Callable[[int], str], size: int) -> float:
    """How many times as much work the second doubling of a text adds as the first: 2 is linear, 4 is quadratic.

    Only what is added counts, so a large constant hides nothing; and as nothing is timed, a small quadratic part shows.
    """
    function(make_text(size))  # tables are read once
    once, twice, four_times = (count_work(function, make_text(times * size)) for times in (1, 2, 4))
    return (four_times - twice) / (twice - once)
