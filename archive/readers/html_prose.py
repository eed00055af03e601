"""What a block's own words show: whether it reads as a sentence, and whether somebody is quoted in it."""

from __future__ import annotations

import re
from functools import cache

from archive.readers.html_blocks import Block
from archive.rules.signs import BRACKETS, FINALS, character_class, closing_signs, double_signs, opening_signs
from archive.words import list_words

SHORTEST_PROSE = 6
"""Words; fewer are a label, even where a full stop ends them."""


@cache
def _end() -> re.Pattern[str]:
    closed = rf"{character_class(FINALS)}{character_class(closing_signs() | BRACKETS)}*"
    return re.compile(rf"{closed}(?:[^\w\n]{{0,3}}\([^()\n]{{1,60}}\))?$")


@cache
def _quoted() -> re.Pattern[str]:
    """Some words between quote marks; the straight single mark is an apostrophe too often to tell."""
    opening, closing = opening_signs() - {"'"}, closing_signs() - {"'"}
    inside = "".join(sorted(double_signs()))
    return re.compile(rf"{character_class(opening)}[^{inside}\n]{{12,600}}{character_class(closing)}")


def is_closed(text: str) -> bool:
    """Whether the text ends as a sentence does, perhaps with its source in brackets behind.

    >>> is_closed("“We stay.”"), is_closed("They stay. (Reuters)"), is_closed("More on this")
    (True, True, False)
    """
    return _end().search(text) is not None


def is_prose(block: Block) -> bool:
    """Whether the block reads like a sentence or more."""
    return is_closed(block.text) and len(list_words(block.text)) >= SHORTEST_PROSE


def quotes_somebody(text: str) -> bool:
    """Whether some words of the text stand between quote marks.

    >>> quotes_somebody("“We will stay here,” she said."), quotes_somebody("the so-called “plan”")
    (True, False)
    """
    return _quoted().search(text) is not None
