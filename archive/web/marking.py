"""A stretch of text cut into pieces, each with the marks that lie over it: what templates print.

What is hard here: marks nest and overlap (a quotation runs on over an advertisement; a single-quoted word stands in a
quotation), while HTML can only nest. So the text is cut at every border, and each piece carries all its marks. The
pieces joined are the stretch again, except that characters nobody can see are shown by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.spans import Span

_LINE_END = re.compile(r"\r\n|\r|\n")

CONTEXT_LIMIT = 2_000
"""How many code points of a paragraph are shown before and after a quotation."""
WRAPPED_LINE = 100
"""Lines up to this many code points are taken for lines of a hard-wrapped paragraph."""

# NUL to US and DEL as the pictures Unicode has for them (chart U+2400); the line ends and TAB stay what they are.
_PICTURES: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
_PICTURES[0x7F] = "\u2421"
# C1 controls, overrides that turn the reading order around, and the byte order mark: by number.
_PICTURES |= {code: f"⟨U+{code:04X}⟩" for code in (*range(0x80, 0xA0), 0x202D, 0x202E, 0xFEFF)}


def show_invisible(text: str) -> str:
    r"""The text with control characters made visible; no character that a reader can see is touched.

    >>> show_invisible("a\x00b\u202ec")
    'a␀b⟨U+202E⟩c'
    """
    return text.translate(_PICTURES)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span with the name of what it is (a class of the stylesheet) and where it leads."""

    span: Span
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same marks; ``start`` is its place in the text."""

    start: int
    text: str
    names: tuple[str, ...] = ()
    address: str = ""

    @property
    def classes(self) -> str:
        """The names of its marks, as an attribute of HTML wants them."""
        return " ".join(self.names)

    def has(self, name: str) -> bool:
        """Whether a mark of this name lies over it."""
        return name in self.names


def mark_stretch(text: str, window: Span, marks: Iterable[Mark]) -> list[Piece]:
    """The pieces of ``window``, in order, none empty; a piece leads where its innermost mark does.

    >>> [(piece.text, piece.classes) for piece in mark_stretch("one two", Span(0, 7), [Mark(Span(4, 7), "said")])]
    [('one ', ''), ('two', 'said')]
    """
    inside = sorted(mark for mark in marks if mark.span and mark.span.overlaps(window))
    borders = sorted(
        {window.start, window.end}
        | {place for mark in inside for place in (mark.span.start, mark.span.end) if window.start < place < window.end}
    )
    pieces: list[Piece] = []
    active: list[Mark] = []
    waiting = 0
    for start, end in pairwise(borders):
        active = [mark for mark in active if mark.span.end > start]
        while waiting < len(inside) and inside[waiting].span.start <= start:
            active.append(inside[waiting])
            waiting += 1
        names = tuple(dict.fromkeys(mark.name for mark in active))
        address = next((mark.address for mark in reversed(active) if mark.address), "")
        pieces.append(Piece(start, text[start:end], names, address))
    return pieces


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, without its line end."""

    start: int
    pieces: tuple[Piece, ...]

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing but white space."""
        return all(piece.text.isspace() or not piece.text for piece in self.pieces)

    def is_all(self, name: str) -> bool:
        """Whether a mark of this name lies over each of its characters that is not white space."""
        return not self.is_blank and all(piece.has(name) or piece.text.isspace() for piece in self.pieces)


def split_lines(pieces: Sequence[Piece]) -> list[Line]:
    r"""The same pieces, line by line.

    >>> [len(line.pieces) for line in split_lines(mark_stretch("ab\n\nc", Span(0, 5), []))]
    [1, 0, 1]
    """
    lines: list[Line] = []
    current: list[Piece] = []
    start = pieces[0].start if pieces else 0
    for piece in pieces:
        position = 0
        for line_end in _LINE_END.finditer(piece.text):
            if line_end.start() > position:
                current.append(_cut(piece, position, line_end.start()))
            lines.append(Line(start, tuple(current)))
            current = []
            position = line_end.end()
            start = piece.start + position
        if position < len(piece.text):
            current.append(_cut(piece, position, len(piece.text)))
    lines.append(Line(start, tuple(current)))
    return lines


def _cut(piece: Piece, start: int, end: int) -> Piece:
    return replace(piece, start=piece.start + start, text=show_invisible(piece.text[start:end]))


def paragraph_around(text: str, span: Span) -> Span:
    r"""The paragraphs that ``span`` touches, at most `CONTEXT_LIMIT` code points beyond it on either side.

    A paragraph is a line; short lines without a blank one between them are taken together, as in hard-wrapped text.

    >>> paragraph_around("One.\n\nTwo, he said.\n\nThree.", Span(6, 9))
    Span(start=6, end=19)
    """
    earliest = max(0, span.start - CONTEXT_LIMIT)
    latest = min(len(text), span.end + CONTEXT_LIMIT)
    start = _line_start(text, span.start, earliest)
    while start > earliest and (before := _line_start(text, start - 1, earliest)) < start:
        line = text[before:start]
        if not line.strip() or len(line) > WRAPPED_LINE or _length_of_line(text, start, latest) > WRAPPED_LINE:
            break
        start = before
    end = _line_end(text, span.end, latest)
    while end < latest:
        after = _line_end(text, _past_line_end(text, end), latest)
        line = text[end:after]
        if not line.strip() or len(line) > WRAPPED_LINE or end - _line_start(text, end, start) > WRAPPED_LINE:
            break
        end = after
    return Span(start, end)


def _line_start(text: str, position: int, earliest: int) -> int:
    return max(text.rfind("\n", earliest, position), text.rfind("\r", earliest, position), earliest - 1) + 1


def _line_end(text: str, position: int, latest: int) -> int:
    found = _LINE_END.search(text, position, latest)
    return found.start() if found else latest


def _past_line_end(text: str, position: int) -> int:
    found = _LINE_END.match(text, position)
    return found.end() if found else position


def _length_of_line(text: str, start: int, latest: int) -> int:
    return _line_end(text, start, latest) - start
