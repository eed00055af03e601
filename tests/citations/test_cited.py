"""What is cited is what is known, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.citations.authors import read_authors
from archive.citations.cited import drop_surrounding_sign, one_line
from archive.errors import InvalidValue
from archive.partial_dates import read_date
from archive.public_address import read_public_address
from tests.citations.building import make_bare, make_cited

BYLINES = [
    ("Jane Doe", ["Doe, Jane"]),
    ("Jane Q. Doe", ["Doe, Jane Q."]),
    ("By Jane Doe and John Smith", ["Doe, Jane", "Smith, John"]),
    ("Jane Doe; John Smith", ["Doe, Jane", "Smith, John"]),
    ("Jane Doe, John Smith", ["Doe, Jane", "Smith, John"]),
    ("Doe, Jane", ["Doe, Jane"]),
    ("John Smith Jr.", ["Smith, John, Jr."]),
    ("John Smith, Jr.", ["Smith, John, Jr."]),
    ("Anna van der Berg", ["van der Berg, Anna"]),
    ("Jane Doe in Springfield", ["Doe, Jane"]),
    ("Reuters", ["Reuters"]),
    ("Associated Press", ["Associated Press"]),
    ("The Paper", ["The Paper"]),
    ("The Paper staff", ["The Paper staff"]),
    ("Springfield Times", ["Springfield Times"]),
    ("Ministry of Health", ["Ministry of Health"]),
    ("Jane Doe, Reuters", ["Doe, Jane", "Reuters"]),
    ("Staff and agencies", ["Staff and agencies"]),
    ("姜元", ["姜元"]),  # a name that is not to be turned round
    ("Plato", ["Plato"]),
    ("jane123", ["jane123"]),
    ("Иван Петров", ["Петров, Иван"]),
    ("", []),
    (None, []),
]


@pytest.mark.parametrize(("byline", "names"), BYLINES)
def test_a_byline_is_read_as_people_and_bodies(byline: str | None, names: list[str]) -> None:
    assert [author.inverted for author in read_authors(byline)] == names


@given(st.text(max_size=60))
def test_no_byline_breaks_the_reading(byline: str) -> None:
    assert all(author.family for author in read_authors(byline))


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("We left,", ("We left", ",")),
        ("我们走了，", ("我们走了", "，")),
        ("We left.", ("We left.", "")),
        ("We left, we did", ("We left, we did", "")),
        (",", (",", "")),  # nothing would be left
    ],
)
def test_only_the_sign_of_the_sentence_around_goes(words: str, parts: tuple[str, str]) -> None:
    assert drop_surrounding_sign(words) == parts


@given(st.text())
def test_words_are_put_on_one_line(text: str) -> None:
    assert one_line(text).split() == one_line(text).split(" ") or not one_line(text)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2025", "2025"),
        ("2025-04", "2025-04"),
        ("2025-04-26", "2025-04-26"),
        ("2025-04-26T23:30:00-05:00", "2025-04-26"),  # the day where it was published, not in UTC
        ("0999-01-02", "0999-01-02"),
        ("yesterday", "None"),
        ("2025-13", "None"),
        ("0000", "None"),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(written: str, date: str) -> None:
    assert str(read_date(written)) == date


def test_what_is_not_known_is_named_by_the_option_that_supplies_it() -> None:
    assert make_cited().unknown == ()
    assert make_bare().unknown == ("url", "title", "author", "outlet", "published")


@pytest.mark.parametrize(
    "given_address",
    [
        "archive.example",
        "ftp://archive.example/",
        "https://a b/",
        "https://u:p@archive.example/",
        "https://x/?q=1",
        "https://x/#top",
        "javascript:alert(1)",
        'https://x/"><script>',
    ],
)
def test_a_public_address_is_a_plain_web_address(given_address: str) -> None:
    with pytest.raises(InvalidValue, match="not the address of an archive's pages"):
        read_public_address(given_address)
