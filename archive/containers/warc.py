"""The pages of a WARC file (ISO 28500:2017).

What is hard here is what crawlers wrote: bodies that their headers call compressed and that are not, chunks that are
none, pages given only once and then referred to (`revisit`). A record is parsed by fastwarc; where the headers lie
about the body, the body is taken as it is. A revisit is resolved when its original stands before it in the same file.
"""

from __future__ import annotations

import io
import re
from collections import OrderedDict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO, Literal

from fastwarc.warc import ArchiveIterator, WarcRecord

from archive.containers.framing import RawRecord, frame_records
from archive.containers.pages import ContainedPage, RecordFault
from archive.containers.pieces import PieceReader

LARGEST_PAGE = 32 << 20
"""Bytes of a page, decompressed; what expands to more is reported."""
_REMEMBERED = 64 << 20
"""Bytes of pages that are kept in memory for the revisits to come."""
_TYPE = re.compile(rb"^WARC-Type:[ \t]*(response|resource|revisit)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_MARKUP = re.compile(rb"\s*(?:<!--|<!doctype|<html|<head|<body)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$")


def iterate_warc(stream: BinaryIO, member: str = "") -> Iterator[ContainedPage | RecordFault]:
    """The pages of a WARC in the file's order, and a fault for each record that cannot be read.

    A page is a ``response`` with a status of 200 to 299, or a ``resource``, that holds HTML or plain text. Everything
    else is passed over in silence: requests, pictures, error pages.

    Args:
        stream: the file, open for reading, able to seek; plain, or gzip by record or as a whole. It stays open.
        member: the name of the file inside its container, to be kept with each page.
    """
    originals = _Originals()
    for framed in frame_records(PieceReader(stream)):
        found = framed if isinstance(framed, RecordFault) else _read_record(framed, originals)
        if isinstance(found, ContainedPage):
            yield _within(found, member)
        elif found is not None:
            yield RecordFault(found.offset, found.reason, found.record, member)


def _within(page: ContainedPage, member: str) -> ContainedPage:
    return ContainedPage(
        page.url, page.captured_at, page.status, page.headers, page.content, page.record, page.offset, member
    )


def _read_record(raw: RawRecord, originals: _Originals) -> ContainedPage | RecordFault | None:
    kind = _TYPE.search(raw.header)
    if kind is None:
        return None
    try:
        record = _parse(raw, "all")
        if record is None:
            return RecordFault(raw.offset, "its header cannot be read")
        if kind[1].lower() == b"revisit":
            return originals.resolve(record, raw)
        return _read_page(record, raw, originals)
    except (OSError, ValueError, UnicodeError) as error:
        return RecordFault(raw.offset, f"it cannot be parsed ({error})")


def _parse(raw: RawRecord, decode: Literal["all", "none"]) -> WarcRecord | None:
    return next(
        iter(ArchiveIterator(io.BytesIO(raw.content), parse_http=True, auto_decode=decode, quirks_mode=True)), None
    )


def _read_page(record: WarcRecord, raw: RawRecord, originals: _Originals) -> ContainedPage | RecordFault | None:
    status = record.http_headers.status_code if record.http_headers else None
    if not _is_success(record, status):
        return None
    content = _read_body(record, raw)
    if content is None or not _is_page(record, content):
        return None
    if len(content) > LARGEST_PAGE:
        return RecordFault(raw.offset, f"it expands to more than {LARGEST_PAGE:,} bytes", _id_of(record))
    captured_at = _read_date(record.headers.get("WARC-Date") or "")
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    if captured_at is None or not url:
        return RecordFault(raw.offset, "it names no address or no date", _id_of(record))
    headers = tuple(record.http_headers.astuples()) if record.http_headers else ()
    page = ContainedPage(url, captured_at, status, headers, content, _id_of(record), raw.offset)
    originals.remember(page, record.headers.get("WARC-Payload-Digest") or "")
    return page


def _is_success(record: WarcRecord, status: int | None) -> bool:
    is_resource = (record.headers.get("WARC-Type") or "").lower() == "resource"
    return is_resource or (status is not None and 200 <= status <= 299)


def _read_body(record: WarcRecord, raw: RawRecord) -> bytes | None:
    """The body as the server meant it; as it is, where its headers lie about its encoding."""
    declared = _media_type(record)
    if declared and not declared.startswith(_PAGE_TYPES):
        return None
    try:
        return record.reader.read(LARGEST_PAGE + 1)
    except OSError:
        plain = _parse(raw, "none")
        body = plain.reader.read(LARGEST_PAGE + 1) if plain else b""
        if _MARKUP.match(body):
            return body
        raise


def _media_type(record: WarcRecord) -> str:
    declared = record.http_content_type if record.http_headers else record.headers.get("Content-Type")
    return (declared or "").split(";")[0].strip().lower()


def _is_page(record: WarcRecord, content: bytes) -> bool:
    return bool(content.strip()) and (_media_type(record).startswith(_PAGE_TYPES) or bool(_MARKUP.match(content)))


def _id_of(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Record-ID") or "").strip("<> ")


def _read_date(value: str) -> str | None:
    """The date of a record in UTC (ISO 28500:2017, 5.4), shortened to microseconds.

    >>> _read_date("2025-05-03T10:00:00.123456789Z"), _read_date("20250503")
    ('2025-05-03T10:00:00.123456Z', None)
    """
    value = value.strip()
    if not _DATE.match(value):
        return None
    whole, _, fraction = value.removesuffix("Z").partition(".")
    try:
        moment = datetime.fromisoformat(whole).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + (f".{fraction[:6].ljust(6, '0')}" if fraction else "") + "Z"


class _Originals:
    """The pages seen last in this file, for the revisits that refer to them; the oldest go first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, ContainedPage] = OrderedDict()
        self._by_name: dict[str, str] = {}
        self._size = 0

    def remember(self, page: ContainedPage, digest: str) -> None:
        """Keep a page under its record's id, its payload's digest, and its address and time."""
        self._pages[page.record] = page
        self._size += len(page.content)
        for name in (digest, f"{page.url} {page.captured_at}"):
            if name:
                self._by_name[name] = page.record
        while self._size > _REMEMBERED and len(self._pages) > 1:
            _, oldest = self._pages.popitem(last=False)
            self._size -= len(oldest.content)

    def resolve(self, record: WarcRecord, raw: RawRecord) -> ContainedPage | RecordFault | None:
        """The page that a revisit stands for: its own address and time, the original's content."""
        media_type = _media_type(record)
        if media_type and not media_type.startswith(_PAGE_TYPES):
            return None
        original = self._find(record)
        captured_at = _read_date(record.headers.get("WARC-Date") or "")
        if original is None:
            return RecordFault(raw.offset, "it refers to a page that is not before it in this file", _id_of(record))
        if captured_at is None:
            return RecordFault(raw.offset, "it names no date", _id_of(record))
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or original.url
        return ContainedPage(
            url, captured_at, original.status, original.headers, original.content, _id_of(record), raw.offset
        )

    def _find(self, record: WarcRecord) -> ContainedPage | None:
        fields = record.headers
        refers_to = (fields.get("WARC-Refers-To") or "").strip("<> ")
        address = (fields.get("WARC-Refers-To-Target-URI") or fields.get("WARC-Target-URI") or "").strip("<> ")
        date = _read_date(fields.get("WARC-Refers-To-Date") or "") or ""
        for name in (fields.get("WARC-Payload-Digest") or "", f"{address} {date}"):
            refers_to = refers_to if refers_to in self._pages else self._by_name.get(name, "")
        return self._pages.get(refers_to)
