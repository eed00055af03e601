"""Block quotations without marks: posts, letters and statements that a page sets apart from its own words.

What is hard is that pages set apart much that nobody said: calls to write in, pull quotes that say the article's words
again, links to other pages. So a block counts only where the article itself says that it quotes: the block is signed,
or the paragraph before it ends in a colon and the block in a sentence. Where quote marks show most of its words, it is
left to them; else the marks are those of a quotation inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.quotations.found import BLOCK, Found
from archive.records import BlockHint, Removal
from archive.rules.signs import sentence_closers
from archive.spans import Span, SpanIndex

_MAIL = re.compile(r"^[ \t]*>[ \t]?(?=[^\s>])(.+)$", re.MULTILINE)
"""A line that is quoted as mail and Markdown do it."""
_SIGNED = re.compile(r"(?:[—–―]|--|-(?=\s))\s*(?=\S)")
_SIGNING = frozenset(["footer", "cite"])
"""Elements of a block quotation that name who said it (HTML standard, 4.4.4)."""
_LONGEST_SIGNATURE = 150
_ENDS = frozenset(".!?…。！？।؟")
_SPOKEN_ENDS = _ENDS - {"."}
"""A paragraph behind a dash that ends so is spoken, and signs nothing."""
_LINKS = re.compile(r"(?:\s+(?:https?://|pic\.twitter\.com/)\S+)+\Z")
_COLON = re.compile(r"[:：][ \t\r\n>]*\Z")
_BEFORE = 12
_AGAIN = 60
"""Where so many characters of a block stand elsewhere too, the page only says them again."""
_MOST = 400
"""No page has more blocks that quote; a text that seems to is something else, and is not read to the end."""


class _Paragraph(NamedTuple):
    """One paragraph of a block; ``is_signature`` where the page or a dash says that it names who speaks."""

    span: Span
    is_signature: bool


def with_block_quotations(
    text: str, hints: Sequence[BlockHint], removals: Sequence[Removal], marked: Sequence[Found]
) -> list[Found]:
    r"""The finds by marks, and the block quotations without marks; of those each paragraph is a segment.

    ``hints`` tell the blocks of a page; in plain text they are lines behind ``>``. What ``marked`` has inside a block
    belongs to it.

    >>> text = "The mayor wrote:\n> We will wait.\n> Nobody hurries."
    >>> [[span.of(text) for span in found.segments] for found in with_block_quotations(text, (), (), ())]
    [['We will wait.', 'Nobody hurries.']]
    """
    blocks = list(_find_blocks(text, hints, removals, marked))
    inside = SpanIndex(block.span for block in blocks)
    return [*(found for found in marked if found.removed or not inside.overlapping(found.marks)), *blocks]


def _find_blocks(
    text: str, hints: Sequence[BlockHint], removals: Sequence[Removal], marked: Sequence[Found]
) -> Iterator[Found]:
    removed, shown = SpanIndex(removal.span for removal in removals), SpanIndex(found.marks for found in marked)
    paragraphs = sorted({*_of_page(text, hints), *_of_lines(text, hints)})
    for number, run in enumerate(_runs(text, paragraphs)):
        signature = run[-1].span if run[-1].is_signature else None
        words = [one.span for one in run[: len(run) - (signature is not None)]]
        segments = tuple(Span(span.start, span.start + len(_LINKS.sub("", span.of(text)))) for span in words)
        if number >= _MOST or not segments or not all(segments):
            continue
        by_marks = sum(len(span) for segment in segments for span in shown.overlapping(segment))
        if 2 * by_marks >= sum(map(len, segments)) or any(removed.overlapping(segment) for segment in segments):
            continue
        is_quoting = signature is not None or _is_introduced(text, segments)
        if is_quoting and not _is_said_again(text, segments[0]):
            marks = Span(segments[0].start, words[-1].end)
            yield Found(segments, "full", False, True, len(segments) > 1, BLOCK, marks, signature)


def _of_page(text: str, hints: Sequence[BlockHint]) -> Iterator[_Paragraph]:
    for hint in hints:
        span = hint.span.trimmed(text)
        if hint.kind == "quote" and span:
            is_named = hint.detail in _SIGNING and len(span) <= _LONGEST_SIGNATURE and span.of(text)[-1] not in _ENDS
            yield _Paragraph(span, is_named or _is_dashed(text, span))


def _of_lines(text: str, hints: Sequence[BlockHint]) -> Iterator[_Paragraph]:
    """The lines behind ``>``; a page with blocks of its own has none."""
    for line in _MAIL.finditer(text) if not hints and ">" in text else ():
        span = Span(line.start(1), line.end(1)).trimmed(text)
        yield _Paragraph(span, _is_dashed(text, span))


def _is_dashed(text: str, span: Span) -> bool:
    is_shouted = text[span.end - 1] in _SPOKEN_ENDS
    return len(span) <= _LONGEST_SIGNATURE and not is_shouted and _SIGNED.match(text, span.start, span.end) is not None


def _runs(text: str, paragraphs: Sequence[_Paragraph]) -> Iterator[list[_Paragraph]]:
    """Paragraphs that follow each other, each run as far as its signature."""
    run: list[_Paragraph] = []
    for paragraph in paragraphs:
        if run and (run[-1].is_signature or text[run[-1].span.end : paragraph.span.start].strip(" \t\r\n>")):
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run


def _is_introduced(text: str, segments: Sequence[Span]) -> bool:
    """Whether a colon leads up to the block, and the block ends a sentence."""
    start = segments[0].start
    is_told = _COLON.search(text, max(0, start - _BEFORE), start) is not None
    closers = sentence_closers()
    return is_told and any(segment.of(text).rstrip(closers)[-1:] in _ENDS for segment in segments)


def _is_said_again(text: str, segment: Span) -> bool:
    opening = text[segment.start : min(segment.end, segment.start + _AGAIN)]
    return text.find(opening) != segment.start or text.find(opening, segment.end) >= 0
