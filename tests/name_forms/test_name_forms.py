"""Which names are one person's: each spelling of the table tries its own examples; laws hold for all names."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.identifiers import speaker_id
from archive.name_forms import fold_name, is_one_name, join_names, kind_of_name
from archive.name_forms.grouping import SpeakerRuling, group_speakers
from archive.name_forms.joining import group_names
from archive.rules.name_forms import Spelling, name_form_rules

ROWS = [row for row, _ in name_form_rules().spellings]

SAME = [
    ("Kim Jong-un", "Kim Jong Un"),  # a hyphen between syllables, or a space
    ("Park Geun-hye", "Park Geunhye"),  # … or neither
    ("KIM Jong Un", "Kim Jong-un"),  # the family name in capitals
    ("Kim Jong-un", "Jong-un Kim"),  # the family name last, as elsewhere
    ("Orbán Viktor", "Viktor Orbán"),  # Hungarian order
    ("Yamada Taro", "Taro Yamada"),  # Japanese order
    ("习近平", "Xi Jinping"),  # characters
    ("Владимир Путин", "Vladimir Putin"),  # Cyrillic letters
    ("Володимир Зеленський", "Volodymyr Zelenskyy"),  # Ukrainian ones, where и is y
    ("Κυριάκος Μητσοτάκης", "Kyriakos Mitsotakis"),  # Greek ones
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),  # a letter with a mark
    ("Sean O'Brien", "Seán O’Brien"),  # apostrophes
    ("Fulan al-Fulani", "Fulan Fulani"),  # an Arabic article
    ("John Smith", "John A. Smith"),  # a middle initial, and no other one about
]
OTHER = [
    ("Kim", "Kim Jong-un"),  # a family name alone joins nothing
    ("Putin", "Путин"),  # not even in two scripts
    ("Thomas James", "James Thomas"),  # neither word is known to be a family name
    ("Jane Doe", "John Doe"),  # one family name
    ("John Smith", "John Smith Jr."),  # father and son
    ("John A. Smith", "John B. Smith"),  # two initials
    ("Jan Kowalski", "Jana Kowalska"),  # husband and wife
    ("Ivan Petrov", "Ivana Petrova"),  # an ending more
    ("Li Si", "Lee Si"),  # short names are not folded
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.why)
def test_each_spelling_joins_what_it_should_and_keeps_the_rest(row: Spelling) -> None:
    """A row carries its own examples."""
    assert row.joins
    assert row.keeps
    assert [pair for pair in row.joins if not is_one_name(*pair)] == []
    assert [pair for pair in row.keeps if is_one_name(*pair)] == []


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_full_name_are_joined_with_their_reason(one: str, other: str) -> None:
    """Whatever the order they come in."""
    (join,) = join_names([one, other])
    assert join == join_names([other, one])[0]
    assert f"“{one}”" in join.evidence
    assert f"“{other}”" in join.evidence


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_is_not_surely_one_name_stays_two(one: str, other: str) -> None:
    """Wrong is worse than unknown."""
    assert join_names([one, other]) == []


def test_beside_two_initials_a_name_without_joins_neither() -> None:
    """John Smith may be either of them."""
    assert group_names(["John Smith", "John A. Smith", "John B. Smith"]) == [
        ["John A. Smith"],
        ["John B. Smith"],
        ["John Smith"],
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Jane Doe", "person"),
        ("Ursula von der Leyen", "person"),  # small words inside a name
        ("习近平", "person"),  # a script without capitals cannot tell
        ("Ministry of Finance", "organisation"),
        ("General Staff of Ukraine", "organisation"),
        ("CNN", "organisation"),
        ("Moscow", "organisation"),  # a capital stands for its government
        ("minister", "unnamed"),
        ("White House spokesperson", "unnamed"),
        ("two officials", "unnamed"),
        ("Russian President", "unnamed"),  # an office in capitals
        ("43-year-old", "unnamed"),
    ],
)
def test_a_name_tells_who_bears_it(name: str, kind: str) -> None:
    """An office is nobody's name."""
    assert kind_of_name(name) == kind


@given(st.text(min_size=1, max_size=40))
def test_any_text_can_be_folded_and_is_its_own_like(name: str) -> None:
    """Nothing raises, and a key joins a name with itself or with nothing."""
    folded = fold_name(name)
    assert (folded.key != "") == is_one_name(name, name)
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in folded.plain)


WORDS = st.sampled_from(["Jane", "John", "A.", "Doe", "Zelensky", "Zelenskyy", "al", "Jong-un", "Kim", "Jr.", "Путин"])


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), max_size=6))
def test_groups_part_the_names_whatever_their_order(names: list[str]) -> None:
    """Each name is in one group, and the groups do not depend on who came first."""
    groups = group_names(names)
    assert sorted(itertools.chain.from_iterable(groups)) == sorted(set(names))
    assert groups == group_names(reversed(names))


IDS = st.sampled_from("abcdef")
PAIRS = st.tuples(IDS, IDS).filter(lambda pair: pair[0] < pair[1])


@given(st.lists(PAIRS, max_size=8), st.lists(st.tuples(PAIRS, st.sampled_from(["merge", "split"])), max_size=6))
def test_a_split_holds_whatever_joins_the_two(
    joins: list[tuple[str, str]], rulings: list[tuple[tuple[str, str], SpeakerRuling]]
) -> None:
    """Nobody whom a person told apart is one, each id is in at most one group, and each group goes by a member."""
    latest = list(dict(reversed(rulings)).items())
    groups = group_speakers(joins, latest)
    assert all(groups.home(a) != groups.home(b) for (a, b), ruling in latest if ruling == "split")
    assert sorted(groups.homes) == sorted(itertools.chain.from_iterable(groups.members.values()))
    assert all(home in members and len(members) > 1 for home, members in groups.members.items())


def test_a_merge_reaches_over_groups_and_a_newer_ruling_beats_an_older() -> None:
    """Two groups become one by one word; a split said later takes its pair out again."""
    joins = [("a", "b"), ("c", "d")]
    assert group_speakers(joins, [(("b", "c"), "merge")]).all_of("d") == ("a", "b", "c", "d")
    assert group_speakers(joins, [(("a", "b"), "split")]).all_of("a") == ("a",)


def test_the_id_of_latin_letters_comes_first() -> None:
    """So that an address can be read aloud."""
    ids = [speaker_id(name) for name in ("Владимир Путин", "Vladimir Putin")]
    assert group_speakers([(ids[0], ids[1])], []).home(ids[0]) == "vladimir-putin"
