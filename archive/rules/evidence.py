"""What removed lines tell about their document: the patterns that read an outlet's name out of them.

What is hard here is to name nobody by accident. A name is a run of words with capitals, no pronoun and no day of the
week; it is read only out of kinds of lines in which a paper speaks of itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import Field

from archive.records import EvidenceField
from archive.rules import Row, load_table

_WORD = r"[A-ZÀ-ŽА-Я0-9][\w.&’'-]*?"
_NAME = rf"{_WORD}(?: (?:(?:of|the|de|la|and|&|for|du|des|der|für) )?{_WORD}){{0,5}}?"
"""What stands for NAME in a pattern: up to six words that begin with capitals, small ones between them. A hyphen is
always inside a word and a space never is, so there is one way only to read a run of them."""


class EvidenceRule(Row):
    """One kind of line that tells something; ``finds`` are pairs of a line and the value in it."""

    name: str
    field: EvidenceField
    why: str
    labels: tuple[str, ...]
    patterns: tuple[str, ...]
    confidence: float = Field(ge=0, le=1)
    finds: tuple[tuple[str, str], ...] = Field(min_length=1)
    passes: tuple[str, ...] = Field(min_length=1)


class EvidenceTable(Row):
    """All kinds, and the words that are never a name by themselves."""

    never: tuple[str, ...]
    rule: tuple[EvidenceRule, ...]


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """The compiled rows, by the label of the removals that they read."""

    by_label: dict[str, tuple[tuple[EvidenceRule, re.Pattern[str]], ...]]
    never: frozenset[str]


@cache
def load_evidence() -> EvidenceRules:
    """Every row, compiled once.

    Raises:
        RuleTableError: a row breaks its form.
    """
    table = load_table("evidence", EvidenceTable)
    by_label: dict[str, tuple[tuple[EvidenceRule, re.Pattern[str]], ...]] = {}
    for rule in table.rule:
        compiled = tuple((rule, re.compile(pattern.replace("NAME", _NAME))) for pattern in rule.patterns)
        for label in rule.labels:
            by_label[label] = by_label.get(label, ()) + compiled
    return EvidenceRules(by_label, frozenset(word.casefold() for word in table.never))
