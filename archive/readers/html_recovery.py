"""What trafilatura loses of an article, found by where it stands.

What is hard here is to gain the article's words without gaining the page's. So only three kinds of place count, and
each block must look like prose, hold few links, be visible, and not repeat what is kept already:

* *among the kept blocks*: a sibling of theirs (words bare in a ``<div>``, a subheading, a list item), a block
  quotation, or prose with quote marks in it, wherever it stands (an ``<aside>``, a box that opens at a click);
* *like the kept blocks*: the same classes on it and on the element around it, in the same ``<article>``; pages cut an
  article in two by an advertisement or a pay offer;
* *the standfirst*: between the headline and the first kept paragraph, told by the page's description of itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from archive.readers.html_blocks import Block
from archive.rules.signs import BRACKETS, FINALS, character_class, closing_signs, double_signs, opening_signs
from archive.words import list_words

_OUTSIDE = frozenset(("chrome", "hidden", "advert"))
_SHORTEST_PROSE = 6
_SHORTEST_QUOTE = 4
_STANDFIRST_WINDOW = 30
"""Blocks between headline and body that are looked at; the farthest standfirst seen stood 25 blocks before it."""
_AT_THE_EDGE = 3
"""Blocks before the first and behind the last kept paragraph in which bare prose and quotations still belong to it."""
_CLOSE = 5
"""Blocks behind the headline in which the first prose is taken for the standfirst; by-line and date come between."""
_BESIDE_TEXT = frozenset(("aside", "caption", "figure"))
_BESIDE = _BESIDE_TEXT | {"list", "table"}
_PULLED = _BESIDE_TEXT | {"quote"}
_SHINGLE = 5
_REPEAT = 0.95
_PULL_QUOTE = 0.7
"""A pull quote is often shortened or mended, a paragraph that says nearly the same as another is not a copy of it."""


@cache
def _prose_end() -> re.Pattern[str]:
    return re.compile(rf"{character_class(FINALS)}{character_class(closing_signs() | BRACKETS)}*$")


@cache
def _quoted() -> re.Pattern[str]:
    """Some words between quote marks; the straight single mark is an apostrophe too often to tell."""
    opening, closing = opening_signs() - {"'"}, closing_signs() - {"'"}
    inside = "".join(sorted(double_signs()))
    return re.compile(rf"{character_class(opening)}[^{inside}\n]{{12,600}}{character_class(closing)}")


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of the blocks that trafilatura kept."""

    places: frozenset[int]
    first: int
    last: int
    homes: frozenset[int]
    twins: frozenset[tuple[str, str, str]]
    article: int


def recover_places(blocks: Sequence[Block], places: frozenset[int], description: str = "", title: str = "") -> set[int]:
    """The places of article blocks that are not among the kept ``places``.

    Args:
        blocks: the page's blocks in order.
        places: those that trafilatura kept; not empty.
        description: the page's own summary of itself.
        title: its headline, which is no standfirst.
    """
    kept = _survey(blocks, places)
    if kept is None:
        return set()
    found = {place for place in _candidates(blocks, kept) if _belongs(blocks[place], place, kept)}
    found = _only_headings_of_something(blocks, places, found)
    found.update(_find_standfirst(blocks, kept, description, title))
    return _without_repeats(blocks, places, found)


def _survey(blocks: Sequence[Block], places: frozenset[int]) -> _Kept | None:
    prose = sorted(place for place in places if blocks[place].kind != "heading" and is_prose(blocks[place]))
    if not prose:
        return None
    homes = Counter(blocks[place].parent for place in prose)
    homes.update(blocks[place].element for place in prose)
    twins = Counter(_look_of(blocks[place]) for place in prose)
    articles = Counter(blocks[place].article for place in prose)
    return _Kept(
        places,
        prose[0],
        prose[-1],
        frozenset(home for home, count in homes.items() if count > 1),
        frozenset(look for look, count in twins.items() if count > 1 and look[1] and look[2]),
        articles.most_common(1)[0][0],
    )


def _look_of(block: Block) -> tuple[str, str, str]:
    return block.tag, block.marker, block.around


def is_prose(block: Block) -> bool:
    """Whether the block reads like a sentence or more."""
    return bool(_prose_end().search(block.text)) and len(list_words(block.text)) >= _SHORTEST_PROSE


def _candidates(blocks: Sequence[Block], kept: _Kept) -> Iterator[int]:
    """Places from just before the first kept paragraph to the end of its article; a new headline ends it too."""
    for place in range(max(0, kept.first - _AT_THE_EDGE), len(blocks)):
        block = blocks[place]
        if place > kept.last and (block.tag == "h1" or block.article != kept.article):
            return
        if place not in kept.places and not block.zones & _OUTSIDE and block.linked < 0.5:
            yield place


