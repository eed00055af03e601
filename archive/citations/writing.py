"""The row that a citation format is: its names, its type, and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.citations.cited import Cited


TEXT = "text/plain; charset=utf-8"
"""The media type of citations to be read."""


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
