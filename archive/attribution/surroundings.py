"""What stands around a mention and a quotation, as features in words: neighbours, verbs, distances.

Everything here depends on classes of words, never on a word of the article: a name, a topic and an outlet's favourite
verb look the same.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache

from archive.attribution.clauses import followed_by_verb
from archive.attribution.cues import RELATIVES, Cue, SentenceReading
from archive.attribution.frames import is_dash
from archive.attribution.mentions import Mention
from archive.attribution.sentence_subjects import is_oblique, stands_as_subject
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_STEPS = (1, 2, 4, 8, 16, 30)
_STEP_NAMES = ("none", "1", "2–3", "4–7", "8–15", "16–29", "30 and more")
_OWN_CLASS = frozenset({"to", "by", "of", "with", "from", "as", "and", "'s", "than", "for", "not", *RELATIVES})
_CLAUSE_ENDS = frozenset({"while", "whereas", "but", ";", ":"})
_PERFECT = frozenset({"has", "have", "had"})
_TALKERS = frozenset({"you", "i", "we"})
_GENDERED = {"male": "he or she", "female": "he or she", "plural": "they", "thing": "it"}


def ending(reading: SentenceReading | None) -> str:
    """How a sentence leads up to the next one: with a colon, a word of speech, or not at all."""
    if reading is None or not reading.tokens:
        return "nothing"
    last = reading.tokens[-1].text
    if last in (":", ","):
        return "a colon" if last == ":" else "a comma"
    if reading.sentence.quotations:
        return "a quotation"
    return "speech" if any(not cue.passive for cue in reading.cues) else "a statement"


def distance_step(tokens: int) -> str:
    """The step of a distance, in words.

    >>> distance_step(0), distance_step(3), distance_step(99)
    ('none', '2–3', '30 and more')
    """
    return _STEP_NAMES[bisect(_STEPS, tokens)]


def neighbour(reading: SentenceReading, at: int) -> str:
    """The class of the token at a place; "edge" outside the sentence."""
    tokens = reading.tokens
    if not 0 <= at < len(tokens):
        return "edge"
    token = tokens[at]
    if token.kind != "word":
        return "quotation" if token.kind == "quotation" else "dash" if is_dash(token) else token.text
    cue = reading.cue_at.get(at)
    return _word_class(token.low, token.capital) if cue is None else cue_class(cue)


def cue_class(cue: Cue) -> str:
    """How a word of speech is used."""
    form = cue.form
    if cue.passive:
        return "passive speech"
    own = "deny" if form.lemma in speech_rules().denying else "read" if form.lemma == "read" else form.kind
    kind = "tell" if form.addressed else own
    return f"{kind} as -ing" if form.participle else f"weak {kind}" if form.weak else kind


@lru_cache(maxsize=1 << 12)
def _word_class(low: str, capital: bool) -> str:
    rules = speech_rules()
    if low in _OWN_CLASS:
        return low
    if low in rules.prepositions:
        return "preposition"
    if low in rules.auxiliaries:
        return "auxiliary"
    if low in rules.conjunctions or low in rules.subordinators:
        return "conjunction"
    if low in name_rules().determiners:
        return "determiner"
    if low in rules.nouns:
        return "noun of speech"
    if capital:
        return "capital"
    return "verb" if low in rules.verbs or low.endswith("ed") else "word"


def mention_class(mention: Mention) -> str:
    """What kind of speaker the words name."""
    if mention.kind == "pronoun":
        return _GENDERED.get(mention.gender, "I")
    if mention.kind == "document":
        return "document"
    if mention.kind == "name":
        if mention.is_organisation:
            return "organisation by name"
        return "title and name" if mention.head else "full name" if len(mention.core) > 1 else "one name"
    if mention.is_organisation:
        return "organisation"
    if mention.gender == "plural":
        return "people"
    return "role" if mention.definite or mention.owner else "some role"


def _verb_place(reading: SentenceReading, mention: Mention) -> int:
    """Where the verb of the mention would stand: behind it, over adverbs and "has", "had" before a word of speech."""
    tokens, rules = reading.tokens, speech_rules()
    at = mention.last + 1
    while at < len(tokens) and (tokens[at].low in _PERFECT or rules.is_adverb(tokens[at].low)):
        at += 1
    return at if at in reading.cue_at else mention.last + 1


@lru_cache(maxsize=1 << 12)
def _of_sides(left: str, right: str) -> Sequence[str]:
    return (f"sides: {left} on the left", f"sides: {right} on the right", f"sides: {left} … {right}")


def parts_of(mention: Mention, reading: SentenceReading, main: Mention | None) -> list[str]:
    """The features of a mention in its sentence, whose main subject is ``main``, whatever quotation is asked for."""
    left, right = neighbour(reading, mention.first - 1), neighbour(reading, _verb_place(reading, mention))
    names = [*_of_sides(left, right)]
    names.append("part: behind a preposition" if is_oblique(reading, mention) else "part: no preposition")
    if main is mention:
        names.append("part: main subject")
    elif stands_as_subject(reading, mention):
        names.append("part: opens a clause")
    if followed_by_verb(reading, mention):
        names.append("part: a verb follows")
    if mention.joined is not None:
        names.append("part: the second of a pair")
    return names


def between(reading: SentenceReading, mention: Mention, position: int) -> list[str]:
    """The features of the way from a mention to the quotation at token ``position`` of its sentence."""
    ahead = mention.last < position
    first, last = (mention.last + 1, position) if ahead else (position + 1, mention.first)
    where = "before" if ahead else "behind"
    names = [f"distance: {distance_step(last - first)} {where}"]
    lows = set(reading.lows[first:last])
    if not lows.isdisjoint(speech_rules().nouns):
        names.append(f"between: a noun of speech, {where}")
    if "" in lows:  # quotations have no words outside their marks
        quotations = sum(token.kind == "quotation" for token in reading.tokens[first:last])
        names.append(f"between: {min(quotations, 2)} quotations, {where}")
    others = min(3, len([other for other in reading.mentions if first <= other.first and other.last < last]))
    names.append(f"between: {others} mentions, {where}")
    names += [f"between: {low}, {where}" for low in sorted(lows & _CLAUSE_ENDS)]
    if not lows.isdisjoint(_TALKERS):
        names.append(f"between: you or I, {where}")
    cues = list(reading.cues_from(first, last))
    if ahead:
        names.append(f"verb: {cue_class(cues[-1]) if cues else 'none'} between, before")
        if cues:
            names.append(f"verb: {distance_step(position - cues[-1].position - 1)} from {cues[-1].form.kind} to words")
            is_own = cues[-1].position == _verb_place(reading, mention)
            names.append(f"verb: {'its own' if is_own else 'another'} leads to the words")
            names.append(f"verb: {min(len(cues), 3)} and {others} mentions between, before")
    else:
        after = next(reading.cues_from(mention.last + 1), None)
        near = "no" if after is None else cue_class(after)
        gap = "" if after is None else f" {distance_step(after.position - mention.last - 1)} on"
        names.append(f"verb: {near}{gap}, behind")
        names.append(f"verb: {cue_class(cues[0]) if cues else 'none'} between, behind")
    return names
