"""Which blocks of a page are its article.

trafilatura decides; this file finds its words again among the page's own blocks, in order, so that the choice is
trafilatura's and the text is the page's: exact white space, quote marks, block borders. What is hard here is that the
two never cut a page alike, so words are matched, not blocks: a block is kept when most of its words stand close
together in trafilatura's text. What trafilatura took from elsewhere, such as an article in a script, is kept as it
gave it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from archive.alignment import align_words
from archive.readers.html_blocks import Block
from archive.readers.html_boxes import SEEN
from archive.readers.html_recovery import Told, recover_places
from archive.words import list_words

_SEPARATE = frozenset(("p", "head", "item", "list", "quote", "row", "cell", "lb", "code", "table", "div", "body"))
_FOUND = 0.6
"""The share of a block's words that must be found again in trafilatura's text, close together."""
_MOST_ADVERTS = 0.25
"""A larger share of the kept text than this is no advertisement, whatever the page calls it."""
_SHORTEST_STRAY = 4
"""Words; fewer that are found nowhere are shreds of a block cut in two."""


def select_blocks(
    blocks: Sequence[Block], body: etree._Element | None, told: Told, seen: SEEN = lambda text: False
) -> tuple[Block, ...]:
    """The blocks of the article in order: trafilatura's, and those that it lost.

    Args:
        blocks: the page's blocks in order.
        body: the tree of trafilatura's text; None when it found none.
        told: what the page says of itself.
        seen: whether a second extractor saw a block with such a text.
    """
    texts = witness_texts(body) if body is not None else ()
    places, strays = _find_again(blocks, texts)
    if sum(len(stray.text) for stray in strays) > sum(map(len, texts)) / 2:
        return tuple(_as_block(text) for text in texts)
    places -= _adverts_among(blocks, places)
    if places:
        places |= recover_places(blocks, frozenset(places), told, seen)
    return tuple(_in_order(blocks, places, strays))


def _adverts_among(blocks: Sequence[Block], places: set[int]) -> set[int]:
    """The places that the page itself calls advertisements; none where that would take away much of the article."""
    adverts = {place for place in places if "advert" in blocks[place].zones}
    size = sum(len(blocks[place].text) for place in adverts)
    return adverts if size < _MOST_ADVERTS * sum(len(blocks[place].text) for place in places) else set()


def witness_texts(body: etree._Element) -> tuple[str, ...]:
    """The blocks of trafilatura's text, in its order, white space folded.

    >>> witness_texts(etree.fromstring("<body><p>One <hi>two</hi>.</p><list><item>Three</item></list></body>"))
    ('One two.', 'Three')
    """
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _SEPARATE:
            pieces.append("\x0b")
        text = element.text if event == "start" else element.tail
        if text and not (event == "end" and element is body):
            pieces.append(text)
    return tuple(text for part in "".join(pieces).split("\x0b") if (text := " ".join(part.split())))


@dataclass(frozen=True, slots=True)
class _Stray:
    """A block of trafilatura's text that the page's blocks do not hold, and the place that it goes before."""

    text: str
    before: int


def _find_again(blocks: Sequence[Block], texts: Sequence[str]) -> tuple[set[int], list[_Stray]]:
    """The places of trafilatura's texts in the page, and the texts that are not there."""
    page_words, page_owner = _words_of([block.text for block in blocks])
    text_words, text_owner = _words_of(texts)
    found: list[list[int]] = [[] for _ in blocks]
    for word, place in enumerate(align_words(page_words, text_words)):
        if place is not None:
            found[page_owner[word]].append(place)
    sizes = _count(page_owner, len(blocks))
    kept = {number for number, places in enumerate(found) if places and _is_found(places, sizes[number])}
    seen = [0] * len(texts)
    last_block = [0] * len(texts)
    for number in sorted(kept):
        for place in found[number]:
            seen[text_owner[place]] += 1
            last_block[text_owner[place]] = number
    return kept, _strays(texts, _count(text_owner, len(texts)), seen, last_block)


def _is_found(places: Sequence[int], size: int) -> bool:
    return len(places) >= _FOUND * size and places[-1] - places[0] < 1.5 * size + 4


def _strays(texts: Sequence[str], sizes: Sequence[int], seen: Sequence[int], last_block: Sequence[int]) -> list[_Stray]:
    strays: list[_Stray] = []
    after = 0
    for number, text in enumerate(texts):
        if seen[number]:
            after = last_block[number] + 1
        if sizes[number] >= _SHORTEST_STRAY and seen[number] < (1 - _FOUND) * sizes[number]:
            strays.append(_Stray(text, after))
    return strays


def _in_order(blocks: Sequence[Block], places: set[int], strays: Sequence[_Stray]) -> Iterator[Block]:
    waiting = list(reversed(strays))
    for place in sorted(places):
        while waiting and waiting[-1].before <= place:
            yield _as_block(waiting.pop().text)
        yield blocks[place]
    for stray in reversed(waiting):
        yield _as_block(stray.text)


def _as_block(text: str) -> Block:
    return Block(text, "paragraph", "", "", 0, 0, 0, 0, "", 0.0, frozenset())


def _words_of(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    words: list[str] = []
    owner: list[int] = []
    for number, text in enumerate(texts):
        own = list_words(text)
        words.extend(own)
        owner.extend([number] * len(own))
    return words, owner


def _count(owners: Sequence[int], size: int) -> list[int]:
    counts = [0] * size
    for owner in owners:
        counts[owner] += 1
    return counts
