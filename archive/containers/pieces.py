"""A container's bytes, decompressed piece by piece, with damage reported and survived.

What is hard here is that zlib knows nothing of what comes after a damaged member. A WARC is compressed record by
record, so the next record begins with the next gzip signature: the file is searched for it from the byte behind the
damaged member's first, and a find counts only if it decompresses to the beginning of a record. Memory is bounded by
`PIECE` whatever a member expands to.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import BinaryIO

PIECE = 1 << 20
"""Bytes in a piece, at most."""
_GZIP = b"\x1f\x8b\x08"
_CHUNK = 1 << 18
_RECORD = b"WARC/"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a container's content.

    ``offset`` is where in the file it begins; of compressed content, where its member begins. ``starts`` tells the
    first piece of a member. A piece with a ``fault`` has no content: its member ended there.
    """

    content: bytes
    offset: int
    starts: bool = False
    fault: str = ""


class PieceReader:
    """Reads a container from a binary stream that can seek; closes nothing."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._start = stream.tell()
        self.is_compressed = stream.read(len(_GZIP)) == _GZIP
        stream.seek(self._start)
        self._raw = b""
        self._read = self._start
        self._member = self._start
        self._inflate: zlib._Decompress | None = None
        self._is_searching = False
        self._is_first = False

    def next_piece(self) -> Piece | None:
        """The next piece, or None at the end of the file."""
        return self._next_inflated() if self.is_compressed else self._next_plain()

    def skip_member(self) -> None:
        """Leave the rest of the current member unread and go on with the next one that can be found."""
        if self._inflate is not None:
            self._search_from(self._member + 1)

    def _next_plain(self) -> Piece | None:
        offset = self._read
        content = self._stream.read(PIECE)
        self._read += len(content)
        return Piece(content, offset, starts=offset == self._start) if content else None

    def _next_inflated(self) -> Piece | None:
        while self._inflate is not None or self._open_member():
            piece = self._inflate_more()
            if piece is not None:
                return piece
        return None

    def _open_member(self) -> bool:
        """Go to the next gzip signature and begin to inflate there; False at the end of the file."""
        while True:
            self._fill(len(_GZIP))
            found = self._raw.find(_GZIP)
            if found >= 0:
                self._raw = self._raw[found:]
                self._member = self._read - len(self._raw)
                self._inflate = zlib.decompressobj(wbits=31)
                self._is_first = True
                return True
            if not self._fill(len(self._raw) + 1):
                return False
            self._raw = self._raw[-len(_GZIP) - _CHUNK :]

    def _inflate_more(self) -> Piece | None:
        """The next piece of the open member; None when there was none but more may come."""
        inflate = self._inflate
        if inflate is None or not (self._raw or self._fill(1)):
            return self._fail("the file ends in the middle of it")
        try:
            content = inflate.decompress(self._raw, PIECE)
        except zlib.error as error:
            return self._fail(f"its compressed form is damaged ({error})")
        self._raw = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
        if self._is_searching and content and not content.startswith(_RECORD):
            self._search_from(self._member + 1)
            return None
        if inflate.eof:
            self._inflate = None
        if not content:
            return None
        starts, self._is_first, self._is_searching = self._is_first, False, False
        return Piece(content, self._member, starts)

    def _fail(self, reason: str) -> Piece | None:
        was_searching, offset = self._is_searching and self._is_first, self._member
        self._search_from(offset + 1)
        return None if was_searching else Piece(b"", offset, fault=reason)

    def _search_from(self, offset: int) -> None:
        self._stream.seek(offset)
        self._raw, self._read = b"", offset
        self._inflate = None
        self._is_searching = True

    def _fill(self, size: int) -> bool:
        """Read on until ``size`` bytes wait; False when the file has no more."""
        while len(self._raw) < size:
            chunk = self._stream.read(_CHUNK)
            if not chunk:
                return False
            self._read += len(chunk)
            self._raw += chunk
        return True
