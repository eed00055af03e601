"""Marks set side by side: “‘“…”’” is one quotation, which holds one, which holds another.

What is hard here is that the search keeps two marks open, for more would let one stray mark shift a paragraph. But a
row of marks with no letter between is no accident, and the mirrored row closes all of it. So of such a pair of rows
only the outermost marks come to the search, however deep it goes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from archive.quotations.marks import Mark
from archive.rules.quote_marks import quote_marks

_FEWEST = 3
"""Marks in a row that the search does not hold open."""
_BETWEEN = frozenset(".,;:!?…\u00a0\u2009\u200a\u202f")
"""What stands between the marks of a row: punctuation, and the thin spaces that keep them apart to the eye."""
_OPENING = frozenset({"Ps", "Pd"})
"""Unicode's categories of what a quotation may follow without a space: brackets that open, and dashes."""


def outermost_marks(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks of a block without those inside a row of three or more opening ones and the row that mirrors it.

    >>> from archive.quotations.blocks import Block
    >>> from archive.quotations.marks import find_marks
    >>> from archive.spans import Span
    >>> text = "“‘“We wait,”’” he said of ‘that’."
    >>> [mark.start for mark in outermost_marks(text, list(find_marks(text, Block((Span(0, len(text)),)))))]
    [0, 13, 26, 31]
    """
    if len(marks) < 2 * _FEWEST:
        return list(marks)
    inner: set[int] = set()
    opened: range | None = None
    for row in _rows(text, marks):
        stands = marks[row.start : row.stop]
        if opened is not None and _mirrors(text, stands, marks[opened.start : opened.stop]):
            inner.update(opened[1:], row[:-1])
            opened = None
        elif _may_open(text, stands):
            opened = row
    return [mark for index, mark in enumerate(marks) if index not in inner]


def _rows(text: str, marks: Sequence[Mark]) -> Iterator[range]:
    """The rows of three marks or more, as ranges of their numbers."""
    start = 0
    for index in range(1, len(marks) + 1):
        if index < len(marks) and _BETWEEN.issuperset(text[marks[index - 1].end : marks[index].start]):
            continue
        if index - start >= _FEWEST:
            yield range(start, index)
        start = index


def _may_open(text: str, row: Sequence[Mark]) -> bool:
    """Whether a row stands where quotations open, each of its marks can open one, and none is the one beside it."""
    table = quote_marks()
    signs = [mark.sign for mark in row]
    before = text[row[0].start - 1 : row[0].start]
    is_place = not before.strip() or unicodedata.category(before) in _OPENING or signs[0] not in table.closing
    return is_place and all(sign in table.closers for sign in signs) and all(map(str.__ne__, signs, signs[1:]))


def _mirrors(text: str, row: Sequence[Mark], opened: Sequence[Mark]) -> bool:
    """Whether a row stands where quotations close, and closes what the other opened, the last mark first."""
    closers = quote_marks().closers
    last = row[-1]
    if len(row) != len(opened) or (last.sign in closers and text[last.end : last.end + 1].isalnum()):
        return False
    systems = (closers[before.sign].get(mark.sign) for before, mark in zip(opened, reversed(row), strict=True))
    return all(system is not None and system.cost == 0 for system in systems)
