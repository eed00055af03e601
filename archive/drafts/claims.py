"""What is quoted in a draft, from whom, and out of which source as far as the draft says so.

Quotations and speakers are found as in an article (`archive.quotations`, `archive.attribution`); nothing is set aside,
because a draft has no advertisements. A block quotation needs no marks. What the draft names as the source of a
quotation is whatever leads somewhere close by: a link in it, behind it before the next quotation, or right before it;
a footnote's; or a name in brackets behind it. A name in running text is no claim: “told Reuters” does not say that
the words were taken from there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.attribution import attribute_quotations
from archive.drafts.draft import Draft
from archive.drafts.naming import name_speaker, split_signature
from archive.drafts.sources import Sources, Title, find_title
from archive.quotations import find_quotations
from archive.records import Attribution, BlockHint, Kind, Quotation
from archive.sentences import split_sentences
from archive.spans import Span, SpanIndex
from archive.words import list_words

MOST_TITLES = 8
"""Titles between two quotations that are looked at."""
_WHOLE_BLOCK = 0.5
_SENTENCE_BETWEEN = re.compile(r"[^\W\d_][^\n]*[.!?:。][\s\"'“”„‘’«»‹›]*\Z")
"""The draft's own words between two quoted sentences, up to the end of their sentence."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """One quotation of a draft: its words by segment, where it stands, and what the draft claims of it.

    ``span`` is its place in the draft's text, ``places`` are those of its segments. ``opening`` are the numbers of the
    segments that are sentences of their own, behind a sentence of the draft (“We wait,” Doe said. “We hope.”).
    ``targets`` are addresses and permalinks that the draft names as its
    source, ``names`` words that may be the name of one; the nearest first.
    """

    span: Span
    segments: tuple[str, ...]
    kind: Kind
    line: int
    column: int
    attribution: Attribution
    targets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: tuple[Span, ...] = ()
    opening: tuple[int, ...] = ()

    @property
    def quoted(self) -> str:
        """The words, segments joined by a space."""
        return " ".join(" ".join(self.segments).split())


def find_drafted(draft: Draft) -> tuple[Drafted, ...]:
    """The quotations of a draft in the order of its text.

    >>> from archive.drafts.draft import Link
    >>> draft = Draft("-", "“We will wait,” Jane Doe said ([report](…)).", links=(Link(Span(31, 37), "q/ab/1-2"),))
    >>> [(found.quoted, found.attribution.speaker, found.targets) for found in find_drafted(draft)]
    [('We will wait,', 'Jane Doe', ('q/ab/1-2',))]
    """
    text = draft.text
    sentences = split_sentences(text, (Span(0, len(text)),), draft.hints)
    found = find_quotations(text, (), sentences, draft.hints)
    quotations = list(attribute_quotations(text, (), sentences, found))
    quotations = [replace(one, attribution=name_speaker(text, one.span, one.attribution)) for one in quotations]
    quotations += _find_blocks(text, draft.hints, quotations)
    quotations.sort(key=lambda quotation: quotation.span)
    titles = list(_find_titles(text, quotations))
    named = {title.span for title in titles}
    quotations = [quotation for quotation in quotations if quotation.span not in named]
    ends = [0, *(quotation.span.end for quotation in quotations)]
    starts = [*(quotation.span.start for quotation in quotations[1:]), len(text)]
    sources = Sources(draft)
    return tuple(
        _drafted(draft, sources, quotation, Span(before, after), titles)
        for quotation, before, after in zip(quotations, ends, starts, strict=False)
    )


def _find_titles(text: str, quotations: Sequence[Quotation]) -> Iterator[Title]:
    """Those of the quoted stretches that are titles of sources."""
    before = 0
    for quotation in quotations:
        title = find_title(text, quotation.span, before)
        if title:
            yield title
        else:
            before = quotation.span.end


def _find_blocks(text: str, hints: Sequence[BlockHint], quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """Block quotations without marks; one inside another is told with it."""
    marked = SpanIndex(quotation.span for quotation in quotations)
    end = 0
    for hint in sorted(hints, key=lambda hint: (hint.span.start, -hint.span.end)):
        if hint.kind != "quote" or hint.span.start < end:
            continue
        end = hint.span.end
        signed = split_signature(text, hint.span.trimmed(text))
        inside = sum(len(span) for span in marked.overlapping(signed.words))
        if signed.words and inside < _WHOLE_BLOCK * len(signed.words):
            name = signed.name
            told = Attribution(name.name, mention=name.name, confidence=name.confidence) if name else Attribution()
            yield Quotation((signed.words,), "full", told)


def _drafted(draft: Draft, sources: Sources, quotation: Quotation, room: Span, titles: Sequence[Title]) -> Drafted:
    """The quotation with its sources, which stand within ``room``: from the quotation before to the one after."""
    line, column = draft.position(quotation.span.start)
    noted = sources.noted(quotation.span, room.start, room.end)
    first = bisect_left(titles, room.start, key=lambda title: title.span.start)
    last = bisect_left(titles, room.end, first, key=lambda title: title.span.start)
    near = [title for title in titles[first:last][:MOST_TITLES] if _belongs(draft.text, title, quotation.span)]
    names = [name for title in near for name in title.names]
    return Drafted(
        span=quotation.span,
        segments=tuple(segment.of(draft.text) for segment in quotation.segments),
        kind=quotation.kind,
        line=line,
        column=column,
        attribution=quotation.attribution,
        targets=tuple(sources.targets(quotation.span, room.start, room.end)),
        names=tuple(dict.fromkeys([*names, *sources.names(quotation.span, room.end), *noted])),
        places=quotation.segments,
        opening=tuple(_find_opening(draft.text, quotation.segments)),
    )


def _find_opening(text: str, segments: Sequence[Span]) -> Iterator[int]:
    for number, (before, after) in enumerate(pairwise(segments), 1):
        own = text[before.end : after.start]
        if _SENTENCE_BETWEEN.search(own) and not text[after.start].islower():
            yield number


def split_turn(draft: Draft, drafted: Drafted) -> tuple[Drafted, ...]:
    """The sentences that a draft puts one behind the other and that somebody may have said apart; else the whole.

    >>> draft = Draft("-", "“We wait,” Doe said. “We hope.”")
    >>> [part.quoted for found in find_drafted(draft) for part in split_turn(draft, found)]
    ['We wait,', 'We hope.']
    """
    edges = [0, *drafted.opening, len(drafted.places)]
    parts = []
    for first, end in pairwise(edges):
        places = drafted.places[first:end]
        line, column = draft.position(places[0].start)
        parts.append(
            replace(
                drafted,
                span=Span(places[0].start, places[-1].end),
                segments=drafted.segments[first:end],
                line=line,
                column=column,
                places=places,
                opening=(),
            )
        )
    return tuple(parts)


def _belongs(text: str, title: Title, span: Span) -> bool:
    """Whether a title is this quotation's source: behind it in brackets, or before it in its paragraph."""
    first, second = sorted((title.span, span))
    is_behind = first == span
    return is_behind == title.is_bracketed and "\n\n" not in text[first.end : second.start]


def is_single_word(words: str) -> bool:
    """Whether this is one word, or at most three signs of a script without spaces.

    >>> is_single_word("peace"), is_single_word("no peace"), is_single_word("和平")
    (True, False, True)
    """
    found = list_words(words)
    return len(found) < (4 if found and found[0] >= "\u0e00" else 2)
