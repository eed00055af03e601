"""The row that a citation format is: its names, its type, and the function that writes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.citations.cited import Cited


TEXT = "text/plain; charset=utf-8"
"""The media type of citations to be read."""

_DOUBLE = re.compile("“([^“”]*)”")
_STRAIGHT = re.compile(r'(?<!\w)"([^"]*)"(?!\w)')


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a citation.

    ``place`` orders the formats wherever they are listed; ``name`` is what ``--format`` takes, ``label`` what pages
    call it, ``summary`` what it is for. ``ending`` is that of a file with it.
    """

    place: int
    name: str
    label: str
    summary: str
    write: Callable[[Cited], str]
    media_type: str = TEXT
    ending: str = ".txt"


def nest_marks(title: str) -> str:
    """The title as it stands between quotation marks: those within it are single ones.

    >>> nest_marks('The “old bridge” and the "new" one')
    "The ‘old bridge’ and the 'new' one"
    """
    return _STRAIGHT.sub(r"'\1'", _DOUBLE.sub(r"‘\1’", title))
