"""What people say of an article is checked, written in one form, and recorded once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.addresses import canonical_url
from archive.describing import FIELDS, check_statement
from archive.errors import InvalidValue

URLS = [
    ("https://example.org", "https://example.org/"),  # an empty path is the root
    ("HTTPS://EXAMPLE.ORG/A", "https://example.org/A"),  # the path keeps its case
    ("http://example.org:80/a", "http://example.org/a"),  # the usual port says nothing
    ("https://example.org:8443/a", "https://example.org:8443/a"),  # an unusual one does
    ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2"),  # a query may name the page, a fragment not
    ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
    ("https://example.org/a%2Fb", "https://example.org/a%2Fb"),  # an escape may matter to the server
]


@pytest.mark.parametrize(("typed", "canonical"), URLS)
def test_an_address_has_one_form(typed: str, canonical: str) -> None:
    """And that form is its own."""
    assert canonical_url(typed) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize("field", FIELDS)
def test_an_empty_value_is_refused_everywhere(field: str) -> None:
    """To take a value back there is another way."""
    with pytest.raises(InvalidValue):
        check_statement(field, " \n ")


def test_a_field_that_no_article_has_is_refused() -> None:
    """The fields that there are come with the refusal."""
    with pytest.raises(InvalidValue, match="There are: title, outlet"):
        check_statement("mood", "good")


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=40))
def test_checking_a_checked_value_changes_nothing(field: str, typed: str) -> None:
    """Whatever is recorded could have been typed so."""
    try:
        recorded = check_statement(field, typed).value
    except InvalidValue:
        return
    assert check_statement(field, recorded).value == recorded


@given(st.dates())
def test_every_day_is_a_date(day: object) -> None:
    """In its ISO form, and so are its month and its year."""
    for length in (10, 7, 4):
        assert check_statement("published", str(day)[:length]).value == str(day)[:length]
