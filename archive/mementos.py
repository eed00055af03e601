"""The captures of an address as mementos (RFC 7089): which there are, which is best for a time, and their bytes.

What is hard here is the address. It arrives at the end of a path, where proxies join its slashes and clients encode
more or less of it; and people write it in several ways. So the spellings that can only mean the same address are tried
in turn, the one as it came first. Nothing is guessed beyond that: another path or query is another page.

A capture counts as a memento when it was witnessed (`archive.origins`), held the article and its text was not taken
down. What somebody supplied is nobody's memento, whatever address it gives itself: its bytes can be looked at, and that
is all. So can an answer that the page is gone, but no client is sent there for the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from archive.addresses import canonical_url
from archive.errors import InvalidValue, UnknownReference, Withdrawn
from archive.identifiers import CaptureId, DocumentId, TextDigest, document_of_url
from archive.listings.timemaps import parse_http_date
from archive.origins import is_witnessed
from archive.records import Capture
from archive.store import Store
from archive.store.documents import document_exists, list_documents
from archive.store.facts import aliases_of, capture_by_id, captures_of, document_of_alias, snapshot_of, withdrawal_of
from archive.store.readings import texts_read_from

_WEB = re.compile(r"(?P<scheme>https?):/+", re.IGNORECASE)
_ADDRESS = "/:?#[]@!$&'()*+,;=%~"  # what may stand in an address as it is (RFC 3986, section 2.2)


@dataclass(frozen=True, slots=True)
class Memento:
    """One capture of an address, in UTC."""

    capture: CaptureId
    captured_at: str

    @property
    def moment(self) -> datetime:
        """When it was captured, to the second, as HTTP writes times."""
        return datetime.fromisoformat(self.captured_at).astimezone(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Original:
    """A page of the web whose captures are held: its address as the archive writes it, and its mementos in order."""

    url: str
    document: DocumentId
    mementos: tuple[Memento, ...]


@dataclass(frozen=True, slots=True)
class RawCapture:
    """The bytes of a capture, the encoding that its reader found (None: no reader read it), and whose page it shows.

    ``url`` is the address that it is a capture of; None where nobody witnessed that it answered so.
    """

    capture: Capture
    content: bytes
    encoding: str | None
    document: DocumentId
    url: str | None
    has_article: bool


def find_original(store: Store, address: str) -> Original:
    """The page at this address.

    Raises:
        UnknownReference: the archive has no capture of it.
    """
    for spelling in dict.fromkeys(_spellings(address)):
        document = document_of_alias(store, "url", spelling)
        by_name = document_of_url(spelling)
        document = document or (by_name if document_exists(store, by_name) else None)
        mementos = mementos_of(store, document) if document else ()
        if document and mementos:
            return Original(encode_address(spelling), document, mementos)
    raise UnknownReference(address or "no address", "this archive holds no capture of it", "Give the whole address.")


def mementos_of(store: Store, document: DocumentId) -> tuple[Memento, ...]:
    """The captures of an article that can be served as what its address answered, oldest first."""
    withdrawn: dict[TextDigest, bool] = {}
    found: list[Memento] = []
    for capture, text in captures_of(store, document):
        if text is None or not is_witnessed(capture.method):
            continue
        if text not in withdrawn:
            withdrawn[text] = withdrawal_of(store, text) is not None
        if not withdrawn[text]:
            found.append(Memento(capture.id, capture.captured_at))
    return tuple(found)


def choose_memento(mementos: Sequence[Memento], moment: datetime | None) -> int:
    """The place of the memento nearest in time, of two as near the earlier; the newest when no time is asked for.

    >>> held = [Memento(CaptureId("a"), "2026-11-21T09:00:00Z"), Memento(CaptureId("b"), "2026-11-23T09:00:00Z")]
    >>> [choose_memento(held, datetime(2026, 11, day, 9, tzinfo=UTC)) for day in (1, 22, 23)]
    [0, 0, 1]
    """
    if moment is None:
        return len(mementos) - 1
    return min(range(len(mementos)), key=lambda place: abs((mementos[place].moment - moment).total_seconds()))


def read_accepted_time(value: str | None) -> datetime | None:
    """The time that a client asks for with Accept-Datetime (RFC 7089, section 2.1.1); None when it asks for none.

    Raises:
        InvalidValue: it is no HTTP date.
    """
    if value is None or not value.strip():
        return None
    try:
        moment = parse_http_date(value)
    except OverflowError:  # a year that UTC does not have
        moment = None
    if moment is None:
        raise InvalidValue(
            f"Accept-Datetime: {value[:60]}", "is not an HTTP date", "Write it as Sat, 21 Nov 2026 09:30:00 GMT."
        )
    return moment


def read_capture(store: Store, capture: CaptureId) -> RawCapture:
    """The bytes that a capture received.

    Raises:
        UnknownReference: the archive has none of this name.
        Withdrawn: a text that was read from these bytes was taken down.
    """
    found = capture_by_id(store, capture)
    if found is None:
        raise UnknownReference(capture, "no capture has this name", "The page of an article lists its captures.")
    held, document, text = found
    readings = texts_read_from(store, held.snapshot)
    for read, _ in readings:
        if reason := withdrawal_of(store, read):
            raise Withdrawn(capture, reason)
    encoding = next((encoding for read, encoding in readings if read == text), None)
    content = snapshot_of(store, held.snapshot)
    return RawCapture(held, content, encoding, document, _url_of(store, held, document), text is not None)


def encode_address(url: str) -> str:
    """The address in ASCII, as headers and paths must have it; what is encoded already stays (RFC 3987, section 3.1).

    >>> encode_address("https://example.org/ä b?c=%20&d=\u201c")
    'https://example.org/%C3%A4%20b?c=%20&d=%E2%80%9C'
    """
    return quote(url, safe=_ADDRESS)


def _url_of(store: Store, capture: Capture, document: DocumentId) -> str | None:
    """The address that a capture is of: its own source, else what the article is known by; None when only supplied."""
    if not is_witnessed(capture.method):
        return None
    if _WEB.match(capture.source):
        return encode_address(canonical_url(capture.source))
    known = [record.url for record in list_documents(store, [document]) if record.url]
    known += [value for kind, value in aliases_of(store, document) if kind == "url"]
    return encode_address(known[0]) if known else None


def _spellings(address: str) -> Iterator[str]:
    """The ways to write the same address, the likeliest first."""
    for written in (address, unquote(address)):
        whole = _WEB.sub(lambda found: f"{found['scheme']}://", written, count=1)
        for url in [whole] if _WEB.match(whole) else [f"https://{whole}", f"http://{whole}"]:
            if any(character.isspace() or not character.isprintable() for character in url.strip()):
                continue
            yield url
            try:
                canonical = canonical_url(url)
            except ValueError:  # a port that is no number, a bracket left open
                continue
            yield from (canonical, encode_address(canonical), unquote(canonical))
