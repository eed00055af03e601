"""Dates as exact as they are known: a year, a month of it, or a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, with its month and day as far as they are known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def parts(self) -> list[int]:
        """The known numbers, year first."""
        return [part for part in (self.year, self.month, self.day) if part]

    def __str__(self) -> str:
        return "-".join(f"{part:02d}" if place else f"{part:04d}" for place, part in enumerate(self.parts))

    @property
    def in_words(self) -> str:
        """The date as English prose has it.

        >>> PartialDate(2025, 4, 26).in_words, PartialDate(2025, 4).in_words, PartialDate(2025).in_words
        ('26 April 2025', 'April 2025', '2025')
        """
        month = _MONTHS[self.month - 1] if self.month else ""
        return " ".join(part for part in (str(self.day or ""), month, str(self.year)) if part)


def read_date(written: str | None) -> PartialDate | None:
    """The date at the head of an ISO 8601 date or time, in its own time zone; None where there is none.

    >>> read_date("2025-04-26T23:30:00-05:00"), read_date("2025-02-30"), read_date(None)
    (PartialDate(year=2025, month=4, day=26), None, None)
    """
    found = _WRITTEN.match(written or "")
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year or 0, month, day)
