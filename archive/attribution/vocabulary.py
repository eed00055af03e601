"""How a text writes its words: which with a small letter, which with a capital inside a sentence, in which language.

A sentence begins with a capital whatever its first word is; the rest of the text tells whether that word is a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from archive.attribution.frames import Sentence
from archive.rules.grammar import LANGUAGES, grammar_of
from archive.rules.languages import languages_of_words
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
        tokens = sentence.tokens
        small.update([token.low for token in tokens if not token.capital])
        for position in [position for position, token in enumerate(tokens) if token.capital and position]:
            token, before = tokens[position], tokens[position - 1]
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
    best, most = "en", _evidence(small, speech_rules().markers["en"], speech_rules().forms["en"].keys())
    for grammar in map(grammar_of, LANGUAGES):
        if grammar is None:
            continue
        verbs = (grammar.finite & small) | (grammar.participles & small)
        evidence = _evidence(small, grammar.markers, verbs)
        if evidence > most + (not verbs):
            best, most = grammar.language, evidence
    return best if best == "en" or _is_best_known(best, small) else "en"


_CHANCE = 3
"""So many small words may by chance be another language's, as in a text of one line."""


def _is_best_known(language: str, small: Set[str]) -> bool:
    """Whether no language without a table fits the small words better: Italian shares many with Spanish."""
    known = languages_of_words()
    hits = Counter(other for word in small for other in known.get(word, ()))
    return hits[language] + _CHANCE >= max(hits.values(), default=0)


def _evidence(small: Set[str], markers: Set[str], verbs: Set[str]) -> int:
    """How many small words and verbs of speech of one language stand among the words; a verb counts twice."""
    return len(markers & small) + 2 * len(verbs & small)
