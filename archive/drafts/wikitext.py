"""Drafts in wikitext (MediaWiki): what a reader of the page sees, with its notes as sources and its quote templates.

What is hard here is that braces and brackets nest, and that a draft leaves some open. So those that close each other
are paired in one pass first, and one that nothing closes is text. Only the markup that quotations need is known::

    <ref>…</ref>  <ref name=x />     a source, told by its addresses and by each part of a cite template
    {{quote|words|author|source}}    a block quotation with its signature; other templates are not the draft's words
    [[page|words]]  [address words]  the words; the second is a link     ''…''  <tag>  <!-- … -->   nothing
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from archive.drafts.draft import Builder, Draft, find_addresses

_IS_WIKITEXT = re.compile(
    r"<ref(?:\s[^<>\n]*)?/?>|\{\{\s*(?:cite|citation|blockquote|quote|cquote|sfn|zitat|infobox)\b", re.IGNORECASE
)
_QUOTE = re.compile(
    r"\s*(?:block ?quote|c?quote|quotation|zitat|citation bloc|cita|citazione|citaat|цитата)\s*\Z", re.IGNORECASE
)
_SHOWN = re.compile(r"\s*(?:lang|nowrap|nobold|small|abbr|tooltip)\s*\Z", re.IGNORECASE)
"""Templates that show words of the draft: the last of their parts, or the first of two."""
_PICTURE = re.compile(r"\s*(?:file|image|category|datei|bild|fichier|archivo|immagine|plik|файл)\s*:", re.IGNORECASE)
_NAME = re.compile(r"name\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'/<>]+))", re.IGNORECASE)
_WORDS_IN = ("text", "quote", "1", "zitat")
_SIGNED_IN = ("author", "sign", "autor", "auteur", "autore", "2", "source", "quelle", "3")
_UNWORDED = frozenset({"quote", "zitat", "extrait", "cita", "citazione", "language", "access-date", "accessdate"})
_HIDDEN = re.compile(r"<(nowiki|code|math|pre|syntaxhighlight|gallery)\b", re.IGNORECASE)
_STOP = re.compile(r"<|\{\{|\[\[|\[(?=https?://)|''+")
_TAG = re.compile(r"</?([a-z][a-z0-9]*)(?:[\s/][^<>\n]{0,400})?>", re.IGNORECASE)
_PAIRS = re.compile(r"\{\{|\}\}|\[\[|\]\]")
_MARKUP = re.compile(r"''+|<[^<>\n]{1,200}>|\[\[(?:[^\[\]|\n]*\|)?|\]\]|\[https?://[^\s\]]+\s?|[\[\]]")
_DEEPEST = 12


def is_wikitext(content: str) -> bool:
    """Whether notes or templates of a wiki stand in it, and no code that may only speak of them.

    >>> is_wikitext("No.<ref>Example Post</ref>"), is_wikitext("``` No.<ref>Example Post</ref>")
    (True, False)
    """
    return "```" not in content and _IS_WIKITEXT.search(content) is not None


def read_wikitext(content: str, name: str) -> Draft:
    """The text of a draft in wikitext.

    >>> draft = read_wikitext("He had '''nothing'''.<ref>''Example Post'', 3 May</ref>", "-")
    >>> draft.text, [link.target for link in draft.links]
    ('He had nothing.', ['Example Post, 3 May'])
    """
    page = _Page(name, content)
    page.walk(0, len(content), 0)
    return page.builder.finish()


class _Page:
    """Hands what is seen to a builder, stretch by stretch."""

    def __init__(self, name: str, content: str) -> None:
        self.builder = Builder(name, content)
        self._content = content
        self._low = content.lower()
        self._closing = dict(_pair(content))
        self._ends: dict[str, list[int]] = {}
        self._quotes: list[int] = []
        self._notes = dict(self._named_notes())

    def _named_notes(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        at = 0
        while (at := self._low.find("<ref", at)) >= 0:
            tag = _TAG.match(self._content, at)
            name = _NAME.search(tag[0]) if tag else None
            if tag and name and not tag[0].endswith("/>"):
                end = self._find("</ref", tag.end())
                # Notes never nest, so one with another in it was left open; reading all of it each time takes for ever.
                if end >= 0 and not 0 <= self._find("<ref", tag.end()) < end:
                    yield next(filter(None, name.groups()), ""), self._read_note(tag.end(), end)
            at += 1

    def _find(self, words: str, at: int) -> int:
        """The next place of these words, -1 when there is none; the whole draft is searched for them once."""
        if words not in self._ends:
            self._ends[words] = [found.start() for found in re.finditer(re.escape(words), self._low)]
        number = bisect_left(self._ends[words], at)
        return self._ends[words][number] if number < len(self._ends[words]) else -1

    def walk(self, start: int, end: int, depth: int) -> None:
        """What is seen of this stretch is the next of the text."""
        at = start
        while (stop := _STOP.search(self._content, at, end)) is not None:
            self.builder.keep(at, stop.start())
            after = self._take(stop, end, depth)
            if after <= stop.start():
                self.builder.keep(stop.start(), stop.end())
                after = stop.end()
            at = after
        self.builder.keep(at, max(at, end))

    def _take(self, stop: re.Match[str], end: int, depth: int) -> int:
        """Reads the markup that begins here; where it ends, or where it begins when it is none."""
        start = stop.start()
        if stop[0] == "<":
            return self._take_tag(start)
        if stop[0].startswith("'"):
            return stop.end()
        if stop[0] == "[":
            return self._take_link(start, end)
        close = self._closing.get(start, -1)
        if close < 0 or close > end or depth > _DEEPEST:
            return start
        if stop[0] == "{{":
            self._take_template(start + 2, close, depth)
        elif not _PICTURE.match(self._content, start + 2):
            pipe = self._content.find("|", start, close)
            self.walk(pipe + 1 if pipe >= 0 else start + 2, close, depth + 1)
        return close + 2

    def _take_tag(self, start: int) -> int:
        if self._content.startswith("<!--", start):
            close = self._find("-->", start)
            return close + 3 if close >= 0 else start
        tag = _TAG.match(self._content, start)
        if tag is None:
            return start
        if tag[1].lower() == "ref" and not tag[0].startswith("</"):
            return self._take_note(tag)
        if _HIDDEN.match(tag[0]) and not tag[0].endswith("/>"):
            close = self._find(f"</{tag[1].lower()}", tag.end())
            return self._content.find(">", close) + 1 if close >= 0 else tag.end()
        if tag[1].lower() == "blockquote":
            self.builder.break_block(start)
            if not tag[0].startswith("</"):
                self._quotes.append(self.builder.length)
            elif self._quotes:
                self.builder.mark(self._quotes.pop(), "quote")
        return tag.end()

    def _take_note(self, tag: re.Match[str]) -> int:
        named = _NAME.search(tag[0])
        after, targets = tag.end(), self._notes.get(next(filter(None, named.groups()), ""), ()) if named else ()
        if not tag[0].endswith("/>"):
            close = self._find("</ref", tag.end())
            if close < 0:
                return tag.end()
            targets = self._read_note(tag.end(), close)
            after = self._content.find(">", close) + 1 or len(self._content)
        for target in targets:
            self.builder.link(self.builder.length, target)
        return after

    def _take_link(self, start: int, end: int) -> int:
        close = self._content.find("]", start, min(end, start + 2_000))
        address = next(iter(find_addresses(self._content[start + 1 : max(start + 1, close)])), None)
        if close < 0 or address is None:
            return start
        begin = self.builder.length
        blank = self._content.find(" ", start, close)
        if blank >= 0:
            self.walk(blank + 1, close, _DEEPEST)
        self.builder.link(begin, address.target)
        return close + 1

    def _take_template(self, start: int, end: int, depth: int) -> None:
        """A quotation in its own block, signed; words that are shown; nothing of any other."""
        name, *parts = self._split(start, end)
        called = self._content[name[0] : name[1]]
        by_key = dict(self._keyed(parts))
        if _QUOTE.match(called):
            words = next((by_key[key] for key in _WORDS_IN if key in by_key), None)
            if words is None:
                return
            self.builder.break_block(start)
            begin = self.builder.length
            self.walk(*words, depth + 1)
            signed = dict.fromkeys(by_key[key] for key in _SIGNED_IN if key in by_key)
            for number, (first, last) in enumerate(signed):
                self.builder.write("\n— " if not number else ", ", first)
                self.walk(first, last, depth + 1)
            self.builder.mark(begin, "quote")
            self.builder.break_block(end)
        elif _SHOWN.match(called) and parts:
            self.walk(*parts[min(1, len(parts) - 1) if called.strip().lower() == "lang" else 0], depth + 1)

    def _split(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of a template between its strokes, those inside other braces and brackets left out."""
        edges, at = [start], start
        while at < end:
            if at in self._closing:
                at = min(self._closing[at] + 2, end)
                continue
            if self._content[at] == "|":
                edges.append(at + 1)
            at += 1
        return [
            (first, (edges[number + 1] - 1) if number + 1 < len(edges) else end) for number, first in enumerate(edges)
        ]

    def _keyed(self, parts: list[tuple[int, int]]) -> Iterator[tuple[str, tuple[int, int]]]:
        """The parts by their names, or by their numbers where they have none; blanks around them left out."""
        unnamed = 0
        for start, end in parts:
            words = self._content[start:end]
            key, sign, value = words.partition("=")
            if sign and re.fullmatch(r"\s*[\w -]{1,30}\s*", key):
                begin = start + len(key) + 1
            else:
                unnamed += 1
                key, begin, value = str(unnamed), start, words
            lead = len(value) - len(value.lstrip())
            if value.strip():
                yield key.strip().lower(), (begin + lead, begin + lead + len(value.strip()))

    def _read_note(self, start: int, end: int) -> tuple[str, ...]:
        """The addresses of a note and its words; of a template each part, as a name of its own."""
        named: list[str] = []
        opening = self._content.find("{{", start, end)
        close = self._closing.get(opening, -1) if opening >= 0 else -1
        if 0 <= close <= end:
            keyed = self._keyed(self._split(opening + 2, close)[1:])
            parts = [self._content[first:last] for key, (first, last) in keyed if key not in _UNWORDED]
            named = [f"“{words}”" for part in parts if (words := _plain(part)) and "://" not in words]
        words = ", ".join(named) or _plain(self._content[start:end])
        addresses = [link.target for link in find_addresses(self._content[start:end])]
        return tuple(dict.fromkeys(target for target in (*addresses, words) if target))


def _plain(words: str) -> str:
    return " ".join(_MARKUP.sub("", words).split())


def _pair(content: str) -> Iterator[tuple[int, int]]:
    """Where braces and brackets are opened, and where those close that belong to them."""
    opened: list[tuple[str, int]] = []
    for found in _PAIRS.finditer(content):
        if found[0] in ("{{", "[["):
            opened.append((found[0], found.start()))
        elif opened and opened[-1][0] == ("{{" if found[0] == "}}" else "[["):
            yield opened.pop()[1], found.start()
        elif found[0] == "}}" and any(sign == "{{" for sign, _ in opened[-_DEEPEST:]):
            while opened[-1][0] != "{{":
                opened.pop()
            yield opened.pop()[1], found.start()
