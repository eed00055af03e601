"""The blocks of a page as a reader of it sees them: paragraphs, headings, list items, quotes, captions.

What is hard here is that a paragraph is whatever stands between two block borders, tagged ``<p>`` or not: words may
stand bare in a ``<div>`` between two ``<p>``. So the tree is walked once, in order and without recursion, and a block
ends wherever a browser would begin a new line of text. The rules:

* the text of a block is what a browser shows of it (`archive.readers.html_inline`); two ``<br>`` end it;
* what browsers never show (scripts, drawings) is no block; what they may show later is marked as hidden.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from archive.readers.html_inline import CLOSE_Q, GLUE, LINE, OPEN_Q, fold_text, q_marks_of
from archive.records import BlockKind


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNSEEN = _names("script style svg math head title iframe object embed datalist textarea audio video canvas")
_HIDING = _names("template noscript select button dialog")
"""Shown at times or never; parsers also put an article into them when a page forgets to close one."""
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul"
)
_BORDERS = _BLOCKS | _HIDING
_IN_Q = ("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "figure")
_IN_ROW = (*_IN_Q, "br")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TAG_ZONES = {
    **dict.fromkeys(("nav", "footer", "form", "fieldset", "menu"), "chrome"),
    **dict.fromkeys(("li", "dd"), "list"),
    **dict.fromkeys(("blockquote", "q"), "quote"),  # a <q> is a block only when it holds blocks
    "aside": "aside",
    "figure": "figure",
    "pre": "pre",
    "td": "table",
}
_ROLE_ZONES = {
    "complementary": "aside",
    **dict.fromkeys(
        ("navigation", "contentinfo", "search", "dialog", "menu", "menubar", "toolbar", "banner"), "chrome"
    ),
}
_CAPTION = re.compile(
    r"(?<![a-z])(?:fig)?caption|photo-?credit|image-?credit|bildunterschrift|bildtext|legende", re.IGNORECASE
)
_CAPTION_DEPTH = 2
"""A block is a caption when it, its parent or its grandparent is one; a frame around a whole article is none."""
_NO_CAPTION = 10_000
_ADVERT = re.compile(
    r"(?:^|[\s_-])(?:ads?|adverts?|advertising|advertisements?|adslot|adunit|adbox|adsbygoogle|sponsored|werbung|anzeigen?"
    r"|publicite|publicidad|reklame?)(?=$|[\s_\d-])",
    re.IGNORECASE,
)
_MAY_ADVERTISE = _names("div aside section p ins figure li")
_FIRST_LETTER = re.compile(r"drop-?_?cap|first-?_?letter|initial|lettrine|capitular|anfang", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page.

    ``text`` has no white space at its ends; a line end in it is a ``<br>`` or a line of ``<pre>``. ``element`` numbers
    the element that it stands in, ``parent`` and ``grand`` those around it, ``article`` the outermost ``<article>`` or
    ``<main>``. ``tag`` and ``marker`` (its classes) are the element's, ``around`` is the parent's marker. ``linked`` is
    the share of its letters that are links. ``zones`` names what it stands in: ``aside``, ``chrome`` (navigation,
    footer, form), ``quote``, ``figure``, ``caption``, ``list``, ``table``, ``pre``, ``hidden``; and ``advert`` when
    the classes or the id of an element near it say so: a frame around a whole article may be called ``with-ads``.
    ``names`` are the classes and ids as written on the element, its parent and its grandparent.
    """

    text: str
    kind: BlockKind
    tag: str
    marker: str
    element: int
    parent: int
    grand: int
    article: int
    around: str
    linked: float
    zones: frozenset[str]
    names: tuple[str, ...] = ()


def split_blocks(tree: etree._Element, language: str = "") -> tuple[Block, ...]:
    """The blocks of the page's tree in document order; none is empty.

    Args:
        tree: the root as lxml parsed it, without comments.
        language: the page's language tag; chooses the marks of ``<q>``.

    >>> from lxml import html
    >>> tree = html.fromstring("<div><p>One <q>two</q>.</p>three<ul><li>four</ul></div>")
    >>> [(block.kind, block.text) for block in split_blocks(tree)]
    [('paragraph', 'One “two”.'), ('paragraph', 'three'), ('list', 'four')]
    """
    walk = _Walk(q_marks_of(language))
    events = etree.iterwalk(tree, events=("start", "end"))
    for event, element in events:
        if not isinstance(element.tag, str):
            walk.text(element.tail if event == "end" else None)
        elif event == "end":
            walk.end(element)
        elif walk.start(element):
            events.skip_subtree()
    walk.flush()
    return tuple(walk.blocks)


class _Frame(NamedTuple):
    """What holds inside one open element; a tuple, because a page opens thousands."""

    number: int
    tag: str
    marker: str
    zones: frozenset[str]
    linked: bool
    parent: _Frame | None = None
    article: int = 0
    caption: int = _NO_CAPTION  # elements between this one and the one that is a caption
    advert: int = _NO_CAPTION  # the same for an advertisement
    is_row: bool = False
    name: str = ""


_PASSED_OVER = _Frame(-1, "", "", frozenset(), linked=False)


