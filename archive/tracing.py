"""What became of a stretch of one text in another.

What is hard here is to be right about the small: "not deployed" → "now deployed" is one letter and the opposite, while
a new advertisement moves every offset and changes nothing. So nothing is decided by a similarity score alone. The two
texts are aligned word by word; a stretch is *verbatim* only where its own words, in order and complete, stand in the
place that the alignment gives them (or is *moved* to the one other place that has them); when words differ it is
*edited* and the differing words are returned; when its place is gone and no other stretch has most of its words, it is
*gone*. Two equally good places make it *ambiguous*: never a silent choice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from archive.alignment import align_words
from archive.differences import Change, compare_words
from archive.records import Status
from archive.spans import Span, SpanIndex
from archive.words import Word, fold_space, split_words

KeyT = TypeVar("KeyT")
SAME_WORDS: frozenset[Status] = frozenset({"verbatim", "punctuation", "moved"})
"""What is said of words that all still stand there, in order and complete."""

MOST_WORDS = 0.5
"""An edit keeps at least this share of the words of what it edits in place …"""
ELSEWHERE_WORDS = 0.75
"""… and more when it stands elsewhere, where nothing but the words tells that it is the same."""
SHORT = 4
"""Fewer words than this are found elsewhere by chance, so elsewhere they count only as a quotation of their own."""
MOST_CANDIDATES = 20
"""More places than this are not looked at: words that stand so often tell nothing, and hostile texts repeat much."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of one stretch: its ``span`` in the later text (None when gone or ambiguous).

    ``candidates`` lists the places when there are several; ``changes`` the word-level differences of an edit.
    """

    status: Status
    span: Span | None = None
    candidates: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()


class Tracer:
    """Traces stretches of one text in another; the alignment is made once.

    ``quoted`` are the quotations of the later text: short strings are looked for elsewhere only among these.

    >>> Tracer("“We are not there,” he said.", "AD! “We are now there,” he said.").trace(Span(1, 17)).status
    'edited'
    """

    def __init__(self, before: str, after: str, quoted: Iterable[Span] = ()) -> None:
        self._before = before
        self._after = after
        self._old = split_words(before)
        self._new = split_words(after)
        self._old_starts = [word.span.start for word in self._old]
        self._new_keys = [word.key for word in self._new]
        self._places = align_words([word.key for word in self._old], self._new_keys)
        self._quoted = sorted(quoted)
        self._quotes = SpanIndex(self._quoted)
        new_starts = [word.span.start for word in self._new]
        self._quoted_words = [_words_in(self._new, new_starts, quote) for quote in self._quoted]
        self._quote_of_words = dict(zip(self._quoted_words, self._quoted, strict=True))

    def trace(self, span: Span) -> Trace:
        """What became of the stretch ``span`` of the earlier text; a stretch without words is gone."""
        first, end = _words_in(self._old, self._old_starts, span)
        if first == end:
            return Trace("gone")
        keys = [word.key for word in self._old[first:end]]
        aligned = self._aligned_place(first, keys)
        if aligned is not None:
            return self._same_words(span, len(keys), aligned, moved=False)
        elsewhere = self._quotes_of(keys) if len(keys) < SHORT else self._occurrences(keys)
        if len(elsewhere) == 1:
            return self._same_words(span, len(keys), elsewhere[0], moved=True)
        if elsewhere:
            return Trace("ambiguous", candidates=tuple(self._span_of(place, len(keys)) for place in elsewhere))
        return self._edited_in_place(span, first, end) or self._edited_elsewhere(span, keys) or Trace("gone")

    @cached_property
    def _new_index(self) -> dict[str, list[int]]:
        """The places of each word of the later text."""
        return _index(self._new_keys)

    @cached_property
    def _pair_index(self) -> dict[tuple[str, str], list[int]]:
        """The places of each pair of neighbours in the later text."""
        return _index(pairwise(self._new_keys))

    @cached_property
    def _quote_index(self) -> dict[str, list[int]]:
        """For each word the quotations of the later text that have it, by number, repeated as the word is."""
        index: dict[str, list[int]] = {}
        for number, (first, end) in enumerate(self._quoted_words):
            for key in self._new_keys[first:end]:
                index.setdefault(key, []).append(number)
        return index

    @cached_property
    def _short_quotes(self) -> dict[tuple[str, ...], list[int]]:
        """The places of the later text's quotations of fewer than `SHORT` words, by their words."""
        short = [(first, end) for first, end in self._quoted_words if end - first < SHORT]
        places: dict[tuple[str, ...], list[int]] = {}
        for first, end in short:
            places.setdefault(tuple(self._new_keys[first:end]), []).append(first)
        return places

    def _aligned_place(self, first: int, keys: list[str]) -> int | None:
        """The place where the alignment puts any of these words and all of them stand, in order."""
        tried = -1
        for offset, place in enumerate(self._places[first : first + len(keys)]):
            if place is None or place - offset == tried:
                continue
            tried = place - offset
            if tried >= 0 and self._new_keys[tried : tried + len(keys)] == keys:
                return tried
        return None

    def _occurrences(self, keys: list[str]) -> list[int]:
        """Places in the later text where exactly these words follow each other; at most `MOST_CANDIDATES`."""
        rarest = min(range(len(keys)), key=lambda index: len(self._new_index.get(keys[index], ())))
        found: list[int] = []
        for place in self._new_index.get(keys[rarest], ()):
            start = place - rarest
            if start >= 0 and self._new_keys[start : start + 1] == keys[:1]:  # the cheap look first
                found += [start] * (self._new_keys[start : start + len(keys)] == keys)
            if len(found) == MOST_CANDIDATES:
                break
        return found

    def _quotes_of(self, keys: list[str]) -> list[int]:
        """Places of the quotations that have just these words; at most `MOST_CANDIDATES`."""
        return self._short_quotes.get(tuple(keys), [])[:MOST_CANDIDATES]

    def _span_of(self, place: int, length: int) -> Span:
        return Span(self._new[place].span.start, self._new[place + length - 1].span.end)

    def _same_words(self, span: Span, length: int, place: int, *, moved: bool) -> Trace:
        """The same words there: verbatim or moved, unless what stands between the words, or at the ends, differs."""
        text, found = span.of(self._before), self._span_of(place, length)
        words = split_words(text)
        lead, tail = words[0].span.start, len(text) - words[-1].span.end
        whole = Span(max(found.start - lead, 0), min(found.end + tail, len(self._after)))
        if fold_space(whole.of(self._after)) == fold_space(text):
            return Trace("moved" if moved else "verbatim", whole)
        end = found.end
        while end < whole.end and not _opens_word(self._after[end]):
            end += 1
        there = self._quote_of_words.get((place, place + length), Span(whole.start, end))
        return Trace("punctuation", there, changes=compare_words(text, there.of(self._after)))

    def _edited_in_place(self, span: Span, first: int, end: int) -> Trace | None:
        """The words that the alignment gives, when most of the stretch is there and little else between."""
        length = end - first
        kept = [place for place in self._places[first:end] if place is not None]
        runs = _compact(kept, 2 * length + SHORT)
        if len(runs) < MOST_WORDS * length:
            return self._replaced_in_place(span, first, end)
        if len(runs) < MOST_WORDS * (runs[-1] + 1 - runs[0]):
            return None
        there = Span(self._new[runs[0]].span.start, self._new[runs[-1]].span.end)
        if length < SHORT and not self._quotes.overlapping(there):
            return None  # a word or two of it, no longer quoted: chance
        return self._edit(span, there)

    def _replaced_in_place(self, span: Span, first: int, end: int) -> Trace | None:
        """A short quotation whose neighbours on both sides stayed while another quotation took its place."""
        if end - first > SHORT or first == 0 or end == len(self._old):
            return None
        left, right = self._places[first - 1], self._places[end]
        if left is None or right is None or not 0 < right - left - 1 <= 2 * SHORT:
            return None
        there = Span(self._new[left + 1].span.start, self._new[right - 1].span.end)
        return self._edit(span, there) if self._quotes.overlapping(there) else None

    def _edit(self, span: Span, found: Span) -> Trace:
        """An edit, widened to the quotations it stands in when they are not much longer."""
        longest = 2 * max(len(found), len(span))
        wide = [found, *(quote for quote in self._quotes.overlapping(found) if len(quote) <= longest)]
        found = Span(min(quote.start for quote in wide), max(quote.end for quote in wide))
        return Trace("edited", found, changes=compare_words(span.of(self._before), found.of(self._after)))

    def _edited_elsewhere(self, span: Span, keys: list[str]) -> Trace | None:
        """The stretch elsewhere that has most of these words: a quotation, or the densest run of shared phrases."""
        if len(keys) < SHORT:
            return None
        found = [quote for quote in self._likely_quotes(keys) if self._shares_words(keys, quote)]
        if len(found) > 1:
            return Trace("ambiguous", candidates=tuple(found))
        densest = found or [there for there in self._densest(keys) if self._shares_words(keys, there)]
        return self._edit(span, densest[0]) if densest else None

    def _likely_quotes(self, keys: list[str]) -> list[Span]:
        """The quotations that may share `ELSEWHERE_WORDS`: one that does has one of the few rarest words."""
        rare = sorted(keys, key=lambda key: len(self._quote_index.get(key, ())))
        needed = len(keys) - int(ELSEWHERE_WORDS * len(keys)) + 1
        numbers = sorted({number for key in set(rare[:needed]) for number in self._quote_index.get(key, ())})
        spans = ((self._quoted[number], *self._quoted_words[number]) for number in numbers)
        least, most = ELSEWHERE_WORDS * len(keys), len(keys) / ELSEWHERE_WORDS
        return [quote for quote, first, end in spans if least <= end - first <= most][:MOST_CANDIDATES]

    def _shares_words(self, keys: list[str], there: Span) -> bool:
        """Whether at least `ELSEWHERE_WORDS` of the longer wording are in both, in the same order."""
        words = [word.key for word in split_words(self._after, there)]
        enough = ELSEWHERE_WORDS * max(len(words), len(keys))
        if min(len(words), len(keys)) < enough:
            return False
        return sum(place is not None for place in align_words(keys, words)) >= enough

    def _densest(self, keys: list[str]) -> list[Span]:
        """The stretch, at most an eighth longer than these words, where most of their pairs of words stand."""
        places = sorted({place for pair in set(pairwise(keys)) for place in self._pair_index.get(pair, ())})
        runs = _compact(places, len(keys) + len(keys) // 8)
        return [Span(self._new[runs[0]].span.start, self._new[runs[-1] + 1].span.end)] if runs else []


def _index(keys: Iterable[KeyT]) -> dict[KeyT, list[int]]:
    places: dict[KeyT, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    return places


def _words_in(words: Sequence[Word], starts: Sequence[int], span: Span) -> tuple[int, int]:
    """The range of the words that stand whole in ``span``."""
    first = bisect_left(starts, span.start)
    end = bisect_left(starts, span.end, first)
    if end > first and words[end - 1].span.end > span.end:
        end -= 1
    return first, end


def _compact(places: list[int], widest: int) -> list[int]:
    """The most places that lie within ``widest`` words of each other; of equals the first."""
    first = last = start = 0
    for index in range(len(places)):
        while places[index] - places[start] > widest:
            start += 1
        if index + 1 - start > last - first:
            first, last = start, index + 1
    return places[first:last]


def _opens_word(character: str) -> bool:
    return character.isalnum() or character.isspace() or character in "“‘«„‚("
