"""The shortest text directive that points at one stretch of a page, and at nothing else in it.

What is hard here is that a browser takes the *first* place that fits and says nothing when it is the wrong one. So
every directive that is written was looked for by our own finder first: it must find exactly the stretch, and nothing
after it. Words are added only as far as that needs: first the words alone (for a long stretch, its first and last
ones), then more of them, then what stands before or after. Terms are cut only where every browser sees the edge of a
word, and lie within one block. Where no directive does it, the answer is why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from archive.selectors.directives import TextDirective
from archive.selectors.finding import find_all
from archive.selectors.searchable import BLOCK_END, Searchable
from archive.spans import Span

LONGEST_TERM = 300
"""A longer stretch is named by its first and last words (as Chromium's own links are, from this length on)."""
_RANGE_WORDS = (3, 5, 8, 13)
"""How many words a range begins and ends with, tried in this order."""
_CONTEXT_WORDS = (1, 2, 3, 5, 8, 13, 21, 34)
"""How many words stand before or after, tried in this order."""


@dataclass(frozen=True, slots=True)
class Unlinkable:
    """Why there is no link to a stretch."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms of a directive as stretches of the view."""

    start: Span
    end: Span | None = None
    prefix: Span | None = None
    suffix: Span | None = None


def link_stretch(view: Searchable, source: str, wanted: Span) -> TextDirective | Unlinkable:
    """The directive that browsers find exactly ``wanted`` by.

    Args:
        view: the page, or a text when there is no page.
        source: the characters that the view was taken from; the terms are written as they stand there.
        wanted: a stretch of ``view.text``.

    >>> from archive.selectors.searchable import read_lines
    >>> text = "To be, or not to be"
    >>> str(link_stretch(read_lines(text), text, Span(14, 19)))
    'text=not-,to%20be'
    """
    wanted = wanted.trimmed(view.text)
    if not wanted:
        return Unlinkable("there is no word in it")
    for terms in _candidates(view, wanted):
        directive = _write(view, source, terms)
        if list(islice(find_all(view, directive), 2)) == [wanted]:
            return directive
    return Unlinkable("nothing within or around these words tells them from others in the page")


def _write(view: Searchable, source: str, terms: _Terms) -> TextDirective:
    start, *others = (
        None if term is None else view.source_of(term).of(source)
        for term in (terms.start, terms.end, terms.prefix, terms.suffix)
    )
    return TextDirective(start or "", *others)


def _candidates(view: Searchable, wanted: Span) -> Iterator[_Terms]:
    """Terms that may do, those with the least around them first."""
    cores = list(_cores(view, wanted))
    for words_before, words_after in _contexts(view, wanted):
        prefix = _words_before(view, wanted.start, words_before)
        suffix = _words_after(view, wanted.end, words_after)
        if bool(prefix) == bool(words_before) and bool(suffix) == bool(words_after):
            for core in cores:
                yield _Terms(core.start, core.end, prefix, suffix)


def _cores(view: Searchable, wanted: Span) -> Iterator[_Terms]:
    """The whole stretch where it is short and within a block, then ranges that begin and end with more and more."""
    if len(wanted) <= LONGEST_TERM and BLOCK_END not in view.text[wanted.start : wanted.end]:
        yield _Terms(wanted)
    for words in _RANGE_WORDS:
        start, end = _words_after(view, wanted.start, words), _words_before(view, wanted.end, words)
        if start and end and start.start == wanted.start and end.end == wanted.end and start.end <= end.start:
            yield _Terms(start, end)


def _contexts(view: Searchable, wanted: Span) -> Iterator[tuple[int, int]]:
    """How many words to say before and after: as few as can be; a stretch that cuts a word says the rest of it."""
    is_whole = view.is_edge(wanted.start), view.is_edge(wanted.end)
    if all(is_whole):
        yield 0, 0
    for words in _CONTEXT_WORDS:
        if is_whole[0]:
            yield 0, words
        if is_whole[1]:
            yield words, 0
        yield words, words


def _words_before(view: Searchable, place: int, words: int) -> Span | None:
    """The last ``words`` words that end right before ``place``, white space apart; fewer where the block begins."""
    if not words:
        return None
    end = len(view.text[:place].rstrip())
    start = first = end
    block = view.text.rfind(BLOCK_END, 0, end) + 1
    while start > block and words:
        start -= 1
        if view.is_edge(start) and not view.text[start].isspace():
            first = start
            words -= view.text[start].isalnum()
    return Span(first, end) if first < end else None


def _words_after(view: Searchable, place: int, words: int) -> Span | None:
    """The first ``words`` words that begin right after ``place``, white space apart; fewer where the block ends."""
    if not words:
        return None
    start = view.skip_space(place)
    end = last = start
    block = view.text.find(BLOCK_END, start)
    while end < block and words:
        end += 1
        if view.is_edge(end) and not view.text[end - 1].isspace():
            last = end
            words -= view.text[end - 1].isalnum()
    return Span(start, last) if last > start else None
