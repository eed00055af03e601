"""The words by which pages say who wrote an article and when it came out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from archive.rules import Row, load_table


class BylineExample(Row):
    """What a page wrote into a field for authors, and the names in it."""

    value: str
    names: tuple[str, ...]


class BylineTable(Row):
    """All of ``bylines.toml``; its head explains each list."""

    by: tuple[str, ...]
    by_east: tuple[str, ...]
    days: tuple[str, ...]
    posts: tuple[str, ...]
    nobody: frozenset[str]
    author_boxes: frozenset[str]
    day_boxes: frozenset[str]
    other_boxes: frozenset[str]
    reads: tuple[BylineExample, ...]


@dataclass(frozen=True, slots=True)
class BylineWords:
    """The table and its expressions: words before names, before names in Han, before a day; posts of people."""

    table: BylineTable
    by: re.Pattern[str]
    by_east: re.Pattern[str]
    day: re.Pattern[str]
    post: re.Pattern[str]


@cache
def load_bylines() -> BylineWords:
    """The table, compiled once.

    >>> load_bylines().by.sub("", "Written by Jane Doe")
    'Jane Doe'
    """
    table = load_table("bylines", BylineTable)
    return BylineWords(
        table,
        re.compile(rf"^(?:{'|'.join(table.by)})(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE),
        re.compile(rf"[(（]?(?:{'|'.join(table.by_east)})[:：]\s?(?P<names>[\u4e00-\u9fff、\s]{{2,40}})[)）]?"),
        re.compile(rf"^(?:{'|'.join(table.days)})(?!\w)", re.IGNORECASE),
        re.compile("|".join(map(re.escape, table.posts)), re.IGNORECASE),
    )
