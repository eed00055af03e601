"""Drafts in Markdown (CommonMark, with footnotes): the words that a reader sees, at the columns where they stand.

What is hard here is the column: the parser tells the lines of a block, but of what is inside a line only the result. So
its own rules for inline markup are watched while they work: each tells how far it read, and what is markup by that is
cut out. Whatever no rule claimed is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from html import unescape
from itertools import takewhile
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from archive.drafts.draft import Builder, Draft, find_addresses, find_line_starts
from archive.drafts.html import read_html_draft

_MARKUP = frozenset({"emphasis", "strikethrough", "backticks", "image", "html_inline"})
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*(\S.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_FRONT_MATTER = re.compile(
    r"\A\ufeff?(?:---[ \t]*\r?\n(?=[\w-]+[ \t]*:)(?:.*\r?\n){0,200}?(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*\r?\n(?=[\w-]+[ \t]*=|\[)(?:.*\r?\n){0,200}?\+\+\+)[ \t]*(?:\r?\n|\Z)"
)
"""What site generators keep before a text: titles and tags between two lines of signs."""


_BLOCKQUOTE = re.compile(r"<(/?)blockquote\b", re.IGNORECASE)


class _Cut(NamedTuple):
    """A stretch of a block's content that is markup; ``stands_for`` is what a reader sees in its place."""

    start: int
    end: int
    stands_for: str = ""


class _Label(NamedTuple):
    """A stretch of a block's content that leads to ``target``."""

    start: int
    end: int
    target: str


class _Piece(NamedTuple):
    """What one inline rule read, and where a link that it made leads to."""

    rule: str
    start: int
    end: int
    target: str


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    names = parser.get_active_rules()["inline"]
    for name, rule in zip(names, parser.inline.ruler.getRules(""), strict=True):
        parser.inline.ruler.at(name, partial(_watch, name, rule))
    parser.core.ruler.disable("inline")  # each block's content is read below, once
    return parser


def _watch(name: str, rule: Callable[[StateInline, bool], bool], state: StateInline, silent: bool) -> bool:
    """The rule, with a note of what it read."""
    start, made = state.pos, len(state.tokens)
    matched = rule(state, silent)
    if matched and not silent and state.src is state.env["src"]:
        opened = next((token for token in state.tokens[made:] if token.type == "link_open"), None)
        is_code = any(token.type == "code_inline" for token in state.tokens[made:])
        if name != "backticks" or is_code:
            target = str(opened.attrGet("href")) if opened and name in {"link", "autolink"} else ""
            state.env["pieces"].append(_Piece(name, start, state.pos, target))
    return matched


def read_markdown(content: str, name: str) -> Draft:
    r"""The text of a draft in Markdown.

    >>> draft = read_markdown("He *said*: [“No.”](https://example.org)\n\n> Never.\n", "-")
    >>> draft.text, [hint.kind for hint in draft.hints], [link.target for link in draft.links]
    ('He said: “No.”\n\nNever.\n\n', ['quote'], ['https://example.org'])
    """
    builder = Builder(name, content)
    starts = find_line_starts(content)
    notes = {found[1]: found[2] for found in _NOTE.finditer(content)}
    without_notes = _NOTE.sub(_blank, _FRONT_MATTER.sub(_blank, content))
    quotes: list[int] = []
    columns: dict[int, int] = {}
    tokens = _parser().parse(without_notes, {})
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "blockquote_open":
            quotes.append(builder.length)
        elif token.type == "blockquote_close":
            builder.mark(quotes.pop(), "quote")
        elif token.type == "html_block" and token.map:
            _write_page(builder, starts, token.map, quotes)
        elif token.type == "inline" and token.map:
            begin = builder.length
            lines = list(_find_lines(content, starts, token, columns))
            cuts, labels = _read_inline(token.content, notes)
            _write(builder, token.content, lines, cuts, labels)
            if before is not None and before.type == "heading_open":
                builder.mark(begin, "heading")
            builder.break_block(lines[-1][1] + len(token.content) - lines[-1][0])
    return builder.finish()


def _write_page(builder: Builder, starts: Sequence[int], lines: Sequence[int], quotes: list[int]) -> None:
    """What a block of HTML shows; where it only opens or closes a block quotation, what stands between is one."""
    begin = starts[lines[0]]
    end = starts[lines[1]] if lines[1] < len(starts) else len(builder.content)
    block = read_html_draft(builder.content[begin:end], builder.name)
    opens = [tag[1] == "" for tag in _BLOCKQUOTE.finditer(builder.content, begin, end)]
    before = builder.length
    if block.text.strip():
        builder.break_block(begin)
        before = builder.length
        builder.append(block, begin)
        builder.break_block(end)
    if opens == [True] and not any(hint.kind == "quote" for hint in block.hints):
        quotes.append(before)
    elif opens == [False] and quotes:
        builder.mark(quotes.pop(), "quote")


