"""What a text says that a person is: offices, parties, descriptions beside a name, so that "the senator" finds its man.

What is hard is that a description stands on either side of its name and often far from it: "Sen. Jane Doe (D-Ohio)",
"Jane Doe, 43, the union's general secretary, who …", "an officer who identified himself as Colonel Doe". Only what
touches the name counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.attribution.cues import SentenceReading
from archive.attribution.frames import Token
from archive.attribution.mentions import Mention
from archive.attribution.phrases import find_owned
from archive.attribution.sentence_subjects import may_be_subject
from archive.rules.names import NameRules, name_rules
from archive.rules.speech import speech_rules

_PARTY = re.compile(r"([DRI])-(\w+)")
_NAMING = frozenset(["called", "named"])
_SELF = frozenset(["himself", "herself", "themselves"])
_BEING = frozenset(["is", "was", "became", "become", "been", "serves", "served", "acted", "acts", "works", "worked"])
_HAVING = frozenset(["has", "had", "have", "also", "once"])
_NAMED_WITHIN = 6
_AS_REACH = 7
_LONGEST = 7
_BRACKET = 8
_BETWEEN = 2
_NO_WORDS = frozenset[str]()


_LEADING_ON = frozenset([",", "(", "of", "from", "who"])
"""What stands right behind a name of which more is told there."""

Find = Callable[[SentenceReading, Mention], Mention | None]
"""Looks for the mention that says what a name is."""


@dataclass(frozen=True, slots=True)
class Office:
    """What a name is said to be: the noun ``head``, all words of the phrase, and the mention that says it, if any.

    ``is_owned``: he is so to somebody, as a mother or a lawyer is.
    """

    head: str
    words: frozenset[str]
    mention: Mention | None = None
    is_owned: bool = False


def offices_of(reading: SentenceReading, mention: Mention) -> Iterator[Office]:
    """The offices that stand beside a name, titles before it included."""
    tokens, names = reading.tokens, name_rules()
    begins = mention.last + 1 - len(mention.core)
    opens = _opening(tokens, mention)
    owner = _owner_words(reading, mention.first)
    before = owner.union(reading.lows[opens:begins]) if opens < begins else owner
    if mention.head and mention.head != mention.core[-1].lower():
        is_owned = bool(owner) or tokens[mention.first].low in names.possessives or tokens[mention.first].low == "whose"
        yield Office(mention.head, before, is_owned=is_owned)
    elif before:
        yield Office("", before)
    body = body_before(reading, mention) or (described_behind(reading, mention) if mention.is_organisation else None)
    if body is not None and body.is_organisation:
        yield Office(body.head, frozenset(word.lower() for word in body.core), body)
    if mention.is_organisation:
        return
    beside = reading.lows[max(0, mention.first - 1) : mention.last + 3]
    if "-" in " ".join(beside) or not names.party_marks.isdisjoint(beside):
        yield from _parties(tokens, mention, names)
    behind = tokens[mention.last + 1].low if mention.last + 1 < len(tokens) else ""
    if behind in _LEADING_ON:
        yield from _place(reading, mention)
        yield from _doing(reading, mention, names)
    for find in _finders(behind, reading, mention):
        office = find(reading, mention)
        if office is not None and _is_one_person(office):
            owner = _owner_words(reading, office.first)
            is_owned = bool(owner) or reading.tokens[office.first].low in names.possessives
            yield Office(office.head, owner | frozenset(word.lower() for word in office.core), office, is_owned)


def _finders(behind: str, reading: SentenceReading, mention: Mention) -> Iterator[Find]:
    """Who looks for an office around a name, those alone whom the words beside it give something to find."""
    before = reading.tokens[mention.first - 1].low if mention.first else ""
    if behind in _LEADING_ON:
        yield described_behind
    if before == ",":
        yield _before
    if before == "as" or before in _NAMING:
        yield _naming
    if behind in _LEADING_ON:
        yield _became
    if "as" in reading.lows:
        yield _as_office


def _opening(tokens: list[Token], mention: Mention) -> int:
    """Where the words begin that describe a name: "Former" and "Police" stand outside it, opening a sentence."""
    first, names = mention.first, name_rules()
    while first and (
        tokens[first - 1].low in names.status or (first == 1 and tokens[0].low in names.organisation_nouns)
    ):
        first -= 1
    return first


def _owner_words(reading: SentenceReading, first: int) -> frozenset[str]:
    """Whose an office is: "Norway’s defence minister, Kari Nordmann"."""
    if first < 2 or reading.tokens[first - 1].low != "'s":
        return _NO_WORDS
    owner = reading.ends.get(first - 2)
    return _NO_WORDS if owner is None else frozenset(word.lower() for word in owner.core)


def _place(reading: SentenceReading, mention: Mention) -> Iterator[Office]:
    """Where somebody with a title is from: "Sen. Jane Doe of Ohio"."""
    tokens, after = reading.tokens, mention.last + 1
    place = reading.begins.get(after + 1) if after < len(tokens) and tokens[after].low == "of" else None
    if mention.head and place is not None and place.kind == "name":
        yield Office("", frozenset(word.lower() for word in place.core))


def _parties(tokens: list[Token], mention: Mention, names: NameRules) -> Iterator[Office]:
    """The party: "Jane Doe (R-Ohio)", "Jane Doe, D-Calif.,", "Republican Jane Doe"."""
    for token in tokens[mention.last + 1 : mention.last + 3]:
        found = _PARTY.match(token.text) if "-" in token.text else None
        if found is not None:
            yield Office(names.parties[found[1].lower()], frozenset([found[2].lower()]))
    if names.party_marks.isdisjoint([token.low for token in tokens[max(0, mention.first - 1) : mention.last + 1]]):
        return
    for token in tokens[mention.last + 1 - len(mention.core) : mention.last + 1]:
        if token.low in names.seats and token.text.isupper():
            yield Office(token.low, frozenset())
    for token in tokens[max(0, mention.first - 1) : mention.last]:
        if token.low in names.party_adjectives and token.capital:
            yield Office(names.party_adjectives[token.low], frozenset([token.low]))


def described_behind(reading: SentenceReading, mention: Mention) -> Mention | None:
    """What stands behind the name: "Jane Doe, 43, the union’s general secretary", "Jane Doe (D-Ohio), a senator"."""
    tokens, after = reading.tokens, _beyond_place(reading, mention.last + 1)
    if after + 1 >= len(tokens) or tokens[after].text != ",":
        return None
    if tokens[after + 1].text.isdigit() and after + 3 < len(tokens):
        after += 2
    office = _office_at(reading, after + 1) or find_owned(reading, after + 1)
    is_open = mention.first > 0 and tokens[mention.first - 1].kind == "word"
    if is_open and office is not None and office.last + 1 in reading.cue_at:
        return None  # "aboard the USS Example, the Pentagon chief said": a subject of its own
    return office


def _beyond_place(reading: SentenceReading, position: int) -> int:
    """Behind what tells where somebody is from: "of Oregon", "(D-R.I.)"."""
    tokens = reading.tokens
    if position >= len(tokens):
        return position
    if tokens[position].text == "(":
        closing = [at for at in range(position, min(len(tokens), position + _BRACKET)) if tokens[at].text == ")"]
        return closing[0] + 1 if closing else position
    place = reading.begins.get(position + 1) if tokens[position].low in ("of", "from") else None
    return place.last + 1 if place is not None and place.kind == "name" else position


def _as_office(reading: SentenceReading, mention: Mention) -> Mention | None:
    """What somebody is or stops being by a verb: "Jane Doe has resigned as housing minister"."""
    tokens, verbs = reading.tokens, name_rules().as_verbs
    for at in range(mention.last + 1, min(len(tokens) - 1, mention.last + _AS_REACH)):
        if tokens[at].low == "as":
            is_told = any(token.low in verbs for token in tokens[mention.last + 1 : at])
            return _office_at(reading, at + 1) if is_told else None
        if tokens[at].kind != "word" or at in reading.begins:
            return None
    return None


def _office_at(reading: SentenceReading, position: int) -> Mention | None:
    """The office that begins at ``position``, its owner before it or not: "the mayor", "the mayor’s wife"."""
    office = reading.begins.get(position)
    after = office.last + 1 if office is not None else 0
    if 0 < after < len(reading.tokens) and reading.tokens[after].low == "'s":
        return find_owned(reading, position)
    return office


def _who(reading: SentenceReading, mention: Mention) -> int:
    """The first verb of "Jane Doe, who became …"; -1 where no relative clause follows the name."""
    tokens, at = reading.tokens, mention.last + 1
    at += at < len(tokens) and tokens[at].text == ","
    if at >= len(tokens) or tokens[at].low != "who":
        return -1
    at += 1
    while at < len(tokens) - 1 and (tokens[at].low in _HAVING or speech_rules().is_adverb(tokens[at].low)):
        at += 1
    return at if at < len(tokens) - 1 else -1


def _became(reading: SentenceReading, mention: Mention) -> Mention | None:
    """What somebody is told to be or to have become: "Jane Doe, who became defence minister in May"."""
    verb = _who(reading, mention)
    if verb < 0 or reading.tokens[verb].low not in _BEING:
        return None
    at = verb + 1 + (reading.tokens[verb + 1].low == "as")
    return _office_at(reading, at)


def _doing(reading: SentenceReading, mention: Mention, names: NameRules) -> Iterator[Office]:
    """The office of whoever leads something: "Jane Doe, who heads the agency", is its head."""
    verb = _who(reading, mention)
    if verb < 0 or reading.tokens[verb].low not in names.office_verbs:
        return
    led = reading.begins.get(verb + 1) or reading.begins.get(verb + 2)
    if led is not None:
        yield Office(names.office_verbs[reading.tokens[verb].low], frozenset(word.lower() for word in led.core))


def body_before(reading: SentenceReading, mention: Mention) -> Mention | None:
    """What a body is called before its name, commas on either side: "The largest union, Sample Workers, said"."""
    tokens, comma, after = reading.tokens, mention.first - 1, mention.last + 1
    if comma < 1 or after >= len(tokens) or tokens[comma].text != "," or tokens[after].text != ",":
        return None
    body = reading.ends.get(comma - 1)
    is_told = body is not None and body.kind == "role" and body.is_organisation and body.definite and len(body.core) > 1
    return body if body is not None and is_told and may_be_subject(reading, body) else None


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
    office = office if office is not None and office.kind == "role" else _office_far_before(reading, comma)
    before = office.first - 1 if office is not None else 0
    opens = (
        before < 0 or tokens[before].kind == "mark" or before in reading.cue_at
    )  # "said the chairman, Rep. Jane Doe"
    return office if opens else None


def _office_far_before(reading: SentenceReading, comma: int) -> Mention | None:
    """The office that opens the sentence with more behind it: "The commissioner in charge of roads, Jane Doe, …"."""
    first = reading.mentions[0]
    between = reading.tokens[first.last + 1 : comma]
    leads_on = bool(between) and between[0].low in speech_rules().prepositions and len(between) <= _LONGEST
    is_phrase = all(token.kind == "word" for token in between) and not any(reading.cues_from(first.last, comma))
    return first if first.kind == "role" and first.first == 0 and leads_on and is_phrase else None


def _naming(reading: SentenceReading, mention: Mention) -> Mention | None:
    """What stands before the name and leads to it: "an officer called Doe", "a man who identified himself as Doe"."""
    tokens, before = reading.tokens, mention.first - 1
    if before < 1:
        return None
    if tokens[before].low in _NAMING:
        return reading.ends.get(before - 1)
    if tokens[before].low != "as" or _SELF.isdisjoint(reading.lows[before - 2 : before]):
        return None
    earlier = [other for other in reading.mentions if before - _NAMED_WITHIN <= other.last < before]
    offices = [other for other in earlier if _is_one_person(other)]
    return offices[-1] if offices else None


def _is_one_person(mention: Mention) -> bool:
    return mention.kind == "role" and not mention.is_organisation and mention.gender != "plural"
