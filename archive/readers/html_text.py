"""The text of an article, put together from its blocks, with a hint for each block that is not a plain paragraph.

The text is what everybody will cite, so its form is fixed here once: blocks are apart by an empty line; items of one
list and rows of one table follow each other on lines of their own, items behind ``- ``; a line end inside a block is
one that the page wrote. Because the text is built here, the spans of the hints are exact.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.readers.html_blocks import Block
from archive.records import BlockHint
from archive.spans import Span

BULLET = "- "
"""Stands before a list item; not part of the hint's span."""
_LINKED = 0.9


def assemble_text(blocks: Sequence[Block]) -> tuple[str, tuple[BlockHint, ...]]:
    """The text that the blocks make, and hints on its headings, quotes, list items, captions and link-only blocks.

    The hints are sorted and disjoint. ``detail`` is the element's name, or ``linked`` for a block that is hardly more
    than a link.
    """
    pieces: list[str] = []
    hints: list[BlockHint] = []
    length = 0
    before: Block | None = None
    for block in blocks:
        gap = "" if before is None else "\n" if _runs_on(before, block) else "\n\n"
        lead = gap + (BULLET if block.tag == "li" and not block.text.startswith(("-", "•", "–", "*")) else "")
        start = length + len(lead)
        pieces += (lead, block.text)
        length = start + len(block.text)
        detail = "linked" if block.linked >= _LINKED else block.tag
        if block.kind != "paragraph" or detail == "linked":
            hints.append(BlockHint(Span(start, length), block.kind, detail))
        before = block
    return "".join(pieces), tuple(hints)


def _runs_on(before: Block, block: Block) -> bool:
    """Whether both are items of one list or rows of one table."""
    return block.tag in ("li", "tr", "dd", "dt") and before.tag == block.tag and before.parent == block.parent