def _blank(found: re.Match[str]) -> str:
    """Blanks in the place of what is no text, so that every line stays where it is."""
    return re.sub(r"[^\r\n]", " ", found[0])


def _find_lines(
    content: str, starts: Sequence[int], token: Token, columns: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """For each line of the token's content: where it begins there, and where in the file."""
    at = 0
    first = token.map[0] if token.map else 0
    for number, line in enumerate(token.content.split("\n")):
        index = min(first + number, len(starts) - 1)
        end = starts[index + 1] if index + 1 < len(starts) else len(content)
        place = content.find(line, columns.get(index, starts[index]), end)
        place = starts[index] if place < 0 else place
        columns[index] = place + len(line)  # the next cell of a table is behind this one
        yield at, place
        at += len(line) + 1


def _read_inline(source: str, notes: dict[str, str]) -> tuple[list[_Cut], list[_Label]]:
    """What of a block's content is markup, in order and disjoint, and what of it is a link."""
    pieces: list[_Piece] = []
    _parser().inline.parse(source, _parser(), {"pieces": pieces, "src": source}, [])
    cuts: list[_Cut] = []
    labels: list[_Label] = []
    for piece in pieces:
        if piece.rule in _MARKUP:
            cuts.append(_Cut(piece.start, piece.end))
        elif piece.rule == "escape":
            cuts.append(_Cut(piece.start, piece.start + 1))
        elif piece.rule == "entity":
            cuts.append(_Cut(piece.start, piece.end, unescape(source[piece.start : piece.end])))
        elif piece.rule == "autolink":
            cuts += [_Cut(piece.start, piece.start + 1), _Cut(piece.end - 1, piece.end)]
            labels.append(_Label(piece.start + 1, piece.end - 1, piece.target))
        elif piece.rule == "link":
            end = _label_end(source, piece, cuts)
            cuts += [_Cut(piece.start, piece.start + 1), _Cut(end, piece.end)]
            labels.append(_Label(piece.start + 1, end, piece.target))
    for found in _FOOTNOTE.finditer(source):
        if found[1] in notes:
            cuts.append(_Cut(*found.span()))
            addresses = [link.target for link in find_addresses(notes[found[1]])]
            words = " ".join(notes[found[1]].split())
            targets = [*addresses, *([words] if words.rstrip(".") not in addresses else [])]
            labels += [_Label(found.start(), found.end(), target) for target in targets]
    known = {label.target for label in labels[:20]}
    labels += [
        _Label(bare.span.start, bare.span.end, bare.target)
        for bare in find_addresses(source)
        if bare.target not in known
    ]
    return _disjoint(cuts), labels


def _label_end(source: str, piece: _Piece, cuts: Sequence[_Cut]) -> int:
    """Where the bracket stands that closes the words of a link; ``cuts`` inside it are known already."""
    # What stands inside was read just before.
    inside = {cut.start: cut.end for cut in takewhile(lambda cut: cut.start > piece.start, reversed(cuts))}
    depth, at = 0, piece.start
    while at < piece.end:
        if at in inside:
            at = max(inside[at], at + 1) + (source[at] == "\\")
            continue
        depth += (source[at] == "[") - (source[at] == "]")
        if not depth:
            return at
        at += 1
    return piece.end


def _disjoint(cuts: Sequence[_Cut]) -> list[_Cut]:
    kept: list[_Cut] = []
    for cut in sorted(cuts):
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
        elif cut.end > kept[-1].end:
            kept[-1] = kept[-1]._replace(end=cut.end)
    return kept


def _write(
    builder: Builder,
    source: str,
    lines: Sequence[tuple[int, int]],
    cuts: Sequence[_Cut],
    labels: Sequence[_Label],
) -> None:
    """What is left of a block's content is the next of the text, each line at its own place in the file."""
    edges = sorted({at for label in labels for at in label[:2]} | {at for cut in cuts for at in cut[:2]})
    edges = sorted({*edges, *(begin for begin, _ in lines), len(source)})
    cut_at = {cut.start: cut for cut in cuts}
    written: dict[int, int] = {}
    at, number = 0, 0
    for edge in edges:
        if edge > at:
            while number + 1 < len(lines) and lines[number + 1][0] <= at:
                number += 1
            begin, place = lines[number]
            builder.write(source[at:edge], place + at - begin)
            at = edge
        written[edge] = builder.length
        if edge in cut_at and edge == at:
            builder.write(cut_at[edge].stands_for, lines[number][1] + at - lines[number][0])
            at = cut_at[edge].end
    for label in labels:
        builder.link(min(written[label.start], written[label.end]), label.target, written[label.end])
