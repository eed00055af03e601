"""How two wordings relate: the same words, another wording of the same utterance, a part of it, or something else.

What is hard here is that independent translations share perhaps half of their telling words, while two utterances of
one speaker on one day share a third. So three things must agree: how much of each wording is found in the other,
whether it is found in one stretch and in order, and that nothing which turns the meaning (`guards`) differs. The
figures below were set on one half of a set of pairs written for this purpose (``bench/utterances.toml``) and measured
on the other.

Only words are compared. Who speaks, when and where is for the caller: the same "no comment" is said every day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.spans import Span
from archive.wordings.guards import Conflict, find_conflicts
from archive.wordings.likeness import Alignment, align_terms
from archive.wordings.terms import Term, TermKind, split_terms

Relation = Literal["verbatim", "variant", "partial", "different"]
"""The same words (typography apart), other words for the same, one a part of the other, or another utterance."""
SAME_UTTERANCE: frozenset[Relation] = frozenset({"verbatim", "variant", "partial"})
"""The relations of wordings of one utterance."""

VARIANT = 0.5
"""Two whole wordings are one utterance from this score on …"""
LEAST_COVERED = 0.42
"""… when at least this share of each is found in the other."""
PART = 0.62
"""A wording is part of another when it is this much like one stretch of it …"""
STRETCH = 0.45
"""… which consists of shared words at least to this share."""
FEW = 3
"""Fewer telling words than this are no utterance by themselves: all must be there, side by side."""
TELLING: frozenset[TermKind] = frozenset({"word", "number", "date"})
"""The kinds of terms that tell what is talked of."""
LONGER = 1.45
"""A part is so much shorter than the whole, in weight; else the two are wordings of the same length."""

CUT = 0.9
"""Where this share of both is shared, and in order, words were only cut off …"""
CUT_LONGER = 1.2
"""… and so little more is enough."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two wordings have to do with each other.

    ``relation`` is the answer with the guards, ``nearest`` what it would be without them. ``score`` is 0 to 1, how
    alike the words are; ``covered_a`` and ``covered_b`` are the shares, by weight, of each that the other has.
    ``part`` tells which side is the part, where one is. ``telling`` counts the telling words of the shorter wording:
    few of them prove little. ``span_a`` and ``span_b`` are the stretches that were compared, in code points.
    """

    relation: Relation
    nearest: Relation
    score: float
    covered_a: float
    covered_b: float
    ordered: float
    conflicts: tuple[Conflict, ...]
    telling: int
    part: Literal["a", "b", None]
    span_a: Span
    span_b: Span


def compare_wordings(
    a: str, b: str, language: str | None = None, *, weights: Mapping[str, float] | None = None
) -> Comparison:
    """How the wording ``a`` relates to the wording ``b``; the other way round it says the same with sides exchanged.

    Args:
        a: the words of one quotation, without its marks.
        b: those of the other.
        language: of both (BCP 47); without one the tables of all languages are used together.
        weights: what folded words (`archive.wordings.terms.fold_term`) weigh instead of 1, such as their rarity.

    >>> compare_wordings("We shall rebuild that bridge here.", "We will be rebuilding the bridge.", "en").relation
    'variant'
    >>> found = compare_wordings("They are not deployed there.", "They are now deployed there.", "en")
    >>> found.relation, found.nearest, [conflict.kind for conflict in found.conflicts]
    ('different', 'variant', ['negation'])
    """
    return compare_terms(split_terms(a, language, weights), split_terms(b, language, weights), language)


def compare_terms(a: Sequence[Term], b: Sequence[Term], language: str | None = None) -> Comparison:
    """As `compare_wordings`, for wordings that are split already."""
    if _weight(a) > _weight(b):
        return _exchange(_compare(b, a, language))
    return _compare(a, b, language)


def _compare(short: Sequence[Term], long: Sequence[Term], language: str | None) -> Comparison:
    """The comparison of a wording with one that weighs as much or more."""
    same = [(term.kind, term.key) for term in short] == [(term.kind, term.key) for term in long]
    alignment = align_terms(short, long)
    window = range(len(long)) if same else _window(long, alignment)
    telling = sum(term.kind in TELLING for term in short)
    inside = [place if place is not None and place in window else None for place in alignment.places]
    covered_short = _covered(short, [place is not None for place in inside])
    taken = {place for place in inside if place is not None}
    stretch = [long[place] for place in window]
    covered_stretch = _covered(stretch, [place in taken for place in window])
    covered_long = covered_stretch * _weight(stretch) / max(_weight(long), 0.1)
    is_part = not same and _is_longer(short, long, alignment, min(covered_short, covered_stretch))
    score = _score(covered_short, covered_stretch if is_part else covered_long, alignment.ordered)
    compared = _widened(window, alignment.places, len(long)) if is_part else range(len(long))
    conflicts = find_conflicts(
        short,
        [long[place] for place in compared],
        [place - compared.start if place is not None and place in compared else None for place in alignment.places],
        language,
    )
    nearest: Relation = "different"
    if same and short:
        nearest = "verbatim"
    elif is_part and telling >= FEW:
        nearest = "partial" if score >= PART and covered_stretch >= STRETCH else "different"
    elif score >= VARIANT and min(covered_short, covered_long) >= LEAST_COVERED and (telling >= FEW or conflicts):
        nearest = "variant"
    elif telling < FEW:
        nearest = _relate_few(short, long, inside, is_part=is_part)
    return Comparison(
        relation="different" if conflicts else nearest,
        nearest=nearest,
        score=round(score, 4),
        covered_a=round(covered_short, 4),
        covered_b=round(covered_long, 4),
        ordered=round(alignment.ordered, 4),
        conflicts=conflicts,
        telling=telling,
        part="a" if nearest == "partial" else None,
        span_a=_span_of(short),
        span_b=_span_of([long[place] for place in compared]),
    )


def _relate_few(
    short: Sequence[Term], long: Sequence[Term], places: Sequence[int | None], *, is_part: bool
) -> Relation:
    """The relation of a wording of few telling words: all of them must be in the other, side by side."""
    found = [place for term, place in zip(short, places, strict=True) if term.kind in TELLING]
    if not found or None in found:
        return "different"
    known = sorted(place for place in found if place is not None)
    others = [place for place, term in enumerate(long) if term.kind in TELLING and place not in known]
    if any(known[0] < place < known[-1] for place in others):
        return "different"
    return "partial" if others or is_part else "variant"


def _score(covered_short: float, covered_long: float, ordered: float) -> float:
    """The harmonic mean of both shares, a little less where the order differs."""
    total = covered_short + covered_long
    mean = 2 * covered_short * covered_long / total if total else 0.0
    return mean * (0.85 + 0.15 * ordered)


def _window(long: Sequence[Term], alignment: Alignment) -> range:
    """The stretch of the longer wording that holds most of the shared terms and little else.

    Each shared telling term adds its weight, each other one takes a part of its weight away; the best sum wins.
    """
    shared = {place for place in alignment.places if place is not None}
    best, best_range, total, start = 0.0, range(0), 0.0, 0
    for place, term in enumerate(long):
        total += term.weight if place in shared else -0.35 * term.weight
        if total <= 0:
            total, start = 0.0, place + 1
        elif total > best:
            best, best_range = total, range(start, place + 1)
    return best_range


def _widened(window: range, places: Sequence[int | None], end: int) -> range:
    """The stretch with as many terms more at either end as the shorter wording has there that it does not share."""
    known = [at for at, place in enumerate(places) if place is not None and place in window]
    if not known:
        return window
    return range(max(0, window.start - known[0]), min(end, window.stop + len(places) - 1 - known[-1]))


def _weight(terms: Sequence[Term]) -> float:
    return sum(term.weight for term in terms)


def _is_longer(short: Sequence[Term], long: Sequence[Term], alignment: Alignment, shared: float) -> bool:
    """Whether the second wording says more than the first: by much, or by little when words were only cut off."""
    is_cut = min(shared, alignment.ordered) >= CUT
    return _size(long) >= (CUT_LONGER if is_cut else LONGER) * max(_size(short), 0.1)


def _size(terms: Sequence[Term]) -> float:
    """The weight without negations: "not" makes no wording longer."""
    return sum(term.weight for term in terms if term.kind != "negation")


def _covered(terms: Sequence[Term], found: Sequence[bool]) -> float:
    whole = _weight(terms)
    return sum(term.weight for term, is_found in zip(terms, found, strict=True) if is_found) / whole if whole else 0.0


def _span_of(terms: Sequence[Term]) -> Span:
    return Span(terms[0].span.start, terms[-1].span.end) if terms else Span(0, 0)


def _exchange(found: Comparison) -> Comparison:
    """The same comparison with its sides exchanged."""
    return Comparison(
        relation=found.relation,
        nearest=found.nearest,
        score=found.score,
        covered_a=found.covered_b,
        covered_b=found.covered_a,
        ordered=found.ordered,
        conflicts=tuple(conflict.exchanged() for conflict in found.conflicts),
        telling=found.telling,
        part="b" if found.part == "a" else found.part,
        span_a=found.span_b,
        span_b=found.span_a,
    )
