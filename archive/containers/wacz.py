"""The pages of a WACZ file (Webrecorder, WACZ 1.1.1): a ZIP with WARC files in its folder ``archive``.

What is hard here is only to trust the ZIP no more than a WARC: names are never used as paths, a damaged member is a
fault, and members are read as streams. The index and the page list inside are not needed and not read.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from archive.containers.pages import ContainedPage, RecordFault
from archive.containers.warc import iterate_warc
from archive.errors import UnreadableSource

_WARC = (".warc", ".warc.gz")
MOST_EXPANDED = 1 << 36
"""Bytes (64 GiB) that one member may claim to hold; WARCs in a WACZ are stored, not compressed again."""


def iterate_wacz(stream: BinaryIO, name: str = "this file") -> Iterator[ContainedPage | RecordFault]:
    """The pages of all WARC files in a WACZ, in the order of the ZIP's directory.

    Args:
        stream: the file, open for reading, able to seek. It stays open.
        name: what the user calls it, for messages.

    Raises:
        UnreadableSource: it is no ZIP, or there is no WARC in it.
    """
    try:
        package = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableSource(name, f"this is no whole ZIP file ({error})", "Download or copy it again.") from error
    members = [member for member in package.infolist() if member.filename.lower().endswith(_WARC)]
    if not members:
        raise UnreadableSource(name, "there is no WARC file in it, so it is no WACZ")
    for member in members:
        yield from _iterate_member(package, member)


def _iterate_member(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[ContainedPage | RecordFault]:
    if member.file_size > MOST_EXPANDED:
        yield RecordFault(member.header_offset, "it claims to be larger than what is read", member=member.filename)
        return
    try:
        with package.open(member) as content:
            yield from iterate_warc(cast("BinaryIO", content), member.filename)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        yield RecordFault(member.header_offset, f"it cannot be read ({error})", member=member.filename)
