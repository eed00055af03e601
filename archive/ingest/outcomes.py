"""What became of an input, in one word and a reason that a newspaper editor understands.

What is hard here is time. An input is compared with the captures before it, not with the one added last: a page saved a
year ago says nothing new about today, and yet it may be a state of the article that the archive did not have.
"""

from __future__ import annotations

from typing import NamedTuple

from archive.ingest.preparing import Prepared
from archive.model import LogRecord, Outcome

NOTHING_RECORDED = "already archived; nothing was recorded"
"""The reason of an input that is the same bytes from the same place again."""
STILL_GONE = "still gone"
"""How the reason of a page begins that was gone before."""
FETCHED = ("fetched", "feed")
"""Methods by which the archive itself asks an address; each time is a capture."""


class Story(NamedTuple):
    """The outcome, why, and the version that was current before (None where nothing changed)."""

    outcome: Outcome
    reason: str | None = None
    previous: int | None = None


def tell_outcome(
    history: list[LogRecord], prepared: Prepared, number: int, captured_at: str, *, is_repeat: bool
) -> Story:
    """What became of an input.

    Args:
        history: the captures of its article before it was added, oldest first.
        prepared: the input.
        number: the version that it is.
        captured_at: its time.
        is_repeat: nothing was recorded.
    """
    held = [entry for entry in history if entry.version is not None]
    if not held:
        return Story("new")
    if is_repeat:
        return Story("unchanged", NOTHING_RECORDED)
    known = {entry.version for entry in held}
    if captured_at < held[-1].captured_at:
        return _tell_earlier(number, captured_at, is_known=number in known)
    last = held[-1]
    is_back = history[-1].change == "gone"
    if last.version == number:
        return Story("unchanged", "the page is back as it was" if is_back else _why_unchanged(held, prepared))
    reason = f"back to version {number}" if number in known else "the page is back" if is_back else None
    return Story("changed", reason, last.version)


def _tell_earlier(number: int, captured_at: str, *, is_known: bool) -> Story:
    if is_known:
        return Story("unchanged", f"an earlier capture of version {number}, of {say_day(captured_at)}; it is recorded")
    words = f"an earlier state, of {say_day(captured_at)}; it is version {number}, as numbers given before stay"
    return Story("changed", words)


def _why_unchanged(held: list[LogRecord], prepared: Prepared) -> str:
    last = held[-1]
    if prepared.received.status == 304:
        return "the server says that it has not changed (304); the capture is recorded"
    if last.snapshot == prepared.snapshot and prepared.method in FETCHED:
        return "the page is byte for byte as it was; the capture is recorded"
    if any(entry.source == prepared.name for entry in held):
        return "only white space or stretches set aside differ; the capture is recorded"
    return f"the same article as {last.source}; the capture is recorded"


def say_day(moment: str) -> str:
    """The day of a recorded time, in UTC.

    >>> say_day("2026-11-21T09:30:00.123456Z")
    '2026-11-21'
    """
    return moment[:10]
