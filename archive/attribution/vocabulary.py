"""How a text writes its words: which with a small letter, which with a capital inside a sentence, in which language.

A sentence begins with a capital whatever its first word is; the rest of the text tells whether that word is a name.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from archive.attribution.frames import Sentence
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which words the text writes with a small letter, and which with a capital inside a sentence.

    ``surnames`` are titles that end a name ("King"), ``surnames_of_names`` capitalised words behind another one.
    """

    small: frozenset[str]
    capital: frozenset[str]
    surnames: frozenset[str]
    surnames_of_names: frozenset[str]
    language: str


def read_vocabulary(sentences: Sequence[Sentence]) -> Vocabulary:
    """The words of the text by how it writes them; tells a name from the first word of a sentence."""
    small: set[str] = set()
    capital: set[str] = set()
    surnames: set[str] = set()
    following: set[str] = set()
    names = name_rules()
    for sentence in sentences:
        small.update(token.low for token in sentence.tokens if not token.capital)
        for position, token in enumerate(sentence.tokens):
            if token.capital and position:
                before = sentence.tokens[position - 1]
                if before.kind == "mark" and before.text != ",":
                    continue  # behind a colon or dash a sentence may begin
                capital.add(token.low)
                if before.capital and position > 1:
                    following.add(token.low)
                if token.low in names.surname_titles and before.capital and before.low not in names.titles:
                    surnames.add(token.low)
    language = guess_language(small)
    return Vocabulary(frozenset(small), frozenset(capital), frozenset(surnames), frozenset(following), language)


def guess_language(small: Set[str]) -> str:
    """The language whose small words and verbs of speech the text uses; English when that is not plain.

    >>> guess_language({"sagte", "der", "und"}), guess_language({"said", "der"}), guess_language(set())
    ('de', 'en', 'en')
    """
    rules = speech_rules()
    best, most = "en", len(rules.markers["en"] & small)
    for language, words in rules.markers.items():
        if len(words & small) > most and not rules.forms[language].keys().isdisjoint(small):
            best, most = language, len(words & small)
    return best
