"""Lists of titles of other articles, in text that has lost its links: bulleted, “Kicker: Headline”, below a sentence.

What is hard here is that an article's own list looks the same: “Windows: Open them wide at night”. So a list goes only
where a second thing is seen: a kicker that only papers have (“Podcast:”), or several titles in an entry with strokes
between them, below the article, without figures and longer than the names of players. What a colon announces is the
article's; so is what the reader of the page saw to be no link. Of the others one cannot tell: they are kept and flagged
(`archive.cleaning.suspects`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.cleaning.lines import Line, Page
from archive.cleaning.marks import Marks
from archive.rules.folding import fold_line
from archive.rules.genres import genre_words

_BULLETS = frozenset("-–—•·*►▶▪■●○")
_FEWEST = 2
_LEAST_KICKERS = 2 / 3
_LONGEST_TITLE = 160
_KICKER_WORDS = 5
_TITLE_WORDS = 3
_LINK_WORDS = 4
"""Words of the longest title behind a stroke: the names of players have fewer."""
_STROKE = " | "
_WORD = re.compile(r"[^\W\d_]{2,}")


class TitleList(NamedTuple):
    """The lines of a list, and the first kicker in it that names a form of articles."""

    items: range
    genre: str | None


def find_title_lists(page: Page) -> Iterator[TitleList]:
    """Lists of unclosed titles behind kickers, each right below a paragraph that ends as a sentence does."""
    for items in _lists_of(page, 1):
        if items[0] - 1 not in page.prose_set or not page.lines[items[0] - 1].is_closed:
            continue
        kickers = [kicker for index in items if (kicker := _kicker_of(page.lines[index]))]
        if len(kickers) >= _FEWEST and len(kickers) >= _LEAST_KICKERS * len(items):
            yield TitleList(items, next((kicker for kicker in kickers if kicker in genre_words()), None))


def find_genre_lists(marks: Marks) -> Iterator[tuple[int, str]]:
    """The lines of such lists in which a kicker names a form of articles."""
    for items, genre in find_title_lists(marks.page):
        if genre:
            evidence = f"one of {len(items)} titles in a list, of which one is called “{genre}”"
            yield from ((index, evidence) for index in items)


def find_stroked_lists(marks: Marks) -> Iterator[tuple[int, str]]:
    """Lists below the last paragraph of which most entries are titles with strokes between."""
    lines = marks.page.lines
    for items in _lists_of(marks.page, marks.tail_start()):
        stroked = [lines[index].raw for index in items if _STROKE in lines[index].raw]
        plain = [entry for entry in stroked if not any(map(str.isdigit, entry))]
        longest = max((len(part.split()) for entry in plain for part in entry.split(_STROKE)[1:]), default=0)
        if 2 * len(plain) >= len(items) and longest >= _LINK_WORDS:
            evidence = f"one of {len(items)} entries below the article with strokes between titles"
            yield from ((index, evidence) for index in items)


def _lists_of(page: Page, start: int) -> Iterator[range]:
    """The stretches of two unclosed bulleted lines or more, of which the page does not show that they are no links."""
    first: int | None = None
    unlinked: set[int] | None = None
    for index in range(start, len(page.lines) + 1):
        if index < len(page.lines) and page.lines[index].raw[0] in _BULLETS and _is_item(page.lines[index]):
            first = index if first is None else first
            continue
        if first is not None and index - first >= _FEWEST:
            unlinked = _unlinked_in(page) if unlinked is None else unlinked
            if unlinked.isdisjoint(range(first, index)):
                yield range(first, index)
        first = None


def _is_item(line: Line) -> bool:
    return line.has_bullet and len(line.raw) <= _LONGEST_TITLE and line.raw[-1] not in ".:;,。"


def _unlinked_in(page: Page) -> set[int]:
    return set(page.lines_inside(hint.span for hint in page.hints if hint.detail == "li" and not hint.is_linked))


def _kicker_of(line: Line) -> str | None:
    r"""The folded kicker of a title; None of a line without one.

    >>> from archive.cleaning.lines import split_page
    >>> [_kicker_of(line) for line in split_page("- Interview: The mayor on her bridge\n- Salt: two spoons").lines]
    ['interview', None]
    """
    kicker, colon, title = line.raw[1:].strip().partition(": ")
    if not colon or title[0].islower() or title[0].isdigit() or len(_WORD.findall(title)) < _TITLE_WORDS:
        return None
    return fold_line(kicker) if len(kicker.split()) <= _KICKER_WORDS else None
