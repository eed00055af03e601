"""A text as lines: what each looks like, and where the article's own paragraphs begin and end.

What is hard here is that many extractors lose blank lines and indents, so a line is all there is: no rule may lean on a
blank line before it. Lines are those of `archive.spans.line_spans`; a line of white space only is no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from archive.records import BlockHint
from archive.rules.folding import fold_characters, strip_ornament
from archive.rules.quote_marks import quote_marks
from archive.spans import LINE, LINE_END, Span, merge_spans
from archive.wrapping import is_wrapped

_MARKS = frozenset(mark for mark in (*quote_marks().closers, *quote_marks().closing) if len(mark) == 1)
_OPENING_MARKS = _MARKS.intersection(quote_marks().closers)
_QUOTE_MARKS = _MARKS.difference("'`´‘’‚")  # these are apostrophes too
_CLOSED = re.compile(rf"[.!?…。！？।؟۔](?:[{re.escape(''.join(sorted(_MARKS)))})\]】]| )*\Z")
_ENDS_INSIDE = re.compile(r"[.!?…](?:[\"'”’»“›)\]] ?)?\s|[。！？।؟۔]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORDS = re.compile(r"\w+")
_BULLET = re.compile(r"(?:[-–—•·*→›▶►▸●○■□▪◆]|\d{1,2}[.)])\s")

PROSE_LENGTH = 40
"""Characters of a sentence that ends inside a line, before that line counts as a paragraph."""
PROSE_WORDS = 8
"""A closed sentence of so many words is prose; labels are shorter or not closed."""


class Line(NamedTuple):
    """One line that is not blank: its place without the white space round it, and what rules look at."""

    number: int
    span: Span
    raw: str
    folded: str

    @property
    def has_bullet(self) -> bool:
        """Whether a bullet, a dash or a number with a full stop begins it."""
        return _BULLET.match(self.raw) is not None

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return _CLOSED.search(self.raw, max(0, len(self.raw) - 12)) is not None

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a paragraph: a sentence of some length that ends, here or before a credit."""
        if not self.is_closed and not _ENDS_INSIDE.search(self.raw, PROSE_LENGTH):
            return False
        return len(self.raw.split(None, PROSE_WORDS)) >= PROSE_WORDS or len(_UNSPACED.findall(self.raw)) >= 20

    @property
    def words(self) -> list[str]:
        """The folded words."""
        return _WORDS.findall(self.folded)

    @property
    def quotes(self) -> bool:
        """Whether there is a quote mark anywhere in it."""
        return not _QUOTE_MARKS.isdisjoint(self.raw)

    @property
    def opens_quotation(self) -> bool:
        """Whether it begins with a mark that opens a quotation; ``»`` is also an arrow, so it must be closed too."""
        first = self.raw[0]
        return first in _OPENING_MARKS or (first == "»" and "«" in self.raw)


@dataclass(frozen=True)
class Page:
    """The lines of one text, with what its reader saw."""

    text: str
    lines: tuple[Line, ...]
    hints: tuple[BlockHint, ...] = ()

    @cached_property
    def prose(self) -> tuple[int, ...]:
        """The indexes of the lines that read as paragraphs."""
        return tuple(index for index, line in enumerate(self.lines) if line.is_prose or index in self.wrapped)

    @cached_property
    def prose_set(self) -> frozenset[int]:
        """The same as a set."""
        return frozenset(self.prose)

    @cached_property
    def wrapped(self) -> frozenset[int]:
        """The indexes of the lines that are a piece of a paragraph only, in a text that was wrapped at a width."""
        if not is_wrapped(self.text):
            return frozenset()
        joined = [
            index for index, (line, following) in enumerate(pairwise(self.lines)) if following.number == line.number + 1
        ]
        return frozenset(joined) | frozenset(index + 1 for index in joined)

    def lines_inside(self, spans: Iterable[Span]) -> Iterator[int]:
        """The indexes of the lines that lie wholly inside one of ``spans``, in order."""
        ordered, position = merge_spans(spans), 0
        if not ordered:
            return
        for index, line in enumerate(self.lines):
            while position < len(ordered) and ordered[position].end <= line.span.start:
                position += 1
            if position < len(ordered) and ordered[position].contains(line.span):
                yield index


def split_page(text: str, hints: Sequence[BlockHint] = ()) -> Page:
    r"""The lines of ``text`` that are not blank, in order.

    >>> [(line.number, line.span.start, line.folded) for line in split_page("Read MORE:\r\n\r\n  Go.").lines]
    [(1, 0, 'read more'), (3, 16, 'go')]
    """
    return Page(text, _split_lines(text), tuple(hints))


@lru_cache(maxsize=2)
def _split_lines(text: str) -> tuple[Line, ...]:
    """The lines of the text; the last answers are kept, for several steps ask for those of one text in turn."""
    lines: list[Line] = []
    number, position = 1, 0
    for found in LINE.finditer(text):
        number += _line_ends(text, position, found.start())
        position = found.end()
        start = found.start() + found[0].startswith("\ufeff") * (found.start() == 0)  # that mark belongs to the file
        shown = text[start:position].lstrip()
        raw = shown.rstrip()
        if raw:
            start = position - len(shown)
            lines.append(Line(number, Span(start, start + len(raw)), raw, strip_ornament(fold_characters(raw))))
    return tuple(lines)


def _line_ends(text: str, start: int, end: int) -> int:
    """How many line ends stand between; carriage return and line feed together are one."""
    return 1 if end - start == 1 else len(LINE_END.findall(text, start, end))
