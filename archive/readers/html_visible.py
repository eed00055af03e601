"""Author and day as the page shows them to its readers, for pages that do not tell machines.

What is hard here is that a page shows many names and days: of other articles, of comments, of pictures. So only short
blocks count that say themselves what they are, by a word before the name ("By", "Autorin/Autor", "Published") or by
the name of their box (``byline``, ``pub-date``), and that stand in no box of something else. The first one is believed;
without one nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml import etree

from archive.readers.html_blocks import Block
from archive.readers.html_names import looks_like_person, read_names
from archive.readers.html_words import split_name
from archive.records import Metadatum
from archive.rules.bylines import load_bylines
from archive.rules.days import find_day

_LONGEST = 160
_MOST_NAMED = 200
"""Boxes with such a name that are looked at."""
_MOST_PIECES = 20
"""Pieces of text in a box; a by-line has few."""
_HEIGHT = 3
"""Elements around a box whose names tell what it is about."""
_NAMED = ("span", "div", "p", "a", "time", "li", "address", "strong", "b", "em", "td", "dd")
_ELSEWHERE = frozenset(("chrome", "caption", "figure", "hidden", "quote", "aside"))
_ELSEWHERE_TAGS = frozenset(("nav", "footer", "form", "figure", "blockquote", "aside", "table"))
_CONFIDENCE = 0.6


def find_visible(tree: etree._Element, blocks: Sequence[Block], missing: frozenset[str]) -> Iterator[Metadatum]:
    """The author and the day of publication that the page shows, as far as they are ``missing``.

    Args:
        tree: the page.
        blocks: its blocks.
        missing: of ``author`` and ``published`` what to look for.
    """
    table = load_bylines().table
    labelled = [block.text for block in blocks if len(block.text) <= _LONGEST and _may_tell(block)]
    if "author" in missing:
        named = _named_texts(tree, table.author_boxes)
        author = next(filter(None, (*map(_labelled_author, labelled), *map(_read_people, named))), None)
        if author:
            yield Metadatum("author", author, "html:by-line", _CONFIDENCE)
    if "published" in missing:
        named = _named_texts(tree, table.day_boxes)
        day = next(filter(None, (*map(_labelled_day, labelled), *map(_read_day, named))), None)
        if day:
            yield Metadatum("published", day, "html:shown date", _CONFIDENCE)


def _may_tell(block: Block) -> bool:
    if block.zones & _ELSEWHERE or block.kind == "heading":
        return False
    return not _is_about_other(block.names)


def _is_about_other(names: Iterable[str]) -> bool:
    others = load_bylines().table.other_boxes
    return any(split_name(name) & others for name in names)


def _named_texts(tree: etree._Element, words: frozenset[str]) -> Iterator[str]:
    """The texts of short elements whose classes or id hold one of the words, in the page's order."""
    named = (element for element in tree.iter(*_NAMED) if split_name(_name_of(element)) & words)
    for element in islice(named, _MOST_NAMED):
        around = [element, *islice(element.iterancestors(), _HEIGHT)]
        if any(one.tag in _ELSEWHERE_TAGS for one in element.iterancestors()) or _is_about_other(map(_name_of, around)):
            continue
        text = " ".join(" ".join(map(str, islice(element.itertext(), _MOST_PIECES))).split())
        if 0 < len(text) <= _LONGEST:
            yield text


def _name_of(element: etree._Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def _labelled_author(text: str) -> str | None:
    east = load_bylines().by_east.fullmatch(text)
    if east:
        return read_names((east["names"],))
    return _read_people(text) if load_bylines().by.match(text) else None


def _read_people(text: str) -> str | None:
    """The names in a by-line, where each looks like a person's."""
    names = read_names((text,))
    return names if names and all(map(looks_like_person, names.split("; "))) else None


def _labelled_day(text: str) -> str | None:
    return _read_day(text) if load_bylines().day.match(text) else None


def _read_day(text: str) -> str | None:
    found = find_day(text)
    return found.day.isoformat() if found else None
