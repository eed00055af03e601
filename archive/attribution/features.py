"""What the ranker sees of an option: its features, each a name in words that is either there or not.

A feature is ``group: value``; `GROUPS` says what each group means, and the weight of every feature can be read in
``weights.json``. What is hard: the features must hold for outlets that nobody has seen, so none of them is a name, a
topic or a word of the quotation; words of speech count by their kind, distances in steps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.attribution.by_rules import is_led_in
from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity
from archive.attribution.mentions import Mention
from archive.attribution.options import Option
from archive.attribution.sentence_subjects import main_subject
from archive.attribution.surroundings import between, distance_step, ending, mention_class, neighbour, parts_of
from archive.attribution.verdicts import Place, Verdict, Verdicts
from archive.attribution.ways import Candidate
from archive.quotations.found import Found
from archive.rules.speech import speech_rules

GROUPS = {
    "where": "where the option stands, seen from the quotation, and what kind of mention it is",
    "rules": "what the hand-made rules say: their way to it, its place among their candidates, their own choice",
    "doubt": "how much the rules took off the sureness of their way",
    "distance": "tokens between the mention and the quotation, in steps",
    "between": "what stands between the mention and the quotation: other quotations, other mentions, marks",
    "sides": "what stands on the left and on the right of the mention, and beside the quotation",
    "verb": "the word of speech between the mention and the quotation, or behind both",
    "part": "the mention's part in its sentence: subject, behind a preposition, one of a pair",
    "entity": "what the text knows of who is named: whether it spoke, whether the quotation itself names it",
    "voice": "I or we inside the quotation, with the kind of the mention",
    "whole": "whether the quotation is a whole sentence, with where the option stands",
    "carried": "how far the quotation before lies, and how it was given to its speaker",
    "nobody": "what speaks for leaving the quotation without a speaker",
}
"""What each group of features looks at."""

_FIRST_PERSON = re.compile(r"\b(?:(I|[Mm]y|[Mm]e|[Mm]yself|I['’][a-z]+)|([Ww]e|[Oo]ur|us|[Ww]e['’][a-z]+))\b")
_HEARD = 600
_SOURCED = frozenset({"according", "label", "dash"})
"""Ways that name a source outright, without a verb of speech."""
_CAPITALISED = re.compile(r"[^\W\d_a-z]\w+")


@dataclass(slots=True)
class Heard:
    """What all options of one quotation share: how it looks and what stands beside it."""

    kind: str
    size: str
    lead: str
    tail: str
    cues: str
    voice: str
    names: frozenset[str]
    is_first: bool
    alone: str
    before: str
    intro: str

    @classmethod
    def at(cls, text: str, found: Found, place: Place, verdicts: Verdicts) -> Heard:
        """The quotation at ``place`` as the ranker sees it."""
        reading, position = place.reading, place.position
        quoted = text[found.span.start : min(found.span.end, found.span.start + _HEARD)]
        person = _FIRST_PERSON.search(quoted)
        spoken = len([cue for cue in reading.cues if not cue.passive])
        words = len([token for token in reading.tokens if token.kind == "word"])
        return cls(
            kind=found.kind,
            size="short" if len(quoted) < 16 else "middle" if len(quoted) < 60 else "long",
            lead=neighbour(reading, position - 1),
            tail=neighbour(reading, position + 1),
            cues="no word of speech" if not spoken else "a word of speech" if spoken == 1 else "words of speech",
            voice="" if person is None else "I" if person[1] else "we",
            names=frozenset([word.lower() for word in _CAPITALISED.findall(quoted)]),
            is_first=reading.sentence.first_in_paragraph,
            alone=_beside(place, words),
            before=_before(place, verdicts),
            intro=ending(verdicts.readings[order]) if (order := verdicts.kept_before(place.order)) >= 0 else "nothing",
        )


def _beside(place: Place, words: int) -> str:
    """How many words stand beside the quotation in its sentence."""
    if not words:
        return "nothing else"
    tokens = place.reading.tokens
    if place.position and tokens[place.position - 1].text == "," and is_led_in(place):
        return "an opening without a verb"
    return "few words" if words < 4 else "words"


def _before(place: Place, verdicts: Verdicts) -> str:
    """Where the quotation before stands, and whether it has a speaker."""
    if not verdicts.said:
        return "no quotation before"
    order, verdict = verdicts.said[-1]
    steps = place.order - order
    far = "in the sentence" if not steps else "one sentence before" if steps == 1 else "near" if steps < 4 else "far"
    return f"quotation {far}{'' if verdict is not None else ' without speaker'}"


class FeatureMaker:
    """Makes the features of the options of one text."""

    def __init__(self, text: str, found: Sequence[Found], verdicts: Verdicts) -> None:
        self.text = text
        self.found = found
        self.verdicts = verdicts
        self._parts: dict[int, list[str]] = {}

    def make(self, options: Sequence[Option], named: Sequence[Entity | None]) -> list[list[str]]:
        """The features of each option of one quotation; ``named`` are the entities that are known at once."""
        place = options[0].place
        found = self.found[place.reading.tokens[place.position].quotation]
        heard = Heard.at(self.text, found, place, self.verdicts)
        ways = _ways([option.rule for option in options if option.rule is not None])
        made = []
        for option, entity in zip(options, named, strict=True):
            names = self._of_option(option, heard, ways)
            if option.is_ruled:
                names.append(f"rules: their choice, {option.where}")
            if entity is not None:
                names += _of_entity(entity, option, heard, self.verdicts)
            made.append(names)
        return made

    def _of_option(self, option: Option, heard: Heard, ways: str) -> list[str]:
        if option.mention is not None:
            return self._of_mention(option, heard, ways)
        return _of_nobody(heard, ways) if option.carried is None else _of_carried(option, option.carried, heard)

    def _of_mention(self, option: Option, heard: Heard, ways: str) -> list[str]:
        mention, reading = option.mention, option.reading
        if mention is None or reading is None:
            return []
        where, kind = option.where, mention_class(mention)
        names = [*_of_place(where, kind, heard.kind)]
        names += (
            _of_rule(option.rule, option) if option.rule is not None else [f"rules: no way, {where}, others {ways}"]
        )
        if heard.voice:
            names.append(f"voice: {heard.voice}, {kind}")
        names += self._parts_of(mention, reading)
        if where in ("before", "behind"):
            position = option.place.position
            names += between(reading, mention, position)
            names.append(f"sides: {heard.lead if where == 'before' else heard.tail} beside the words, {where}")
        else:
            names += _of_elsewhere(heard.alone, ending(reading), where)
        if option.is_later:
            names.append("where: in a later paragraph of the quotation")
        return names

    def _parts_of(self, mention: Mention, reading: SentenceReading) -> list[str]:
        """The mention's features in its sentence, made once: several quotations may ask for them."""
        if id(mention) not in self._parts:
            self._parts[id(mention)] = parts_of(mention, reading, main_subject(reading))
        return self._parts[id(mention)]


