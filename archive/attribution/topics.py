"""Whom a sentence is about: the speaker of its words, else its subject, else whoever the writer meets in it.

What is hard: the subject may be a thing of somebody's ("the governor's objections"), the writer ("I put this to the
governor") or only a place for the name that follows ("The first witness was Jane Doe").
"""

from __future__ import annotations

from archive.attribution.clauses import followed_by_verb
from archive.attribution.cues import SentenceReading
from archive.attribution.mentions import Mention
from archive.attribution.phrases import according_mentions
from archive.attribution.sentence_subjects import main_subject, may_be_subject
from archive.rules.speech import speech_rules


def introduced_by(reading: SentenceReading) -> Mention | None:
    """Whose words a sentence leads up to: `told_by`, and where that is the writer, the one whom he asks or meets."""
    subject = presented_by(reading) or told_by(reading)
    return _who_is_met(reading, subject) if subject is not None and subject.gender == "own" else subject


def presented_by(reading: SentenceReading) -> Mention | None:
    """Whom a line of a live page puts before his words: "Here is Jane Doe on the tax.", "From Jane Doe, at court:"."""
    lows = reading.lows
    if lows[:1] == ["from"] and reading.tokens[-1].text == ":":
        return next((mention for mention in reading.mentions if mention.kind == "name"), None)
    presented = reading.begins.get(2) if lows[:2] in (["here", "is"], ["here", "'s"]) else None
    return presented if presented is not None and presented.kind in ("name", "role") else None


def topic_of(reading: SentenceReading) -> Mention | None:
    """The mention that a sentence is about; None where it is about nobody."""
    subject = _cleft(reading) or told_by(reading) or owner_of_subject(reading) or _document_that_opens(reading)
    subject = _fronted(reading, subject) or subject or next(according_mentions(reading), None)
    if subject is not None and subject.gender == "own":
        subject = _who_is_met(reading, subject)
    return _is_called(reading, subject) if subject is not None else named_in_clause(reading)


def named_in_clause(reading: SentenceReading) -> Mention | None:
    """Whom a clause is about where the sentence is about a thing: "The hearing grew tense when Jane Doe asked …"."""
    people = [mention for mention in reading.mentions if mention.kind == "name" and not mention.is_organisation]
    acting = (one for one in people if may_be_subject(reading, one) and followed_by_verb(reading, one))
    return next(acting, people[0] if len(people) == 1 else None)


def _cleft(reading: SentenceReading) -> Mention | None:
    """Whom "it was … who" makes the subject: "It was Jane Doe who got the ball rolling"."""
    lows = reading.lows
    if "it" not in lows:
        return None
    for at in range(len(lows) - 3):
        if lows[at] == "it" and lows[at + 1] in ("was", "is"):
            mention = reading.begins.get(at + 2)
            after = mention.last + 1 if mention is not None else len(lows)
            return mention if after < len(lows) and lows[after] in ("who", "that") else None
    return None


def _fronted(reading: SentenceReading, subject: Mention | None) -> Mention | None:
    """For whom something holds that is no person: "For the governor, the problem is arithmetic"."""
    if subject is not None or not reading.lows or reading.lows[0] != "for":
        return None
    mention = reading.begins.get(1)
    if mention is None or mention.is_organisation or mention.kind not in ("name", "role"):
        return None
    after = mention.last + 1
    return mention if after < len(reading.tokens) and reading.tokens[after].text == "," else None


def told_by(reading: SentenceReading) -> Mention | None:
    """Whose words the sentence reports (`…, Jane Doe said.`), else its subject."""
    tokens = reading.tokens
    for mention in according_mentions(reading):
        if mention.kind == "name" and not mention.is_organisation:
            return mention
    for cue in reversed(reading.cues):
        if cue.form.kind != "say" or cue.passive or cue.form.participle or cue.form.weak:
            continue
        if cue.position and tokens[cue.position - 1].text == "," and not cue.form.addressed:
            inverted = reading.begins.get(cue.position + 1)
            if inverted is not None and inverted.kind != "document" and not followed_by_verb(reading, inverted):
                return inverted
        subject = reading.ends.get(cue.position - 1)
        is_apart = subject is not None and subject.first and tokens[subject.first - 1].text == ","
        if subject is not None and is_apart and subject.kind != "document":
            return subject
        named = _between_commas(reading, cue.position - 1)
        if named is not None:
            return named
    return main_subject(reading)


def _between_commas(reading: SentenceReading, comma: int) -> Mention | None:
    """The name that an office leads in, a comma on either side: "The other leader, Jane Doe, said …"."""
    named = reading.ends.get(comma - 1) if comma > 1 and reading.tokens[comma].text == "," else None
    if named is None or named.kind != "name" or not named.head:
        return None
    return named if reading.tokens[named.last - len(named.core)].text == "," else None


def owner_of_subject(reading: SentenceReading) -> Mention | None:
    """Whose the subject is that no table knows: "The governor's objections go beyond sewers"."""
    tokens = reading.tokens
    first = reading.mentions[0] if reading.mentions else None
    if first is None or first.first or first.is_organisation or first.kind not in ("name", "role"):
        return None
    return first if first.last + 1 < len(tokens) and tokens[first.last + 1].low == "'s" else None


def _document_that_opens(reading: SentenceReading) -> Mention | None:
    """The document that a sentence is about: "A draft seen by the paper calls for …"; "it" takes it up."""
    first = reading.mentions[0] if reading.mentions else None
    return first if first is not None and first.kind == "document" and first.first == 0 else None


def _who_is_met(reading: SentenceReading, writer: Mention) -> Mention | None:
    """The one person whom the writer asks or meets: "I put this to the governor"."""
    others = [
        mention
        for mention in reading.mentions
        if mention.first > writer.last and mention.kind in ("name", "role") and not mention.is_organisation
    ]
    named = [mention for mention in others if mention.kind == "name"]
    others = named if len(named) == 1 else others
    return others[0] if len(others) == 1 and others[0].gender != "plural" else None


def _is_called(reading: SentenceReading, subject: Mention) -> Mention:
    """The name that the sentence gives its subject: "The first witness was Jane Doe", else the subject."""
    after = subject.last + 1
    if subject.kind != "role" or after >= len(reading.tokens) or reading.tokens[after].low not in ("is", "was"):
        return subject
    named = next((mention for mention in reading.mentions if mention.first > after), None)
    if named is None or named.kind != "name" or named.is_organisation:
        return subject
    opens = named.first == after + 1 or not any(
        token.low in speech_rules().prepositions for token in reading.tokens[after + 1 : named.first]
    )
    return named if opens else subject
