"""A text cut into paragraphs and words without what is set aside: one side of a comparison."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from archive.spans import Span, joined, line_spans, subtract_spans
from archive.web.marking import Line, Mark, mark_stretch, split_lines
from archive.words import Word, split_words


class Side:
    """One text of a comparison; ``removals`` are the spans set aside, sorted and disjoint."""

    def __init__(self, content: str, removals: Sequence[Span]) -> None:
        self.content = content
        self._removals = removals
        self.paragraphs: list[Span] = []
        self.words: list[Word] = []
        self.firsts: list[int] = []
        kept = subtract_spans(Span(0, len(content)), removals)
        place = 0
        for line in line_spans(content):
            while place < len(kept) and kept[place].end <= line.start:
                place += 1
            words = _words_in(content, kept, place, line)
            if words:
                self.paragraphs.append(line.trimmed(content))
                self.firsts.append(len(self.words))
                self.words += words

    @cached_property
    def keys(self) -> list[str]:
        """What the words are compared by."""
        return [word.key for word in self.words]

    def paragraph_of(self, word: int) -> int:
        """The paragraph that a word stands in."""
        return bisect_right(self.firsts, word) - 1

    def words_of(self, paragraph: int) -> range:
        """The words of a paragraph, of which there is at least one."""
        end = self.firsts[paragraph + 1] if paragraph + 1 < len(self.firsts) else len(self.words)
        return range(self.firsts[paragraph], end)

    def begins(self, word: int) -> bool:
        """Whether a word is the first of its paragraph."""
        return self.firsts[self.paragraph_of(word)] == word

    def gap_before(self, word: int) -> Span:
        """What stands between a word and the one before it, or the begin of its paragraph."""
        paragraph = self.paragraph_of(word)
        start = self.paragraphs[paragraph].start if self.begins(word) else self.words[word - 1].span.end
        return Span(start, self.words[word].span.start)

    def gap_behind(self, paragraph: int) -> Span:
        """What stands behind the last word of a paragraph."""
        return Span(self.words[self.words_of(paragraph)[-1]].span.end, self.paragraphs[paragraph].end)

    def removed_in(self, span: Span) -> Sequence[Span]:
        """What is set aside in a stretch, or reaches into it."""
        first = bisect_right(self._removals, span.start, key=lambda removal: removal.end)
        return self._removals[first : bisect_left(self._removals, span.end, key=lambda removal: removal.start)]

    def kept(self, span: Span) -> str:
        """What is not set aside in a stretch, with white space folded."""
        return " ".join(joined(self.content, subtract_spans(span, self.removed_in(span)), "").split())

    def runs(self, words: Iterable[int]) -> list[Span]:
        """The stretches that these words (ascending) cover, with what stands between two neighbours."""
        runs: list[Span] = []
        last = -2
        for word in words:
            span = self.words[word].span
            if runs and word == last + 1 and not self.begins(word):
                span = Span(runs.pop().start, span.end)
            runs.append(span)
            last = word
        return runs

    def show(self, paragraphs: range, marks: Iterable[Mark]) -> tuple[Line, ...]:
        """The paragraphs, ready to be printed, with what is set aside in them."""
        shown = Span(self.paragraphs[paragraphs[0]].start, self.paragraphs[paragraphs[-1]].end)
        set_aside = (Mark(removal, "removed") for removal in self.removed_in(shown))
        lines = split_lines(mark_stretch(self.content, shown, [*marks, *set_aside]))
        return tuple(line for line in lines if not line.is_blank)


def _words_in(content: str, kept: Sequence[Span], place: int, line: Span) -> list[Word]:
    """The words of a line that are kept; an ornament without words counts as one."""
    words: list[Word] = []
    ornament: list[Word] = []
    while place < len(kept) and kept[place].start < line.end:
        part = Span(max(kept[place].start, line.start), min(kept[place].end, line.end)).trimmed(content)
        if part:
            words += split_words(content, part)
            ornament.append(Word(part, part.of(content)))
        place += 1
    return words or ornament
