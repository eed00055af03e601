"""The systems of quote marks, compiled once: which mark opens, which closes it, and how unlikely that pair is.

Who only asks whether a sign opens or closes finds the sets in `archive.rules.signs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from archive.rules import Row, load_table

Level = Literal["double", "single"]
"""A single mark may be an apostrophe."""


_NO_APOSTROPHES = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Kana, Han and Hangul."""


class QuoteExample(Row):
    """A text and what is quoted in it, in order; segments of one quotation are joined by `` + ``."""

    text: str
    quoted: tuple[str, ...]


class SystemRow(Row):
    """A pair of marks; the head of the table explains the fields."""

    name: str
    open: str
    close: str
    languages: str
    level: Level = "double"
    cost: float = 0.0
    spaced: bool = False
    continues: tuple[str, ...] = ()
    examples: tuple[QuoteExample, ...]


class ElisionRow(Row):
    """Words whose first letters an apostrophe stands for."""

    words: tuple[str, ...]
    examples: tuple[QuoteExample, ...]


class TypedRows(Row):
    """The pairs that only people at keyboards make."""

    system: tuple[SystemRow, ...]


class QuoteMarkTable(Row):
    """All rows of ``quote_marks.toml``."""

    system: tuple[SystemRow, ...]
    typed: TypedRows
    elisions: ElisionRow

    @property
    def pairs(self) -> tuple[SystemRow, ...]:
        """All pairs of marks, set and typed."""
        return self.system + self.typed.system


@dataclass(frozen=True, slots=True)
class QuoteMarks:
    """The table by mark.

    ``closers`` has for an opening mark the systems that it may start, by closing mark; ``pattern`` finds every mark
    that may matter, leaving out apostrophes inside words. ``takes_up`` has for an opening mark those that may take its
    quotation up in the next paragraph.
    """

    closers: dict[str, dict[str, SystemRow]]
    single: frozenset[str]
    closing: frozenset[str]
    spaced_opening: frozenset[str]
    spaced_closing: frozenset[str]
    takes_up: dict[str, frozenset[str]]
    elisions: frozenset[str]
    pattern: re.Pattern[str]


@cache
def load_quote_marks() -> QuoteMarkTable:
    """The table as written."""
    return load_table("quote_marks", QuoteMarkTable)


@cache
def quote_marks() -> QuoteMarks:
    """The table, compiled.

    >>> sorted(quote_marks().closers["„"])[-2:]
    ['”', '„']
    """
    table = load_quote_marks()
    closers: dict[str, dict[str, SystemRow]] = {}
    takes_up: dict[str, set[str]] = {}
    for row in table.pairs:
        closers.setdefault(row.open, {})[row.close] = row
        if row.cost == 0:  # what people mistype, or use in code, takes nothing up
            takes_up.setdefault(row.open, {row.open}).update(row.continues)
    marks = {row.open for row in table.pairs} | {row.close for row in table.pairs}
    single = frozenset(mark for row in table.pairs if row.level == "single" for mark in (row.open, row.close))
    return QuoteMarks(
        closers=closers,
        single=single,
        closing=frozenset(row.close for row in table.pairs),
        spaced_opening=frozenset(row.open for row in table.pairs if row.spaced),
        spaced_closing=frozenset(row.close for row in table.pairs if row.spaced),
        takes_up={mark: frozenset(takes_up.get(mark, ())) for mark in closers},
        elisions=frozenset(table.elisions.words),
        pattern=_mark_pattern(marks),
    )


def _mark_pattern(marks: set[str]) -> re.Pattern[str]:
    """Longer marks first; an apostrophe between two letters or digits is no mark, except in scripts that have none."""
    within = {"'", "’", "´", "`"}
    doubled = sorted((mark for mark in marks if len(mark) > 1), key=lambda mark: (-len(mark), mark))
    plain = "".join(sorted(re.escape(mark) for mark in marks if len(mark) == 1 and mark not in within))
    loose = "".join(sorted(within))
    # A doubled mark is not cut out of a longer run: ''' or ``` is not typography.
    double = "|".join(rf"(?<!{re.escape(mark[0])}){re.escape(mark)}(?!{re.escape(mark[0])})" for mark in doubled)
    return re.compile(rf"{double}|[{plain}]|(?<!\w)[{loose}]|[{loose}](?!\w)|(?<=[{_NO_APOSTROPHES}])[{loose}]")


def find_marks_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the marks of ``text`` between ``start`` and ``end`` are, in order.

    A set of single signs is found many times faster than the whole pattern, which is then tried at those places only.
    """
    pattern = quote_marks().pattern
    signs = _signs_with_comma() if text.find(",,", start, end) >= 0 else _signs()
    position = start
    for sign in signs.finditer(text, start, end):
        if sign.start() < position:
            continue
        found = pattern.match(text, sign.start(), end)
        if found is not None:
            position = found.end()
            yield found.span()


@cache
def _signs_with_comma() -> re.Pattern[str]:
    table = load_quote_marks()
    firsts = {mark[0] for row in table.pairs for mark in (row.open, row.close)}
    return re.compile("[" + "".join(sorted(re.escape(sign) for sign in firsts)) + "]")


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(_signs_with_comma().pattern.replace(",", ""))
