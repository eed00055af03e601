"""From finds to speakers in a language that has a grammar table: one pass over the sentences, by rules alone.

The shape is that of the English pass: the frame of each quotation first, then what stood before it. Below the
threshold a quotation is nobody's. No ranker is asked: the articles in these languages are too few to train one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.attribution.cues import SentenceReading
from archive.attribution.entities.entity import Entity
from archive.attribution.frames import Sentence, ends_with_quotation
from archive.attribution.joining import join_split_quotations
from archive.attribution.languages.behind import Frame
from archive.attribution.languages.channels import find_channels
from archive.attribution.languages.frames import FrameFinder
from archive.attribution.languages.incises import read_incise
from archive.attribution.languages.persons import MEMORY, Persons
from archive.attribution.languages.phrases import PhraseReader
from archive.attribution.languages.plain import PlainFrames
from archive.attribution.languages.reports import Reports
from archive.attribution.languages.subjects import is_known_speaker, is_thing, main_subject
from archive.attribution.languages.verbs import read_sentence
from archive.attribution.languages.vocabulary import read_capitals
from archive.attribution.languages.words import part_words
from archive.attribution.signing import find_signer
from archive.attribution.verdicts import Place, Verdict, Verdicts
from archive.quotations.found import Found
from archive.records import Attribution
from archive.rules.grammar import Grammar
from archive.rules.speech import speech_rules
from archive.spans import Span

_SIBLING = 25
_LEAD = 4
_LONG = 4
"""Words with more spaces are no term that the text itself holds up."""


class LanguagePass:
    """The state of the pass over one text."""

    def __init__(self, text: str, sentences: Sequence[Sentence], found: Sequence[Found], grammar: Grammar) -> None:
        self.text = text
        self.found = found
        self.grammar = grammar
        parted = [part_words(sentence, grammar) for sentence in sentences]
        finder = self.phrases = PhraseReader(grammar, read_capitals(parted, grammar))
        self.readings = [read_sentence(sentence, finder.find(sentence.tokens), grammar) for sentence in parted]
        self.first_of = join_split_quotations(self.readings, found)
        self.verdicts = Verdicts(self.readings, self.first_of)
        self.frames = FrameFinder(grammar, finder)
        self.plain = None if grammar.is_known else PlainFrames(self.readings, grammar)
        self.persons = Persons(self.readings, grammar)
        self.reports = Reports(self.frames, self.persons, grammar)

    def run(self) -> dict[int, Attribution]:
        """The attribution of each quotation that can be given a speaker, by the number of its first find."""
        judged, places, wanted = set[int](), self.verdicts.places(), self.verdicts.near_quotations(MEMORY)
        for order, reading in enumerate(self.readings):
            for found in reading.sentence.quotations:
                number = self.first_of[found]
                if number not in judged and number in places:
                    judged.add(number)
                    self._attribute(number, places[number])
                elif number in self.verdicts.known and not reading.sentence.removed:
                    self.persons.note_speaker(self.verdicts.known[number].entity, order)
            if wanted[order] and not reading.sentence.removed:
                self._note_sentence(reading, order)
        return {number: verdict.as_attribution(self.text) for number, verdict in self.verdicts.known.items()}

    def _note_sentence(self, reading: SentenceReading, order: int) -> None:
        last = self.verdicts.last_of(reading)
        spoken = last.entity if last is not None else None
        told = self.reports.note(reading, order, self.verdicts.kept_before(order), spoken)
        self.persons.note_sentence(reading, order, told)
        self.reports.note_subject(self.persons.focus(order))

    def _attribute(self, number: int, places: Sequence[Place]) -> None:
        best: Verdict | None = None
        signature = self.found[number].signature
        if signature is not None:
            self._sign(number, signature, places)
            return
        if self.frames.is_denied(places[0]):
            return
        for place in places:
            verdict = self._judge(place)
            if verdict is not None and (best is None or verdict.confidence > best.confidence):
                best = verdict
        first = places[0]
        best = best or self._incised(number, first) or self._echoed(first) or self._carried(first)
        if best is None or best.confidence < speech_rules().threshold:
            return
        self.verdicts.known[number] = best
        if not first.reading.sentence.removed:
            self.persons.note_speaker(best.entity, first.order)

    def _sign(self, number: int, signature: Span, places: Sequence[Place]) -> None:
        """Gives a signed block quotation to its signer, and to nobody where none is read."""
        signer = find_signer(self.readings, places[-1].order, signature)
        found = self.persons.resolve(*signer) if signer is not None else None
        if signer is None or found is None:
            return
        entity, sure, told = found
        way = speech_rules().ways["signed"]
        verdict = Verdict(
            entity, "signed", way.confidence * sure, way.basis + told, signer.mention, None, signer.reading
        )
        self.verdicts.known[number] = verdict
        self.persons.note_speaker(entity, places[0].order)

    def _judge(self, place: Place) -> Verdict | None:
        frame = self.plain.find(place) if self.plain is not None else self.frames.find(place)
        return self._from_frame(frame, place) if frame is not None else None

    def _from_frame(self, frame: Frame, place: Place) -> Verdict | None:
        if frame.mention is None:
            return self._dropped(frame, place)
        found = self.persons.resolve(frame.mention, place.reading, place.order)
        if found is None:
            return None
        entity, sure, told = found
        basis = speech_rules().ways[frame.way].basis
        if frame.mention.kind == "pronoun":
            basis = basis.replace("named in", "a pronoun in", 1)
        source = self.frames.find_source(place) if frame.way != "according" else None
        via = find_channels(place, self.text, frame.mention, frame.cue, source, self.grammar)
        confidence = frame.confidence * sure
        return Verdict(entity, frame.way, confidence, basis + told, frame.mention, frame.cue, place.reading, via, sure)

    def _incised(self, number: int, place: Place) -> Verdict | None:
        """The speaker that a clause between the marks tells: `« Oui, a-t-elle dit, demain. »`."""
        for segment in self.found[number].segments:
            told = read_incise(self.text, segment, self.phrases, self.grammar)
            if told is None or told[0].mention is None:
                continue
            frame, reading = told
            outside = replace(told[0].mention, first=place.position, last=place.position)
            found = self.persons.resolve(outside, place.reading, place.order)
            if found is not None:
                basis = speech_rules().ways[frame.way].basis + found[2]
                sure = frame.confidence * found[1]
                return Verdict(found[0], frame.way, sure, basis, frame.mention, frame.cue, reading, sure=found[1])
        return None

    def _echoed(self, place: Place) -> Verdict | None:
        """The speaker whom the next sentence tells, that points back: `«…». Así lo resumió Juan Pérez`."""
        following = self.readings[place.order + 1] if place.order + 1 < len(self.readings) else None
        stands_alone = all(token.kind != "word" for token in place.reading.tokens)
        if following is None or not stands_alone:
            return None
        is_apart = following.sentence.paragraph != place.reading.sentence.paragraph
        frame = self.frames.find_echo(following, is_apart=is_apart)
        if frame is None or frame.mention is None:
            return None
        found = self.persons.resolve(frame.mention, following, place.order + 1)
        if found is None:
            return None
        basis = speech_rules().ways["following"].basis + found[2]
        sure = frame.confidence * found[1]
        return Verdict(found[0], "following", sure, basis, frame.mention, frame.cue, following, sure=found[1])

    def _dropped(self, frame: Frame, place: Place) -> Verdict | None:
        """The speaker of a verb that stands without a subject: of the quotation before, else the last subject."""
        sibling = self.verdicts.sibling(place, place.position + 1)
        if sibling is not None:
            way = speech_rules().ways["same-sentence"]
            return Verdict(sibling.entity, way.name, way.confidence, way.basis, None, frame.cue, place.reading)
        last = self._own_subject(place) or self.persons.last_subject(place.order)
        if last is None:
            return None
        basis = speech_rules().ways[frame.way].basis
        return Verdict(last[0], frame.way, frame.confidence, basis, None, frame.cue, place.reading, sure=last[1])

    def _own_subject(self, place: Place) -> tuple[Entity, float] | None:
        """The subject of the sentence itself, before the words: `El concejal dijo que …, aunque reconoció que «…»`."""
        main = main_subject(place.reading, self.grammar, 0, place.position)
        if main is None or main.kind == "pronoun" or is_thing(main, self.grammar):
            return None
        found = self.persons.resolve(main, place.reading, place.order)
        return (found[0], found[1]) if found is not None and is_known_speaker(main, self.grammar) else None

    def _carried(self, place: Place) -> Verdict | None:
        """The speaker of the quotation before, where this one has no frame of its own."""
        tokens = place.reading.tokens
        sibling = self.verdicts.sibling(place, _SIBLING)
        if sibling is not None:
            return _carry(sibling, "same-sentence")
        previous = self.verdicts.kept_before(place.order)
        if previous < 0:
            return None
        if not self.grammar.is_known:
            return self._carried_over(place, previous)
        last = self.verdicts.last_of(self.readings[previous])
        if last is not None and self._is_led_by_nothing(place):
            return _carry(last, "carried-within")
        if place.opens_sentence and self.frames.is_impersonal(place):
            return self.reports.lead_up(previous, is_apart=False)
        if not place.opens_sentence or any(token.kind == "word" for token in tokens[place.position + 1 :]):
            return self.reports.carry(place.reading, previous) or self._goes_on(place, previous)
        if self.verdicts.last_of(self.readings[previous]) is not None:
            return self._carried_over(place, previous)
        if not place.reading.sentence.first_in_paragraph:
            led_up = self.reports.lead_up(previous, is_apart=False)
            return led_up or self._led_up(self.readings[previous], previous)
        is_whole = self.found[tokens[place.position].quotation].kind == "full"
        return self.reports.lead_up(previous, is_apart=True) if is_whole else None

    def _carried_over(self, place: Place, previous: int) -> Verdict | None:
        """The speaker of the last quotation of the sentence before, for a quotation that is a sentence."""
        before = self.readings[previous]
        last = self.verdicts.last_of(before)
        is_alone = all(token.kind != "word" for token in place.reading.tokens)
        if last is None or not is_alone:
            return None
        if not place.reading.sentence.first_in_paragraph:
            return _carry(last, "carried-within")
        goes_on = ends_with_quotation(before.sentence) or self._ends_in_frame(before, last)
        return _carry(last, "carried") if goes_on else None

    def _is_led_by_nothing(self, place: Place) -> bool:
        """Whether only a word or two without a speaker lead up to the words: `Und weiter: „…“`."""
        tokens = place.reading.tokens
        is_short = 1 < place.position <= _LEAD and tokens[place.position - 1].text == ":"
        return is_short and not place.reading.mentions and not place.reading.cues

    def _goes_on(self, place: Place, previous: int) -> Verdict | None:
        """The speaker of the sentence before, for long words within a sentence, where no mood tells of a report."""
        if self.grammar.reported or place.reading.sentence.first_in_paragraph:
            return None
        found = self.found[place.reading.tokens[place.position].quotation]
        is_long = sum(segment.of(self.text).count(" ") for segment in found.segments) >= _LONG
        told, own = self.reports.lead_up(previous, is_apart=False) if is_long else None, self._own_subject(place)
        return told if told is not None and (own is None or own[0] is told.entity) else None

    def _ends_in_frame(self, before: SentenceReading, last: Verdict) -> bool:
        """Whether the paragraph before ends with the clause (`„…“, sagte sie`) that names its speaker."""
        return last.way.startswith("after") and last.reading is before

    def _led_up(self, before: SentenceReading, order: int) -> Verdict | None:
        """Whom the sentence before was about, where it leads up to the words."""
        focus = self.persons.foci[-1] if self.persons.foci else None
        if focus is None or focus.order != order or focus.entity is None or focus.entity.is_organisation:
            return None
        way = speech_rules().ways["sentence-before"]
        return Verdict(focus.entity, way.name, way.confidence, way.basis, sure=0.9)


def _carry(before: Verdict, way: str) -> Verdict:
    told = speech_rules().ways[way]
    return Verdict(before.entity, way, min(told.confidence, before.confidence), told.basis, sure=before.sure)
