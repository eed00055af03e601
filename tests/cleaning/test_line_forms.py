"""The form of a line is what stays when a machine prints it under another article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cleaning.line_forms import form_of_line, number_of_form, number_of_line

ALIKE = [
    ("12 comments", "3 comments"),
    ("Updated 3 hours ago", "Updated 25 minutes ago"),
    ("Stand: 14.03.2025, 17:40 Uhr", "Stand: 2.4.2025, 8:12 Uhr"),
    ("Publié le 3 février 2025 à 18:20", "Publié le 14 mars 2025 à 7:05"),
    ("Lesezeit: 4 Min.", "Lesezeit: 1 Minute"),
    ("1 minuto di lettura", "3 minuti di lettura"),
    ("Просмотров: 1 204", "Просмотров: 987"),
    ("コメント12件", "コメント3件"),
    ("Rated 4,5 (27 votes)", "Rated 3.9 (8 votes)"),
    ("Les articles de Jean Dupont", "Les articles de Marie Dupont"),
    ("Autor: Max Mustermann", "Autor: Erika Mustermann"),
]
DIFFERENT = [
    # another word, beside the figures
    ("12 comments", "12 shares"),
    # “May” is a month beside a figure only
    ("12 ways May fell", "12 ways June fell"),
    # two names in the midst of a line
    ("Jane Doe speaks for the town", "John Smith speaks for the town"),
]
NONE = [
    "Read more",
    "",
    "10:30",
    "3 May 2025",
    "Friday, 3 May 2025, 10:30",
    "17",
    "Jane Doe",
    "2 : 1",
    "x" * 200 + " 1",
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_lines_that_differ_in_figures_days_or_a_name_are_of_one_form(one: str, other: str) -> None:
    """And are still two lines."""
    assert form_of_line(one) == form_of_line(other) is not None
    assert number_of_form(one) == number_of_form(other)
    assert number_of_line(one) != number_of_line(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_lines_that_differ_in_words_are_not(one: str, other: str) -> None:
    """Whatever else they share."""
    assert number_of_form(one) != number_of_form(other) or number_of_form(one) is None


@pytest.mark.parametrize("line", NONE)
def test_where_nothing_varies_or_nothing_stays_there_is_no_form(line: str) -> None:
    """A label has none, and figures and days alone have none: a table of results has such lines."""
    assert form_of_line(line) is None


@given(st.text(max_size=80))
def test_no_form_has_the_number_of_a_line(line: str) -> None:
    """Or a page that prints “# comments” would be taken for one that counts them."""
    form = form_of_line(line)
    assert form is None or number_of_form(line) != number_of_line(form)
