"""A web page as browsers search it: the visible characters of its blocks, from the bytes as received.

What is hard here is that what is visible is decided by style sheets. The page is read as a browser without any would
show it: its own elements' usual display (HTML standard, chapter 15), ``hidden``, and what an element's own ``style``
says of display and visibility. Style sheets are not read, so text that only they hide counts as visible here; a link
that is unique in more text than is shown stays unique.

Places are numbers of visible characters: the stretch ``a`` to ``b`` of a page is `PageView.characters` from a to b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from archive.readers.html_tree import decode_page, parse_page
from archive.selectors.searchable import BLOCK_END, Searchable

_NOT_SEARCHED = frozenset(
    (
        *("head", "title", "script", "style", "template", "noscript", "noframes", "noembed", "datalist"),
        *("param", "rp", "rt", "iframe", "img", "meter", "object", "progress", "video", "audio", "canvas"),
        *("embed", "map", "area", "desc", "metadata", "defs", "symbol", "select", "input", "base", "link"),
        *("meta", "col", "source", "track", "frameset"),
    )
)
"""Elements that are never shown, or whose content browsers do not search (WICG, 3.5.2, “search invisible”)."""
_BLOCKS = frozenset(
    (
        *("html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog"),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "listing", "main", "menu", "nav"),
        *("ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section", "summary", "ul", "xmp"),
        *("table", "caption", "colgroup", "tbody", "thead", "tfoot", "tr", "td", "th", "button", "br"),
        *("textarea", "svg", "text"),
    )
)
"""Elements that are blocks, or that end a line as one does: no match goes through a cell, a button, a drawing."""
_PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext", "textarea"))
"""Elements in which a line end ends a line."""
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
_VISIBILITY = re.compile(r"(?:^|;)\s*visibility\s*:\s*([a-z]+)", re.IGNORECASE)
_INLINE = frozenset(("inline", "contents", "ruby"))
_COLLAPSIBLE = frozenset(" \t\n\r\f")


class PageView:
    """The visible characters of a page, blocks divided by `BLOCK_END`, and the same as browsers search it."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        self.searchable = Searchable(characters, range(len(characters)))


def read_page(content: bytes, name: str = "this page", declared_encoding: str | None = None) -> PageView:
    r"""A page as browsers without its style sheets search it.

    Raises:
        EmptyText: there is no element in it.
        UnreadableSource: it is larger, wider or deeper than `archive.readers.html_tree` allows.

    >>> read_page(b"<p>One <b>t</b>wo<script>x()</script><p style='display:none'>no<div>three").characters
    'One two\nthree\n'
    """
    tree = parse_page(decode_page(content, declared_encoding).text, name)
    return PageView("".join(_collapse(_walk(tree))))


def _walk(tree: etree._Element) -> Iterator[str]:
    """The visible text in order, `BLOCK_END` where a block begins or ends."""
    hidden: list[bool] = [False]
    preformatted = 0
    blocks: list[bool] = []
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start" and skipped is None:
            if _is_not_searched(element):
                skipped = element
                continue
            hidden.append(_is_hidden(element, inherited=hidden[-1]))
            blocks.append(_is_block(element))
            if blocks[-1]:
                yield BLOCK_END
            preformatted += element.tag in _PREFORMATTED
            if element.text and not hidden[-1]:
                yield from _lines(element.text) if preformatted else (element.text,)
        elif event == "end" and skipped in (None, element):
            if skipped is None:
                preformatted -= element.tag in _PREFORMATTED
                hidden.pop()
                if blocks.pop():
                    yield BLOCK_END
            skipped = None
            if element.tail and not hidden[-1] and element is not tree:
                yield from _lines(element.tail) if preformatted else (element.tail,)


def _lines(text: str) -> Iterator[str]:
    """A preformatted text, with the border of a block for each line end."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield BLOCK_END
        yield line


def _is_not_searched(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NOT_SEARCHED:
        return True
    if "hidden" in element.attrib and element.get("hidden", "").lower() != "until-found":
        return True
    if element.tag == "dialog" and "open" not in element.attrib:
        return True
    return _styled(element, _DISPLAY) == "none"


def _is_hidden(element: etree._Element, *, inherited: bool) -> bool:
    said = _styled(element, _VISIBILITY)
    return inherited if said in {"", "inherit"} else said in {"hidden", "collapse"}


def _is_block(element: etree._Element) -> bool:
    display = _styled(element, _DISPLAY)
    return display not in _INLINE if display else element.tag in _BLOCKS


def _styled(element: etree._Element, wanted: re.Pattern[str]) -> str:
    """What the element's own style says last of one property, in small letters; empty when nothing."""
    style = element.get("style")
    said = wanted.findall(style) if style else []
    return said[-1].lower() if said else ""


def _collapse(pieces: Iterator[str]) -> Iterator[str]:
    """The characters as laid out (CSS Text 3, 4.1): white space made one, none at the ends of a block."""
    waiting = ""
    is_open = False
    for piece in pieces:
        if piece == BLOCK_END:
            if is_open:
                yield BLOCK_END
            waiting, is_open = "", False
            continue
        for character in piece:
            if character in _COLLAPSIBLE:
                waiting = waiting or " "
            else:
                if is_open:
                    yield waiting
                yield character
                waiting, is_open = "", True
    if is_open:
        yield BLOCK_END
