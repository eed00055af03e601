"""How the bytes of a snapshot lie in the database: zstd, a later version against the one before it.

Two versions of a page share nearly everything, so the earlier one, given to zstd as a raw prefix (RFC 8878, section
5), makes the later a few hundred bytes. To read one its whole chain must be read; `LONGEST_CHAIN` bounds that, and a
snapshot at the bound is stored by itself again (a keyframe). Digests are always those of the plain bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zstandard import ZstdCompressionDict

LONGEST_CHAIN = 8
"""A read decompresses at most this many frames more than its own: with 12 versions of a page, 2 keyframes."""
LARGEST_BASE = 64 * 1024 * 1024
"""Bytes; a larger snapshot is no base for others, since each read would hold it in memory besides."""
_LEVEL = 9
_WORTH = 0.7  # a base must save 30 %, or the chain costs more than it gives
_LARGEST_WINDOW = 27  # log2 of bytes: base and content together, so that the whole base can be referred to


@dataclass(frozen=True, slots=True)
class Packed:
    """The bytes as stored; ``needs_base`` tells whether `unpack` wants the earlier snapshot again."""

    frame: bytes
    needs_base: bool


def pack(content: bytes, base: bytes | None = None) -> Packed:
    """``content`` compressed, against ``base`` where that pays.

    >>> page = b"".join(b"<p>paragraph %d</p>" % number for number in range(999))
    >>> later = pack(page + b"<p>one more</p>", page)
    >>> later.needs_base, len(later.frame) < 100, unpack(later.frame, page)[-15:]
    (True, True, b'<p>one more</p>')
    """
    alone = _compress(content, None)
    if base is None or len(base) > LARGEST_BASE:
        return Packed(alone, needs_base=False)
    against = _compress(content, base)
    if len(against) > _WORTH * len(alone):
        return Packed(alone, needs_base=False)
    return Packed(against, needs_base=True)


def unpack(frame: bytes, base: bytes | None = None) -> bytes:
    """The bytes that `pack` was given, with the same ``base`` when it needed one.

    Raises:
        ValueError: the frame is damaged, or the base is not the one it was packed with.
    """
    import zstandard  # 4 ms; only who reads a snapshot needs it

    try:
        return zstandard.ZstdDecompressor(dict_data=_prefix(base), max_window_size=1 << _LARGEST_WINDOW).decompress(
            frame
        )
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def _compress(content: bytes, base: bytes | None) -> bytes:
    import zstandard  # as above

    window = min(max((len(content) + len(base or b"")).bit_length(), 10), _LARGEST_WINDOW)
    parameters = zstandard.ZstdCompressionParameters.from_level(
        _LEVEL, window_log=window, write_checksum=True, write_content_size=True
    )
    return zstandard.ZstdCompressor(compression_params=parameters, dict_data=_prefix(base)).compress(content)


def _prefix(base: bytes | None) -> ZstdCompressionDict | None:
    import zstandard  # as above

    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT) if base else None
