"""Corrections and editors' notes: lines that stay in the article and are shown with every quotation of it.

What is hard here is that they look like boilerplate: short, at the edge, about the page. So they are found first and
protected from every rule. A label alone ("Correction") takes the next line with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from archive.cleaning.lines import Line, Page, split_page
from archive.records import Notice, Removal
from archive.rules.notices import NoticeRule, load_notices
from archive.spans import Span

_LONGEST = 1500
_LABEL_WORDS = 3


def find_notices(text: str, removals: Sequence[Removal]) -> tuple[Notice, ...]:
    r"""The corrections and editors' notes of the article, in order; none inside a removal.

    >>> [notice.span for notice in find_notices("Go.\nCorrection: It was Friday.", ())]
    [Span(start=4, end=30)]
    """
    page = split_page(text)
    removed = {removal.span.start for removal in removals}
    return tuple(
        Notice(Span(page.lines[first].span.start, page.lines[last].span.end), rule.kind, rule.name)
        for first, last, rule in recognise_notices(page)
        if page.lines[first].span.start not in removed
    )


def recognise_notices(page: Page) -> Sequence[tuple[int, int, NoticeRule]]:
    """For each notice the indexes of its first and last line, and the rule it was found by."""
    return _recognised(page.text)


@lru_cache(maxsize=2)
def _recognised(text: str) -> Sequence[tuple[int, int, NoticeRule]]:
    """The same of a text; the last answers are kept, as its lines are, for several steps ask in turn."""
    page, rules, found = split_page(text), load_notices(), []
    for index, line in enumerate(page.lines):
        rule = rules.recognise(line.folded) if len(line.folded) <= _LONGEST and not line.opens_quotation else None
        if rule:
            found.append((index, _last_line(page, index, line), rule))
    return found


def _last_line(page: Page, index: int, line: Line) -> int:
    label_only = len(line.words) <= _LABEL_WORDS and not line.raw.endswith(".")
    return index + 1 if label_only and index + 1 < len(page.lines) else index
