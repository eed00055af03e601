"""What is known of a language to see who speaks in it: ``grammar_<code>.toml``, one table for each language.

English has tables of its own (`speech`, `names`) and a trained ranker; here stands as little as is needed where no
ranker was trained. A language is added by its table alone. All others share an empty one: nothing is known of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from archive.rules import load_table
from archive.rules.given_names import gender_of_given_name
from archive.rules.grammar_tables import Gendered, GrammarTable
from archive.rules.languages import languages_of_words

LANGUAGES = ("de", "fr", "es", "it", "nl", "pt")
"""The languages that have a table, by BCP 47 code."""
UNDETERMINED = "und"
"""The table of all other languages but English, and the code of a language that nobody knows."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The table of one language as sets of lower-case words, with straight apostrophes; made once.

    ``is_known``: the language has a table of its own. ``source_words``: how every phrase begins that names a source.
    """

    language: str
    is_known: bool
    verb_second: bool
    drops_subject: bool
    capital_nouns: bool
    incises: bool
    markers: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    numbers: frozenset[str]
    oblique: frozenset[str]
    elided: frozenset[str]
    hosts: frozenset[str]
    joins: frozenset[str]
    prepositions: frozenset[str]
    clitics: frozenset[str]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    passive_behind: frozenset[str]
    being: frozenset[str]
    reflexives: frozenset[str]
    agents: frozenset[str]
    denying: frozenset[str]
    reproaches: frozenset[str]
    sharing: frozenset[str]
    infinitive_endings: tuple[str, ...]
    mood_endings: tuple[str, ...]
    moodless: frozenset[str]
    which: frozenset[str]
    latter: frozenset[tuple[str, ...]]
    judging: frozenset[str]
    relatives: frozenset[str]
    conjunctions: frozenset[str]
    breaks: frozenset[str]
    subordinators: frozenset[str]
    adverbs: frozenset[str]
    capitals: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    according_behind: frozenset[str]
    source_words: frozenset[str]
    short_said: frozenset[str]
    in_own_view: frozenset[tuple[str, ...]]
    according_at_head: frozenset[str]
    so_clauses: frozenset[str]
    impersonal: frozenset[str]
    reported: frozenset[str]
    reported_in: frozenset[str]
    gerunds: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    years: frozenset[str]
    nameless: frozenset[str]
    leaders: frozenset[str]
    echoes: tuple[tuple[str, ...], ...]
    narrating: frozenset[str]
    calling: frozenset[str]
    before_noun: frozenset[str]
    before_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    particles: frozenset[str]
    plural_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    person_endings: tuple[str, ...]
    female_endings: tuple[str, ...]
    neutral_endings: tuple[str, ...]
    case_endings: tuple[str, ...]
    maker_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    document_endings: tuple[str, ...]
    articles: dict[str, str]
    given: dict[str, str]
    pronouns: dict[str, str]
    owners: dict[str, str]
    titles: dict[str, str]
    roles: dict[str, str]
    organisations: frozenset[str]
    documents: frozenset[str]
    speech: frozenset[str]
    carriers: frozenset[str]
    occasions: frozenset[str]
    platforms: frozenset[str]
    on: frozenset[str]
    infinitives: frozenset[str]
    finite: frozenset[str]
    participles: frozenset[str]
    needs: dict[str, frozenset[str]]
    determiners: frozenset[str]
    closed: frozenset[str]

    def gender_of_given(self, name: str) -> str | None:
        """The gender that bears a given name in this language; None where nobody can say."""
        return self.given.get(name.lower()) or gender_of_given_name(name)

    def is_adverb(self, low: str) -> bool:
        """Whether a word in small letters is an adverb."""
        return low in self.adverbs or (bool(self.adverb_endings) and low.endswith(self.adverb_endings))

    def is_filler(self, low: str) -> bool:
        """Whether a word may stand between a verb and its subject or auxiliary: an adverb, an object pronoun."""
        return low in self.auxiliaries or low in self.clitics or self.is_adverb(low)


def plain_apostrophes(word: str) -> str:
    """The word with straight apostrophes, composed (NFC)."""
    return unicodedata.normalize("NFC", word.replace("’", "'"))


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(plain_apostrophes(word) for word in words)


def _by_gender(words: Gendered) -> dict[str, str]:
    genders = dict.fromkeys(words.any, "unknown")
    genders.update(dict.fromkeys(words.male, "male"))
    genders.update(dict.fromkeys(words.female, "female"))
    return genders


def _forms(table: GrammarTable) -> tuple[frozenset[str], frozenset[str]]:
    """All forms of the verbs of speech, and which of them may be participles."""
    patterns = {inflection.name: inflection for inflection in table.inflections}
    finite, participles = set[str](), set[str]()
    for row in table.verbs:
        for lemma in row.lemmas:
            pattern = patterns[row.by]
            stem = lemma.removesuffix(pattern.cut)
            finite.update(form.format(stem) for form in pattern.finite)
            participles.update(form.format(stem) for form in pattern.participle)
        finite.update(row.forms)
    return frozenset(finite), frozenset(participles)


@cache
def grammar_of(language: str) -> Grammar | None:
    """The grammar of a language: an empty one where no table stands for it, None for English.

    >>> grammar = grammar_of("de")
    >>> grammar is not None and "sagte" in grammar.finite, grammar_of("en")
    (True, None)
    """
    if language == "en":
        return None
    if language in LANGUAGES:
        return _make_grammar(language, load_table(f"grammar_{language}", GrammarTable))
    empty = _make_grammar(language, load_table(f"grammar_{UNDETERMINED}", GrammarTable))
    small = (word for word, languages in languages_of_words().items() if language in languages)
    return replace(empty, is_known=False, closed=_words(small) - empty.finite)


def _make_grammar(language: str, table: GrammarTable) -> Grammar:
    finite, participles = _forms(table)
    pronouns = {plain_apostrophes(word): kind for kind, words in table.pronouns for word in words}
    owners = _by_gender(table.owners)
    determiners = _words([*table.definite, *table.indefinite, *table.numbers, *owners, *table.oblique])
    first_words = [phrase.split()[0] for phrase in (*table.according, *table.in_own_view)]
    small = [*table.prepositions, *table.conjunctions, *table.subordinators, *table.relatives, *table.breaks]
    return Grammar(
        language=language,
        is_known=True,
        verb_second=table.verb_second,
        drops_subject=table.drops_subject,
        capital_nouns=table.capital_nouns,
        incises=table.incises,
        markers=_words(table.markers),
        definite=_words([*table.definite, *owners]),
        indefinite=_words([*table.indefinite, *table.numbers]),
        numbers=frozenset(table.numbers),
        oblique=_words(table.oblique),
        elided=frozenset(table.elided),
        hosts=frozenset(table.hosts),
        joins=_words(table.joins),
        prepositions=_words(table.prepositions),
        clitics=_words(table.clitics),
        auxiliaries=_words(table.auxiliaries),
        passive=frozenset(table.passive),
        passive_behind=frozenset(table.passive_behind),
        being=frozenset(table.being),
        reflexives=_words(table.reflexives),
        agents=_words(table.agents),
        denying=frozenset(table.denying),
        reproaches=frozenset(table.reproaches),
        sharing=_words(table.sharing),
        infinitive_endings=table.infinitive_endings,
        mood_endings=table.mood_endings,
        judging=frozenset(table.judging),
        which=_words(table.which),
        moodless=frozenset(table.moodless),
        latter=frozenset(tuple(phrase.split()) for phrase in table.latter),
        relatives=_words(table.relatives),
        conjunctions=frozenset(table.conjunctions),
        breaks=frozenset(table.breaks),
        subordinators=_words(table.subordinators),
        adverbs=_words(table.adverbs),
        capitals=frozenset(table.capitals),
        according=tuple(
            sorted({tuple(plain_apostrophes(phrase).split()) for phrase in table.according}, key=len, reverse=True)
        ),
        according_behind=frozenset(table.according_behind),
        source_words=_words([*first_words, *table.according_behind, *table.short_said]),
        short_said=frozenset(table.short_said),
        in_own_view=frozenset(tuple(phrase.split()) for phrase in table.in_own_view),
        according_at_head=frozenset(table.according_at_head),
        so_clauses=frozenset(table.so_clauses),
        impersonal=frozenset(table.impersonal),
        reported=frozenset(table.reported),
        reported_in=frozenset(table.reported_in),
        gerunds=tuple(table.gerunds),
        adverb_endings=tuple(table.adverb_endings),
        years=frozenset(table.years),
        nameless=frozenset(table.nameless),
        leaders=frozenset(table.leaders),
        echoes=tuple(tuple(plain_apostrophes(phrase).split()) for phrase in table.echoes),
        narrating=_words(table.narrating),
        calling=frozenset(table.calling),
        before_noun=frozenset(table.before_noun),
        before_endings=tuple(table.before_endings),
        adjective_endings=tuple(table.adjective_endings),
        particles=_words(table.particles),
        plural_endings=tuple(table.plural_endings),
        past_endings=tuple(table.past_endings),
        person_endings=tuple(table.person_endings),
        female_endings=tuple(table.female_endings),
        neutral_endings=tuple(table.neutral_endings),
        case_endings=tuple(table.case_endings),
        maker_endings=tuple(table.maker_endings),
        noun_endings=tuple(table.noun_endings),
        document_endings=tuple(table.document_endings),
        articles={word: kind for kind, words in table.articles for word in words},
        given=_by_gender(table.given),
        pronouns=pronouns,
        owners=owners,
        titles=_by_gender(table.titles),
        roles=_by_gender(table.roles),
        organisations=frozenset(table.nouns.organisations),
        documents=frozenset(table.nouns.documents),
        speech=frozenset(table.nouns.speech),
        carriers=frozenset(table.channels.carriers),
        occasions=frozenset(table.channels.occasions),
        platforms=frozenset(table.channels.platforms),
        on=_words(table.channels.on),
        infinitives=_words(word for row in table.verbs for word in (*row.lemmas, *row.infinitives)),
        finite=finite,
        participles=participles,
        needs={word: frozenset(words) for word, words in table.needs.items()},
        determiners=determiners,
        closed=_words([*small, *table.clitics, *table.auxiliaries, *table.passive]) | pronouns.keys() | determiners,
    )
