"""Which names of a text are one person's or one organisation's: "General Doe", "Jane Doe" and "DOE:", "CBO" in full.

The canonical name is the fullest form that the text itself uses, as written there. What is hard: "Kim" is the first
word of one name and "Putin" the last of another; two people share a family name; a capital tells no person from an
organisation, so every place where the name stands votes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.attribution.beside import as_written
from archive.attribution.cues import SentenceReading
from archive.attribution.entities.acronyms import explained, whole_names
from archive.attribution.entities.entity import Entity, bare_key, covers, gender_of_full_name, name_key, strip_suffixes
from archive.attribution.entities.fitting import agreeing
from archive.attribution.entities.offices import body_before, described_behind
from archive.attribution.mentions import Mention
from archive.rules.names import name_rules

_MOST = 40
"""So many names may share a word; of more none is looked for."""
_TOLD = 3
"""What stands beside a name and says that it is an organisation counts as much as so many places without it."""

_CLOSED_WITHIN = 6
_GENDERS = ("male", "female")
_KNIGHTS = ("sir", "dame")

Key = tuple[str, ...]
"""The words of a name as compared."""


class Clusters:
    """The named entities of one text, each under all its names."""

    def __init__(self, named: Sequence[tuple[Mention, SentenceReading]]) -> None:
        self._by_key: dict[Key, Entity] = {}
        self._by_word: dict[str, list[Entity]] = {}
        self._families: dict[Key, list[Entity]] = {}
        self._unshared: dict[Key, Entity] = {}
        self.is_any_shared = False
        """Whether several people bear one of the family names that `bearers` was asked for."""
        self._forms: dict[Key, Key] = {}
        self._suffixes: dict[Key, str] = {}
        self._votes: dict[Key, int] = {}
        self._titled: dict[str, set[str]] = {}
        self._spouses: dict[tuple[Key, str], Entity] = {}
        for mention, reading in named:
            self._count(mention, reading)
        for key in sorted(self._forms, key=lambda key: -len(key)):
            self._by_key[key] = self._cluster(key)
        self._learn_initials(named)

    def _count(self, mention: Mention, reading: SentenceReading) -> None:
        """Keeps the form of a name, and whether it looks like an organisation's here."""
        written = as_written(mention, reading)
        words = strip_suffixes(written)
        key = name_key(words)
        if mention.gender in _GENDERS and _is_courtesy(mention):
            self._titled.setdefault(key[-1], set()).add(mention.gender)
        if len(words) < len(written) and written[len(words)].lower().strip(".") in name_rules().generations:
            self._suffixes.setdefault(key, " ".join(written[len(words) :]))
        known = self._forms.setdefault(key, words)
        if known != words and " ".join(known).isupper() and not " ".join(words).isupper():
            self._forms[key] = words
        self._votes[key] = self._votes.get(key, 0) + _vote(mention, reading, words)

    def _cluster(self, key: Key) -> Entity:
        words, is_organisation = self._forms[key], self._votes[key] > 0
        is_label = len(key) == 1 and words[0].isupper()  # "DOE:", for whom "JANE DOE" stands above
        entity = self._longer(key) if not is_organisation or is_label else None
        if entity is None:
            entity = self._new_entity(words, is_organisation=is_organisation)
            if key in self._suffixes:
                entity.name += f" {self._suffixes[key]}"
        return entity

    def _new_entity(self, words: Key, *, is_organisation: bool) -> Entity:
        entity = Entity(written_together(words), words, is_organisation)
        if not is_organisation:
            entity.gender = gender_of_full_name(words) or "unknown"
            opening = (words[0].lower(), " ".join(words[:2]).lower())
            if entity.gender == "unknown" and not name_rules().places.isdisjoint(opening):
                entity.places += 1  # "Freedonia Arena"
        for word in dict.fromkeys(name_key(words)):
            sharing = self._by_word.setdefault(word, [])
            if len(sharing) < _MOST:
                sharing.append(entity)
        return entity

    def _longer(self, key: Key) -> Entity | None:
        """The fuller name that a name belongs to: by its last word first, else by its first."""
        fuller = [
            entity
            for entity in self._by_word.get(key[-1], [])
            if not entity.is_organisation and covers(name_key(entity.words), key)
        ]
        by_last = [entity for entity in fuller if name_key(entity.words)[-len(key) :] == key]
        chosen = by_last or fuller
        return chosen[0] if chosen else None

    def _learn_initials(self, named: Sequence[tuple[Mention, SentenceReading]]) -> None:
        """Gives the initials of an organisation its name: those that the text explains, then those that can be its."""
        whole: dict[str, Entity] = {}
        for mention, reading in named:
            inside = explained(mention, reading)
            if inside is not None and inside.kind == "name":
                entity = self._by_key[bare_key(mention.core)]
                if entity.is_organisation:
                    whole.setdefault(inside.core[0].lower(), entity)
        for initials, entity in whole_names(self._by_key.values()):
            whole.setdefault(initials, entity)
        for key, entity in self._by_key.items():
            if len(key) == 1 and sum(letter.isupper() for letter in entity.name) > 1:
                self._by_key[key] = whole.get(key[0], entity)

    def __iter__(self) -> Iterator[Entity]:
        return iter({id(entity): entity for entity in self._by_key.values()}.values())

    def get(self, key: Key) -> Entity | None:
        """The entity of that name, if the text has it."""
        return self._by_key.get(key)

    def of(self, mention: Mention) -> Entity:
        """The entity of a named mention, whoever else may share a part of the name."""
        key = bare_key(mention.core)
        entity = self._by_key[key]
        if not mention.head or len(key) > 1:
            return entity  # as nearly always
        if mention.head in _KNIGHTS:
            return self._knighted(mention, key) or entity
        return self._spouse(mention, key, entity) if self._are_couple(key) else entity

    def _knighted(self, mention: Mention, key: Key) -> Entity | None:
        """Who is called "Sir John" by his first name alone: whoever has the title with the whole name."""
        sharing = self._by_word.get(key[0], ())
        return next((one for one in sharing if mention.head in one.heads and name_key(one.words)[0] == key[0]), None)

    def _are_couple(self, key: Key) -> bool:
        """Whether the text has a man and a woman of that family name: "Sir John" and "Lady Smith"."""
        return len(self._titled.get(key[-1], ())) > 1

    def _spouse(self, mention: Mention, key: Key, entity: Entity) -> Entity:
        """Who is meant by a title of the other gender than that of the one who has the name in full."""
        told = gender_of_full_name(entity.words)
        if not _is_courtesy(mention) or (told is None) != (len(entity.words) == 1):
            return entity
        if mention.gender not in _GENDERS or mention.gender == told:
            return entity
        name = f"{mention.head.capitalize()} {written_together(mention.core)}"
        spouse = Entity(name, mention.core, gender=mention.gender)
        return self._spouses.setdefault((key, mention.gender), spouse)

    def shared(self) -> frozenset[str]:
        """The family names, in small letters, that several people of the text bear, as `bearers` has found."""
        return frozenset([key[-1] for key, sharing in self._families.items() if len(sharing) > 1])

    def with_word(self, word: str) -> list[Entity]:
        """The entities with the word in their full name."""
        return self._by_word.get(word, [])

    def alone(self, mention: Mention) -> Entity | None:
        """The entity whose name nobody shares, as `bearers` has found; None where somebody does, or nobody asked."""
        return None if mention.head in _KNIGHTS else self._unshared.get(mention.core)

    def bearers(self, mention: Mention) -> list[Entity]:
        """The people who can be meant by a family name that several bear; none where nobody shares it."""
        if mention.core in self._unshared:
            return []
        key = bare_key(mention.core)
        if not name_rules().particles.issuperset(key[:-1]):
            self._unshared[mention.core] = self._by_key[key]
            return []
        if mention.is_organisation:
            return []
        sharing = self._families.get(key)
        if sharing is None:
            sharing = self._families[key] = [
                other
                for other in self._by_word.get(key[-1], [])
                if not other.is_organisation and name_key(other.words)[-len(key) :] == key != name_key(other.words)
            ]
        if len(sharing) < 2:
            if not self._are_couple(key):
                self._unshared[mention.core] = self._by_key[key]
            return []
        self.is_any_shared = True
        return agreeing(sharing, mention.head, mention.gender)


