"""Who is who in one text: names by their fullest form, offices with whoever holds them, pronouns with the last subject.

What is hard: `le ministre` is somebody named before, `un ministre` is not, and `der Kreml` is nobody's office. Genders
are told by titles, articles, feminine nouns and given names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity, name_key
from archive.attribution.languages.bearers import Bearers
from archive.attribution.languages.subjects import is_oblique, main_subject
from archive.attribution.mentions import Mention
from archive.rules.grammar import Grammar

MEMORY = 10
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

    def by_gender(self, gender: str) -> tuple[Entity | None, ...]:
        """The subject before the others; behind those of this gender where nothing tells its own."""
        if gender not in ("male", "female") or self.entity is None or self.entity.gender != "unknown":
            return (self.entity, *self.others)
        same = [other for other in self.others if other.gender == gender]
        return (*same, self.entity, *(other for other in self.others if other not in same))


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
        is_group = mention.gender == "plural" or mention.is_organisation
        if is_group or mention.head in self.grammar.nameless:
            is_again = introduced is not None and (not is_group or len(mention.core) == 1)
            return _told(introduced, 0.9, mention, ", named before") if introduced is not None and is_again else None
        described = self._bearers.described(mention)
        if described is not None and _agrees(described, mention):
            return _told(described, 0.95, mention)
        holders = [entity for entity in self._bearers.holders(mention.head) if _agrees(entity, mention)]
        told = [introduced] if introduced is not None and _agrees(introduced, mention) else []
        if len(holders) == 1 and not told:
            return _told(holders[0], 0.95, mention)
        spoke = self._who_spoke_last(mention, order) if not holders + told else None
        if spoke is not None:
            return spoke
        taken = self._last_of(holders + told, mention, order)
        return _told(taken, 0.9, mention) if taken is not None else self._epithet(mention, order)

    def _who_spoke_last(self, mention: Mention, order: int) -> Told | None:
        """Whose words came right before, where a noun is another word for somebody just named: "the socialist"."""
        before = self.focus(order - 1)
        if mention.head not in self.grammar.leaders or mention.owner or before is None or not before.spoken:
            return None
        if before.is_organisation or not _agrees(before, mention):
            return None
        return before, _EPITHET * _SURENESS[1], f"; “{mention.noun}” is {before.name}, the last subject"

    def _last_of(self, known: Sequence[Entity], mention: Mention, order: int) -> Entity | None:
        """Of those who may hold the office, whom the text was about last; else who may hold one."""
        recent = [(focus.order, focus.entity) for focus in self._recent() if focus.entity is not None]
        taken = next((entity for _, entity in recent if any(entity is one for one in known)), None)
        if taken is not None:
            return taken
        earlier = (entity for at, entity in recent if at != order)  # "Jane Doe said …, while the minister …" are two
        return next((entity for entity in earlier if _may_be(entity, mention)), None)

    def _epithet(self, mention: Mention, order: int) -> Told | None:
        """Whom the text was about last, where an office or "the leader" may be another word for somebody named."""
        if mention.owner:
            return None  # "her husband" is nobody's other word for her
        told = f"; “{mention.noun}” is {{}}, the last subject"
        before = self.focus(order - 1)
        may_be = before is not None and not before.is_organisation and mention.gender == before.gender != "unknown"
        is_other_word = before is not None and before.is_role and mention.head not in self.grammar.roles
        if before is not None and may_be and (is_other_word or mention.head in self.grammar.leaders):
            return before, _EPITHET * _SURENESS[1], told.format(before.name)
        names = [word.lower() for word in mention.core[1:] if word[:1].isupper()]
        is_apart = not (self.grammar.capital_nouns or self.grammar.organisations.issuperset(names))
        if is_apart or not self._is_person(mention):
            return None  # "the mayor of Springfield" is nobody who was named before with another office
        reach = MEMORY if len(mention.core) <= _SHORT else _NEAR
        return self._nearest(mention.gender, order, told, named=True, reach=reach)

    def _is_person(self, mention: Mention) -> bool:
        """Whether the noun means people: "he" or "the minister" never take up an idea."""
        head = mention.head.rpartition("-")[2]
        if not self.grammar.capital_nouns and head.removeprefix("ex") in self.grammar.roles:
            return True  # "la exministra"
        return (
            head in self.grammar.leaders
            or head in self.grammar.roles
            or head in self.grammar.titles
            or head.endswith(self.grammar.person_endings)
        )

    def _pronoun(self, mention: Mention, reading: SentenceReading, order: int) -> Told | None:
        if mention.gender in ("own", "thing"):
            return None
        for named in self._named_before(mention, reading):
            found = self.resolve(named, reading, order)
            if found is not None and _fits(found[0], mention.gender):
                return found[0], _SURENESS[0], f"; “{mention.core[0]}” is {found[0].name}, named before in the sentence"
        told = f"; “{mention.core[0]}” is {{}}, the last subject that fits"
        if self._is_latter(mention):
            return self._nearest(mention.gender, order, told, bystanders_first=True)
        return self._spoke_last(mention, order, told) or self._nearest(mention.gender, order, told)

    def _is_latter(self, mention: Mention) -> bool:
        """Whether the pronoun takes up whom the sentence before named last, and not whom it was about."""
        return (mention.head,) in self.grammar.latter or len(mention.core) > 1

    def _spoke_last(self, mention: Mention, order: int, told: str) -> Told | None:
        """The organisation that spoke right before, in a language whose things are "he" and "she"."""
        entity = self.focus(order - 1)
        if entity is None or not entity.is_organisation or not entity.spoken or self.grammar.verb_second:
            return None
        return (entity, _SURENESS[1], told.format(entity.name)) if mention.gender != "plural" else None

    def _named_before(self, mention: Mention, reading: SentenceReading) -> Iterator[Mention]:
        """Whom a pronoun may take up in its own sentence: the subject, then the names that no preposition governs."""
        main = main_subject(reading, self.grammar, 0, mention.first)
        if main is not None and main.kind in ("name", "role") and not main.is_organisation:
            yield main
        for other in reversed(reading.mentions):
            is_name = other is not main and other.kind == "name" and other.last < mention.first
            if is_name and not is_oblique(reading, other, self.grammar):
                yield other

    def _recent(self, reach: int = MEMORY) -> Iterator[Focus]:
        return reversed(self.foci[-reach:])

    def _nearest(
        self,
        gender: str,
        order: int,
        told: str,
        *,
        named: bool = False,
        reach: int = MEMORY,
        bystanders_first: bool = False,
    ) -> Told | None:
        """The last subject that a pronoun or an epithet may take up; of each sentence the subject before bystanders."""
        for focus in self._recent(reach):
            if named and focus.order == order:
                continue
            for entity in (*focus.others, focus.entity) if bystanders_first else focus.by_gender(gender):
                is_subject, nouns_are_large = entity is focus.entity, self.grammar.capital_nouns
                loosely = is_subject and not nouns_are_large  # "Richtung Norden" looks like a full name there
                if entity is None or not _fits(entity, gender, loosely=loosely) or (named and entity.is_role):
                    continue
                is_last = is_subject and focus.order == order - 1 and nouns_are_large
                if reach == _NEAR and entity.heads and not is_last:
                    continue  # who is told in many words is not whoever has another office, but for the last subject
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

    def note_sentence(self, reading: SentenceReading, order: int, told: Entity | None = None) -> None:
        """Makes the subject of a sentence its focus, unless a speaker or whoever ``told`` the sentence is."""
        if self.foci and self.foci[-1].order == order:
            told = self.foci.pop().entity
        subject = told or self._subject(reading, order)
        others = [self._named(mention) for mention in reversed(reading.mentions) if mention.kind == "name"]
        kept = tuple(dict.fromkeys(other for other in others if other is not subject))
        if subject is not None or kept:
            self.foci.append(Focus(order, subject, kept))

    def focus(self, order: int) -> Entity | None:
        """Whom the sentence was about."""
        return next((focus.entity for focus in reversed(self.foci[-2:]) if focus.order == order), None)

    def _subject(self, reading: SentenceReading, order: int) -> Entity | None:
        main = main_subject(reading, self.grammar)
        found = self.resolve(main, reading, order) if main is not None else None
        return found[0] if found is not None else None


def _told(entity: Entity, sure: float, mention: Mention, how: str = "") -> Told:
    return entity, sure, f"; “{mention.noun}” is {entity.name}{how}"


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
