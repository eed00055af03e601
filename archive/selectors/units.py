"""Stretches of a text in the units of others: UTF-8 bytes and UTF-16 code units, and back.

The archive counts code points, as Python and the W3C's TextPositionSelector do ("The selection of the text MUST be in
terms of unicode code points (the “character number”), not in terms of code units", Web Annotation Data Model, 4.2.5).
JavaScript strings and the DOM count UTF-16 units; files, git and curl count bytes. Seed 002 has 5846 code points in
5985 bytes, so one taken for the other is off by 139.
"""

from __future__ import annotations

from archive.errors import InvalidSpan
from archive.spans import Span


def to_bytes(text: str, span: Span) -> Span:
    """The half-open range of bytes that the stretch has in the text's UTF-8 form.

    >>> to_bytes("“No”", Span(1, 3))
    Span(start=3, end=5)
    """
    start = len(text[: span.start].encode("utf-8"))
    return Span(start, start + len(span.of(text).encode("utf-8")))


def from_bytes(text: str, span: Span) -> Span:
    """The stretch that has these bytes of the text's UTF-8 form.

    Raises:
        InvalidSpan: it ends beyond the text, or cuts a character in two.

    >>> from_bytes("“No”", Span(3, 5))
    Span(start=1, end=3)
    """
    content = text.encode("utf-8")
    if span.end > len(content):
        raise InvalidSpan(f"bytes {span.start}-{span.end}", f"the text has only {len(content):,} bytes")
    try:
        start = len(content[: span.start].decode("utf-8"))
        return Span(start, start + len(content[span.start : span.end].decode("utf-8")))
    except UnicodeDecodeError as error:
        rule = "it begins or ends within a character, which has up to four bytes"
        raise InvalidSpan(f"bytes {span.start}-{span.end}", rule) from error


def to_utf16(text: str, span: Span) -> Span:
    """The half-open range of UTF-16 code units, as JavaScript and the DOM count.

    >>> to_utf16("a🎈b", Span(2, 3))
    Span(start=3, end=4)
    """
    start = _utf16_length(text[: span.start])
    return Span(start, start + _utf16_length(span.of(text)))


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
