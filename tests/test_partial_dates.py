"""Dates as exact as they are known: what may be typed, and what lies in a range of days for sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidValue
from archive.partial_dates import (
    PartialDate,
    check_date,
    check_published,
    check_range,
    is_dated,
    is_surely_within,
    month_of,
    read_date,
    read_whole_date,
)

_days = st.dates().map(lambda day: day.isoformat())
_dates = st.builds(lambda day, length: day[:length], _days, st.sampled_from([4, 7, 10]))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2025", "2025"),
        ("2025-04", "2025-04"),
        (" 2025-04-28 ", "2025-04-28"),
        ("2024-02-29", "2024-02-29"),  # a leap year
        ("2025-04-28T18:30:00+02:00", "2025-04-28"),  # a time is on its day
        ("20250428", "2025-04-28"),  # the basic format of ISO 8601
    ],
)
def test_a_date_is_a_year_a_month_or_a_day(typed: str, read: str) -> None:
    """In the one form in which the archive writes it."""
    assert check_date("since=", typed) == read


@pytest.mark.parametrize(
    "typed",
    ["2025-04-31", "2025-02-29", "2025-13", "0000", "25", "yesterday", "2025-XX", "-", "٢٠٢٥"],
)
def test_what_is_no_date_is_refused_by_name(typed: str) -> None:
    """With the form that would do; a month that nobody stated is no end of a range."""
    with pytest.raises(InvalidValue, match=r"since=.*: is not a date\. Write a year, a month or a day that there is"):
        check_date("since=", typed)


@pytest.mark.parametrize("typed", ["2025", "2025-04-28", "2025-XX", "2025-04-XX"])
def test_a_date_of_publication_may_leave_its_end_open(typed: str) -> None:
    """As the extended format writes what is not stated."""
    assert check_published("published=", typed) == typed


@pytest.mark.parametrize("typed", ["2025-04-28-XX", "-XX", "XX", "2025-13-XX", "2025-XX-XX"])
def test_an_open_end_stands_for_a_month_or_a_day(typed: str) -> None:
    """And for nothing else."""
    with pytest.raises(InvalidValue, match="is not a date"):
        check_published("published=", typed)


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [
        ("2025-04", "2025-04", True),
        ("2025-04-30", "2025-04", True),  # until takes in the whole month
        ("2025-12-31", "2025", True),
        ("2025", "2025-01-01", True),
        ("2025-05", "2025-04-30", False),
        ("2026", "2025", False),
        (None, "2025", True),
    ],
)
def test_a_range_ends_after_it_begins(since: str | None, until: str | None, fits: bool) -> None:
    """Both ends count, as far as they are known."""
    if fits:
        check_range(since, until)
    else:
        with pytest.raises(InvalidValue, match=f"{since} to {until}: ends before it begins"):
            check_range(since, until)


@given(_dates)
def test_a_date_lies_in_its_month_and_no_vague_date_in_another(date: str) -> None:
    """What the facet calls a date finds the date again."""
    assert is_dated(date, month_of(date))
    assert is_dated(date, date)
    assert not is_dated(f"{date[:4]}-12-31", f"{date[:4]}-XX")


@pytest.mark.parametrize(
    ("published", "since", "until", "surely"),
    [
        ("2025-04-28", "2025-04-28", "2025-04-29", True),
        ("2025", "2025-04-28", "2025-04-29", False),
        ("2025-04", "2025-04", "2025-04-30", True),  # all days of April
        ("2025-04", None, "2025-04-29", False),
        ("2025", "2025-01-01", "2025-12", True),
        ("2024-02", "2024-02-01", "2024-02-29", True),  # a leap year
        ("2025", None, None, True),
        ("2025-04-28T10:00:00+02:00", "2025-04-28", "2025-04-28", True),
        ("some day", None, None, True),  # as a damaged archive may hold it
    ],
)
def test_a_vague_date_may_lie_in_a_range_or_surely_does(
    published: str, since: str | None, until: str | None, surely: bool
) -> None:
    """Surely when each day that it may mean does."""
    assert is_surely_within(published, since, until) is surely


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-04-26T23:30:00-05:00", "2025-04-26"),  # its own time zone's day
        ("2025-04-26 11 o’clock", "2025-04-26"),  # a time that cannot be read
        ("2025-04", "2025-04"),
        ("20250426", "2025-04-26"),  # the basic format, and no year 2025 with something behind it
        ("2025-04-2", None),
        ("2025-00", None),
        ("2025-04-31", None),
        ("0000", None),
        ("next week", None),
        ("", None),
    ],
)
def test_what_an_article_says_of_its_date_is_read_as_far_as_it_can_be(written: str, read: str | None) -> None:
    """Nothing is guessed of what is no date."""
    found = read_date(written)
    assert (None if found is None else str(found)) == read


def test_what_a_person_types_is_read_whole_or_not_at_all() -> None:
    assert read_whole_date("2025-04-26 11 o’clock") is None
    assert read_whole_date("2025-04-26T11:00") == PartialDate(2025, 4, 26)


@given(_dates)
def test_a_date_read_and_written_is_the_same(written: str) -> None:
    """And it lies between the first and the last day that it may mean."""
    read = read_date(written)
    assert read is not None
    assert str(read) == written
    first, last = read.days
    assert first[: len(written)] == last[: len(written)] == written
    assert is_surely_within(first, written, written)
    assert is_surely_within(last, written, written)
