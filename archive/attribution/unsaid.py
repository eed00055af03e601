"""Verbs of speech that tell what somebody did not say: `never said “…”`, `no evidence that she said “…”`.

Whoever checks facts is told nothing worse than such words with a name. What is hard: not every negation is one of the
words ("did not only say", "never tired of saying", "did not say when"). So the negation must stand in the verb's own
group, and the words must be what the verb brings; a clause over the verb counts only when the verb's subject opens what
it denies. Under doubt the words count as said. The words themselves are in ``denials.toml``.
"""

from __future__ import annotations

from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.mentions import Mention
from archive.rules.denials import clause_signs, denial_rules, denial_signs
from archive.rules.speech import speech_rules

_REACH = 30
_OBJECT_REACH = 10
_BEHIND_REACH = 8
_CLAUSE_REACH = 8
_NEAR = 3


def is_unsaid(reading: SentenceReading, position: int) -> bool:
    """Whether the verb that brings the quotation at token ``position`` says that its words were not said."""
    if reading.language != "en" or denial_signs().isdisjoint(reading.lows):
        return False
    before = [cue for cue in reading.cues if position - _REACH <= cue.position < position and not cue.passive]
    if before:
        cue = before[-1]
        if _is_negated(reading, cue) and _is_object(reading, cue, position):
            return True
        if not clause_signs().isdisjoint(reading.lows) and (
            _is_misquoted(reading, cue) or _is_under_denial(reading, cue, position)
        ):
            return True
    return is_denied_behind(reading, position)


def is_denied_behind(reading: SentenceReading, position: int) -> bool:
    """Whether the clause behind the words denies them: `“…,” John Smith never said`."""
    if _is_not_what(reading.lows[position + 1 : position + 1 + _NEAR]):
        return True
    cue = next(reading.cues_from(position + 1, position + _BEHIND_REACH), None)
    if cue is None or cue.passive or not _is_negated(reading, cue):
        return False
    tokens, speech = reading.tokens, speech_rules()
    begun = position + 1
    while tokens[begun].kind == "mark":
        begun += 1
    subject = reading.begins.get(begun)
    if subject is None or not _leads_to(reading, subject, cue):
        return False
    after = cue.position + 1
    if after >= len(tokens) or tokens[after].kind == "mark":
        return True
    return tokens[after].low in speech.times or (tokens[after].low in speech.prepositions and tokens[after].low != "of")


def _is_not_what(behind: list[str]) -> bool:
    """Whether the words behind the quotation say that it was something else: "is not what she said"."""
    return behind[-1:] == ["what"] and not denial_rules().negations.isdisjoint(behind)


def _is_negated(reading: SentenceReading, cue: Cue) -> bool:
    """Whether a negation stands in the verb's own group: "has never said", "refused to say", "without saying"."""
    rules, speech, lows = denial_rules(), speech_rules(), reading.lows
    if cue.form.lemma not in rules.verbs:
        return False
    at, found = cue.position - 1, False
    if cue.form.participle and at > 0 and lows[at] in ("of", "from"):
        return lows[at - 1] in rules.stopping and not _is_turned(lows, at - 1)
    if cue.form.participle and at >= 0 and lows[at] in rules.avoiding:
        return not _is_turned(lows, at)
    while at >= 0 and at not in reading.ends:
        low = lows[at]
        if low == "to":
            return not found and at > 0 and lows[at - 1] in rules.refusing and not _is_turned(lows, at - 1)
        if low in rules.modals or (low in rules.negations and lows[at + 1] in rules.not_alone):
            return False
        found = found or low in rules.negations
        if not (low in rules.negations or low in speech.auxiliaries or low == "yet" or speech.is_adverb(low)):
            break
        at -= 1
    return (found and not _is_conditional(reading, at)) or _is_nobodys(reading, at)


def _is_nobodys(reading: SentenceReading, at: int) -> bool:
    """Whether the subject that ends at ``at`` is nobody: "no minister said", "neither she nor her aide said"."""
    subject = reading.ends.get(at)
    if subject is None:
        return False
    lows, none = reading.lows, denial_rules().nobody
    first = subject.first
    if lows[first] in none:
        return first < at and not (reading.tokens[first + 1].capital or lows[first + 1].isdigit())  # "No 10 said"
    before = lows[max(0, first - 2) : first]
    if not before:
        return False
    if before[-1] in ("of", "did", "does", "has", "have", "had"):  # "none of them said", "never has she said"
        return before[0] in none or before[0] == "never"
    return before[-1] in none or (before[-1] == "not" and lows[first] in ("one", "a"))


def _is_misquoted(reading: SentenceReading, cue: Cue) -> bool:
    """Whether somebody was only made to say it: "was misquoted as saying", "was falsely quoted as saying"."""
    lows, rules, at = reading.lows, denial_rules(), cue.position - 2
    if at < 1 or lows[at + 1] != "as":
        return False
    return lows[at] in rules.misquoting or (lows[at] in rules.claiming and lows[at - 1] in rules.untruly)


