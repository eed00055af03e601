"""An agency's credit glued to the end of a paragraph: only the credit goes, never the paragraph.

What is hard here is that an agency's name ends many a sentence. So it counts only behind the mark that ends one:
``… and Mr Putin. KYODO NEWS`` (seed 004) but not ``… according to Reuters``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from archive.cleaning.marks import Marks
from archive.rules.agencies import agency_expression, agency_names
from archive.spans import Span

_LONGEST = 60
"""Characters of a paragraph's end that are looked at: a credit is short."""
_FEWEST_WORDS = 4


def find_credits_behind_text(marks: Marks) -> Iterator[tuple[Span, str]]:
    """The credits behind the last sentence of a line, each with what was seen."""
    for index, line in enumerate(marks.page.lines):
        if index in marks.by_line or index in marks.protected or not _may_end_in_credit(line.raw):
            continue
        tail = line.raw[-_LONGEST:]
        found = _credit_behind_sentence().search(tail)
        if found and len(line.raw[: len(line.raw) - len(tail) + found.start()].split()) >= _FEWEST_WORDS:
            start = line.span.end - len(tail) + found.start("credit")
            yield Span(start, line.span.end), f"“{found['credit']}” stands behind the end of the last sentence"


def _may_end_in_credit(line: str) -> bool:
    last = line.rsplit(None, 1)[-1].strip("()[]*—–-/")
    return bool(last) and re.split(r"[/,]", last)[-1] in _last_words()


@cache
def _last_words() -> frozenset[str]:
    return frozenset(form.split()[-1].strip("/") for form in agency_names())


@cache
def _credit_behind_sentence() -> re.Pattern[str]:
    one = agency_expression()
    several = rf"{one}(?:\s?[/,&+-]\s?{one}|\s(?:and|und|et|y)\s{one})*"
    behind = r"(?:(?<=[.!?…。])|(?<=[.!?…。][\"'”’»)]))\s*"
    return re.compile(rf"{behind}(?P<credit>[—–-]{{0,2}}\s?(?:{several}|[(\[]{several}[)\]]|\*{several}\*))$")
