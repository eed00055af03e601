"""How results look: one width, one way to count, colour only where it is wanted, and no control character passed on.

What is hard here is that the words come from strangers: a title may hold an escape sequence that repaints a terminal,
or letters two columns wide. Everything that is printed for people goes through `visible`; JSON needs no such care.
"""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from archive.model import Record

WIDTH = 80
"""The widest line, in columns."""

_HIDDEN_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def visible(text: str, *, keep_lines: bool = False) -> str:
    r"""``text`` with control characters replaced by pictures of them, so that none reaches the terminal.

    >>> visible("a\x1b[31mb\x00c\td")
    'a␛[31mb␀c d'
    """
    if text.isprintable():
        return text
    return "".join(_picture(character, keep_lines) for character in text)


def _picture(character: str, keep_lines: bool) -> str:
    if character.isprintable() or (keep_lines and character == "\n"):
        return character
    if character in "\t\n\r\u2028\u2029" or character.isspace():
        return " "
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if character in _HIDDEN_DIRECTION or unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"}:
        return "\ufffd"
    return character  # joiners and soft hyphens: part of how words are written


def columns_of(text: str) -> int:
    """How many columns of a terminal ``text`` takes.

    >>> columns_of("abc"), columns_of("金正恩"), columns_of("e\u0301")
    (3, 6, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_column_width(character) for character in text)


def _column_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fit(text: str, columns: int) -> str:
    """One line of at most ``columns`` columns; what does not fit is cut and marked with “…”.

    >>> fit("North Korean forces", 10)
    'North Kor…'
    """
    line = " ".join(visible(text[: columns * 8]).split())
    if columns_of(line) <= columns and len(text) <= columns * 8:
        return line
    return _cut(line, columns - 1).rstrip() + "…"


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` with blanks up to ``columns``, before it when it stands ``right``.

    >>> pad("5", 3, right=True)
    '  5'
    """
    blanks = " " * max(0, columns - columns_of(text))
    return blanks + text if right else text + blanks


def _cut(text: str, columns: int) -> str:
    used = 0
    for position, character in enumerate(text):
        used += _column_width(character)
        if used > columns:
            return text[:position]
    return text


def wrap(text: str, *, first: str = "", rest: str = "", width: int = WIDTH, most: int | None = None) -> list[str]:
    """``text`` as lines of at most ``width`` columns, the first after ``first``, the others after ``rest``.

    With ``most``, what goes beyond that many lines is cut and marked with “…”.

    >>> wrap("one two three", first="- ", rest="  ", width=9)
    ['- one two', '  three']
    """
    lines: list[str] = []
    line, is_empty = first, True
    for word in _pieces(visible(text), max(8, width - max(columns_of(first), columns_of(rest)))):
        if not is_empty and columns_of(line) + 1 + columns_of(word) > width:
            lines.append(line)
            if most is not None and len(lines) == most:
                lines[-1] = _cut(lines[-1], width - 2).rstrip() + " …"
                return lines
            line, is_empty = rest, True
        line += word if is_empty else " " + word
        is_empty = False
    lines.append(line)
    return lines


def _pieces(text: str, columns: int) -> Iterable[str]:
    """The words of ``text``; a word wider than a line (a URL, a run of Chinese) in pieces that fit."""
    for word in text.split():
        start = used = 0
        for position, character in enumerate(word if columns_of(word) > columns else ""):
            used += _column_width(character)
            if used > columns:
                yield word[start:position]
                start, used = position, _column_width(character)
        yield word[start:]


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun in the right form.

    >>> count(1, "article"), count(41, "quotation"), count(1200, "capture")
    ('1 article', '41 quotations', '1,200 captures')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(parts: Iterable[str]) -> str:
    """The parts as one phrase.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    items = list(parts)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + (" and " if items[1:] else "") + "".join(items[-1:])


def has_colour() -> bool:
    """Whether stdout is a terminal whose user did not ask for no colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def style(text: str, **how: bool | str) -> str:
    """``text`` in the given style where colour is wanted, else as it is."""
    return click.style(text, **how) if has_colour() else text  # type: ignore[arg-type]  # click's names and types


def width() -> int:
    """The width of lines: `WIDTH`, less on a narrower terminal."""
    return min(WIDTH, max(40, shutil.get_terminal_size((WIDTH, 24)).columns)) if sys.stdout.isatty() else WIDTH


def print_json(record: Record) -> None:
    """One record as one line of JSON on stdout."""
    click.echo(record.model_dump_json())


def note(message: str) -> None:
    """A message for the person at the terminal: on stderr, never mixed into results."""
    click.echo(visible(message, keep_lines=True), err=True)


def short_date(moment: str) -> str:
    """The day and minute of a recorded time, in UTC.

    >>> short_date("2026-11-21T09:30:00.123456Z"), short_date("2026-11-21")
    ('2026-11-21 09:30', '2026-11-21')
    """
    return moment[:16].replace("T", " ")
