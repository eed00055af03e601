"""The title, where the first line of the article is one.

What is hard here is that a text may begin with its first paragraph (seeds 001 and 002). A headline is not closed by a
full stop and a paragraph follows; so does a standfirst whose headline was lost (seed 000), and then it is all the title
there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import islice

from archive.cleaning.lines import Line, split_page
from archive.records import BlockHint, Evidence, Removal

_LONGEST = 200
_FEWEST_WORDS = 2
_HEAD = 5000
"""Characters from the start in which a title and its first paragraph stand."""
_LINES_TO_PROSE = 3
"""A standfirst and an author's name may stand between the title and the first paragraph."""


def find_title(text: str, removals: Sequence[Removal], hints: Sequence[BlockHint]) -> Iterator[Evidence]:
    """The title as evidence, or nothing."""
    removed = {removal.span.start for removal in removals}
    headings = [hint.span for hint in hints if hint.kind == "heading"]
    kept = _first_kept(text, removed)
    if kept and kept[-1].span.end > _HEAD:  # a text that nobody broke into lines: its head is enough
        kept = _first_kept(text[:_HEAD], removed)
    if not kept:
        return
    first, rest = kept[0], kept[1:]
    if any(span.contains(first.span) for span in headings):
        yield Evidence("title", first.raw, first.span, "first heading", 0.95)
    elif _looks_like_title(first) and any(line.is_prose for line in rest):
        yield Evidence("title", first.raw, first.span, "first line", 0.8)


def _first_kept(text: str, removed: Set[int]) -> list[Line]:
    """The first lines that were not set aside: as many as tell a title."""
    kept = (line for line in split_page(text).lines if line.span.start not in removed)
    return list(islice(kept, 1 + _LINES_TO_PROSE))


def _looks_like_title(line: Line) -> bool:
    if len(line.raw) > _LONGEST or line.has_bullet or line.raw[-1] in ":;,–—-":
        return False
    if line.is_closed and not (line.raw.rstrip("\"'”’»")[-1:] in {"?", "!", "？", "！"} and len(line.raw) <= 120):
        return False
    return len(line.words) >= _FEWEST_WORDS or not line.raw.isascii()
