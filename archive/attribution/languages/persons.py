"""Who is who in one text: names by their fullest form, offices with whoever holds them, pronouns with the last subject.

What is hard: `le ministre` is somebody named before, `un ministre` is not, and `der Kreml` is nobody's office. Genders
are told by titles, articles, feminine nouns and given names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.attribution.cues import SentenceReading
from archive.attribution.entities import Entity, name_key
from archive.attribution.languages.bearers import Bearers
from archive.attribution.languages.subjects import main_subject
from archive.attribution.mentions import Mention
from archive.rules.grammar import Grammar

_MEMORY = 10
"""So many sentences back a pronoun or an office may look."""
_SURENESS = (0.97, 0.95, 0.92, 0.88, 0.84, 0.8, 0.75, 0.72, 0.7, 0.66, 0.63)
_EPITHET = 0.85
_SHORT, _NEAR = 3, 2
"""An office told in more words takes up somebody only so many foci back."""

Told = tuple[Entity, float, str]
"""Whom a mention names, how sure that step is, and how it is told."""


@dataclass(frozen=True, slots=True)
class Focus:
    """Whom a sentence was about, and who else was named in it."""

    order: int
    entity: Entity | None
    others: tuple[Entity, ...] = ()


class Persons:
    """The entities of one text, and what its sentences have been about so far."""

    def __init__(self, readings: Sequence[SentenceReading], grammar: Grammar) -> None:
        self.grammar = grammar
        self.foci: list[Focus] = []
        self._bearers = Bearers(readings, grammar)
        self._roles: dict[str, Entity] = {}
        self._introduced: dict[str, Entity] = {}

    def resolve(self, mention: Mention, reading: SentenceReading, order: int) -> Told | None:
        """The entity of a mention; None when nobody fits."""
        if mention.kind == "pronoun":
            return self._pronoun(mention, reading, order)
        if mention.kind == "name":
            return self._named(mention), 1.0, ""
        if mention.owner and mention.head in self.grammar.speech:
            owner = mention.owner[0]
            return self._nearest(self.grammar.owners[owner], order, f"; “{owner} {mention.noun}” takes up {{}}")
        known = self._known_role(mention, order) if mention.definite and mention.kind == "role" else None
        return known or (self._own(mention), 1.0 if mention.kind == "role" else 0.9, "")

    def _named(self, mention: Mention) -> Entity:
        """The bearer of a name; of several who share a family name, whom the text was about last."""
        entity = self._bearers.find(mention)
        sharing = self._bearers.sharing(mention)
        if len(name_key(mention.core)) > 1 or len(sharing) < 2 or entity.gender == mention.gender != "unknown":
            return entity
        return next((focus.entity for focus in self._recent() if focus.entity in sharing), None) or entity

    def _own(self, mention: Mention) -> Entity:
        """The entity that only the words themselves name: "a neighbour", "the police"."""
        name = " ".join(mention.core)
        key = name.casefold()
        if key not in self._roles or not mention.definite:
            is_thing = mention.kind == "document" or not self._is_person(mention)
            entity = Entity(name, mention.core, is_thing, mention.gender, is_role=True)
            entity.heads.add(mention.head)
            self._roles[key] = self._introduced[mention.head] = entity
        return self._roles[key]

    # -- offices and pronouns -----------------------------------------------------------------------------------------

    def _known_role(self, mention: Mention, order: int) -> Told | None:
        """Whoever "the minister" is: the one who holds the office in the text, else the last subject that fits."""
        introduced = self._introduced.get(mention.head)
        if mention.gender == "plural" or mention.is_organisation:
            again = introduced if len(mention.core) == 1 else None
            return (again, 0.9, f"; “{mention.noun}” is {again.name}, named before") if again is not None else None
        holders = [entity for entity in self._bearers.holders(mention.head) if _agrees(entity, mention)]
        told = [introduced] if introduced is not None and _agrees(introduced, mention) else []
        if len(holders) == 1 and not told:
            return holders[0], 0.95, f"; “{mention.noun}” is {holders[0].name}"
        for focus in self._recent():
            entity = focus.entity
            if entity is not None and (entity in holders or entity in told or _may_be(entity, mention)):
                return entity, 0.9, f"; “{mention.noun}” is {entity.name}"
        is_apart = any(word[:1].isupper() for word in mention.core[1:]) and not self.grammar.capital_nouns
        if is_apart or not self._is_person(mention):
            return None  # "the mayor of Springfield" is nobody who was named before with another office
        reach = _MEMORY if len(mention.core) <= _SHORT else _NEAR
        told_as = f"; “{mention.noun}” is {{}}, the last subject"
        return self._nearest(mention.gender, order, told_as, named=True, reach=reach)

    def _is_person(self, mention: Mention) -> bool:
        """Whether the noun means people: "he" or "the minister" never take up an idea."""
        head = mention.head.rpartition("-")[2]
        return head in self.grammar.roles or head in self.grammar.titles or head.endswith(self.grammar.person_endings)

    def _pronoun(self, mention: Mention, reading: SentenceReading, order: int) -> Told | None:
        if mention.gender in ("own", "thing"):
            return None
        main = main_subject(reading, self.grammar, 0, mention.first)
        if main is not None and main.kind in ("name", "role") and not main.is_organisation:
            found = self.resolve(main, reading, order)
            if found is not None and _fits(found[0], mention.gender):
                return found[0], _SURENESS[0], f"; “{mention.core[0]}” is {found[0].name}, named before in the sentence"
        return self._nearest(mention.gender, order, f"; “{mention.core[0]}” is {{}}, the last subject that fits")

    def _recent(self, reach: int = _MEMORY) -> Iterator[Focus]:
        return reversed(self.foci[-reach:])

    def _nearest(self, gender: str, order: int, told: str, *, named: bool = False, reach: int = _MEMORY) -> Told | None:
        """The last subject that a pronoun or an epithet may take up; of each sentence the subject before bystanders."""
        for focus in self._recent(reach):
            for entity in (focus.entity, *focus.others):
                loosely = entity is focus.entity
                if entity is None or not _fits(entity, gender, loosely=loosely) or (named and entity.is_role):
                    continue
                if reach == _NEAR and entity.heads:
                    continue  # who is told in many words is not whoever has another office
                sure = _SURENESS[min(max(order - focus.order, 0), len(_SURENESS) - 1)]
                return entity, sure * (_EPITHET if named else 1.0), told.format(entity.name)
        return None

    def last_subject(self, order: int) -> tuple[Entity, float] | None:
        """Whom a verb without a subject takes up, and how sure that is."""
        found = self._nearest("unknown", order, "")
        return (found[0], found[1]) if found is not None else None

    # -- what each sentence was about ---------------------------------------------------------------------------------

    def note_speaker(self, entity: Entity, order: int) -> None:
        """Makes the speaker of a quotation the focus of its sentence."""
        if self.foci and self.foci[-1].order == order:
            self.foci.pop()
        entity.spoken += 1
        if entity.is_role and not entity.heads & (self.grammar.organisations | self.grammar.documents):
            entity.is_organisation = entity.name[:1].isupper() and not self.grammar.capital_nouns
        self.foci.append(Focus(order, entity))

    def note_sentence(self, reading: SentenceReading, order: int) -> None:
        """Makes the subject of a sentence its focus, unless a speaker is."""
        spoken = self.foci.pop().entity if self.foci and self.foci[-1].order == order else None
        subject = spoken or self._subject(reading, order)
        others = [self._named(mention) for mention in reversed(reading.mentions) if mention.kind == "name"]
        kept = tuple(dict.fromkeys(other for other in others if other is not subject))
        if subject is not None or kept:
            self.foci.append(Focus(order, subject, kept))

    def _subject(self, reading: SentenceReading, order: int) -> Entity | None:
        main = main_subject(reading, self.grammar)
        found = self.resolve(main, reading, order) if main is not None else None
        return found[0] if found is not None else None


def _agrees(entity: Entity, mention: Mention) -> bool:
    return "unknown" in (entity.gender, mention.gender) or entity.gender == mention.gender


def _may_be(entity: Entity, mention: Mention) -> bool:
    """Whether somebody named whose office is not told may hold one: "the minister"."""
    is_open = len(mention.core) == 1 and not entity.is_role and not entity.heads
    return is_open and _fits(entity, mention.gender)


def _fits(entity: Entity, gender: str, *, loosely: bool = False) -> bool:
    """Whether a pronoun of this gender may stand for the entity, which must be known to be somebody.

    ``loosely``: a full name is enough, as that of a subject is.
    """
    is_somebody = (
        (loosely and len(entity.words) > 1)
        or bool(entity.heads)
        or entity.spoken > 0
        or entity.gender in ("male", "female")
    )
    is_shouted = entity.name.isupper() and entity.gender == "unknown"  # a line of furniture in capitals
    if entity.is_organisation or is_shouted or not is_somebody:
        return False
    if "plural" in (gender, entity.gender):
        return gender == entity.gender
    return "unknown" in (gender, entity.gender) or gender == entity.gender
