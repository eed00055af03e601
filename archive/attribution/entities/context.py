"""What the text has led up to: who is meant by the next mention, whatever its kind.

Each sentence leaves a focus (`focus`); pronouns and documents take foci up (`pronouns`, `documents`), and so does a
description of somebody (`epithets`). An office leads to whoever holds it (`people`).
"""

from __future__ import annotations

from dataclasses import replace

from archive.attribution.beside import is_owner
from archive.attribution.cues import SentenceReading
from archive.attribution.entities.counted import as_one, group_of, is_counted, is_one_of, name_counted
from archive.attribution.entities.documents import Documents
from archive.attribution.entities.entity import Entity
from archive.attribution.entities.epithets import (
    is_another_nations,
    is_epithet,
    is_own_name,
    newcomer_it_tells,
    source_before,
    subject_it_calls,
    unnamed_before,
    whom_it_calls,
)
from archive.attribution.entities.focus import Foci, Focus, Resolved
from archive.attribution.entities.organisations import taken_up
from archive.attribution.entities.people import People
from archive.attribution.entities.pronouns import Pronouns
from archive.attribution.mentions import Mention
from archive.attribution.phrases import according_mentions
from archive.attribution.sentence_subjects import main_subject
from archive.attribution.topics import named_in_clause, topic_of
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_LOOSE = 0.85
_PLEAS = frozenset(["anonymity", "anonymously"])


def _is_by_the_way(reading: SentenceReading, mention: Mention) -> bool:
    """Whether only something of somebody's is the subject of a clause by the way: "When Doe's office called, she …"."""
    before = mention.first - 1
    opens = before >= 0 and reading.tokens[before].low in speech_rules().subordinators
    return opens and is_owner(reading, mention)


def _is_label(reading: SentenceReading, mention: Mention) -> bool:
    """Whether the mention only says whose line this is: in "DOE: Your brother, John Smith, …" he is not Doe."""
    after = mention.last + 1
    return mention.first == 0 and after < len(reading.tokens) and reading.tokens[after].text == ":"


