"""What the text has led up to: whom a pronoun or a document takes up.

What is hard: the nearest name is often the wrong one ("…, she said after meeting John Smith"). So each sentence leaves
one *focus*: the speaker of its words, else its subject; a pronoun takes up the nearest focus that fits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.attribution.cues import SentenceReading
from archive.attribution.entities import Entity
from archive.attribution.fitting import is_of_other_party
from archive.attribution.mentions import Mention
from archive.attribution.people import People
from archive.attribution.subjects import is_oblique, main_subject
from archive.attribution.topics import topic_of
from archive.rules.names import name_rules

MEMORY = 12
"""So many sentences back a pronoun or a document may look."""
_EPITHET_REACH = 4
_SURENESS = (0.97, 0.95, 0.92, 0.88, 0.84, 0.8, 0.75, 0.72, 0.7, 0.66, 0.63, 0.6)
_RIVAL = 0.93
_PLURAL = 0.85
_LOOSE = 0.85


_FAR = 3
"""So many sentences may a person who is known to be one stand behind a name of which nothing is told."""


@dataclass(frozen=True, slots=True)
class Focus:
    """Whom a sentence was about; ``words`` are the first words of the mention ("both", "he")."""

    order: int
    entity: Entity
    words: str = ""
    others: tuple[Entity, ...] = ()


def _before_bare_roles(fitting: list[Focus], gender: str) -> Focus:
    """The nearest that fits; a named person known to be "he" goes before a role without an article ("Tory MP")."""
    best = fitting[0]
    is_bare = best.entity.is_role and best.words not in name_rules().determiners
    if not is_bare or best.entity.gender == gender or best.entity.spoken:
        return best
    known = [focus for focus in fitting[1:3] if focus.entity.gender == gender and not focus.entity.is_role]
    return known[0] if known else best


def _is_far(known: Focus, loosely: list[Focus]) -> bool:
    """Whether somebody who is known to be a person stands too far behind a name that may be one."""
    return bool(loosely) and loosely[0].entity.may_be_person and loosely[0].order - known.order > _FAR


def issuer_of(reading: SentenceReading, document: Mention) -> Mention | None:
    """Whom a document comes from: "a statement from the ministry"."""
    after = document.last + 1
    if after >= len(reading.tokens) or reading.tokens[after].low not in ("from", "by", "of"):
        return None
    issuer = reading.begins.get(after + 1)
    return issuer if issuer is not None and issuer.kind in ("name", "role") else None


def _is_by_the_way(reading: SentenceReading, mention: Mention) -> bool:
    """Whether the mention owns something or did what was done: "when Doe's office called", "questioned by Doe"."""
    after, before = mention.last + 1, mention.first - 1
    is_owner = after < len(reading.tokens) and reading.tokens[after].low == "'s"
    return is_owner or (before >= 0 and reading.tokens[before].low == "by")


def _has_name_before(mention: Mention, reading: SentenceReading) -> bool:
    """Whether a name describes the office, so that it is not the only one of its kind: "the Labour deputy leader".

    Where such words open a paragraph, they bring somebody new.
    """
    begins = reading.sentence.first_in_paragraph and all(
        token.kind == "mark" for token in reading.tokens[: mention.first]
    )
    if begins or mention.peoples or mention.head.startswith("spokes") or mention.head == "official":
        return False
    return len(mention.core) > 1 and mention.core[0][:1].isupper()


class Context:
    """The foci of the sentences read so far; those set aside leave none."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.foci: list[Focus] = []

    def resolve(self, mention: Mention, reading: SentenceReading, order: int) -> tuple[Entity, float, str] | None:
        """The entity of any mention, how sure that step is, and how it is told; none when nobody fits."""
        if mention.kind == "pronoun":
            return self._pronoun(mention, reading, order)
        if mention.kind == "document":
            return self._document(mention, reading, order)
        if mention.kind == "role" and self._is_epithet(mention, reading, order):
            return self._epithet(mention, order)
        if mention.kind == "role" and not mention.owner:
            owned = self._owned_by_pronoun(mention, reading, order)
            if owned is not None:
                return owned
        if self._is_organisation_again(mention, order):
            organisation = self.people.last_organisation(mention, order)
            if organisation is not None:
                return organisation, 0.85, f"; “the {mention.head}” is {organisation.name}, named before"
        entity = self.people.resolve(mention, order)
        if entity is None:
            return None
        if mention.kind == "name" and self.people.is_shared_name(mention):
            return entity, 0.8, ""
        return entity, 1.0, ""

    def _is_organisation_again(self, mention: Mention, order: int) -> bool:
        """Whether the words take up an organisation named before: "the party", "the bureau"."""
        is_bare = mention.kind == "role" and mention.is_organisation and mention.definite and len(mention.core) == 1
        is_such = mention.head in name_rules().organisation_nouns and mention.head not in name_rules().aloof
        if not is_bare or not is_such or mention.owner:
            return False
        return not self.people.is_known_role(mention, order) or self.people.means_people(mention)

    def _owned_by_pronoun(
        self, mention: Mention, reading: SentenceReading, order: int
    ) -> tuple[Entity, float, str] | None:
        """Whose the words are by "his" or "her", where that is an office: "the prime minister’s press secretary"."""
        gender = name_rules().possessives.get(reading.tokens[mention.first].low)
        if gender not in ("male", "female") or mention.peoples:
            return None
        owners = self._fitting(gender, loosely=False)
        if not owners or not owners[0].entity.is_role or order - owners[0].order > 1:
            return None
        name = tuple(owners[0].entity.name.split())
        return self.people.of_owned_name(replace(mention, owner=name)), _LOOSE, f"; “{mention.core[-1]}” is theirs"

    def _is_epithet(self, mention: Mention, reading: SentenceReading, order: int) -> bool:
        """Whether the words call somebody so who was named before: "the 43-year-old", "the striker", "the Italian"."""
        if not mention.definite or mention.owner or mention.gender == "plural":
            return False
        names = name_rules()
        if mention.head.endswith("-year-old") or mention.head in names.peoples:
            return True
        is_unlisted = (
            mention.head.endswith(names.person_endings) and mention.head not in names.nouns | names.titles.keys()
        )
        is_former = len(mention.core) > 1 and mention.core[0].lower() == "former"
        is_person = mention.head in names.roles and (
            mention.head not in names.aloof or _has_name_before(mention, reading)
        )
        is_epithet = is_person or (
            mention.head in names.epithets or (not mention.is_organisation and (is_unlisted or is_former))
        )
        is_party = mention.head in names.parties.values()
        if not is_party and any(word.lower() == mention.head and word[:1].isupper() for word in mention.core):
            return False  # "the Bishop of Wells" is somebody of his own; "the Democrat" is not
        return is_epithet and not self.people.is_known_role(mention, order)

    def _epithet(self, mention: Mention, order: int) -> tuple[Entity, float, str] | None:
        for focus in reversed(self.foci[-_EPITHET_REACH:]):
            entity = focus.entity
            agrees = "unknown" in (mention.gender, entity.gender) or entity.gender == mention.gender
            if entity.may_be_person and not entity.is_role and agrees and not is_of_other_party(entity, mention):
                return entity, 0.85, f"; “{mention.noun}” is {entity.name}, the last subject"
        if mention.head.endswith("-year-old") or mention.head in name_rules().peoples:
            return None
        own = self.people.resolve(mention, order)
        return (own, 1.0, "") if own is not None else None

    def _pronoun(self, mention: Mention, reading: SentenceReading, order: int) -> tuple[Entity, float, str] | None:
        if mention.gender == "own":
            return None
        within = self._within_sentence(mention, reading, order)
        if within is not None and (within.fits(mention.gender) or not self._fitting(mention.gender, loosely=False)):
            return within, _SURENESS[0], f"; “{mention.core[0]}” is {within.name}, named before in the sentence"
        fitting, doubt = self._fitting(mention.gender, loosely=False), 1.0
        if not fitting or order - fitting[0].order > _FAR:
            loosely = self._fitting(mention.gender, loosely=True)
            if not fitting or _is_far(fitting[0], loosely):
                fitting, doubt = loosely, _LOOSE
        if not fitting:
            return self._one_unnamed(order) if mention.gender == "plural" else None
        best = _before_bare_roles(fitting, mention.gender)
        steps = min(order - best.order, len(_SURENESS) - 1)
        sure = _SURENESS[max(steps, 1)] * doubt * (_PLURAL if mention.gender == "plural" else 1.0)
        if any(focus.entity is not best.entity for focus in fitting[1:3]):
            sure *= _RIVAL
        return best.entity, sure, f"; “{mention.core[0]}” is {best.entity.name}, the last subject that fits"

    def _one_unnamed(self, order: int) -> tuple[Entity, float, str] | None:
        """The one unnamed person just brought up, who is "they" too: "a second diplomat … they said"."""
        last = self.foci[-1] if self.foci else None
        if last is None or order - last.order > 1 or not last.entity.is_role or last.entity.is_organisation:
            return None
        return last.entity, _LOOSE, f"; “they” is {last.entity.name}, the only one named before"

    def _fitting(self, gender: str, *, loosely: bool) -> list[Focus]:
        """The foci that a pronoun may take up, nearest first; of each sentence the subject before the bystanders."""
        fitting = []
        for focus in reversed(self.foci[-MEMORY:]):
            named = (focus.entity, *(() if loosely else focus.others))
            entity = next((entity for entity in named if entity.fits(gender, loosely=loosely)), None)
            if entity is not None:
                fitting.append(Focus(focus.order, entity, focus.words))
        return fitting

    def _within_sentence(self, mention: Mention, reading: SentenceReading, order: int) -> Entity | None:
        """The subject before the pronoun in its own sentence."""
        main = main_subject(reading, 0, mention.first)
        if main is not None and main.kind == "pronoun" and main.gender == mention.gender:
            return None
        earlier = [
            other
            for other in reading.mentions
            if other.last < mention.first and other.kind in ("name", "role") and not is_oblique(reading, other)
        ]
        ordered = ([main] if main is not None and main.kind in ("name", "role") else []) + earlier
        fitting = []
        for other in ordered:
            if other.last + 1 < len(reading.tokens) and reading.tokens[other.last + 1].low == "'s":
                continue
            entity = self.people.resolve(other, order)
            if entity is not None and entity.fits(mention.gender, loosely=other is main):
                fitting.append(entity)
        known = [entity for entity in fitting if entity.gender == mention.gender]
        return next(iter(known or self._known_object(mention, reading, order) or fitting), None)

    def _known_object(self, mention: Mention, reading: SentenceReading, order: int) -> list[Entity]:
        """The one before the pronoun who is no subject, but known to be a "he" or "she" as no subject is."""
        if mention.gender not in ("male", "female"):
            return []
        named = [
            other
            for other in reading.mentions
            if other.last < mention.first and other.kind == "name" and not _is_by_the_way(reading, other)
        ]
        entities = [self.people.of_name(other) for other in reversed(named)]
        return [entity for entity in entities if entity.gender == mention.gender and entity.fits(mention.gender)]

    def _document(self, mention: Mention, reading: SentenceReading, order: int) -> tuple[Entity, float, str] | None:
        """Whoever issued the document: its owner, else whom the text was about."""
        if mention.owner:
            return self.people.find_words(mention.owner), 0.95, f"; the {mention.head} is theirs"
        issuer = issuer_of(reading, mention)
        if issuer is not None:
            entity = self.people.resolve(issuer, order)
            return (entity, 0.95, f"; the {mention.head} is theirs") if entity is not None else None
        is_brought_up = not mention.definite and mention.head in name_rules().introduced_documents
        is_standing = is_brought_up or mention.head in name_rules().standing_documents
        for focus in reversed(self.foci[-3:] if not is_standing else []):
            if order - focus.order <= 3:
                return focus.entity, 0.88, f"; the {mention.head} is that of {focus.entity.name}, named before"
        own = self.people.resolve(Mention("role", 0, 0, 0, mention.core, mention.head, is_organisation=True), order)
        sure = 0.9 if is_standing else 0.65
        return (own, sure, "; nobody is named who issued it") if own is not None else None

    def focus_of(self, order: int) -> Focus | None:
        """The focus of sentence ``order``, if it is among the last ones."""
        return next((focus for focus in reversed(self.foci[-MEMORY:]) if focus.order == order), None)

    def note_speaker(self, entity: Entity, order: int) -> None:
        """Makes the speaker of a quotation the focus of its sentence."""
        if self.foci and self.foci[-1].order == order:
            self.foci.pop()
        entity.spoken += 1
        self.foci.append(Focus(order, entity))

    def _bystanders(self, reading: SentenceReading, order: int, entity: Entity) -> tuple[Entity, ...]:
        """The other persons whom the sentence names."""
        others = []
        for mention in reading.mentions:
            if mention.kind == "name" and not mention.is_organisation:
                other = self.people.resolve(mention, order)
                if other is not None and other is not entity and not other.is_organisation:
                    others.append(other)
        return tuple(reversed(others))

    def note_sentence(self, reading: SentenceReading, order: int) -> None:
        """Makes the subject of a sentence its focus, unless a speaker is."""
        self.people.note_bystanders(reading, order)
        if self.foci and self.foci[-1].order == order:
            speaker = self.foci.pop().entity
            bystanders = self._bystanders(reading, order, speaker)
            main = main_subject(reading) if speaker.is_role else None
            if main is not None and main.kind == "name" and not main.is_organisation:
                speaker, bystanders = self.people.of_name(main), (speaker, *bystanders)
            self.foci.append(Focus(order, speaker, "", bystanders))
            return
        subject = topic_of(reading)
        if subject is None:
            return
        found = self.resolve(subject, reading, order)
        if found is not None:
            others = self._bystanders(reading, order, found[0])
            self.foci.append(Focus(order, found[0], reading.tokens[subject.first].low, others))
