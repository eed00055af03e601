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
_HOSTED = re.compile(r"-(?:t-)?([^\W\d_]+)$")


def part_words(sentence: Sentence, grammar: Grammar) -> Sentence:
    """The sentence with its words parted; ``low`` has straight apostrophes."""
    tokens = [part for token in sentence.tokens for part in _parts(token, grammar)]
    return replace(sentence, tokens=tokens)


def _parts(token: Token, grammar: Grammar) -> Iterator[Token]:
    if token.kind != "word":
        yield token
        return
    start, text = 0, token.text
    while elision := _ELISION.match(text, start):
        if elision[1].lower() not in grammar.elided:
            break
        yield _word(token, start, elision.end())
        start = elision.end()
    hosted = _HOSTED.search(text, start) if grammar.hosts else None
    if hosted and hosted.start() > start and hosted[1].lower() in grammar.hosts:
        yield _word(token, start, hosted.start())
        start = hosted.start(1)
    yield _word(token, start, len(text))


def _word(token: Token, start: int, end: int) -> Token:
    text = token.text[start:end]
    return Token(
        text, plain_apostrophes(text.lower()), token.start + start, token.start + end, "word", -1, text[:1].isupper()
    )