def _is_turned(lows: list[str], at: int) -> bool:
    """Whether a negation before the word at ``at`` turns it round: "never refused to say"."""
    return not denial_rules().negations.isdisjoint(lows[max(0, at - _NEAR) : at])


def _is_conditional(reading: SentenceReading, at: int) -> bool:
    """Whether the subject that ends at ``at`` stands in a condition or question: "had he not said"."""
    subject = reading.ends.get(at)
    return subject is not None and subject.first > 0 and reading.lows[subject.first - 1] in denial_rules().conditions


def _is_object(reading: SentenceReading, cue: Cue, position: int) -> bool:
    """Whether the words are what the verb brings: at once, or behind "that", "it was" or who was told them."""
    tokens, rules = reading.tokens, denial_rules()
    end = position
    while tokens[end - 1].kind == "mark":
        end -= 1
    between = tokens[cue.position + 1 : end]
    if any(token.kind == "quotation" for token in between):  # "never said “yes” or “no”"
        return all(token.kind != "word" or token.low in ("or", "nor") for token in between)
    if len(between) > _OBJECT_REACH or any(token.kind != "word" for token in between):
        return False
    lows = reading.lows[cue.position + 1 : end]
    if not lows:
        return True
    if not rules.other_objects.isdisjoint(lows):
        return False
    told = reading.begins.get(cue.position + 1)
    is_told = told is not None and told.last == end - 1
    return is_told or "that" in lows or lows[-1] in rules.leads or lows[-1] in speech_rules().be


def _leads_to(reading: SentenceReading, subject: Mention, cue: Cue) -> bool:
    """Whether nothing but adverbs, auxiliaries and negations stands between the subject and the verb."""
    speech, negations = speech_rules(), denial_rules().negations
    return subject.last < cue.position and all(
        low in speech.auxiliaries or low in negations or low == "as" or speech.is_adverb(low)
        for low in reading.lows[subject.last + 1 : cue.position]
    )


def _is_under_denial(reading: SentenceReading, cue: Cue, position: int) -> bool:
    """Whether a clause over the verb denies what it tells: "no proof that she said", "a fake post has her saying"."""
    subject = next((other for other in reversed(reading.mentions) if _leads_to(reading, other, cue)), None)
    if subject is None or subject.first == 0:
        return False
    tokens, stops = reading.tokens, speech_rules().subordinators
    begun = end = subject.first
    while begun > 0 and end - begun < _CLAUSE_REACH:
        token = tokens[begun - 1]
        if token.kind != "word" or token.low in stops:
            break
        begun -= 1
    over = reading.lows[begun:end]
    return bool(over) and (
        _lacks_proof(over) or _is_claimed_untruly(over) or _is_fabricated(over) or _is_untrue(reading, over, position)
    )


def _lacks_proof(over: list[str]) -> bool:
    """Whether there is no proof: "no evidence that", "never found any record of"."""
    rules = denial_rules()
    for at, low in enumerate(over):
        if low in rules.evidence and not rules.none.isdisjoint(over[max(0, at - _NEAR) : at]):
            return at == len(over) - 1 or over[-1] in ("that", "of", "for", "where") or over[-1] in rules.making_speak
    return False


def _is_claimed_untruly(over: list[str]) -> bool:
    """Whether somebody only claims it: "falsely claims that", "claimed falsely that"."""
    rules = denial_rules()
    claim = over[:-1] if over[-1] == "that" else over
    last = claim[-2:]
    if not rules.misquoting.isdisjoint(last):
        return True
    return not rules.untruly.isdisjoint(last) and not rules.claiming.isdisjoint(last)


def _is_fabricated(over: list[str]) -> bool:
    """Whether it stands in a fake: "a fabricated post quoted", "a fake quote attributed to", "the false claim that"."""
    rules = denial_rules()
    leads = over[-1] in rules.making_speak or over[-1] in rules.claiming
    return leads and any(
        low in rules.things and not rules.fabricated.isdisjoint(over[max(0, at - 2) : at])
        for at, low in enumerate(over[:-1])
    )


def _is_untrue(reading: SentenceReading, over: list[str], position: int) -> bool:
    """Whether it is said to be untrue: "it is not true that", `the claim that … said “…” is false`."""
    rules = denial_rules()
    if over[-1] != "that" or len(over) < 2:
        return False
    if over[-2] in rules.untrue or (over[-2] == "true" and not rules.negations.isdisjoint(over[-2 - _NEAR : -2])):
        return True
    behind = reading.lows[position + 1 : position + 1 + _NEAR]
    is_judged = over[-2] in rules.things and bool(behind) and behind[0] in speech_rules().be
    return is_judged and not rules.untrue.isdisjoint(behind)
