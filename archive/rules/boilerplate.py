"""The boilerplate rules: what a line that is not the article looks like, and how to look it up fast.

The rows stand in ``boilerplate_*.toml``, one file per topic, in the languages that the rows name. What is hard here is
speed with many rows: a line is looked up whole (``labels``) and by its words (``words``), and then only those patterns
are tried that begin like it, or of which some needed word stands in the text. So a pattern shows how it begins, or
stands under ``inside`` behind a word that the line has inside.

All but ``raw`` rows see a line *folded* (`archive.rules.folding`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import Field, model_validator

from archive.errors import RuleTableError
from archive.rules import Row, load_table
from archive.rules.folding import fold_characters, fold_line

Scope = Literal["line", "line-end"]
"""How far a rule removes: the whole line, or only the end of it."""
Zone = Literal["anywhere", "edges", "head", "tail"]
"""Where the line stands: anywhere; above the second paragraph or below the last; above the first; below the last."""

_WAYS_TO_FIND = {"labels", "sure", "patterns", "words", "words_of", "inside"}
_FOR_LOOKS = _WAYS_TO_FIND | {
    *("least", "numbers", "one_of", "holds", "raw", "credit", "may_quote", "unclosed", "longest", "most", "zone")
}
_DIGITS = str.maketrans("123456789", "000000000")
_FOLDED = str.maketrans({"ß": "ss", "ς": "σ"})
"""The small letters that a folded line has in another form."""
_PLAIN_START = re.compile(r"(?:\\d|\\\(|\\\.|[^\\.^$*+?{}\[\]|()])+")


class BoilerplateRule(Row):
    """One kind of line that is not the article.

    ``labels`` are whole lines. ``sure`` and ``patterns`` are regular expressions for whole lines: what has a ``sure``
    form is no article wherever ``zone`` lets it stand; a ``patterns`` form could be a headline or a sentence too and
    counts only below the article (`archive.cleaning.loose`). ``inside`` are such expressions as ``patterns``, each
    behind a word that the line must hold, as are all expressions of a row with ``holds``. ``words`` says that a
    line of only these words, numbers and signs is one: of ``least`` words, ``numbers`` numbers and, where ``one_of``
    is given, one word of it; ``words_of`` borrows the words of an earlier rule. All are sorted by language, ``any`` for
    all. ``test`` names a test of the surroundings in `archive.cleaning.context`, which looks at all of these itself, so
    a row with one has none of them. ``credit``: behind the first colon stands a name, no sentence. ``longest`` is in
    code points.
    ``most``: where more lines than that have the form, the form is the article's own, and none of them is claimed.
    ``may_quote``: also lines with quote marks in them; ``unclosed``: no lines that end in a full stop. ``removes`` and
    ``keeps`` are examples, in which ⟦ ⟧ enclose what goes where that is not the whole.
    """

    name: str
    label: str
    why: str
    seen_in: tuple[str, ...]
    scope: Scope = "line"
    zone: Zone = "anywhere"
    labels: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    sure: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    patterns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    least: int = 1
    numbers: int = 0
    one_of: tuple[str, ...] = ()
    words_of: str | None = None
    holds: tuple[str, ...] = ()
    inside: dict[str, str] = Field(default_factory=dict)
    test: str | None = None
    raw: bool = False
    credit: bool = False
    may_quote: bool = False
    unclosed: bool = False
    longest: int = 160
    most: int | None = None
    score: float = Field(default=1.0, ge=0, le=1)
    removes: tuple[str, ...] = Field(min_length=1)
    keeps: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if not (self.model_fields_set & _WAYS_TO_FIND or self.test):
            raise ValueError("a rule needs labels, sure, patterns, words, inside or a test")
        ignored = sorted(self.model_fields_set & _FOR_LOOKS)
        if self.test and ignored:
            raise ValueError(f"a rule with a test has no use for {', '.join(ignored)}")
        return self


class BoilerplateTable(Row):
    """One topic: its rows, in the order in which they are tried."""

    rule: tuple[BoilerplateRule, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled expression of a rule, for whole lines."""

    rule: BoilerplateRule
    expression: re.Pattern[str]
    sure: bool = False

    def matches(self, line: str) -> bool:
        """Whether the whole line is of this form; a line over the rule's limit is not."""
        return len(line) <= self.rule.longest and self.expression.fullmatch(line) is not None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a rule for lines that have no others."""

    rule: BoilerplateRule
    words: frozenset[str]
    one_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class BoilerplateRules:
    """All rows, indexed: by whole line, by how a line begins, by its words, and by what the text must hold.

    ``reach`` is the length of the longest line that counts for what the text must hold.
    """

    rules: dict[str, BoilerplateRule] = field(default_factory=dict)
    whole: dict[str, list[BoilerplateRule]] = field(default_factory=dict)
    starts: dict[str, list[Pattern]] = field(default_factory=dict)
    starts_raw: dict[str, list[Pattern]] = field(default_factory=dict)
    held: dict[str, list[Pattern]] = field(default_factory=dict)
    held_raw: dict[str, list[Pattern]] = field(default_factory=dict)
    reach: dict[str, int] = field(default_factory=dict)
    vocabularies: dict[str, list[Vocabulary]] = field(default_factory=dict)
    tested: list[BoilerplateRule] = field(default_factory=list)

    def starting_like(self, line: str, raw: bool = False) -> list[Pattern]:
        """The patterns that a line which begins so may match: those for folded lines, or those for raw ones."""
        starts, key = self.starts_raw if raw else self.starts, start_key(line)
        return starts.get(key, []) + starts.get(key[:1], [])


def start_key(line: str) -> str:
    """The first two characters, with every digit as 0: what patterns are indexed by.

    >>> start_key("12 comments"), start_key("share")
    ('00', 'sh')
    """
    return line[:2].translate(_DIGITS)


def pattern_starts(pattern: str) -> set[str]:
    r"""The keys with which a line that matches ``pattern`` can begin; empty when the pattern does not show it.

    >>> sorted(pattern_starts(r"(?:sign|log) in.*")), pattern_starts(r"\d+ shares"), pattern_starts(".* said")
    (['lo', 'si'], {'0'}, set())
    """
    if not pattern.startswith("(?:"):
        key = _literal_key(pattern)
        return {key} if key else set()
    branches, end = _split_group(pattern)
    if pattern[end : end + 1] in {"?", "*", "{"}:
        return set()
    keys = [pattern_starts(branch) for branch in branches]
    return set().union(*keys) if all(keys) else set()


def _split_group(pattern: str) -> tuple[list[str], int]:
    """The branches of the group that ``pattern`` begins with, and the index behind it."""
    branches, depth, start = [], 0, 3
    for index, character in enumerate(pattern):
        if pattern[index - 1 : index] == "\\":
            continue
        depth += (character == "(") - (character == ")")
        if depth == 0 or (depth == 1 and character == "|"):
            branches.append(pattern[start:index])
            start = index + 1
        if depth == 0:
            return branches, start
    return branches, len(pattern)


def _literal_key(pattern: str) -> str:
    """The key of the plain characters that ``pattern`` begins with; a character that may be missing is none."""
    found = _PLAIN_START.match(pattern)
    if not found:
        return ""
    literal = found[0].replace(r"\d", "0").replace("\\", "")
    after = pattern[found.end() : found.end() + 2]
    if after[:1] in {"?", "*"} or after == "{0":
        literal = literal[:-1]
    elif after[:1] in {"+", "{"} and len(literal) == 1:
        return literal.translate(_DIGITS)
    return start_key(literal)


@cache
def load_boilerplate() -> BoilerplateRules:
    """Every row of every topic, compiled once.

    Raises:
        RuleTableError: a row breaks its form, two rows share a name, or a pattern does not show how it begins.
    """
    topics = sorted(entry.name for entry in files("archive.rules").iterdir() if entry.name.startswith("boilerplate_"))
    return compile_boilerplate(
        row
        for topic in topics
        if topic.endswith(".toml")
        for row in load_table(topic.removesuffix(".toml"), BoilerplateTable).rule
    )


def compile_boilerplate(rows: Iterable[BoilerplateRule]) -> BoilerplateRules:
    """The index of ``rows``; among the rules that claim a line, the first that its place allows has it.

    Raises:
        RuleTableError: two rows share a name, a pattern cannot be read or does not show how a line begins, or a row
            borrows words that no row before it has.
    """
    found = BoilerplateRules()
    for row in rows:
        if row.name in found.rules:
            raise RuleTableError(row.name, "two boilerplate rules have this name")
        found.rules[row.name] = row
        if row.test:
            found.tested.append(row)
        for label in _all(row.labels):
            found.whole.setdefault(fold_line(label), []).append(row)
        vocabulary = _vocabulary_of(found, row)
        for word in vocabulary.words:
            found.vocabularies.setdefault(word, []).append(vocabulary)
        for literal, expression in row.inside.items():
            _index_held(found, fold_characters(literal), _compile(row, expression))
        for expression in _all(row.sure):
            _index_pattern(found, _compile(row, expression, sure=True))
        for expression in _all(row.patterns):
            _index_pattern(found, _compile(row, expression))
    return found


def _compile(row: BoilerplateRule, expression: str, *, sure: bool = False) -> Pattern:
    try:
        return Pattern(row, re.compile(expression if row.raw else expression.translate(_FOLDED)), sure)
    except re.error as error:
        raise RuleTableError(row.name, f"the pattern {expression!r} cannot be read: {error}") from error


def _vocabulary_of(found: BoilerplateRules, row: BoilerplateRule) -> Vocabulary:
    if row.words_of and row.words_of not in found.rules:
        raise RuleTableError(row.name, f"it borrows the words of {row.words_of}, which no rule before it has")
    words = found.rules[row.words_of].words if row.words_of else row.words
    folded = (frozenset(map(fold_characters, words)) for words in (_all(words), row.one_of))
    return Vocabulary(row, *folded)


def _all(by_language: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for entries in by_language.values():
        yield from entries


def _index_held(found: BoilerplateRules, literal: str, pattern: Pattern) -> None:
    index = found.held_raw if pattern.rule.raw and pattern.rule.holds else found.held
    index.setdefault(literal, []).append(pattern)
    found.reach[literal] = max(found.reach.get(literal, 0), pattern.rule.longest)


def _index_pattern(found: BoilerplateRules, pattern: Pattern) -> None:
    row, expression = pattern.rule, pattern.expression.pattern
    if row.holds:
        for literal in row.holds:
            _index_held(found, literal if row.raw else fold_characters(literal), pattern)
        return
    keys = pattern_starts(expression)
    next_step = "Write it under `inside`."
    if not keys:
        raise RuleTableError(row.name, f"the pattern {expression!r} does not show how a line begins", next_step)
    starts = found.starts_raw if row.raw else found.starts
    for key in keys:  # one that is only one character long is looked up by that alone
        starts.setdefault(key, []).append(pattern)
