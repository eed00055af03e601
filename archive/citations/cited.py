"""What is cited: the words, whose they are, where they stand, and only what the archive knows of their article.

What is hard here is to say no more than is known. A field that the archive does not know is left out and named, with
the command that would supply it. The date of access is that of a capture which saw the page at its address, never that
of a file somebody supplied. And every citation says how the text came in, and names it by its digest, so that a reader
can tell what was archived from what was published.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.addresses import split_address
from archive.citations.authors import Author, read_authors
from archive.model import PermalinkRecord
from archive.partial_dates import PartialDate, read_date
from archive.passages import Passage
from archive.provenance import CAME_IN, say_date
from archive.records import Method
from archive.words import fold_space

SURROUNDING_SIGNS = (",", "，", "、", ";")
"""Signs of the sentence around a quotation, which newspapers print inside its closing mark."""
SEEN_AT_ADDRESS: frozenset[Method] = frozenset({"fetched", "feed", "other-archive", "warc", "saved-page"})
"""Methods by which somebody's program saw the page at its address."""
PUBLIC_ARCHIVES = (
    "archive.org",
    "archive.today",
    "archive.ph",
    "archive.is",
    "webcitation.org",
    "perma.cc",
    "archive-it.org",
    "webarchive.org.uk",
    "arquivo.pt",
    "webarchive.nla.gov.au",
)
"""Hosts of web archives that anybody can look into (their subdomains too)."""
DESCRIBED = {
    "url": "address",
    "title": "title",
    "author": "author",
    "outlet": "outlet",
    "published": "date",
}
"""What a reference should tell, by the option of ``archive describe`` that supplies it."""
_OPENING = 60


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    """A copy of the article's page that readers can open."""

    address: str
    taken_on: PartialDate


@dataclass(frozen=True, slots=True)
class Cited:
    """A stretch of a text as citations speak of it.

    ``words`` are on one line; ``dropped`` is the sign of the surrounding sentence that was taken from their end.
    ``address`` is the public address of the permalink, or the bare permalink where the archive has none (``base``).
    ``fragment`` is the link to the words in the article's own page, ``fragment_note`` why there is none, or what it
    was checked against.
    """

    words: str
    dropped: str
    speaker: str | None
    title: str | None
    opening: str
    authors: tuple[Author, ...]
    outlet: str | None
    published: PartialDate | None
    url: str | None
    language: str | None
    accessed: PartialDate | None
    archived_on: str
    method: Method
    copy: ArchivedCopy | None
    address: str
    base: str
    handle: str
    content: str
    record: PermalinkRecord
    fragment: str | None = None
    fragment_note: str = ""

    @property
    def name(self) -> str:
        """The title, or a description in its place, as style guides ask for works without one."""
        return self.title or f"[Article without a title, beginning “{self.opening}”]"

    @property
    def key(self) -> str:
        """A name for lists of references: plain ASCII, the same in every archive."""
        return f"q-{self.record.text[:12]}-{self.record.start}-{self.record.end}"

    @property
    def as_archived(self) -> str:
        """How the text came in and where it can be checked, in one sentence."""
        return f"{CAME_IN[self.method]} on {say_date(self.archived_on)}; as archived: {self.address}"

    @property
    def unknown(self) -> tuple[str, ...]:
        """The options of ``archive describe`` that would supply what is not known."""
        known = {
            "url": self.url,
            "title": self.title,
            "author": self.authors,
            "outlet": self.outlet,
            "published": self.published,
        }
        return tuple(field for field in DESCRIBED if not known[field])


def describe_cited(passage: Passage, base: str = "", fragment: str | None = None, fragment_note: str = "") -> Cited:
    """What citations say of a passage.

    Args:
        passage: what stands at the permalink.
        base: the public address of the archive, with a slash at its end; empty where it has none.
        fragment: the link to the words in the article's own page, if there is one.
        fragment_note: why there is none, or what it was checked against.
    """
    record, document = passage.record, passage.holding.document
    is_quoted = record.stored or record.part_of is not None
    words, dropped = drop_surrounding_sign(one_line(record.shown)) if is_quoted else (one_line(record.shown), "")
    url = document.url if document.url and split_address(document.url) else None
    seen = read_date(record.captured_at)
    return Cited(
        words=words,
        dropped=dropped,
        speaker=one_line(record.speaker) if record.speaker else None,
        title=one_line(document.title) if document.title else None,
        opening=_shorten(one_line(document.opening)),
        authors=read_authors(one_line(document.author)) if document.author else (),
        outlet=one_line(document.outlet) if document.outlet else None,
        published=read_date(document.published),
        url=_spell(url) if url else None,
        language=record.language,
        accessed=seen if url and record.method in SEEN_AT_ADDRESS else None,
        archived_on=record.captured_at,
        method=record.method,
        copy=_find_copy(passage, base, seen),
        address=base + record.permalink,
        base=base,
        handle=document.handle,
        content=passage.content,
        record=record,
        fragment=fragment,
        fragment_note=fragment_note,
    )


def drop_surrounding_sign(words: str) -> tuple[str, str]:
    """The words without the comma of the sentence around them, and that comma.

    >>> drop_surrounding_sign("We left,")
    ('We left', ',')
    """
    sign = words[-1:] if len(words) > 1 and words.endswith(SURROUNDING_SIGNS) else ""
    return words.removesuffix(sign).rstrip(), sign


def one_line(text: str) -> str:
    r"""The text on one line, without control characters.

    >>> one_line("We \x07will\nstay.")
    'We will stay.'
    """
    return fold_space("".join(one for one in text if one.isspace() or unicodedata.category(one) not in {"Cc", "Cs"}))


def _shorten(opening: str) -> str:
    opening = opening.strip("“”„«»\"'‘’ ")
    return opening if len(opening) <= _OPENING else opening[:_OPENING].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _spell(url: str) -> str:
    """The address without what would end it early in a citation (RFC 3986, section 2)."""
    return re.sub(r"[\s<>\"{}|\\^`\[\]]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


def _find_copy(passage: Passage, base: str, seen: PartialDate | None) -> ArchivedCopy | None:
    """The copy on a public web archive that the text was taken from, else this archive's page of the words."""
    for entry in passage.holding.captures:
        taken = read_date(entry.captured_at)
        if entry.method == "other-archive" and taken and _is_public_archive(entry.source):
            return ArchivedCopy(_spell(entry.source), taken)
    return ArchivedCopy(base + passage.record.permalink, seen) if base and seen else None


def _is_public_archive(address: str) -> bool:
    host = urlsplit(address).hostname or "" if split_address(address) else ""
    return any(host == known or host.endswith(f".{known}") for known in PUBLIC_ARCHIVES)
