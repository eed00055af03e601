"""Who said it, in other languages than English: a table of constructions for each, each with its answer.

``languages_<code>.toml`` are the tables; their heads tell how to add a case. Names in them are national placeholders.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.rules import load_table
from archive.rules.grammar import LANGUAGES, UNDETERMINED
from archive.rules.grammar_tables import GrammarTable
from tests.attribution.reading import Case, attribute, case_parameters, read_cases
from tests.attribution.test_cases import told
from tests.attribution.test_laws import find_and_attribute
from tests.work import LINEAR, growth

CASES = {language: read_cases(f"languages_{language}") for language in (*LANGUAGES, UNDETERMINED)}


@pytest.mark.parametrize("case", [one for of, cases in CASES.items() for one in case_parameters(cases, of=of)])
def test_each_construction_names_its_speaker(case: Case) -> None:
    """Speaker, words used and word of speech are those of the table."""
    quotations = [quotation for quotation in attribute(case["text"]) if quotation.kind != "none"]
    assert len(quotations) == len(case["quotes"])
    for quotation, expected in zip(quotations, case["quotes"], strict=True):
        assert case["text"].startswith(expected[0], quotation.span.start)
        assert told(quotation, expected)[:3] == expected[1:4]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_is_large(language: str) -> None:
    """Thirty constructions of each language at the least, so that a thinned-out table is noticed."""
    assert len(CASES[language]) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_speaks_small_letters_and_no_word_twice(language: str) -> None:
    """Words are compared in small letters, and a word told twice in one list is a slip of the pen."""
    table = load_table(f"grammar_{language}", GrammarTable)
    lists = {
        name: words for name, words in table if isinstance(words, list) and all(isinstance(word, str) for word in words)
    }
    lists |= {f"roles.{name}": list(words) for name, words in table.roles}
    lists |= {f"nouns.{name}": words for name, words in table.nouns}
    assert {name: word for name, words in lists.items() for word in words if word != word.lower()} == {}
    assert {name: word for name, words in lists.items() for word in words if words.count(word) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_inflection_is_used_and_each_lemma_fits_its_own(language: str) -> None:
    """A lemma without the ending that its pattern cuts would be inflected wrongly."""
    table = load_table(f"grammar_{language}", GrammarTable)
    cuts = {inflection.name: inflection.cut for inflection in table.inflections}
    assert {row.by for row in table.verbs if row.lemmas} == set(cuts)
    wrong = [lemma for row in table.verbs for lemma in row.lemmas if not lemma.endswith(cuts[row.by])]
    assert wrong == []


PIECES = [
    "„", "“", "»", "«", "\"", " ", "\n", ". ", ", ", ": ", " — ", "Erika Mustermann", "Marie Dupont", "Juan Pérez",
    "sie", "er", "elle", "il", "ella", "sagte", "hat", "gesagt", "a", "a-t-elle", "déclaré", "l’élue", "dijo",
    "ha", "dicho", "so", "laut", "selon", "según", "der Minister", "la ministre", "el ministro",
    "ein Sprecher des Amtes", "und", "et", "y", "der", "die", "que", "qui", "nicht", "ist", "dans", "los", "(",
    ")", "?", "Wir warten", "🎈", "\u00a0", "d’", "35 Jahre alte", "heißt es in", "wie", "hatte", "zufolge",
    "à ses yeux", "Von", "von", "", "\x00", "Das sei", "müsse", "Über", "hieß es.",
    "Et d’ajouter :", ", souligne-t-elle.", "Así lo resumió", "el jefe de",
    "Mario Rossi", "ha detto", "secondo", "João da Silva", "disse", "segundo",
    "Jan Jansen", "zei", "aldus", "volgens", "Jan Kowalski", "powiedział", "nie jest", "сказал", "al-Said",
]  # fmt: skip  # a table, read by its rows


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_what_is_said_to_stand_in_the_text_stands_there(text: str) -> None:
    """In any mixture of these languages, mention and word of speech are the characters of their spans."""
    for quotation in attribute(text):
        attribution = quotation.attribution
        for words, span in ((attribution.mention, attribution.mention_span), (attribution.cue, attribution.cue_span)):
            assert (words is None) == (span is None)
            assert span is None or span.of(text) == words
        assert 0 <= attribution.confidence < 1
        assert (attribution.speaker is None) == (attribution.speaker_id is None)


SAID = "„Wir warten“, sagte er. Die Lage ist nicht gut. {}: „Wir haben Zeit“, sagte sie am Abend."
HOSTILE = {
    "quotations in one line": lambda size: "„a“, sagte Erika Mustermann, " * size,
    "names": lambda size: SAID.format("Erika Mustermann, " * size),
    "words of speech": lambda size: SAID.format("sagte " * size),
    "offices": lambda size: SAID.format("der Sprecher der Stadt, " * size),
    "pronouns": lambda size: "„a“, sagte er. " * size,
    "reports": lambda size: SAID.format("Das sei gut, sagte Erika Mustermann. Man müsse warten. " * size),
    "places of offices": lambda size: " ".join(
        f"El alcalde de A{number}, Juan Pérez, calló. “Vamos a esperar”, dijo el alcalde de A{number}."
        for number in range(size)
    ),
    "clauses inside the marks": lambda size: f"Le maire est dans la ville. « Oui{', a dit le maire, non' * size}. »",
    "names without a grammar": lambda size: "Nie jest i nie było się do. „Tak” – powiedział Jan Kowalski. " * size,
    "new offices": lambda size: " ".join(
        f"„Wir warten“, sagte ein {'A' * (number % 40 + 2)}sprecher." for number in range(size)
    ),
}
"""Texts that are long in one thing."""


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_are_linear_work(kind: str) -> None:
    """Each further piece adds as much work as the one before."""
    assert growth(find_and_attribute, HOSTILE[kind], 100) < LINEAR
