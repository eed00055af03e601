"""Who published, sent and wrote it, as far as the lines that were set aside say so.

What is hard here is whose name it is: a picture's credit names the picture's agency, a paper's invitation the paper
itself, and a social network's "follow" may name the reporter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from archive.records import Evidence, Removal
from archive.rules.agencies import agency_expression, agency_names, name_agencies
from archive.rules.evidence import load_evidence
from archive.spans import Span

_AGENCY_LABELS = frozenset({"agency-credit", "source-credit"})
_DATELINE_REACH = 1500
"""Characters from the start in which the first paragraph's dateline stands."""
_BY = re.compile(r"^(?:[A-Z][\w ]{0,14} )?(?:By|BY|Von|von|Par|Por|Di|Door|Av|Af)\s+|^[\w ]{2,16}\s?:\s+")
_CAPITAL = r"[A-ZÀ-ŽА-Я][\w.’'-]*"
_NAME = rf"{_CAPITAL}(?: (?:von|van|der|den|de|da|del|di|la|le|bin|al|ter|ten|dos|du|{_CAPITAL})){{1,4}}"
_NAMES = re.compile(rf"{_NAME}(?:(?:,? (?:and|und|et|y|e|en|och|og|i|&) |, ){_NAME})*")


def find_outlets(text: str, removals: Sequence[Removal]) -> Iterator[Evidence]:
    """The outlets that removed lines name as their own."""
    rules = load_evidence()
    names = agency_names()
    for removal in removals:
        line = removal.span.of(text)
        for rule, pattern in rules.by_label.get(removal.label, ()):
            found = pattern.search(line)
            value = found["value"].strip(" .-") if found else ""
            if not found or len(value) < 2 or value.casefold() in rules.never:
                continue
            span = Span(
                removal.span.start + found.start("value"), removal.span.start + found.start("value") + len(value)
            )
            field = "agency" if value in names else rule.field
            yield Evidence(field, names.get(value, value), span, rule.name, rule.confidence)
            break


def find_agencies(text: str, removals: Sequence[Removal]) -> Iterator[Evidence]:
    """The agencies whose report it is: by their credit, or by the dateline of the first paragraph."""
    for removal in removals:
        if removal.label in _AGENCY_LABELS:
            for name in name_agencies(removal.span.of(text)):
                yield Evidence("agency", name, removal.span, removal.rule, 0.9)
    dateline = _dateline().search(text, 0, _DATELINE_REACH)
    if dateline:
        yield Evidence("agency", agency_names()[dateline["agency"]], Span(*dateline.span("agency")), "dateline", 0.8)


@cache
def _dateline() -> re.Pattern[str]:
    """``SPRINGFIELD, May 3 (Reuters) - The mayor …``: an agency in brackets and a dash, near the start of a line."""
    return re.compile(rf"^[^\n\r(]{{0,60}}\((?P<agency>{agency_expression()})\)\s?[-–—]", re.MULTILINE)


def find_authors(text: str, removals: Sequence[Removal]) -> Iterator[Evidence]:
    """The names in by-lines, as printed, several joined by ``; ``."""
    for removal in removals:
        if removal.label != "byline":
            continue
        line = removal.span.of(text)
        by = _BY.match(line)
        found = _NAMES.match(line, by.end() if by else 0)
        if found:
            names = re.findall(_NAME, found[0])
            start = removal.span.start + found.start()
            yield Evidence("author", "; ".join(names), Span(start, start + len(found[0])), removal.rule, 0.9)
            return
