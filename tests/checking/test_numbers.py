"""Numbers as drafts and sources write them: what is a custom of writing, and what says another number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.verdicts.institutions import may_speak_for
from archive.verdicts.pieces import fold_keys

SAME = [
    # Groups of three, by a space of any width, also doubled or at a line's end, a sign, or nothing.
    "We have 40,000 boats|We have 40 000 boats|We have 40\u202f000 boats|We have 40.000 boats|We have 40000 boats",
    "We have 40 000 boats|We have 40  000 boats|We have 40\n000 boats|We have 40’000 boats",
    # Larger numbers, with decimals, in the Indian way.
    "It is 1,234,567.5|It is 1.234.567,5|It is 1 234 567,5",
    "It is 12,34,567|It is 1234567",
    # Decimals, and a percent sign that is read aloud.
    "It is 4.5 per cent|It is 4,5%|It is 4.5 percent|It is 4.5 %",
    "Es sind 4,5 Prozent|Es sind 4,5%",
    # A sign before it.
    "It is −40,000|It is -40000",
]


@pytest.mark.parametrize("row", SAME)
def test_ways_to_write_one_number_are_alike(row: str) -> None:
    assert len({fold_keys(words) for words in row.split("|")}) == 1


OTHER = [
    # Digits that are others.
    ("It is 1.5", "It is 15"),
    ("It is 1.50", "It is 1.5"),
    ("It is 40,000", "It is 400,00"),
    # Three digits before a scale or a percent sign can be decimals.
    ("It is 2.375 billion", "It is 2,375 billion"),
    ("It is 2.375 %", "It is 2,375 %"),
    # A time, a date and a list are no grouping.
    ("At 9:30", "At 930"),
    ("On 1.2.2024", "On 122024"),
    ("Rooms 12, 100 and 3", "Rooms 12100 and 3"),
    # A sign before it, a zero at its start.
    ("It is -40,000", "It is 40,000"),
    ("It is 0,125", "It is 0125"),
]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_may_be_another_number_is_one(one: str, other: str) -> None:
    assert fold_keys(one) != fold_keys(other)


@given(st.integers(1, 10**12))
def test_every_whole_number_is_found_however_it_is_grouped(number: int) -> None:
    """And no other number is taken for it."""
    grouped = f"{number:,}"
    ways = [grouped, grouped.replace(",", "."), grouped.replace(",", " "), grouped.replace(",", "\u202f")]
    assert {fold_keys(f"x {way} y") for way in ways} == {("x", str(number), "y")}


SPOKEN = [
    # What has an article is an institution, also without a spokesman.
    ("Mill", "Jane Doe", "It was late. The Mill said nothing.", True),
    ("White House", "Jane Doe", "The White House is quiet.", True),
    # A spokesman, in one word and in French.
    ("Mühlwerk", "Jan Jansen", "Das sagte Mühlwerksprecher Jan Jansen.", True),
    ("Moulin", "Jean Dupont", "Jean Dupont, porte-parole du Moulin, a parlé.", True),
    # A person has a first name, a title, or is called by the last name.
    ("Doe", "John Smith", "Then Doe spokesman John Smith came with Jane Doe.", False),
    ("Doe", "John Smith", "The spokesman of Mr Doe, John Smith, came.", False),
    ("Jane Doe", "John Smith", "Jane Doe spokesman John Smith came. Doe did not.", False),
    # Nothing is said of it.
    ("Mill", "Jane Doe", "Mill opened. Jane Doe spoke.", False),
]


@pytest.mark.parametrize(("name", "person", "text", "may"), SPOKEN)
def test_an_institution_is_told_by_how_the_text_speaks_of_it(name: str, person: str, text: str, may: bool) -> None:
    assert may_speak_for(name, person, [text]) is may
