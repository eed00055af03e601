"""The words of speech, with their forms, and how sure each way to a speaker is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from archive.rules import Row, load_table

CueKind = Literal["say", "describe", "ask", "think"]
"""How a verb takes the words that it brings."""


class SpeechExample(Row):
    """A sentence whose one quotation is ``speaker``'s, by the word ``cue``."""

    text: str
    speaker: str
    cue: str


class VerbRow(Row):
    """Verbs of one kind and language: ``lemmas`` are inflected as English is."""

    language: str
    kind: CueKind
    why: str
    lemmas: tuple[str, ...] = ()
    examples: list[SpeechExample]


class VerbList(Row):
    """Verbs by their lemmas."""

    lemmas: list[str]


class SpeechNouns(Row):
    """Nouns of speech (``words``), and such as stand in "in her view" (``views``)."""

    words: list[str]
    views: list[str]


class SpeechGrammar(Row):
    """Small words around verbs of speech."""

    adverbs: list[str]
    ly_nouns: list[str]
    auxiliaries: list[str]
    be: list[str]
    prepositions: list[str]
    subordinators: list[str]
    conjunctions: list[str]
    relatives: list[str]
    questions: list[str]
    nobody: list[str]
    numbers: list[str]
    quantities: list[str]
    times: list[str]
    verbs: list[str]
    articles: list[str]
    continuing: list[str]
    perceiving: list[str]
    heard_in: list[str]


class Way(Row):
    """One way to a speaker, how sure it is by itself, and how it is told."""

    name: str
    confidence: float
    basis: str


class Choice(Row):
    """When the best candidate is good enough."""

    threshold: float


class SpeechTable(Row):
    """The whole of ``speech.toml``."""

    verbs: list[VerbRow]
    irregular: dict[str, list[str]]
    particles: dict[str, list[str]]
    addressed: VerbList
    weak: VerbList
    denying: VerbList
    nouns: SpeechNouns
    markers: dict[str, list[str]]
    grammar: SpeechGrammar
    ways: list[Way]
    choice: Choice


@dataclass(frozen=True, slots=True)
class CueForm:
    """One form of a verb of speech.

    ``particles``: it is speech only with one of them behind it. ``weak``: only right beside the words.
    ``addressed``: it needs somebody to speak to.
    """

    kind: CueKind
    lemma: str
    participle: bool
    past: bool
    base: bool
    weak: bool
    addressed: bool
    particles: frozenset[str]


@dataclass(frozen=True, slots=True)
class SpeechRules:
    """The table as sets and dictionaries of lower-case words, made once."""

    forms: dict[str, dict[str, CueForm]]
    markers: dict[str, frozenset[str]]
    adverbs: frozenset[str]
    ly_nouns: frozenset[str]
    auxiliaries: frozenset[str]
    be: frozenset[str]
    prepositions: frozenset[str]
    subordinators: frozenset[str]
    conjunctions: frozenset[str]
    relatives: frozenset[str]
    questions: frozenset[str]
    nobody: frozenset[str]
    numbers: frozenset[str]
    quantities: frozenset[str]
    times: frozenset[str]
    verbs: frozenset[str]
    articles: frozenset[str]
    continuing: frozenset[str]
    perceiving: frozenset[str]
    heard_in: frozenset[str]
    nouns: frozenset[str]
    views: frozenset[str]
    denying: frozenset[str]
    ways: dict[str, Way]
    threshold: float

    def is_adverb(self, low: str) -> bool:
        """Whether a lower-case word is an adverb."""
        return low in self.adverbs or (low.endswith("ly") and low not in self.ly_nouns)


def inflect(lemma: str) -> tuple[str, ...]:
    """The regular English forms of a verb: base, third person, past, participle.

    >>> inflect("reply")
    ('reply', 'replies', 'replied', 'replying')
    """
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    if lemma.endswith("e"):
        return (lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing")
    third = "es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s"
    return (lemma, lemma + third, lemma + "ed", lemma + "ing")


def _is_past(form: str, lemma: str) -> bool:
    return form != lemma and not form.endswith("s")


def _verb_forms(table: SpeechTable) -> dict[str, dict[str, CueForm]]:
    weak, addressed = frozenset(table.weak.lemmas), frozenset(table.addressed.lemmas)
    forms: dict[str, dict[str, CueForm]] = {}
    for row in table.verbs:
        inflected = [(form, lemma) for lemma in row.lemmas for form in inflect(lemma)]
        inflected += [(form, lemma) for lemma in row.lemmas for form in table.irregular.get(lemma, ())]
        for form, lemma in inflected:
            participle = row.language == "en" and form.endswith("ing") and form != lemma
            cue = CueForm(
                kind=row.kind,
                lemma=lemma,
                participle=participle,
                past=not participle and (form in table.irregular.get(lemma, ()) or _is_past(form, lemma)),
                base=form == lemma and row.language == "en" and form not in table.irregular.get(lemma, ()),
                weak=lemma in weak,
                addressed=lemma in addressed,
                particles=frozenset(table.particles.get(lemma, ())),
            )
            forms.setdefault(row.language, {}).setdefault(form, cue)
    return forms


@cache
def speech_rules() -> SpeechRules:
    """The compiled table of ``speech.toml``."""
    table = load_table("speech", SpeechTable)
    grammar = table.grammar
    return SpeechRules(
        forms=_verb_forms(table),
        markers={language: frozenset(words) for language, words in table.markers.items()},
        adverbs=frozenset(grammar.adverbs),
        ly_nouns=frozenset(grammar.ly_nouns),
        auxiliaries=frozenset(grammar.auxiliaries),
        be=frozenset(grammar.be),
        prepositions=frozenset(grammar.prepositions),
        subordinators=frozenset(grammar.subordinators),
        conjunctions=frozenset(grammar.conjunctions),
        relatives=frozenset(grammar.relatives),
        questions=frozenset(grammar.questions),
        nobody=frozenset(grammar.nobody),
        numbers=frozenset(grammar.numbers),
        quantities=frozenset(grammar.quantities),
        times=frozenset(grammar.times),
        verbs=frozenset(grammar.verbs),
        articles=frozenset(grammar.articles),
        continuing=frozenset(grammar.continuing),
        perceiving=frozenset(grammar.perceiving),
        heard_in=frozenset(grammar.heard_in),
        nouns=frozenset(table.nouns.words),
        views=frozenset(table.nouns.views),
        denying=frozenset(table.denying.lemmas),
        ways={way.name: way for way in table.ways},
        threshold=table.choice.threshold,
    )
