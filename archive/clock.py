"""The clock: asked by the doors alone and handed down, so that everything below can be told any time by a test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def utc_now() -> str:
    """This moment as captures and decisions record it, such as ``2026-11-21T09:30:00.123456Z``.

    Each call gives a later one than the call before: "latest" must be clear also where clocks tick in hundredths of a
    second, or are set back meanwhile.

    >>> utc_now() < utc_now()
    True
    """
    _given.append(max(datetime.now(UTC), _given.pop() + timedelta(microseconds=1)))
    return _given[0].strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_given = [datetime.min.replace(tzinfo=UTC)]
"""The moment given last in this process."""
