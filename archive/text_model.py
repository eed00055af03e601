"""What leaves the archive about a whole text: what is set aside in it, what is in doubt, what people ruled on it."""

from __future__ import annotations

from typing import Literal

from archive.model import NoticeRecord, Pair, QuotationRecord, Record
from archive.records import Verdict

Ascription = Literal["speaker", "unattributed", "nobody"]
"""What a person can rule on who speaks in a quotation: this one, somebody not known, or no one, for it is no speech."""


class RemovalRecord(Record):
    """A stretch set aside, or one kept and flagged; ``content`` is its characters, ``why`` the reason in words.

    ``is_local`` tells that the text alone is the reason; ``seen_in`` are other texts that have the same line, where its
    site repeating it is the reason.
    """

    start: int
    end: int
    label: str
    rule: str
    why: str
    evidence: str
    score: float
    is_local: bool
    seen_in: list[str]
    content: str


class RulingRecord(Record):
    """What a person ruled on a stretch of a text: ``keep``, ``remove``, or null where it was taken back."""

    permalink: str
    text: str
    start: int
    end: int
    verdict: Verdict | None
    author: str
    made_at: str
    reason: str | None
    content: str


class AttributionRulingRecord(Record):
    """What a person ruled on who speaks in a quotation; ``ascription`` is null where it was taken back.

    ``place`` is the quotation of the text shown that it is of, null where there is none; ``holds`` tells whether the
    quotation has its speaker from it, ``obstacle`` why not.
    """

    permalink: str
    text: str
    start: int
    end: int
    ascription: Ascription | None
    speaker: str | None
    author: str
    made_at: str
    reason: str | None
    content: str
    place: Pair | None
    holds: bool
    obstacle: str | None

    @property
    def said(self) -> str:
        """What was ruled, as a phrase that goes on with who ruled it."""
        says = {"unattributed": "words of somebody not known", "nobody": "nobody's speech", None: "no longer ruled on"}
        return f"words of {self.speaker}" if self.ascription == "speaker" else says[self.ascription]


class TextRecord(Record):
    """A text with everything its current analysis says about it."""

    text: str
    content: str
    length: int
    rule_set: str
    reader: str
    encoding: str
    language: str | None
    documents: list[str]
    removals: list[RemovalRecord]
    suspects: list[RemovalRecord]
    rulings: list[RulingRecord]
    attribution_rulings: list[AttributionRulingRecord]
    sentences: list[Pair]
    quotations: list[QuotationRecord]
    notices: list[NoticeRecord]


class FeatureRecord(Record):
    """One thing that told for or against an answer: its name, as in the weights, a clause that tells it, its weight.

    In the clause “it” is the answer. The name stands for it where no clause is known.
    """

    name: str
    words: str
    weight: float


class AnswerRecord(Record):
    """One answer that was weighed: the words that name it (empty for nobody), and what told for or against it.

    ``features`` are sorted, the heaviest first.
    """

    words: str
    where: str
    probability: float
    features: list[FeatureRecord]


class ExplanationRecord(Record):
    """Why a quotation, by its first segment, has its speaker: the answers that were weighed, the likeliest first."""

    start: int
    end: int
    speaker: str | None
    score: float
    confidence: float
    answers: list[AnswerRecord]


class WhyRecord(TextRecord):
    """What is said about a text or a stretch of it, with the reasons; ``explanations`` are of some quotations only."""

    explanations: list[ExplanationRecord]
