"""Parts of an article that stand in boxes of their own: slides, folded answers, dialogues, key points, corrections.

What is hard here is that an offer stands in a box too. One box proves nothing; but offers are said once, or the same
words again and again, and parts of an article come as several of one build with different words. So boxes count in
groups. What is shown must have been seen by a second extractor as well (`archive.readers.html_witness`); what is
folded away or stands aside that one never reads. A correction needs no group: it is known by how it begins.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from archive.readers.html_blocks import Block
from archive.readers.html_prose import is_closed, is_prose
from archive.rules.folding import fold_line
from archive.rules.notices import load_notices

SEEN = Callable[[str], bool]
"""Whether the second extractor saw a block with this text."""
_FURNITURE = re.compile(
    r"author|\bbio\b|byline|caption|comment|consent|credit|disclaimer|disqus|embed|gallery|image|media|newsletter|offer"
    r"|paywall|photo|placeholder|player|popup|promo|recommend|related|share|sharing|sign-?up|social|sponsor|subscri"
    r"|teaser|toolbar|tooltip|video|widget",
    re.IGNORECASE,
)
"""What the names of boxes hold that hold no part of an article."""
_FEWEST = 2
_SHORTEST_ON_AVERAGE = 5
"""Words to a block in a group; menus and labels have fewer, and so has a dialogue of single words."""
_MOST_LINKED = 0.2
_LONGEST_TITLE = 120
_POINTS_WINDOW = 12
"""Blocks behind the headline, or before the first paragraph, in which key points stand."""


def find_boxes(blocks: Sequence[Block], first: int, last: int, left: Callable[[int], bool], seen: SEEN) -> set[int]:
    """The places between ``first`` and ``last`` of blocks that come in groups of one build.

    Args:
        blocks: the page's blocks in order.
        first: the place of the article's first paragraph.
        last: the place of its last one.
        left: whether a place may still be taken: it is not kept, not chrome, not an advertisement.
        seen: the second extractor.

    A box that is folded away or stands aside brings the title above its words.
    """
    repeated = _repeated_texts(blocks)
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(first + 1, last):
        block = blocks[place]
        if left(place) and block.text not in repeated and _may_stand_in_group(block):
            groups[_build_of(block)].append(place)
    parts = [group for group in groups.values() if _is_part(blocks, group, seen)]
    titles = [group[0] - 1 for group in parts if left(group[0] - 1) and _is_title_of(blocks, group[0])]
    return {*titles, *(place for group in parts for place in group)}


def _is_title_of(blocks: Sequence[Block], place: int) -> bool:
    """Whether the block before is a short one in the same box."""
    title, part = blocks[place - 1], blocks[place]
    in_box = part.parent in (title.element, title.parent) and bool(part.zones & {"aside", "hidden"})
    return in_box and len(title.text) <= _LONGEST_TITLE and title.linked < _MOST_LINKED


def _may_stand_in_group(block: Block) -> bool:
    if block.kind in ("heading", "caption") or block.linked >= _MOST_LINKED or not is_closed(block.text):
        return False
    return not any(map(_FURNITURE.search, block.names))


def _build_of(block: Block) -> tuple[str, ...]:
    return block.tag, block.marker, block.around, *sorted(block.zones)


def _is_part(blocks: Sequence[Block], group: Sequence[int], seen: SEEN) -> bool:
    prose = [place for place in group if is_prose(blocks[place])]
    words = sum(blocks[place].text.count(" ") + 1 for place in group)
    if len(prose) < _FEWEST or words < _SHORTEST_ON_AVERAGE * len(group):
        return False
    unread = blocks[group[0]].zones & {"hidden", "aside"}
    return bool(unread) or sum(seen(blocks[place].text) for place in prose) > len(prose) / 2


def _repeated_texts(blocks: Sequence[Block]) -> frozenset[str]:
    counts = Counter(block.text for block in blocks)
    return frozenset(text for text, count in counts.items() if count > 1)


def find_key_points(blocks: Sequence[Block], headline: int, first: int, left: Callable[[int], bool]) -> set[int]:
    """The places of a list of sentences between the headline and the first paragraph, with the heading above it."""
    items = [
        place
        for place in range(max(headline + 1, first - _POINTS_WINDOW), first)
        if left(place) and blocks[place].tag == "li" and not blocks[place].zones & {"hidden", "aside", "figure"}
    ]
    lists = Counter(blocks[place].parent for place in items)
    points = {
        place
        for place in items
        if lists[blocks[place].parent] >= _FEWEST and blocks[place].linked < _MOST_LINKED and is_prose(blocks[place])
    }
    if len(points) < max(_FEWEST, len(items)):
        return set()
    above = min(points) - 1
    return points | ({above} if above > headline and left(above) and blocks[above].kind == "heading" else set())


def find_corrections(blocks: Sequence[Block], last: int, article: int) -> Iterator[int]:
    """The places of corrections in the article's element behind its last paragraph, in its footer too."""
    for place in range(last + 1, len(blocks)):
        block = blocks[place]
        if not article or block.article != article or block.tag == "h1":
            return
        if "hidden" not in block.zones and is_prose(block) and _begins_as_notice(block.text):
            yield place


_FIRST_LINE = re.compile(r"[^\n]*")


def _begins_as_notice(text: str) -> bool:
    line = _FIRST_LINE.match(text)
    return line is not None and load_notices().recognise(fold_line(line[0])) is not None
