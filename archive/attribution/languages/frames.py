"""Which words around a quotation name its speaker: the clause behind it or before it, or a frame without a verb.

What is hard: one sentence holds the frames of several quotations, so that the clause which is nearest is not always the
quotation's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from archive.attribution.cues import SentenceReading
from archive.attribution.frames import Token, is_dash
from archive.attribution.languages.behind import Frame, find_around, find_behind, find_which
from archive.attribution.languages.passives import find_agent
from archive.attribution.languages.phrases import PhraseReader
from archive.attribution.languages.subjects import floor_of, is_thing, main_subject, mention_behind
from archive.attribution.languages.verb_subjects import find_subject
from archive.attribution.languages.verbs import auxiliary_of
from archive.attribution.mentions import Mention
from archive.attribution.verdicts import Place
from archive.rules.grammar import Grammar

_REACH, _VERBS = 40, 6
"""A verb of speech is looked for so many tokens back, and over so many others."""
_PARTED = 6
_NOUN_REACH = 14
_ECHO, _BESIDE = 6, 3
_SURE = 0.8
_DIGRESSION, _THING = 0.15, 0.3


class FrameFinder:
    """Finds the frames of quotations in one language."""

    def __init__(self, grammar: Grammar, phrases: PhraseReader) -> None:
        self.grammar = grammar
        self.phrases = phrases

    def find(self, place: Place) -> Frame | None:
        """The surest frame of the quotation at ``place``."""
        which = find_which(place, self.grammar)
        if which is not None:
            return which
        behind, before = self._owned(find_behind(place, self.grammar), place), self._before(place)
        if behind is None and (before is None or before.confidence < _SURE):
            before = find_around(place, self.grammar) or before
        if behind is None or before is None:
            return behind or before or self._rarely(place)
        is_own_clause = before.cue is not None and place.reading.tokens[place.position - 1].text != ","
        return before if is_own_clause else behind

    def _owned(self, frame: Frame | None, place: Place) -> Frame | None:
        """The frame with whose words a noun of speech is: `„…“, so die Botschaft des Ministers`."""
        if frame is None or frame.cue is not None or frame.mention is None:
            return frame
        mention, tokens = frame.mention, place.reading.tokens
        if mention.head not in self.grammar.speech or mention.owner:
            return frame
        for at in range(mention.first + 1, mention.last):
            if tokens[at].low in self.grammar.joins:
                owner = self.phrases.read(tokens, at + (tokens[at].low not in self.grammar.determiners))
                return replace(frame, mention=owner) if owner is not None else None
        return None

    def is_denied(self, place: Place) -> bool:
        """Whether the words are others', which somebody turns down: `Den Vorwurf, er habe „…“, wies sie zurück`."""
        reading, grammar, tokens = place.reading, self.grammar, place.reading.tokens
        if grammar.reproaches.isdisjoint(reading.lows) or grammar.denying.isdisjoint(reading.lows):
            return False
        noun = next((at for at in range(place.position - 1, -1, -1) if tokens[at].low in grammar.reproaches), None)
        if noun is None or not any(cue.form.lemma in grammar.denying for cue in reading.cues):
            return False
        between = tokens[noun + 1 : place.position]
        if grammar.verb_second:  # but not "Den Vorwurf wies er zurück, das sei “…”"
            commas = (at for at in range(noun + 1, place.position) if tokens[at].text == ",")
            return any(at - noun <= _BESIDE or tokens[at + 1].low in grammar.subordinators for at in commas)
        return 0 < len(between) <= _PARTED and between[0].low in grammar.joins | grammar.subordinators

    def _rarely(self, place: Place) -> Frame | None:
        """The frame of a quotation that no verb in the active brings."""
        return find_agent(place, self.grammar) or self._according(place) or self._without_verb(place)

    # -- the clause before the quotation ------------------------------------------------------------------------------

    def _before(self, place: Place) -> Frame | None:
        reading, grammar = place.reading, self.grammar
        parted = self._parted(place)
        if parted is not None:
            return parted
        floor = floor_of(reading, place.position, grammar)
        near = list(reading.cues_from(max(0, place.position - _REACH), place.position))[-_VERBS:]
        for cue in reversed(near):
            between = reading.tokens[cue.position + 1 : place.position]
            if any(token.kind == "quotation" for token in between):
                return None
            if floor > cue.position:
                floor = floor_of(reading, cue.position, grammar)
            found = find_subject(reading, cue, floor, grammar)
            if found is None or (found[0] is not None and found[0].gender == "thing" and found[0].kind == "pronoun"):
                continue
            mention, way = found
            less = 0.01 * max(0, len(between) - 8) + self._digression(between)
            if mention is None:
                return Frame(None, "sentence-before", cue, less)
            return Frame(mention, way, cue, less + (_THING if is_thing(mention, grammar) else 0.0))
        return None

    def _digression(self, between: list[Token]) -> float:
        """How much less sure a verb is when a relative clause stands between it and the words."""
        opens = any(mark.text == "," and token.low in self.grammar.relatives for mark, token in pairwise(between))
        return _DIGRESSION if opens else 0.0

    def _parted(self, place: Place) -> Frame | None:
        """The verb in two parts around the quotation: `hatte das „…“ genannt`."""
        reading, grammar = place.reading, self.grammar
        if not grammar.verb_second:
            return None
        for cue in reading.cues_from(place.position + 1, place.position + _PARTED):
            auxiliary = auxiliary_of(reading.tokens, cue.position, grammar)
            if 0 <= auxiliary < place.position:
                found = find_subject(reading, cue, floor_of(reading, auxiliary, grammar), grammar)
                if found is not None and found[0] is not None:
                    return Frame(found[0], found[1], cue)
        return None

    # -- frames without a verb ----------------------------------------------------------------------------------------

    def _according(self, place: Place) -> Frame | None:
        """`Selon la maire, …`, `nach Angaben der Polizei`, `dem Bericht zufolge`."""
        mention = self.find_source(place)
        return Frame(mention, "according", None) if mention is not None else None

    def find_source(self, place: Place) -> Mention | None:
        """Whom the sentence names by "according to"."""
        named = self.sources(place.reading)
        return next((mention for mention in named if not mention.first <= place.position <= mention.last), None)

    def sources(self, reading: SentenceReading) -> Iterator[Mention]:
        """All whom a sentence names by "according to", from left to right."""
        for at, low in enumerate(reading.lows):
            mention = self._source_at(reading, at) if low in self.grammar.source_words else None
            if mention is not None:
                yield mention

    def _source_at(self, reading: SentenceReading, at: int) -> Mention | None:
        """Whom a phrase at ``at`` names as the source."""
        tokens, grammar = reading.tokens, self.grammar
        lows = tuple(token.low for token in tokens[at : at + 4])
        own = next((words for words in grammar.in_own_view if lows[: len(words)] == words), None)
        if own is not None:
            spot = at + next((number for number, word in enumerate(own) if word in grammar.owners), 0)
            low = tokens[spot].low
            return Mention("pronoun", spot, spot, spot, (tokens[spot].text,), low, grammar.owners.get(low, "unknown"))
        if lows[0] in grammar.according_behind:
            return reading.ends.get(at - 1)
        if lows[0] in grammar.short_said:
            return reading.begins.get(at + 1) if at and tokens[at - 1].text == "," else None
        phrase = next((words for words in grammar.according if lows[: len(words)] == words), None)
        return self._source_behind(tokens, at, len(phrase)) if phrase is not None else None

    def _source_behind(self, tokens: list[Token], at: int, size: int) -> Mention | None:
        """The phrase behind "according to"; "pour" means that only at the head of a sentence, before a person."""
        grammar, start = self.grammar, at + size
        if (
            start + 1 < len(tokens)
            and tokens[start].low in grammar.joins
            and tokens[start].low not in grammar.determiners
        ):
            start += 1
        mention = self.phrases.read(tokens, start) if start < len(tokens) else None
        if mention is not None and mention.head in grammar.speech and not mention.owner:
            mention = self._teller(tokens, mention.last + 1) or mention
        if mention is None or tokens[at].low not in grammar.according_at_head:
            return mention
        is_person = (
            mention.kind == "name" or mention.head in grammar.roles or mention.head.endswith(grammar.person_endings)
        )
        if grammar.verb_second:
            after = tokens[mention.last + 1].low if mention.last + 1 < len(tokens) else ""
            return mention if is_person and not at and after in grammar.judging else None
        stands_apart = (
            not at
            or (at == 1 and tokens[0].low in grammar.conjunctions)
            or (tokens[at - 1].text == "," and _is_comma(tokens, mention.last + 1))
        )
        return mention if is_person and stands_apart else None

    def is_impersonal(self, place: Place) -> bool:
        """Whether nothing but "it says" stands behind the words: `„…“, hieß es`."""
        words = [token for token in place.reading.tokens[place.position + 1 :] if token.kind == "word"]
        if len(words) < 2 or words[1].low not in self.grammar.impersonal:
            return False
        return not self.grammar.impersonal.isdisjoint(self.grammar.needs.get(words[0].low, ()))

    def find_echo(self, reading: SentenceReading, *, is_apart: bool) -> Frame | None:
        """The frame of a sentence that points back at the words before it: `Así lo ha resumido Juan Pérez`.

        ``is_apart``: in the next paragraph, where "so" alone may mean anything.
        """
        tokens, grammar = reading.tokens, self.grammar
        lows = tuple(token.low for token in tokens[:_ECHO])
        phrase = next((words for words in grammar.echoes if lows[: len(words)] == words), None)
        is_object = phrase is not None and phrase[0] in grammar.clitics
        if phrase is None or (is_apart and len(phrase) == 1 and not is_object):
            return None
        first = len(phrase)
        if first < len(tokens) and tokens[first].low in grammar.joins and tokens[first].low not in grammar.determiners:
            first += 1  # "È l’affondo della ministra"
        named = self.phrases.read(tokens, first) if first < len(tokens) else None
        if named is not None and self._is_signed(reading, named):
            return Frame(named, "framed", None)
        for cue in reading.cues_from(len(phrase), len(phrase) + _ECHO):
            if is_object and not all(grammar.is_filler(low) for low in reading.lows[first : cue.position]):
                return None  # "Lo que dijo el ministro es falso"
            mention = mention_behind(reading, cue.position + 1, grammar, far=True)
            if mention is not None and not is_thing(mention, grammar):
                return Frame(mention, "framed", cue)
        return None

    def _is_signed(self, reading: SentenceReading, named: Mention) -> bool:
        """Whether no verb follows the name of a person: `Così il ministro Mario Rossi all’assemblea`."""
        if named.is_organisation or named.gender not in ("male", "female"):
            return False
        verbs = self.grammar.finite | self.grammar.auxiliaries
        return all(token.low not in verbs for token in reading.tokens[named.last + 1 :])

    def _teller(self, tokens: list[Token], position: int) -> Mention | None:
        """The subject of the relative clause that tells whose words a noun is: "selon le récit qu’elle livre"."""
        if position + 1 >= len(tokens) or tokens[position].low not in self.grammar.subordinators:
            return None
        return self.phrases.read(tokens, position + 1)

    def _without_verb(self, place: Place) -> Frame | None:
        """A signature behind a dash, a label or a subject before a colon."""
        reading, position = place.reading, place.position
        tokens = reading.tokens
        if position + 2 < len(tokens) and is_dash(tokens[position + 1]):
            mention = reading.begins.get(position + 2)
            if mention is not None and mention.kind in ("name", "role"):
                return Frame(mention, "dash", None)
        if not position or tokens[position - 1].text != ":":
            return None
        label = reading.ends.get(position - 2)
        is_noun = label is not None and label.head in self.grammar.speech
        if label is not None and label.kind != "document" and not is_noun and _opens(tokens, label):
            return Frame(label, "label", None)
        owner = self._owner_of_speech(reading, position)
        if owner is not None:
            return Frame(owner, "noun", None)
        subject = main_subject(reading, self.grammar, floor_of(reading, position, self.grammar), position)
        return Frame(subject, "colon", None) if subject is not None and self._may_say(subject) else None

    def _owner_of_speech(self, reading: SentenceReading, position: int) -> Mention | None:
        """Whose answer leads up to the words: `… zeigt eine Antwort von Sprecher Max Mustermann auf Anfrage: „…“`."""
        tokens, grammar = reading.tokens, self.grammar
        for at in range(position - 2, max(0, position - _NOUN_REACH), -1):
            if tokens[at - 1].low not in grammar.speech or tokens[at].low not in grammar.joins:
                continue
            named = self.phrases.read(tokens, at + (tokens[at].low not in grammar.determiners))
            return named if named is not None and self._may_say(named) else None
        return None

    def _may_say(self, mention: Mention) -> bool:
        """Whether the mention is somebody, so that a colon alone shows his words."""
        if mention.kind == "document":
            return False
        is_someone = mention.kind in ("pronoun", "name") or mention.gender in ("male", "female", "plural")
        is_owned = bool(mention.owner) and mention.head in self.grammar.speech
        is_listed = mention.head in self.grammar.roles or mention.head in self.grammar.organisations
        return is_someone or is_owned or is_listed


def _is_comma(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text == ","


def _opens(tokens: list[Token], label: Mention) -> bool:
    """Whether nothing stands before the label in its line: "MÜLLER:", "18:20 – Jane Doe:"."""
    return label.first == 0 or tokens[label.first - 1].kind == "mark"
