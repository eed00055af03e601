"""Which mention can be a subject, and which is that of the whole sentence, found without parsing.

What is hard: a preposition governs the nearest noun only ("some of the members said"), a clause has a subject of its
own ("when Jane Doe left, …"), and words that describe a name may stand before it.
"""

from __future__ import annotations

from functools import cache

from archive.attribution.clauses import followed_by_verb, is_noun_like, is_verb
from archive.attribution.cues import SentenceReading
from archive.attribution.mentions import Mention
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_DESCRIPTION = 5
_OWNER_REACH = 4
_SAYING = frozenset(["said", "says", "believes", "thinks", "claimed", "claims", "added", "told"])
"""Verbs that a subject follows without "that"."""


@cache
def _subordinating() -> frozenset[str]:
    """The words before the subject of a clause that is part of another: "when", "that", "what"."""
    rules = speech_rules()
    return rules.subordinators | rules.relatives | rules.questions


@cache
def _clause_openers() -> frozenset[str]:
    """The words that a subject may follow right away; adverbs do so too."""
    rules = speech_rules()
    return _subordinating() | rules.conjunctions | rules.times | _SAYING


def may_be_subject(reading: SentenceReading, mention: Mention) -> bool:
    """Whether no preposition governs the mention, and it is not somebody's ("Jane Doe's lawyer")."""
    after = mention.last + 1
    tokens = reading.tokens
    if after < len(tokens) and tokens[after].low == "'s":
        return False
    return not is_oblique(reading, mention)


def is_oblique(reading: SentenceReading, mention: Mention) -> bool:
    """Whether a preposition stands before the mention, so that it is no subject."""
    before = mention.first - 1
    tokens = reading.tokens
    if before >= 0 and tokens[before].low == "'s" and mention.owner:
        owner = reading.ends.get(before - 1)
        before = owner.first - 1 if owner is not None else before
    while before > 0 and tokens[before].text.isdigit():
        before -= 1  # "signed by 40 members"
    if before < 0:
        return False
    rules = speech_rules()
    low = tokens[before].low
    if low == "of" and before and tokens[before - 1].low in rules.quantities:
        return False  # "several hundred of the governor's supporters"
    if low == "as" and mention.kind == "role":
        return not is_verb(tokens, mention.last + 1)
    if low not in rules.prepositions or (tokens[before].capital and before > 0):
        return False
    # "after", "before", "since" … bring a clause as well as a noun: a verb behind the mention tells which.
    return low not in rules.subordinators or not followed_by_verb(reading, mention)


def _before_owner(reading: SentenceReading, position: int) -> int:
    """What stands before an owner that no table knows, which ends at ``position``: "The industry’s main group"."""
    tokens = reading.tokens
    for at in range(position, max(-1, position - _OWNER_REACH), -1):
        if tokens[at].low in name_rules().determiners:
            return at - 1
        if tokens[at].kind != "word":
            break
    return position + 1


def stands_as_subject(reading: SentenceReading, mention: Mention) -> bool:
    """Whether the mention opens a clause: it follows nothing, a mark, a conjunction or a relative word."""
    before = mention.first - 1
    tokens, rules = reading.tokens, speech_rules()
    if before >= 0 and tokens[before].low == "'s":
        owner = reading.ends.get(before - 1)
        before = owner.first - 1 if owner is not None else _before_owner(reading, before - 1)
    if before < 0:
        return True
    token = tokens[before]
    if token.kind != "word":
        return True
    low = token.low
    if mention.kind == "name" and _opens_with_description(reading, before):
        return True
    return (
        low in _clause_openers()
        or rules.is_adverb(low)
        or (low in rules.forms["en"] and mention.kind == "pronoun" and mention.head != "it")
    )


def _opens_with_description(reading: SentenceReading, position: int) -> bool:
    """Whether only words that describe a name stand up to ``position``: "World number one", "Beaten opponent"."""
    tokens = reading.tokens
    for at in range(position, max(-1, position - _DESCRIPTION), -1):
        if tokens[at].kind != "word":
            return at < position
        describes = tokens[at].capital or tokens[at].low in speech_rules().numbers or is_noun_like(tokens[at])
        if not describes or (at and is_verb(tokens, at)):
            return False
    return position < _DESCRIPTION


def main_subject(reading: SentenceReading, floor: int = 0, ceiling: int | None = None) -> Mention | None:
    """The subject of the sentence: its first mention that no preposition governs and that a verb follows."""
    if floor or ceiling is not None:
        return _main_subject(reading, floor, len(reading.tokens) if ceiling is None else ceiling)
    if not reading.is_asked:
        reading.subject, reading.is_asked = _main_subject(reading, 0, len(reading.tokens)), True
    return reading.subject


def _main_subject(reading: SentenceReading, floor: int, end: int) -> Mention | None:
    plain = None
    for mention in reading.mentions:
        if mention.first < floor or mention.first >= end:
            continue
        if mention.kind == "document" or not may_be_subject(reading, mention):
            continue
        if not stands_as_subject(reading, mention) or _in_subordinate(reading, mention, floor):
            continue
        if plain is not None and _describes_before(reading, plain, mention):
            continue
        if followed_by_verb(reading, mention):
            return mention
        after = mention.last + 1
        # In "an aid worker handing out candles shook her head" the verb stands behind what describes the subject.
        is_doing = after < end and reading.tokens[after].low.endswith("ing")
        if after >= end or is_doing or not is_noun_like(reading.tokens[after]):
            plain = plain or mention
    return plain


def _describes_before(reading: SentenceReading, named: Mention, mention: Mention) -> bool:
    """Whether the mention is an apposition of the name before it: "Jane Doe, executive director of …"."""
    is_apart = mention.first == named.last + 2 and reading.tokens[named.last + 1].text == ","
    return is_apart and mention.kind == "role" and named.kind == "name" and not named.is_organisation


def _in_subordinate(reading: SentenceReading, mention: Mention, floor: int) -> bool:
    """Whether the mention is the subject of "when …", "what …", "that …" and not of the sentence."""
    before = mention.first - 1
    return before >= floor and reading.tokens[before].low in _subordinating()
