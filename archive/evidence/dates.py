"""The day of publication, where a line says "published" and a date that can be read in one way only.

What is hard here is to abstain: 04/05/2025 is two days, "updated" is not "published", and a date alone above a page is
often the day of printing. Times and zones are left out: a day is what the line surely says.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from archive.records import Evidence, Removal
from archive.rules.months import month_numbers
from archive.spans import Span

_PUBLISHED = re.compile(
    r"\b(?:published|posted|issued|veröffentlicht|publiziert|publié|publicado|publicada|pubblicato|gepubliceerd"
    r"|publicerad|publicerat|offentliggjort|publiceret|publisert|julkaistu|publikacja|opublikowano|publikováno|vydáno"
    r"|опубликовано|опубліковано|公開日|发布时间?|yayınlanma)\b",
    re.IGNORECASE,
)
_ISO = r"(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})"
_DOTTED = r"(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>\d{4})"
_EAST = r"(?P<y3>\d{4})年(?P<m3>\d{1,2})月(?P<d3>\d{1,2})日"
_DAY_FIRST = (
    r"(?P<d4>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s(?:de\s|of\s)?"
    r"(?P<m4>[^\W\d_]{3,12})\.?,?\s(?:de\s)?(?P<y4>\d{4})"
)
_MONTH_FIRST = r"(?P<m5>[^\W\d_]{3,12})\.?\s(?P<d5>\d{1,2})(?:st|nd|rd|th)?,\s?(?P<y5>\d{4})"
_DATE = re.compile("|".join((_ISO, _DOTTED, _EAST, _DAY_FIRST, _MONTH_FIRST)))
_KINDS = "12345"


def find_publication_date(text: str, removals: Sequence[Removal]) -> Iterator[Evidence]:
    """The day of publication as ``2025-05-03``, or nothing; two lines with different days tell none."""
    found = [evidence for removal in removals if removal.label == "timestamp" for evidence in _read(text, removal)]
    if len({evidence.value for evidence in found}) == 1:
        yield found[0]


def _read(text: str, removal: Removal) -> Iterator[Evidence]:
    line = removal.span.of(text)
    published = _PUBLISHED.search(line)
    if not published:
        return
    date = _DATE.search(line, published.end())
    day = _day(date) if date else None
    if date and day:
        start = removal.span.start
        yield Evidence("published", day, Span(start + date.start(), start + date.end()), removal.rule, 0.9)


def _day(found: re.Match[str]) -> str | None:
    kind = next(kind for kind in _KINDS if found[f"y{kind}"])
    month = found[f"m{kind}"]
    number = int(month) if month.isdigit() else month_numbers().get(month.casefold())
    if number is None:
        return None
    try:
        return datetime.date(int(found[f"y{kind}"]), number, int(found[f"d{kind}"])).isoformat()
    except ValueError:  # the 31st of February is nobody's day
        return None
