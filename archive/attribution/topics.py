"""Whom a sentence is about: the speaker of its words, else its subject, else whoever the writer meets in it.

What is hard: the subject may be a thing of somebody's ("the governor's objections"), the writer ("I put this to the
governor") or only a place for the name that follows ("The first witness was Jane Doe").
"""

from __future__ import annotations

from archive.attribution.cues import SentenceReading
from archive.attribution.mentions import Mention
from archive.attribution.phrases import according_mentions
from archive.attribution.subjects import main_subject
from archive.rules.speech import speech_rules


def topic_of(reading: SentenceReading) -> Mention | None:
    """The mention that a sentence is about; None where it is about nobody."""
    subject = told_by(reading) or _owner_of_subject(reading)
    if subject is not None and subject.gender == "own":
        subject = _who_is_met(reading, subject)
    return _is_called(reading, subject) if subject is not None else None


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
            if inverted is not None:
                return inverted
        subject = reading.ends.get(cue.position - 1)
        if (
            subject is not None
            and subject.first
            and tokens[subject.first - 1].text == ","
            and subject.kind != "document"
        ):
            return subject
    return main_subject(reading)


def _owner_of_subject(reading: SentenceReading) -> Mention | None:
    """Whose the subject is that no table knows: "The governor's objections go beyond sewers"."""
    tokens = reading.tokens
    first = reading.mentions[0] if reading.mentions else None
    if first is None or first.first or first.is_organisation or first.kind not in ("name", "role"):
        return None
    return first if first.last + 1 < len(tokens) and tokens[first.last + 1].low == "'s" else None


def _who_is_met(reading: SentenceReading, writer: Mention) -> Mention | None:
    """The one person whom the writer asks or meets: "I put this to the governor"."""
    others = [
        mention
        for mention in reading.mentions
        if mention.first > writer.last and mention.kind in ("name", "role") and not mention.is_organisation
    ]
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
