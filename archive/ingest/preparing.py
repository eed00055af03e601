"""From received bytes to an input that can be recorded: read, named, placed in time.

What is hard here is a saved page. It comes as a file, but what the browser wrote into it says where the page is from
and when it was saved; that decides the article, the method and the time. Nothing here touches the database, so other
processes can do it.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.addresses import SAYS_PAGE, SAYS_SAVED_PAGE, Address, canonical_url, find_own_address, split_address
from archive.errors import UnreadableSource
from archive.identifiers import SnapshotDigest, TextDigest, snapshot_digest, text_digest
from archive.ingest.received import Received, recorded_moment
from archive.readers import read
from archive.readers.saved_page import SOURCE as SAVED_PAGE
from archive.records import Analysis, Metadatum, Method, Reading

LONGEST_TEXT = {"plain": 5_000_000, "html": 1_000_000}
"""Characters that are taken, by reader: no book has more than the first, no article than the second.

What is said about a text is kept in memory while it is made, at worst some 400 bytes a character.
"""
CANONICAL_LINK = "html:link:canonical"
"""The source of the address that a page gives itself (RFC 6596)."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An input read and named, nothing recorded yet.

    ``method`` and ``captured_at`` are those of ``received``, unless the page itself tells of its saving. ``addresses``
    lead to the article, those that surely do first; ``own_url`` names it if it is new. ``analysis`` is None where it
    has not been made yet.
    """

    received: Received
    snapshot: SnapshotDigest
    reading: Reading
    text: TextDigest
    method: Method
    captured_at: str | None = None
    addresses: tuple[Address, ...] = ()
    own_url: str | None = None
    analysis: Analysis | None = None

    @property
    def name(self) -> str:
        """The source as it will be recorded."""
        return self.received.name


def prepare(received: Received) -> Prepared:
    """The input with its text and its names.

    Raises:
        InputRefused: it cannot be read, or holds no text; nothing was recorded.
    """
    reading = read(received.content, received.name, received.told)
    _check_length(reading, received.name)
    method, captured_at, url = received.method, received.captured_at, received.url
    addresses = received.asked
    saved = {told.field: told.value for told in reading.metadata if told.source == SAVED_PAGE}
    if saved and method in {"file", "pasted"}:
        method, captured_at = "saved-page", recorded_moment(saved.get("captured"))
        if split_address(saved.get("url", "")):
            url = saved["url"]
            addresses = (Address(canonical_url(url), SAYS_SAVED_PAGE),)
    own = _own_address(reading.metadata, url)
    if own and own not in {address.url for address in addresses}:
        addresses = (*addresses, Address(own, SAYS_PAGE))
    return Prepared(
        received=received,
        snapshot=snapshot_digest(received.content),
        reading=reading,
        text=text_digest(reading.text),
        method=method,
        captured_at=captured_at,
        addresses=addresses,
        own_url=own or (canonical_url(url) if url else None),
    )


def _check_length(reading: Reading, name: str) -> None:
    most = LONGEST_TEXT.get(reading.reader, min(LONGEST_TEXT.values()))
    if len(reading.text) > most:
        rule = f"its text has {len(reading.text):,} characters, more than the {most:,} that are taken"
        raise UnreadableSource(name, rule, "Cut the article out of it, and add that.")


def _own_address(metadata: tuple[Metadatum, ...], url: str | None) -> str | None:
    told = next((entry.value for entry in metadata if entry.source == CANONICAL_LINK), None)
    return find_own_address(told, url) if told else None
