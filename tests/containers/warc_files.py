"""WARC files for the tests, put together byte by byte, so that each can be broken where a test wants it."""

from __future__ import annotations

import gzip
import io
import zlib

from archive.containers import ContainedPage, RecordFault, iterate_warc

PAGE = b"<html><body><p>The mayor said \xe2\x80\x9cwe stay\xe2\x80\x9d on Friday.</p></body></html>"


def http(body: bytes = PAGE, *headers: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    """An HTTP response with these header lines; HTML unless a header says otherwise."""
    lines = [status, *headers]
    if not any(line.lower().startswith("content-type") for line in headers):
        lines.append("Content-Type: text/html; charset=utf-8")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    number: int,
    block: bytes,
    kind: str = "response",
    *fields: str,
    length: int | None = None,
    date: str = "2025-05-03T10:00:00Z",
) -> bytes:
    """A WARC record; ``length`` lets it lie about its block."""
    content_type = "application/http; msgtype=response" if kind in ("response", "revisit") else "text/html"
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{number}>",
        f"WARC-Date: {date}",
        f"WARC-Target-URI: https://example.org/{number}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block) if length is None else length}",
        *fields,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def plain(*records: bytes) -> bytes:
    """The records one after another."""
    return b"".join(records)


def by_record(*records: bytes) -> bytes:
    """Each record a gzip member of its own, as crawlers write them."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def as_a_whole(*records: bytes) -> bytes:
    """All records in one gzip member, as people compress them later."""
    return gzip.compress(b"".join(records), mtime=0)


def in_blocks(*records: bytes) -> bytes:
    """All records in gzip members that are cut anywhere, as parallel compressors write them."""
    content = b"".join(records)
    return b"".join(gzip.compress(content[start : start + 100], mtime=0) for start in range(0, len(content), 100))


def raw_deflate(content: bytes) -> bytes:
    """Deflate without the zlib header, as some servers send it."""
    deflate = zlib.compressobj(wbits=-15)
    return deflate.compress(content) + deflate.flush()


def chunked(content: bytes, size: int = 10) -> bytes:
    """The content in chunks (RFC 9112, 7.1)."""
    chunks = (content[start : start + size] for start in range(0, len(content), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def pages_and_faults(content: bytes) -> tuple[list[ContainedPage], list[RecordFault]]:
    """What a WARC file yields, apart."""
    found = list(iterate_warc(io.BytesIO(content)))
    return (
        [page for page in found if isinstance(page, ContainedPage)],
        [fault for fault in found if isinstance(fault, RecordFault)],
    )


def addresses(pages: list[ContainedPage]) -> str:
    """The last letters of the pages' addresses, in order."""
    return "".join(page.url.removeprefix("https://example.org/") for page in pages)
