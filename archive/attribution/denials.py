"""Words that a sentence reports as not said, or as not known to be: "denied having called it “over”".

Whose words such a quotation holds is not told: the one who denies disowns them, and whoever says otherwise is often
named nowhere. So nobody is named by the clause. What is hard is where the denial ends: "denied it, saying “I was away”"
quotes the denier.
"""

from __future__ import annotations

from archive.attribution.cues import Cue, SentenceReading
from archive.rules.speech import speech_rules

_NEW_CLAUSE = frozenset(["and", "but", "while", "whereas", ";", ":"])
_OPEN_QUESTION = frozenset(["whether", "if"])
_NEGATIONS = frozenset(["not", "never", "nor", "without"])
_REACH = 30
_NEAR = 3


def is_disowned(reading: SentenceReading, position: int) -> bool:
    """Whether the clause before the quotation at token ``position`` denies its words, or leaves open who said them."""
    if len(reading.cues) < 2 and _OPEN_QUESTION.isdisjoint(reading.lows):
        return False  # as nearly always: a denial needs a second verb, an open question its word
    cues = [cue for cue in reading.cues_from(max(0, position - _REACH), position) if not cue.passive]
    return any(
        _denies(reading, cue, cues[number + 1 :]) or _leaves_open(reading, cue, cues[number + 1 :])
        for number, cue in enumerate(cues)
    )


def _denies(reading: SentenceReading, cue: Cue, later: list[Cue]) -> bool:
    """Whether the verb denies, and another one brings the words in the clause that it denies."""
    if cue.form.lemma not in speech_rules().denying:
        return False
    for following in later:
        between = reading.tokens[cue.position + 1 : following.position]
        if any(token.low in _NEW_CLAUSE for token in between):
            return False
        if not following.form.participle or (between and between[-1].low in ("of", "to")):
            return True
    return False


def _leaves_open(reading: SentenceReading, cue: Cue, later: list[Cue]) -> bool:
    """Whether it is not said whether, or asked whether somebody said: "would not say whether it was “over”"."""
    tokens = reading.tokens
    after = cue.position + 1
    if after >= len(tokens) or tokens[after].low not in _OPEN_QUESTION:
        return False
    if cue.form.kind == "ask":
        clause = next((following for following in later if not following.form.participle), None)
        return clause is not None and all(token.kind == "word" for token in tokens[after : clause.position])
    before = tokens[max(0, cue.position - _NEAR) : cue.position]
    return any(token.low in _NEGATIONS or token.low.endswith("n't") for token in before)
