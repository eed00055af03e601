"""What a noun tells by the tables of its language: a person and of which gender, an organisation, a document.

In German a compound is what its last part is (`Regierungssprecherin`), and a capital tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.attribution.frames import Token
from archive.attribution.languages.vocabulary import Capitals
from archive.attribution.mentions import MentionKind
from archive.rules.grammar import Grammar

GENITIVES = frozenset({"des", "eines"})
"""Articles that give a German noun another ending."""
_CASES = ("en", "n", "es", "s")
"""How a German noun for a person ends in other cases: "des Ministers", "dem Präsidenten"."""


@dataclass(slots=True)
class Head:
    """The noun of a phrase: its position, its kind, the gender of whom it means."""

    position: int
    kind: MentionKind
    gender: str
    is_organisation: bool = False


class Nouns:
    """The nouns of one text."""

    def __init__(self, grammar: Grammar, capitals: Capitals) -> None:
        self.grammar = grammar
        self.capitals = capitals
        self._organisations = tuple(sorted(grammar.organisations))

    def head(self, tokens: Sequence[Token], position: int) -> Head:
        """What the noun at ``position`` tells."""
        low, grammar = tokens[position].low, self.grammar
        if low in grammar.documents or (grammar.document_endings and low.endswith(grammar.document_endings)):
            return Head(position, "document", "thing")
        gender = self._gender_of_person(low)
        if gender is None and grammar.capital_nouns:
            bases = (low.removesuffix(ending) for ending in _CASES if low.endswith(ending))
            gender = next((told for base in bases if (told := self._gender_of_person(base)) is not None), None)
        if gender is not None:
            return Head(position, "role", gender)
        if low in grammar.organisations or self._is_compound_organisation(low):
            return Head(position, "role", "thing", is_organisation=True)
        return Head(position, "role", "unknown", is_organisation=tokens[position].capital)

    def base(self, tokens: Sequence[Token], article: int, position: int) -> str:
        """The noun at ``position`` without the ending that a genitive gives it: "des Ministers", "eines Gerichts"."""
        low = tokens[position].low
        if tokens[article].low not in GENITIVES or not self.grammar.capital_nouns or not low.endswith("s"):
            return tokens[position].text
        bases = (low.removesuffix(ending) for ending in ("es", "s"))
        known = (base for base in bases if self._gender_of_person(base) is not None or self.is_group(base))
        return tokens[position].text[: len(next(known, low))]

    def _gender_of_person(self, low: str) -> str | None:
        """The gender of a noun that means people, None for all others."""
        grammar = self.grammar
        listed = grammar.roles.get(low) or grammar.titles.get(low)
        if listed is None and low.startswith("ex"):
            listed = grammar.roles.get(low.removeprefix("ex").lstrip("-"))
        if listed is not None:
            return listed
        if not low.endswith(grammar.person_endings):
            return grammar.roles.get(low.rpartition("-")[2])
        if not grammar.female_endings:
            return "unknown"
        if low.endswith(grammar.female_endings):
            return "female"
        return "unknown" if low.endswith(grammar.neutral_endings) else "male"

    def _is_compound_organisation(self, low: str) -> bool:
        return self.grammar.capital_nouns and low.endswith(self._organisations)

    def is_office(self, low: str) -> bool:
        """Whether the word, or the last part of a compound, is what somebody is: "US-Botschafter", "Experten"."""
        part = low.rpartition("-")[2]
        if part in self.grammar.roles:
            return True
        return self.grammar.capital_nouns and part[:-1] in self.grammar.roles and part[-1] in "ns"

    def is_noun(self, token: Token) -> bool:
        """Whether a capitalised word is a noun and no name, by the tables and by the text."""
        low, grammar = token.low, self.grammar
        if low in grammar.titles or low in grammar.organisations or low in grammar.documents or self.is_office(low):
            return True
        if not grammar.capital_nouns or low in self.capitals.families or grammar.gender_of_given(token.text):
            return False
        listed = low in grammar.capitals or low in grammar.speech or low.endswith(grammar.person_endings)
        return listed or low in self.capitals.nouns or self._is_compound_organisation(low)

    def is_group(self, low: str) -> bool:
        """Whether the noun means an organisation by the tables."""
        return low in self.grammar.organisations or self._is_compound_organisation(low)

    def is_thing(self, token: Token) -> bool:
        """Whether the noun before a name means no person as far as is known: "le réseau social Telegram"."""
        low, grammar = token.low, self.grammar
        is_person = self.is_office(low) or low in grammar.titles or low.endswith(grammar.person_endings)
        return not token.capital and not is_person

    def is_adjective(self, token: Token) -> bool:
        """Whether the word may be an adjective behind its noun."""
        low, grammar = token.low, self.grammar
        if token.kind != "word" or token.capital or low in grammar.closed or low in grammar.adverbs:
            return False
        return bool(grammar.adjective_endings) and low.endswith(grammar.adjective_endings) and low not in grammar.finite

    def is_before_noun(self, token: Token) -> bool:
        """Whether the word may be an adjective before its noun."""
        if token.kind != "word" or token.capital:
            return False
        if self.grammar.capital_nouns:
            return token.low not in self.grammar.closed or token.low in self.grammar.conjunctions
        return token.low in self.grammar.before_noun

    def stands_before_noun(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether the word at ``position`` is an adjective by itself, or by its ending and the noun behind it."""
        token, grammar = tokens[position], self.grammar
        if self.is_before_noun(token):
            return True
        if not grammar.before_endings or position + 1 >= len(tokens) or not token.low.endswith(grammar.before_endings):
            return False
        after = tokens[position + 1]
        if token.low in grammar.organisations or token.low in grammar.documents or self.is_office(token.low):
            return False
        is_noun = after.kind == "word" and after.low not in grammar.closed and after.low not in grammar.finite
        return is_noun and not grammar.is_adverb(after.low) and (not after.capital or not token.capital)

    def is_verb(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether the word behind what looks like an article is a verb: "la acusó", "l'a trouvé"."""
        low, grammar = tokens[position].low, self.grammar
        if tokens[position - 1].low not in grammar.clitics or (
            low not in grammar.finite and low not in grammar.participles
        ):
            return False
        return not any(
            low in nouns for nouns in (grammar.roles, grammar.documents, grammar.organisations, grammar.speech)
        )
