"""The captures of an article on a time axis, as values that a template draws.

What is hard here is that an article may be captured three times or a thousand: marks that would stand on top of each
other become one, and tell the gravest thing that was seen in them. Shape and words say what happened; colour only
repeats it. Places are in percent of the width, as in `archive.web.pictures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.provenance import say_date
from archive.web.pictures import Label, place_labels
from archive.web.timeline import Event
from archive.web.wording import say_count

MOST_MARKS = 36
"""Captures that would stand closer than this many to a width are drawn as one mark."""
OUTERMOST = 3.0
"""A mark is some pixels wide: the first and the last stand so many percent inside."""


@dataclass(frozen=True, slots=True)
class CaptureMark:
    """One capture on the time axis, or several that stand too close; ``kind`` is the gravest thing seen in them."""

    left: float
    kind: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of time in which the page was as seen before, or was gone."""

    left: float
    width: float
    is_gone: bool


@dataclass(frozen=True, slots=True)
class CapturesPicture:
    """The captures of an article on a time axis."""

    title: str
    description: str
    marks: tuple[CaptureMark, ...]
    bands: tuple[Band, ...]
    labels: tuple[Label, ...]


GRAVEST_FIRST = ("gone", "changed", "back", "supplied", "new", "refused", "unchanged")
"""What one mark tells that stands for several captures."""
SAID_OF_SEVERAL = {
    "new": "first capture",
    "changed": "change",
    "back": "return to an earlier version",
    "supplied": "text that differs as supplied",
    "unchanged": "without a change",
    "gone": "gone",
    "refused": "without an article",
}
"""What happened, in the words of a list of counts."""


def draw_captures(events: Sequence[Event]) -> CapturesPicture | None:
    """The captures (newest first, as `archive.web.timeline.list_events` gives them) on a time axis.

    None when there is nothing to compare: fewer than two captures, or all at one moment.
    """
    in_order = events[::-1]
    moments = [datetime.fromisoformat(event.captured_at).timestamp() for event in in_order]
    if len(in_order) < 2 or moments[-1] <= moments[0]:
        return None
    width = 100 - 2 * OUTERMOST
    places = [OUTERMOST + width * (moment - moments[0]) / (moments[-1] - moments[0]) for moment in moments]
    together: dict[int, list[int]] = {}
    for index, place in enumerate(places):
        together.setdefault(int(place * MOST_MARKS / 100), []).append(index)
    marks = [_mark([in_order[index] for index in group], places[group[0]]) for group in together.values()]
    counted = _say_kinds(in_order)
    begin, end = say_date(in_order[0].captured_at), say_date(in_order[-1].captured_at)
    span = f"{begin} to {end}" if begin != end else f"on {begin}"
    return CapturesPicture(
        title=f"{say_count(len(in_order), 'capture')}, {span}",
        description=f"{counted}. The list below tells each of them.",
        marks=tuple(marks),
        bands=tuple(_bands(in_order, places)),
        labels=_label_days(in_order, places),
    )


def _label_days(events: Sequence[Event], places: Sequence[float]) -> tuple[Label, ...]:
    days: dict[str, float] = {}
    for event, place in zip(events, places, strict=True):
        days.setdefault(say_date(event.captured_at), place)
    return place_labels([(place, day) for day, place in days.items()])


def _mark(group: Sequence[Event], left: float) -> CaptureMark:
    kinds = [event.kind for event in group]
    kind = next((one for one in GRAVEST_FIRST if one in kinds), kinds[0])
    event = next(event for event in group if event.kind == kind)
    words = f"{event.moment}: {event.words}" if len(group) == 1 else f"{_say_span(group)}: {_say_kinds(group)}"
    return CaptureMark(round(left, 2), kind, words, event.comparison_address or event.text_address)


def _say_span(group: Sequence[Event]) -> str:
    first, last = (say_date(event.captured_at) for event in (group[0], group[-1]))
    return first if first == last else f"{first} to {last}"


def _say_kinds(events: Sequence[Event]) -> str:
    """How many captures showed what: ``1 first capture, 2 changes, 5 without a change``."""
    counts = [(kind, sum(event.kind == kind for event in events)) for kind in SAID_OF_SEVERAL]
    plural = {"changed": "changes", "back": "returns to an earlier version", "new": "first captures"}
    plural["supplied"] = "texts that differ as supplied"
    said = [
        f"{count:,} {plural.get(kind, SAID_OF_SEVERAL[kind]) if count > 1 else SAID_OF_SEVERAL[kind]}"
        for kind, count in counts
        if count
    ]
    return ", ".join(said)


def _bands(events: Sequence[Event], places: Sequence[float]) -> list[Band]:
    """From each answer to the next: the page was there, or gone; stretches of one kind are one band."""
    bands: list[Band] = []
    begin, is_gone = places[0], False
    for event, place in zip(events, places, strict=True):
        now_gone = event.kind == "gone" or (event.kind == "refused" and is_gone)
        if now_gone != is_gone:
            bands.append(Band(round(begin, 2), round(place - begin, 2), is_gone))
            begin, is_gone = place, now_gone
    bands.append(Band(round(begin, 2), round((100 if is_gone else places[-1]) - begin, 2), is_gone))
    return [band for band in bands if band.width > 0]
