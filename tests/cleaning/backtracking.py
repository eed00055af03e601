"""How many steps a backtracking matcher takes to find out that a line does not match, counted without matching.

What is hard here is that no clock may be asked and that a bad expression would never come back. A matcher that
backtracks tries, when nothing matches, every way through the expression. Those ways need not be walked to be counted:
at each character one keeps, for every place in the expression, in how many ways it is reached, and adds them up
(Thompson's simulation, "Regular Expression Search Algorithm", 1968, with numbers instead of marks). That takes time
proportional to the line, however many ways there are.

Python's own matcher saves some of these steps by looking ahead for letters; it never takes more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from heapq import heappop, heappush
from re import _constants as codes  # type: ignore[attr-defined]  # the parser has no public name
from re import _parser as parser  # type: ignore[attr-defined]  # the parser has no public name
from typing import Any

_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT}
_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}
_Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Step:
    """One place in the expression: a character is asked for, or a condition, or the way parts or goes on elsewhere."""

    fits: _Fits | None = None
    condition: Callable[[str, int], tuple[bool, int]] | None = None
    onward: tuple[int, ...] = ()


@dataclass(slots=True)
class _Program:
    """The places of an expression in order; behind the last one it has matched."""

    steps: list[_Step] = field(default_factory=list)

    def write(self, tree: Any, flags: int) -> None:
        """The parsed expression stands at the end of the program."""
        for code, value in tree:
            self._write_one(code, value, flags)

    def _write_one(self, code: Any, value: Any, flags: int) -> None:
        here = len(self.steps)
        if code is codes.SUBPATTERN:
            self.write(value[3], (flags | value[1]) & ~value[2])
        elif code is codes.BRANCH:
            self._write_branches(value[1], flags)
        elif code in _REPEATS:
            least, most, inner = value
            self._write_repeat(least, most, inner, flags)
        elif code is codes.AT:
            self.steps.append(_Step(condition=_place(value), onward=(here + 1,)))
        elif code in {codes.ASSERT, codes.ASSERT_NOT}:
            direction, inner = value
            looked = _Program()
            looked.write(inner, flags)
            behind = inner.getwidth()[0] if direction < 0 else 0
            wanted = code is codes.ASSERT
            self.steps.append(_Step(condition=_look(looked, behind, wanted=wanted), onward=(here + 1,)))
        else:
            self.steps.append(_Step(fits=_character(code, value, flags), onward=(here + 1,)))

    def _write_branches(self, branches: Iterable[Any], flags: int) -> None:
        begin, ends, heads = len(self.steps), [], []
        self.steps.append(_Step())
        for branch in branches:
            heads.append(len(self.steps))
            self.write(branch, flags)
            ends.append(len(self.steps))
            self.steps.append(_Step())
        self.steps[begin] = _Step(onward=tuple(heads))
        for end in ends:
            self.steps[end] = _Step(onward=(len(self.steps),))

    def _write_repeat(self, least: int, most: Any, inner: Any, flags: int) -> None:
        for _ in range(least):
            self.write(inner, flags)
        if most is codes.MAXREPEAT:
            if inner.getwidth()[0] == 0:
                raise ValueError("what may be empty is repeated without end")
            begin = len(self.steps)
            self.steps.append(_Step())
            self.write(inner, flags)
            self.steps.append(_Step(onward=(begin,)))
            self.steps[begin] = _Step(onward=(begin + 1, len(self.steps)))
            return
        parts = []
        for _ in range(most - least):
            parts.append(len(self.steps))
            self.steps.append(_Step())
            self.write(inner, flags)
        for part in parts:
            self.steps[part] = _Step(onward=(part + 1, len(self.steps)))

    def run(self, line: str, start: int, *, everywhere: bool, to_end: bool) -> tuple[bool, int]:
        """Whether the program matches, and the number of steps on all ways.

        From ``start``, or from every place behind it too; ``to_end`` asks for the whole rest of the line.
        """
        reached: Counter[int] = Counter()
        matched, total = False, 0
        for position in range(start, len(line) + 1):
            if everywhere or position == start:
                reached[0] += 1
            if not reached and not everywhere:
                break
            reached, steps, is_end = self._advance(line, position, reached)
            total += steps
            matched = matched or (is_end and (position == len(line) or not to_end))
        return matched, total

    def _advance(self, line: str, position: int, reached: Counter[int]) -> tuple[Counter[int], int, bool]:
        """In how many ways each place is reached behind the next character, and the steps that this took."""
        behind: Counter[int] = Counter()
        waiting = sorted(reached)
        total, is_end = 0, False
        while waiting:
            place = heappop(waiting)
            ways = reached.pop(place, 0)
            if not ways or place == len(self.steps):
                is_end = is_end or bool(ways)
                continue
            step = self.steps[place]
            total += ways
            if step.fits is not None:
                if position < len(line) and step.fits(line[position]):
                    behind[step.onward[0]] += ways
                continue
            if step.condition is not None:
                holds, steps = step.condition(line, position)
                total += ways * steps
                if not holds:
                    continue
            for onward in step.onward:
                if onward not in reached:
                    heappush(waiting, onward)
                reached[onward] += ways
        return behind, total, is_end


def _place(code: Any) -> Callable[[str, int], tuple[bool, int]]:
    pattern = {
        codes.AT_BEGINNING: r"^",
        codes.AT_BEGINNING_STRING: r"\A",
        codes.AT_END: r"$",
        codes.AT_END_STRING: r"\Z",
        codes.AT_BOUNDARY: r"\b",
        codes.AT_NON_BOUNDARY: r"\B",
    }[code]
    compiled = re.compile(pattern)
    return lambda line, position: (compiled.match(line, position) is not None, 1)


def _look(inner: _Program, behind: int, *, wanted: bool) -> Callable[[str, int], tuple[bool, int]]:
    def look(line: str, position: int) -> tuple[bool, int]:
        if position < behind:
            return not wanted, 1
        found, steps = inner.run(line, position - behind, everywhere=False, to_end=False)
        return found is wanted, steps

    return look


def _character(code: Any, value: Any, flags: int) -> _Fits:
    """What tells whether a character is one that is asked for here."""
    members = value if code is codes.IN else [(code, value)]
    is_negated = members[0][0] is codes.NEGATE
    fits_one = [_member(*member) for member in members if member[0] is not codes.NEGATE]
    either_case = bool(flags & re.IGNORECASE)

    @cache
    def fits(letter: str) -> bool:
        letters = {letter, letter.lower(), letter.upper()} if either_case else {letter}
        return any(test(one) for test in fits_one for one in letters) != is_negated

    return fits


def _member(code: Any, value: Any) -> _Fits:
    if code is codes.LITERAL:
        return lambda letter: letter == chr(value)
    if code is codes.NOT_LITERAL:
        return lambda letter: letter != chr(value)
    if code is codes.RANGE:
        return lambda letter: len(letter) == 1 and value[0] <= ord(letter) <= value[1]
    if code is codes.ANY:
        return lambda letter: letter != "\n"
    if code is codes.CATEGORY:
        compiled = re.compile(_CATEGORIES[value])
        return lambda letter: compiled.fullmatch(letter) is not None
    raise NotImplementedError(f"{code}: teach tests/cleaning/backtracking.py to count it")


@cache
def _compile(expression: str) -> _Program:
    tree = parser.parse(expression)
    program = _Program()
    program.write(tree, tree.state.flags)
    return program


def count_steps(expression: str, line: str, *, search: bool = False) -> tuple[bool, int]:
    """Whether the line matches, and how many steps a backtracking matcher takes when it does not.

    Args:
        expression: a regular expression without back references and possessive repeats.
        line: what it is tried on.
        search: anywhere in the line, and not the whole of it.

    >>> count_steps("a*b", "aaa"), count_steps("(?:a|aa)*b", "a" * 30)[1] > 1_000_000
    ((False, 15), True)
    """
    return _compile(expression).run(line, 0, everywhere=search, to_end=not search)
