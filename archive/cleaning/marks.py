"""The lines marked so far, and the zones of a page that follow from them.

What is hard here is that the end of the article is known only from what is marked already: a comment form shows where
the text ended, and a teaser behind the end is a teaser. So zones are asked for again after each step.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.cleaning.lines import Page
from archive.cleaning.matching import Claim

_HEAD_PARAGRAPHS = 2
"""A standfirst and a first paragraph may stand before a by-line or a share bar."""


@dataclass
class Marks:
    """Which lines of a page are set aside, each by which claim."""

    page: Page
    by_line: dict[int, Claim] = field(default_factory=dict)
    protected: frozenset[int] = frozenset()

    def mark(self, index: int, claim: Claim) -> bool:
        """Set a line aside unless it is protected or marked already; whether it was."""
        if index in self.protected or index in self.by_line:
            return False
        self.by_line[index] = claim
        return True

    def kept_prose(self) -> list[int]:
        """The indexes of the paragraphs that are not set aside."""
        return [index for index in self.page.prose if index not in self.by_line]

    def head_end(self) -> int:
        """The index at which the head ends: behind the first paragraphs that stand."""
        prose = self.kept_prose()
        if len(prose) <= _HEAD_PARAGRAPHS:
            return prose[0] if prose else len(self.page.lines)
        return prose[_HEAD_PARAGRAPHS - 1]

    def tail_start(self) -> int:
        """The index behind the last paragraph that stands; 0 when there is none."""
        for index in range(len(self.page.prose) - 1, -1, -1):
            if self.page.prose[index] not in self.by_line:
                return self.page.prose[index] + 1
        return 0
