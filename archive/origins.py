"""Which captures were witnessed, and which were only supplied: who can answer for a difference between two states.

What is hard here is to blame nobody for what somebody else wrote. A page that this archive fetched, or another archive
did, stood at its address. A file, a pasted text or a saved page says whatever the person who supplied it wrote into it,
its own address included. So a difference is a change of the article only where both of its states were witnessed; any
other is a text that differs. A version is witnessed as soon as one capture of it was, whoever else supplied it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.model import LogRecord
from archive.records import Method

WITNESSED: frozenset[Method] = frozenset({"fetched", "feed", "warc", "other-archive"})
"""Methods by which a program received the page from its address: this archive, or who wrote the web archive."""
ORIGINS: Mapping[Method, str] = {
    "fetched": "what we fetched",
    "feed": "what we fetched",
    "warc": "what a web archive file (WARC) holds",
    "other-archive": "what another archive holds",
    "saved-page": "a page somebody saved",
    "file": "a file somebody supplied",
    "pasted": "a text somebody pasted",
}
"""What a state of an article is, within a sentence."""


def is_witnessed(method: Method) -> bool:
    """Whether a program received the bytes from their address, rather than a person supplying them.

    >>> is_witnessed("fetched"), is_witnessed("file")
    (True, False)
    """
    return method in WITNESSED


def origins_of(entries: Iterable[LogRecord]) -> dict[int, Method]:
    """How each version came in, by its number: by its first witnessed capture, else by its first capture."""
    methods: dict[int, Method] = {}
    for entry in entries:
        if entry.version is None:
            continue
        known = methods.setdefault(entry.version, entry.method)
        if is_witnessed(entry.method) and not is_witnessed(known):
            methods[entry.version] = entry.method
    return methods


def say_difference(before: Method, after: Method) -> str:
    """Whose texts differ, in words; empty when both were witnessed, so that the article itself has changed.

    >>> say_difference("fetched", "file"), say_difference("fetched", "warc")
    ('a file somebody supplied differs from what we fetched', '')
    >>> say_difference("pasted", "pasted")
    'a text somebody pasted differs from another text somebody pasted'
    """
    if is_witnessed(before) and is_witnessed(after):
        return ""
    other = ORIGINS[before].replace("a ", "another ", 1) if before == after else ORIGINS[before]
    return f"{ORIGINS[after]} differs from {other}"


def pair_changes(entries: Sequence[LogRecord]) -> Iterator[tuple[LogRecord, LogRecord]]:
    """The captures that gave another version, oldest first, each with the capture that it is rightly compared with.

    What was witnessed is compared with what was witnessed last; so a file that somebody supplied in between neither
    makes a change nor hides one. A version that was only supplied is compared with what was witnessed last too, where
    anything was.

    Args:
        entries: the captures of one article that held it, oldest first.
    """
    methods = origins_of(entries)
    seen: LogRecord | None = None
    last: LogRecord | None = None
    for entry in entries:
        if entry.version is None:
            continue
        is_seen = is_witnessed(entry.method)
        is_told = is_seen or not (is_witnessed(methods[entry.version]) or (last and last.version == entry.version))
        before = seen or last
        if is_told and before and before.version != entry.version:
            yield before, entry
        seen, last = entry if is_seen else seen, entry


def newest_witnessed(entries: Sequence[LogRecord]) -> LogRecord | None:
    """The latest capture that held the article and was witnessed; None when none was."""
    return next((one for one in reversed(entries) if one.version is not None and is_witnessed(one.method)), None)


def say_supplied_current(entries: Sequence[LogRecord]) -> str:
    """What to say where the newest version was only supplied, though another was witnessed; empty elsewhere."""
    newest = next((one for one in reversed(entries) if one.version is not None), None)
    seen = newest_witnessed(entries)
    if newest is None or newest.version is None or seen is None or seen.version is None:
        return ""
    methods = origins_of(entries)
    said = say_difference(methods[seen.version], methods[newest.version])
    return f"{said[:1].upper()}{said[1:]}." if said else ""
