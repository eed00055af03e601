"""The words in which both doors say how a text came in, and what nobody vouches for.

The rule of this file is honesty: a link shows that words did not change since they were archived, not that anybody
published or said them. So nothing here claims more than the record behind it, and what is unknown is said to be so.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.model import DocumentRecord, MetadatumRecord
from archive.partial_dates import UNSTATED, is_surely_within, read_whole_date
from archive.records import Method

UNSURE_BELOW = 0.7
"""Below this confidence, where about one answer in three is wrong, both doors say that the speaker is uncertain."""
CAME_IN: dict[Method, str] = {
    "fetched": "Fetched from its address",
    "warc": "Taken from a web archive file (WARC) that somebody supplied",
    "saved-page": "Taken from a page that somebody saved in a browser",
    "feed": "Taken from a feed",
    "pasted": "Pasted in by somebody",
    "file": "From a file somebody supplied",
    "other-archive": "Taken over from another archive",
}
"""How bytes came into the archive, as the beginning of a sentence."""
CAME_IN_SHORT: dict[Method, str] = {
    "fetched": "fetched from its address",
    "warc": "from a web archive file",
    "saved-page": "from a saved page",
    "feed": "from a feed",
    "pasted": "pasted",
    "file": "from a file",
    "other-archive": "from another archive",
}
"""The same for lists, where a line must do."""
SEEN_HERE: frozenset[Method] = frozenset({"fetched", "feed"})
"""Methods by which this archive itself saw the page at its address."""
VOUCHERS = {
    "text": "told by its own text",
    "html": "told by its own page",
    "saved page": "noted by the browser that saved it",
    "address": "recorded with what was received",
}
"""Who vouches for what is known of an article, by the beginning of its source; anything else a person gave."""

_OPENING_MARKS = "“”„«»‘\"'"


def say_date(moment: str | None) -> str:
    """A date for readers, as exact as it is known; what is not a date is given back as it is.

    >>> say_date("2026-11-21T09:30:00.123456Z"), say_date("2025-04"), say_date("2025-XX"), say_date(None)
    ('21 Nov 2026', 'Apr 2025', '2025, month not stated', '')
    """
    told = moment or ""
    read = read_whole_date(told.removesuffix(UNSTATED))
    if read is None:
        return told
    unstated = ", day not stated" if read.month else ", month not stated"
    return read.in_short + (unstated if told.endswith(UNSTATED) else "")


def say_range(published: str | None, since: str | None, until: str | None) -> str:
    """What a hit of a range of dates adds when its own date is less exact than that; empty when it surely lies in it.

    >>> say_range("2025", "2025-04-28", None), say_range("2025", "2025", None)
    ('may lie in this range', '')
    """
    return "" if not published or is_surely_within(published, since, until) else "may lie in this range"


def say_moment(moment: str) -> str:
    """A date with its time to the minute, in UTC.

    >>> say_moment("2026-11-21T09:30:00.123456Z")
    '21 Nov 2026, 09:30 UTC'
    """
    return f"{say_date(moment)}, {moment[11:16]} UTC" if len(moment) > 16 else say_date(moment)


def say_apart(moment: str, other: str) -> str:
    """A date; with its time where the other moment, which is told beside it, is of the same day.

    >>> say_apart("2026-11-21T09:30:00Z", "2026-11-21T08:00:00Z"), say_apart("2026-11-21T09:30:00Z", "2026-11-20")
    ('21 Nov 2026, 09:30 UTC', '21 Nov 2026')
    """
    return say_moment(moment) if moment[:10] == other[:10] else say_date(moment)


def say_method(method: Method, witness: str | None = None, by: str | None = None) -> str:
    """How one capture was made, for a line of a list.

    >>> say_method("other-archive", "web.example.org"), say_method("file", by="Jane Doe")
    ('from another archive (web.example.org)', 'from a file, by Jane Doe')
    """
    return CAME_IN_SHORT[method] + (f" ({witness})" if witness else "") + (f", by {by}" if by else "")


def say_provenance(
    document: DocumentRecord, method: Method, captured_at: str, by: str | None = None, witness: str | None = None
) -> str:
    """How the text came in and what nobody vouches for, in one or two sentences.

    Args:
        document: the article, for what is known of its address and date.
        method: how the capture was made.
        captured_at: when, in UTC.
        by: who made it, if that was given.
        witness: the other archive that received the page, for the method ``other-archive``.
    """
    came_in = CAME_IN[method] + (f" ({witness})" if witness else "")
    what = f"{came_in} on {say_date(captured_at)}{f', by {by}' if by else ''}"
    if method in SEEN_HERE:
        return f"{what}. Nobody but this archive has confirmed it."
    if method == "other-archive":
        return f"{what}; {_say_published(document)}; that archive saw the page, this one did not."
    address = f"address {_say_voucher(document, 'url')}" if document.url else "no address"
    return f"{what}; {address}, {_say_published(document)}; nobody else has confirmed it."


def _say_published(document: DocumentRecord) -> str:
    if not document.published:
        return "no date"
    return f"date ({say_date(document.published)}) {_say_voucher(document, 'published')}"


def _say_voucher(document: DocumentRecord, field: str) -> str:
    """Who says what is known of a field."""
    known = find_metadatum(document.metadata, field)
    origin = known.source.partition(":")[0] if known else "given"
    return VOUCHERS.get(origin) or f"given by {(known and known.author) or 'somebody'}"


def find_metadatum(metadata: Sequence[MetadatumRecord], field: str) -> MetadatumRecord | None:
    """What is known of one field, None when nothing is."""
    return next((known for known in metadata if known.field == field), None)


def say_untitled(opening: str) -> str:
    """What an article without a title is called: its first words, between one pair of quote marks.

    >>> say_untitled("“We waited,” she said.")
    'no title: “We waited,” she said.”'
    """
    return f"no title: “{opening.lstrip(_OPENING_MARKS)}”"
