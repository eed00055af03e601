"""What a text says that a person is: offices, parties, descriptions beside a name, so that "the senator" finds its man.

What is hard is that a description stands on either side of its name and often far from it: "Sen. Jane Doe (D-Ohio)",
"Jane Doe, 43, the union's general secretary, who …", "an officer who identified himself as Colonel Doe". Only what
touches the name counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.attribution.cues import SentenceReading
from archive.attribution.frames import Token
from archive.attribution.mentions import Mention
from archive.attribution.phrases import find_owned
from archive.rules.names import NameRules, name_rules

_PARTY = re.compile(r"([DRI])-(\w+)")
_NAMING = frozenset(["called", "named"])
_SELF = frozenset(["himself", "herself", "themselves"])
_NAMED_WITHIN = 6
_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Office:
    """What a name is said to be: the noun ``head``, all words of the phrase, and the mention that says it, if any."""

    head: str
    words: frozenset[str]
    mention: Mention | None = None


def offices_of(reading: SentenceReading, mention: Mention) -> Iterator[Office]:
    """The offices that stand beside a name, titles before it included."""
    tokens, names = reading.tokens, name_rules()
    begins = mention.last + 1 - len(mention.core)
    before = frozenset([token.low for token in tokens[mention.first : begins]])
    if mention.head and mention.head != mention.core[-1].lower():
        yield Office(mention.head, before)
    elif before:
        yield Office("", before)
    if mention.is_organisation:
        return
    yield from _parties(tokens, mention, names)
    for find in (_behind, _before, _naming):
        office = find(reading, mention)
        if office is not None and _is_one_person(office):
            yield Office(office.head, frozenset(word.lower() for word in office.core), office)


def _parties(tokens: list[Token], mention: Mention, names: NameRules) -> Iterator[Office]:
    """The party: "Jane Doe (R-Ohio)", "Jane Doe, D-Calif.,", "Republican Jane Doe"."""
    for token in tokens[mention.last + 1 : mention.last + 3]:
        found = _PARTY.match(token.text) if "-" in token.text else None
        if found is not None:
            yield Office(names.parties[found[1].lower()], frozenset([found[2].lower()]))
    for token in tokens[max(0, mention.first - 1) : mention.last]:
        if token.low in names.party_adjectives and token.capital:
            yield Office(names.party_adjectives[token.low], frozenset([token.low]))


def _behind(reading: SentenceReading, mention: Mention) -> Mention | None:
    """What stands behind the name: "Jane Doe, 43, the union’s general secretary"."""
    tokens, after = reading.tokens, mention.last + 1
    if after + 1 >= len(tokens) or tokens[after].text != ",":
        return None
    if tokens[after + 1].text.isdigit() and after + 3 < len(tokens):
        after += 2
    office = reading.begins.get(after + 1)
    is_owner = office is not None and office.last + 1 < len(tokens) and tokens[office.last + 1].low == "'s"
    return find_owned(reading, after + 1) if office is None or is_owner else office


def _before(reading: SentenceReading, mention: Mention) -> Mention | None:
    """What stands before the name, a comma between: "The judge, Mr Justice Doe, warned …", "His MP, Jane Doe, …"."""
    tokens, comma = reading.tokens, mention.first - 1
    if comma < 1 or tokens[comma].text != ",":
        return None
    office = reading.ends.get(comma - 1)
    first = reading.mentions[0]
    if office is not None and office.is_organisation and first.first == 0 and first.kind == "role":
        between = tokens[first.last + 1 : office.first]
        office = first if len(between) <= _BETWEEN and all(token.kind == "word" for token in between) else office
    opens = office is not None and (office.first == 0 or tokens[office.first - 1].kind == "mark")
    return office if opens else None


def _naming(reading: SentenceReading, mention: Mention) -> Mention | None:
    """What stands before the name and leads to it: "an officer called Doe", "a man who identified himself as Doe"."""
    tokens, before = reading.tokens, mention.first - 1
    if before < 1:
        return None
    if tokens[before].low in _NAMING:
        return reading.ends.get(before - 1)
    if tokens[before].low != "as" or tokens[before - 1].low not in _SELF:
        return None
    earlier = [other for other in reading.mentions if before - _NAMED_WITHIN <= other.last < before]
    offices = [other for other in earlier if _is_one_person(other)]
    return offices[-1] if offices else None


def _is_one_person(mention: Mention) -> bool:
    return mention.kind == "role" and not mention.is_organisation and mention.gender != "plural"
