"""The words of speech of a sentence, and the verb group that each stands in: `hat … gesagt`, `a-t-elle déclaré`.

What is hard: a participle speaks only with an auxiliary, which German puts at the other end of its clause; a verb of
two parts (`wies … zurück`) is speech only with the second.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.frames import Sentence, Token
from archive.attribution.mentions import Mention
from archive.rules.grammar import Grammar
from archive.rules.speech import CueForm

_APART = 30
"""So many tokens may stand between an auxiliary and its participle in a language that parts them."""
_NEAR = 5


def read_sentence(sentence: Sentence, mentions: list[Mention], grammar: Grammar) -> SentenceReading:
    """The sentence with its mentions and its words of speech."""
    reading = SentenceReading(sentence, mentions, grammar.language)
    inside = {position for mention in mentions for position in range(mention.first, mention.last + 1)}
    tokens = sentence.tokens
    reading.cues = [
        make_cue(position, token.low, grammar)
        for position, token in enumerate(tokens)
        if position not in inside and (not token.capital or not position) and _speaks(tokens, position, grammar)
    ]
    return reading


def make_cue(position: int, word: str, grammar: Grammar) -> Cue:
    """A word of speech at ``position``; what a table does not hold may be one too."""
    form = CueForm(
        kind="say",
        lemma=word,
        participle=False,
        past=True,
        base=False,
        weak=False,
        addressed=False,
        particles=frozenset(),
    )
    return Cue(position, form, passive=False)


def _speaks(tokens: Sequence[Token], position: int, grammar: Grammar) -> bool:
    """Whether the word is a verb of speech here, with all that belongs to it."""
    low = tokens[position].low
    if low in grammar.infinitives and (
        is_narrating(tokens, position, grammar) or is_sharing(tokens, position, grammar)
    ):
        return True
    if low not in grammar.finite and low not in grammar.participles:
        return False
    needed = grammar.needs.get(low)
    if needed is not None and not any(token.low in needed for token in tokens[position + 1 :]):
        return False
    if position + 1 < len(tokens) and tokens[position + 1].low in grammar.passive_behind:
        return False
    auxiliary = auxiliary_of(tokens, position, grammar)
    if auxiliary < 0:
        return low in grammar.finite
    return not _is_passive(tokens, auxiliary, position, grammar)


def is_narrating(tokens: Sequence[Token], position: int, grammar: Grammar) -> bool:
    """Whether an infinitive tells what somebody said: `Et d’ajouter : « … »`."""
    if position < 2 or tokens[position - 1].low not in grammar.narrating:
        return False
    return tokens[position - 2].low in grammar.conjunctions


def is_sharing(tokens: Sequence[Token], position: int, grammar: Grammar) -> bool:
    """Whether an infinitive tells what the subject of the sentence said by the way: `al asegurar que …`."""
    if not 0 < position < len(tokens):
        return False
    return tokens[position - 1].low in grammar.sharing and tokens[position].low in grammar.infinitives


def auxiliary_of(tokens: Sequence[Token], position: int, grammar: Grammar) -> int:
    """Where the auxiliary of a participle stands; -1 for none."""
    low = tokens[position].low
    if low not in grammar.participles and not _may_be_participle(tokens, position, grammar):
        return -1
    if low in grammar.finite and position and tokens[position - 1].text == ",":
        return -1  # "Das sei nötig, betont sie": what stands behind a comma begins a clause
    reach = _APART if grammar.verb_second else _NEAR
    for at in range(position - 1, max(-1, position - reach - 1), -1):
        token = tokens[at]
        if token.low in grammar.auxiliaries or token.low in grammar.passive:
            return at
        between = token.text not in (";", ":") if grammar.verb_second else _is_between(token, grammar)
        if not between:
            return -1
    return -1


def _may_be_participle(tokens: Sequence[Token], position: int, grammar: Grammar) -> bool:
    """Whether a finite form has an auxiliary right before it, or ends its clause: "a dit", "hatte … geschrieben"."""
    if not grammar.verb_second:
        return position > 0 and tokens[position - 1].low in grammar.auxiliaries
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    ends = after is None or after.kind != "word" or after.low in grammar.conjunctions
    return ends and tokens[position].low.endswith(("t", "d", "en"))


def _is_between(token: Token, grammar: Grammar) -> bool:
    return token.kind == "word" and (grammar.is_filler(token.low) or token.low in grammar.pronouns)


def _is_passive(tokens: Sequence[Token], auxiliary: int, position: int, grammar: Grammar) -> bool:
    group = {token.low for token in tokens[auxiliary : position + 2]} - {tokens[position].low}
    return not grammar.passive.isdisjoint(group) or _is_being(tokens, auxiliary, position, grammar)


def _is_being(tokens: Sequence[Token], auxiliary: int, position: int, grammar: Grammar) -> bool:
    """Whether the auxiliary makes the participle passive: "est accusé", "wird genannt", but "s’est dit"."""
    if tokens[auxiliary].low not in grammar.being or tokens[position].low in grammar.infinitives:
        return False
    return not auxiliary or tokens[auxiliary - 1].low not in grammar.reflexives


def group_start(reading: SentenceReading, cue: Cue, grammar: Grammar) -> tuple[int, Mention | None]:
    """Where the verb group of a word of speech begins, and the pronoun inside it: `a-t-elle déclaré`."""
    tokens, at, inside = reading.tokens, cue.position, None
    while at > 0:
        before, pronoun = tokens[at - 1], reading.ends.get(at - 1)
        is_pronoun = pronoun is not None and pronoun.kind == "pronoun"
        if is_pronoun and at > 1 and tokens[at - 2].low in grammar.auxiliaries:
            inside = pronoun
        elif pronoun is not None or before.kind != "word" or before.capital or not grammar.is_filler(before.low):
            break
        at -= 1
    return at, inside
