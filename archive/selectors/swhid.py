"""Software heritage identifiers of a text and of a stretch of it: ``swh:1:cnt:<sha1_git>;bytes=<first>-<last>``.

What is hard here are the small differences to a permalink: the object is named by git's SHA-1 of the bytes, and a range
of bytes counts from 0 and *includes* its last byte. A single number is one byte. Context qualifiers (origin, visit,
anchor, path) say where somebody saw the object; they are passed over, because the object is the same everywhere.

Source: SWHID specification 1.2 (ISO/IEC 18670), clause 5.2 (content), 6.1.1 (lines), 6.1.2 (bytes).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from archive.errors import InvalidIdentifier
from archive.selectors.units import from_bytes, to_bytes
from archive.spans import Span

_CORE = re.compile(r"swh:1:cnt:(?P<object>[0-9a-f]{40})")
_RANGE = re.compile(r"(?P<first>\d{1,12})(?:-(?P<last>\d{1,12}))?")
_QUALIFIERS = ("origin", "visit", "anchor", "path", "lines", "bytes")
_NEXT_STEP = "It looks like swh:1:cnt:<40 hex digits>;bytes=653-990."


@dataclass(frozen=True, slots=True)
class Swhid:
    """A content object, of which ``stretch`` is a half-open range: of bytes or, with ``in_lines``, of lines from 0."""

    object: str
    stretch: Span | None = None
    in_lines: bool = False

    def __str__(self) -> str:
        core = f"swh:1:cnt:{self.object}"
        if self.stretch is None:
            return core
        first, last = (self.stretch.start + self.in_lines, self.stretch.end - 1 + self.in_lines)
        return f"{core};{'lines' if self.in_lines else 'bytes'}=" + (f"{first}" if first == last else f"{first}-{last}")


def name_content(content: bytes) -> str:
    """The 40 hex digits by which git names a file of these bytes.

    >>> name_content(b"")
    'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
    """
    # SHA-1 because the specification says so; the archive's own names are SHA-256.
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def swhid_of(text: str, span: Span | None = None) -> Swhid:
    """The identifier of a text, or of a stretch of it that is not empty.

    >>> str(swhid_of("“No”", Span(1, 3)))
    'swh:1:cnt:b70c326b4ce59f015545716e0abe704736c018ab;bytes=3-4'
    """
    return Swhid(name_content(text.encode("utf-8")), to_bytes(text, span) if span else None)


def parse_swhid(value: str) -> Swhid:
    """The identifier that ``value`` spells out; bytes win over lines, as the specification allows.

    Raises:
        InvalidIdentifier: it is none of a content object, or a qualifier is unknown, twice or not a range.

    >>> parse_swhid("swh:1:cnt:" + "0" * 40 + ";origin=https://example.org;bytes=3-4").stretch
    Span(start=3, end=5)
    """
    core, *rest = value.strip().split(";")
    found = _CORE.fullmatch(core)
    if not found:
        rule = "the identifier of a text begins with swh:1:cnt: and 40 hex digits (0-9, a-f)"
        raise InvalidIdentifier(value, rule, _NEXT_STEP)
    said: dict[str, str] = {}
    for qualifier in rest:
        name, _, content = qualifier.partition("=")
        if name not in _QUALIFIERS or name in said:
            rule = f"“{name}” is there twice" if name in said else f"“{name}” is no qualifier of a SWHID"
            raise InvalidIdentifier(value, rule, _NEXT_STEP)
        said[name] = content
    if "bytes" in said:
        return Swhid(found["object"], _read_range(value, said["bytes"], 0))
    if "lines" in said:
        return Swhid(found["object"], _read_range(value, said["lines"], 1), in_lines=True)
    return Swhid(found["object"])


def _read_range(value: str, said: str, least: int) -> Span:
    found = _RANGE.fullmatch(said)
    first, last = (int(found["first"]), int(found["last"] or found["first"])) if found else (0, -1)
    if not least <= first <= last:
        raise InvalidIdentifier(value, f"“{said}” is no range: first-last, counted from {least}, the last included")
    return Span(first - least, last + 1 - least)


def locate_swhid(text: str, swhid: Swhid) -> Span | None:
    r"""The stretch of the text that the identifier means, None where it means the whole.

    Raises:
        InvalidSpan: the range ends beyond the text, or cuts a character in two.

    >>> locate_swhid("a\nb\nc", Swhid("0" * 40, Span(1, 2), in_lines=True))
    Span(start=2, end=4)
    """
    if swhid.stretch is None:
        return None
    if not swhid.in_lines:
        return from_bytes(text, swhid.stretch)
    content = text.encode("utf-8")
    starts = [0, *(place.end() for place in re.finditer(b"\n", content)), len(content)]
    beyond = len(content) + 1  # a line that is not there is refused by `from_bytes`, in words
    start, end = (
        starts[number] if number < len(starts) else beyond for number in (swhid.stretch.start, swhid.stretch.end)
    )
    return from_bytes(text, Span(start, end))
