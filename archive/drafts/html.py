"""Drafts in HTML: the words that a reader sees, at the lines and columns of the file.

The archive's own reader of pages looks for the article in a page; a draft is all article, and its positions count. No
parser at hand gives both columns and linear time: lxml tells lines only, and Python's own takes minutes for 150 KB of
unclosed tags (3.11). So the file is cut into tags and text here, by the few states of the standard that matter for
that (HTML, 13.2.5), each character looked at once; a tag that is never closed is text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from html import unescape

from archive.drafts.draft import Builder, Draft
from archive.drafts.html_notes import Notes, Token, find_notes

_HIDDEN = frozenset(
    ["script", "style", "head", "template", "code", "pre", "kbd", "samp", "svg", "textarea", "noscript"]
)
_RAW = frozenset(["script", "style", "textarea", "title"])
"""Elements in which a tag is no tag (HTML, 13.1.2)."""
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "label", "mark", "q"),
        *("s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_MARKS = {"q": ("“", "”")}
"""What browsers write around the words of an element (HTML, 15.3.6)."""
_MOST_OPEN = 50
"""So many elements back an end tag looks for its start: pages leave thousands of paragraphs open."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_STOP = re.compile(r"[>\"']")
_TARGET = re.compile(r"""\b(?:href|cite)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_PIECE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?|[^&\s]+|\s+|&")


def read_html_draft(content: str, name: str) -> Draft:
    r"""The text of a draft in HTML.

    >>> draft = read_html_draft("<p>He said: <q>No.</q>\n<blockquote cite=https://example.org>Never.</blockquote>", "-")
    >>> draft.text, [link.target for link in draft.links], draft.position(18)
    ('He said: “No.” \n\nNever.\n\n', ['https://example.org'], (2, 39))
    """
    tokens = list(_cut_tokens(content))
    notes = find_notes(content, tokens)
    page = _Page(name, content, notes)
    for token in _outside(tokens, notes):
        if not token.name:
            page.take_text(token)
        elif token.is_end:
            page.close(token)
        else:
            page.open(token)
    return page.builder.finish()


def _outside(tokens: Sequence[Token], notes: Notes) -> Iterator[Token]:
    """The tokens that stand in no note."""
    stretches = [*notes.stretches, (sys.maxsize, sys.maxsize)]
    number = 0
    for token in tokens:
        while token.start >= stretches[number][1]:
            number += 1
        if token.start < stretches[number][0]:
            yield token


def _cut_tokens(content: str) -> Iterator[Token]:
    """The tags and the text between them, in order; comments and declarations are left out."""
    finder = _Finder(content)
    at = begin = 0
    while (at := content.find("<", at)) >= 0:
        end, name, is_end = finder.end_of_markup(at)
        if end < 0:
            at += 1
            continue
        yield Token(begin, at)
        if name:
            yield Token(at, end, name, is_end)
        if name in _RAW and not is_end:
            closing = finder.find(f"</{name}", end)
            end = closing if closing >= 0 else end
        at = begin = end
    yield Token(begin, len(content))


class _Finder:
    """Looks for the ends of markup; what is not there any more is not looked for again."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._missing: set[str] = set()

    def find(self, words: str, at: int) -> int:
        """The next place of these words, -1 when there is none."""
        if words in self._missing:
            return -1
        found = self._content.find(words, at)
        if found < 0:
            self._missing.add(words)
        return found

    def end_of_markup(self, at: int) -> tuple[int, str, bool]:
        """Where the markup that begins at ``at`` ends, and of a tag its name; -1 when it is text."""
        if self._content.startswith("<!--", at):
            end = self.find("-->", at + 4)
            return (end + 3 if end >= 0 else -1), "", False
        if self._content.startswith(("<!", "<?"), at):
            return self.find(">", at) + 1 or -1, "", False
        tag = _TAG.match(self._content, at)
        if tag is None:
            return -1, "", False
        return self._end_of_tag(tag.end()), tag[2].lower(), bool(tag[1])

    def _end_of_tag(self, at: int) -> int:
        """Behind the sign that closes a tag: one between quotes, behind =, closes nothing."""
        if self.find(">", at) < 0:
            return -1
        while (stop := _STOP.search(self._content, at)) is not None:
            at = stop.end()
            if stop[0] == ">":
                return at
            if self._content[stop.start() - 1] in "= ":
                closing = self.find(stop[0], at)
                at = closing + 1 if closing >= 0 else at
        return -1


class _Page:
    """Hands what is seen to a builder, what is hidden to nobody."""

    def __init__(self, name: str, content: str, notes: Notes) -> None:
        self.builder = Builder(name, content)
        self._marks = notes.marks
        self._content = content
        self._hidden: list[str] = []
        self._open: list[tuple[str, int, str]] = []

    def open(self, token: Token) -> None:
        """An element begins."""
        if token.name == "br":
            self._write("\n", token.start)
        is_credit = token.name == "cite" and bool(self._open) and self._open[-1][0] == "blockquote"
        if is_credit or (token.name not in _INLINE and token.name != "br"):
            self.builder.break_block(token.start)
        if token.name in _VOID:
            return
        if token.start in self._marks:
            for noted in self._marks[token.start]:
                self.builder.link(self.builder.length, noted)
            self._hidden.append(token.name)
        if token.name in _HIDDEN:
            self._hidden.append(token.name)
        self._write(_MARKS.get(token.name, ("", ""))[0], token.start)
        found = _TARGET.search(self._content, token.start, token.end)
        target = unescape(next(filter(None, found.groups()), "")) if found else ""
        self._open.append((token.name, self.builder.length, target))

    def close(self, token: Token) -> None:
        """The element of that name that was opened last, if it was lately, ends with all inside it."""
        if self._hidden and self._hidden[-1] == token.name:
            self._hidden.pop()
        lately = range(len(self._open) - 1, max(-1, len(self._open) - _MOST_OPEN), -1)
        place = next((number for number in lately if self._open[number][0] == token.name), None)
        if place is None:
            return
        _, start, target = self._open[place]
        del self._open[place:]
        if token.name == "blockquote":
            self.builder.mark(start, "quote")
        self._write(_MARKS.get(token.name, ("", ""))[1], token.start)
        if self.builder.length > start:
            self.builder.link(start, target)
        if token.name not in _INLINE:
            self.builder.break_block(token.start)

    def take_text(self, token: Token) -> None:
        """What stands between two tags: a run of white space is one blank, none where a paragraph begins."""
        for found in _PIECE.finditer(self._content, token.start, token.end):
            if found[0].isspace():
                if self.builder.pieces and not self.builder.pieces[-1].endswith(("\n", " ")):
                    self._write(" ", found.start())
            else:
                self._write(unescape(found[0]) if found[0][0] == "&" else found[0], found.start())

    def _write(self, words: str, at: int) -> None:
        if not self._hidden:
            self.builder.write(words, at)
