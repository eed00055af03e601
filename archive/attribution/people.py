"""Who is who within one text: mentions of one person, office or organisation under one canonical name.

The canonical name is the fullest form that the text itself uses, as written there. What is hard: "Kim" is the first
word of one name and "Putin" the last of another; two people share a family name; "the Russian general" is somebody
named before, while "a spokesman" never is. No list of people is used, so "he" and "she" are told apart by titles and
by the pronouns that the text itself uses for a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.attribution.beside import as_written, has_age, is_owned, is_thing, owning_her
from archive.attribution.cues import SentenceReading
from archive.attribution.entities import Entity, bare_key, covers, gender_of_full_name, name_key, strip_suffixes
from archive.attribution.fitting import agreeing, fits_office, may_be_known
from archive.attribution.mentions import Mention
from archive.attribution.offices import offices_of
from archive.attribution.subjects import is_oblique
from archive.rules.names import name_rules

_PRONOUN_GENDERS = {"he": "male", "his": "male", "himself": "male", "she": "female", "herself": "female"}
_NAMESAKES = 40
_NEAR = 2
"""An organisation is taken up by its noun at most so many sentences further on."""
_GIVEN = 3
"""A given name counts as much as so many pronouns; a title as five."""
_PLACING = frozenset(["in", "at", "near", "across", "throughout", "outside", "inside"])


def _gender_of(entity: Entity) -> str:
    """The pronoun that goes with a name: by titles and pronouns of the text, and by what the given name tells."""
    votes = dict(entity.votes)
    told = None if entity.is_organisation else gender_of_full_name(entity.words)
    if told:
        votes[told] = votes.get(told, 0) + _GIVEN
    male, female = votes.get("male", 0), votes.get("female", 0)
    if max(male, female) >= 1 and max(male, female) > 2 * min(male, female):
        return "male" if male > female else "female"
    return told or entity.gender


class People:
    """The entities of one text, gathered before any quotation is attributed."""

    def __init__(self, readings: Sequence[SentenceReading]) -> None:
        self.entities: dict[tuple[str, ...], Entity] = {}
        self._names: dict[tuple[str, ...], Entity] = {}
        self._by_word: dict[str, list[Entity]] = {}
        self._families: dict[str, list[Entity]] = {}
        self._by_head: dict[str, list[Entity]] = {}
        self._described: dict[int, Entity] = {}
        self._now = 0
        self._learn_names(readings)
        self._learn_genders(readings)

    def _learn_names(self, readings: Sequence[SentenceReading]) -> None:
        forms: dict[tuple[str, ...], tuple[str, ...]] = {}
        organisations: dict[tuple[str, ...], int] = {}
        named = [(mention, reading) for reading in readings for mention in reading.mentions if mention.kind == "name"]
        suffixes: dict[tuple[str, ...], str] = {}
        for mention, reading in named:
            written = as_written(mention, reading)
            words = strip_suffixes(written)
            if len(words) < len(written) and written[len(words)].lower().strip(".") in name_rules().generations:
                suffixes.setdefault(name_key(words), " ".join(written[len(words) :]))
            known = forms.setdefault(name_key(words), words)
            if known is not words and " ".join(known).isupper() and not " ".join(words).isupper():
                forms[name_key(words)] = words
            vote = 1 if mention.is_organisation else -1
            organisations[name_key(words)] = organisations.get(name_key(words), 0) + vote
        for key in sorted(forms, key=lambda key: -len(key)):
            is_label = len(key) == 1 and forms[key][0].isupper()  # "DOE:", for whom "JANE DOE" stands above
            entity = self._longer(key) if organisations[key] <= 0 or is_label else None
            self._names[key] = entity or self._new_entity(forms[key], is_organisation=organisations[key] > 0)
            if key in suffixes and entity is None:
                self._names[key].name += f" {suffixes[key]}"
        self._learn_initials()
        for mention, reading in named:
            self._add_facts(mention, reading)

    def _learn_initials(self) -> None:
        """Gives an organisation's initials its name: "CBO" is the Congressional Budget Office, where that stands."""
        whole: dict[str, Entity] = {}
        for entity in self._names.values():
            if entity.is_organisation and len(entity.words) > 1:
                letters = "".join(word[0] for word in entity.words if word[:1].isupper())
                whole.setdefault(letters.lower(), entity)
        for key, entity in self._names.items():
            if len(key) == 1 and entity.name.isupper() and len(key[0]) > 1:
                self._names[key] = whole.get(key[0], entity)

    def _new_entity(self, words: tuple[str, ...], *, is_organisation: bool) -> Entity:
        entity = Entity(" ".join(words).replace(" ’", "’").replace(" '", "'"), words, is_organisation)
        if not is_organisation:
            entity.gender = gender_of_full_name(words) or "unknown"
            opening = (words[0].lower(), " ".join(words[:2]).lower())
            if entity.gender == "unknown" and not name_rules().places.isdisjoint(opening):
                entity.places += 1  # "Freedonia Arena"
        for word in dict.fromkeys(name_key(words)):
            sharing = self._by_word.setdefault(word, [])
            if len(sharing) < _NAMESAKES:
                sharing.append(entity)
        return entity

    def _longer(self, key: tuple[str, ...]) -> Entity | None:
        """The fuller name that a name belongs to: by its last word first, else by its first."""
        fuller = [
            entity
            for entity in self._by_word.get(key[-1], [])
            if not entity.is_organisation and covers(name_key(entity.words), key)
        ]
        by_last = [entity for entity in fuller if name_key(entity.words)[-len(key) :] == key]
        chosen = by_last or fuller
        return chosen[0] if chosen else None

    def _add_facts(self, mention: Mention, reading: SentenceReading) -> None:
        bearers = self._bearers(mention)
        if len(bearers) > 1:
            return  # of two who share the name, nobody can say whose fact it is
        entity = bearers[0] if bearers else self._names[bare_key(mention.core)]
        after, before = mention.last + 1, mention.first - 1
        beside = [cue.form for cue in reading.cues if after <= cue.position <= after + 1]
        if any(form.kind != "describe" and not form.weak for form in beside):
            entity.speaks += 1
        is_owner = after < len(reading.tokens) and reading.tokens[after].low == "'s"
        is_placed = before >= 0 and not is_owner and reading.tokens[before].low in _PLACING
        if is_placed or (is_thing(reading, mention) and len(entity.words) == len(mention.core) > 1):
            entity.places += 1
        for office in offices_of(reading, mention):
            if office.head:
                self._note_head(entity, office.head)
            entity.offices |= office.words
            if office.mention is not None:
                self._described[id(office.mention)] = entity
        entity.peoples |= mention.peoples
        is_alone = len(mention.core) == 1 < len(entity.words) and not is_thing(reading, mention)
        is_family_name = is_alone and name_key(entity.words)[-1] == name_key(mention.core)[-1]
        entity.is_told = entity.is_told or is_family_name or has_age(reading, after)
        self._keep_rank(entity, mention)
        if mention.gender in ("male", "female"):
            entity.votes[mention.gender] = entity.votes.get(mention.gender, 0) + 5

    def _keep_rank(self, entity: Entity, mention: Mention) -> None:
        """Lets whoever is called by rank and family name alone keep the rank: "Lord Doe", "Lady Roe of Barrow"."""
        is_bare = len(entity.words) == 1 or (len(entity.words) > 2 and entity.words[1] == "of")
        if mention.head in name_rules().ranks and is_bare and entity.name == " ".join(entity.words):
            entity.name = f"{mention.head.capitalize()} {entity.name}"

    def _note_head(self, entity: Entity, head: str) -> None:
        for word in name_rules().same_office.get(head, (head,)):
            if word not in entity.heads:
                entity.heads.add(word)
                holders = self._by_head.setdefault(word, [])
                if len(holders) < _NAMESAKES:
                    holders.append(entity)

    def _learn_genders(self, readings: Sequence[SentenceReading]) -> None:
        """Counts the pronouns in sentences that name one person only, before them and not by the way."""
        for reading in readings:
            named = [mention for mention in reading.mentions if mention.kind == "name" and not mention.is_organisation]
            if not named:
                continue
            entity = self.of_name(named[0])
            is_alone = all(self.of_name(other) is entity for other in named[1:])
            if not is_alone or is_oblique(reading, named[0]) or is_owned(reading, named[0]):
                continue
            for position in range(named[0].last + 1, len(reading.tokens)):
                gender = _PRONOUN_GENDERS.get(reading.tokens[position].low) or owning_her(reading, position)
                if gender:
                    entity.votes[gender] = entity.votes.get(gender, 0) + 1
        for entity in {id(one): one for one in self._names.values()}.values():
            entity.gender = _gender_of(entity)

    def of_name(self, mention: Mention) -> Entity:
        """The entity of a named mention; of several that share the name, who has spoken most, else was seen last."""
        bearers = self._bearers(mention)
        if bearers:
            return max(bearers, key=lambda other: (other.spoken, other.last_seen))
        return self._names[bare_key(mention.core)]

    def _bearers(self, mention: Mention) -> list[Entity]:
        """The people of the text who can be meant by a family name that several bear; none where nobody shares it."""
        key = bare_key(mention.core)
        if len(key) != 1 or mention.is_organisation:
            return []
        sharing = self._families.get(key[0])
        if sharing is None:
            sharing = self._families[key[0]] = [
                other
                for other in self._by_word.get(key[0], [])
                if not other.is_organisation and name_key(other.words)[-1] == key[0] and len(other.words) > 1
            ]
        return agreeing(sharing, mention.head, mention.gender) if len(sharing) > 1 else []

    def is_shared_name(self, mention: Mention) -> bool:
        """Whether several people of the text can be meant by this short name."""
        return len(self._bearers(mention)) > 1

    def of_role(self, mention: Mention) -> Entity:
        """The entity of an unnamed mention: somebody met before with that office, or the words themselves."""
        described = self._described.get(id(mention))
        if described is not None:
            return described
        named = self._names.get(name_key(mention.core))
        if named is not None and mention.is_organisation:
            return named
        if may_be_known(mention):
            known = self._exact_holder(mention) or self._holders(mention) or self._only_holder(mention)
            if known:
                return max(known, key=lambda entity: entity.last_seen)
        return self._own_words(mention)

    def is_known_role(self, mention: Mention, order: int) -> bool:
        """Whether somebody was met with that office before sentence ``order``."""
        self._now = order
        return id(mention) in self._described or bool(self._holders(mention) or self._only_holder(mention))

    def means_people(self, mention: Mention) -> bool:
        """Whether the noun was met only as a number of people: "a group of 11 senators" is no organisation."""
        met = self._holders(mention)
        return all(entity.is_role and "of" in entity.words for entity in met)

    def _only_holder(self, mention: Mention) -> list[Entity]:
        """The one person of the text who has the office by name, where the name comes later."""
        if mention.is_organisation or mention.gender == "plural":
            return []
        named = [entity for entity in self._by_head.get(mention.head, []) if not entity.is_role]
        fitting = [entity for entity in named if fits_office(entity, mention)]
        is_title = mention.first == 0 and not mention.definite  # as a headline has it: "Council leader warns …"
        return fitting if len(fitting) == len(named) == 1 and (len(mention.core) > 1 or is_title) else []

    def _exact_holder(self, mention: Mention) -> list[Entity]:
        """The one person with a name, named before or after, of whom all words of the office are told."""
        words = {word.lower() for word in mention.core}
        if len(words) == 1 or mention.is_organisation or mention.gender == "plural":
            return []
        named = [entity for entity in self._by_head.get(mention.head, []) if not entity.is_role]
        exact = [entity for entity in named if words <= entity.offices | entity.heads and fits_office(entity, mention)]
        return exact if len(exact) == 1 else []

    def _holders(self, mention: Mention) -> list[Entity]:
        holders = self._by_head.get(mention.head, [])
        if mention.is_organisation:
            holders = holders + [entity for entity in self._by_word.get(mention.head, []) if entity.is_organisation]
        met = [entity for entity in holders if entity.last_seen >= 0 and not self._is_new_role(entity)]
        return [entity for entity in met if fits_office(entity, mention)]

    def _is_new_role(self, entity: Entity) -> bool:
        """Whether the entity is only what was asked about a moment ago: a role that this sentence brings up."""
        return entity.is_role and entity.first_seen >= self._now

    def note_bystanders(self, reading: SentenceReading, order: int) -> None:
        """Notes the organisations that a sentence names, and the unnamed whom it brings up, whoever its subject is."""
        for mention in reading.mentions:
            if mention.kind == "name" and mention.is_organisation:
                self.of_name(mention).last_seen = order
            elif mention.kind == "role" and not mention.definite and mention.head in name_rules().unnamed:
                self.resolve(mention, order)

    def last_organisation(self, mention: Mention, order: int) -> Entity | None:
        """The organisation that "the party" or "the bureau" takes up: the one named last, if it can be such a one."""
        common = name_rules().organisation_nouns - {mention.head}
        if mention.head in name_rules().any_body:
            common -= name_rules().bodies
        near = [
            entity
            for entity in {id(one): one for one in self._names.values()}.values()
            if entity.is_organisation and not entity.is_place and order - _NEAR <= entity.last_seen <= order
            if not common & set(name_key(entity.words)) and entity.name.lower() not in name_rules().places
        ]
        latest = max((entity.last_seen for entity in near), default=-1)
        last = [entity for entity in near if entity.last_seen == latest]
        return last[0] if len(last) == 1 else None

    def _own_words(self, mention: Mention) -> Entity:
        words = mention.core
        if len(words) > 1 and words[0].lower() in name_rules().anonymous:
            words = words[1:]
        name = " ".join(words).replace(" 's", "’s")
        if mention.owner:
            owner = " ".join(mention.owner)
            is_institution = mention.is_organisation and words[-1].lower() in name_rules().institutions
            is_institution = is_institution and mention.owner[0][:1].isupper()
            name = f"{name} of {owner}" if is_institution else f"{owner}’s {name}"
        key = ("", *name_key(tuple(name.split())))
        entity = self.entities.get(key)
        if entity is None:
            entity = Entity(name, words, mention.is_organisation, mention.gender, is_role=True)
            entity.peoples |= mention.peoples
            entity.offices.update(word.lower() for word in words)
            self._note_head(entity, mention.head)
            self.entities[key] = entity
        return entity

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
        entity.last_seen = order
        if mention.joined is not None and mention.joined.kind in ("name", "role"):
            other = self.resolve(mention.joined, order)
            if other is not None and other is not entity:
                return Entity(f"{other.name} and {entity.name}", entity.words, False, "plural")
        return entity

    def find_words(self, words: tuple[str, ...]) -> Entity:
        """The entity that bears these words as its name; a new one when nobody does."""
        known = self._names.get(name_key(words))
        return known if known is not None else Entity(" ".join(words), words, True)
