"""When an article is due to be captured again.

An article is edited most in its first hours, and one that was edited is likely to be edited again. Both are one fact:
how long nothing has changed. So the pause before the next capture is a fixed share of that quiet time, within bounds:
about a dozen captures on the first day, one a day in the first week, one a month after four months, and all of it again
from the start after each edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

QUIET_SHARE = 0.25
"""The pause as a share of the time since the last change that was seen."""
SHORTEST = timedelta(hours=1)
"""No article is asked for more often."""
LONGEST = timedelta(days=30)
"""No article is left alone for longer."""


def next_due(captures: Sequence[tuple[datetime, bool]]) -> datetime:
    """The moment from which an article is due, given its captures in order as (time, was anything new?).

    The first capture always counts as new.

    >>> from datetime import UTC
    >>> first = datetime(2026, 11, 1, tzinfo=UTC)
    >>> next_due([(first, True), (first + timedelta(days=2), False)]) - first
    datetime.timedelta(days=2, seconds=43200)
    """
    changed = max((moment for moment, is_new in captures if is_new), default=captures[0][0])
    last = captures[-1][0]
    pause = min(max((last - changed) * QUIET_SHARE, SHORTEST), LONGEST)
    return last + pause
