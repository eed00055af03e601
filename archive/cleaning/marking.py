"""The order in which a page is marked: by looks, then by place, then by surroundings, then the ends of lines.

What is hard here is that each step changes what the next one sees: where the article ends depends on what was set
aside behind it. So lines that are boilerplate anywhere come first, then those that are so only at an edge, from the
edge inwards until a paragraph stands in the way; then the tests that look round; then the edges once more; then the
lines that only look like boilerplate, and those only below the article; last what keeps company with all of these. What
looks like boilerplate elsewhere is flagged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive.cleaning.context import CONTEXT_TESTS, LAST_TESTS, Test
from archive.cleaning.credits import find_credits_behind_text
from archive.cleaning.lines import Page
from archive.cleaning.loose import mark_in_company, mark_loose
from archive.cleaning.marks import Marks
from archive.cleaning.matching import Claim, claim_lines
from archive.cleaning.notices import recognise_notices
from archive.cleaning.suspects import find_suspects
from archive.records import Removal, Suspect
from archive.rules.boilerplate import BoilerplateRule, BoilerplateRules
from archive.spans import Span

BYTE_ORDER_MARK = "byte order mark"
"""The one removal without a row: U+FEFF at the very start is the file's, not the article's (RFC 3629, section 6)."""


class Cleaned(NamedTuple):
    """What is set aside of a text, and what is kept but flagged: each sorted, all disjoint, none empty."""

    removals: tuple[Removal, ...] = ()
    suspects: tuple[Suspect, ...] = ()


def mark_page(page: Page, rules: BoilerplateRules) -> Cleaned:
    """What is not the article on ``page`` by these ``rules``, and what may not be."""
    claims = claim_lines(page, rules)
    marks = Marks(page, protected=frozenset(protected_lines(page)), claims=claims)
    _mark_anywhere(marks, claims)
    _mark_edges(marks, claims)
    for rule in rules.tested:
        _mark_tested(marks, rule, CONTEXT_TESTS.get(rule.test or ""))
    _mark_edges(marks, claims)
    mark_loose(marks, claims)
    mark_in_company(marks, claims)
    for rule in rules.tested:
        _mark_tested(marks, rule, LAST_TESTS.get(rule.test or ""))
    ends = [rule for rule in rules.tested if rule.scope == "line-end"]
    removals = tuple(sorted([*_byte_order_mark(page.text), *_whole_lines(marks), *_line_ends(marks, ends)]))
    return Cleaned(removals, find_suspects(marks, claims, removals))


def _mark_tested(marks: Marks, rule: BoilerplateRule, test: Test | None) -> None:
    for index, evidence in list(test(marks)) if test else ():
        marks.mark(index, Claim(rule, evidence))


def protected_lines(page: Page) -> Iterator[int]:
    """The indexes of the lines that no rule touches: corrections, and what the reader saw to be a quotation."""
    for first, last, _ in recognise_notices(page):
        yield from range(first, last + 1)
    yield from page.lines_inside(hint.span for hint in page.hints if hint.kind == "quote")
    yield from page.wrapped


def _mark_anywhere(marks: Marks, claims: dict[int, list[Claim]]) -> None:
    for index, found in claims.items():
        for claim in found:
            if claim.sure and claim.rule.zone == "anywhere":
                marks.mark(index, claim)


def _mark_edges(marks: Marks, claims: dict[int, list[Claim]]) -> None:
    """From both ends of the page inwards, until paragraphs of the article stand in the way."""
    first_prose = next(iter(marks.kept_prose()), len(marks.page.lines))
    for index in range(marks.head_end()):
        zones = ("head", "edges") if index < first_prose else ("edges",)
        _mark_in_zone(marks, index, claims.get(index, []), zones)
    for index in range(len(marks.page.lines) - 1, -1, -1):
        if index in marks.by_line:
            continue
        if not _mark_in_zone(marks, index, claims.get(index, []), ("tail", "edges")) and index in marks.page.prose_set:
            break


def _mark_in_zone(marks: Marks, index: int, claims: list[Claim], zones: tuple[str, ...]) -> bool:
    return any(claim.sure and claim.rule.zone in zones and marks.mark(index, claim) for claim in claims)


def _whole_lines(marks: Marks) -> Iterator[Removal]:
    for index, claim in marks.by_line.items():
        yield _removal(marks.page.lines[index].span, claim.rule, claim.evidence)


def _line_ends(marks: Marks, rules: list[BoilerplateRule]) -> Iterator[Removal]:
    for rule in rules:
        for span, evidence in find_credits_behind_text(marks):
            yield _removal(span, rule, evidence)


def _removal(span: Span, rule: BoilerplateRule, evidence: str) -> Removal:
    return Removal(span, rule.label, rule.name, evidence, rule.score)


def _byte_order_mark(text: str) -> Iterator[Removal]:
    if text.startswith("\ufeff"):
        yield Removal(Span(0, 1), "byte-order-mark", BYTE_ORDER_MARK, "the first code point is U+FEFF")