class _Walk:
    """The state of one walk through a tree: the open elements, the text since the last border, the blocks so far."""

    def __init__(self, q_marks: str) -> None:
        self.blocks: list[Block] = []
        self._q_marks = q_marks
        self._frames = [_Frame(0, "", "", frozenset(), linked=False)]
        self._count = 0
        self._pieces: list[str] = []
        self._linked = 0

    def start(self, element: etree._Element) -> bool:
        """Open ``element``; True when nothing in it is shown, so that the walk passes it over."""
        tag, frame = str(element.tag), self._frames[-1]
        if tag in _UNSEEN:
            self._frames.append(_PASSED_OVER)
            return True
        if frame.is_row and tag in ("td", "th"):
            if self._pieces:
                self._pieces.append(" | ")
            self._frames.append(frame._replace(is_row=False))
        elif tag in _BORDERS or (tag == "q" and next(element.iterdescendants(*_IN_Q), None) is not None):
            self.flush()
            self._open_block(element, tag, frame)
        else:
            self._frames.append(frame._replace(linked=True) if tag == "a" and not frame.linked else frame)
            if tag == "q":
                self._pieces.append(OPEN_Q)
        self.text(element.text)
        return False

    def end(self, element: etree._Element) -> None:
        """Close ``element`` and take the text behind it."""
        frame, tag = self._frames[-1], str(element.tag)
        if frame.number < 0:
            pass  # passed over
        elif tag == "q" and frame is self._frames[-2]:
            self._pieces.append(CLOSE_Q)
        elif tag == "br":
            self._break_line()
        elif tag == "span" and _is_first_letter(element):
            self._pieces.append(GLUE)
        elif (tag in _BORDERS or tag == "q") and not (tag in ("td", "th") and self._frames[-2].is_row):
            self.flush()
        self._frames.pop()
        self.text(element.tail)

    def text(self, text: str | None) -> None:
        """Add text to the open block."""
        if not text:
            return
        if "pre" in self._frames[-1].zones:
            text = text.replace("\r\n", "\n").replace("\n", LINE)
        self._pieces.append(text)
        if self._frames[-1].linked:
            self._linked += len(text.strip())

    def flush(self) -> None:
        """End the open block, if there is any text in it."""
        if not self._pieces:
            return
        raw, linked = "".join(self._pieces), self._linked
        self._pieces, self._linked = [], 0
        if not raw or raw.isspace():
            return
        text = fold_text(raw, self._q_marks)
        if not any(map(str.isalnum, text)):
            return  # a rule, an arrow, a quote mark drawn large
        frame = self._frames[-1]
        share = min(1.0, linked / max(1, len(text)))
        near = {"caption"} if frame.caption <= _CAPTION_DEPTH else set()
        zones = frame.zones | near | ({"advert"} if frame.advert <= _CAPTION_DEPTH else set())
        kind = _kind_of(frame.tag, zones)
        parent = frame.parent or frame
        grand = parent.parent or parent
        self.blocks.append(
            Block(
                text,
                kind,
                frame.tag,
                frame.marker,
                frame.number,
                parent.number,
                grand.number,
                frame.article,
                parent.marker,
                share,
                zones,
                (frame.name, parent.name, grand.name),
            )
        )

    def _break_line(self) -> None:
        if self._pieces and _ends_with_break(self._pieces):
            self.flush()
        else:
            self._pieces.append(LINE)

    def _open_block(self, element: etree._Element, tag: str, around: _Frame) -> None:
        self._count += 1
        marker = " ".join((element.get("class") or "").split())
        zones = _zones_of(element, tag, around.zones)
        caption = 0 if tag == "figcaption" or _CAPTION.search(marker) else around.caption + 1
        name = f"{marker} {element.get('id') or ''}"
        is_advert = tag in _MAY_ADVERTISE and _ADVERT.search(name)
        advert = 0 if is_advert else around.advert + 1
        is_row = tag == "tr" and next(element.iterdescendants(*_IN_ROW), None) is None
        article = around.article or (self._count if tag in ("article", "main") else 0)
        self._frames.append(
            _Frame(self._count, tag, marker, zones, around.linked, around, article, caption, advert, is_row, name)
        )


def _is_first_letter(element: etree._Element) -> bool:
    """Whether the page draws this one letter large at the beginning of a paragraph."""
    letter = (element.text or "").strip()
    return len(letter) == 1 and letter.isalpha() and bool(_FIRST_LETTER.search(element.get("class") or ""))


def _ends_with_break(pieces: list[str]) -> bool:
    for piece in reversed(pieces):
        if piece == LINE:
            return True
        if piece.strip():
            return False
    return True


def _is_hidden(element: etree._Element) -> bool:
    if element.get("aria-hidden") == "true" or element.get("hidden", "until-found") != "until-found":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def _zones_of(element: etree._Element, tag: str, around: frozenset[str]) -> frozenset[str]:
    """The zones around, and those that this element opens."""
    role = element.get("role")
    zones = [zone for zone in (_TAG_ZONES.get(tag), _ROLE_ZONES.get(role) if role else None) if zone]
    if tag == "footer" and "quote" in around:
        return around  # the footer of a block quotation names who said it (HTML standard, 4.4.4)
    if tag in _HIDING or _is_hidden(element):
        zones.append("hidden")
    return around.union(zones) if zones else around


def _kind_of(tag: str, zones: frozenset[str]) -> BlockKind:
    kinds: tuple[BlockKind, ...] = ("caption", "quote", "list")
    if tag in _HEADINGS and "caption" not in zones:
        return "heading"
    return next((kind for kind in kinds if kind in zones), "paragraph")
