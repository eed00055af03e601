"""Plain text: the bytes, decoded and otherwise untouched.

The text rule (docs/data-model.md): strict UTF-8 is kept whole, byte order mark, carriage returns and NULs included,
so that ``sha256sum FILE`` prints the text's name. Other bytes are decoded by a byte order mark, else by detection, and
what cannot be decoded becomes U+FFFD and is counted.

What is hard here is the file that is *almost* something: UTF-8 cut in the middle of a letter is damaged UTF-8 and not
another encoding; UTF-16 of English letters without a mark is valid UTF-8 full of NULs; a picture without a signature is
valid Latin-1. The first two are told by proportion, the last by its control characters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from archive.errors import EmptyText, UnreadableSource
from archive.records import Reading

READER = "plain"
"""The name of this reader, stored with each text it read."""
READER_VERSION = "1"
"""Raised whenever the same bytes would give another text."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_ESCAPED = re.compile("[\udc80-\udcff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE = 1 << 18
"""Bytes that the detection looks at: its time grows with them, its answer hardly changes."""
_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_2", "koi8_r", "koi8_u", "cp866"),
    *("mac_roman", "mac_cyrillic", "cp932", "euc_jp", "iso2022_jp", "cp949", "gb18030", "big5"),
]
"""What news texts were ever saved in (WHATWG Encoding, section 4.2, without the rare ones that only win by chance)."""
_TYPOGRAPHY = "€‚„…‹‘’“”•–—™›\u00a0£§©«\u00ad®°·»".encode("cp1252")
"""Marks that all Windows encodings of Europe share: too few of them to guess a language by, and none is needed."""
_WESTERN = "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿßœÀÁÂÄÅÆÇÈÉÊÍÎÑÓÔÖØÚÜŒŠšŽž¿¡ªº".encode("cp1252")
_FEW_LETTERS = 0.025
"""Up to this share of letters above ASCII it is a western text: Czech, Polish or Romanian have more, Cyrillic most."""
_MOST_CONTROL = 0.05
"""A larger share of control characters than this is no text."""
_MOST_DAMAGE = 0.05
"""Up to this share of bad bytes among the bytes above ASCII, a file is damaged UTF-8."""


@dataclass(frozen=True, slots=True)
class _Decoded:
    text: str
    encoding: str
    source: str
    undecodable: int = 0


def read_plain(content: bytes, name: str = "this text") -> Reading:
    r"""The text that these bytes spell, with the encoding and how it was found.

    Args:
        content: the bytes as received.
        name: what the user calls the source, for messages.

    Raises:
        EmptyText: nothing but white space.
        UnreadableSource: the characters are not those of a text.

    >>> reading = read_plain("Zelenskyy’s café\r\n".encode("cp1252"))
    >>> reading.text, reading.encoding_source
    ('Zelenskyy’s café\r\n', 'detected')
    """
    decoded = _decode(content)
    text = _SURROGATE.sub("\ufffd", decoded.text) if not decoded.text.isascii() else decoded.text
    if not text.strip("\ufeff").strip():
        raise EmptyText(name, "there is no text in it, so nothing was archived", "Check that this is the right file.")
    if not _looks_like_text(text):
        raise UnreadableSource(
            name, "these bytes are not text in any known encoding", "Save the article as plain text, best in UTF-8."
        )
    return Reading(
        text=text,
        reader=READER,
        reader_version=READER_VERSION,
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        undecodable=decoded.undecodable,
    )


def _decode(content: bytes) -> _Decoded:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_wide(content, encoding, "declared")
    wide = _unmarked_wide_encoding(content)
    if wide:
        return _decode_wide(content, wide, "detected")
    try:
        return _Decoded(content.decode("utf-8"), "utf-8", "strict")
    except UnicodeDecodeError:
        return _decode_damaged_utf8(content) or _decode_detected(content)


def _decode_wide(content: bytes, encoding: str, source: str) -> _Decoded:
    text = content.decode(encoding, errors="replace")
    unit = 4 if encoding.startswith("utf-32") else 2
    genuine = "\ufffd".encode(f"{encoding[:6]}-le")
    lost = max(0, text.count("\ufffd") - content.count(genuine) - content.count(genuine[::-1]))
    return _Decoded(text, encoding, source, lost * unit)


def _unmarked_wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte is NUL, always on the same side."""
    sample = content[:_SAMPLE]
    if len(sample) < 4 or len(content) % 2:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _decode_damaged_utf8(content: bytes) -> _Decoded | None:
    text = content.decode("utf-8", errors="surrogateescape")
    lost = len(_ESCAPED.findall(text))
    above_ascii = len(content) - len(content.translate(None, bytes(range(0x80, 0x100))))
    # Three bytes: a letter cut off at the end of the file, the commonest damage, in a text with few such letters.
    cut_at_end = lost <= 3 and lost < above_ascii and not _ESCAPED.search(text[:-3])
    if lost > _MOST_DAMAGE * above_ascii and not cut_at_end:
        return None
    return _Decoded(_ESCAPED.sub("\ufffd", text), "utf-8", "detected", lost)


def _decode_detected(content: bytes) -> _Decoded:
    above_ascii = content.translate(None, bytes(range(0x80)))
    letters = above_ascii.translate(None, _TYPOGRAPHY)
    if len(letters) <= _FEW_LETTERS * len(content) and not letters.translate(None, _WESTERN):
        return _Decoded(content.decode("cp1252"), "cp1252", "detected")
    from charset_normalizer import from_bytes  # 40 ms to load, and most files are UTF-8

    best = from_bytes(content[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    encoding = best.encoding if best else "cp1252"
    text = content.decode(encoding, errors="surrogateescape")
    lost = len(_ESCAPED.findall(text))
    return _Decoded(_ESCAPED.sub("\ufffd", text), encoding, "detected", lost)


def _looks_like_text(text: str) -> bool:
    """Few control characters; NULs count as such only where they are more than a tenth of the whole."""
    controls = len(_CONTROL.findall(text))
    nuls = text.count("\0")
    return controls <= max(2, _MOST_CONTROL * len(text)) and nuls <= max(8, 0.1 * len(text))
