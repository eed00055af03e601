"""What a shared file carries to be checked: the whole text or a stretch of it, and the context that it shows.

What is hard here is that a check in the reader's browser may trust nothing in the file that it can work out itself. So
the context follows from the text and the place of the words alone, by a rule so short that ``check.js`` has it too.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from archive.passages import Passage
from archive.spans import Span

LARGEST_CONTEXT = 2_000
"""How many code points before and after the words are shown, at most, and how many an excerpt has."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the file carries to be checked: a stretch of the text, from code point ``start`` on, and its SHA-256."""

    content: str
    start: int
    is_whole: bool

    @property
    def digest(self) -> str:
        """The SHA-256 of the stretch in UTF-8; of a whole text, its name."""
        return hashlib.sha256(self.content.encode("utf-8")).hexdigest()

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content.encode("utf-8"))

    def holds(self, span: Span) -> bool:
        """Whether all of a stretch of the text is carried.

        >>> Evidence("and rain", 10, is_whole=False).holds(Span(14, 19))
        False
        """
        return self.start <= span.start and span.end <= self.start + len(self.content)


def choose_evidence(passage: Passage, *, whole: bool) -> Evidence:
    """The whole text, or the paragraphs around the words."""
    if whole:
        return Evidence(passage.content, 0, is_whole=True)
    around = find_context(passage.content, passage.span)
    return Evidence(around.of(passage.content), around.start, is_whole=False)


def find_context(text: str, span: Span) -> Span:
    r"""The paragraphs that a stretch touches, cut `LARGEST_CONTEXT` code points before and after it.

    >>> find_context("One.\nTwo “three” four.\nFive.", Span(10, 15)).of("One.\nTwo “three” four.\nFive.")
    'Two “three” four.'
    """
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - LARGEST_CONTEXT, 0)
    end = text.find("\n", span.end)
    return Span(start, min(len(text) if end < 0 else end, span.end + LARGEST_CONTEXT))
