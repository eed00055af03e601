"""The answer of the hand-made rules: the candidates of the sentence first, then what went before.

Each quotation is first asked for the candidates of its own sentence; only when these do not reach the threshold, what
went before may answer: the quotation before, the sentence before, the paragraph before. Below the threshold the
quotation is nobody's. The ranker weighs this answer among its features; in languages that it was not trained for, the
answer stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.attribution.candidates import find_candidates
from archive.attribution.cues import SentenceReading
from archive.attribution.entities.context import Context
from archive.attribution.frames import is_dash
from archive.attribution.topics import introduced_by, presented_by
from archive.attribution.verdicts import Place, Verdict, Verdicts
from archive.attribution.ways import Candidate, make_candidate
from archive.quotations.found import Found
from archive.rules.speech import speech_rules

_FEW_WORDS = 2
"""So many words beside a quotation do not make a sentence of their own ("And again: …")."""
_NOT_A_NAME = {"pronoun": "a pronoun", "document": "a document"}
"""What the basis says of a mention that names nobody: the basis goes on to say where the name is from."""
_TURN = 2
"""Who spoke before the last speaker is the second from the end."""
_SIGNATURE = 40
_LIST_REACH = 6
_SHORT = 6


class Rules:
    """The hand-made rules over one text."""

    def __init__(self, text: str, found: Sequence[Found], verdicts: Verdicts, context: Context) -> None:
        self.text = text
        self.found = found
        self.readings = verdicts.readings
        self.verdicts = verdicts
        self.context = context
        self.threshold = speech_rules().threshold

    def candidates(self, place: Place) -> list[Candidate]:
        """The candidates that the sentence offers, best first, and a signature behind it."""
        return find_candidates(place.reading, place.position, self.text) + self._signed(place)

    def judge(self, place: Place, candidates: Sequence[Candidate], *, is_known: bool) -> Verdict | None:
        """What the rules answer; None where they name nobody.

        ``is_known``: another part of the quotation has a speaker, so that nothing is carried over.
        """
        likely = [candidate for candidate in candidates if candidate.confidence >= self.threshold]
        verdict = self._first_that_holds(likely, place)
        # A sentence with a speaker of its own whom nobody can name, such as a "she" that stands for nobody known, is
        # not given to the speaker before.
        if verdict is None and not is_known and not likely and not place.reading.sentence.removed:
            return self._from_before(place)
        return verdict

    def resolve(self, candidate: Candidate, reading: SentenceReading, order: int) -> Verdict | None:
        """The candidate with the entity that it names; None when nobody fits."""
        resolved = self.context.resolve(candidate.mention, reading, order)
        if resolved is None:
            return None
        entity, sure, told = resolved
        words = _NOT_A_NAME.get(candidate.mention.kind, "named")
        basis = speech_rules().ways[candidate.way].basis.replace("named", words)
        verdict = Verdict(entity, candidate.way, candidate.confidence * sure, basis + told, candidate.mention)
        verdict.cue, verdict.reading, verdict.sure = candidate.cue, reading, sure
        return verdict

    def _first_that_holds(self, candidates: Sequence[Candidate], place: Place) -> Verdict | None:
        for candidate in candidates:
            verdict = self.resolve(candidate, candidate.reading or place.reading, place.order)
            if verdict is not None and verdict.confidence >= self.threshold:
                return verdict
        return None

    def _signed(self, place: Place) -> list[Candidate]:
        """A signature behind the quotation: "— Jane Doe, mayor"."""
        following = self.readings[place.order + 1] if place.order + 1 < len(self.readings) else None
        if following is None or place.position != len(place.reading.tokens) - 1:
            return []
        tokens = following.tokens
        if not 2 <= len(tokens) <= _SIGNATURE or not is_dash(tokens[0]):
            return []
        mention = following.begins.get(1)
        return [] if mention is None else [replace(make_candidate(mention, "dash"), reading=following)]

    def _from_before(self, place: Place) -> Verdict | None:
        """The speaker that what went before suggests."""
        sibling = self.verdicts.sibling(place, place.position + 1 if place.resumes else _LIST_REACH)
        if sibling is not None:
            return carry(sibling, "same-sentence")
        if place.order == 0:
            return None
        before = self.readings[place.order - 1]
        words = sum(token.kind == "word" for token in place.reading.tokens)
        if words > _FEW_WORDS or place.reading.cues:
            return self._goes_on(place, before)
        if place.reading.sentence.first_in_paragraph:
            return self._from_paragraph_before(place)
        last = self.verdicts.last_of(before)
        if last is not None:
            return carry(last, "carried-within")
        return self._inferred(before, place.order - 1, "sentence-before") or self._over_aside(place, before)

    def _over_aside(self, place: Place, before: SentenceReading) -> Verdict | None:
        """The speaker before one sentence of the paragraph that names nobody: "Forests burn; nobody counts them."."""
        is_aside = not before.cues and not any(mention.kind in ("name", "pronoun") for mention in before.mentions)
        if not is_aside or before.sentence.first_in_paragraph:
            return None
        last = self.verdicts.last_of(self.readings[place.order - 2])
        is_whole = self.found[place.reading.tokens[place.position].quotation].kind == "full"
        if last is None or not is_whole:
            return None
        verdict = carry(last, "carried-within")
        verdict.confidence *= 0.75
        return verdict if verdict.confidence >= self.threshold else None

    def _from_paragraph_before(self, place: Place) -> Verdict | None:
        """The speaker of the paragraph before; a crosshead or caption between is passed over."""
        previous = self.verdicts.kept_before(place.order)
        if previous < 0:
            return None
        before = self.readings[previous]
        last = self.verdicts.last_of(before)
        if last is None and not before.sentence.quotations and is_heading(self.readings, previous, self.text):
            over = self.verdicts.kept_before(previous)
            last = self.verdicts.last_of(self.readings[over]) if over >= 0 else None
        if last is not None:
            return carry(self._answering(last) or last, "carried")
        return self._inferred(before, previous, "paragraph-before")

    def _answering(self, last: Verdict) -> Verdict | None:
        """Who answers, where the last speaker has asked and spoke in turns with another."""
        said = self.verdicts.said
        if last.cue is None or last.cue.form.kind != "ask" or len(said) < _TURN:
            return None
        earlier = said[-_TURN][1]
        return earlier if earlier is not None and earlier.entity is not last.entity else None

    def _goes_on(self, place: Place, before: SentenceReading) -> Verdict | None:
        """The speaker of the sentence before, for whole sentences that a few words without a verb of speech lead in."""
        reading = place.reading
        is_whole = self.found[reading.tokens[place.position].quotation].kind == "full" or is_led_in(place)
        if not is_whole or reading.cues or reading.sentence.first_in_paragraph:
            return None
        last = self.verdicts.last_of(before)
        if last is None:
            return None
        verdict = carry(last, "carried-within")
        verdict.confidence *= 0.75
        return verdict if verdict.confidence >= self.threshold else None

    def _inferred(self, before: SentenceReading, order: int, way: str) -> Verdict | None:
        """The subject of an introducing sentence, or whose words it reports."""
        subject = introduced_by(before)
        resolved = self.context.resolve(subject, before, order) if subject is not None else None
        if resolved is None:
            return None
        introduces = bool(before.tokens) and (before.tokens[-1].text == ":" or presented_by(before) is subject)
        rule = speech_rules().ways[way]
        confidence = (rule.confidence + (0.12 if introduces else -_doubt(before, way))) * resolved[1]
        if resolved[0].is_organisation and not introduces:
            confidence -= 0.1
        if confidence < self.threshold:
            return None
        return Verdict(resolved[0], way, confidence, rule.basis, subject, None, before, sure=resolved[1])


def is_led_in(place: Place) -> bool:
    """Whether words without a verb lead in all the rest of the sentence: `As a team, “we have time.”`."""
    tokens, rules = place.reading.tokens, speech_rules()
    before, behind = tokens[: place.position], tokens[place.position + 1 :]
    if not before or before[-1].text not in (",", ":") or any(token.kind != "mark" for token in behind):
        return False
    return not any(
        token.kind == "quotation"
        or token.low in rules.verbs
        or token.low in rules.auxiliaries
        or token.low.endswith("ed")
        for token in before
        if token.low not in ("to", "'s")
    )


def _doubt(before: SentenceReading, way: str) -> float:
    """How much less sure an introducing sentence is without a word of speech."""
    tells = any(not cue.passive and not cue.form.weak for cue in before.cues)
    if tells or not speech_rules().nouns.isdisjoint(before.lows):
        return 0.0
    is_short = sum(token.kind == "word" for token in before.tokens) <= _SHORT
    return 0.1 if way == "sentence-before" and is_short else 0.2


def carry(verdict: Verdict, way: str) -> Verdict:
    """The same speaker and channels for the next quotation, without words that name him there."""
    rule = speech_rules().ways[way]
    return Verdict(verdict.entity, way, min(verdict.confidence * 0.97, rule.confidence), rule.basis, via=verdict.via)


def is_heading(readings: Sequence[SentenceReading], order: int, text: str) -> bool:
    """Whether sentence ``order`` is a headline, crosshead or caption: a paragraph of its own without a full stop."""
    sentence = readings[order].sentence
    end = text[sentence.span.start : sentence.span.end].rstrip("\"'”’»)] ")[-1:]
    is_alone = order + 1 >= len(readings) or readings[order + 1].sentence.first_in_paragraph
    return sentence.first_in_paragraph and is_alone and end not in ".!?…:;,—–-"
