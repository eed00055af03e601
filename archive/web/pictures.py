"""A picture of how many there were when, as values that a template draws: bars by month, year, decade or century.

What is hard here is to draw without a script and without a style attribute (our policy allows neither) something that
can be read on a phone. So nothing is scaled: every place on the time axis is a share of the width, in percent, and
every height is in pixels; letters keep their size. A picture is never the only place of what it shows: each has a
title, a description, and the same as a table or a list beside it, where the links are that a keyboard reaches.

On the page of a speaker::

    counts = {value.value: value.count for value in facets(store, filters, ("published",), 10_000)[0].values}
    "months": draw_months(counts, lambda since, until: links.search({…, "since": since, "until": until}))

and in its template, where ``months`` is None when nothing is dated::

    {% import "quote_archive/pictures.html" as pictures %}
    {% if months %}{{ pictures.months(months) }}{% endif %}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.web.wording import say_count

HEIGHT = 96
"""How high the highest bar is, in pixels."""
LOWEST = 4
"""How high a bar of one is at least: what is there can be seen."""
MOST_BARS = 48
"""More bars than this are too thin for a phone; a coarser unit is taken then."""
WIDEST = 10.0
"""How wide a bar is at most, in percent: two months are two bars and not two halves of the page."""
LABEL_WIDTH = 24.0
"""How wide a label is at most, in percent: a date in small letters on a phone."""

Unit = Literal["month", "year", "decade", "century"]
"""What one bar stands for."""
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2]))?(?![0-9])")


@dataclass(frozen=True, slots=True)
class Bar:
    """How many there were in one unit of time: ``left`` and ``width`` in percent, ``top`` and ``height`` in pixels."""

    left: float
    width: float
    top: float
    height: float
    name: str
    count: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words under a place on the time axis, ``left`` in percent; ``anchor`` is SVG's ``text-anchor``."""

    left: float
    words: str
    anchor: Literal["start", "middle", "end"]

    @property
    def begin(self) -> float:
        """Where its letters begin on a narrow screen."""
        return self.left - {"start": 0.0, "middle": LABEL_WIDTH / 2, "end": LABEL_WIDTH}[self.anchor]

    @property
    def end(self) -> float:
        """And where they end."""
        return self.begin + LABEL_WIDTH


@dataclass(frozen=True, slots=True)
class MonthsPicture:
    """Bars over time; ``bars`` has only those above nothing, oldest first. ``apart`` says what stands in no bar.

    One bar alone shows nothing that a sentence does not say better; so the template writes that.
    """

    title: str
    description: str
    unit: Unit
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    most: int
    apart: str