def _belongs(block: Block, place: int, kept: _Kept) -> bool:
    if not kept.first < place < kept.last:
        is_near = place <= kept.last + _AT_THE_EDGE and _is_at_home(block, kept)
        return is_near or (place > kept.last and _is_twin(block, kept))
    return _is_sibling(block, kept) or _is_twin(block, kept) or _is_quotation(block)


def _is_at_home(block: Block, kept: _Kept) -> bool:
    """Whether it is prose bare in the element that holds the article's paragraphs, or a block quotation among them."""
    if "quote" in block.zones:
        return bool({block.parent, block.grand} & kept.homes) and _is_quotation(block)
    return block.element in kept.homes and block.kind == "paragraph" and is_prose(block)


def _is_twin(block: Block, kept: _Kept) -> bool:
    return _look_of(block) in kept.twins and is_prose(block) and not block.zones & _BESIDE_TEXT


def _is_sibling(block: Block, kept: _Kept) -> bool:
    if block.zones & _BESIDE_TEXT:
        return False
    if block.kind == "heading":
        return block.parent in kept.homes and len(block.text) <= 200
    if block.kind == "list":
        return block.grand in kept.homes and is_prose(block)
    is_bare = block.element in kept.homes
    return (is_bare or (block.parent in kept.homes and block.tag == "p")) and is_prose(block)


def _is_quotation(block: Block) -> bool:
    if "quote" in block.zones and "caption" not in block.zones:
        return block.tag == "footer" or len(list_words(block.text)) >= _SHORTEST_QUOTE
    if block.zones & {"caption", "figure"}:
        return False
    return block.linked < 0.2 and bool(_quoted().search(block.text)) and is_prose(block)


def _only_headings_of_something(blocks: Sequence[Block], places: frozenset[int], found: set[int]) -> set[int]:
    """Without the subheadings that no article block follows: those head what was rightly left out."""
    together = places | found
    return {
        place
        for place in found
        if blocks[place].kind != "heading" or any(after in together for after in range(place + 1, place + 4))
    }


def _find_standfirst(blocks: Sequence[Block], kept: _Kept, description: str, title: str) -> Iterator[int]:
    """What the page's description tells, else the first prose close behind the headline."""
    summary, headline = set(_folded_words(description)), set(_folded_words(title))
    start = max(0, kept.first - _STANDFIRST_WINDOW)
    headlines = [place for place in range(start, kept.first) if blocks[place].tag == "h1"]
    behind: list[int] = []
    found = False
    for place in range(headlines[-1] + 1 if headlines else start, kept.first):
        block, words = blocks[place], _folded_words(blocks[place].text)
        if place in kept.places or block.zones & _OUTSIDE or block.linked >= 0.5 or len(words) < _SHORTEST_PROSE:
            continue
        if sum(word in headline for word in words) > 0.8 * len(words):
            continue
        told = sum(word in summary for word in words) / len(words)
        if told >= (0.95 if block.zones & _BESIDE_TEXT else 0.75):
            found = True
            yield place
        elif headlines and place <= headlines[-1] + _CLOSE and _reads_as_standfirst(block, words):
            behind.append(place)
    if behind and not found:
        yield behind[0]


def _reads_as_standfirst(block: Block, words: Sequence[str]) -> bool:
    """Whether prose close behind the headline is neither a caption, nor a date line, nor an offer."""
    dated = sum(word[0].isdigit() for word in words) > len(words) / 4
    is_credit = "©" in block.text or "copyright" in words
    return (
        not (dated or is_credit or block.zones & _BESIDE or block.linked >= 0.2) and len(words) >= 8 and is_prose(block)
    )


def _folded_words(text: str) -> list[str]:
    return [word.casefold() for word in list_words(text)]


def _without_repeats(blocks: Sequence[Block], places: frozenset[int], found: set[int]) -> set[int]:
    """Without the blocks whose words are in the article already, such as pull quotes."""
    seen: set[tuple[str, ...]] = set()
    for place in places:
        seen.update(_shingles(blocks[place].text))
    left: set[int] = set()
    for place in sorted(found):
        own = _shingles(blocks[place].text)
        aside = blocks[place].zones & _PULLED
        if sum(shingle in seen for shingle in own) <= (_PULL_QUOTE if aside else _REPEAT) * len(own):
            left.add(place)
            seen.update(own)
    return left


def _shingles(text: str) -> list[tuple[str, ...]]:
    words = _folded_words(text)
    return [tuple(words[start : start + _SHINGLE]) for start in range(max(1, len(words) - _SHINGLE + 1))]
