"""How one name is written in several ways: the endings and letters that are folded before two names are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from archive.rules import Row, load_table


class Spelling(Row):
    """One way in which spellings of a name differ; ``pattern`` is searched in a word of small Latin letters."""

    why: str
    pattern: str
    write: str
    joins: list[tuple[str, str]]
    keeps: list[tuple[str, str]]


class NameFormTable(Row):
    """The whole of ``name_forms.toml``."""

    articles: list[str]
    family_first: list[str]
    also_given: list[str]
    spelling: list[Spelling]


@dataclass(frozen=True, slots=True)
class NameFormRules:
    """The table compiled, made once."""

    articles: frozenset[str]
    family_first: frozenset[str]
    also_given: frozenset[str]
    spellings: tuple[tuple[Spelling, re.Pattern[str]], ...]


@cache
def name_form_rules() -> NameFormRules:
    """The compiled table of ``name_forms.toml``."""
    table = load_table("name_forms", NameFormTable)
    return NameFormRules(
        frozenset(table.articles),
        frozenset(table.family_first),
        frozenset(table.also_given),
        tuple((row, re.compile(row.pattern)) for row in table.spelling),
    )
