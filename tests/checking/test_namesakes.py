"""Which names of one family are two people's, and which may be one's: pairs, and that order does not matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.rules.given_names import gender_of_given_name
from archive.rules.short_names import load_short_names
from archive.verdicts.namesakes import are_two_people
from archive.verdicts.speaking import compare_names

TABLE = load_short_names()
TWO = [
    ("Peter Major", "Mary Major"),  # a man and a woman
    ("John Smith", "James Smith"),  # two men whose names begin with one letter
    ("President Peter Major", "Mary Major"),  # a title
    ("Prime Minister Peter Major", "Mary Major"),  # a title of two words, one of them in the table
    ("Peter A. Major", "Mary Major"),  # a middle initial
    ("Peter Major Jr.", "Mary Major"),  # what stands behind a name
    ("Ivan Petrov", "Olga Petrova"),  # the family name as each gender has it
    ("Yamada Taro", "Hanako Yamada"),  # the family name first
    ("João da Silva", "Maria da Silva"),  # particles
    ("Иван Петров", "Olga Petrova"),  # two scripts
    ("Jean Dupont", "Marie Dupont"),  # a given name that tells no gender
]
ONE = [
    ("Bob Smith", "Robert Smith"),  # a short form
    ("Rob Smith", "Robert Smith"),  # … that the name begins with
    ("J. Smith", "Mary Smith"),  # an initial, even another's
    ("Kim Jong-un", "Kim Jong Un"),  # a hyphen
    ("Volodymyr Zelenskyy", "Vladimir Zelensky"),  # spellings
    ("Stephen Smith", "Steven Smith"),
    ("Mario Rossi", "Maria Rossi"),  # a letter: more likely a slip than his wife
    ("Zelensky", "Volodymyr Zelenskyy"),  # a family name alone
    ("President Zelensky", "Volodymyr Zelenskyy"),  # … behind a title, which is no given name
    ("Deputy Smith", "Mary Smith"),
    ("Mrs John Smith", "Mary Smith"),  # a wife under her husband's name
    ("John James Smith", "James Smith"),  # somebody who goes by his second name
    ("Juan Pérez García", "Maria Pérez"),  # another family name last
    ("Fulan Zhang", "Mingzhu Zhang"),  # given names that no table knows
    ("Goldman Smith", "Mary Smith"),  # a word that may be a second family name
    ("Peter Major Foundation", "Mary Major Foundation"),  # organisations
]


@pytest.mark.parametrize(("one", "other"), [*TWO, *TABLE.two])
def test_plainly_different_given_names_are_two_people(one: str, other: str) -> None:
    """And so they contradict each other."""
    assert are_two_people(one, other)
    assert are_two_people(other, one)
    assert compare_names(one, other) == "different"


@pytest.mark.parametrize(("one", "other"), [*ONE, *TABLE.one])
def test_who_may_be_one_person_is_not_told_apart(one: str, other: str) -> None:
    """Nobody is accused for how a name is written."""
    assert not are_two_people(one, other)
    assert not are_two_people(other, one)
    assert compare_names(one, other) != "different"


UNSURE = [
    ("Mary Doe", "Margaret Doe"),  # two names of women, and some Margaret goes by Mary
    ("John Smith", "Jonathan Smith"),
    ("Mary Ann Doe", "Margaret Doe"),  # with a second name
    ("Mayor Mary Doe", "Margaret Doe"),  # behind a title, which is no given name
]
SAME = [
    ("Dan Doe", "Daniel Doe"),  # the beginning of the other
    ("M. Doe", "Margaret Doe"),  # an initial
    ("Mayor Doe", "Mary Doe"),  # a title that begins alike
    ("Stephen Smith", "Steven Smith"),  # two spellings
    ("Kathy Doe", "Kate Doe"),  # two short forms of one name
]


@pytest.mark.parametrize(("one", "other"), UNSURE)
def test_given_names_that_begin_alike_are_pointed_out_and_accuse_nobody(one: str, other: str) -> None:
    """They may be two people, so the reader of a check is told both names."""
    assert (compare_names(one, other), compare_names(other, one)) == ("namesakes", "namesakes")
    assert not are_two_people(one, other)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_written_otherwise_is_not_pointed_out(one: str, other: str) -> None:
    assert (compare_names(one, other), compare_names(other, one)) == ("same", "same")


def test_the_names_of_the_table_are_written_as_they_are_compared() -> None:
    """Small Latin letters; what both genders bear tells none; a group has two names at least, each once."""
    names = [*TABLE.either, *(name for group in TABLE.groups for name in group)]
    assert [name for name in names if not (name.isascii() and name.isalpha() and name.islower())] == []
    assert [group for group in TABLE.groups if len(set(group)) < max(2, len(group))] == []
    assert [name for name in TABLE.either if gender_of_given_name(name)] == []


FULL = st.tuples(
    st.sampled_from(["Mary", "Peter", "Bob", "Robert", "J.", "Dr", "Anne-Marie", "Иван"]),
    st.sampled_from(["Major", "Doe"]),
)


@given(FULL.map(" ".join), FULL.map(" ".join))
def test_the_order_of_the_names_does_not_matter(one: str, other: str) -> None:
    assert are_two_people(one, other) == are_two_people(other, one)
    assert not are_two_people(one, one)
