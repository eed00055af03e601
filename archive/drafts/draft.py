"""A draft as text that can be judged, with the way back: which line and column of the file each character stands at.

What is hard here is that a draft is markup. So a reader of a form keeps pieces of the file's own characters, never
writes its own (but line breaks, and what an entity stands for), and notes where each piece came from. What a reader
leaves out (code, addresses, stars for emphasis) is no longer in the text, and every position still is the file's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Literal

from archive.records import BlockHint, BlockKind
from archive.spans import Span

_LINE_END = re.compile(r"\r\n|[\n\r]")  # what editors count lines by
_ADDRESS = re.compile(r"(?:https?://|\bq/[0-9a-f]{12,64}/)[^\s<>\"\])|}]+")
Unit = Literal["line", "paragraph"]
"""What the first number of a position counts: lines of the file, or paragraphs where a file has no lines (DOCX)."""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A stretch of the text that leads somewhere; ``target`` is an address, a permalink or the words of a footnote."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft says: its ``text``, the blocks that its form marks, and its links.

    ``places`` are pairs (position in the text, position in the file), ascending: from each on both count alike.
    ``line_starts`` are the positions in the file at which its lines begin.
    """

    name: str
    text: str
    hints: tuple[BlockHint, ...] = ()
    links: tuple[Link, ...] = ()
    unit: Unit = "line"
    places: tuple[tuple[int, int], ...] = ((0, 0),)
    line_starts: tuple[int, ...] = (0,)

    def position(self, offset: int) -> tuple[int, int]:
        r"""Line (or paragraph) and column, both from 1, of a character of the text.

        >>> Draft("-", "a\nbc", line_starts=(0, 2)).position(3)
        (2, 2)
        """
        index = bisect_right(self.places, offset, key=lambda place: place[0]) - 1
        at_text, at_file = self.places[max(index, 0)]
        where = at_file + offset - at_text
        line = bisect_right(self.line_starts, where)
        return line, where - self.line_starts[line - 1] + 1


def find_addresses(content: str) -> list[Link]:
    """The addresses and permalinks that stand in words, each without the sign that ends its sentence.

    >>> [link.target for link in find_addresses("See https://example.org/a, q/0123456789ab/1-2.")]
    ['https://example.org/a', 'q/0123456789ab/1-2']
    """
    found = ((found.start(), found[0].rstrip(".,;:!?*_'")) for found in _ADDRESS.finditer(content))
    return [Link(Span(start, start + len(address)), address) for start, address in found]


def find_line_starts(content: str) -> tuple[int, ...]:
    r"""Where the lines of a file begin.

    >>> find_line_starts("a\r\nb\n")
    (0, 3, 5)
    """
    return (0, *(found.end() for found in _LINE_END.finditer(content)))


@dataclass(slots=True)
class Builder:
    """Puts a draft together, piece by piece."""

    name: str
    content: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)
    hints: list[BlockHint] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def keep(self, start: int, end: int) -> None:
        """The characters ``start`` to ``end`` of the file are the next ones of the text."""
        self.write(self.content[start:end], start)

    def write(self, piece: str, at: int) -> None:
        """``piece`` comes next; it stands for what is at ``at`` in the file."""
        if piece:
            self.places.append((self.length, at))
            self.pieces.append(piece)
            self.length += len(piece)

    def append(self, part: Draft, at: int) -> None:
        """What a part of the file says, which begins at ``at``, comes next."""
        begin = self.length
        self.places += [(begin + text, at + place) for text, place in part.places]
        self.hints += [replace(hint, span=_shift(hint.span, begin)) for hint in part.hints]
        self.links += [Link(_shift(link.span, begin), link.target) for link in part.links]
        self.pieces.append(part.text)
        self.length += len(part.text)

    def break_block(self, at: int) -> None:
        """What follows is another paragraph."""
        if self.length and not self.pieces[-1].endswith("\n\n"):
            self.write("\n\n", at)

    def mark(self, start: int, kind: BlockKind) -> None:
        """What was written since ``start`` is a block of this kind."""
        if self.length > start:
            self.hints.append(BlockHint(Span(start, self.length), kind))

    def link(self, start: int, target: str, end: int | None = None) -> None:
        """What was written since ``start``, or up to ``end``, leads to ``target``; a footnote's sign has no width."""
        if target:
            self.links.append(Link(Span(start, self.length if end is None else end), target))

    def finish(self) -> Draft:
        """The draft."""
        return Draft(
            self.name,
            "".join(self.pieces),
            tuple(sorted(self.hints)),
            tuple(sorted(self.links)),
            places=tuple(self.places) or ((0, 0),),
            line_starts=find_line_starts(self.content),
        )


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
