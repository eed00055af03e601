"""No line is so hostile that a pattern of a table needs long for it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from archive.rules.boilerplate import load_boilerplate
from archive.rules.evidence import load_evidence
from archive.rules.notices import load_notices
from tests.cleaning.near_misses import WRONG, near_misses

_SECONDS = 0.1
"""A hundred times what the slowest pattern takes on a quiet machine; one that backtracks badly takes minutes."""
_LONGEST_NOTICE = 1500


def _patterns() -> Iterator[tuple[str, str, int]]:
    for rule in load_boilerplate().rules.values():
        for table in (rule.sure, rule.patterns):
            for expressions in table.values():
                yield from ((rule.name, expression, rule.longest) for expression in expressions)
        yield from ((rule.name, expression, rule.longest) for expression in rule.inside.values())
    for notice in load_notices().rules:
        for expressions in notice.patterns.values():
            yield from ((notice.name, expression, _LONGEST_NOTICE) for expression in expressions)
    for read in load_evidence().by_label.values():
        yield from ((found.name, pattern.pattern, 500) for found, pattern in read)


PATTERNS = sorted(set(_patterns()))
SEARCHED = {pattern.pattern for read in load_evidence().by_label.values() for _, pattern in read}
NAMES = sorted({name for name, _, _ in PATTERNS})


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_of_a_rule_gives_up_quickly_on_its_near_misses(name: str) -> None:
    """Long lines that begin as the pattern does and end wrongly are answered at once."""
    slow = []
    for _, expression, longest in (row for row in PATTERNS if row[0] == name):
        compiled = re.compile(expression)
        tried = compiled.search if expression in SEARCHED else compiled.fullmatch
        for line in near_misses(expression, longest):
            start = time.perf_counter()
            tried(line)
            if time.perf_counter() - start > _SECONDS:
                slow.append((expression[:80], line[:80], len(line)))
                break
    assert slow == []


def test_a_near_miss_finds_a_pattern_that_backtracks_badly() -> None:
    """The law above can fail: this expression has many ways to read a run of letters."""
    line = min(near_misses(r"by (?:[A-Z]+ ?){1,40}", 24), key=len)
    assert line.endswith(WRONG)
    start = time.perf_counter()
    re.fullmatch(r"by (?:[A-Z]+ ?){1,40}", "by " + "A" * 20 + WRONG)
    short = time.perf_counter() - start
    start = time.perf_counter()
    re.fullmatch(r"by (?:[A-Z]+ ?){1,40}", "by " + "A" * 23 + WRONG)
    assert time.perf_counter() - start > 2 * short


@pytest.mark.parametrize(
    "line",
    [
        "BY JANE DOE AND JOHN SMITH, SPRINGFIELD POST, WASHINGTON/MOSCOW (UPDATED)",
        "BY JANE DOE AND JOHN SMITH, SPRINGFIELD POST, WASHINGTON/MOSCOW/BRUSSELS (UPDATED)",
        "By Jane Doe, " + "A" * 120,
        "Follow " + "-".join("A" * 50) + " on Facebook",
        "Follow " + "-".join("A" * 80) + " on Facebook",
    ],
)
def test_lines_that_once_took_minutes_take_no_time(line: str) -> None:
    """Each of these once kept a rule busy for seconds or for ever."""
    from archive.cleaning import mark_removals  # here: the measure below is of the call alone
    from archive.evidence import find_evidence

    text = f"The mayor left the hall early on that cold Friday evening.\nShare\n{line}"
    mark_removals("Share")
    start = time.perf_counter()
    find_evidence(text, mark_removals(text))
    assert time.perf_counter() - start < 0.5