def draw_months(
    counts: Mapping[str | None, int], address: Callable[[str, str], str], noun: str = "quotation"
) -> MonthsPicture | None:
    """The bars of what was published when, None when nothing is dated.

    Args:
        counts: how many there are of each date, ``2025``, ``2025-04`` or ``2025-04-28``; None is "undated".
        address: where those of a stretch of time are listed, from its first to its last month or year.
        noun: what is counted, in the singular.

    >>> picture = draw_months({"2025-04": 3, "2025-06": 1, None: 2}, lambda since, until: f"/search?since={since}")
    >>> [(bar.name, bar.count, bar.address) for bar in picture.bars], picture.apart
    ([('Apr 2025', 3, '/search?since=2025-04'), ('Jun 2025', 1, '/search?since=2025-06')], '2 undated')
    """
    dated, rough, undated = _sort_dates(counts)
    scale = _choose_scale(dated, rough)
    slots = _fill_slots(scale.size, [dated] if scale.unit == "month" else [dated, rough])
    if not slots:
        return None
    first, last, most = min(slots), max(slots), max(slots.values())
    width = 100 / (last - first + 1)
    bars = []
    for slot, count in sorted(slots.items()):
        name = scale.name(slot)
        left, gap = (slot - first) * width, max(min(width * 0.14, 0.3), (width - WIDEST) / 2)
        height = max(LOWEST, round(HEIGHT * count / most, 1))
        words = f"{name}: {say_count(count, noun)}"
        place = round(left + gap, 3), round(width - 2 * gap, 3), HEIGHT - height, height
        bars.append(Bar(*place, name, count, words, address(*scale.borders(slot))))
    apart = [f"{undated:,} undated"] if undated else []
    if scale.unit == "month" and rough:
        apart.insert(0, f"{sum(rough.values()):,} dated to the year only")
    span = bars[0].name if first == last else f"{bars[0].name} to {bars[-1].name}"
    return MonthsPicture(
        title=f"{say_count(sum(slots.values()), noun)} by {scale.unit}, {span}",
        description=f"At most {say_count(most, noun)} in one {scale.unit}. Each bar leads to those it stands for.",
        unit=scale.unit,
        bars=tuple(bars),
        labels=place_labels([(bar.left + bar.width / 2, bar.name) for bar in bars]),
        most=most,
        apart=", ".join(apart),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """What one bar stands for; slots are numbered from year 0, a slot is ``size`` months long."""

    unit: Unit
    size: int

    def name(self, slot: int) -> str:
        month = slot * self.size
        year = month // 12
        if self.unit == "month":
            return f"{_MONTH_NAMES[month % 12]} {year}"
        return {"year": f"{year}", "decade": f"{year}s", "century": f"{year}–{year + 99}"}[self.unit]

    def borders(self, slot: int) -> tuple[str, str]:
        """The first and the last month, or year, of a slot."""
        first, last = slot * self.size, (slot + 1) * self.size - 1
        return self._write(first), self._write(last)

    def _write(self, month: int) -> str:
        return f"{month // 12:04d}" + (f"-{month % 12 + 1:02d}" if self.unit == "month" else "")


_SCALES = (_Scale("month", 1), _Scale("year", 12), _Scale("decade", 120), _Scale("century", 1200))


def _sort_dates(counts: Mapping[str | None, int]) -> tuple[dict[int, int], dict[int, int], int]:
    """What is dated to a month, and to a year only, by number of the (first) month since year 0; and the rest."""
    dated: dict[int, int] = {}
    rough: dict[int, int] = {}
    undated = 0
    for date, count in counts.items():
        found = _DATE.match(date or "")
        if not found:
            undated += count
            continue
        months = dated if found["month"] else rough
        month = int(found["year"]) * 12 + int(found["month"] or 1) - 1
        months[month] = months.get(month, 0) + count
    return dated, rough, undated


def _choose_scale(dated: Mapping[int, int], rough: Mapping[int, int]) -> _Scale:
    """The finest that needs no more than `MOST_BARS`.

    A date that is only a year has no place among months; so there are months only where they place more than they
    leave out.
    """
    for scale in _SCALES:
        is_month = scale.unit == "month"
        months = dated if is_month else [*dated, *rough]
        if (is_month and sum(dated.values()) < sum(rough.values())) or not months:
            continue
        if max(months) // scale.size - min(months) // scale.size < MOST_BARS:
            return scale
    return _SCALES[-1]


def _fill_slots(size: int, counts: Sequence[Mapping[int, int]]) -> dict[int, int]:
    slots: dict[int, int] = {}
    for months in counts:
        for month, count in months.items():
            slots[month // size] = slots.get(month // size, 0) + count
    return slots


def place_labels(places: Sequence[tuple[float, str]]) -> tuple[Label, ...]:
    """Labels that do not run into each other: the first, the last, and what has room between them.

    >>> [label.words for label in place_labels([(3, "a"), (20, "b"), (50, "c"), (60, "d"), (97, "e")])]
    ['a', 'c', 'e']
    """
    if not places:
        return ()
    labels, last = [_label(*places[0])], _label(*places[-1])
    if last.begin < labels[0].end:
        return tuple(labels)
    for left, words in places[1:-1]:
        label = _label(left, words)
        if labels[-1].end <= label.begin and label.end <= last.begin:
            labels.append(label)
    return (*labels, last)


def _label(left: float, words: str) -> Label:
    """At the edges the words run inwards."""
    if left < LABEL_WIDTH / 2:
        return Label(0.0, words, "start")
    return Label(100.0, words, "end") if left > 100 - LABEL_WIDTH / 2 else Label(round(left, 2), words, "middle")
