"""Quotations that are left open over paragraphs, in every set of marks and with every kind of line between."""

from __future__ import annotations

from bench.open_quotations import is_right, make_cases


def test_there_are_more_than_a_hundred_cases() -> None:
    """The table is multiplied out: a shape that lost its marks would make a case that cannot fail."""
    cases = list(make_cases())
    assert len(cases) >= 100
    assert len({case.text for case in cases}) == len(cases)
    assert all(len(segments) >= 1 for case in cases for segments in case.quotations)


def test_every_quotation_left_open_is_whole_and_swallows_nothing() -> None:
    """Advertisements, captions and credits between two paragraphs of one quotation are not part of it."""
    assert [case.name for case in make_cases() if not is_right(case)] == []