def _ways(candidates: Sequence[Candidate]) -> str:
    """How good the best way of the hand-made rules is."""
    if not candidates:
        return "no way"
    best = max(candidates, key=lambda candidate: candidate.confidence)
    if best.way in _SOURCED:
        return "a source"
    return "a sure way" if best.confidence > 0.75 else "a way" if best.confidence > 0.55 else "a poor way"


def _of_rule(rule: Candidate, option: Option) -> Sequence[str]:
    less = speech_rules().ways[rule.way].confidence - rule.confidence
    doubt = "none" if less < 0.001 else "a little" if less <= 0.06 else "some" if less <= 0.2 else "much"
    return _of_way(rule.way, "first" if option.rank <= 0 else "not first", doubt)


# The features that need the same few words are made together, once: a text asks for the same ones again and again.
@lru_cache(maxsize=1 << 12)
def _of_place(where: str, kind: str, whole: str) -> Sequence[str]:
    return (f"where: {where}", f"where: {kind}", f"where: {where}, {kind}", f"whole: {whole}, {where}")


@lru_cache(maxsize=1 << 12)
def _of_elsewhere(alone: str, end: str, where: str) -> Sequence[str]:
    return (
        f"between: {end} ends the {where}",
        f"between: {alone} beside the words, {where}",
        f"between: {alone} beside the words, {end} ends the {where}",
    )


