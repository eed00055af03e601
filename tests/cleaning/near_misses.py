"""Hostile lines for a regular expression: as long as it may be, made of what it likes best, and wrong at the very end.

They are read out of the expression itself: each repeat is taken as often as it allows, each branch once, and a sign
that nothing matches ends the line. To these come runs of what separators and words of names are mistaken for.
"""

from __future__ import annotations

from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]  # the parser has no public name
from re import _parser as parser  # type: ignore[attr-defined]  # the parser has no public name
from typing import Any

WRONG = "\u0378"
"""A sign that no rule knows: unassigned, no letter, no space."""
UNITS = (
    "A",
    "a",
    "A ",
    "a ",
    "A-",
    "AND A ",
    "A, ",
    "and ",
    "/A",
    "A.",
    "0",
    "0 ",
    " ",
    ", ",
    "A A, A/A ",
    "von A ",
    "x/",
    "a said ",
)
"""What fills a line between its beginning and the wrong end."""


def near_misses(expression: str, longest: int) -> Iterator[str]:
    """Lines of nearly ``longest`` characters that begin as ``expression`` does and do not match it."""
    tree = parser.parse(expression)
    for choice in range(3):
        for greedy in (False, True):
            sample = _write(tree, choice, longest if greedy else 1)
            yield sample[: longest - 1] + WRONG
            for unit in UNITS if not greedy else ():
                for cut in {len(sample), len(sample) // 2}:
                    filled = sample[:cut] + unit * longest
                    yield filled[: longest - 1] + WRONG


def _write(tree: Any, choice: int, budget: int) -> str:
    return "".join(_write_one(code, value, choice, budget) for code, value in tree)


def _write_one(code: Any, value: Any, choice: int, budget: int) -> str:
    if code is codes.LITERAL:
        return chr(value)
    if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
        least, most, inner = value
        unit = _write(inner, choice, 1)
        return unit * min(int(most), max(int(least), budget // max(1, len(unit)), budget > 1))
    if code is codes.SUBPATTERN:
        return _write(value[3], choice, budget)
    if code is codes.BRANCH:
        return _write(value[1][choice % len(value[1])], choice, budget)
    if code is codes.IN:
        return _write_set(value)
    return "A" if code in {codes.ANY, codes.NOT_LITERAL} else ""


def _write_set(members: Any) -> str:
    code, value = members[0]
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.RANGE:
        return chr(value[0])
    return "0" if value is codes.CATEGORY_DIGIT else "A"
