"""The pages inside a WARC or WACZ file, each as an input of its own: ``FILE#record``.

What is hard here is only to tell such a file without reading all of it, as it may have several gigabytes: its first
bytes decide, never its name. Pages keep the date that their record gives them. A record that cannot be read is refused
by itself, and those after it are still taken.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from archive.addresses import Address, canonical_url, split_address
from archive.containers import ContainedPage, RecordFault, iterate_wacz, iterate_warc
from archive.errors import UnreadableSource
from archive.ingest.received import Received, recorded_moment

_HEAD = 4096
_NOT_FOR_READERS = ("/robots.txt", "/ads.txt", "/app-ads.txt", "/security.txt", "/humans.txt")
"""Texts that sites have for programs; crawls hold them, and nobody is quoted in them."""

Pages = Iterator[ContainedPage | RecordFault]
"""What a container yields."""


def recognise_container(stream: BinaryIO, name: str) -> Callable[[], Pages] | None:
    """A function that gives the pages in this file; None when it is no container. The stream is as it was.

    Args:
        stream: the file, open for reading, able to seek.
        name: what the user calls it, for messages.
    """
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith(b"\x1f\x8b"):
        head = _first_inflated(head)
    if head.startswith(b"WARC/"):
        return lambda: iterate_warc(stream)
    is_package = head.startswith(b"PK") and _holds_warc(stream)
    stream.seek(0)
    return (lambda: iterate_wacz(stream, name)) if is_package else None


def _first_inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 16)
    except zlib.error:
        return b""


def _holds_warc(stream: BinaryIO) -> bool:
    try:
        names = zipfile.ZipFile(stream).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return any(name.lower().endswith((".warc", ".warc.gz")) for name in names)


def receive_page(page: ContainedPage | RecordFault, file: str) -> Received | UnreadableSource | None:
    """One page as an input, or why it is none; None for a text that no reader is meant to see.

    Args:
        page: what the container holds.
        file: the name of the container as the person reached it.
    """
    name = f"{file}#{f'{page.member}#' if page.member else ''}{page.record or f'@{page.offset}'}"
    if isinstance(page, RecordFault):
        return UnreadableSource(name, f"record at byte {page.offset}: {page.reason}", "The others are not affected.")
    if split_address(page.url) is None:
        return UnreadableSource(name, f"its address is none of the web ({page.url[:100]})")
    if urlsplit(page.url).path.lower().endswith(_NOT_FOR_READERS):
        return None
    return Received(
        name=name,
        content=page.content,
        method="warc",
        url=page.url,
        asked=(Address(canonical_url(page.url), "the address in the WARC record"),),
        captured_at=recorded_moment(page.captured_at),
        status=page.status,
        headers=page.headers,
    )
