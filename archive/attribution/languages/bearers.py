"""The bearers of the names of one text: a family name belongs to the full name, an office to who is said to hold it.

What is hard: two people share a family name, and only a title (`Frau Müller`) tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity, covers, name_key
from archive.attribution.frames import Token
from archive.attribution.mentions import Mention
from archive.rules.grammar import Grammar

_NAMESAKES = 40
"""No more people of one name, or of one office, are kept apart."""
_BRACKETED = 6
_OFFICE = 8
"""An office is told in no more words."""


class Bearers:
    """The names of one text and what the text says of those who bear them."""

    def __init__(self, readings: Sequence[SentenceReading], grammar: Grammar) -> None:
        self.grammar = grammar
        self._names: dict[tuple[str, ...], Entity] = {}
        self._by_word: dict[str, list[Entity]] = {}
        self._holders: dict[str, list[Entity]] = {}
        self._by_office: dict[str, list[Entity]] = {}
        named = [(mention, reading) for reading in readings for mention in reading.mentions if mention.kind == "name"]
        self._learn([mention for mention, _ in named])
        for mention, reading in named:
            self._describe(mention, reading)

    def _learn(self, mentions: Sequence[Mention]) -> None:
        """Makes an entity of each name, the longest first, so that the shorter find theirs."""
        forms: dict[tuple[str, ...], Mention] = {}
        for mention in mentions:
            known = forms.setdefault(name_key(mention.core), mention)
            if " ".join(known.core).isupper() and not " ".join(mention.core).isupper():
                forms[name_key(mention.core)] = mention  # "MÜLLER:" is a label, not how the name is written
        for key in sorted(forms, key=lambda key: -len(key)):
            self._names[key] = self._longer(key) or self._new(forms[key])

    def _new(self, mention: Mention) -> Entity:
        entity = Entity(" ".join(mention.core), mention.core, mention.is_organisation, mention.gender)
        key = name_key(mention.core)
        for word in dict.fromkeys((key[-1], key[0])) if key else ():
            _add(self._by_word, word, entity)
        return entity

    def _longer(self, key: tuple[str, ...]) -> Entity | None:
        """The fuller name that a name belongs to: by its last word first; a genitive ("Müllers") as well."""
        if not key:
            return None
        for own in (key, (*key[:-1], key[-1].removesuffix("s"))):
            named = [(entity, name_key(entity.words)) for entity in self._by_word.get(own[-1], [])]
            fuller = [(entity, full) for entity, full in named if full == own or covers(full, own)]
            if fuller:
                return next((entity for entity, full in fuller if full[-1] == own[-1]), fuller[0][0])
        return None

    def find(self, mention: Mention) -> Entity:
        """The bearer of a name: of several with one family name, the one whose gender the title tells."""
        key = name_key(mention.core)
        entity = self._names.get(key)
        if entity is None:
            entity = self._names[key] = self._longer(key) or self._new(mention)
            short = self._names.get(key[-1:])
            if short is not None and len(short.words) == 1 and not short.spoken:
                self._names[key[-1:]] = entity  # in full only between quote marks, where names are read late
        if mention.gender in ("male", "female") and entity.gender not in (mention.gender, "unknown"):
            return next((other for other in self.sharing(mention) if other.gender == mention.gender), entity)
        return entity

    def sharing(self, mention: Mention) -> list[Entity]:
        """Those with a full name who bear the one word of a name."""
        key = name_key(mention.core)
        return [entity for entity in self._by_word.get(key[-1], []) if len(entity.words) > 1] if len(key) == 1 else []

    def holders(self, head: str) -> list[Entity]:
        """Those who are said to be what the noun says."""
        return self._holders.get(head, [])

    # -- offices ------------------------------------------------------------------------------------------------------

    def _describe(self, mention: Mention, reading: SentenceReading) -> None:
        """Learns the office and the gender that stand with a name, before it or behind a comma."""
        entity, tokens = self.find(mention), reading.tokens
        if mention.head in self.grammar.titles:
            if len(entity.words) == 1:
                entity.name = f"{tokens[mention.first].text} {entity.words[0]}"  # "Madame Michu", never told in full
            self._hold(entity, "", mention.gender)
        elif mention.head:
            self._hold(entity, mention.head, mention.gender)
            self._note_office(entity, tokens, range(mention.first, mention.last + 1))
        self._describe_before(entity, mention, reading)
        after = mention.last + 1
        if after < len(tokens) and tokens[after].text == "(":
            brackets = range(after, min(len(tokens), after + _BRACKETED))
            after = next((at for at in brackets if tokens[at].text == ")"), after) + 1
        if after < len(tokens) and tokens[after].text == ",":
            self._describe_behind(entity, tokens, after + 1)

    def _describe_before(self, entity: Entity, mention: Mention, reading: SentenceReading) -> None:
        """Learns an office before a comma: "El primer ministro polaco, el liberal Juan Pérez, …"."""
        tokens, after = reading.tokens, mention.last + 1
        office = reading.ends.get(mention.first - 2)
        is_between = mention.first > 1 and tokens[mention.first - 1].text == "," and after < len(tokens)
        if office is None or not is_between or tokens[after].text not in (",", "("):
            return
        if office.definite and office.kind == "role" and not office.is_organisation:
            self._hold(entity, office.head, office.gender)
            self._note_office(entity, tokens, range(office.first, office.last + 1))

    def _describe_behind(self, entity: Entity, tokens: Sequence[Token], at: int) -> None:
        """Learns an office behind a comma: "Marie Martin, élue de l’Isère"."""
        while at < len(tokens) and self._opens(tokens[at]):
            at += 1
        is_noun = at < len(tokens) and (self.grammar.capital_nouns or not tokens[at].capital)
        if is_noun:
            gender = self.grammar.roles.get(tokens[at].low)
            if gender is not None or tokens[at].low.endswith(self.grammar.person_endings):
                self._hold(entity, tokens[at].low, gender or "unknown")
                ends = range(at, min(len(tokens), at + _OFFICE))
                end = next((after for after in ends if tokens[after].kind != "word"), ends.stop)
                self._note_office(entity, tokens, range(at, end))

    def _note_office(self, entity: Entity, tokens: Sequence[Token], where: range) -> None:
        """Learns the words that tell an office apart from others: "Bürgermeister von Musterstadt"."""
        words = {tokens[at].low for at in where} - self.grammar.closed - entity.offices
        entity.offices.update(words)
        for word in sorted(words):
            _add(self._by_office, word, entity)

    def described(self, mention: Mention) -> Entity | None:
        """The one who is told by the words behind the noun: "the mayor of Springfield", "the head of the union"."""
        names = {word.lower() for word in mention.core[1:] if word[:1].isupper()} - {mention.head}
        names -= self.grammar.closed
        if not names or self.grammar.capital_nouns:
            return None
        likely = self._by_office.get(min(names), ())
        bearers = [entity for entity in likely if names <= entity.offices - set(name_key(entity.words))]
        same = [entity for entity in bearers if mention.head in entity.heads]
        found = same or bearers
        return found[0] if len(found) == 1 else None

    def _opens(self, token: Token) -> bool:
        """Whether the word may stand before the noun of an apposition."""
        grammar = self.grammar
        if token.low in grammar.determiners or token.low in grammar.before_noun:
            return True
        return grammar.capital_nouns and token.kind == "word" and not token.capital and token.low not in grammar.closed

    def _hold(self, entity: Entity, head: str, gender: str) -> None:
        if gender in ("male", "female") and entity.gender == "unknown":
            entity.gender = gender
        if not head or head in entity.heads:
            return
        entity.heads.add(head)
        parts = {
            ending for ending in self.grammar.person_endings if self.grammar.capital_nouns and head.endswith(ending)
        }
        for noun in sorted({head, head.rpartition("-")[2], *parts}):  # "the minister" may be a Finanzminister
            _add(self._holders, noun, entity)


def _add(index: dict[str, list[Entity]], word: str, entity: Entity) -> None:
    held = index.setdefault(word, [])
    if len(held) < _NAMESAKES and entity not in held:
        held.append(entity)
