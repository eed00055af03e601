"""Whose words a text tells, sentence by sentence, where no quotation stands: `Sie hoffe noch, sagte Jane Doe`.

What is hard: a report goes on over sentences that name nobody (`Man brauche Zeit. Das sei „mühsam“`). German says so by
its mood; other languages have only the last word of speech.
"""

from __future__ import annotations

from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity
from archive.attribution.languages.frames import FrameFinder
from archive.attribution.languages.persons import Persons
from archive.attribution.languages.subjects import floor_of, is_known_speaker, is_oblique
from archive.attribution.languages.verb_subjects import find_subject
from archive.attribution.mentions import Mention
from archive.attribution.verdicts import Verdict
from archive.rules.grammar import Grammar
from archive.rules.speech import speech_rules

_SURE = 0.9
_PAST = "te"
"""How German verbs end in the past, where the mood of a report ends in -e alone."""


class Reports:
    """Whose words the sentences of one text tell so far."""

    def __init__(self, frames: FrameFinder, persons: Persons, grammar: Grammar) -> None:
        self.frames = frames
        self.persons = persons
        self.grammar = grammar
        self._order = -1
        self._speaker: Entity | None = None
        self._is_plain = False

    def note(self, reading: SentenceReading, order: int, before: int, spoken: Entity | None) -> Entity | None:
        """Takes up sentence ``order``, behind sentence ``before``; whoever is said to speak in it.

        ``spoken`` is the speaker of its quotations.
        """
        told = spoken or self._told(reading, order)
        is_open = told is None and self._speaker is not None and self._order == before
        if not is_open or not self.is_reported(reading):
            self._speaker, self._is_plain = told, told is not None
        self._order = order
        return told

    def note_subject(self, subject: Entity | None) -> None:
        """Takes up whom the last sentence was about, whose words the next one may tell by its mood."""
        if self._speaker is None and subject is not None and not subject.is_organisation:
            self._speaker = subject

    def speaker(self, before: int) -> Entity | None:
        """Whose words sentence ``before`` tells."""
        return self._speaker if self._order == before else None

    def is_reported(self, reading: SentenceReading) -> bool:
        """Whether the mood of the sentence tells that these are somebody's words."""
        if any(token.low in self.grammar.reported for token in reading.tokens if token.kind == "word"):
            return True
        return bool(self.grammar.mood_endings) and any(self._ends_so(reading, mention) for mention in reading.mentions)

    def _ends_so(self, reading: SentenceReading, mention: Mention) -> bool:
        """Whether a verb in the mood of a report stands right behind the mention: "die Regierung plane".

        Before a noun such a word is an adjective: "mit 40 Toten schwere Versäumnisse".
        """
        at, grammar, tokens = mention.last + 1, self.grammar, reading.tokens
        is_nobody = mention.kind == "pronoun" and mention.gender in ("own", "thing")
        if at >= len(tokens) or is_nobody or tokens[at].kind != "word" or tokens[at].capital:
            return False
        low, is_before_noun = tokens[at].low, at + 1 < len(tokens) and tokens[at + 1].capital
        if is_before_noun or low.endswith(_PAST) or not low.endswith(grammar.mood_endings):
            return False
        is_small = low in grammar.closed or low in grammar.moodless or grammar.is_adverb(low)
        return not is_small and not is_oblique(reading, mention, grammar)

    def carry(self, reading: SentenceReading, before: int) -> Verdict | None:
        """The speaker of the sentence before, for words within a sentence that goes on with the report."""
        speaker = self.speaker(before)
        return _verdict(speaker, "sentence-before") if speaker is not None and self.is_reported(reading) else None

    def lead_up(self, before: int, *, is_apart: bool) -> Verdict | None:
        """The same for a quotation that is a whole sentence; ``is_apart``: in the next paragraph."""
        speaker = self.speaker(before)
        if speaker is None or (is_apart and not self._is_plain):
            return None
        return _verdict(speaker, "paragraph-before" if is_apart else "sentence-before")

    def _told(self, reading: SentenceReading, order: int) -> Entity | None:
        mention = self._by_verb(reading) or next(self.frames.sources(reading), None)
        if mention is None or (mention.kind == "pronoun" and mention.gender in ("thing", "own")):
            return None
        found = self.persons.resolve(mention, reading, order)
        return found[0] if found is not None else None

    def _by_verb(self, reading: SentenceReading) -> Mention | None:
        """The subject of the last verb of speech that has somebody as its subject.

        Where the mood tells nothing it must stand behind its verb, as at the end of a report: `…, añadió Juan Pérez.`
        """
        for cue in reversed(reading.cues):
            found = find_subject(reading, cue, floor_of(reading, cue.position, self.grammar), self.grammar)
            if found is None or found[0] is None or not is_known_speaker(found[0], self.grammar):
                continue
            if self.grammar.reported or found[0].first > cue.position:
                return found[0]
        return None


def _verdict(speaker: Entity, way: str) -> Verdict:
    told = speech_rules().ways[way]
    return Verdict(speaker, way, told.confidence, told.basis, sure=_SURE)
