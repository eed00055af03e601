"""Cleaning: which stretches of a text are not the article, each with the rule that says so.

Cleaning marks, it never rewrites: kept and removed characters always add up to the text, so no rule can move a
permalink. What is hard here is to be silent in doubt. A lost advertisement costs a reader a second; a lost sentence
costs the archive its use. So what a line looks like counts first, then what stands round it, and a correction, a
quotation or a paragraph is never touched by a rule that does not say so.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.cleaning.lines import split_page
from archive.cleaning.marking import mark_page
from archive.cleaning.notices import find_notices
from archive.records import BlockHint, Removal
from archive.rules.boilerplate import load_boilerplate

__all__ = ["find_notices", "mark_removals"]


def mark_removals(text: str, hints: Sequence[BlockHint] = ()) -> tuple[Removal, ...]:
    r"""What is not the article in ``text``: sorted, disjoint, none empty, none with white space at its ends.

    Args:
        text: any text at all.
        hints: what the reader saw blocks of the page to be.

    >>> [(removal.label, removal.span) for removal in mark_removals("Advertisement\nThe mayor left.")]
    [('ad', Span(start=0, end=13))]
    """
    return mark_page(split_page(text, hints), load_boilerplate())