class Context:
    """The foci of the sentences read so far; those set aside leave none."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.foci = Foci()
        self.pronouns = Pronouns(people, self.foci, self._role)
        self.documents = Documents(people, self.foci)
        self.group: tuple[str, ...] | None = None
        self._pleading: set[int] = set()
        """The sentences in which somebody asks not to be named."""

    def resolve(self, mention: Mention, reading: SentenceReading, order: int) -> Resolved | None:
        """The entity of any mention, how sure that step is, and how it is told; none when nobody fits."""
        if mention.kind == "pronoun":
            is_thing = mention.gender == "thing"
            written = (self.documents.that_reads if is_thing else self.documents.written_in_it)(mention, reading, order)
            return written or self.pronouns.resolve(mention, reading, order)
        if mention.kind == "document":
            return self.documents.resolve(mention, reading, order)
        if mention.kind == "role":
            return self._role(mention, reading, order)
        entity = self.people.resolve(mention, order)
        if entity is None:
            return None
        return entity, (0.8 if self.people.is_shared_name(mention) else 1.0), ""

    def _role(self, mention: Mention, reading: SentenceReading, order: int) -> Resolved | None:
        """Who is meant by a noun: whoever it describes, takes up or belongs to, else somebody of his own."""
        if is_counted(mention):
            return self._counted(mention, reading, order)
        if is_one_of(mention):
            mention = as_one(mention, self.group or ())
        pair = self.people.pairs.taken_up(mention, order)
        if pair is not None:
            return pair, 0.85, f"; “{mention.noun}” are {pair.name}, named together"
        if is_epithet(mention, reading) and not self.people.is_known_role(mention, order):
            return self._epithet(mention, reading, order)
        unnamed = unnamed_before(mention, self.foci, order) or source_before(mention, self.foci, self._pleading)
        newcomer = unnamed or newcomer_it_tells(mention, self.foci.last, order)
        if newcomer is not None and not self.people.is_known_role(mention, order):
            how = f"is the {newcomer.name} named before" if unnamed is not None else f"is {newcomer.name}, just named"
            return newcomer, 0.9 if unnamed is not None else _LOOSE, f"; “{mention.noun}” {how}"
        owned = None if mention.owner else self._owned_by_pronoun(mention, reading, order)
        if owned is not None:
            return owned
        organisation = self._organisation_again(mention, order)
        if organisation is not None:
            self.people.see(organisation, order)
            return organisation, 0.85, f"; “the {mention.head}” is {organisation.name}, named before"
        return self._holder(mention, order)

    def _holder(self, mention: Mention, order: int) -> Resolved | None:
        """Who has the office, if not rather the last subject; the words themselves where nobody has."""
        entity, subject = self.people.resolve(mention, order), self.foci.last
        if entity is None:
            return None
        if subject is not None and is_another_nations(mention, entity, subject, order):
            return subject.entity, _LOOSE, f"; “{mention.noun}” is {subject.entity.name}, the last subject"
        return entity, 1.0, ""

    def _counted(self, mention: Mention, reading: SentenceReading, order: int) -> Resolved | None:
        """One of the people brought up last: "Two diplomats … the first said"."""
        group = self._group_in(reading, mention.first) or self.group
        if group is None:
            return None
        words = name_counted(mention, group)
        entity = self.people.resolve(replace(mention, core=words, definite=False), order)
        return (entity, _LOOSE, f"; “{mention.core[-1]}” is one of those named before") if entity is not None else None

    def _group_in(self, reading: SentenceReading, end: int) -> tuple[str, ...] | None:
        """What one of the people is called whom the sentence brings up last before token ``end``."""
        for other in reversed(reading.mentions):
            if other.kind == "role" and other.last < end:
                group = group_of(other, reading.lows[other.first])
                if group is not None:
                    return group
        return None

    def _organisation_again(self, mention: Mention, order: int) -> Entity | None:
        """The organisation named before that the words take up: "the party", "the bureau"."""
        is_bare = mention.kind == "role" and mention.is_organisation and mention.definite and len(mention.core) == 1
        is_such = mention.head in name_rules().organisation_nouns and mention.head not in name_rules().aloof
        if not is_bare or not is_such or mention.owner:
            return None
        if self.people.is_known_role(mention, order) and not self.people.means_people(mention):
            return None
        return taken_up(mention, self.people.recent, self.foci.last, order)

    def _owned_by_pronoun(self, mention: Mention, reading: SentenceReading, order: int) -> Resolved | None:
        """Whose the words are by "his" or "her", where that is an office: "the prime minister’s press secretary"."""
        gender = name_rules().possessives.get(reading.tokens[mention.first].low)
        if gender is None or mention.peoples or mention.is_organisation:
            return None
        holder = self.people.holders.belonging(mention)
        if holder is not None:
            return holder, _LOOSE, f"; “{mention.noun}” is {holder.name}, as told elsewhere"
        if gender == "plural":
            return None
        fitting = self.foci.fitting(gender, loosely=False)
        owner = self._owner_within(mention, reading) or (fitting[0].entity if fitting else None)
        kin = self.people.kin_of(owner, mention) if owner is not None else None
        if kin is not None:
            return kin, _LOOSE, f"; “{mention.noun}” is {kin.name}, of the same name"
        owners = [focus for focus in fitting if focus.entity.words[-1].lower() != mention.head]  # no neighbour's own
        if not owners or not owners[0].entity.is_role or order - owners[0].order > 1:
            return None
        name = tuple(owners[0].entity.name.split())
        return self.people.of_owned_name(replace(mention, owner=name)), _LOOSE, f"; “{mention.core[-1]}” is theirs"

    def _owner_within(self, mention: Mention, reading: SentenceReading) -> Entity | None:
        """The subject of the sentence before "his" or "her", by name."""
        main = main_subject(reading, 0, mention.first)
        return self.people.of_name(main) if main is not None and main.kind == "name" else None

    def _epithet(self, mention: Mention, reading: SentenceReading, order: int) -> Resolved | None:
        """Whom a description calls so that nobody introduced; none where nobody fits who must be named before."""
        within = subject_it_calls(mention, reading, self.people.of_name)
        if within is not None:
            return within, 0.85, f"; “{mention.noun}” is {within.name}, the subject of the sentence"
        called = whom_it_calls(mention, self.foci)
        if called is not None:
            return called, 0.85, f"; “{mention.noun}” is {called.name}, the last subject"
        own = self.people.resolve(mention, order) if is_own_name(mention) else None
        return (own, 1.0, "") if own is not None else None

    def focus_of(self, order: int) -> Focus | None:
        """The focus of sentence ``order``, if it is among the last ones."""
        return self.foci.of(order)

    def note_speaker(self, entity: Entity, order: int) -> None:
        """Makes the speaker of a quotation the focus of its sentence."""
        entity.spoken += 1
        self.foci.add(Focus(order, entity))

    def _bystanders(self, reading: SentenceReading, order: int, entity: Entity) -> tuple[Entity, ...]:
        """The other persons whom the sentence names, and the unnamed people whose words it tells."""
        others = []
        telling = [mention for mention in according_mentions(reading) if mention.gender == "plural"]
        for mention in reading.mentions:
            is_named = mention.kind == "name" and not mention.is_organisation
            if (is_named and not _is_by_the_way(reading, mention)) or mention in telling:
                other = self.people.resolve(mention, order)
                if other is not None and other is not entity and not other.is_organisation:
                    others.append(other)
        return tuple(reversed(others))

    def note_sentence(self, reading: SentenceReading, order: int) -> None:
        """Makes the subject of a sentence its focus, unless a speaker is."""
        self.people.note_bystanders(reading, order)
        self.documents.note(reading, order)
        if not _PLEAS.isdisjoint(reading.lows):
            self._pleading.add(order)
        self.group = self._group_in(reading, len(reading.tokens)) or self.group
        told = self.foci.of(order)
        if told is not None:
            speaker = told.entity
            bystanders = self._bystanders(reading, order, speaker)
            main = main_subject(reading) if speaker.is_role else None
            if main is not None and main.kind == "name" and not main.is_organisation:
                speaker, bystanders = self.people.of_name(main), (speaker, *bystanders)
            self.foci.add(Focus(order, speaker, "", bystanders))
            return
        subject = topic_of(reading)
        if subject is None:
            return
        found = self.resolve(subject, reading, order)
        if found is None and subject.kind == "pronoun":  # "It was not clear to Jane Doe."
            subject = named_in_clause(reading) or subject
            found = self.resolve(subject, reading, order)
        if found is not None:
            others = self._bystanders(reading, order, found[0])
            if others and _is_label(reading, subject):
                self.foci.add(Focus(order, others[-1], "", (*others[:-1], found[0])))
            else:
                words = reading.tokens[subject.first].low
                asks = any(cue.form.kind == "ask" for cue in reading.cues)
                self.foci.add(Focus(order, found[0], words, others, asks))
                if subject.kind == "pronoun" and found[0].is_role and found[0].gender == "unknown":
                    found[0].gender = subject.gender