@lru_cache(maxsize=1 << 12)
def _of_way(way: str, rank: str, doubt: str) -> Sequence[str]:
    return (f"rules: {way}", f"rules: {way}, {rank}", f"rules: {rank}", f"doubt: {doubt}")


def _of_carried(option: Option, verdict: Verdict, heard: Heard) -> list[str]:
    place = option.place
    steps = place.order - option.order
    last = ("the last speaker", "the one before", "another")[option.steps]
    paragraph = "new paragraph" if heard.is_first else "same paragraph"
    far = f"{distance_step(steps)} sentences, {paragraph}"
    how = "carried" if verdict.mention is None else mention_class(verdict.mention)
    return [
        *_of_last(last, far, heard.alone, heard.cues, heard.intro),
        f"carried: {last}, given by {how}",
        *_of_sides("carried: " + last + ", ", heard.lead, heard.tail),
        *_of_whole(last, far, heard.kind, heard.voice or "neither"),
    ]


@lru_cache(maxsize=1 << 12)
def _of_last(last: str, far: str, alone: str, cues: str, intro: str) -> Sequence[str]:
    return (
        f"carried: {last}",
        f"carried: {last}, {far}",
        f"carried: {last}, {alone} beside the words",
        f"carried: {last}, {cues}",
        f"carried: {last}, {alone} beside the words, {intro} before",
        f"carried: {last}, {cues}, {far}",
    )


@lru_cache(maxsize=1 << 12)
def _of_sides(option: str, lead: str, tail: str) -> Sequence[str]:
    return (f"{option}{lead} before the words", f"{option}{tail} behind the words")


@lru_cache(maxsize=1 << 12)
def _of_whole(last: str, far: str, kind: str, voice: str) -> Sequence[str]:
    return (f"whole: {kind}, {last}", f"whole: {kind}, {last}, {far}", f"voice: {voice}, {last}")


def _of_nobody(heard: Heard, ways: str) -> list[str]:
    return [
        *_of_words(heard.kind, heard.size, heard.cues, ways),
        *_of_sides("nobody: ", heard.lead, heard.tail),
        f"nobody: {heard.before}",
        *_of_lonely(heard.alone, heard.intro),
    ]


@lru_cache(maxsize=1 << 12)
def _of_words(kind: str, size: str, cues: str, ways: str) -> Sequence[str]:
    return (
        "nobody: always",
        f"nobody: {kind}",
        f"nobody: {kind}, {size}",
        f"nobody: {kind}, {cues}",
        f"nobody: {ways} of the rules",
        f"nobody: {kind}, {ways} of the rules",
    )


@lru_cache(maxsize=1 << 12)
def _of_lonely(alone: str, intro: str) -> Sequence[str]:
    return (f"nobody: {alone} beside the words", f"nobody: {alone} beside the words, {intro} before")


@lru_cache(maxsize=1 << 12)
def _of_said(said: str, where: str) -> Sequence[str]:
    return (f"entity: {said}", f"entity: {said}, {where}")


def _of_entity(entity: Entity, option: Option, heard: Heard, verdicts: Verdicts) -> list[str]:
    where = "carried" if option.carried is not None else option.where
    names = []
    if heard.names and not heard.names.isdisjoint([word.lower() for word in entity.words]):
        names.append(f"entity: named inside the quotation, {where}")
    if verdicts.speaker is None:
        said = "nobody has spoken"
    elif verdicts.speaker is entity:
        said = "spoke last"
    else:
        said = "has spoken" if id(entity) in verdicts.speakers else "has not spoken"
    names += _of_said(said, where)
    if entity.is_organisation:
        names.append(f"entity: organisation, {where}, {heard.kind}")
        if heard.voice:
            names.append(f"voice: {heard.voice}, organisation")
    elif entity.is_place:
        names.append("entity: a place")
    else:
        names.append(f"entity: {'known by an office' if entity.heads else 'no office known'}")
    return names
