"""Pronouns that may name a speaker: of one word, or of two (`cette dernière`).

What is hard: the same word may be whom one speaks to (`le député lui a répondu`, German `Sie`).
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.attribution.frames import Token
from archive.attribution.languages.names import words_of
from archive.attribution.mentions import Mention
from archive.rules.grammar import Grammar


def read_pronoun(tokens: Sequence[Token], position: int, grammar: Grammar) -> Mention | None:
    """The pronoun at ``position``, if it may be a subject there."""
    token, gender = tokens[position], grammar.pronouns[tokens[position].low]
    if grammar.capital_nouns and token.capital and position and tokens[position - 1].kind == "word":
        return None  # "Sie" is whom one speaks to
    if gender in ("male", "female") and _is_hearer(tokens, position, grammar):
        return None
    return Mention("pronoun", position, position, position, (token.text,), token.low, gender)


def read_latter(tokens: Sequence[Token], first: int, grammar: Grammar) -> Mention | None:
    """Two words that take up whom the sentence before named last: "cette dernière", "este último"."""
    last = first + 1
    if last >= len(tokens) or (tokens[first].low, tokens[last].low) not in grammar.latter:
        return None
    gender = "female" if tokens[last].low.endswith(("a", "ère")) else "male"
    return Mention("pronoun", first, last, first, words_of(tokens, first, last), tokens[last].low, gender)


def _is_hearer(tokens: Sequence[Token], position: int, grammar: Grammar) -> bool:
    """Whether the pronoun is an object right before its verb: "le député lui a répondu", "« … », lui répond-il"."""
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    if after is None or tokens[position].low not in grammar.clitics or not position:
        return False
    return after.low in grammar.auxiliaries or after.low in grammar.finite
