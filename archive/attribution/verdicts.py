"""What is decided so far, and where: the verdicts of one pass, asked for by what came before.

A quotation is named by the number of its first find; a sentence by its order in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.entities.entity import Entity
from archive.attribution.mentions import Mention
from archive.errors import InvalidIdentifier
from archive.identifiers import speaker_id
from archive.records import Attribution, Via
from archive.spans import Span


@dataclass(slots=True)
class Verdict:
    """What is decided of one quotation; ``reading`` is the sentence of the mention and of the word of speech.

    ``sure`` is how sure the step from the mention to the entity is: 1 for a full name.
    """

    entity: Entity
    way: str
    confidence: float
    basis: str
    mention: Mention | None = None
    cue: Cue | None = None
    reading: SentenceReading | None = None
    via: tuple[Via, ...] = ()
    sure: float = 1.0

    @property
    def mention_kind(self) -> str:
        """The kind of the mention, empty where the speaker was carried over."""
        return self.mention.kind if self.mention is not None else ""

    @property
    def cue_word(self) -> str:
        """The word of speech in small letters, empty for none."""
        if self.cue is None or self.reading is None:
            return ""
        return self.reading.tokens[self.cue.position].low

    @property
    def mention_span(self) -> Span | None:
        """Where the words stand that name the speaker."""
        if self.mention is None or self.reading is None:
            return None
        return self.reading.sentence.stretch(self.mention.shown_first, self.mention.last)

    @property
    def cue_span(self) -> Span | None:
        """Where the word of speech stands."""
        if self.cue is None or self.reading is None:
            return None
        return self.reading.sentence.stretch(self.cue.position, self.cue.position)

    def as_attribution(self, text: str) -> Attribution:
        """The verdict as a record; one whose speaker has no letter and no digit names nobody."""
        try:
            identifier = speaker_id(self.entity.name)
        except InvalidIdentifier:
            return Attribution()
        mention, cue = self.mention_span, self.cue_span
        return Attribution(
            speaker=self.entity.name,
            speaker_id=identifier,
            mention=mention.of(text) if mention else None,
            mention_span=mention,
            cue=cue.of(text) if cue else None,
            cue_span=cue,
            via=self.via,
            confidence=round(min(self.confidence, 0.99), 2),
            basis=self.basis,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands: token ``position`` of the sentence ``reading``, which is number ``order``."""

    reading: SentenceReading
    order: int
    position: int

    @property
    def opens_sentence(self) -> bool:
        """Whether no word stands before the quotation in its sentence."""
        return all(token.kind != "word" for token in self.reading.tokens[: self.position])

    @property
    def resumes(self) -> bool:
        """Whether the quotation ends its sentence behind a comma, as in `“You ask,” said Jane, who knew, “why?”`."""
        tokens = self.reading.tokens
        ends = all(token.kind == "mark" for token in tokens[self.position + 1 :])
        opens = bool(tokens) and tokens[0].kind == "quotation"
        return ends and opens and self.position > 0 and tokens[self.position - 1].text == ","


@dataclass(slots=True)
class Verdicts:
    """The verdicts of one pass, by the number of each quotation's first find.

    ``said`` lists them by the order of the text, each with its sentence; None stands for one that is nobody's.
    ``speaker`` is who spoke last, ``speakers`` the ids of all who spoke.
    """

    readings: Sequence[SentenceReading]
    first_of: Sequence[int]
    known: dict[int, Verdict] = field(default_factory=dict)
    said: list[tuple[int, Verdict | None]] = field(default_factory=list)
    speaker: Entity | None = None
    speakers: set[int] = field(default_factory=set)

    def note(self, number: int, order: int, verdict: Verdict | None) -> None:
        """Takes up the verdict of the quotation of that number, which stands in sentence ``order``."""
        self.said.append((order, verdict))
        if verdict is not None:
            self.known[number] = verdict
            self.speaker = verdict.entity
            self.speakers.add(id(verdict.entity))

    def places(self) -> dict[int, list[Place]]:
        """Where each quotation stands: several places where it is split or goes on in the next paragraph."""
        places: dict[int, list[Place]] = {}
        for order, reading in enumerate(self.readings):
            if reading.sentence.quotations:
                for position, token in enumerate(reading.tokens):
                    if token.kind == "quotation":
                        place = Place(reading, order, position)
                        places.setdefault(self.number_at(place), []).append(place)
        return places

    def near_quotations(self, reach: int) -> list[bool]:
        """Which sentences stand so near before a quotation that it may look back to them."""
        near, ahead = [False] * len(self.readings), 0
        for order in range(len(self.readings) - 1, -1, -1):
            ahead = reach if self.readings[order].sentence.quotations else ahead - 1
            near[order] = ahead > 0
        return near

    def number_at(self, place: Place) -> int:
        """The number of the quotation that stands there."""
        return self.first_of[place.reading.tokens[place.position].quotation]

    def kept_before(self, order: int) -> int:
        """The order of the nearest earlier sentence that is not set aside; -1 for none."""
        order -= 1
        while order >= 0 and self.readings[order].sentence.removed:
            order -= 1
        return order

    def sibling(self, place: Place, reach: int) -> Verdict | None:
        """The verdict of the quotation before in the same sentence, less than ``reach`` tokens away."""
        for earlier in range(place.position - 1, max(-1, place.position - reach), -1):
            token = place.reading.tokens[earlier]
            if token.kind == "quotation":
                return self.known.get(self.first_of[token.quotation])
        return None

    def last_of(self, reading: SentenceReading) -> Verdict | None:
        """The verdict of the sentence's last quotation."""
        if not reading.sentence.quotations:
            return None
        return self.known.get(self.first_of[reading.sentence.quotations[-1]])
