"""What a word can be in its clause: a verb, a noun; told by its form and its neighbours, without parsing.

What is hard: "plans", "claims" and "works" are both. A plural has an auxiliary behind it, a verb has not.
"""

from __future__ import annotations

from functools import cache

from archive.attribution.cues import SentenceReading
from archive.attribution.frames import Token
from archive.attribution.mentions import Mention
from archive.rules.speech import speech_rules

APPOSITION_REACH = 22
"""At most so many tokens stand between a name and its verb in an apposition."""


def is_noun_like(token: Token) -> bool:
    """Whether the word may be a noun, so that the mention before it only describes it."""
    return token.kind == "word" and token.low not in _no_nouns()


@cache
def _no_nouns() -> frozenset[str]:
    """The small words that are never a noun."""
    rules = speech_rules()
    no_nouns = rules.prepositions | rules.conjunctions | rules.adverbs
    return no_nouns | rules.relatives | rules.times | rules.subordinators


def followed_by_verb(reading: SentenceReading, mention: Mention) -> bool:
    """Whether a verb follows the mention, over adverbs, dates and an apposition."""
    tokens, rules = reading.tokens, speech_rules()
    position = mention.last + 1
    if position + 2 < len(tokens) and tokens[position].text == "," and tokens[position + 1].text.isdigit():
        position += 2 if tokens[position + 2].text == "," else 0  # an age
    if position < len(tokens) and tokens[position].text == ",":
        behind = reading.lows[position + 1 : position + APPOSITION_REACH]
        position += behind.index(",") + 2 if "," in behind else 0
    while position < len(tokens):
        token = tokens[position]
        if token.kind != "word":
            return False
        low = token.low
        if (low in rules.auxiliaries and low != "to") or low.endswith(("n't", "n’t")):
            return True
        skips = rules.is_adverb(low) or low in rules.times or low in ("on", "in", "late", "early")
        if not (skips or token.text.isdigit()):
            break
        position += 1
    if position >= len(tokens) or tokens[position].capital:
        return False
    return is_verb(tokens, position)


def is_verb(tokens: list[Token], position: int) -> bool:
    """Whether the word looks like a finite verb."""
    if position >= len(tokens) or tokens[position].capital or tokens[position].kind != "word":
        return False
    rules, low = speech_rules(), tokens[position].low
    return (
        low in rules.forms["en"]
        or low in rules.auxiliaries
        or low in rules.verbs
        or low.endswith("ed")
        or (low.endswith("s") and low != "'s" and not _is_verb_next(tokens, position + 1))
    )


def _is_verb_next(tokens: list[Token], position: int) -> bool:
    """Whether the word is an auxiliary or a plain past, so that the one before it was a plural noun."""
    if position >= len(tokens) or tokens[position].kind != "word":
        return False
    return tokens[position].low in speech_rules().auxiliaries and tokens[position].low not in ("to", "'s", "having")
