"""A text as lines for a terminal, with what was set aside and what is quoted marked on them.

What is hard here is that marks are spans of the text while lines are cut by width. So each paragraph becomes words that
know whether they are kept, quoted or set aside, and the lines are built from those; the margin then says what a line
holds. Without colour the margin and the brackets tell everything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.cli.output import columns_of, style, visible, width
from archive.spans import Span, line_spans

if TYPE_CHECKING:
    from archive.text_model import TextRecord

QUOTED = "❝ "
"""The margin of a line that holds quoted words."""
SET_ASIDE = "✂ "
"""The margin of a line that is set aside."""
IN_DOUBT = "? "
"""The margin of a line that is kept and flagged."""
PLAIN = "  "
"""The margin of any other line."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A piece of a line without white space; ``glued`` to the one before when none stood between them."""

    text: str
    glued: bool
    is_quoted: bool
    is_removed: bool
    is_suspect: bool = False


def marked_lines(record: TextRecord) -> list[str]:
    """The whole text, paragraph by paragraph; blank lines in a row become one."""
    marks = _Marks(record)
    lines: list[str] = []
    for span in line_spans(record.content):
        if not span.of(record.content).strip():
            if lines and lines[-1]:
                lines.append("")
            continue
        lines += _lay_out(list(marks.words(span)))
    while lines and not lines[-1]:
        lines.pop()
    return lines


class _Marks:
    """Where the quoted and the removed stretches of a text are, for questions in order of position."""

    def __init__(self, record: TextRecord) -> None:
        self.text = record.content
        segments = [Span(*pair) for quotation in record.quotations for pair in quotation.segments]
        self.quoted = _Stretches(sorted(segments))
        self.removed = _Stretches([Span(removal.start, removal.end) for removal in record.removals])
        self.suspect = _Stretches([Span(suspect.start, suspect.end) for suspect in record.suspects])
        self.labels = {removal.start: removal for removal in record.removals}

    def words(self, line: Span) -> Iterator[_Word]:
        """The words of one line, with a label before each stretch set aside that begins or goes on in it."""
        edges = sorted(
            {line.start, line.end, *self.quoted.edges(line), *self.removed.edges(line), *self.suspect.edges(line)}
        )
        ends_with_space = True
        for start, end in pairwise(edges):
            removed = self.removed.around(start)
            is_quoted = self.quoted.around(start) is not None
            is_suspect = self.suspect.around(start) is not None
            piece = self.text[start:end]
            if removed and (start == line.start or start == removed.start):
                label = self.labels[removed.start].label
                yield _Word(f"[{label}]", glued=False, is_quoted=False, is_removed=True)
                ends_with_space = True
            for position, word in enumerate(piece.split()):
                glued = position == 0 and not ends_with_space and not piece[0].isspace()
                yield _Word(visible(word), glued, is_quoted, removed is not None, is_suspect)
            ends_with_space = piece[-1].isspace()


class _Stretches:
    """Sorted spans that do not overlap, asked for by position."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = [span for span in spans if span]
        self.starts = [span.start for span in self.spans]

    def around(self, position: int) -> Span | None:
        """The span that holds ``position``."""
        place = bisect_right(self.starts, position) - 1
        return self.spans[place] if place >= 0 and position < self.spans[place].end else None

    def edges(self, line: Span) -> Iterator[int]:
        """The starts and ends inside ``line``."""
        place = max(0, bisect_right(self.starts, line.start) - 1)
        while place < len(self.spans) and self.spans[place].start < line.end:
            for edge in (self.spans[place].start, self.spans[place].end):
                if line.start < edge < line.end:
                    yield edge
            place += 1


def _lay_out(words: Sequence[_Word]) -> list[str]:
    """The words of one paragraph as lines, each with its margin."""
    lines: list[list[_Word]] = []
    used, limit = 0, width() - 2
    for word in words:
        columns = columns_of(word.text) + (0 if word.glued else 1)
        if not lines or (used + columns > limit and not word.glued):
            lines.append([])
            used = -1
        lines[-1].append(word)
        used += columns
    return [_margin(line) + _styled(line) for line in lines]


def _margin(line: Sequence[_Word]) -> str:
    if all(word.is_removed for word in line):
        return SET_ASIDE
    if any(word.is_quoted for word in line):
        return QUOTED
    return IN_DOUBT if all(word.is_suspect for word in line) else PLAIN


def _styled(line: Sequence[_Word]) -> str:
    written = ""
    for place, word in enumerate(line):
        text = word.text
        if word.is_removed:
            text = style(text, dim=True)
        elif word.is_quoted:
            text = style(text, underline=True)
        written += ("" if word.glued or place == 0 else " ") + text
    return written
