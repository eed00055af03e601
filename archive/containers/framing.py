"""The records of a WARC as bytes: header, block, end (ISO 28500:2017, 4).

What is hard here is not to believe a record's length. It says where the next record begins; when that is not so, the
record is reported and the search for the next ``WARC/1.`` at the beginning of a line starts right behind its first
line, so that a wrong length costs one record and not those it seems to hold. Memory is bounded by `LARGEST_RECORD`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.containers.pages import RecordFault
from archive.containers.pieces import Piece, PieceReader

LARGEST_RECORD = 64 << 20
"""Bytes of a record, decompressed; larger ones (video, disk images) are reported and passed over."""
MOST_SEARCHED = 1 << 30
"""Bytes of one member that are searched for a record before the member is given up."""
_LARGEST_HEADER = 1 << 16
_SIGN = b"WARC/"
_NEXT = re.compile(rb"(?<=\n)WARC/1\.\d")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_BLANKS = re.compile(rb"[\r\n]*")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_RECORD_ID = re.compile(rb"^WARC-Record-ID:[ \t]*<?([^>\r\n]{1,300})>?", re.IGNORECASE | re.MULTILINE)
_BLANK = b"\r\n"
_AFTER = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record, header and block, as bytes; ``offset`` as in `Piece`."""

    header: bytes
    content: bytes
    offset: int


def frame_records(reader: PieceReader) -> Iterator[RawRecord | RecordFault]:
    """The records of a container in order, and a fault for each that cannot be cut out."""
    framing = _Framing(reader.is_compressed)
    while (piece := reader.next_piece()) is not None:
        if piece.fault:
            yield from framing.break_off(piece.offset, piece.fault)
            continue
        if piece.starts and piece.content.startswith(_SIGN):
            yield from framing.finish()
        framing.add(piece)
        yield from framing.cut()
        if framing.searched > MOST_SEARCHED and reader.is_compressed:
            reader.skip_member()
            yield from framing.finish()
    yield from framing.finish()


class _Framing:
    """The content that waits to be cut into records."""

    def __init__(self, is_compressed: bool) -> None:
        self.searched = 0
        self._is_compressed = is_compressed
        self._is_searching = False
        self._waiting = bytearray()
        self._position = 0  # in what waits: before it, all is done
        self._dropped = 0  # bytes before what waits
        self._needed = 0  # bytes that must wait before it is worth looking again
        self._offsets: list[tuple[int, int]] = []  # where in the content a piece begins, and its offset in the file

    def add(self, piece: Piece) -> None:
        """Append a piece."""
        self._offsets.append((self._dropped + len(self._waiting), piece.offset))
        self._waiting += piece.content

    def cut(self, *, is_end: bool = False) -> Iterator[RawRecord | RecordFault]:
        """All records that are whole; at the end of the content, what is not whole is a fault."""
        if is_end or len(self._waiting) >= self._needed:
            self._needed = 0
            while (found := self._cut_one(is_end)) is not None:
                yield found
            self._drop(self._position)

    def finish(self) -> Iterator[RawRecord | RecordFault]:
        """Cut what waits as if nothing more belonged to it."""
        yield from self.cut(is_end=True)
        self._drop(len(self._waiting))
        self._is_searching = False
        self.searched = 0

    def break_off(self, offset: int, reason: str) -> Iterator[RawRecord | RecordFault]:
        """Report that the content ends here by damage, and forget what waits: the search for a record starts anew."""
        known = _RECORD_ID.search(self._waiting, self._position)
        yield RecordFault(offset, reason, known[1].decode("latin-1") if known else "")
        self._drop(len(self._waiting))
        self._is_searching = False
        self._needed = 0

    def _cut_one(self, is_end: bool) -> RawRecord | RecordFault | None:
        """The next record or fault; None when more content is needed."""
        if not self._go_to_start():
            return None
        start = self._position
        if not self._waiting.startswith(_SIGN[: len(self._waiting) - start], start):
            return self._reject("it does not begin like a record")
        header = _HEADER_END.search(self._waiting, start, start + _LARGEST_HEADER)
        if header is None:
            if is_end or len(self._waiting) - start > _LARGEST_HEADER:
                return self._reject("its header does not end")
            return None
        length = _LENGTH.search(self._waiting, start, header.end())
        if length is None:
            return self._reject("its header tells no length")
        return self._cut_block(header.end(), header.end() + int(length[1]), is_end)

    def _cut_block(self, header_end: int, end: int, is_end: bool) -> RawRecord | RecordFault | None:
        start = self._position
        if end - start > LARGEST_RECORD:
            return self._reject(f"it has {end - start:,} bytes, more than the {LARGEST_RECORD:,} that are read")
        if len(self._waiting) < end + (0 if is_end else len(_AFTER)):
            if is_end:
                return self._reject("the file ends in the middle of it")
            self._needed = end + len(_AFTER) - start
            return None
        if self._waiting[end : end + len(_AFTER)].strip(_BLANK):
            return self._reject("the next record does not begin where its length says")
        self._position = end
        self.searched = 0
        return RawRecord(
            bytes(self._waiting[start:header_end]), bytes(self._waiting[start:end]), self._offset_of(start)
        )

    def _go_to_start(self) -> bool:
        """Move to where the next record should begin; False when what waits holds none."""
        if self._is_searching:
            found = _NEXT.search(self._waiting, self._position)
            if found is None:
                before, self._position = self._position, max(self._position, len(self._waiting) - 16)
                self.searched += self._position - before
                return False
            self._position = found.start()
            self._is_searching = False
        blank = _BLANKS.match(self._waiting, self._position)
        self._position = blank.end() if blank else self._position
        return self._position < len(self._waiting)

    def _reject(self, reason: str) -> RecordFault:
        """The fault of the record at the position; the search for another one starts behind its first word."""
        start = self._position
        known = _RECORD_ID.search(self._waiting, start, start + _LARGEST_HEADER)
        self._position = min(len(self._waiting), start + len(_SIGN))
        self._is_searching = True
        return RecordFault(self._offset_of(start), reason, known[1].decode("latin-1") if known else "")

    def _offset_of(self, position: int) -> int:
        place = self._dropped + position
        begin, offset = [entry for entry in self._offsets if entry[0] <= place][-1]
        return offset if self._is_compressed else offset + place - begin

    def _drop(self, size: int) -> None:
        del self._waiting[:size]
        self._dropped += size
        self._position = max(0, self._position - size)
        current = [entry for entry in self._offsets if entry[0] <= self._dropped]
        self._offsets = current[-1:] + [entry for entry in self._offsets if entry[0] > self._dropped]