def _is_courtesy(mention: Mention) -> bool:
    """Whether the title is one that husband and wife have, each their own: "Mr", "Lady"."""
    return mention.head in name_rules().honorifics or mention.head in name_rules().ranks


def written_together(words: Key) -> str:
    """The words of a name as a text writes them: an apostrophe or comma stands right behind a word.

    >>> written_together(("Food", ",", "Health", "and", "Farmers", "’"))
    'Food, Health and Farmers’'
    """
    return " ".join(words).replace(" ’", "’").replace(" '", "'").replace(" ,", ",")


def _vote(mention: Mention, reading: SentenceReading, words: Key) -> int:
    """How much this place says that the name is an organisation's; less than nothing: a person's."""
    if mention.is_organisation:
        return 1
    if gender_of_full_name(words) is not None:
        return -1
    if body_before(reading, mention) is not None:
        return _TOLD
    is_alone, after = len(words) < 2, mention.last + 1
    if is_alone and (after >= len(reading.tokens) or reading.tokens[after].text != ","):
        return -1
    behind = described_behind(reading, mention)
    is_told = behind is not None and behind.kind == "role" and behind.head in name_rules().organisation_nouns
    if is_alone and (behind is None or not is_told or not _is_set_apart(reading, behind)):
        return -1
    return _TOLD if is_told or explained(mention, reading) is not None else -1


def _is_set_apart(reading: SentenceReading, behind: Mention) -> bool:
    """Whether a comma ends what is said of a name: "Samples, the largest union in the trade, said"."""
    after = behind.last + 1
    is_closed = any(token.text == "," for token in reading.tokens[after : after + _CLOSED_WITHIN])
    return is_closed and after not in reading.cue_at and behind.definite and len(behind.core) > 1
