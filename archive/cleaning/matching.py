"""Which rules claim a line by its own looks, whatever stands round it.

What is hard here is to stay linear and cheap with hundreds of rows: each line is looked up, never compared with every
row; what can stand anywhere in a line is searched in the whole text once. No rule may claim a line that opens a
quotation, and only a row with ``may_quote`` one that holds a quote mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from archive.cleaning.credited import names_somebody
from archive.cleaning.lines import Line, Page
from archive.rules.boilerplate import BoilerplateRule, BoilerplateRules, Pattern
from archive.rules.sentence_words import words_for

_FIRST_WORD = re.compile(r"(?<!\w)[^\W\d]\w*")
"""The first word of a line that does not begin with a figure."""
_LONGEST_VOCABULARY_LINE = 120
"""Characters: a line of only a rule's words is never longer."""


class Claim(NamedTuple):
    """A rule that wants a line, and in words what it saw."""

    rule: BoilerplateRule
    evidence: str
    sure: bool = True


def claim_lines(page: Page, rules: BoilerplateRules) -> dict[int, list[Claim]]:
    """For each index of a line that some rule wants: the rules, in the order of preference."""
    claims: dict[int, list[Claim]] = {}
    for index, line in enumerate(page.lines):
        found = [claim for claim in _claim_line(line, rules) if _may_claim(claim.rule, line)]
        if found:
            claims[index] = found
    for index, claim in _claim_held(page, rules):
        if _may_claim(claim.rule, page.lines[index]):
            claims.setdefault(index, []).append(claim)
    return _without_habits(claims)


def _without_habits(claims: dict[int, list[Claim]]) -> dict[int, list[Claim]]:
    """The claims without those of rules that claim more lines than a page has of them.

    A live page has a time over each entry: these are the article's.
    """
    bounded = [claim.rule for found in claims.values() for claim in found if claim.rule.most is not None]
    counts = Counter(rule.name for rule in bounded)
    habits = {rule.name for rule in bounded if counts[rule.name] > (rule.most or 0)}
    if not habits:
        return claims
    left = {index: [claim for claim in found if claim.rule.name not in habits] for index, found in claims.items()}
    return {index: found for index, found in left.items() if found}


def _may_claim(rule: BoilerplateRule, line: Line) -> bool:
    if line.opens_quotation or (rule.unclosed and line.raw[-1] in ".。।"):
        return False
    if rule.credit and not names_somebody(line.raw):
        return False
    return rule.may_quote or not (line.quotes or _reports_speech(line))


def _reports_speech(line: Line) -> bool:
    """Whether somebody says something in it, as a sentence or as a headline does: no page speaks so of itself."""
    words = line.words if line.is_closed else line.folded.rpartition(", ")[2].split() * (", " in line.folded)
    return not words_for("speech").isdisjoint(words)


def _claim_line(line: Line, rules: BoilerplateRules) -> Iterator[Claim]:
    folded = line.folded
    for rule in rules.whole.get(folded, ()):
        yield Claim(rule, "the whole line is a known label")
    for pattern in rules.starting_like(folded):
        if pattern.matches(folded):
            yield Claim(pattern.rule, "the whole line has a known form", pattern.sure)
    for pattern in rules.starting_like(line.raw, raw=True):
        if pattern.matches(line.raw):
            yield Claim(pattern.rule, "the whole line has a known form", pattern.sure)
    if len(folded) <= _LONGEST_VOCABULARY_LINE:
        yield from _claim_by_words(line, rules)


def _claim_by_words(line: Line, rules: BoilerplateRules) -> Iterator[Claim]:
    """Lines of nothing but a rule's words and numbers: share bars, dates, menus."""
    first = _FIRST_WORD.search(line.folded)
    if not first or first[0] not in rules.vocabularies:
        return
    words = line.words
    plain = [word for word in words if not word[0].isdigit()]
    for vocabulary in rules.vocabularies.get(plain[0], ()):
        rule = vocabulary.rule
        enough = len(plain) >= rule.least and len(words) - len(plain) >= rule.numbers
        fits = enough and vocabulary.words.issuperset(plain)
        if fits and (not vocabulary.one_of or not vocabulary.one_of.isdisjoint(plain)):
            yield Claim(rule, "the line has no other words than such lines have")


def _claim_held(page: Page, rules: BoilerplateRules) -> Iterator[tuple[int, Claim]]:
    """Patterns that are known by a word inside: it is searched in all lines that are short enough, then in each."""
    yield from _claim_indexed([line.folded for line in page.lines], rules.held, rules.reach)
    yield from _claim_indexed([line.raw for line in page.lines], rules.held_raw, rules.reach)


def _claim_indexed(
    lines: list[str], index: dict[str, list[Pattern]], reach: dict[str, int]
) -> Iterator[tuple[int, Claim]]:
    by_length = sorted(lines, key=len)
    joined, lengths = "\n".join(by_length), [len(line) for line in by_length]
    ends = list(accumulate((length + 1 for length in lengths), initial=0))
    for literal, patterns in index.items():
        if joined.find(literal, 0, ends[bisect_right(lengths, reach[literal])]) < 0:
            continue
        for number, line in enumerate(lines):
            if literal in line:
                for pattern in patterns:
                    if pattern.matches(line):
                        evidence = f"the line has a known form with “{literal}” in it"
                        yield number, Claim(pattern.rule, evidence, pattern.sure)
