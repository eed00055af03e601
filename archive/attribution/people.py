"""Who is who within one text: mentions of one person, office or organisation under one canonical name.

The canonical name is the fullest form that the text itself uses, as written there. What is hard: "Kim" is the first
word of one name and "Putin" the last of another; two people share a family name; "the Russian general" is somebody
named before, while "a spokesman" never is. No list of people is used, so "he" and "she" are told apart by titles and
by the pronouns that the text itself uses for a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.attribution.cues import SentenceReading
from archive.attribution.entities import Entity, covers, name_key, strip_suffixes
from archive.attribution.mentions import Mention
from archive.attribution.phrases import find_owned
from archive.attribution.subjects import is_oblique
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_PRONOUN_GENDERS = {"he": "male", "his": "male", "himself": "male", "she": "female", "herself": "female"}
_NAMESAKES = 40
_PLACING = frozenset(["in", "at", "near", "across", "throughout", "outside", "inside"])


def _owning_her(reading: SentenceReading, position: int) -> str | None:
    """The gender that a "her" tells which owns the noun behind it; one that is an object tells nothing."""
    tokens = reading.tokens
    if tokens[position].low != "her" or position + 1 >= len(tokens) or tokens[position + 1].kind != "word":
        return None
    rules, low = speech_rules(), tokens[position + 1].low
    ends = low in rules.prepositions or low in rules.conjunctions or rules.is_adverb(low)
    return None if ends or low in rules.subordinators or low in rules.relatives or low == "to" else "female"


class People:
    """The entities of one text, gathered before any quotation is attributed."""

    def __init__(self, readings: Sequence[SentenceReading]) -> None:
        self.entities: dict[tuple[str, ...], Entity] = {}
        self._names: dict[tuple[str, ...], Entity] = {}
        self._by_word: dict[str, list[Entity]] = {}
        self._by_head: dict[str, list[Entity]] = {}
        self._learn_names(readings)
        self._learn_genders(readings)

    def _learn_names(self, readings: Sequence[SentenceReading]) -> None:
        forms: dict[tuple[str, ...], tuple[str, ...]] = {}
        organisations: dict[tuple[str, ...], int] = {}
        named = [(mention, reading) for reading in readings for mention in reading.mentions if mention.kind == "name"]
        for mention, _ in named:
            words = strip_suffixes(mention.core)
            known = forms.setdefault(name_key(words), words)
            if known is not words and " ".join(known).isupper() and not " ".join(words).isupper():
                forms[name_key(words)] = words
            vote = 1 if mention.is_organisation else -1
            organisations[name_key(words)] = organisations.get(name_key(words), 0) + vote
        for key in sorted(forms, key=lambda key: -len(key)):
            is_label = len(key) == 1 and forms[key][0].isupper()  # "DOE:", for whom "JANE DOE" stands above
            entity = self._longer(key) if organisations[key] <= 0 or is_label else None
            self._names[key] = entity or self._new_entity(forms[key], is_organisation=organisations[key] > 0)
        for mention, reading in named:
            self._add_facts(mention, reading)

    def _new_entity(self, words: tuple[str, ...], *, is_organisation: bool) -> Entity:
        entity = Entity(" ".join(words), words, is_organisation)
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
        entity = self._names[name_key(strip_suffixes(mention.core))]
        after, before = mention.last + 1, mention.first - 1
        if any(after <= cue.position <= after + 1 and cue.form.kind != "describe" for cue in reading.cues):
            entity.speaks += 1
        is_owner = after < len(reading.tokens) and reading.tokens[after].low == "'s"
        if before >= 0 and not is_owner and reading.tokens[before].low in _PLACING:
            entity.places += 1
        if mention.head and mention.head != mention.core[-1].lower():
            self._note_head(entity, mention.head)
        if mention.first < after - len(mention.core):
            tokens = reading.tokens[mention.first : after - len(mention.core)]
            entity.offices.update(token.low for token in tokens)
        self._note_apposition(entity, mention, reading)
        entity.peoples |= mention.peoples
        if mention.gender in ("male", "female"):
            entity.votes[mention.gender] = entity.votes.get(mention.gender, 0) + 5

    def _note_apposition(self, entity: Entity, mention: Mention, reading: SentenceReading) -> None:
        """Learns what stands behind the name: "Jane Doe, 43, the union’s general secretary"."""
        tokens, after = reading.tokens, mention.last + 1
        if after + 1 >= len(tokens) or tokens[after].text != "," or mention.is_organisation:
            return
        if tokens[after + 1].text.isdigit() and after + 3 < len(tokens):
            after += 2
        office = reading.begins.get(after + 1) or find_owned(reading, after + 1)
        if office is None or office.kind != "role" or office.is_organisation or office.gender == "plural":
            return
        self._note_head(entity, office.head)
        entity.offices.update(word.lower() for word in office.core)

    def _note_head(self, entity: Entity, head: str) -> None:
        if head not in entity.heads:
            entity.heads.add(head)
            holders = self._by_head.setdefault(head, [])
            if len(holders) < _NAMESAKES:
                holders.append(entity)

    def _learn_genders(self, readings: Sequence[SentenceReading]) -> None:
        """Counts the pronouns in sentences that name one person only, before them and not by the way."""
        for reading in readings:
            named = [mention for mention in reading.mentions if mention.kind == "name" and not mention.is_organisation]
            entities = {id(self.of_name(mention)): self.of_name(mention) for mention in named}
            if len(entities) != 1 or is_oblique(reading, named[0]):
                continue
            entity = next(iter(entities.values()))
            for position in range(named[0].last + 1, len(reading.tokens)):
                gender = _PRONOUN_GENDERS.get(reading.tokens[position].low) or _owning_her(reading, position)
                if gender:
                    entity.votes[gender] = entity.votes.get(gender, 0) + 1
        for entity in self._names.values():
            male, female = entity.votes.get("male", 0), entity.votes.get("female", 0)
            if max(male, female) >= 1 and max(male, female) > 2 * min(male, female):
                entity.gender = "male" if male > female else "female"

    def of_name(self, mention: Mention) -> Entity:
        """The entity of a named mention; of several that share the name, the one seen last."""
        key = name_key(strip_suffixes(mention.core))
        entity = self._names[key]
        if len(key) == 1 and not mention.is_organisation:
            sharing = [
                other
                for other in self._by_word.get(key[0], [])
                if not other.is_organisation and name_key(other.words)[-1] == key[0] and len(other.words) > 1
            ]
            if len(sharing) > 1:
                fitting = [other for other in sharing if mention.gender in ("unknown", other.gender)] or sharing
                return max(fitting, key=lambda other: other.last_seen)
        return entity

    def is_shared_name(self, mention: Mention) -> bool:
        """Whether several people of the text bear this short name."""
        key = name_key(strip_suffixes(mention.core))
        if len(key) != 1:
            return False
        others = [entity for entity in self._by_word.get(key[0], []) if name_key(entity.words)[-1] == key[0]]
        return len({id(entity) for entity in others if len(entity.words) > 1}) > 1

    def of_role(self, mention: Mention) -> Entity:
        """The entity of an unnamed mention: somebody met before with that office, or the words themselves."""
        named = self._names.get(name_key(mention.core))
        if named is not None and mention.is_organisation:
            return named
        if mention.definite and not mention.owner and len(mention.core) <= 3:
            known = self._holders(mention)
            if known:
                return max(known, key=lambda entity: entity.last_seen)
        return self._own_words(mention)

    def is_known_role(self, mention: Mention) -> bool:
        """Whether somebody was met before with that office."""
        return bool(self._holders(mention))

    def _holders(self, mention: Mention) -> list[Entity]:
        premodifiers = {word.lower() for word in mention.core[:-1]} - {mention.head}
        known = []
        holders = self._by_head.get(mention.head, [])
        if mention.is_organisation:
            holders = holders + [entity for entity in self._by_word.get(mention.head, []) if entity.is_organisation]
        for entity in holders:
            if entity.last_seen < 0:
                continue
            if mention.gender == "plural" or (premodifiers - mention.peoples - entity.offices):
                continue
            if mention.peoples and entity.peoples and not mention.peoples & entity.peoples:
                continue
            known.append(entity)
        return known

    def _own_words(self, mention: Mention) -> Entity:
        words = mention.core
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
            self._note_head(entity, mention.head)
            self.entities[key] = entity
        return entity

    def of_owned_name(self, mention: Mention) -> Entity:
        """The entity of "Ukraine's General Staff": an institution with its owner."""
        return self._own_words(mention)

    def resolve(self, mention: Mention, order: int) -> Entity | None:
        """The entity of a mention that is no pronoun and no document, seen now at sentence ``order``."""
        if mention.kind == "name":
            owned = mention.owner and mention.is_organisation and mention.core[-1].lower() in name_rules().institutions
            entity = self.of_owned_name(mention) if owned else self.of_name(mention)
        elif mention.kind == "role":
            entity = self.of_role(mention)
        else:
            return None
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
