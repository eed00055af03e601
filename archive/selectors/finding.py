"""What a text directive points at, step by step as the specification says.

What is hard here is what the terms may share: the start of a term lies at the edge of a word unless a prefix stands
right before it, its end unless a suffix follows; between a term and its context any white space and any border of
blocks may lie. Matches are tried in the order of the text; the first one is the target. `find_all` goes on after it,
for those who want to know whether there is another.

Every loop moves forward from word edge to word edge, so the time is linear in the text for a given directive.

Source: WICG, URL Fragment Text Directives, 3.5.2 (find a range from a text directive, find a string in range).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.selectors.directives import TextDirective
from archive.selectors.searchable import Searchable, fold_term
from archive.spans import Span


@dataclass(frozen=True, slots=True)
class _Terms:
    """The folded terms of a directive; an empty one is not there."""

    start: str
    end: str
    prefix: str
    suffix: str


def find_target(view: Searchable, directive: TextDirective) -> Span | None:
    """The stretch of ``view.text`` that a browser scrolls to and marks, None when it finds none.

    >>> from archive.selectors.searchable import read_lines
    >>> find_target(read_lines("to be or not to be"), TextDirective("to", "be", prefix="not"))
    Span(start=13, end=18)
    """
    return next(find_all(view, directive), None)


def find_all(view: Searchable, directive: TextDirective) -> Iterator[Span]:
    """The target, then whatever would be the target if all before it were not there."""
    folded = (fold_term(term or "") for term in (directive.start, directive.end, directive.prefix, directive.suffix))
    terms = _Terms(*folded)
    if not terms.start:
        return
    place = 0
    while place < len(view.text):
        first = _next_start(view, terms, place)
        if first is None:
            return
        opened, start = first
        place = opened + 1
        end = _end_of(view, terms, start)
        if end is not None:
            yield Span(start.start, end)
        elif terms.end:
            return  # the specification gives up here: what ends no range from here on ends none later


def _next_start(view: Searchable, terms: _Terms, place: int) -> tuple[int, Span] | None:
    """Where the next match of prefix and start begins, and the stretch of the start."""
    is_bounded = bool(terms.end) or not terms.suffix
    while True:
        opened = _find_word(view, terms.prefix or terms.start, place, end_bounded=is_bounded and not terms.prefix)
        if opened is None:
            return None
        start = view.skip_space(opened + len(terms.prefix)) if terms.prefix else opened
        found = Span(start, start + len(terms.start))
        if view.text.startswith(terms.start, start) and (not is_bounded or view.is_word_edge(found.end)):
            return opened, found
        place = opened + 1


def _end_of(view: Searchable, terms: _Terms, start: Span) -> int | None:
    """Where the match that begins with ``start`` ends, None where its end or what must follow is not there."""
    if not terms.end:
        return start.end if _is_followed(view, terms.suffix, start.end) else None
    place = start.end
    while True:
        found = _find_word(view, terms.end, place, end_bounded=not terms.suffix)
        if found is None:
            return None
        end = found + len(terms.end)
        if _is_followed(view, terms.suffix, end):
            return end
        place = end


def _is_followed(view: Searchable, suffix: str, place: int) -> bool:
    if not suffix:
        return True
    start = view.skip_space(place)
    return view.text.startswith(suffix, start) and view.is_word_edge(start + len(suffix))


def _find_word(view: Searchable, term: str, place: int, *, end_bounded: bool) -> int | None:
    """The first place from ``place`` on where the term begins at the edge of a word, and ends at one if it must."""
    found = view.text.find(term, place)
    while found >= 0:
        edge = view.next_word_edge(found)
        if edge == found and (not end_bounded or view.is_word_edge(found + len(term))):
            return found
        # Within a word nothing can begin: on to its end, however often the term stands in it.
        found = view.text.find(term, max(edge, found + 1))
    return None
