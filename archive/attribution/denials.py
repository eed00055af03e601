"""Words that nobody whom the sentence names has said: denied, left open, put to somebody, said by somebody unnamed.

`She denied having called it “over”`, `He was asked, “Why?”`, `Nobody said: “Stop!”`, `a banner that read “Peace”`:
whose words such a quotation holds is not told, so nobody is named. What is hard is where the denial ends: "denied it,
saying “I was away”" quotes the denier.
"""

from __future__ import annotations

from archive.attribution.clauses import is_noun_like
from archive.attribution.cues import Cue, SentenceReading, before_adverbs
from archive.attribution.unsaid import is_unsaid
from archive.rules.denials import denial_rules
from archive.rules.speech import speech_rules

_NEW_CLAUSE = frozenset(["and", "but", "while", "whereas", ";", ":"])
_OPEN_QUESTION = frozenset(["whether", "if"])
_QUESTIONS = _OPEN_QUESTION | {"why", "how", "what", "when"}
_NEGATIONS = frozenset(["not", "never", "nor", "without"])
_BEARING = frozenset(["read", "say"])
_REACH = 30
_NEAR = 3


def is_disowned(reading: SentenceReading, position: int) -> bool:
    """Whether nobody whom the sentence names before the quotation at token ``position`` has said its words."""
    if is_unsaid(reading, position):
        return True
    cues = list(reading.cues_from(max(0, position - _REACH), position))
    if not cues:
        return False
    if is_put_to(reading, position):
        return True
    if _is_unnamed(reading, cues[-1], position):
        return True
    if _is_led_to(reading, cues[-1], position) and _is_borne(reading, cues[-1]):
        return True
    if len(reading.cues) < 2 and _OPEN_QUESTION.isdisjoint(reading.lows):
        return False  # as nearly always: a denial needs a second verb, an open question its word
    active = [cue for cue in cues if not cue.passive]
    return not _is_taken_up(reading, position, active) and any(
        _denies(reading, cue, active[number + 1 :]) or _leaves_open(reading, cue, active[number + 1 :])
        for number, cue in enumerate(active)
    )


def is_put_to(reading: SentenceReading, position: int) -> bool:
    """Whether the words are a question that another put: "when she was asked, “Why?”", "Asked if it was “over”, …"."""
    tokens = reading.tokens
    asked = tokens[1:position] if tokens[0].low == "asked" else []
    if any(token.low in _QUESTIONS for token in asked) and all(token.kind == "word" for token in asked):
        return True
    return any(
        cue.form.kind == "ask" and cue.passive and _is_led_to(reading, cue, position)
        for cue in reading.cues_from(max(0, position - 2), position)
    )


def _is_led_to(reading: SentenceReading, cue: Cue, position: int) -> bool:
    """Whether nothing but marks stands between the verb and the words."""
    return all(token.kind == "mark" for token in reading.tokens[cue.position + 1 : position])


def _is_unnamed(reading: SentenceReading, cue: Cue, position: int) -> bool:
    """Whether the verb is that of somebody without a name: "Nobody said: “Stop!”", "somebody called from behind:"."""
    tokens = reading.tokens
    before = tokens[cue.position - 1].low if cue.position else ""
    if before not in speech_rules().nobody or before == "you":
        return False
    between = tokens[cue.position + 1 : position]
    return _is_led_to(reading, cue, position) or (
        between[-1].text == ":" and all(token.kind == "word" for token in between[:-1])
    )


def _is_borne(reading: SentenceReading, cue: Cue) -> bool:
    """Whether a thing bears the words: "a banner reading “Peace”", "a sheet of cardboard that says “No”"."""
    tokens, before = reading.tokens, cue.position - 1
    if cue.form.lemma not in _BEARING or before < 1:
        return False
    if tokens[before].low in ("that", "which"):
        before -= 1
    elif not cue.form.participle:
        return False
    is_thing = before not in reading.ends and not tokens[before].capital and is_noun_like(tokens[before])
    rules = speech_rules()
    return is_thing and not rules.is_adverb(tokens[before].low) and tokens[before].low not in rules.auxiliaries


def _is_taken_up(reading: SentenceReading, position: int, cues: list[Cue]) -> bool:
    """Whether another quotation ends what is denied, and a verb of its own brings the words: `…, calling it “new”`."""
    earlier = next((at for at in range(position - 1, 0, -1) if reading.tokens[at].kind == "quotation"), -1)
    return earlier >= 0 and any(cue.position > earlier for cue in cues)


def _denies(reading: SentenceReading, cue: Cue, later: list[Cue]) -> bool:
    """Whether the verb denies, and another one brings the words in the clause that it denies."""
    if cue.form.lemma not in speech_rules().denying:
        return False
    if any(is_set_apart(reading, following) for following in later):
        return False
    for following in later:
        between = reading.tokens[cue.position + 1 : following.position]
        if any(token.low in _NEW_CLAUSE or token.low == "what" for token in between):
            return False  # "rejected what it called “lies”"
        if not following.form.participle or (between and between[-1].low in ("of", "to")):
            return True
    return False


def is_set_apart(reading: SentenceReading, cue: Cue) -> bool:
    """Whether a comma sets the verb or its subject apart: `they do not know if it helps, she says, but “…”`."""
    before = before_adverbs(reading.tokens, cue.position)
    subject = reading.ends.get(before)
    before = subject.first - 1 if subject is not None else before
    before -= reading.tokens[before].low == "with"
    return before > 0 and reading.tokens[before].text == ","


def _goes_on(reading: SentenceReading, cue: Cue) -> bool:
    """Whether "but" brings what was said after all: `declined to say whether it was over but called it “hard”`."""
    return reading.tokens[before_adverbs(reading.tokens, cue.position)].low == "but"


def _leaves_open(reading: SentenceReading, cue: Cue, later: list[Cue]) -> bool:
    """Whether it is not said whether, or asked whether somebody said: "would not say whether it was “over”"."""
    tokens = reading.tokens
    after = cue.position + 1
    if after >= len(tokens) or tokens[after].low not in _OPEN_QUESTION:
        return False
    if any(is_set_apart(reading, following) or _goes_on(reading, following) for following in later):
        return False
    if cue.form.kind == "ask":
        clause = next((following for following in later if not following.form.participle), None)
        return clause is not None and all(token.kind == "word" for token in tokens[after : clause.position])
    before = tokens[max(0, cue.position - _NEAR) : cue.position]
    refusing = denial_rules().refusing
    return any(token.low in _NEGATIONS or token.low.endswith("n't") or token.low in refusing for token in before)
