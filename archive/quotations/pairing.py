"""The state machine: which marks of a paragraph open and close its quotations.

A paragraph is read from left to right with at most two marks open, an outer and an inner one. Each mark can be read as
opening, as closing what is open, or as neither; each reading has a price (`archive.quotations.marks`), each pair of
marks another (the ``cost`` in ``quote_marks.toml``). The cheapest reading of the whole paragraph wins, so a stray mark
costs once and shifts nothing. Nothing is carried into the next paragraph except "left open", and that only where the
next paragraph starts with a mark that takes the quotation up again.

The search keeps the cheapest way into each state and only a few states, so its time grows with the number of marks,
whatever they are. A paragraph whose marks are well set, which is nearly every one, never comes to the search.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from archive.quotations.marks import NEVER, Mark
from archive.rules.quote_marks import quote_marks

_TAKEN_UP = 0.2
"""An open end where the next paragraph takes the quotation up and a whole quotation may have started."""
_TAKEN_UP_INSIDE = 0.8
"""The same where the opening mark stands in the middle of a clause."""
_UNCLOSED = 5.0
"""An open end where it does not: dearer than a stray mark in a doubtful place, cheaper than one that clearly opens."""
_UNCLOSED_SINGLE = 2.9
"""The same of a single mark in a paragraph that quotes with it: dearer than any apostrophe, cheaper than a stray ‘."""
_SAME_INSIDE = 4.0
"""An inner mark that looks like the outer one."""
_DOUBLE_INSIDE = 0.5
_IN_OPEN = 0.5
"""A mark that clearly opens is less likely passed over while another is open: so of two, the earlier is the stray."""
_ODD_MEASURE = 6.0
"""An inch mark that closes a mark of another form."""
_POSSESSIVE = 0.4
"""The apostrophe of a plural as closing mark, near the opening one; more so further away."""
_FAR = 24
_MOST_STATES = 6

_State: TypeAlias = tuple[str, str]
"""The outer and the inner opening mark; empty for none."""
_OUTSIDE: _State = ("", "")


class Pair(NamedTuple):
    """An opening mark and the mark that closes it, or none."""

    opened: Mark
    closed: Mark | None


class _Closed(NamedTuple):
    """A pair and those closed before it."""

    pair: Pair
    before: _Closed | None


class _Way(NamedTuple):
    """The cheapest known way into a state: its price, the open outer mark, the pairs closed so far, newest first."""

    price: float
    opened: Mark | None
    pairs: _Closed | None


def pair_marks(marks: Sequence[Mark], taken_up_by: str, is_free: Callable[[Mark], bool]) -> list[Pair]:
    """The outer pairs among the marks of one block, in order; at most the last one has no closing mark.

    Args:
        marks: all marks of the block, in order.
        taken_up_by: the mark that the next block starts with; empty when it starts with none.
        is_free: whether a mark stands where a whole quotation may start, so that it may stay unclosed.
    """
    marks = _without_apostrophes(marks)
    plain = _pair_plainly(marks)
    return plain if plain is not None else _search(marks, taken_up_by, is_free)


def _without_apostrophes(marks: Sequence[Mark]) -> Sequence[Mark]:
    """Where no single mark can open a quotation, all of them are apostrophes."""
    single = quote_marks().single
    if any(mark.sign in single and mark.opening < 2 and mark.neither > 0 for mark in marks):
        return marks
    return [mark for mark in marks if mark.sign not in single]


def _pair_plainly(marks: Sequence[Mark]) -> list[Pair] | None:
    """The pairs where every mark has one reading that costs nothing; None where one has not."""
    closers = quote_marks().closers
    pairs: list[Pair] = []
    opened: Mark | None = None
    for mark in marks:
        if opened is None:
            if mark.opening > 0 or mark.closing == 0:
                return None
            opened = mark
        else:
            system = closers[opened.sign].get(mark.sign)
            if system is None or system.cost > 0 or mark.closing > 0 or mark.opening == 0:
                return None
            pairs.append(Pair(opened, mark))
            opened = None
    return pairs if opened is None else None


def _search(marks: Sequence[Mark], taken_up_by: str, is_free: Callable[[Mark], bool]) -> list[Pair]:
    ways: dict[_State, _Way] = {_OUTSIDE: _Way(0.0, None, None)}
    for mark in marks:
        following: dict[_State, _Way] = {}
        for (outer, inner), way in ways.items():
            if not outer:
                _read_outside(mark, way, following)
            elif not inner:
                _read_inside(mark, outer, way, following)
            else:
                _read_innermost(mark, outer, inner, way, following)
        ways = _cheapest(following)
    ends = [_ended(state, way, taken_up_by, is_free) for state, way in ways.items()]
    return _in_order(min(ends, key=lambda way: way.price))


def _enter(following: dict[_State, _Way], state: _State, way: _Way) -> None:
    known = following.get(state)
    if known is None or way.price < known.price:
        following[state] = way


def _read_outside(mark: Mark, way: _Way, following: dict[_State, _Way]) -> None:
    if mark.opening < NEVER:
        _enter(following, (mark.sign, ""), _Way(way.price + mark.opening, mark, way.pairs))
    _enter(following, _OUTSIDE, _Way(way.price + mark.neither, None, way.pairs))


def _read_inside(mark: Mark, outer: str, way: _Way, following: dict[_State, _Way]) -> None:
    table = quote_marks()
    system = table.closers[outer].get(mark.sign)
    if system is not None and way.opened is not None:
        closed = _Closed(Pair(way.opened, mark), way.pairs)
        price = way.price + mark.closing + system.cost + _doubt(mark, way.opened)
        _enter(following, _OUTSIDE, _Way(price, None, closed))
    if mark.opening < NEVER:
        inside = _SAME_INSIDE if mark.sign == outer else 0.0 if mark.sign in table.single else _DOUBLE_INSIDE
        _enter(following, (outer, mark.sign), _Way(way.price + mark.opening + inside, way.opened, way.pairs))
    passed = mark.neither + (_IN_OPEN if mark.is_clear else 0.0)
    _enter(following, (outer, ""), _Way(way.price + passed, way.opened, way.pairs))


def _doubt(mark: Mark, opened: Mark) -> float:
    """What more it costs to close with a mark that may well be something else."""
    if mark.is_measure and mark.sign != opened.sign:
        return _ODD_MEASURE
    if mark.is_possessive:
        return _POSSESSIVE if mark.start - opened.end < _FAR else 2 * _POSSESSIVE + 0.1
    return 0.0


def _read_innermost(mark: Mark, outer: str, inner: str, way: _Way, following: dict[_State, _Way]) -> None:
    system = quote_marks().closers[inner].get(mark.sign)
    if system is not None:
        _enter(following, (outer, ""), _Way(way.price + mark.closing + system.cost, way.opened, way.pairs))
    _enter(following, (outer, inner), _Way(way.price + mark.neither, way.opened, way.pairs))


def _cheapest(ways: dict[_State, _Way]) -> dict[_State, _Way]:
    """The few cheapest ways; the one with nothing open is always among them, so there is always a way on."""
    if len(ways) <= _MOST_STATES:
        return ways
    kept = dict(sorted(ways.items(), key=lambda entry: entry[1].price)[:_MOST_STATES])
    if _OUTSIDE in ways:
        kept[_OUTSIDE] = ways[_OUTSIDE]
    return kept


def _ended(state: _State, way: _Way, taken_up_by: str, is_free: Callable[[Mark], bool]) -> _Way:
    """The way with the price of what is still open at the end of the block."""
    outer, inner = state
    if way.opened is None:
        return way
    price = way.price + (3.0 if inner else 0.0)
    if taken_up_by in quote_marks().takes_up[outer] and (is_free(way.opened) or way.opened.is_clear):
        price += _TAKEN_UP if is_free(way.opened) else _TAKEN_UP_INSIDE
    elif may_stay_open(way.opened, is_free, _in_order(way)):
        price += _UNCLOSED_SINGLE if outer in quote_marks().single else _UNCLOSED
    else:
        price += NEVER
    return _Way(price, None, _Closed(Pair(way.opened, None), way.pairs))


def may_stay_open(opened: Mark, is_free: Callable[[Mark], bool], before: Sequence[Pair]) -> bool:
    """Whether a quotation may end with its paragraph, nothing closing it; ``before`` are the paragraph's other pairs.

    A single mark would be an apostrophe (“’Twas”), unless the paragraph has quoted with the same mark already.
    """
    is_known = opened.sign not in quote_marks().single or any(pair.opened.sign == opened.sign for pair in before)
    return is_known and opened.is_clear and is_free(opened)


def _in_order(way: _Way) -> list[Pair]:
    pairs: list[Pair] = []
    closed = way.pairs
    while closed is not None:
        pairs.append(closed.pair)
        closed = closed.before
    pairs.reverse()
    return pairs
