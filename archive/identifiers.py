"""The names of things: digests, ids and permalinks, each with one text form.

Parsing and then printing gives the text back; whatever else is said is refused. No name depends on a row number, a
host or a clock that the archive does not record: the same text has the same permalink in every archive.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import NewType

from archive.errors import InvalidIdentifier
from archive.spans import Span

TextDigest = NewType("TextDigest", str)
"""64 lower-case hex digits: the SHA-256 of a text in UTF-8."""
SnapshotDigest = NewType("SnapshotDigest", str)
"""64 lower-case hex digits: the SHA-256 of the bytes as received."""
DocumentId = NewType("DocumentId", str)
"""16 lower-case hex digits, see `document_of_url` and `document_of_text`."""
CaptureId = NewType("CaptureId", str)
"""64 lower-case hex digits, see `capture_id`."""
SpeakerId = NewType("SpeakerId", str)
"""A slug: case-folded words joined by single hyphens, see `speaker_id`."""

SHORTEST_PREFIX = 12
"""Fewer hex digits than this never name a text: 12 (48 bits) stay unique well past a million texts."""

_HEX64 = r"[0-9a-f]{64}"
_POSITION = r"(?:0|[1-9][0-9]{0,9})"
_PERMALINK = re.compile(rf"q/(?P<text>{_HEX64})/(?P<start>{_POSITION})-(?P<end>{_POSITION})")
_SHORT_PERMALINK = re.compile(
    rf"(?:.*/)?q/(?P<text>[0-9a-f]{{{SHORTEST_PREFIX},64}})/(?P<start>{_POSITION})-(?P<end>{_POSITION})"
)
_DIGEST = re.compile(_HEX64)
_DOCUMENT = re.compile(r"[0-9a-f]{16}")
_SPEAKER = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def text_digest(text: str) -> TextDigest:
    """The name of a text; what ``sha256sum`` prints for its UTF-8 file.

    >>> text_digest("")[:12]
    'e3b0c44298fc'
    """
    return TextDigest(hashlib.sha256(text.encode("utf-8")).hexdigest())


def snapshot_digest(content: bytes) -> SnapshotDigest:
    """The name of received bytes.

    >>> snapshot_digest(b"") == text_digest("")
    True
    """
    return SnapshotDigest(hashlib.sha256(content).hexdigest())


def parse_text_digest(value: str) -> TextDigest:
    """The digest that ``value`` spells out in full.

    Raises:
        InvalidIdentifier: anything but 64 lower-case hex digits.
    """
    if not _DIGEST.fullmatch(value):
        raise InvalidIdentifier(value, "the name of a text is 64 hex digits (0-9, a-f)")
    return TextDigest(value)


def parse_document_id(value: str) -> DocumentId:
    """The document id that ``value`` spells out.

    Raises:
        InvalidIdentifier: anything but 16 lower-case hex digits.
    """
    if not _DOCUMENT.fullmatch(value):
        raise InvalidIdentifier(value, "the id of an article is 16 hex digits (0-9, a-f)")
    return DocumentId(value)


def document_of_url(canonical_url: str) -> DocumentId:
    """The id of the article at a canonical URL: the same in every archive.

    >>> document_of_url("https://example.org/a")
    '010cec320b0ab0d0'
    """
    return DocumentId(hashlib.sha256(f"url:{canonical_url}".encode()).hexdigest()[:16])


def document_of_text(first_text: TextDigest) -> DocumentId:
    """The id of an article that has no address: named by the first text it was archived with."""
    return DocumentId(hashlib.sha256(f"text:{first_text}".encode()).hexdigest()[:16])


def capture_id(source: str, captured_at: str, snapshot: SnapshotDigest, status: int | None) -> CaptureId:
    """The name of one act of receiving bytes.

    Args:
        source: the input's own path or URL.
        captured_at: UTC, as ``2026-11-21T09:30:00.123456Z``.
        snapshot: the bytes received.
        status: the HTTP status, None where there was none.
    """
    named = json.dumps([source, captured_at, snapshot, status], ensure_ascii=False, separators=(",", ":"))
    return CaptureId(hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest())


def speaker_id(name: str) -> SpeakerId:
    """The slug of a speaker's canonical name; letters of every script stay, marks on Latin ones go.

    Raises:
        InvalidIdentifier: the name holds no letter and no digit.

    >>> speaker_id("Recep Tayyip Erdoğan"), speaker_id("金正恩")
    ('recep-tayyip-erdogan', '金正恩')
    """
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("’", "").replace("'", ""))
    if not plain.isascii():
        plain = "".join(
            letter
            for before, letter in zip(" " + plain, plain, strict=False)
            if not (unicodedata.combining(letter) and before.isascii())
        )
    slug = "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain).casefold()))
    if not slug:
        raise InvalidIdentifier(name, "a speaker's name needs a letter or a digit")
    return SpeakerId(slug)


def is_speaker_id(value: str) -> bool:
    """Whether ``value`` has the form of a speaker's slug."""
    return bool(_SPEAKER.fullmatch(value))


@dataclass(frozen=True, slots=True, order=True)
class Permalink:
    """The address of a stretch of one text, on every host and for good: ``q/<text>/<start>-<end>``.

    >>> link = parse_permalink("q/" + "ab" * 32 + "/3-7")
    >>> str(link)[-8:], link.short
    ('abab/3-7', 'q/abababababab/3-7')
    """

    text: TextDigest
    span: Span

    def __post_init__(self) -> None:
        parse_text_digest(self.text)
        if not self.span:
            raise InvalidIdentifier(f"{self.span.start}-{self.span.end}", "a permalink needs start < end")

    def __str__(self) -> str:
        return f"q/{self.text}/{self.span.start}-{self.span.end}"

    @property
    def short(self) -> str:
        """The form for terminals, with the first 12 digits of the text's name."""
        return f"q/{self.text[:SHORTEST_PREFIX]}/{self.span.start}-{self.span.end}"


def parse_permalink(value: str) -> Permalink:
    """The permalink that ``value`` spells out in full.

    Raises:
        InvalidIdentifier: any other form, a leading zero or an empty span included.
    """
    found = _PERMALINK.fullmatch(value)
    if not found or int(found["start"]) >= int(found["end"]):
        raise InvalidIdentifier(value, "a permalink is q/<64 hex digits>/<start>-<end> with start < end")
    return Permalink(TextDigest(found["text"]), Span(int(found["start"]), int(found["end"])))


def parse_short_permalink(value: str) -> tuple[str, Span]:
    """The prefix (12 to 64 hex digits) of a text's name and the span in a possibly shortened permalink.

    Whatever stands before ``q/`` (a host, a folder) is passed over: the permalink is the same on every host.

    Raises:
        InvalidIdentifier: any other form.

    >>> parse_short_permalink("http://127.0.0.1:8001/q/8db9df1828be/653-990")
    ('8db9df1828be', Span(start=653, end=990))
    """
    found = _SHORT_PERMALINK.fullmatch(value)
    if not found or int(found["start"]) >= int(found["end"]):
        raise InvalidIdentifier(value, "a short permalink is q/<12 or more hex digits>/<start>-<end> with start < end")
    return found["text"], Span(int(found["start"]), int(found["end"]))
