"""Lays what the program found beside what was annotated: which quotation is which, and whether a speaker is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archive.records import Quotation
from archive.spans import Span
from training.annotations import GoldQuotation

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    ["a", "an", "the", "of", "for", "s", "in", "at", "from", "with", "and", "its", "his", "her", "their"]
)


def match_quotations(gold: Sequence[GoldQuotation], segments: Sequence[Sequence[Span]]) -> dict[int, GoldQuotation]:
    """For the number of each quotation found, the annotated one that shares most of its characters.

    An annotated quotation may be that of several found ones, when the program took it apart.
    """
    matched = {}
    for number, spans in enumerate(segments):
        shared = {other.number: _shared(spans, other.segments) for other in gold}
        best = max(gold, key=lambda other: shared[other.number], default=None)
        if best is not None and shared[best.number]:
            matched[number] = best
    return matched


def _shared(one: Iterable[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def name_words(name: str) -> frozenset[str]:
    """The words of a name that are compared: small letters, no articles and other small words.

    >>> sorted(name_words("the Ministry’s spokesman")) == sorted(name_words("spokesman of the ministry"))
    True
    """
    return frozenset(word for word in _WORD.findall(name.casefold()) if word not in _SMALL)


def is_same_speaker(found: str | None, gold: str | None, others: Iterable[str] = ()) -> bool:
    """Whether two names name the same speaker: the words of one are among those of the other.

    A short form that also fits another of the article's speakers, ``others``, is not enough.

    >>> is_same_speaker("Doe", "Jane Doe"), is_same_speaker("Doe", "Jane Doe", ["John Doe"])
    (True, False)
    """
    if found is None or gold is None:
        return found is gold
    ours, theirs = name_words(found), name_words(gold)
    if ours == theirs:
        return True
    if not ours or not theirs or not (ours <= theirs or theirs <= ours):
        return False
    return not any(ours <= name_words(other) for other in others if name_words(other) != theirs)


def overlaps_any(span: Span | None, spans: Iterable[Span]) -> bool:
    """Whether the span shares a character with one of the others."""
    return span is not None and any(span.overlaps(other) for other in spans)


def is_exact(quotation: Quotation, gold: Iterable[GoldQuotation]) -> bool:
    """Whether the quotation has exactly the segments of an annotated one that is somebody's words."""
    return any(other.kind != "none" and other.segments == quotation.segments for other in gold)
