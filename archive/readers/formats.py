"""What kind of file the first bytes show: a page, a picture, an archive, or else plain text.

What is hard here is to refuse noise without refusing texts. A signature at the very start is proof; a NUL or a strange
byte is not, because texts from old systems have them. So whatever has no known signature counts as plain text, and the
reader of plain text looks at the decoded characters.
"""

from __future__ import annotations

import re

PLAIN_TEXT = "plain text"
"""The name of the format that has no signature."""
HTML_PAGE = "an HTML page"
"""The name of the format of web pages."""
FEED = "a feed (RSS or Atom)"
"""The name of a format that is no article, but names some."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive (also .docx, .odt, .epub, .wacz)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"(\xb5/\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"WARC/1.", "a WARC file"),
    (b"\x7fELF", "a program"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "an MP3 file"),
    (b"\x00\x00\x00\x1cftyp", "a video file"),
    (b"\x00\x00\x00\x18ftyp", "a video file"),
    (b"\x00\x00\x00\x20ftyp", "a video file"),
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Comments and an XML declaration may come first; then the root element decides (HTML standard, 13.2.3 and RFC 4287).
_BEFORE_ROOT = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*", re.DOTALL | re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta\s+charset=|article|main)[\s>/\"']", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\s", re.IGNORECASE)
# A page saved by a browser as one file (RFC 2557): mail header fields, and what only such a file has among them.
_FIELDS = re.compile(rb"\s*(?:[\w-]{1,60}:[ \t][^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*)+")
_SAVED = re.compile(rb"^(?:Content-Type:\s*multipart/related|Snapshot-Content-Location:)", re.IGNORECASE | re.MULTILINE)
_HEAD = 8192


def recognise_format(content: bytes) -> str:
    """What kind of file this is, in words; ``plain text`` when nothing speaks against it.

    >>> recognise_format(b"%PDF-1.7 ..."), recognise_format(b"<p>is not a page</p>")
    ('a PDF', 'plain text')
    """
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            return name
    return _recognise_markup(_without_wide_nuls(content[:_HEAD]))


def _without_wide_nuls(head: bytes) -> bytes:
    """The first bytes without a byte order mark; of UTF-16 only the ASCII half, which is enough for tags."""
    for mark in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return head[len(mark) :].replace(b"\0", b"")
    return head


def _recognise_markup(head: bytes) -> str:
    fields = _FIELDS.match(head)
    if fields and _SAVED.search(fields[0]):
        return "an MHTML page"
    before = _BEFORE_ROOT.match(head)
    start = before.end() if before else 0
    if _PAGE.match(head, start):
        return HTML_PAGE
    if _FEED.match(head, start):
        return FEED
    if _XML.match(head.lstrip()):
        return "an XML document"
    return PLAIN_TEXT
