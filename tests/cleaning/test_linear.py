"""No line is so hostile that a pattern of a table needs long for it.

Steps are counted, not seconds (`tests.cleaning.backtracking`); the seconds are measured by ``make bench``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from archive.rules.boilerplate import load_boilerplate
from archive.rules.evidence import load_evidence
from archive.rules.notices import load_notices
from tests.cleaning.backtracking import count_steps
from tests.cleaning.near_misses import WRONG, near_misses

MOST_STEPS = 300
"""For each character of a line: three times what the slowest pattern takes, and what a cubic one exceeds."""
LONGEST = 64
"""Characters of a line that is tried: enough to tell a quadratic pattern, which is allowed, from a cubic one."""
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


def _too_long(line: str, expressions: Iterable[str]) -> list[tuple[str, str, int]]:
    """The expressions that do not match the line and take too many steps to find out."""
    counted = (
        (expression, *count_steps(expression, line, search=expression in SEARCHED)) for expression in expressions
    )
    most = MOST_STEPS * len(line)
    return [(expression[:80], line, steps) for expression, matches, steps in counted if not matches and steps > most]


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_of_a_rule_gives_up_soon_on_its_near_misses(name: str) -> None:
    """Lines that begin as the pattern does and end wrongly are answered in few steps."""
    for _, expression, longest in (row for row in PATTERNS if row[0] == name):
        for line in dict.fromkeys(near_misses(expression, min(longest, LONGEST))):
            assert _too_long(line, [expression]) == []


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        (r"by (?:[A-Z]+ ?){1,40}", "many ways to read a run of letters: exponential"),
        (r"(?:a|aa)+b", "two ways for every pair: exponential"),
        (r"[A-Z]{0,80}[A-Z ]{0,80}\w{0,80}!", "three bounded stretches that overlap: cubic"),
        (r"\w+\w+\w+-", "three runs of the same: cubic"),
    ],
)
def test_the_law_finds_a_pattern_that_backtracks_badly(expression: str, why: str) -> None:
    """It can fail: with each of these it does."""
    assert any(_too_long(line, [expression]) for line in near_misses(expression, LONGEST)), why


@pytest.mark.parametrize("name", NAMES)
def test_counting_agrees_with_matching(name: str) -> None:
    """The matcher that counts finds a match exactly where Python's does."""
    for _, expression, _ in (row for row in PATTERNS if row[0] == name):
        tried = re.compile(expression)
        lines = [sample.rstrip(WRONG) for sample in near_misses(expression, 32)][:4]
        for line in lines:
            matches, _ = count_steps(expression, line, search=expression in SEARCHED)
            found = tried.search(line) if expression in SEARCHED else tried.fullmatch(line)
            assert matches == (found is not None), (expression, line)


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
def test_lines_that_once_took_minutes_take_few_steps(line: str) -> None:
    """Each of these once kept a rule busy for seconds or for ever."""
    assert _too_long(line, {expression for _, expression, longest in PATTERNS if len(line) <= longest}) == []
