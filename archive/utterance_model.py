"""The records of utterances, in the one form that leaves the archive (`archive.model`)."""

from __future__ import annotations

from typing import Literal

from archive.model import QuotationRecord, Record


class ConflictRecord(Record):
    """What two reports disagree in, each in its own words; empty where one has nothing."""

    kind: Literal["speaker", "date", "numbers", "dates", "negation", "opposites"]
    a: str
    b: str


class PairRecord(Record):
    """What two quotations have to do with each other, and what a person ruled on that.

    ``a`` and ``b`` are permalinks. ``part`` is the side that is a part of the other. ``is_few`` tells of a word or two,
    which is no wording by itself. ``certainty`` is what comparing words says; a person's word is the ``ruling``.
    """

    a: str
    b: str
    relation: Literal["verbatim", "variant", "partial", "same-event"]
    certainty: Literal["likely", "possible"]
    score: float
    part: Literal["a", "b"] | None
    is_few: bool
    ruling: Literal["confirm", "reject"] | None
    author: str | None
    made_at: str | None
    reason: str | None
    conflicts: list[ConflictRecord]


class UtteranceRecord(Record):
    """One utterance in the wordings that the archive holds of it, and what stands beside it.

    ``utterance`` is its name here, that of its first wording; the name of each other wording leads to it too.
    ``beside`` are quotations on the same event that are not the same utterance.
    """

    utterance: str
    wordings: list[QuotationRecord]
    beside: list[QuotationRecord]
    pairs: list[PairRecord]
    speakers: list[str]
