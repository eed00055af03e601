"""How a correction begins, in the words of many papers.

What is hard here is the word alone: "correction" is also what markets undergo and where officers work. So a pattern
asks for the colon behind the label, or for the words that a paper uses of its own article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from pydantic import Field

from archive.errors import RuleTableError
from archive.records import NoticeKind
from archive.rules import Row, load_table
from archive.rules.boilerplate import pattern_starts, start_key


class NoticeRule(Row):
    """One kind of notice; ``finds`` and ``passes`` are examples of lines that are one and are none."""

    name: str
    kind: NoticeKind
    why: str
    patterns: dict[str, tuple[str, ...]]
    finds: tuple[str, ...] = Field(min_length=1)
    passes: tuple[str, ...] = Field(min_length=1)


class NoticeTable(Row):
    """All kinds of notices."""

    rule: tuple[NoticeRule, ...]


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """The rows, and their patterns indexed by how a line begins."""

    rules: list[NoticeRule] = field(default_factory=list)
    starts: dict[str, list[tuple[NoticeRule, re.Pattern[str]]]] = field(default_factory=dict)

    def recognise(self, folded: str) -> NoticeRule | None:
        """The rule that a folded line is a notice by, or None."""
        key = start_key(folded)
        for rule, expression in self.starts.get(key, []) + self.starts.get(key[:1], []):
            if expression.fullmatch(folded) is not None:
                return rule
        return None


@cache
def load_notices() -> NoticeRules:
    """Every row, compiled once."""
    return compile_notices(load_table("notices", NoticeTable))


def compile_notices(table: NoticeTable) -> NoticeRules:
    """The index of the rows of ``table``.

    Raises:
        RuleTableError: a pattern does not show how a line begins.
    """
    found = NoticeRules()
    for rule in table.rule:
        found.rules.append(rule)
        for expression in (expression for expressions in rule.patterns.values() for expression in expressions):
            keys = pattern_starts(expression)
            if not keys:
                raise RuleTableError(rule.name, f"the pattern {expression!r} does not show how a line begins")
            for key in keys:
                found.starts.setdefault(key, []).append((rule, re.compile(expression)))
    return found
