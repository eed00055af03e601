"""What is known of a language to see who speaks in it: ``grammar_<code>.toml``, one table for each language.

English has tables of its own (`speech`, `names`) and a trained ranker; here stands as little as is needed where no
ranker was trained. A language is added by its table alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from archive.rules import Row, load_table
from archive.rules.given_names import gender_of_given_name

LANGUAGES = ("de", "fr", "es")
"""The languages that have a table, by BCP 47 code."""


class Gendered(Row):
    """Words by the gender that they tell."""

    male: list[str]
    female: list[str]
    any: tuple[str, ...] = ()


class GrammarArticles(Row):
    """Articles and their like by what they tell of the noun behind them."""

    male: list[str]
    female: list[str]
    plural: list[str]


class GrammarNouns(Row):
    """Nouns for organisations, documents, and words of speech that somebody owns ("ihre Antwort")."""

    organisations: list[str]
    documents: list[str]
    speech: list[str]


class GrammarChannels(Row):
    """How words travel: ``carriers`` and ``platforms`` (medium), ``occasions``, behind one of the words ``on``."""

    carriers: list[str]
    occasions: list[str]
    platforms: list[str]
    on: list[str]


class GrammarPronouns(Row):
    """Pronouns that may be a subject; ``thing`` names nobody, ``own`` the writer."""

    male: list[str]
    female: list[str]
    plural: list[str]
    thing: list[str]
    own: list[str]


class Inflection(Row):
    """How verbs are inflected: ``{}`` is the lemma without ``cut``."""

    name: str
    cut: str
    why: str
    finite: list[str]
    participle: list[str]


class GrammarVerbs(Row):
    """Verbs of speech: ``lemmas`` inflected ``by`` a pattern, or ``forms`` as they stand."""

    by: str = ""
    lemmas: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class GrammarTable(Row):
    """The whole of one ``grammar_<code>.toml``; all words in small letters.

    How sentences are built: ``verb_second`` (the verb stands second, so that its subject may follow it),
    ``drops_subject`` (a verb may stand without one; ``past_endings`` tell one that no table holds), ``capital_nouns``.

    Determiners: ``definite``, ``indefinite``, ``numbers``, ``owners`` (possessives, by the owner's gender), ``oblique``
    (such as never open a subject). Inside a noun phrase: ``before_noun`` and ``adjective_endings`` (adjectives before
    and behind the noun), ``joins`` (prepositions that hang a noun on another), ``particles`` (inside names),
    ``capitals`` (words that begin with a capital and are no names), ``years`` ("35 Jahre alte"), ``case_endings`` (of
    adjectives that stand before no name). Endings of nouns: ``person_endings``, of which ``female_endings`` tell
    women, ``neutral_endings`` nothing, the others men; ``document_endings``.

    Around a verb: ``clitics``, ``auxiliaries``, ``passive``, ``adverbs`` and ``adverb_endings``; ``needs``: verbs that
    speak only with one of these words further on; ``gerunds``: how participles end that share the subject of their
    sentence. ``elided`` words end in an apostrophe, ``hosts`` are pronouns hung on a verb by a hyphen.

    Frames without a verb before the words: ``according`` (before the speaker; ``according_at_head`` are words among
    them that mean it only at the head of a sentence), ``according_behind``, ``short_said`` ("so Jane Doe"),
    ``in_own_view`` ("à ses yeux"), ``so_clauses`` ("wie … sagte"), ``impersonal`` ("heißt es in …").
    """

    verb_second: bool
    drops_subject: bool
    capital_nouns: bool
    markers: list[str]
    definite: list[str]
    indefinite: list[str]
    oblique: list[str]
    numbers: list[str]
    elided: list[str]
    hosts: list[str]
    joins: list[str]
    prepositions: list[str]
    clitics: list[str]
    auxiliaries: list[str]
    passive: list[str]
    relatives: list[str]
    conjunctions: list[str]
    breaks: list[str]
    subordinators: list[str]
    adverbs: list[str]
    capitals: list[str]
    according: list[str]
    according_behind: list[str]
    short_said: list[str]
    in_own_view: list[str]
    according_at_head: list[str]
    so_clauses: list[str]
    impersonal: list[str]
    gerunds: list[str]
    adverb_endings: list[str]
    years: list[str]
    before_noun: list[str]
    adjective_endings: list[str]
    particles: list[str]
    plural_endings: list[str]
    past_endings: list[str]
    person_endings: list[str]
    female_endings: list[str]
    neutral_endings: list[str]
    case_endings: list[str]
    document_endings: list[str]
    articles: GrammarArticles
    given: Gendered
    pronouns: GrammarPronouns
    owners: Gendered
    titles: Gendered
    roles: Gendered
    nouns: GrammarNouns
    channels: GrammarChannels
    inflections: list[Inflection]
    verbs: list[GrammarVerbs]
    needs: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The table of one language as sets of lower-case words, with straight apostrophes; made once."""

    language: str
    verb_second: bool
    drops_subject: bool
    capital_nouns: bool
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
    relatives: frozenset[str]
    conjunctions: frozenset[str]
    breaks: frozenset[str]
    subordinators: frozenset[str]
    adverbs: frozenset[str]
    capitals: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    according_behind: frozenset[str]
    short_said: frozenset[str]
    in_own_view: frozenset[tuple[str, ...]]
    according_at_head: frozenset[str]
    so_clauses: frozenset[str]
    impersonal: frozenset[str]
    gerunds: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    years: frozenset[str]
    before_noun: frozenset[str]
    adjective_endings: tuple[str, ...]
    particles: frozenset[str]
    plural_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    person_endings: tuple[str, ...]
    female_endings: tuple[str, ...]
    neutral_endings: tuple[str, ...]
    case_endings: tuple[str, ...]
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
    """The grammar of a language; None where no table stands for it (English among them).

    >>> grammar = grammar_of("de")
    >>> grammar is not None and "sagte" in grammar.finite, grammar_of("en")
    (True, None)
    """
    if language not in LANGUAGES:
        return None
    table = load_table(f"grammar_{language}", GrammarTable)
    finite, participles = _forms(table)
    pronouns = {plain_apostrophes(word): kind for kind, words in table.pronouns for word in words}
    owners = _by_gender(table.owners)
    determiners = _words([*table.definite, *table.indefinite, *table.numbers, *owners, *table.oblique])
    small = [*table.prepositions, *table.conjunctions, *table.subordinators, *table.relatives, *table.breaks]
    return Grammar(
        language=language,
        verb_second=table.verb_second,
        drops_subject=table.drops_subject,
        capital_nouns=table.capital_nouns,
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
        short_said=frozenset(table.short_said),
        in_own_view=frozenset(tuple(phrase.split()) for phrase in table.in_own_view),
        according_at_head=frozenset(table.according_at_head),
        so_clauses=frozenset(table.so_clauses),
        impersonal=frozenset(table.impersonal),
        gerunds=tuple(table.gerunds),
        adverb_endings=tuple(table.adverb_endings),
        years=frozenset(table.years),
        before_noun=frozenset(table.before_noun),
        adjective_endings=tuple(table.adjective_endings),
        particles=_words(table.particles),
        plural_endings=tuple(table.plural_endings),
        past_endings=tuple(table.past_endings),
        person_endings=tuple(table.person_endings),
        female_endings=tuple(table.female_endings),
        neutral_endings=tuple(table.neutral_endings),
        case_endings=tuple(table.case_endings),
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
        finite=finite,
        participles=participles,
        needs={word: frozenset(words) for word, words in table.needs.items()},
        determiners=determiners,
        closed=_words([*small, *table.clitics, *table.auxiliaries, *table.passive]) | pronouns.keys() | determiners,
    )
