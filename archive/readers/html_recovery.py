"""What trafilatura loses of an article, found by where it stands.

What is hard here is to gain the article's words without gaining the page's. So only three kinds of place count, and
each block must look like prose, hold few links, and not repeat what is kept already:

* *among the kept blocks*: a sibling of theirs (words bare in a ``<div>``, a subheading, a list item), a block
  quotation, or prose with quote marks in it, wherever it stands (an ``<aside>``, a box that opens at a click);
* *like the kept blocks*: the same classes on it and on the element around it, in the same ``<article>``; pages cut an
  article in two by an advertisement or a pay offer;
* *the standfirst*: between the headline and the first kept paragraph, told by the page's description of itself.

Boxes with parts of the article in them are told apart in `archive.readers.html_boxes`. "Article" is an ``<article>`` or
``<main>`` here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.readers.html_blocks import Block
from archive.readers.html_boxes import SEEN, find_boxes, find_corrections, find_key_points
from archive.readers.html_prose import SHORTEST_PROSE, is_prose, quotes_somebody
from archive.words import list_words

_OUTSIDE = frozenset(("chrome", "hidden", "advert"))
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
_LINKED = 0.5
"""From this share of linked characters on a block is more links than words."""
_UNLINKED_WORDS = 12
"""So many words outside its links make a paragraph of a block that is mostly links."""
_SHINGLE = 5
_REPEAT = 0.95
_NUMBER = re.compile(r"\d|[a-z][A-Z]")
_PULL_QUOTE = 0.7
"""A pull quote is often shortened or mended, a paragraph that says nearly the same as another is not a copy of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of itself that its article is told by: its summary, and its headline, which is no standfirst."""

    description: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of the blocks that trafilatura kept."""

    places: frozenset[int]
    first: int
    last: int
    homes: frozenset[int]
    twins: frozenset[tuple[str, str, str]]
    article: int
    numbers: frozenset[str]
    kin: frozenset[tuple[str, str, str]]


def recover_places(blocks: Sequence[Block], places: frozenset[int], told: Told, seen: SEEN) -> set[int]:
    """The places of article blocks that are not among the kept ``places``.

    Args:
        blocks: the page's blocks in order.
        places: those that trafilatura kept; not empty.
        told: what the page says of itself.
        seen: whether a second extractor saw a block with such a text.
    """
    found = _recover_round(blocks, places, told, seen)
    if found and max(found) > max(places):  # what stands behind the old end may have subheadings of its own
        found |= _recover_round(blocks, places | found, told, seen)
    return found


def _recover_round(blocks: Sequence[Block], places: frozenset[int], told: Told, seen: SEEN) -> set[int]:
    kept = _survey(blocks, places)
    if kept is None:
        return set()
    found = {place for place in _candidates(blocks, kept) if _belongs(blocks[place], place, kept, seen)}
    found = _only_headings_of_something(blocks, places, found)
    found.update(_find_boxed(blocks, kept, frozenset(found), seen))
    found.update(_find_standfirst(blocks, kept, told))
    return _without_repeats(blocks, places, found)


def _find_boxed(blocks: Sequence[Block], kept: _Kept, found: frozenset[int], seen: SEEN) -> Iterator[int]:
    def is_left(place: int) -> bool:
        return place not in kept.places and place not in found and not blocks[place].zones & {"chrome", "advert"}

    yield from find_boxes(blocks, kept.first, kept.last, is_left, seen)
    yield from find_corrections(blocks, kept.last, kept.article)
    headlines = _headlines(blocks, kept)
    if headlines:
        yield from find_key_points(blocks, headlines[-1], kept.first, is_left)


def _headlines(blocks: Sequence[Block], kept: _Kept) -> list[int]:
    return [place for place in range(max(0, kept.first - _STANDFIRST_WINDOW), kept.first) if blocks[place].tag == "h1"]


def _survey(blocks: Sequence[Block], places: frozenset[int]) -> _Kept | None:
    prose = sorted(place for place in places if blocks[place].kind != "heading" and is_prose(blocks[place]))
    if not prose:
        return None
    homes = Counter(blocks[place].parent for place in prose)
    homes.update(blocks[place].element for place in prose)
    numbers = _find_numbers(blocks)
    twins = Counter(_look_of(blocks[place], numbers) for place in prose)
    articles = Counter(blocks[place].article for place in prose)
    return _Kept(
        places,
        prose[0],
        prose[-1],
        frozenset(home for home, count in homes.items() if count > 1),
        frozenset(look for look, count in twins.items() if count > 1 and look[1] and look[2]),
        articles.most_common(1)[0][0],
        numbers,
        frozenset(kin for kin, count in Counter(_kin_of(blocks[place]) for place in prose).items() if count > 1),
    )


