"""How one text uses its capitals: which of its words are names, where a language writes nouns with a capital too.

What is hard: in German `Müller` and `Entwurf` look alike. A noun betrays itself by the article before it; a family name
by standing behind a given name somewhere in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.attribution.frames import Sentence, Token
from archive.rules.grammar import Grammar


@dataclass(frozen=True, slots=True)
class Capitals:
    """The capitalised words of a text, in small letters.

    ``nouns``; ``families`` (last words of full names); which stand in small letters too (``small``), or with a capital
    inside a sentence (``inner``).
    """

    nouns: frozenset[str]
    families: frozenset[str]
    small: frozenset[str]
    inner: frozenset[str]


def read_capitals(sentences: Sequence[Sentence], grammar: Grammar) -> Capitals:
    """What the text shows of its capitalised words."""
    nouns, families, small, inner = set[str](), set[str](), set[str](), set[str]()
    for sentence in sentences:
        tokens = sentence.tokens
        for position, token in enumerate(tokens):
            if token.kind != "word":
                continue
            if not token.capital:
                small.add(token.low)
                continue
            if position and tokens[position - 1].kind == "word":
                inner.add(token.low)
            last = position + 1 == len(tokens) or not tokens[position + 1].capital
            if grammar.capital_nouns and last and _is_behind_determiner(tokens, position, grammar):
                nouns.add(token.low)
            if last and _is_behind_given(tokens, position, grammar):
                families.add(token.low)
    return Capitals(frozenset(nouns - families), frozenset(families), frozenset(small), frozenset(inner))


def _is_behind_determiner(tokens: Sequence[Token], position: int, grammar: Grammar) -> bool:
    before = position - 1
    while before > 0 and not tokens[before].capital and tokens[before].low.endswith(("e", "en", "er", "es", "em")):
        if tokens[before].low in grammar.determiners or tokens[before].low in grammar.prepositions:
            break
        before -= 1
    return before >= 0 and (tokens[before].low in grammar.determiners or tokens[before].low in grammar.prepositions)


def _is_behind_given(tokens: Sequence[Token], position: int, grammar: Grammar) -> bool:
    """Whether a given name, or a title, stands before the word, particles between them."""
    before = position - 1
    while before > 0 and tokens[before].low in grammar.particles:
        before -= 1
    if before < 0 or not tokens[before].capital:
        return before >= 0 and tokens[before].low in grammar.titles
    word = tokens[before]
    return word.low in grammar.titles or grammar.gender_of_given(word.text) is not None
