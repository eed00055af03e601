"""Half-open ranges of Unicode code points: the one coordinate system of the archive.

What is hard here is only to stay in it. Python's ``str`` counts code points, so ``text[start:end]`` is the span; UTF-8
bytes and UTF-16 units are computed at the doors and never stored.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from archive.errors import InvalidSpan

_SEPARATORS = r"\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
LINE_END = re.compile(rf"\r\n|[{_SEPARATORS}]")
"""The end of one line, as `str.splitlines` and Unicode (5.8, newline guidelines) know it."""
LINE = re.compile(rf"[^{_SEPARATORS}]+")
"""A line that is not empty, without its end."""


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range ``start <= position < end`` of code points in one text.

    >>> Span(3, 7).of("an 🎈 or two")
    '🎈 or'
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise InvalidSpan(f"{start}-{end}", "a span needs 0 ≤ start ≤ end")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def of(self, text: str) -> str:
        """The characters of this span in ``text``."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return max(self.start, other.start) < min(self.end, other.end)

    def trimmed(self, text: str) -> Span:
        """This span without the white space at both its ends.

        >>> Span(0, 6).trimmed("  ab  ")
        Span(start=2, end=4)
        """
        start, end = self.start, self.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end)


# Texts are made of spans: set at once, they are made in two thirds of the time.
_set_start, _set_end = vars(Span)["start"].__set__, vars(Span)["end"].__set__


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as sorted, disjoint, not adjoining spans; empty ones vanish.

    >>> merge_spans([Span(5, 7), Span(0, 2), Span(2, 3), Span(4, 4)])
    (Span(start=0, end=3), Span(start=5, end=7))
    """
    merged: list[Span] = []
    for span in sorted(span for span in spans if span):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def subtract_spans(whole: Span, removed: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of ``whole`` without ``removed``: sorted, disjoint, none empty.

    >>> subtract_spans(Span(0, 9), [Span(2, 4), Span(8, 12)])
    (Span(start=0, end=2), Span(start=4, end=8))
    """
    left: list[Span] = []
    position = whole.start
    for span in merge_spans(removed):
        if span.end <= position:
            continue
        if span.start >= whole.end:
            break
        if span.start > position:
            left.append(Span(position, span.start))
        position = span.end
    if position < whole.end:
        left.append(Span(position, whole.end))
    return tuple(left)


class SpanIndex:
    """Spans that tell which of them share a character with a stretch, without looking at all of them.

    >>> SpanIndex([Span(5, 9), Span(0, 3)]).overlapping(Span(2, 6))
    [Span(start=0, end=3), Span(start=5, end=9)]
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._furthest = list(accumulate((span.end for span in self._spans), max))

    def overlapping(self, stretch: Span) -> list[Span]:
        """Those of the spans that share a character with ``stretch``, sorted."""
        found: list[Span] = []
        number = bisect_left(self._spans, Span(stretch.end, stretch.end)) - 1
        while number >= 0 and self._furthest[number] > stretch.start:
            found += [self._spans[number]] * self._spans[number].overlaps(stretch)
            number -= 1
        return found[::-1]


def line_spans(text: str) -> tuple[Span, ...]:
    r"""The lines of ``text`` without their line ends (`LINE_END`); a text of n line ends has n + 1.

    >>> [span.of("a\r\nb\n") for span in line_spans("a\r\nb\n")]
    ['a', 'b', '']
    """
    spans: list[Span] = []
    start = 0
    for line_end in LINE_END.finditer(text):
        spans.append(Span(start, line_end.start()))
        start = line_end.end()
    spans.append(Span(start, len(text)))
    return tuple(spans)


def joined(text: str, spans: Sequence[Span], separator: str = " ") -> str:
    """The characters of the spans in order, joined by ``separator``.

    >>> joined("“Go,” he said. “Now.”", [Span(1, 4), Span(16, 20)])
    'Go, Now.'
    """
    return separator.join(span.of(text) for span in spans)
