"""The stretch of an archived text that a drafted quotation is nearest to, where its words stand nowhere as they are.

What is hard here is that nothing may be called near that only shares common words. So the stretch is found by where
most of the words lie close together, and the two are aligned word by word; what counts is the share of the words of
both that stand in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.alignment import align_words
from archive.spans import Span
from archive.verdicts.texts import ArchivedText, View

LEAST_ALIKE = 0.6
"""At least this share of the words of both wordings is the same and in order where one is the other altered."""
FEWEST_WORDS = 4
"""Of fewer words than this nothing is called altered: they are near to much."""
_COMMON = 400
"""A word that a text has more often tells no place in it."""


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch that is like a quotation: the share of words that both have, and whether it lies in a quotation.

    ``is_whole`` tells that all words of the draft stand there in order, with others between them.
    """

    source: ArchivedText
    span: Span
    score: float
    is_quoted: bool
    is_whole: bool = False


def find_near(source: ArchivedText, keys: Sequence[str], *, has_cut: bool = False) -> Near | None:
    """The stretch of the text that is most like these words, None where none is like them.

    With ``has_cut`` the stretch may hold more than the words do.
    """
    best: Near | None = None
    for view in source.views.values():
        found = _find_in(source, view, list(keys), has_cut=has_cut)
        if found and (best is None or found.score > best.score + 1e-9):
            best = found
    return best


def _find_in(source: ArchivedText, view: View, keys: list[str], *, has_cut: bool) -> Near | None:
    places = sorted({at for key in set(keys) for at in _telling_places(view, key)})
    if not places:
        return None
    width = len(keys) * (4 if has_cut else 1) + len(keys) // 3 + 3
    dense = _densest(places, width)
    low, high = max(0, dense[0] - len(keys)), min(len(view.keys), dense[-1] + len(keys) + 1)
    aligned = [low + at if at is not None else None for at in align_words(keys, view.keys[low:high])]
    known = _densest([at for at in aligned if at is not None], width)
    if not known:
        return None
    first = next(number for number, at in enumerate(aligned) if at == known[0])
    last = next(number for number, at in enumerate(aligned) if at == known[-1])
    inside = source.utterance_at(view.words[known[0]].span.start)
    start = _widen(source, view, known[0], -first)
    end = _widen(source, view, known[-1], len(keys) - 1 - last)
    length = len(keys) if has_cut else end + 1 - start
    score = 2 * len(known) / (len(keys) + max(length, len(known)))
    return Near(
        source,
        Span(view.words[start].span.start, view.words[end].span.end),
        score,
        inside is not None,
        len(known) == len(keys),
    )


def _telling_places(view: View, key: str) -> Sequence[int]:
    places = view.index.get(key, ())
    return places if len(places) <= _COMMON else ()


def _densest(places: Sequence[int], width: int) -> list[int]:
    """The most of the places that lie within ``width`` words of each other."""
    best = (0, 0)
    start = 0
    for index in range(len(places)):
        while places[index] - places[start] > width:
            start += 1
        if index + 1 - start > best[1] - best[0]:
            best = start, index + 1
    return list(places[best[0] : best[1]])


def _widen(source: ArchivedText, view: View, at: int, steps: int) -> int:
    """The place so many words further, within the same quotation or else the same line."""
    here = source.utterance_at(view.words[at].span.start)
    direction = 1 if steps > 0 else -1
    for _ in range(abs(steps)):
        after = at + direction
        if not 0 <= after < len(view.words) or source.utterance_at(view.words[after].span.start) is not here:
            break
        left, right = sorted((at, after))
        if here is None and "\n" in source.content[view.words[left].span.end : view.words[right].span.start]:
            break
        at = after
    return at
