"""What became of the quotations of one text in another text of the same article.

What is hard here is that a quotation is not a stretch of characters: an advertisement may stand in the middle of it
today and not tomorrow, and “A,” he said. “B.” is one utterance around words of somebody else. So each segment is
traced in the kept texts, where nothing that was set aside counts, and the segments answer together. Words that are
still there but set aside today, or that were set aside before, are looked for in the whole texts: "gone" is said only
of what is nowhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.differences import Change
from archive.records import Analysis, Quotation, Status
from archive.spans import Span, SpanIndex, joined, subtract_spans
from archive.tracing import MOST_WORDS, SAME_WORDS, Trace, Tracer
from archive.words import split_words

_WORST_FIRST: Sequence[Status] = ("ambiguous", "edited", "gone", "punctuation", "moved", "verbatim")
"""What is said of a quotation whose segments became different things."""


class Cut:
    """A text with stretches cut out, and the way from its places to those of the whole and back."""

    def __init__(self, text: str, removed: Iterable[Span] = ()) -> None:
        self.whole = text
        self.pieces = subtract_spans(Span(0, len(text)), removed)
        self.text = joined(text, self.pieces, "")
        self._starts = [0]
        for piece in self.pieces:
            self._starts.append(self._starts[-1] + len(piece))
        self._piece_starts = [piece.start for piece in self.pieces]

    def to_cut(self, span: Span) -> Span:
        """The same stretch in the text that is left, empty when nothing of it is.

        >>> Cut("one AD two", [Span(4, 7)]).to_cut(Span(0, 10))
        Span(start=0, end=7)
        """
        return Span(self._place_in_cut(span.start), self._place_in_cut(span.end))

    def to_whole(self, span: Span) -> Span:
        """The stretch of the whole text that a stretch of the cut one comes from, with what was cut out inside it."""
        first = bisect_right(self._starts, span.start) - 1
        last = bisect_right(self._starts, span.end - 1) - 1
        start = self.pieces[first].start + span.start - self._starts[first]
        return Span(start, self.pieces[last].start + span.end - self._starts[last])

    def _place_in_cut(self, place: int) -> int:
        index = bisect_right(self._piece_starts, place) - 1
        if index < 0:
            return 0
        return self._starts[index] + min(place - self.pieces[index].start, len(self.pieces[index]))


class Follower:
    """Follows quotations of ``before`` into ``after``; texts are aligned once, and only when first asked."""

    def __init__(self, before: str, analysis_before: Analysis, after: str, analysis_after: Analysis) -> None:
        self._before, self._analysis_before = before, analysis_before
        self._after, self._analysis_after = after, analysis_after

    def follow(self, quotation: Quotation) -> Trace:
        """What became of a quotation of the earlier text; spans are in the whole later text."""
        trace = self._follow_in(self._whole if quotation.removed else self._kept, quotation)
        if trace.status in SAME_WORDS or not self._has_removals:
            return trace
        elsewhere = self._follow_in(self._kept if quotation.removed else self._whole, quotation)
        return elsewhere if elsewhere.status in SAME_WORDS else trace

    def quotation_near(self, there: Span) -> Quotation | None:
        """The quotation of the later text that has most of this place, None when none has any of it."""
        near = self._places_after.overlapping(there)
        return self._by_span[max(near, key=lambda span: _shared(span, there))] if near else None

    @cached_property
    def _by_span(self) -> dict[Span, Quotation]:
        return {quotation.span: quotation for quotation in self._analysis_after.quotations}

    @cached_property
    def _places_after(self) -> SpanIndex:
        return SpanIndex(self._by_span)

    @property
    def _has_removals(self) -> bool:
        return bool(self._analysis_before.removals or self._analysis_after.removals)

    @cached_property
    def _kept(self) -> tuple[Cut, Cut, Tracer]:
        return self._lay(
            Cut(self._before, [removal.span for removal in self._analysis_before.removals]),
            Cut(self._after, [removal.span for removal in self._analysis_after.removals]),
        )

    @cached_property
    def _whole(self) -> tuple[Cut, Cut, Tracer]:
        return self._lay(Cut(self._before), Cut(self._after))

    def _lay(self, before: Cut, after: Cut) -> tuple[Cut, Cut, Tracer]:
        segments = {after.to_cut(part) for quotation in self._analysis_after.quotations for part in quotation.segments}
        return before, after, Tracer(before.text, after.text, filter(None, segments))

    @cached_property
    def _quotations_after(self) -> dict[tuple[str, ...], list[Span]]:
        """The quotations of the later text by their words."""
        kept = self._kept[1]
        found: dict[tuple[str, ...], list[Span]] = {}
        for quotation in self._analysis_after.quotations:
            found.setdefault(_words_of(kept, quotation), []).append(quotation.span)
        return found

    def _follow_in(self, ground: tuple[Cut, Cut, Tracer], quotation: Quotation) -> Trace:
        before, after, tracer = ground
        segments = [before.to_cut(segment) for segment in quotation.segments]
        parts = [segment for segment in segments if split_words(before.text, segment)]
        if not parts:
            return self._without_words(quotation)
        trace = _together([_Part(part.of(before.text), tracer.trace(part)) for part in parts])
        if trace.span is not None:
            trace = Trace(trace.status, after.to_whole(trace.span), trace.candidates, trace.changes)
        candidates = tuple(after.to_whole(span) for span in trace.candidates)
        trace = Trace(trace.status, trace.span, candidates, trace.changes)
        return self._divided_otherwise(trace, _words_of(before, quotation)) if trace.status == "edited" else trace

    def _divided_otherwise(self, trace: Trace, words: tuple[str, ...]) -> Trace:
        """An "edit" that only divides the same words by “he said” otherwise changes none of them."""
        same = [span for span in self._quotations_after.get(words, ()) if trace.span and span.overlaps(trace.span)]
        return Trace("punctuation", same[0], changes=trace.changes) if same else trace

    def _without_words(self, quotation: Quotation) -> Trace:
        """A quotation such as “…”: there or not, character by character."""
        wanted = joined(self._before, quotation.segments)
        for other in self._analysis_after.quotations:
            if joined(self._after, other.segments) == wanted:
                return Trace("verbatim", other.span)
        return Trace("gone")


def _words_of(cut: Cut, quotation: Quotation) -> tuple[str, ...]:
    return tuple(word.key for part in quotation.segments for word in split_words(cut.text, cut.to_cut(part)))


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


@dataclass(frozen=True, slots=True)
class _Part:
    """One segment's characters and what became of them."""

    content: str
    trace: Trace

    @property
    def changes(self) -> tuple[Change, ...]:
        return (Change("delete", self.content, ""),) if self.trace.status == "gone" else self.trace.changes


def _together(parts: Sequence[_Part]) -> Trace:
    """What became of a quotation, from what became of its segments.

    A quotation that lost segments is edited while one of the others stands whole, or while what is left holds
    `MOST_WORDS` of its words; below that it is gone.
    """
    traces = [part.trace for part in parts]
    statuses = {trace.status for trace in traces}
    status = next(status for status in _WORST_FIRST if status in statuses)
    if "gone" in statuses and statuses <= {"gone", *SAME_WORDS, "edited"}:
        status = "edited" if _still_stands(parts) else "gone"
    if status == "gone":
        return Trace("gone")
    spans = [trace.span for trace in traces if trace.span is not None]
    candidates = tuple(span for trace in traces for span in trace.candidates)
    whole = Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else None
    changes = tuple(change for part in parts for change in part.changes)
    return Trace(status, whole if status != "ambiguous" else None, candidates, changes)


def _still_stands(parts: Sequence[_Part]) -> bool:
    left = [len(split_words(part.content)) for part in parts if part.trace.status != "gone"]
    whole = any(part.trace.status in SAME_WORDS for part in parts)
    return whole or sum(left) >= MOST_WORDS * sum(len(split_words(part.content)) for part in parts)
