"""What is quoted in a draft, from whom, and out of which source as far as the draft says so.

Quotations and speakers are found as in an article (`archive.quotations`, `archive.attribution`); nothing is set aside,
because a draft has no advertisements. A block quotation needs no marks. What the draft names as the source of a
quotation is whatever leads somewhere close by: a link in it, behind it before the next quotation, or right before it;
a footnote's; or a name in brackets behind it. A name in running text is no claim: “told Reuters” does not say that
the words were taken from there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.attribution import attribute_quotations
from archive.drafts.draft import Draft, Link
from archive.quotations import find_quotations
from archive.records import Attribution, BlockHint, Kind, Quotation
from archive.sentences import split_sentences
from archive.spans import Span, SpanIndex
from archive.words import list_words

REACH = 240
"""Characters behind or before a quotation within which a link is its source."""
BRACKET_REACH = 90
"""Characters behind a quotation within which words in brackets may name its source."""
MOST_CLAIMS = 4
"""Sources of one quotation that are looked at."""

_BRACKETED = re.compile(r"\(([^()\n]{2,160})\)|\[([^\[\]\n]{2,160})\]")
_SIGNED = re.compile(r"\n\s*(?:[—–―]|--|- )\s*([^\n]{2,160})\s*\Z")
_SOURCE_LINE = re.compile(
    r"\s*\n?\s*(?:\(?(?:source|quelle|fonte|fuente|источник|出典|来源)\s*[::]|[—–―])\s*([^\n)]{2,160})", re.IGNORECASE
)
_WHOLE_BLOCK = 0.5


@dataclass(frozen=True, slots=True)
class Drafted:
    """One quotation of a draft: its words by segment, where it stands, and what the draft claims of it.

    ``span`` is its place in the draft's text. ``targets`` are addresses and permalinks that the draft names as its
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

    @property
    def quoted(self) -> str:
        """The words, segments joined by a space."""
        return " ".join(" ".join(self.segments).split())


def find_drafted(draft: Draft) -> tuple[Drafted, ...]:
    """The quotations of a draft in the order of its text.

    >>> draft = Draft("-", "“We will wait,” Jane Doe said ([report](…)).", links=(Link(Span(31, 37), "q/ab/1-2"),))
    >>> [(found.quoted, found.attribution.speaker, found.targets) for found in find_drafted(draft)]
    [('We will wait,', 'Jane Doe', ('q/ab/1-2',))]
    """
    text = draft.text
    sentences = split_sentences(text, (Span(0, len(text)),), draft.hints)
    found = find_quotations(text, (), sentences, draft.hints)
    quotations = list(attribute_quotations(text, (), sentences, found))
    quotations += _find_blocks(text, draft.hints, quotations)
    quotations.sort(key=lambda quotation: quotation.span)
    ends = [quotation.span.end for quotation in quotations]
    claimed = _Claims(draft)
    return tuple(
        _drafted(draft, claimed, quotation, ends[number - 1] if number else 0, _next_start(quotations, number, text))
        for number, quotation in enumerate(quotations)
    )


def _next_start(quotations: Sequence[Quotation], number: int, text: str) -> int:
    return quotations[number + 1].span.start if number + 1 < len(quotations) else len(text)


def _find_blocks(text: str, hints: Sequence[BlockHint], quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """Block quotations without marks; one inside another is told with it."""
    marked = SpanIndex(quotation.span for quotation in quotations)
    end = 0
    for hint in sorted(hints, key=lambda hint: (hint.span.start, -hint.span.end)):
        if hint.kind != "quote" or hint.span.start < end:
            continue
        end = hint.span.end
        words = hint.span.trimmed(text)
        signed = _SIGNED.search(text, words.start, words.end)
        speaker = None
        if signed:
            words = Span(words.start, signed.start()).trimmed(text)
            speaker = _signer(signed[1])
        inside = sum(len(span) for span in marked.overlapping(words))
        if words and inside < _WHOLE_BLOCK * len(words):
            yield Quotation((words,), "full", Attribution(speaker, mention=speaker, confidence=0.8 if speaker else 0.0))


def _signer(signature: str) -> str | None:
    """The name that a block quotation is signed with, None where what stands there is no name."""
    name = re.split(r"[,;(–—|]", signature)[0].strip(" *_.")
    words = name.split()
    return name if 1 < len(words) < 6 and all(word[0].isupper() for word in (words[0], words[-1])) else None


class _Claims:
    """The sources that a draft names, found by place."""

    def __init__(self, draft: Draft) -> None:
        self._text = draft.text
        self._links = [link for link in draft.links if not link.target.startswith(("#", "mailto:", "tel:"))]
        self._starts = [link.span.start for link in self._links]

    def targets(self, span: Span, before: int, after: int) -> list[str]:
        """Those near a quotation, between the end of the one before and the start of the one after."""
        around = bisect_right(self._starts, span.start)
        inside = [link.target for link in self._links[max(0, around - 2) : around] if link.span.end > span.start]
        inside += [link.target for link in self._between(span.start + 1, span.end)]
        paragraph_end = self._text.find("\n\n", span.end)
        limit = min(after, span.end + REACH, paragraph_end + 1 if paragraph_end >= 0 else len(self._text))
        behind = [link.target for link in self._between(span.end, limit)]
        start = max(before, span.start - REACH, self._text.rfind("\n\n", 0, span.start) + 1)
        ahead = [link.target for link in reversed(self._between(start, span.start))]
        near = inside or behind[:1] or ahead[:1]
        return list(dict.fromkeys([*near, *(behind if not inside else [])[:MOST_CLAIMS]]))[:MOST_CLAIMS]

    def _between(self, start: int, end: int) -> list[Link]:
        first = bisect_left(self._starts, start)
        return self._links[first : min(bisect_right(self._starts, end, first), first + 2 * MOST_CLAIMS)]

    def names(self, span: Span, after: int) -> list[str]:
        """What stands in brackets behind a quotation, before the next one, or as its source."""
        end = span.end
        while end < len(self._text) and end < span.end + 4 and self._text[end] in "”\"'’»«“›.,!?…":
            end += 1
        line_end = self._text.find("\n", end)
        limit = min(after, span.end + BRACKET_REACH, line_end if line_end >= 0 else len(self._text))
        named = [_BRACKETED.search(self._text, end, limit), _SOURCE_LINE.match(self._text, end)]
        words = [next(filter(None, found.groups())) for found in named if found]
        return [part.strip() for word in words for part in (word, *re.split(r"[,;]", word)) if part.strip()]


def _drafted(draft: Draft, claimed: _Claims, quotation: Quotation, before: int, after: int) -> Drafted:
    line, column = draft.position(quotation.span.start)
    return Drafted(
        span=quotation.span,
        segments=tuple(segment.of(draft.text) for segment in quotation.segments),
        kind=quotation.kind,
        line=line,
        column=column,
        attribution=quotation.attribution,
        targets=tuple(claimed.targets(quotation.span, before, after)),
        names=tuple(dict.fromkeys(claimed.names(quotation.span, after))),
    )


def is_single_word(words: str) -> bool:
    """Whether this is one word, or at most three signs of a script without spaces.

    >>> is_single_word("peace"), is_single_word("no peace"), is_single_word("和平")
    (True, False, True)
    """
    found = list_words(words)
    return len(found) < (4 if found and found[0] >= "\u0e00" else 2)
