"""An archived text as drafts are held against it: its words in three orders, each findable at once.

The same words may be quoted from a text in three ways: as they stand (*whole*), across an advertisement that was set
aside (*kept*), or across the article's own “he said” (*quoted*: nothing but what stands between its marks). Each is a
view: the words in that order, each with its place in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from archive.identifiers import TextDigest
from archive.spans import Span, SpanIndex
from archive.verdicts.pieces import fold_words
from archive.words import Word

ViewName = Literal["whole", "kept", "quoted"]
"""The orders in which the words of a text can be quoted."""
MOST_PLACES = 60
"""Places of the same words in one text that are looked at."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One archived quotation: its segments in the text, and who is said to have said it."""

    segments: tuple[Span, ...]
    speaker: str | None
    speaker_id: str | None
    confidence: float
    removed: bool
    is_speech: bool = True

    @property
    def span(self) -> Span:
        """From the first segment's start to the last one's end."""
        return Span(self.segments[0].start, self.segments[-1].end)


@dataclass(frozen=True, slots=True)
class Holder:
    """An article that holds the text: in which of its versions, and whether that is the newest."""

    document: str
    name: str
    outlet: str | None
    version: int
    is_newest: bool
    published: str | None = None


class View:
    """Words in one order, found by runs of them."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.keys = [word.key for word in words]

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """The places of each word, ascending."""
        places: dict[str, list[int]] = {}
        for place, key in enumerate(self.keys):
            places.setdefault(key, []).append(place)
        return places

    def find(self, run: Sequence[str]) -> list[int]:
        """The places where these words stand side by side; at most `MOST_PLACES`."""
        if not run:
            return []
        rarest = min(range(len(run)), key=lambda at: len(self.index.get(run[at], ())))
        wanted = list(run)
        found: list[int] = []
        for place in self.index.get(run[rarest], ()):
            start = place - rarest
            if start >= 0 and self.keys[start] == wanted[0] and self.keys[start : start + len(wanted)] == wanted:
                found.append(start)
                if len(found) == MOST_PLACES:
                    break
        return found


class ArchivedText:
    """One text of the archive, ready to be compared with many quotations."""

    def __init__(
        self,
        text: TextDigest,
        content: str,
        utterances: Sequence[Utterance] = (),
        removed: Sequence[Span] = (),
        holders: Sequence[Holder] = (),
        language: str | None = None,
    ) -> None:
        self.text = text
        self.content = content
        self.utterances = tuple(sorted(utterances, key=lambda one: one.span))
        self.removed = SpanIndex(removed)
        self.has_removed = bool(removed)
        self.holders = tuple(holders)
        self.language = language

    @cached_property
    def views(self) -> dict[ViewName, View]:
        """The text in each order; one that would be no other than *whole* is left out."""
        whole = fold_words(self.content)
        views: dict[ViewName, View] = {"whole": View(whole)}
        if self.has_removed:
            views["kept"] = View([word for word in whole if not self.removed.overlapping(word.span)])
        if len(self.utterances) > 1 or any(len(one.segments) > 1 for one in self.utterances):
            starts = [word.span.start for word in whole]
            spoken = sorted({span for one in self.utterances if one.is_speech for span in one.segments})
            quoted: list[Word] = []
            for span in spoken:
                quoted += whole[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            views["quoted"] = View(quoted)
        return views

    @cached_property
    def _starts(self) -> list[int]:
        return [one.span.start for one in self.utterances]

    def utterance_at(self, offset: int) -> Utterance | None:
        """The quotation that this character stands in, a segment of it; None where nobody is quoted."""
        last = bisect_right(self._starts, offset)
        for one in reversed(self.utterances[max(0, last - 8) : last]):
            if any(segment.start <= offset < segment.end for segment in one.segments):
                return one
        return None
