"""From received bytes to a text: one reader per format, chosen by what the bytes show.

What is hard here is honesty about what was read. A reader has a name and a version, both stored with the text, so
that an old text can be read again the same way. Bytes of a format without a reader are refused by its name, never
archived as noise. A new format is a row in `READERS` and a file beside this one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from archive.errors import UnreadableSource
from archive.readers.formats import HTML_PAGE, PLAIN_TEXT, recognise_format
from archive.readers.plain import read_plain
from archive.records import Reading

__all__ = ["READERS", "Reader", "Told", "read", "read_plain"]


class Told(NamedTuple):
    """What came with the bytes and is not in them: their address, and the media type and charset that were declared."""

    url: str | None = None
    media_type: str = ""
    charset: str | None = None


class Reader(NamedTuple):
    """A way to read one format: its name as `recognise_format` gives it, and the function that reads it."""

    format: str
    function: Callable[[bytes, str, Told], Reading]


def _read_text(content: bytes, name: str, told: Told) -> Reading:
    return read_plain(content, name)


def _read_page(content: bytes, name: str, told: Told) -> Reading:
    # lxml and trafilatura cost 0.15 s at the first use: only who reads a page pays.
    from archive.readers.html import read_html

    return read_html(content, name, url=told.url, declared_encoding=told.charset)


def _read_saved_page(content: bytes, name: str, told: Told) -> Reading:
    from archive.readers.mhtml import read_mhtml

    return read_mhtml(content, name)


_PAGE_TYPES = ("text/html", "application/xhtml+xml")
READERS: tuple[Reader, ...] = (
    Reader(PLAIN_TEXT, _read_text),
    Reader(HTML_PAGE, _read_page),
    Reader("an MHTML page", _read_saved_page),
)
"""Every format that the archive reads, each once."""


def read(content: bytes, name: str, told: Told | None = None) -> Reading:
    """The text in ``content``, read by the reader of its format.

    Args:
        content: the bytes as received.
        name: what the user calls the source; used in messages only, a suffix proves nothing.
        told: what is known of them otherwise. Bytes without any signature are a page where they hold a tag and are
            declared to be one.

    Raises:
        EmptyText: there is nothing but white space in it.
        UnreadableSource: no reader reads this format.

    >>> read(b"He said yes.", "note.txt").text
    'He said yes.'
    """
    told = told or Told()
    found = recognise_format(content)
    if found == PLAIN_TEXT and told.media_type in _PAGE_TYPES and (not content.strip() or b"<" in content):
        found = HTML_PAGE
    for reader in READERS:
        if reader.format == found:
            return reader.function(content, name, told)
    known = ", ".join(reader.format for reader in READERS)
    raise UnreadableSource(
        name, f"this is {found}, a format that the archive does not read", f"Save the article as one of: {known}."
    )
