"""Dates in machine-readable places of a page, brought into the form of ISO 8601.

What is hard here is that machines are told dates in many forms, and that a zone is lost easily: what the page gives
with an offset keeps it, what it gives without stays without. A number of seconds counts from 1970 in UTC. Figures whose
order nobody knows (04/05/2025) are no date.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DATE = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})$")
_SLASHED = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?=[ T])")
_COMPACT_OFFSET = re.compile(r"([+-]\d{2})(\d{2})$")
_BEFORE_OFFSET = re.compile(r"\s+([+-]\d{2}:?\d{2}|Z)$")
_UTC_NAME = re.compile(r"\s*(?:UTC|GMT|Z)(?=$|[+-]\d)", re.IGNORECASE)
_UNIX = re.compile(r"(\d{10})(?:\d{3})?")
_DAY_NAME = re.compile(r"[A-Z][a-z]{2,8},\s")


def normalise_date(value: str) -> str | None:
    """The ISO form of a date or time in a machine-readable attribute; None for anything else.

    >>> normalise_date("2025-05-03 09:30:00 +0200"), normalise_date("Sat, 03 May 2025 09:30:00 GMT")
    ('2025-05-03T09:30:00+02:00', '2025-05-03T09:30:00+00:00')
    >>> normalise_date("20250503"), normalise_date("1746264600"), normalise_date("03.05.2025")
    ('2025-05-03', '2025-05-03T09:30:00+00:00', None)
    """
    value = value.strip()
    day = _DATE.match(value)
    if day:
        return _iso(f"{day[1]}-{day[3]}-{day[4]}", date_only=True)
    number = _UNIX.fullmatch(value)
    if number:
        return _checked(datetime.fromtimestamp(int(number[1]), UTC))
    if _DAY_NAME.match(value):
        return _read_mail_date(value)
    value = _SLASHED.sub(lambda found: f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}", value)
    return _iso(_COMPACT_OFFSET.sub(r"\1:\2", _BEFORE_OFFSET.sub(r"\1", _name_to_offset(value))), date_only=False)


def _name_to_offset(value: str) -> str:
    """The value with a ``UTC`` or ``GMT`` at its end, or before its offset, as an offset."""
    found = _UTC_NAME.search(value)
    if not found:
        return value
    return value[: found.start()] + (value[found.end() :] or "+00:00")


def _read_mail_date(value: str) -> str | None:
    """A date as in mails (RFC 5322, 3.3)."""
    try:
        return _checked(parsedate_to_datetime(value))
    except ValueError:
        return None


def _iso(value: str, *, date_only: bool) -> str | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return _checked(moment, date_only=date_only)


def _checked(moment: datetime, *, date_only: bool = False) -> str | None:
    if not 1900 <= moment.year <= 2100:
        return None
    return moment.date().isoformat() if date_only else moment.isoformat()
