"""The day of publication, where a line says "published" and a date that can be read in one way only.

What is hard here is to abstain: 04/05/2025 is two days, "updated" is not "published", and a date alone above a page is
often the day of printing. Times and zones are left out: a day is what the line surely says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.records import Evidence, Removal
from archive.rules.days import find_day
from archive.spans import Span

_PUBLISHED = re.compile(
    r"\b(?:published|posted|issued|veröffentlicht|publiziert|publié|publicado|publicada|pubblicato|gepubliceerd"
    r"|publicerad|publicerat|offentliggjort|publiceret|publisert|julkaistu|publikacja|opublikowano|publikováno|vydáno"
    r"|опубликовано|опубліковано|公開日|发布时间?|yayınlanma)\b",
    re.IGNORECASE,
)


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
    found = find_day(line, published.end())
    if found:
        start = removal.span.start
        span = Span(start + found.span.start, start + found.span.end)
        yield Evidence("published", found.day.isoformat(), span, removal.rule, 0.9)
