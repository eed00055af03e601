"""Whether two quotations are one utterance, given who spoke, when, and what stands around the words.

What is hard here is that words alone do not say it. "Very productive" is said at every meeting, so a few words count
only from one speaker on one occasion; a whole sentence counts from anybody, but another speaker or another month makes
it doubtful, and is told as a conflict: one of the papers may be wrong. A guard lowers, it does not drop.

Words that differ in a number or a negation, or a few words given to another speaker, are never one utterance. Where
they speak of the same event that is told apart, because there a reader wants to see both. Two versions of one article
are never held against each other: what an edit changed is told where the article's history is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from archive.name_forms import is_one_name, kind_of_name
from archive.spans import Span
from archive.wordings.comparing import CUT_LONGER, FEW, SAME_UTTERANCE, TELLING, Comparison, compare_terms
from archive.wordings.likeness import are_alike
from archive.wordings.terms import Term, TermKind, split_terms

PairRelation = Literal["verbatim", "variant", "partial", "same-event"]
"""What two quotations have to do with each other; *same-event* are other words on the same occasion."""
Certainty = Literal["likely", "possible"]
"""Whether words, speaker and date agree, or something of it is missing or contradicts; only people confirm."""
PairConflictKind = Literal["speaker", "date", "numbers", "dates", "negation", "opposites"]
"""What two reports of one utterance or event disagree in: attribution, date of publication, or the words' own sense."""

NEAR_DAYS = 14
"""Articles published within so many days of each other can report one occasion."""
FAR_DAYS = 60
"""Articles published further apart hardly report one utterance as news."""
SURE_SCORE = 0.6
"""Words less alike than this stay possible, whoever spoke."""
CONTRADICTING = 0.55
"""Words of one speaker this much alike but for what turns them are two reports of one event; that costs likeness …"""
CONTRADICTING_OTHER = 0.75
"""… and so are words of two speakers, or of nobody known, which are this much alike."""
CONTEXT_SHARED = 3
"""Telling words that two surroundings must share to speak of one occasion."""


@dataclass(frozen=True)
class Said:
    """One quotation with what is known around it; ``surroundings`` gives the sentences it stands in when asked.

    ``text`` is the version of the document, where there may be several.
    """

    words: str
    document: str
    speaker: str | None
    speaker_id: str | None
    published: str | None
    language: str | None
    surroundings: Callable[[], str]
    text: str = ""

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The words as they are compared."""
        return split_terms(self.words, self.language)

    @cached_property
    def telling(self) -> tuple[Term, ...]:
        """Those of them that tell what is talked of."""
        return tuple(term for term in self.terms if term.kind in TELLING)

    @cached_property
    def weight(self) -> float:
        """What all of them weigh together."""
        return sum(term.weight for term in self.terms)

    @cached_property
    def size(self) -> float:
        """The same without negations."""
        return sum(term.weight for term in self.terms if term.kind != "negation")

    @cached_property
    def told(self) -> frozenset[str]:
        """The telling words of the sentences around it, its own left out."""
        own = {term.key for term in self.terms}
        around = split_terms(self.surroundings(), self.language)
        return frozenset(term.key for term in around if term.kind == "word") - own


@dataclass(frozen=True, slots=True)
class PairConflict:
    """What two reports disagree in, each in its own words."""

    kind: PairConflictKind
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What two quotations have to do with each other; ``part`` is the side that is a part of the other."""

    relation: PairRelation
    certainty: Certainty
    score: float
    part: Literal["a", "b", None]
    is_few: bool
    conflicts: tuple[PairConflict, ...]


def judge_pair(a: Said, b: Said) -> Judgement | None:
    """What two quotations have to do with each other; None for nothing.

    >>> nothing = str
    >>> one = Said("We will reopen the old harbour in spring.", "a", "The mayor", "the-mayor", None, "en", nothing)
    >>> two = Said("The old harbour will be reopened in spring.", "b", "The baker", "the-baker", None, "en", nothing)
    >>> judged = judge_pair(one, two)
    >>> judged.relation, judged.certainty, [conflict.kind for conflict in judged.conflicts]
    ('variant', 'possible', ['speaker'])
    """
    if _are_versions(a, b) or (_language(a) != _language(b) and _language(a) and _language(b)):
        return None
    if _lacks_one_of_few(a, b) or _count_otherwise(a, b):
        return None
    found = compare_terms(a.terms, b.terms, a.language or b.language)
    if found.relation in SAME_UTTERANCE:
        return _judge_few(a, b, found) if found.telling < FEW else _judge_whole(a, b, found)
    if found.nearest in SAME_UTTERANCE and found.telling >= FEW:
        return _judge_contradiction(a, b, found)
    return None


# Two short ways to None, for a transcript has thousands of such pairs and `compare_terms` takes twenty times as long. A
# test holds that it would come to the same.


def _count_otherwise(a: Said, b: Said) -> bool:
    """Whether two quotations of one article, none of them long enough to hold the other, have other numbers or days."""
    if a.document != b.document or max(a.size, b.size) >= CUT_LONGER * max(min(a.size, b.size), 0.1):
        return False
    return any(_keys(a, kind) - _keys(b, kind) and _keys(b, kind) - _keys(a, kind) for kind in ("number", "date"))


def _keys(said: Said, kind: TermKind) -> set[str]:
    return {term.key for term in said.telling if term.kind == kind}


def _lacks_one_of_few(a: Said, b: Said) -> bool:
    """Whether the lighter one has only a word or two and one of them is nowhere in the other."""
    few, other = (b, a) if a.weight > b.weight else (a, b)
    if len(few.telling) >= FEW:
        return False
    held = {("word" if term.kind == "weak" else term.kind, term.key) for term in other.terms}
    return not all(
        (term.kind, term.key) in held
        or (term.kind == "word" and any(kind == "word" and are_alike(term.key, key) for kind, key in held))
        for term in few.telling
    )


