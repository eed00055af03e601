"""Two wordings are one utterance when their words say the same, and never when a number or a "not" differs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.wordings import Relation, compare_wordings
from archive.wordings.likeness import align_terms, are_alike
from archive.wordings.terms import MOST_TERMS, split_terms
from bench.utterances import measure_pairs, read_pairs, typeset
from tests.work import LINEAR, growth

HARBOUR = "The harbour will be closed to all ships until the end of the storm."

RELATIONS: list[tuple[str, str, Relation]] = [
    # typography is no difference: marks, dashes, spaces, capitals, a last comma
    (HARBOUR, "the harbour will be closed – to all ships – until the\u00a0end of the storm,", "verbatim"),
    ("It’s 3,5 percent", "It's 3.5 %", "verbatim"),
    # other words for the same
    (HARBOUR, "Until the storm ends, the harbour is going to be closed for all ships.", "variant"),
    # a part in the same words, and one of a few words
    (HARBOUR, "closed to all ships", "partial"),
    (HARBOUR, "storm", "partial"),
    # nothing in common but the talk of the place
    (HARBOUR, "We built this harbour with our own hands.", "different"),
    # one word that is not there
    (HARBOUR, "hurricane", "different"),
    # scripts written without spaces are compared too
    ("我们不会关闭港口,直到风暴结束", "我们不会关闭港口,直到风暴结束。", "verbatim"),
    ("市長は橋を五月に開くと約束した", "橋を五月に開く", "partial"),
    # no words at all
    ("…", "…", "different"),
    ("", HARBOUR, "different"),
]


@pytest.mark.parametrize(("a", "b", "relation"), RELATIONS)
def test_wordings_relate_as_a_reader_would_say(a: str, b: str, relation: Relation) -> None:
    assert compare_wordings(a, b).relation == relation
    assert compare_wordings(b, a).relation == relation


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Twelve ships lie in the harbour tonight.", "Twenty ships lie in the harbour tonight.", "numbers"),
        ("The ferry sails on Monday morning.", "The ferry sails on Sunday morning.", "dates"),
        ("The ferry has sailed this morning.", "The ferry hasn’t sailed this morning.", "negation"),
        ("The ferry sailed before the storm came.", "The ferry sailed after the storm came.", "opposites"),
        ("They are not deployed there.", "They are now deployed there.", "negation"),
    ],
)
def test_what_turns_the_meaning_ends_the_likeness(a: str, b: str, kind: str) -> None:
    """However few letters it is; what they would be without it is told still."""
    found = compare_wordings(a, b, "en")
    assert found.relation == "different"
    assert found.nearest in {"variant", "partial"}
    assert kind in {conflict.kind for conflict in found.conflicts}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Two hundred and fifty people were rescued here.", "Here 250 people were rescued."),
        ("The road is not closed to lorries.", "The road is open to lorries."),
        ("It is not possible to cross the river.", "It is impossible to cross the river."),
        ("We will not accept this treaty.", "We refuse to accept this treaty."),
        ("We lost not only the match but the cup.", "We lost the match and the cup."),
    ],
)
def test_the_same_said_by_other_means_is_no_conflict(a: str, b: str) -> None:
    assert compare_wordings(a, b, "en").conflicts == ()


def test_a_number_that_one_side_leaves_out_is_no_conflict() -> None:
    assert compare_wordings("We found water at eleven metres.", "We found water at some metres.", "en").conflicts == ()


@pytest.mark.parametrize(
    ("wording", "keys"),
    [
        ("two hundred and fifty thousand", ["250000"]),
        ("twenty-five", ["25"]),
        ("10,000 or 10.000", ["10000", "or", "10000"]),
        ("3.5 million", ["3500000"]),
        ("a million", ["a", "1000000"]),
        ("five four", ["5", "4"]),  # two numbers, as in a score
        ("9:30", ["9:30"]),
    ],
)
def test_numbers_are_their_values(wording: str, keys: list[str]) -> None:
    assert [term.key for term in split_terms(wording, "en")] == keys


def test_forms_of_a_word_are_alike_and_look_alikes_are_not() -> None:
    alike = [("region", "regions"), ("fight", "fighting"), ("defence", "defense"), ("войска", "войскам")]
    different = [("now", "not"), ("heroism", "heroically"), ("internal", "international"), ("war", "warm")]
    assert all(are_alike(*pair) for pair in alike)
    assert not any(are_alike(*pair) for pair in different)


def test_rare_words_can_be_made_to_count_more() -> None:
    a, b = "the harbour of the town", "the harbour of the isle"
    plain = compare_wordings(a, b, "en").score
    assert compare_wordings(a, b, "en", weights={"harbour": 5.0}).score > plain


SIGNS = (
    "the",
    "not",
    "two",
    "7",
    "harbour",
    "storm",
    "closed",
    "Monday",
    "never",
    "250",
    "%",
    "港",
    "橋",
    "now",
    "’",
    "😀",
)
words = st.lists(st.sampled_from(SIGNS), max_size=24).map(" ".join)


@given(words, words)
def test_comparing_is_the_same_from_either_side(a: str, b: str) -> None:
    """A law: sides exchanged, everything else equal."""
    one, other = compare_wordings(a, b), compare_wordings(b, a)
    assert (one.relation == "verbatim") == (other.relation == "verbatim")
    assert 0 <= one.score <= 1
    assert 0 <= one.covered_a <= 1 + 1e-9
    assert 0 <= other.covered_b <= 1 + 1e-9


@given(words)
def test_words_are_verbatim_to_themselves_and_spans_lie_in_them(wording: str) -> None:
    terms = split_terms(wording)
    found = compare_wordings(wording, wording)
    assert found.relation == ("verbatim" if terms else "different")
    assert all(0 <= term.span.start < term.span.end <= len(wording) for term in terms)


@given(words, words)
def test_no_term_is_used_twice(a: str, b: str) -> None:
    places = [place for place in align_terms(split_terms(a), split_terms(b)).places if place is not None]
    assert len(places) == len(set(places))


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(read_pairs()))
def test_typography_never_makes_a_difference(pair: object) -> None:
    wording = getattr(pair, "a", "")
    assert compare_wordings(wording, typeset(wording)).relation == "verbatim"


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("no ", "no two "),  # all alike
        ("word ", "not a word "),  # each a negation apart
        ("{} ", "1{} "),  # all different, and numbers
    ],
)
def test_hostile_wordings_take_linear_work(words: str, other: str) -> None:
    """Twice as many words take twice the work."""

    def write(pattern: str, size: int) -> str:
        return "".join(pattern.format(number) for number in range(size))

    def compare(text: str) -> None:
        compare_wordings(text, write(other, text.count(" ")))

    assert growth(compare, lambda size: write(words, size), 100) < LINEAR


def test_only_the_first_words_of_a_very_long_wording_are_compared() -> None:
    assert len(split_terms("word " * 2 * MOST_TERMS)) == MOST_TERMS


def test_the_held_out_half_keeps_what_is_promised() -> None:
    """Precision at least .95 at a recall of at least .85, on pairs that were not looked at."""
    precision, recall, _ = measure_pairs("held out")
    assert precision.value >= 0.95
    assert recall.value >= 0.85
