"""Whom "he", "she", "it" and "they" take up.

What is hard: the subject before the pronoun in its own sentence is the first choice, and is wrong where it did
something to the very person ("A reporter asked him why and he said"). Capitals alone tell no person from a place; so
whoever is known to be a "she" goes before a name of which nothing is told, unless that stands much nearer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from archive.attribution.beside import is_owner, owning_her
from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity
from archive.attribution.entities.focus import Foci, Focus, Resolved
from archive.attribution.entities.people import People
from archive.attribution.mentions import Mention
from archive.attribution.sentence_subjects import is_oblique, main_subject
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_SURENESS = (0.97, 0.95, 0.92, 0.88, 0.84, 0.8, 0.75, 0.72, 0.7, 0.66, 0.63, 0.6)
_RIVAL = 0.93
_PLURAL = 0.85
_LOOSE = 0.85
_FAR = 3
"""So many sentences may a person who is known to be one stand behind a name of which nothing is told."""
_BRINGING_UP = frozenset(["a", "an", "one", "another"])
_ANSWERS = frozenset(["reply", "answer", "respond", "retort"])
_OBJECTS = {"him": "male", "her": "female"}


Resolve = Callable[[Mention, SentenceReading, int], Resolved | None]
"""Who is meant by a noun in a sentence, as the context tells."""


class Pronouns:
    """Resolves the pronouns of one text."""

    def __init__(self, people: People, foci: Foci, resolve_role: Resolve) -> None:
        self._people = people
        self._foci = foci
        self._resolve_role = resolve_role

    def resolve(self, mention: Mention, reading: SentenceReading, order: int) -> Resolved | None:
        """Who is meant, how sure that is, and how it is told; none when nobody fits."""
        if mention.gender == "own":
            return None
        within = None if self._goes_on(mention, reading, order) else self._within_sentence(mention, reading, order)
        if within is not None and (
            within.fits(mention.gender) or not self._foci.fitting(mention.gender, loosely=False)
        ):
            return within, _SURENESS[0], f"; “{mention.core[0]}” is {within.name}, named before in the sentence"
        if mention.gender == "plural" and (one := self._one_brought_up(order)) is not None:
            return one
        fitting, doubt = self._foci.fitting(mention.gender, loosely=False), 1.0
        if not fitting or order - fitting[0].order > _FAR:
            loosely = self._foci.fitting(mention.gender, loosely=True)
            if not fitting or _is_far(fitting[0], loosely):
                fitting, doubt = loosely, _LOOSE
        if not fitting:
            return None
        best = _before_bare_roles(_answering(mention, reading, fitting), mention.gender)
        steps = min(order - best.order, len(_SURENESS) - 1)
        sure = _SURENESS[max(steps, 1)] * doubt * (_PLURAL if mention.gender == "plural" else 1.0)
        if any(focus.entity is not best.entity for focus in fitting[1:3]):
            sure *= _RIVAL
        return best.entity, sure, f"; “{mention.core[0]}” is {best.entity.name}, the last subject that fits"

    def _goes_on(self, mention: Mention, reading: SentenceReading, order: int) -> bool:
        """Whether the last speaker only ends his report so: "The Labour leader should “come clean”, he said."."""
        last, comma = self._foci.last, mention.first - 1
        if last is None or order - last.order > 1 or not last.entity.spoken or last.entity.gender != mention.gender:
            return False
        ends = mention.last + 2 >= len(reading.tokens) and comma > 0 and reading.tokens[comma].text == ","
        main = main_subject(reading, 0, comma) if ends else None
        return main is not None and main.kind == "role" and mention.last + 1 in reading.cue_at

    def _one_brought_up(self, order: int) -> Resolved | None:
        """The one unnamed person whom the sentence before was about, who is "they": "a diplomat … they said"."""
        last = self._foci.last
        if last is None or order - last.order > 1 or not last.entity.is_role or last.entity.is_organisation:
            return None
        if last.entity.gender != "unknown" or last.words not in _BRINGING_UP:
            return None
        return last.entity, _LOOSE, f"; “they” is {last.entity.name}, the only one named before"

    def _within_sentence(self, mention: Mention, reading: SentenceReading, order: int) -> Entity | None:
        """The subject before the pronoun in its own sentence."""
        main = main_subject(reading, 0, mention.first)
        if main is not None and main.kind == "pronoun" and main.gender == mention.gender:
            return None
        fitting = []
        for other in self._subjects(mention, reading, main):
            entity = self._named(other, reading, order)
            if entity is not None and entity.fits(mention.gender, loosely=other is main):
                fitting.append(entity)
        known = [entity for entity in fitting if entity.gender == mention.gender]
        return next(iter(known or self._known_object(mention, reading) or fitting), None)

    def _named(self, mention: Mention, reading: SentenceReading, order: int) -> Entity | None:
        """Who is meant by a name or a noun before the pronoun."""
        if mention.kind == "name":
            return self._people.resolve(mention, order)
        found = self._resolve_role(mention, reading, order)
        return found[0] if found is not None else None

    def _subjects(self, mention: Mention, reading: SentenceReading, main: Mention | None) -> Iterator[Mention]:
        """The mentions before the pronoun that are no object and no owner, the subject of the sentence first."""
        earlier = [
            other
            for other in reading.mentions
            if other.last < mention.first and other.kind in ("name", "role") and not is_oblique(reading, other)
        ]
        if mention.gender == "thing":  # "the board was told, the inquiry said, in what it called …"
            earlier.sort(key=lambda other: not _speaks(reading, other))
            main = earlier[0] if earlier and _speaks(reading, earlier[0]) else main
        acting = _acting_on_pronoun(mention, reading, earlier)
        for other in ([main] if main is not None and main.kind in ("name", "role") else []) + earlier:
            if other is not acting and not is_owner(reading, other):
                yield other

    def _known_object(self, mention: Mention, reading: SentenceReading) -> list[Entity]:
        """The one before the pronoun who is no subject, but known to be a "he" or "she" as no subject is."""
        if mention.gender not in ("male", "female"):
            return []
        named = [
            other
            for other in reading.mentions
            if other.last < mention.first and other.kind == "name" and not _is_by_the_way(reading, other)
        ]
        entities = [self._people.of_name(other) for other in reversed(named)]
        return [entity for entity in entities if entity.gender == mention.gender and entity.fits(mention.gender)]


def _speaks(reading: SentenceReading, mention: Mention) -> bool:
    """Whether a word of speech stands right behind the mention."""
    cue = reading.cue_at.get(mention.last + 1)
    return cue is not None and not cue.passive and not cue.form.participle


def _acting_on_pronoun(mention: Mention, reading: SentenceReading, earlier: list[Mention]) -> Mention | None:
    """Who did something to the very person, and so is another: the reporter in "a reporter asked her, and she said"."""
    for at in range(mention.first - 1, 0, -1):
        low = reading.tokens[at].low
        is_object = _OBJECTS.get(low) == mention.gender and (low == "him" or owning_her(reading, at) is None)
        if is_object and reading.tokens[at - 1].low not in speech_rules().prepositions:
            return next((other for other in reversed(earlier) if other.last < at), None)
    return None


def _before_bare_roles(fitting: list[Focus], gender: str) -> Focus:
    """The nearest that fits; a named person known to be "he" goes before a role without an article ("Tory MP")."""
    best = fitting[0]
    is_bare = best.entity.is_role and best.words not in name_rules().determiners
    if not is_bare or best.entity.gender == gender or best.entity.spoken:
        return best
    known = [focus for focus in fitting[1:3] if focus.entity.gender == gender and not focus.entity.is_role]
    return known[0] if known else best


def _answering(mention: Mention, reading: SentenceReading, fitting: list[Focus]) -> list[Focus]:
    """Those who may answer: whoever has asked in the sentence before does not, if there is anybody else."""
    cue = reading.cue_at.get(mention.last + 1) or reading.cue_at.get(mention.first - 1)
    if cue is None or cue.form.lemma not in _ANSWERS or not fitting[0].asks:
        return fitting
    return [focus for focus in fitting if focus.entity is not fitting[0].entity] or fitting


def _is_far(known: Focus, loosely: list[Focus]) -> bool:
    """Whether somebody who is known to be a person stands too far behind a name that may be one."""
    return bool(loosely) and loosely[0].entity.may_be_person and loosely[0].order - known.order > _FAR


def _is_by_the_way(reading: SentenceReading, mention: Mention) -> bool:
    """Whether the mention owns something or did what was done: "when Doe's office called", "questioned by Doe"."""
    before = mention.first - 1
    return is_owner(reading, mention) or (before >= 0 and reading.tokens[before].low == "by")
