"""Dates as exact as they are known: a year, a month or a day, and what it means to lie between two of them.

What is hard here is that a date may be as vague as a year. Written as ISO 8601 writes it, ``2025``, ``2025-04`` and
``2025-04-28`` sort and compare as text, as far as both go. A month that nobody stated is ``2025-XX``, as the extended
format writes it (ISO 8601-2:2019, EDTF level 1, "unspecified digits from the right"): so the articles that are dated by
the year only can be asked for alone.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime

from archive.errors import InvalidValue

UNSTATED = "-XX"
"""How a date ends whose next part nobody stated."""
FORMS = "Write a year, a month or a day that there is: 2025, 2025-04 or 2025-04-28."
"""What a date may look like, for whoever typed another."""

_PARTIAL = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
_LONGEST_SHOWN = 40


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
    typed = value.strip()
    if _PARTIAL.fullmatch(typed) and not typed.startswith("0000"):
        return typed
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(typed).date().isoformat()
    except ValueError:
        raise InvalidValue(f"{name}{value[:_LONGEST_SHOWN]}", "is not a date", FORMS) from None


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
    """The first and the last day that a date may mean."""
    day = partial[: len("2025-04-28")]
    if not _PARTIAL.fullmatch(day):
        return day, day
    if len(day) == len("2025"):
        return f"{day}-01-01", f"{day}-12-31"
    return f"{day}-01", f"{day}-{calendar.monthrange(int(day[:4]), int(day[5:]))[1]}"
