"""The paragraphs of a text, as far as they are kept.

A line is a paragraph, with one exception: a text that somebody's editor wrapped at a fixed width (a mail, an old
archive file) breaks its lines inside sentences, and there a run of lines up to the next blank one is a paragraph. Such
a text is known by its form alone: hardly a line is longer than the width, and each line that is not the last of its
run was full, so that the next line's first word would not have fitted.

A removal may cut a paragraph into pieces; a piece never holds a removed character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.spans import LINE, LINE_END, Span
from archive.wrapping import WIDEST, is_wrapped

Paragraph = tuple[Span, ...]
"""The kept pieces of one paragraph: sorted, disjoint, none empty, without white space at their ends."""


def split_paragraphs(text: str, kept: Sequence[Span], *, wrapped: bool | None = None) -> tuple[Paragraph, ...]:
    r"""The paragraphs of the kept part of ``text``, each as its kept pieces; blank ones are left out.

    ``wrapped`` says whether a paragraph may have several lines; None looks at the text to find out.

    >>> split_paragraphs("One.\n\n Two AD two.\n", [Span(0, 11), Span(13, 19)])
    ((Span(start=0, end=4),), (Span(start=7, end=10), Span(start=14, end=18)))
    """
    join = is_wrapped(text) if wrapped is None else wrapped
    paragraphs: list[list[Span]] = []
    previous: Span | None = None
    for stretch in kept:
        for piece in _join_wrapped(text, stretch) if join else _line_pieces(text, stretch):
            if previous is not None and not LINE_END.search(text, previous.end, piece.start):
                paragraphs[-1].append(piece)
            else:
                paragraphs.append([piece])
            previous = piece
    return tuple(tuple(paragraph) for paragraph in paragraphs)


def _line_pieces(text: str, stretch: Span) -> Iterator[Span]:
    for line in LINE.finditer(text, stretch.start, stretch.end):
        content = line.group()
        start = line.start() + len(content) - len(content.lstrip())
        end = line.start() + len(content.rstrip())
        if start < end:
            yield Span(start, end)


def _join_wrapped(text: str, stretch: Span) -> Iterator[Span]:
    """Lines of one stretch that only one line end parts become one piece."""
    current: Span | None = None
    for line in _line_pieces(text, stretch):
        if current is not None and _is_one_break(text, current.end, line.start):
            current = Span(current.start, line.end)
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current


def _is_one_break(text: str, start: int, end: int) -> bool:
    between = text[start:end] if end - start < WIDEST else "\n\n"
    return not between.strip() and len(LINE_END.findall(between)) == 1
