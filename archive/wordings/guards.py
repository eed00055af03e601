"""What holds two wordings apart however alike they are: a number, a day, a negation, an opposite.

"Not deployed" and "now deployed" are one letter apart. So the terms that turn a meaning are never part of a score: what
one wording has and the other has not is a conflict, and a conflict ends the likeness. Two translations may say the
same by other means ("impossible", "not possible", "refuses to"), and the part of a longer wording that is compared may
begin late and end early; the rules below leave those out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from archive.rules.wordings import WordingWords, wording_words
from archive.spans import Span
from archive.wordings.likeness import are_alike
from archive.wordings.terms import Term

ConflictKind = Literal["numbers", "dates", "negation", "opposites"]
"""What two wordings disagree in."""
SHORT = 14
"""In wordings of at most this many telling words every negation counts, in longer ones only one beside shared words."""

REACH = 4
"""A negation turns words at most this many terms away."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement: the folded terms of either side, empty where a side has nothing, and where these stand."""

    kind: ConflictKind
    a: str
    b: str
    at_a: tuple[Span, ...] = ()
    at_b: tuple[Span, ...] = ()

    def exchanged(self) -> Conflict:
        """The same with its sides exchanged."""
        return Conflict(self.kind, self.b, self.a, self.at_b, self.at_a)


def find_conflicts(
    a: Sequence[Term], b: Sequence[Term], places: Sequence[int | None], language: str | None = None
) -> tuple[Conflict, ...]:
    """The disagreements of two stretches of terms; ``places`` tell for each of ``a`` its place in ``b``, or None."""
    words = wording_words(language)
    taken = {place for place in places if place is not None}
    only_a = [term for term, place in zip(a, places, strict=True) if place is None]
    only_b = [term for place, term in enumerate(b) if place not in taken]
    found = _differing(only_a, only_b, a, b)
    opposites = _opposites(only_a, only_b, words)
    negation = _negation(a, b, places, words)
    if opposites and _cancels(opposites, a, b):
        return tuple(found)  # "not closed" is "open"
    return (*found, *opposites, *([negation] if negation is not None else []))


def _cancels(opposites: Sequence[Conflict], a: Sequence[Term], b: Sequence[Term]) -> bool:
    """Whether one side has one negation more, and has it directly before its word of a pair of opposites."""
    if abs(_count(a) - _count(b)) != 1:
        return False
    more, side = (a, "a") if _count(a) > _count(b) else (b, "b")
    keys = {getattr(conflict, side) for conflict in opposites}
    near = (more[at + 1 : at + 3] for at, term in enumerate(more) if term.kind == "negation")
    return any(term.key in keys for beside in near for term in beside)


def _differing(only_a: Sequence[Term], only_b: Sequence[Term], a: Sequence[Term], b: Sequence[Term]) -> list[Conflict]:
    """Numbers and days that both sides have and that are not the same.

    One that only one side states is no conflict: a paper leaves out "on Monday".
    """
    found = []
    kinds: tuple[tuple[Literal["number", "date"], ConflictKind], ...] = (("number", "numbers"), ("date", "dates"))
    for kind, name in kinds:
        known_a, known_b = _keys(a, kind), _keys(b, kind)
        left = [term for term in only_a if term.kind == kind and term.key not in known_b]
        right = [term for term in only_b if term.kind == kind and term.key not in known_a]
        if left and right:
            found.append(_conflict(name, left, right))
    return found


def _conflict(kind: ConflictKind, left: Sequence[Term], right: Sequence[Term]) -> Conflict:
    one, other = (", ".join(term.key for term in side) for side in (left, right))
    return Conflict(kind, one, other, tuple(term.span for term in left), tuple(term.span for term in right))


def _keys(terms: Sequence[Term], kind: str) -> set[str]:
    return {term.key for term in terms if term.kind == kind}


def _opposites(only_a: Sequence[Term], only_b: Sequence[Term], words: WordingWords) -> list[Conflict]:
    left = {term.key: term for term in only_a}
    right = {term.key: term for term in only_b}
    return [
        _conflict("opposites", [left[one]], [right[other]])
        for one in sorted(left.keys() & words.opposites.keys())
        for other in words.opposites[one]
        if other in right
    ]


