"""The text of an article, put together from its blocks, with a hint for each block that is not a plain paragraph.

The text is what everybody will cite, so its form is fixed here once: blocks are apart by an empty line; items of one
list and rows of one table follow each other on lines of their own, items behind ``- ``; a line end inside a block is
one that the page wrote. Because the text is built here, the spans of the hints are exact.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.readers.html_blocks import Block
from archive.readers.html_words import find_distinct_words
from archive.records import BlockHint
from archive.spans import Span

BULLET = "- "
"""Stands before a list item; not part of the hint's span."""
_LINKED = 0.3
"""The share of links from which a plain paragraph gets a hint."""


def assemble_text(blocks: Sequence[Block]) -> tuple[str, tuple[BlockHint, ...]]:
    """The text that the blocks make, and a hint for each block that is more than a plain paragraph of the article.

    The hints are sorted and disjoint. A paragraph has one where something sets it apart: names, links, or a place.
    """
    pieces: list[str] = []
    hints: list[BlockHint] = []
    length = 0
    before: Block | None = None
    for block, words in zip(blocks, find_distinct_words(blocks), strict=True):
        gap = "" if before is None else "\n" if _runs_on(before, block) else "\n\n"
        lead = gap + (BULLET if block.tag == "li" and not block.text.startswith(("-", "•", "–", "*")) else "")
        start = length + len(lead)
        pieces += (lead, block.text)
        length = start + len(block.text)
        if block.kind != "paragraph" or words or block.zones or block.linked >= _LINKED:
            inside = tuple(sorted(block.zones))
            hints.append(BlockHint(Span(start, length), block.kind, block.tag, words, round(block.linked, 2), inside))
        before = block
    return "".join(pieces), tuple(hints)


def _runs_on(before: Block, block: Block) -> bool:
    """Whether both are items of one list or rows of one table."""
    return block.tag in ("li", "tr", "dd", "dt") and before.tag == block.tag and before.parent == block.parent
