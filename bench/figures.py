"""Measured figures with what they were measured against, and promises that they keep or break.

What is hard here is that a machine is never alone. Two things timed one after the other may differ by a factor of two
because something else ran meanwhile. So whatever is compared is timed by turns, in one run (`by_turns`); a ratio is the
median of the ratios of the single rounds, in which both sides met the same neighbours; and each time is printed with
the middle half of its rounds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

Seconds = Sequence[float]
"""One measured time for each round."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: what was measured, how much it is, and the most it may be (None: only stated)."""

    name: str
    value: float
    unit: str = ""
    most: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the promise is kept, or none was given."""
        return self.most is None or self.value <= self.most

    @property
    def verdict(self) -> str:
        """What the table says of it."""
        return "stated" if self.most is None else "ok" if self.holds else "FALLS SHORT"


def by_turns(
    rounds: Iterable[Mapping[str, Callable[[], object]]], clock: Callable[[], float] = time.perf_counter
) -> dict[str, list[float]]:
    """The seconds that each of the named calls took in each round; who comes first changes from round to round.

    Where all work is done in this process, ``time.process_time`` is the clock that neighbours disturb least.

    >>> sorted(by_turns([{"a": int, "b": str}, {"a": int, "b": str}]))
    ['a', 'b']
    """
    seconds: dict[str, list[float]] = {}
    for number, calls in enumerate(rounds):
        names = list(calls)
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            begun = clock()
            calls[name]()
            seconds.setdefault(name, []).append(clock() - begun)
    return seconds


def ratio(ours: Seconds, theirs: Seconds) -> float:
    """How many times as long ours took: the median over the rounds.

    >>> ratio([1, 2, 30], [2, 4, 10])
    0.5
    """
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def show_time(seconds: Seconds) -> str:
    """The median with the middle half of the rounds, in milliseconds.

    >>> show_time([0.001, 0.002, 0.003, 0.004])
    '2.5 ms (1.8–3.3)'
    """
    low, _, high = quantiles(seconds, method="inclusive") if len(seconds) > 1 else (seconds[0],) * 3
    return f"{_show_number(median(seconds) * 1000)} ms ({_show_number(low * 1000)}–{_show_number(high * 1000)})"


def compare(name: str, ours: Seconds, theirs: Seconds, most: float | None, note: str = "") -> Figure:
    """The figure that says how many times as long ours took, with both times beside it."""
    told = f"{show_time(ours)} against {show_time(theirs)}"
    return Figure(name, ratio(ours, theirs), "×", most, f"{told}{f'; {note}' if note else ''}")


def _show_number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.3g}"


def print_figure(figure: Figure) -> None:
    """One line for the figure, and one for what it was made of."""
    most = "" if figure.most is None else f"≤ {_show_number(figure.most)}"
    print(f"{figure.verdict:<11}  {_show_number(figure.value) + figure.unit:>10}  {most:>8}  {figure.name}")
    if figure.note:
        print(f"{'':<34} {figure.note}", flush=True)


def keeps_promises(figures: Iterable[Figure]) -> bool:
    """Whether all promises are kept; says how many there are."""
    promised = [figure for figure in figures if figure.most is not None]
    broken = [figure for figure in promised if not figure.holds]
    print(f"\n{len(promised) - len(broken)} of {len(promised)} bounds hold")
    for figure in broken:
        print(f"  falls short: {figure.name}")
    return not broken
