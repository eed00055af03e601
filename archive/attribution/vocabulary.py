"""How a text writes its words: which with a small letter, which with a capital inside a sentence, in which language.

A sentence begins with a capital whatever its first word is; the rest of the text tells whether that word is a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from archive.attribution.frames import Sentence, Token
from archive.rules.given_names import gender_of_given_name
from archive.rules.grammar import LANGUAGES, UNDETERMINED, grammar_of
from archive.rules.languages import languages_of_words
from archive.rules.names import NameRules, name_rules
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
    seen: set[Token] = set()
    capital: set[str] = set()
    surnames: set[str] = set()
    following: set[str] = set()
    names = name_rules()
    for sentence in sentences:
        tokens = sentence.tokens
        seen.update(tokens)
        for position in [position for position, token in enumerate(tokens) if token.capital and position]:
            token, before = tokens[position], tokens[position - 1]
            if before.kind == "mark" and before.text != ",":
                continue  # behind a colon or dash a sentence may begin
            capital.add(token.low)
            if before.capital and position > 1:
                following.add(token.low)
            if before.capital and before.low not in names.titles and _ends_name(token, before, names):
                surnames.add(token.low)
    small = frozenset([token.low for token in seen if not token.capital])
    language = guess_language(small)
    return Vocabulary(small, frozenset(capital), frozenset(surnames), frozenset(following), language)


def _ends_name(token: Token, before: Token, names: NameRules) -> bool:
    """Whether a title or a trade is somebody's family name behind the word before: "Martin King", "Jane Baker"."""
    if token.low in names.surname_titles:
        return True
    is_trade = token.low in names.roles and token.low not in names.titles
    return is_trade and gender_of_given_name(before.text) is not None


def guess_language(small: Set[str]) -> str:
    """The language whose small words and verbs of speech the text uses; English when that is not plain.

    A language that no grammar knows is told by its small words alone, one of another script as "und" at least.

    >>> guess_language({"sagte", "der", "und"}), guess_language({"said", "der"}), guess_language(set())
    ('de', 'en', 'en')
    >>> guess_language({"się", "nie", "jest", "że", "powiedział", "do"}), guess_language({"сказал", "нам"})
    ('pl', 'und')
    """
    written, small = small, small & _telling_words()
    english = _evidence(small, speech_rules().markers["en"], speech_rules().forms["en"].keys() & small)
    best, most = "en", english
    for grammar in map(grammar_of, LANGUAGES):
        if grammar is None:
            continue
        verbs = (grammar.finite & small) | (grammar.participles & small)
        evidence = _evidence(small, grammar.markers, verbs)
        if evidence > most + (not verbs):
            best, most = grammar.language, evidence
    hits, elsewhere = _hits(small), grammar_of(UNDETERMINED)
    verbs_elsewhere = len(elsewhere.finite & small) if elsewhere is not None else 0
    strange, strangest = max(((code, hits[code]) for code in hits if code not in _KNOWN), key=_by_hits, default=("", 0))
    if strangest + 2 * verbs_elsewhere > hits[best] + _CHANCE:
        return strange
    if best != "en":
        return best
    foreign = sum(map(_BEHIND_LATIN.__le__, written))
    return UNDETERMINED if foreign > english and 2 * foreign > len(written) else best


def _by_hits(found: tuple[str, int]) -> tuple[int, str]:
    return found[1], found[0]


_CHANCE = 3
"""So many small words may by chance be another language's, as in a text of one line."""
_KNOWN = frozenset(("en", *LANGUAGES))
_BEHIND_LATIN = "\u0250"
"""The first letter behind the Latin script."""


@cache
def _telling_words() -> frozenset[str]:
    """All words that tell a language: of a text, most tell nothing."""
    speech = speech_rules()
    words = {*speech.markers["en"], *speech.forms["en"], *languages_of_words()}
    for grammar in map(grammar_of, (*LANGUAGES, UNDETERMINED)):
        if grammar is not None:
            words |= grammar.markers | grammar.finite | grammar.participles
    return frozenset(words)


def _hits(small: Set[str]) -> Counter[str]:
    """How many small words of each language stand among the words: Italian shares many with Spanish."""
    known = languages_of_words()
    return Counter(other for word in small for other in known.get(word, ()))


def _evidence(small: Set[str], markers: Set[str], verbs: Set[str]) -> int:
    """How many small words and verbs of speech of one language stand among the words; a verb counts twice."""
    return len(markers & small) + 2 * len(verbs & small)
