"""Dates as exact as they are known: a year, a month or a day, and what it means to lie between two of them.

What is hard here is that a date may be as vague as a year. Written as ISO 8601 writes it, ``2025``, ``2025-04`` and
``2025-04-28`` sort and compare as text, as far as both go. A month that nobody stated is ``2025-XX``, as the extended
format writes it (ISO 8601-2:2019, EDTF level 1, "unspecified digits from the right"): so the articles that are dated by
the year only can be asked for alone. A time is on the day that it has in its own time zone.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime

from archive.errors import InvalidValue

UNSTATED = "-XX"
"""How a date ends whose next part nobody stated."""
FORMS = "Write a year, a month or a day that there is: 2025, 2025-04 or 2025-04-28."
"""What a date may look like, for whoever typed another."""

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_WHOLE = len("2025-04-28")
_LONGEST_SHOWN = 40
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
        return self._say(_MONTHS[self.month - 1] if self.month else "")

    @property
    def in_short(self) -> str:
        """The same with the first three letters of the month, for lists: ``26 Apr 2025``."""
        return self._say(_MONTHS[self.month - 1][:3] if self.month else "")

    def _say(self, month: str) -> str:
        return " ".join(part for part in (str(self.day or ""), month, str(self.year)) if part)

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day that it may mean.

        >>> PartialDate(2024, 2).days
        ('2024-02-01', '2024-02-29')
        """
        first, last = self.month or 1, self.month or 12
        end = self.day or calendar.monthrange(self.year, last)[1]
        return str(PartialDate(self.year, first, self.day or 1)), str(PartialDate(self.year, last, end))


def read_date(written: str | None) -> PartialDate | None:
    """The date of an ISO 8601 date or time, in its own time zone; None where there is none.

    Of a time that cannot be read, the date before it still counts.

    >>> read_date("2025-04-26T23:30:00-05:00"), read_date("2025-02-30"), read_date(None)
    (PartialDate(year=2025, month=4, day=26), None, None)
    """
    told = written or ""
    day = told[:_WHOLE] if told[_WHOLE : _WHOLE + 1] in {"T", " "} else ""
    return read_whole_date(told) or read_whole_date(day)


def read_whole_date(written: str) -> PartialDate | None:
    """The same of what is a date or a time to its end: what people type must be read whole, or not at all.

    >>> read_whole_date("2025-04"), read_whole_date("2025-04-26T23 o'clock")
    (PartialDate(year=2025, month=4, day=None), None)
    """
    found = _WRITTEN.fullmatch(written)
    try:
        if not found:
            day = datetime.fromisoformat(written)
            return PartialDate(day.year, day.month, day.day)
        year, month, day_of_month = (None if part is None else int(part) for part in found.groups())
        date(year or 0, 1 if month is None else month, 1 if day_of_month is None else day_of_month)
        return PartialDate(year or 0, month, day_of_month)
    except ValueError:
        return None


def check_date(name: str, value: str) -> str:
    """The year, month or day that somebody typed; of a time, its day.

    Args:
        name: what the error calls it: ``since=`` in an address, ``--since`` and a space in a terminal.
        value: what was typed.

    Raises:
        InvalidValue: there is no such date.

    >>> check_date("since=", "2025-04"), check_date("--since ", "2025-04-28T10:00")
    ('2025-04', '2025-04-28')
    """
    read = read_whole_date(value.strip())
    if read is None:
        raise InvalidValue(f"{name}{value[:_LONGEST_SHOWN]}", "is not a date", FORMS)
    return str(read)


def check_published(name: str, value: str) -> str:
    """The same for a date of publication, which may also be one whose month or day is not stated.

    >>> check_published("published=", "2025-XX")
    '2025-XX'
    """
    stated = check_date(name, value.removesuffix(UNSTATED))
    if value.endswith(UNSTATED) and len(stated) < len("2025-04-28"):
        return stated + UNSTATED
    return check_date(name, value)


def check_range(since: str | None, until: str | None) -> None:
    """The range holds a day at least.

    Raises:
        InvalidValue: it ends before it begins.
    """
    if since and until and not _may_follow(since, until):
        raise InvalidValue(f"{since} to {until}", "ends before it begins", "Exchange the two dates.")


def _may_follow(since: str, until: str) -> bool:
    both = min(len(since), len(until))
    return since[:both] <= until[:both]


def month_of(published: str) -> str:
    """The month of a date, or that it is not stated.

    >>> month_of("2025-04-28T10:00:00+02:00"), month_of("2025"), month_of("")
    ('2025-04', '2025-XX', '')
    """
    return published + UNSTATED if len(published) == len("2025") else published[: len("2025-04")]


def is_dated(published: str, wanted: str) -> bool:
    """Whether a date lies in the year, month or day that is wanted, or is exactly as vague as that.

    >>> is_dated("2025-04-28", "2025"), is_dated("2025", "2025-XX"), is_dated("2025-04-28", "2025-XX")
    (True, True, False)
    """
    if wanted.endswith(UNSTATED):
        return published == wanted.removesuffix(UNSTATED)
    return published.startswith(wanted)


def is_surely_within(published: str, since: str | None, until: str | None) -> bool:
    """Whether all days that a date may mean lie in the range; both of its ends count, and are optional.

    >>> is_surely_within("2025", "2025-04-01", None), is_surely_within("2025", "2025-01", "2026")
    (False, True)
    """
    first, last = _days_of(published)
    return (not since or first >= _days_of(since)[0]) and (not until or last <= _days_of(until)[1])


def _days_of(partial: str) -> tuple[str, str]:
    """The first and the last day that a date may mean; what is no date means itself."""
    read = read_date(partial)
    return read.days if read else (partial[:_WHOLE], partial[:_WHOLE])