def _negation(
    a: Sequence[Term], b: Sequence[Term], places: Sequence[int | None], words: WordingWords
) -> Conflict | None:
    """A negation that one side has and the other says by no means at all."""
    back = {place: at for at, place in enumerate(places) if place is not None}
    across = [back.get(at) for at in range(len(b))]
    if _count(a) == _count(b):
        # As many on both sides: a conflict only where either turns a shared word that the other leaves as it is.
        turned_a, turned_b = _turned(a, b, places), _turned(b, a, across)
        both = turned_a and turned_b
        return _negations(_around(a, turned_a[0]), _around(b, turned_b[0])) if both else None
    is_a = _count(a) > _count(b)
    one, other, own = (a, b, places) if is_a else (b, a, across)
    spare = _spare(one, other, own)
    unmatched = [term for at, term in enumerate(other) if (across if is_a else places)[at] is None]
    if len(spare) <= sum(_denies(term, one, words) for term in unmatched):
        return None
    telling = sum(term.kind == "word" for term in one)
    beside = [at for at in spare if telling <= SHORT or _beside_shared(at, own)]
    if not beside:
        return None
    named = _around(one, beside[0])
    return _negations(named, []) if is_a else _negations([], named)


def _count(terms: Sequence[Term]) -> int:
    return sum(term.kind == "negation" for term in terms)


def _spare(one: Sequence[Term], other: Sequence[Term], places: Sequence[int | None]) -> list[int]:
    """The negations of one side, less those that stand near the same word as one of the other side.

    At least as many as the other side is short of.
    """
    left = [at for at, term in enumerate(other) if term.kind == "negation"]
    negations = [at for at, term in enumerate(one) if term.kind == "negation"]
    missing = len(negations) - len(left)
    spare = []
    for at in negations:
        near = [place for place in places[max(0, at - 2) : at + 5] if place is not None]
        match = next((place for place in left if any(abs(place - beside) <= REACH for beside in near)), None)
        if match is None:
            spare.append(at)
        else:
            left.remove(match)
    return spare if len(spare) >= missing else negations[-missing:]


def _turned(one: Sequence[Term], other: Sequence[Term], places: Sequence[int | None]) -> list[int]:
    """The negations directly before a word that stands on the other side without one near it."""
    found = []
    for at, term in enumerate(one[:-1]):
        place = places[at + 1]
        if term.kind == "negation" and place is not None:
            near = other[max(0, place - REACH + 1) : place + REACH]
            if all(beside.kind != "negation" for beside in near):
                found.append(at)
    return found


def _denies(term: Term, negated: Sequence[Term], words: WordingWords) -> bool:
    """Whether a term says no in another way: "refuses", "without", or "impossible" where the other has "possible"."""
    if term.key in words.denials:
        return True
    for prefix in words.prefixes:
        stem = term.key.removeprefix(prefix)
        if stem != term.key and len(stem) > 3 and any(are_alike(stem, other.key) for other in negated):
            return True
    return False


def _beside_shared(at: int, places: Sequence[int | None]) -> bool:
    """Whether a word directly behind (or before) the negation is shared by both sides."""
    return any(place is not None for place in [*places[at + 1 : at + 4], *places[max(0, at - 2) : at]])


def _around(terms: Sequence[Term], at: int) -> list[Term]:
    """A negation and the word that it turns."""
    return [terms[at], *[term for term in terms[at + 1 : at + 4] if term.kind == "word"][:1]]


def _negations(left: Sequence[Term], right: Sequence[Term]) -> Conflict:
    one, other = (" ".join(term.key for term in side) for side in (left, right))
    return Conflict("negation", one, other, _stretch(left), _stretch(right))


def _stretch(terms: Sequence[Term]) -> tuple[Span, ...]:
    """The one stretch that these terms stand in; none for no terms."""
    if not terms:
        return ()
    return (Span(min(term.span.start for term in terms), max(term.span.end for term in terms)),)
