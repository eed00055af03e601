"""Cleaning: which stretches of a text are not the article, each with the rule that says so.

Cleaning marks, it never rewrites: kept and removed characters always add up to the text, so no rule can move a
permalink. What is hard here is to be silent in doubt. A lost advertisement costs a reader a second; a lost sentence
costs the archive its use. So what a line looks like counts first, then what stands round it, and a correction, a
quotation or a paragraph is never touched by a rule that does not say so. What stays in doubt is kept and flagged
(`archive.cleaning.suspects`); what a person ruled is laid over all of it (`archive.cleaning.rulings`); what only the
other articles of a site can tell is added when the archive is asked (`archive.cleaning.repeated`).
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.cleaning.lines import split_page
from archive.cleaning.marking import Cleaned, mark_page
from archive.cleaning.notices import find_notices
from archive.cleaning.rulings import lay_over
from archive.records import BlockHint, Removal, Ruling
from archive.rules.boilerplate import load_boilerplate

__all__ = ["Cleaned", "clean_text", "find_notices", "mark_removals"]


def clean_text(text: str, hints: Sequence[BlockHint] = (), rulings: Sequence[Ruling] = ()) -> Cleaned:
    r"""What of ``text`` is set aside, and what is kept but flagged; no mark has white space at its ends.

    Args:
        text: any text at all.
        hints: what the reader saw blocks of the page to be.
        rulings: what people ruled on stretches of it, oldest first.

    >>> cleaned = clean_text("Advertisement\nThe mayor left.")
    >>> [(removal.label, removal.span) for removal in cleaned.removals], cleaned.suspects
    ([('ad', Span(start=0, end=13))], ())
    """
    cleaned = mark_page(split_page(text, hints), load_boilerplate())
    return Cleaned(*lay_over(text, cleaned.removals, cleaned.suspects, rulings)) if rulings else cleaned


def mark_removals(text: str, hints: Sequence[BlockHint] = ()) -> tuple[Removal, ...]:
    r"""What is not the article in ``text``, by the text and its reader alone: sorted, disjoint, none empty.

    >>> [(removal.label, removal.span) for removal in mark_removals("Advertisement\nThe mayor left.")]
    [('ad', Span(start=0, end=13))]
    """
    return clean_text(text, hints).removals
