"""When an article is due again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from archive.schedule import next_due

FIRST = datetime(2026, 11, 1, 8, tzinfo=UTC)

PAUSES = [
    # hours of the captures after the first, which of them saw a change, hours until the next
    ([], [], 1),  # a new article: soon
    ([4], [], 1),  # quiet for four hours
    ([24], [], 6),  # quiet for a day
    ([24 * 7], [], 42),  # quiet for a week
    ([24 * 365], [], 24 * 30),  # an old one: at least monthly
    ([24 * 365, 24 * 365 + 1], [24 * 365], 1),  # an old one that was edited an hour ago: soon again
]


@pytest.mark.parametrize(("hours", "changed", "pause"), PAUSES)
def test_the_pause_grows_with_the_quiet_time(hours: list[int], changed: list[int], pause: int) -> None:
    """Young or edited articles are due often, old quiet ones rarely."""
    captures = [(FIRST, True)] + [(FIRST + timedelta(hours=hour), hour in changed) for hour in hours]
    assert next_due(captures) - captures[-1][0] == timedelta(hours=pause)


def test_the_first_day_asks_about_a_dozen_times() -> None:
    """Followed faithfully, the schedule is polite: the module's head states the figures."""
    captures = [(FIRST, True)]
    while (due := next_due(captures)) < FIRST + timedelta(days=1):
        captures.append((due, False))
    assert 10 <= len(captures) <= 14
