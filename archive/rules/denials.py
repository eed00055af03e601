"""What tells that somebody did not say something: ``denials.toml``, with its examples."""

from __future__ import annotations

from functools import cache

from archive.rules import Row, load_table


class DenialRules(Row):
    """The whole of ``denials.toml``: sets of words in small letters, and the examples."""

    verbs: frozenset[str]
    negations: frozenset[str]
    modals: frozenset[str]
    not_alone: frozenset[str]
    conditions: frozenset[str]
    refusing: frozenset[str]
    avoiding: frozenset[str]
    stopping: frozenset[str]
    other_objects: frozenset[str]
    leads: frozenset[str]
    evidence: frozenset[str]
    none: frozenset[str]
    nobody: frozenset[str]
    untruly: frozenset[str]
    misquoting: frozenset[str]
    claiming: frozenset[str]
    fabricated: frozenset[str]
    things: frozenset[str]
    making_speak: frozenset[str]
    untrue: frozenset[str]
    unsaid: tuple[str, ...]
    said: tuple[str, ...]


@cache
def denial_rules() -> DenialRules:
    """The table, read once."""
    return load_table("denials", DenialRules)


@cache
def clause_signs() -> frozenset[str]:
    """The words one of which every clause has that denies what it tells: "no evidence that", "falsely claims that"."""
    rules = denial_rules()
    return rules.evidence | rules.untruly | rules.misquoting | rules.fabricated | rules.untrue | {"true"}


@cache
def denial_signs() -> frozenset[str]:
    """The words one of which every denial has."""
    rules = denial_rules()
    denying = rules.negations | rules.nobody | rules.refusing | rules.avoiding | rules.stopping
    return denying | rules.none | (clause_signs() - rules.evidence - {"true"})
