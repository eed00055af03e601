"""Captions whose pictures are gone, told by what stands at their ends and round them.

What is hard here is that a caption is a sentence like any other. A credit behind its last full stop shows it, or a day
behind its last comma: “The mayor at the gate, 3 May 2025” names what is seen and when, and no sentence of an article
ends so. Where many lines end in days, the article is a chronicle or a programme and these are its headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from archive.cleaning.credited import names_somebody
from archive.cleaning.marks import Marks
from archive.rules.boilerplate import load_boilerplate
from archive.rules.days import find_day

_LONGEST = 260
_FEWEST_PARAGRAPHS = 3
"""With fewer, the line with the credit may be all the news there is."""
_FEWEST_WORDS = 6
_MOST_DAYS = 3
_LONGEST_DAY = 30
_LONGEST_CREDIT = 90
_CREDIT = re.compile(r"(?<=[.!?…)])\s?(?P<credit>(?:[^\W\d_]{2,14} ){0,2}[^\W\d_]{3,14}\.?\s?[:©]\s?[^:©.!?]{3,60})$")
_CLOSING = frozenset(".!?…:")
_COUNTER = re.compile(r"1 ?/ ?\d{1,3}")


def find_credited_captions(marks: Marks) -> Iterator[tuple[int, str]]:
    """Lines of one or two sentences that end in the credit of a picture."""
    if len(marks.page.prose) < _FEWEST_PARAGRAPHS:
        return
    for index, line in enumerate(marks.page.lines):
        raw = line.raw
        if raw[-1] in _CLOSING or len(raw) > _LONGEST or not (":" in raw or "©" in raw) or line.quotes:
            continue
        found = _CREDIT.search(raw[-_LONGEST_CREDIT:])
        if found and _is_picture_credit(found["credit"]):
            yield index, f"the line ends in the credit of a picture, “{found['credit']}”"


@cache
def _credit_rule() -> tuple[re.Pattern[str], ...]:
    table = load_boilerplate().rules["image credit line"].sure
    return tuple(re.compile(expression) for group in table.values() for expression in group)


def _is_picture_credit(credit: str) -> bool:
    folded = credit.casefold()
    return names_somebody(credit) and any(expression.fullmatch(folded) for expression in _credit_rule())


def find_dated_captions(marks: Marks) -> Iterator[tuple[int, str]]:
    """Unclosed lines between two paragraphs that end in a comma and a whole date."""
    lines, prose = marks.page.lines, marks.page.prose_set
    found: dict[int, str] = {}
    for index in range(1, len(lines) - 1):
        line = lines[index]
        if not line.raw[-1].isdigit() or len(line.raw) > _LONGEST or not (index - 1 in prose and index + 1 in prose):
            continue
        day = _day_at_end(line.raw)
        if day and len(line.raw[: -len(day)].split()) >= _FEWEST_WORDS:
            found[index] = day
    if len(found) <= _MOST_DAYS:
        yield from (
            (index, f"no sentence, between two paragraphs, and it ends in “{day}”") for index, day in found.items()
        )


def _day_at_end(line: str) -> str:
    """The date that the line ends in behind a comma; empty where there is none.

    >>> _day_at_end("The gate of the town, May 3, 2025"), _day_at_end("The gate in May 2025")
    ('May 3, 2025', '')
    """
    start = line.find(", ", max(0, len(line) - _LONGEST_DAY))
    found = find_day(line, start) if start >= 0 else None
    behind = found is not None and found.span.end == len(line) and line[: found.span.start].endswith(", ")
    return line[found.span.start :] if found and behind else ""


def find_gallery_titles(marks: Marks) -> Iterator[tuple[int, str]]:
    """Unclosed lines right above the counter of a gallery, “1/12”, which a heading follows and no paragraph."""
    lines, prose = marks.page.lines, marks.page.prose_set
    for index in range(1, len(lines) - 2):
        counter = lines[index + 1].raw
        if counter[0] != "1" or not _COUNTER.fullmatch(counter):
            continue
        line, below = lines[index], index + 2
        is_label = index not in prose and not (line.is_closed or line.quotes or line.raw[-1] == ":")
        if is_label and index - 1 in prose and below not in prose and below not in marks.by_line:
            yield index, f"no sentence, right above “{counter}”"
