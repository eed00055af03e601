"""Where a stretch of an archived text stands in the page that it was read from, or in another wording of that page.

What is hard here is that a reader changes white space, leaves out what is not the article and joins what stood apart,
and that the same words stand in a caption, a teaser and the article. So white space is taken out of both; where the
words stand several times, what stands around them decides, and when that does not, nothing does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, takewhile

from archive.selectors.occurrences import find_occurrences
from archive.selectors.searchable import BLOCK_END, Searchable
from archive.spans import Span

CONTEXT = 200
"""How many characters before and after are compared."""
MOST_PLACES = 100
"""More places than this are not compared: words that stand so often are found by nothing."""
_STRETCHED = 3
"""What stands in a page may be so many times longer than in the text: an advertisement may lie within it."""
_SHORTEST_LINE = 12
"""Fewer characters than this do not find the line that a stretch begins or ends with."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Why a stretch has no place there."""

    reason: str


class Squeezed:
    """A searchable text without its white space, and the way between the two."""

    def __init__(self, view: Searchable) -> None:
        self.view = view
        self._places = [place for place, character in enumerate(view.text) if not character.isspace()]
        self.text = _SPACE.sub("", view.text)
        self._squeezed = {place: number for number, place in enumerate(self._places)}

    def squeeze(self, span: Span) -> Span:
        """A stretch of the view that has no white space at its ends, in the squeezed text."""
        return Span(self._squeezed[span.start], self._squeezed[span.end - 1] + 1) if span else Span(0, 0)

    def widen(self, span: Span) -> Span:
        """A stretch of the squeezed text, in the view."""
        return Span(self._places[span.start], self._places[span.end - 1] + 1)


def place_stretch(there: Squeezed, here: Squeezed, span: Span) -> Span | Unplaced:
    """Where the stretch ``span`` of ``here.view`` stands in ``there.view``.

    A stretch of several lines, of which there something stands between, is found by its first and its last line.
    """
    wanted = here.squeeze(span)
    if not wanted:
        return Unplaced("there is no word in it")
    whole = _place(there, here, wanted)
    if isinstance(whole, Span):
        return there.widen(whole)
    lines = [line for line in here.view.text[span.start : span.end].split(BLOCK_END) if line.strip()]
    if len(lines) < 2:
        return whole
    sizes = [len(_SPACE.sub("", line)) for line in (lines[0], lines[-1])]
    if min(sizes) < _SHORTEST_LINE:
        return whole
    first = _place(there, here, Span(wanted.start, wanted.start + sizes[0]))
    last = _place(there, here, Span(wanted.end - sizes[1], wanted.end))
    if isinstance(first, Unplaced) or isinstance(last, Unplaced):
        return whole
    if not first.end <= last.start or last.end - first.start > _STRETCHED * len(wanted):
        return whole
    return there.widen(Span(first.start, last.end))


def _place(there: Squeezed, here: Squeezed, wanted: Span) -> Span | Unplaced:
    words = wanted.of(here.text)
    places = list(islice(find_occurrences(there.text, words), MOST_PLACES + 1))
    if not places:
        return Unplaced("these words do not stand in the page as it was captured")
    if len(places) > MOST_PLACES:
        return Unplaced(f"these words stand more than {MOST_PLACES} times in the page")
    alike = {place: _agreement(there, here, place, wanted) for place in places}
    if len(places) > 1:
        # A place that looks even more like where else the words stand here is taken by that.
        others = [Span(place, place + len(words)) for place in islice(find_occurrences(here.text, words), MOST_PLACES)]
        alike = {
            place: agreed
            for place, agreed in alike.items()
            if all(_agreement(there, here, place, other) <= agreed for other in others)
        }
    best = [place for place, agreed in alike.items() if agreed == max(alike.values())]
    if len(best) != 1:
        return Unplaced("these words stand several times in the page, and nothing around them tells which they are")
    return Span(best[0], best[0] + len(words))


def _agreement(there: Squeezed, here: Squeezed, place: int, wanted: Span) -> int:
    """How many characters before and after are the same."""
    before = zip(
        there.text[max(0, place - CONTEXT) : place][::-1],
        here.text[max(0, wanted.start - CONTEXT) : wanted.start][::-1],
        strict=False,
    )
    end = place + len(wanted)
    after = zip(there.text[end : end + CONTEXT], here.text[wanted.end : wanted.end + CONTEXT], strict=False)
    return sum(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], side)) for side in (before, after))