def _find_numbers(blocks: Sequence[Block]) -> frozenset[str]:
    """The classes that stand on one block only and look like its number, such as ``block-id-x7Kq2``."""
    counts = Counter(name for block in blocks for name in block.marker.split())
    return frozenset(name for name, count in counts.items() if count == 1 and _NUMBER.search(name))


def _look_of(block: Block, numbers: frozenset[str]) -> tuple[str, str, str]:
    """Its element and the classes on it and around it, without its number."""
    marker = " ".join(name for name in block.marker.split() if name not in numbers)
    return block.tag, marker, block.around


def _kin_of(block: Block) -> tuple[str, str, str]:
    """Its element and the first class on it and around it: the name of the box, where the others modify it."""
    return block.tag, block.marker.partition(" ")[0], block.around.partition(" ")[0]


def _candidates(blocks: Sequence[Block], kept: _Kept) -> Iterator[int]:
    """Places from just before the first kept paragraph to the end of its article; a new headline ends it too."""
    for place in range(max(0, kept.first - _AT_THE_EDGE), len(blocks)):
        block = blocks[place]
        if place > kept.last and (block.tag == "h1" or block.article != kept.article):
            return
        if place not in kept.places and not block.zones & _OUTSIDE and not _is_link(block):
            yield place


def _is_link(block: Block) -> bool:
    """Whether it is a link rather than a sentence with links in it."""
    return block.linked >= _LINKED and (1 - block.linked) * len(list_words(block.text)) < _UNLINKED_WORDS


def _belongs(block: Block, place: int, kept: _Kept, seen: SEEN) -> bool:
    if not kept.first < place < kept.last:
        is_near = place <= kept.last + _AT_THE_EDGE and (_is_at_home(block, kept) or _is_kin(block, kept, seen))
        return is_near or (place > kept.last and _is_twin(block, kept))
    return _is_sibling(block, kept) or _is_twin(block, kept) or _is_quotation(block)


def _is_at_home(block: Block, kept: _Kept) -> bool:
    """Whether it is prose bare in the element that holds the article's paragraphs, or a block quotation among them."""
    if "quote" in block.zones:
        return bool({block.parent, block.grand} & kept.homes) and _is_quotation(block)
    return block.element in kept.homes and block.kind == "paragraph" and is_prose(block)


def _is_twin(block: Block, kept: _Kept) -> bool:
    return _look_of(block, kept.numbers) in kept.twins and is_prose(block) and not block.zones & _BESIDE_TEXT


def _is_kin(block: Block, kept: _Kept, seen: SEEN) -> bool:
    """Whether it is built nearly like the kept ones, and a second extractor saw it too."""
    kin = _kin_of(block)
    return kin in kept.kin and all(kin) and block.kind == "paragraph" and is_prose(block) and seen(block.text)


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
    return block.linked < 0.2 and quotes_somebody(block.text) and is_prose(block)


def _only_headings_of_something(blocks: Sequence[Block], places: frozenset[int], found: set[int]) -> set[int]:
    """Without the subheadings that no article block follows: those head what was rightly left out."""
    together = places | found
    return {
        place
        for place in found
        if blocks[place].kind != "heading" or any(after in together for after in range(place + 1, place + 4))
    }


def _find_standfirst(blocks: Sequence[Block], kept: _Kept, told: Told) -> Iterator[int]:
    """What the page's description tells, else the first prose close behind the headline."""
    summary, headline = set(_folded_words(told.description)), set(_folded_words(told.title))
    start = max(0, kept.first - _STANDFIRST_WINDOW)
    headlines = _headlines(blocks, kept)
    behind: list[int] = []
    found = False
    for place in range(headlines[-1] + 1 if headlines else start, kept.first):
        block, words = blocks[place], _folded_words(blocks[place].text)
        if place in kept.places or block.zones & _OUTSIDE or block.linked >= _LINKED or len(words) < SHORTEST_PROSE:
            continue
        if sum(word in headline for word in words) > 0.8 * len(words):
            continue
        share = sum(word in summary for word in words) / len(words)
        if share >= (0.95 if block.zones & _BESIDE_TEXT else 0.75):
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
