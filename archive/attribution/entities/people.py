"""Who is who within one text: mentions of one person, office or organisation under one canonical name.

The canonical name is the fullest form that the text itself uses, as written there. What is hard: "Kim" is the first
word of one name and "Putin" the last of another; two people share a family name; "the Russian general" is somebody
named before, while "a spokesman" never is. No list of people is used, so "he" and "she" are told apart by titles and
by the pronouns that the text itself uses for a name.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain

from archive.attribution.beside import has_age, is_owned, is_thing, owning_her
from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.entities.clusters import Clusters, written_together
from archive.attribution.entities.entity import Entity, gender_of_full_name, name_key
from archive.attribution.entities.fitting import may_be_known
from archive.attribution.entities.holders import Holders
from archive.attribution.entities.leads import find_crossheads, find_lead
from archive.attribution.entities.namesakes import find_namesakes
from archive.attribution.entities.offices import Office, offices_of
from archive.attribution.entities.organisations import is_agency, says_of_itself
from archive.attribution.entities.pairs import Pairs
from archive.attribution.mentions import Mention
from archive.attribution.sentence_subjects import is_oblique
from archive.rules.names import name_rules

_PRONOUN_GENDERS = {"he": "male", "his": "male", "himself": "male", "she": "female", "herself": "female"}
_GENDERED = frozenset([*_PRONOUN_GENDERS, "her"])
_TELLING = _GENDERED | {"it", "its"}
_GIVEN = 3
"""A given name counts as much as so many pronouns."""
_TITLE = 5
"""And so much a title."""
_RECENT = 300
"""So many mentions back an organisation may stand that its noun takes up."""
_WITH_NAME = 4
_LINKS = frozenset(["for", "to", "of"])
_PLACING = frozenset(["in", "at", "near", "across", "throughout", "outside", "inside"])


def _gender_of(entity: Entity) -> str:
    """The pronoun that goes with a name: by titles and pronouns of the text, and by what the given name tells."""
    told = None if entity.is_organisation else gender_of_full_name(entity.words)
    if not entity.votes:
        return told or entity.gender
    votes = dict(entity.votes)
    if told:
        votes[told] = votes.get(told, 0) + _GIVEN
    male, female = votes.get("male", 0), votes.get("female", 0)
    if max(male, female) >= 1 and max(male, female) > 2 * min(male, female):
        return "male" if male > female else "female"
    return told or entity.gender


def _is_speech(cue: Cue | None) -> bool:
    """Whether the word of speech, if there is one, tells that somebody spoke."""
    return cue is not None and cue.form.kind != "describe" and not cue.form.weak


def _has_article(mention: Mention) -> bool:
    return len(mention.core) < mention.last - mention.first + 1


def _told_of(reading: SentenceReading, mention: Mention) -> Iterator[str]:
    """What the pronouns behind a name tell of it: "male", "female", "thing"."""
    if says_of_itself(reading, mention):
        yield "thing"
    for position, low in enumerate(reading.lows):
        if position > mention.last and low in _GENDERED:
            gender = _PRONOUN_GENDERS.get(low) or owning_her(reading, position)
            if gender:
                yield gender


def _names_inside(readings: Sequence[SentenceReading]) -> Iterator[tuple[Mention, SentenceReading]]:
    """The full names within descriptions of others, as clusters need them: "a spokesman for Jane Doe"."""
    for reading in readings:
        for mention in reading.mentions:
            if mention.kind != "role" or len(mention.core) < _WITH_NAME or mention.core[-3] not in _LINKS:
                continue
            name = mention.core[-2:]
            if name[-1][:1].isupper() and gender_of_full_name(name) is not None:
                yield Mention("name", mention.last - 1, mention.last, mention.last - 1, name, name[-1].lower()), reading


class People:
    """The entities of one text, gathered before any quotation is attributed."""

    def __init__(self, readings: Sequence[SentenceReading]) -> None:
        self.entities: dict[tuple[str, ...], Entity] = {}
        named = [(mention, reading) for reading in readings for mention in reading.mentions if mention.kind == "name"]
        self.clusters = Clusters([*named, *_names_inside(readings)])
        self.holders = Holders()
        self.pairs = Pairs()
        self.recent: deque[Entity] = deque(maxlen=_RECENT)
        """Whom the text has named last."""
        self._described: dict[int, Entity] = {}
        self._now = 0
        self._meant: dict[int, Entity] = {}
        for order, reading in enumerate(readings):
            for mention in reading.mentions:
                if mention.kind == "name":
                    self._add_facts(mention, reading, order)
        self._learn_genders(readings)
        if self.clusters.is_any_shared and any(len(self.clusters.bearers(mention)) > 1 for mention, _ in named):
            self._meant = find_namesakes(readings, self.clusters.bearers, self.clusters.of, self.clusters.shared())

        self._part_couples([mention for mention, _ in named])
        self._learn_lead(readings)

    def _part_couples(self, named: Sequence[Mention]) -> None:
        """Gives "Mrs Doe" an entity of her own where the only Doe that the text names is John, and never "she"."""
        titled: dict[int, list[Mention]] = {}
        for mention in named:
            if mention.gender in ("male", "female") and mention.head in name_rules().honorifics:
                titled.setdefault(id(self.of_name(mention)), []).append(mention)
        for mentions in titled.values():
            bearer = self.of_name(mentions[0])
            told = gender_of_full_name(bearer.words)
            others = [one for one in mentions if told and one.gender != told and len(one.core) < len(bearer.words)]
            if others and len(others) == len([one for one in mentions if one.gender != told]):
                self._part(bearer, others)

    def _part(self, bearer: Entity, others: Sequence[Mention]) -> None:
        """Takes the titled mentions from the bearer of the name, unless the text's own pronouns are theirs too."""
        gender = others[0].gender
        if bearer.votes.get(gender, 0) > _TITLE * len(others):
            return
        bearer.votes.pop(gender, None)
        bearer.gender = _gender_of(bearer)
        entity = Entity(f"{others[0].head.capitalize()} {' '.join(others[0].core)}", others[0].core, gender=gender)
        entity.is_told, entity.named_at = True, bearer.named_at
        self._meant.update((id(mention), entity) for mention in others)

    def _learn_lead(self, readings: Sequence[SentenceReading]) -> None:
        """Gives whoever the lead leaves unnamed the name that the next paragraph tells, and him the lead's office."""
        lead = find_lead(readings, self.of_name)
        told = [] if lead is None else [lead]
        for role, entity in chain(told, find_crossheads(readings, self.of_name)):
            self._described[id(role)] = entity
            self.holders.note(entity, Office(role.head, frozenset(word.lower() for word in role.core), role))

    def _add_facts(self, mention: Mention, reading: SentenceReading, order: int) -> None:
        bearers = self.clusters.bearers(mention)
        if len(bearers) > 1:
            return  # of two who share the name, nobody can say whose fact it is
        entity = bearers[0] if bearers else self.clusters.of(mention)
        entity.named_at = order if entity.named_at < 0 else entity.named_at
        after, before = mention.last + 1, mention.first - 1
        if reading.cue_at and (_is_speech(reading.cue_at.get(after)) or _is_speech(reading.cue_at.get(after + 1))):
            entity.speaks += 1
        is_owner = after < len(reading.tokens) and reading.tokens[after].low == "'s"
        is_placed = before >= 0 and not is_owner and reading.tokens[before].low in _PLACING
        if is_placed or (is_thing(reading, mention) and len(entity.words) == len(mention.core) > 1):
            entity.places += 1
        for office in offices_of(reading, mention):
            self.holders.note(entity, office)
            if office.mention is not None:
                self._described[id(office.mention)] = entity
        entity.peoples |= mention.peoples
        is_alone = len(mention.core) == 1 < len(entity.words) and not is_thing(reading, mention)
        is_family_name = is_alone and name_key(entity.words)[-1] == name_key(mention.core)[-1]
        entity.is_told = entity.is_told or is_family_name or has_age(reading, after)
        self._keep_rank(entity, mention)
        if mention.gender in ("male", "female"):
            entity.votes[mention.gender] = entity.votes.get(mention.gender, 0) + _TITLE

    def _keep_rank(self, entity: Entity, mention: Mention) -> None:
        """Lets whoever is called by rank and family name alone keep the rank: "Lord Doe", "Lady Roe of Barrow"."""
        if mention.head not in name_rules().ranks:
            return
        is_bare = len(entity.words) == 1 or (len(entity.words) > 2 and entity.words[1] == "of")
        if is_bare and entity.name == " ".join(entity.words):
            entity.name = f"{mention.head.capitalize()} {entity.name}"

    def _learn_genders(self, readings: Sequence[SentenceReading]) -> None:
        """Counts the pronouns in sentences that name one person only, before them and not by the way."""
        for reading in readings:
            if _TELLING.isdisjoint(reading.lows):
                continue
            named = [mention for mention in reading.mentions if mention.kind == "name" and not mention.is_organisation]
            if not named or is_oblique(reading, named[0]) or is_owned(reading, named[0]):
                continue
            entity = self.of_name(named[0])
            if all(self.of_name(other) is entity for other in named[1:]):
                for told in _told_of(reading, named[0]):
                    entity.votes[told] = entity.votes.get(told, 0) + 1
        for entity in self.clusters:
            entity.gender = _gender_of(entity)
            if entity.votes.pop("thing", 0) and entity.gender == "unknown" and not entity.heads:
                entity.is_organisation = True

    def of_name(self, mention: Mention) -> Entity:
        """The entity of a named mention; of several that share the name, whoever has the word (`namesakes`)."""
        meant = self._meant.get(id(mention)) if self._meant else None
        alone = meant or self.clusters.alone(mention)
        if alone is not None:
            return alone
        bearers = self.clusters.bearers(mention)
        return bearers[0] if bearers else self.clusters.of(mention)

    def is_shared_name(self, mention: Mention) -> bool:
        """Whether several people of the text can be meant by this short name."""
        return len(self.clusters.bearers(mention)) > 1

    def of_role(self, mention: Mention) -> Entity:
        """The entity of an unnamed mention: somebody met before with that office, or the words themselves."""
        described = self._described.get(id(mention))
        if described is not None:
            return described
        named = self.clusters.get(name_key(mention.core))
        if named is not None and mention.is_organisation:
            return named
        known = self._known_holders(mention)
        if known:
            holder = max(known, key=lambda entity: entity.last_seen)
            if holder.is_role and mention.head not in holder.offices:  # "the spokesman" is no spokesperson of before
                called_so = (entity for entity in known if not entity.is_role and mention.head in entity.offices)
                holder = max(called_so, key=lambda entity: entity.last_seen, default=holder)
            holder.offices |= name_rules().places.intersection(word.lower() for word in mention.core)
            return holder
        return self._own_words(mention)

    def _known_holders(self, mention: Mention) -> list[Entity]:
        if mention.owner:
            return self.holders.owned(mention)
        if not may_be_known(mention):
            return self.holders.only(mention, self._now) if self._now == 0 and not _has_article(mention) else []
        return self.holders.exact(mention) or self._met(mention) or self.holders.only(mention, self._now)

    def _met(self, mention: Mention) -> list[Entity]:
        named = [entity for entity in self.clusters.with_word(mention.head) if entity.is_organisation]
        return self.holders.met(mention, named, self._now)

    def kin_of(self, owner: Entity, mention: Mention) -> Entity | None:
        """The one other person of the owner's family name who can be "his sister", "her husband"."""
        if mention.head not in name_rules().kin or owner.is_role or owner.is_organisation or len(owner.words) < 2:
            return None
        sharing = [
            other
            for other in self.clusters.with_word(name_key(owner.words)[-1])
            if other is not owner and not other.is_organisation and len(other.words) > 1
        ]
        return sharing[0] if len(sharing) == 1 and sharing[0].gender == mention.gender else None

    def is_known_role(self, mention: Mention, order: int) -> bool:
        """Whether somebody was met with that office before sentence ``order``."""
        self._now = order
        return id(mention) in self._described or bool(self._met(mention) or self.holders.only(mention, self._now))

    def means_people(self, mention: Mention) -> bool:
        """Whether the noun was met only as a number of people: "a group of 11 senators" is no organisation."""
        met = self._met(mention)
        return all(entity.is_role and "of" in entity.words for entity in met)

    def note_bystanders(self, reading: SentenceReading, order: int) -> None:
        """Notes the organisations that a sentence names, and the unnamed whom it brings up, whoever its subject is."""
        for mention in reading.mentions:
            if mention.kind == "name":
                entity = self.of_name(mention)
                if entity.is_organisation:
                    self.see(entity, order)
            elif mention.kind == "role" and (
                (mention.owner and is_agency(mention))
                or (not mention.definite and mention.head in name_rules().unnamed)
            ):
                self.resolve(mention, order)

    def _own_words(self, mention: Mention) -> Entity:
        words = mention.core
        if len(words) > 1 and words[0].lower() in name_rules().anonymous:
            words = words[1:]
        name = written_together(words).replace("'s", "’s")
        if mention.owner:
            owner = " ".join(mention.owner)
            is_institution = mention.is_organisation and words[-1].lower() in name_rules().institutions
            is_institution = is_institution and mention.owner[0][:1].isupper() and not self._is_office(mention.owner)
            name = f"{name} of {owner}" if is_institution else f"{owner}’s {name}"
        key = ("", *name_key(tuple(name.split())))
        entity = self.entities.get(key)
        if entity is None:
            told = f"{mention.number} {name}" if mention.number and not mention.owner else name
            entity = Entity(told, words, mention.is_organisation, mention.gender, is_role=True)
            entity.peoples |= mention.peoples
            entity.offices.update(word.lower() for word in words)
            self.holders.note_head(entity, mention.head)
            self.entities[key] = entity
        return entity

    def _is_office(self, owner: Sequence[str]) -> bool:
        """Whether the owner of an institution is an office itself: "the Prosecutor’s Office"."""
        return owner[-1].lower() in name_rules().roles or owner[-1].lower() in name_rules().titles

    def of_owned_name(self, mention: Mention) -> Entity:
        """The entity of "Ukraine's General Staff": an institution with its owner."""
        return self._own_words(mention)

    def resolve(self, mention: Mention, order: int) -> Entity | None:
        """The entity of a mention that is no pronoun and no document, seen now at sentence ``order``."""
        self._now = order
        if mention.kind == "name":
            owned = mention.owner and mention.is_organisation and mention.core[-1].lower() in name_rules().institutions
            entity = self.of_owned_name(mention) if owned else self.of_name(mention)
        elif mention.kind == "role":
            entity = self.of_role(mention)
        else:
            return None
        entity.first_seen = order if entity.first_seen < 0 else entity.first_seen
        self.see(entity, order)
        if mention.joined is not None and mention.joined.kind in ("name", "role"):
            other = self.resolve(mention.joined, order)
            if other is not None and other is not entity:
                entity = self.pairs.join(other, entity)
                entity.last_seen = order
        return entity

    def see(self, entity: Entity, order: int) -> None:
        """Notes that sentence ``order`` speaks of the entity."""
        entity.last_seen = order
        if not entity.is_role or entity.is_organisation:
            self.recent.append(entity)

    def find_words(self, words: tuple[str, ...]) -> Entity:
        """The entity that bears these words as its name; a new one when nobody does."""
        known = self.clusters.get(name_key(words))
        return known if known is not None else Entity(" ".join(words), words, True)
