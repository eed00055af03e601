"""What the state machine hands on: stretches between quote marks, before anybody is named as their speaker."""

from __future__ import annotations

from dataclasses import dataclass

from archive.errors import InvalidSpan
from archive.records import Kind
from archive.spans import Span

BLOCK = "block"
"""The name of the system of block quotations without marks, beside those of the quote marks."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch between quote marks, or a block without them: sorted, disjoint, non-empty segments without the marks.

    There are several segments where the quotation was left open and the next paragraph took it up with a new opening
    mark (``continues``), or where a removal cuts through it. ``marks`` runs from the first opening mark to the last
    closing one, both included. ``closed`` is false when the last paragraph ends without a closing mark. ``system``
    names the row of ``quote_marks.toml`` by which the first segment was opened and closed. ``removed`` tells that it
    stands in a stretch set aside; ``signature`` is the paragraph that signs a block.
    """

    segments: tuple[Span, ...]
    kind: Kind
    removed: bool
    closed: bool
    continues: bool
    system: str
    marks: Span
    signature: Span | None = None

    def __post_init__(self) -> None:
        if not self.segments or not all(self.segments):
            raise InvalidSpan(str(self.segments), "a quotation needs at least one segment, and none empty")

    @property
    def span(self) -> Span:
        """From the first segment's start to the last one's end."""
        return Span(self.segments[0].start, self.segments[-1].end)
