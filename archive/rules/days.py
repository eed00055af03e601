"""Days as people write them: ``3 May 2025``, ``3. Mai 2025``, ``May 3, 2025``, ``2025年5月3日``, ``3.5.2025``.

What is hard here is to abstain: 04/05/2025 is two days. So a day made of figures only is read where its form is used in
one way, and a day that is not in the calendar is none.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from archive.rules.months import month_numbers
from archive.spans import Span

_ISO = r"(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})"
_DOTTED = r"(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>\d{4})"
_EAST = r"(?P<y3>\d{4})\s?[年년]\s?(?P<m3>\d{1,2})\s?[月월]\s?(?P<d3>\d{1,2})\s?[日일]"
_DAY_FIRST = (
    r"(?P<d4>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s(?:de\s|of\s)?"
    r"(?P<m4>[^\W\d_]{3,12})\.?,?\s(?:de\s|del\s)?(?P<y4>\d{4})"
)
_MONTH_FIRST = r"(?P<m5>[^\W\d_]{3,12})\.?\s(?P<d5>\d{1,2})(?:st|nd|rd|th)?,\s?(?P<y5>\d{4})"
_DAY = re.compile("|".join(rf"(?<!\d){form}(?!\d)" for form in (_ISO, _DOTTED, _EAST, _DAY_FIRST, _MONTH_FIRST)))
_FORMS = "12345"


class WrittenDay(NamedTuple):
    """A day and where it is written."""

    day: datetime.date
    span: Span


def find_day(text: str, start: int = 0) -> WrittenDay | None:
    """The first day written in ``text`` from ``start`` on; None where there is none, or it is not in the calendar.

    >>> found = find_day("Published on 3 May 2025, 9:30")
    >>> found.day.isoformat(), found.span
    ('2025-05-03', Span(start=13, end=23))
    >>> find_day("04/05/2025"), find_day("31 February 2025")
    (None, None)
    """
    found = _DAY.search(text, start)
    if not found:
        return None
    form = next(form for form in _FORMS if found[f"y{form}"])
    month = found[f"m{form}"]
    number = int(month) if month.isdigit() else month_numbers().get(month.casefold())
    if number is None:
        return None
    try:
        day = datetime.date(int(found[f"y{form}"]), number, int(found[f"d{form}"]))
    except ValueError:  # the 31st of February is nobody's day
        return None
    return WrittenDay(day, Span(*found.span()))
