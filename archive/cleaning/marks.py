"""The lines marked so far, and the zones of a page that follow from them.

What is hard here is that the end of the article is known only from what is marked already: a comment form shows where
the text ended, and a teaser behind the end is a teaser. So zones are asked for again after each step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.cleaning.lines import Page
from archive.cleaning.matching import Claim

_HEAD_PARAGRAPHS = 2
"""A standfirst and a first paragraph may stand before a by-line or a share bar."""
_FEWEST_ABOVE = 3
_LEAST_ABOVE = 0.5
IN_THE_ARTICLE = frozenset({"ad", "agency-caption", "agency-credit", "byline", "caption", "image-credit", "timestamp"})
"""Labels of what stands in the middle of articles too, and so tells nothing of what stands beside it."""


@dataclass
class Marks:
    """Which lines of a page are set aside, each by which claim.

    ``claims`` are all that rules say of lines by their looks, those of lines that stand included.
    """

    page: Page
    by_line: dict[int, Claim] = field(default_factory=dict)
    protected: frozenset[int] = frozenset()
    claims: dict[int, list[Claim]] = field(default_factory=dict)
    _kept: tuple[int, tuple[int, ...]] = (-1, ())
    """How many lines were set aside when the paragraphs that stand were last asked for, and these: each step asks."""

    def mark(self, index: int, claim: Claim) -> bool:
        """Set a line aside unless it is protected or marked already; whether it was."""
        if index in self.protected or index in self.by_line:
            return False
        self.by_line[index] = claim
        return True

    def labels_of(self, index: int) -> set[str]:
        """What the line is, or by its looks could be; empty where no rule knows it."""
        claims = [self.by_line[index]] if index in self.by_line else self.claims.get(index, [])
        return {claim.rule.label for claim in claims}

    def kept_prose(self) -> tuple[int, ...]:
        """The indexes of the paragraphs that are not set aside."""
        if self._kept[0] != len(self.by_line):
            self._kept = len(self.by_line), tuple(index for index in self.page.prose if index not in self.by_line)
        return self._kept[1]

    def head_end(self) -> int:
        """The index at which the head ends: behind the first paragraphs that stand."""
        prose = self.kept_prose()
        if len(prose) <= _HEAD_PARAGRAPHS:
            return prose[0] if prose else len(self.page.lines)
        return prose[_HEAD_PARAGRAPHS - 1]

    def tail_start(self) -> int:
        """The index behind the last paragraph that stands; 0 when there is none."""
        standing = self.kept_prose()
        return standing[-1] + 1 if standing else 0

    def most_of_article(self) -> int:
        """The index behind the paragraphs that make most of the article; the end of the page where there are few."""
        return end_of_most({index: len(self.page.lines[index].raw) for index in self.kept_prose()}, self.page)


def end_of_most(paragraphs: Mapping[int, int], page: Page) -> int:
    """The index behind the first three of these ``paragraphs`` or more that are half of their characters.

    The end of the page where there are fewer; ``paragraphs`` gives the size of each, in order.
    """
    least, above = _LEAST_ABOVE * sum(paragraphs.values()), 0
    for count, (index, size) in enumerate(paragraphs.items(), start=1):
        above += size
        if count >= _FEWEST_ABOVE and above >= least:
            return index + 1
    return len(page.lines)
