"""Tables for spreadsheets, in which no cell is a formula.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, which may send the table away;
so does one where a tab or a carriage return stands before it. An apostrophe before it makes it text. A number stays a
number. Datasette writes its tables a row at a time, so they are read in pieces that may end anywhere.
"""

from __future__ import annotations

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# A cell and what ends it (RFC 4180, section 2); in quotes, a quote is written twice.
_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r(?!\Z))')


def defuse_cell(value: str) -> str:
    """The value with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> defuse_cell("=1+1"), defuse_cell("-1.5"), defuse_cell("no formula")
    ("'=1+1", '-1.5', 'no formula')
    """
    return f"'{value}" if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value) else value


class Defuser:
    r"""Takes a table piece by piece and gives it back without formulas.

    >>> defuser = Defuser()
    >>> defuser.feed('id,quoted\r\n1,"=1+') + defuser.feed('1"\r\n2,-3\r\n') + defuser.finish()
    'id,quoted\r\n1,"\'=1+1"\r\n2,-3\r\n'
    """

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, piece: str) -> str:
        """The whole cells up to here."""
        text, place, done = self._rest + piece, 0, []
        while found := _CELL.match(text, place):
            done.append(_write(found[1], found[2], found[3]))
            place = found.end()
        self._rest = text[place:]
        return "".join(done)

    def finish(self) -> str:
        """What is left: a last cell without an end, or the words of an error."""
        rest, self._rest = self._rest, ""
        if rest.startswith('"'):
            return f'"{defuse_cell(rest[1:])}'
        return defuse_cell(rest)


def _write(quoted: str | None, plain: str | None, end: str) -> str:
    return f'"{defuse_cell(quoted)}"{end}' if quoted is not None else f"{defuse_cell(plain or '')}{end}"
