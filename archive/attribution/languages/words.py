"""The words of a sentence as its grammar counts them: what an apostrophe or a hyphen has joined is parted again.

`l’élu` is an article and a noun, `a-t-elle déclaré` a verb and its subject: a speaker is named by part of such a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.attribution.frames import Sentence, Token
from archive.rules.grammar import Grammar, plain_apostrophes

_ELISION = re.compile(r"([^\W\d_]+)['’](?=[^\W_])")
_ARABIC = re.compile(r"(?:a[dlnrstz]|asch|ash|el)-[^\W\d_a-z]")
"""A name behind the Arabic article, which is written small and fits its first sound: al-Said, ash-Sharif."""
_HOSTED = re.compile(r"-(?:t-)?([^\W\d_]+)$")


def part_words(sentence: Sentence, grammar: Grammar) -> Sentence:
    """The sentence with its words parted; ``low`` has straight apostrophes."""
    tokens, places = sentence.tokens, [(position, 0) for position in range(len(sentence.tokens))]
    mixed = [at for at, token in enumerate(tokens) if token.kind == "word" and not token.text.isalpha()]
    if mixed:
        tokens = tokens.copy()
    for position in reversed(mixed):
        parts = list(_parts(tokens[position], grammar))
        tokens[position : position + 1] = [part for part, _ in parts]
        places[position : position + 1] = [(position, start) for _, start in parts]
    return replace(sentence, tokens=tokens, parts=places)


def _parts(token: Token, grammar: Grammar) -> Iterator[tuple[Token, int]]:
    """The parts of a word that holds more than letters, and where in it they begin."""
    text = token.text
    if _ARABIC.match(text):
        yield replace(token, capital=True), 0  # "Sheikh al-Said": the name goes on
        return
    start = 0
    while elision := _ELISION.match(text, start):
        if elision[1].lower() not in grammar.elided:
            break
        yield _word(text[start : elision.end()]), start
        start = elision.end()
    hosted = _HOSTED.search(text, start) if grammar.hosts else None
    if hosted and hosted.start() > start and hosted[1].lower() in grammar.hosts:
        yield _word(text[start : hosted.start()]), start
        start = hosted.start(1)
    yield _word(text[start:]), start


def _word(text: str) -> Token:
    return Token(text, plain_apostrophes(text.lower()), "word", -1, text[:1].isupper())
