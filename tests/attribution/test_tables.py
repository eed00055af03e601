"""The tables of names and words of speech: each row holds what it says, and no word contradicts another."""

from __future__ import annotations

from itertools import chain

import pytest

from archive.rules import load_table
from archive.rules.names import NameTable, name_rules
from archive.rules.speech import SpeechExample, SpeechTable, inflect, speech_rules
from tests.attribution.reading import attribute

SPEECH = load_table("speech", SpeechTable)
EXAMPLES = [example for row in SPEECH.verbs for example in row.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_each_example_of_a_row_holds(example: SpeechExample) -> None:
    """The one quotation of an example goes to its speaker, by its word."""
    (quotation,) = attribute(example.text)
    assert (quotation.attribution.speaker, quotation.attribution.cue) == (example.speaker, example.cue)


def test_each_row_has_an_example() -> None:
    """A row that shows nothing cannot be checked."""
    assert all(row.examples and row.why for row in SPEECH.verbs)


@pytest.mark.parametrize("table", ["irregular", "particles"])
def test_each_exception_belongs_to_a_verb(table: str) -> None:
    """An exception for a verb that no row names is a typing mistake."""
    lemmas = set(chain.from_iterable(row.lemmas for row in SPEECH.verbs))
    assert set(getattr(SPEECH, table)) <= lemmas


@pytest.mark.parametrize("table", ["weak", "addressed"])
def test_each_restricted_verb_belongs_to_a_row(table: str) -> None:
    """A restriction on a verb that no row names is a typing mistake."""
    lemmas = set(chain.from_iterable(row.lemmas for row in SPEECH.verbs))
    assert set(getattr(SPEECH, table).lemmas) <= lemmas


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("add", ("add", "adds", "added", "adding")),
        ("argue", ("argue", "argues", "argued", "arguing")),
        ("reply", ("reply", "replies", "replied", "replying")),  # consonant and y
        ("say", ("say", "says", "sayed", "saying")),  # vowel and y; "said" is in the table
        ("confess", ("confess", "confesses", "confessed", "confessing")),  # a hiss takes -es
    ],
)
def test_verbs_are_inflected_as_english_does(lemma: str, forms: tuple[str, ...]) -> None:
    """Base, third person, past and participle."""
    assert inflect(lemma) == forms


def test_a_way_is_never_surer_than_certain() -> None:
    """Confidences lie between 0 and 1, and the best way stands first."""
    confidences = [way.confidence for way in SPEECH.ways]
    assert all(0 < confidence < 1 for confidence in confidences)
    assert confidences[0] == max(confidences)
    assert speech_rules().threshold > SPEECH.ways[-1].confidence


def test_no_word_is_both_a_pronoun_and_a_noun() -> None:
    """The finder asks for pronouns first, so such a word would never be a noun."""
    rules = name_rules()
    assert not rules.nouns & set(rules.pronouns["en"])


def test_the_tables_hold_small_letters_only() -> None:
    """Words are compared in small letters; a capital in the table would never match."""
    table = load_table("names", NameTable)
    words = [*table.roles.any, *table.titles.any, *table.organisations.words, *table.channels.carriers]
    assert [word for word in words if word != word.lower()] == []