def _are_versions(a: Said, b: Said) -> bool:
    return a.document == b.document and a.text != b.text


def _language(said: Said) -> str:
    return (said.language or "").partition("-")[0].lower()


def _judge_whole(a: Said, b: Said, found: Comparison) -> Judgement:
    """Words enough to be known again: the same utterance, surely if the speaker and the date agree."""
    conflicts = (*_speaker_conflict(a, b), *_date_conflict(a, b))
    if a.document == b.document and conflicts:
        return _judgement(found, "possible", ())  # one report says so twice
    is_vouched = _same_speaker(a, b) or (found.relation == "verbatim" and found.telling >= 2 * FEW)
    is_sure = is_vouched and not conflicts and found.score >= SURE_SCORE
    return _judgement(found, "likely" if is_sure else "possible", conflicts)


def _judge_few(a: Said, b: Said, found: Comparison) -> Judgement | None:
    """One or two words: the same speaker must have said them on the same occasion."""
    if a.document == b.document:
        is_one = _same_speaker(a, b) and found.relation != "variant"
        return _judgement(found, "likely", ()) if is_one else None
    if _same_speaker(a, b) and days_apart(a.published, b.published) <= NEAR_DAYS:
        return _judgement(found, "likely" if _shares_occasion(a, b) else "possible", ())
    if not _shares_occasion(a, b):
        return None
    if _same_speaker(a, b):
        return _judgement(found, "possible", _date_conflict(a, b))
    if max(len(a.telling), len(b.telling)) > FEW:
        return None  # a word that two people used, each in a sentence of their own
    conflicts = _speaker_conflict(a, b)
    return _judgement(found, "possible", conflicts, relation="same-event") if conflicts else None


def _judge_contradiction(a: Said, b: Said, found: Comparison) -> Judgement | None:
    """Almost the same words, but for what turns them: two reports of one event, or two of its kind.

    A date that is not known holds no two whole sentences apart, a speaker who is another, or not known, does not where
    there are words enough.
    """
    if a.document == b.document or not _may_contradict(a, b, found):
        return None
    own = tuple(
        PairConflict(conflict.kind, _written(a.words, conflict.at_a), _written(b.words, conflict.at_b))
        for conflict in found.conflicts
    )
    return _judgement(found, "possible", (*own, *_speaker_conflict(a, b)), relation="same-event")


def _may_contradict(a: Said, b: Said, found: Comparison) -> bool:
    is_same = _same_speaker(a, b)
    if found.score < (CONTRADICTING if is_same else CONTRADICTING_OTHER):
        return False
    is_whole = found.telling >= 2 * FEW
    is_dated = a.published is not None and b.published is not None
    is_near = days_apart(a.published, b.published) <= NEAR_DAYS or (is_whole and not is_dated)
    return (is_near and (is_same or is_whole)) or _shares_occasion(a, b)


def _written(words: str, places: Sequence[Span]) -> str:
    """What a wording has at these places, as it is written there."""
    return ", ".join(" ".join(place.of(words).split()) for place in places)


def _judgement(
    found: Comparison,
    certainty: Certainty,
    conflicts: tuple[PairConflict, ...],
    relation: PairRelation | None = None,
) -> Judgement:
    same = found.relation if found.relation != "different" else "same-event"
    return Judgement(relation or same, certainty, found.score, found.part, found.telling < FEW, conflicts)


def _same_speaker(a: Said, b: Said) -> bool:
    """Whether both are one named speaker; who is only called "a minister" is somebody else in each article."""
    if a.speaker is None or b.speaker is None or not _is_one_name(a, b):
        return False
    return a.document == b.document or kind_of_name(a.speaker) != "unnamed"


def _is_one_name(a: Said, b: Said) -> bool:
    return a.speaker_id == b.speaker_id or is_one_name(a.speaker or "", b.speaker or "")


def _speaker_conflict(a: Said, b: Said) -> tuple[PairConflict, ...]:
    """Two speakers who are both named and are not the same."""
    if a.speaker_id is None or b.speaker_id is None or _is_one_name(a, b):
        return ()
    return (PairConflict("speaker", a.speaker or a.speaker_id, b.speaker or b.speaker_id),)


def _date_conflict(a: Said, b: Said) -> tuple[PairConflict, ...]:
    if a.published is None or b.published is None or days_apart(a.published, b.published) <= FAR_DAYS:
        return ()
    return (PairConflict("date", a.published, b.published),)


def _shares_occasion(a: Said, b: Said) -> bool:
    """Whether the sentences around both speak of the same."""
    return len(a.told & b.told) >= CONTEXT_SHARED


def days_apart(one: str | None, other: str | None) -> float:
    """Days between two dates of publication, as far as both are exact; infinite where one is not known.

    >>> days_apart("2025-04-27", "2025-05"), days_apart("2025", "2025-12-31"), days_apart(None, "2025")
    (4.0, 0.0, inf)
    """
    if one is None or other is None:
        return float("inf")
    (first, last), (start, end) = _range(one), _range(other)
    return float(max(0, first - end, start - last))


def _range(published: str) -> tuple[int, int]:
    """The first and last day that a date, which may be only a year or a month, can mean."""
    day = published[:10]
    if len(day) == 4:
        return date(int(day), 1, 1).toordinal(), date(int(day), 12, 31).toordinal()
    if len(day) == 7:
        first = date.fromisoformat(f"{day}-01")
        return first.toordinal(), date(first.year + first.month // 12, first.month % 12 + 1, 1).toordinal() - 1
    exact = date.fromisoformat(day).toordinal()
    return exact, exact
