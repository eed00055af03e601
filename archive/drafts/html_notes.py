"""The footnotes of a draft in HTML: what each mark in the text refers to, so that it can be read as a source there.

What is hard here is to tell a note from any other place that a page links to. A note's mark is a link of a few signs;
it stands before its note; and a note is one short block. What links back to the text points the other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

LONGEST_NOTE = 2_000
"""Characters of a note's markup; what is longer is a part of the page."""

_LONGEST_MARK = 6
_BLOCKS = frozenset(["li", "p", "div", "aside", "dd", "td", "tr", "section"])
_ID = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BACK = re.compile(r"^[\s↩︎↑^\d.\])]+|[\s↩︎↑^]+$")


class Token(NamedTuple):
    """A tag (``name`` with what stands in it) or, without a name, text; from where to where in the file."""

    start: int
    end: int
    name: str = ""
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """By the place of a mark's tag what its note names, and the stretches of the file that are notes, in order."""

    marks: dict[int, tuple[str, ...]]
    stretches: tuple[tuple[int, int], ...]


def find_notes(content: str, tokens: Sequence[Token]) -> Notes:
    """The notes of a page that something in its text refers to.

    >>> page = '<p>No.<a href="#n">1</a><p id="n">1 Example Post, 3 May'
    >>> tokens = [Token(0, 3, "p"), Token(3, 6), Token(6, 19, "a"), Token(19, 20), Token(20, 24, "a", True)]
    >>> notes = find_notes(page, [*tokens, Token(24, 34, "p"), Token(34, len(page))])
    >>> notes.marks, notes.stretches
    ({6: ('Example Post, 3 May',)}, ((24, 55),))
    """
    wanted = dict(_find_marks(content, tokens))
    if not wanted:
        return Notes({}, ())
    found = _find_blocks(content, tokens, frozenset(wanted.values()))
    marks: dict[int, tuple[str, ...]] = {}
    stretches: set[tuple[int, int]] = set()
    for place, name in wanted.items():
        stretch = found.get(name)
        if stretch and place < stretch[0]:
            marks[place] = _read_note(content[stretch[0] : stretch[1]])
            stretches.add(stretch)
    return Notes(marks, tuple(sorted(stretches)))


def _find_marks(content: str, tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The links to a place in the page whose words are as short as a note's mark."""
    for number, token in enumerate(tokens):
        target = _value(_HREF, content, token) if token.name == "a" and not token.is_end else ""
        if not target.startswith("#") or len(target) < len("#x"):
            continue
        words = ""
        for after in tokens[number + 1 : number + 8]:
            if after.is_end and after.name == "a":
                break
            words += "" if after.name else content[after.start : after.end]
        if 0 < len(unescape(words).strip()) <= _LONGEST_MARK:
            yield token.start, target[1:]


def _find_blocks(content: str, tokens: Sequence[Token], wanted: frozenset[str]) -> dict[str, tuple[int, int]]:
    """The block that each of these names stands at, or in."""
    blocks: dict[str, tuple[int, int]] = {}
    within: int | None = None
    for number, token in enumerate(tokens):
        if token.name in _BLOCKS:
            within = None if token.is_end else number
        name = _value(_ID, content, token) if token.name and not token.is_end else ""
        if name in wanted and name not in blocks and within is not None:
            end = _end_of_block(tokens, within, len(content))
            if end - tokens[within].start <= LONGEST_NOTE:
                blocks[name] = tokens[within].start, end
    return blocks


def _end_of_block(tokens: Sequence[Token], number: int, length: int) -> int:
    """Where a block ends: at its end tag, or where the next one of its kind begins."""
    depth, opened = 0, tokens[number]
    for token in tokens[number + 1 :]:
        if token.start - opened.start > LONGEST_NOTE:
            return token.start
        if token.name == opened.name:
            if not token.is_end and opened.name in ("li", "p", "dd", "td", "tr") and not depth:
                return token.start
            depth += -1 if token.is_end else 1
            if depth < 0:
                return token.end
        elif token.name in ("ol", "ul", "body", "html") and token.is_end and not depth:
            return token.start
    return length


def _read_note(markup: str) -> tuple[str, ...]:
    """The addresses that a note leads to, and its words."""
    hrefs = [unescape(next(filter(None, found.groups()), "")) for found in _HREF.finditer(markup)]
    words = " ".join(unescape(_TAG.sub("", markup)).split())
    while words != (words := _BACK.sub("", words)):
        pass
    return tuple(dict.fromkeys(target for target in (*hrefs, words) if target and not target.startswith("#")))


def _value(pattern: re.Pattern[str], content: str, token: Token) -> str:
    found = pattern.search(content, token.start, token.end)
    return unescape(next(filter(None, found.groups()), "")) if found else ""
