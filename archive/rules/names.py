"""The words that tell a person from an office, an organisation, a state or a document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from archive.rules import Row, load_table

Gender = Literal["male", "female", "unknown"]
"""What a title or a role tells about the pronoun that may follow it."""


class GenderedWords(Row):
    """Words by the pronoun that may stand for them; ``plural_only`` are taken up by "they"."""

    male: list[str]
    female: list[str]
    any: list[str]
    plural_only: tuple[str, ...] = ()


class OrganisationWords(Row):
    """Words of organisations: inside names, of a state's institutions, as common nouns, of news outlets."""

    words: list[str]
    institutions: list[str]
    bodies: list[str]
    any_body: list[str]
    companies: list[str]
    common: list[str]
    outlets: list[str]
    known_outlets: list[str]
    family_words: list[str]
    fields: list[str]
    outlet_words: list[str]


class DocumentWords(Row):
    """Documents that speak for whoever issued them, and such as speak for themselves."""

    issued: list[str]
    issued_by: list[str]
    introduced: list[str]
    standing: list[str]


class WordList(Row):
    """A plain list of words."""

    words: list[str]


class ChannelWords(Row):
    """Words for the way that words travel."""

    platforms: list[str]
    carriers: list[str]
    occasions: list[str]
    leads: list[str]
    issuing: list[str]
    stops: list[str]
    reporting: list[str]
    breaks: list[str]
    modifiers: list[str]


class NameGrammar(Row):
    """Small words that hold names together or are mistaken for them."""

    surname_titles: list[str]
    particles: list[str]
    leading_particles: list[str]
    suffixes: list[str]
    seats: list[str]
    generations: list[str]
    ranks: list[str]
    unnamed: list[str]
    kin: list[str]
    anonymous: list[str]
    serving: list[str]
    pair_nouns: list[str]
    determiners: list[str]
    openers: list[str]
    title_endings: list[str]
    adjuncts: list[str]
    epithets: list[str]
    person_endings: list[str]
    adjective_endings: list[str]
    adjectives: list[str]
    month_names: list[str]
    honorifics: list[str]
    female_endings: list[str]
    numbers: list[str]
    headline_words: list[str]


class OfficeWords(Row):
    """What one office is called, and which offices may enter a text without a name."""

    same: list[list[str]]
    parties: dict[str, str]
    party_adjectives: dict[str, str]
    aloof: list[str]
    leading: list[str]
    portfolios: list[str]
    forces: list[str]
    lesser: list[str]
    status: list[str]
    as_verbs: list[str]
    party_words: list[str]
    short: dict[str, str]
    alias: dict[str, list[str]]
    houses: dict[str, list[str]]
    doing: dict[str, str]


class NameTable(Row):
    """The whole of ``names.toml``."""

    titles: GenderedWords
    roles: GenderedWords
    organisations: OrganisationWords
    documents: DocumentWords
    channels: ChannelWords
    countries: dict[str, str]
    places: WordList
    offices: OfficeWords
    possessives: dict[str, list[str]]
    grammar: NameGrammar
    pronouns: dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class NameRules:
    """The table as sets and dictionaries of lower-case words, made once."""

    titles: dict[str, Gender]
    roles: dict[str, Gender]
    plural_roles: dict[str, Gender]
    organisation_words: frozenset[str]
    institutions: frozenset[str]
    bodies: frozenset[str]
    any_body: frozenset[str]
    companies: frozenset[str]
    organisation_nouns: frozenset[str]
    outlet_nouns: frozenset[str]
    known_outlets: frozenset[str]
    family_words: frozenset[str]
    fields: frozenset[str]
    outlet_words: frozenset[str]
    documents: frozenset[str]
    standing_documents: frozenset[str]
    introduced_documents: frozenset[str]
    issued: frozenset[str]
    surname_titles: frozenset[str]
    platforms: frozenset[str]
    carriers: frozenset[str]
    occasions: frozenset[str]
    leads: frozenset[str]
    issuing: frozenset[str]
    channel_stops: frozenset[str]
    reporting: frozenset[str]
    channel_breaks: frozenset[str]
    possessives: dict[str, str]
    peoples: frozenset[str]
    places: frozenset[str]
    particles: frozenset[str]
    leading_particles: frozenset[str]
    suffixes: frozenset[str]
    seats: frozenset[str]
    generations: frozenset[str]
    ranks: frozenset[str]
    unnamed: frozenset[str]
    kin: frozenset[str]
    anonymous: frozenset[str]
    serving: frozenset[str]
    pair_nouns: frozenset[str]
    singulars: dict[str, str]
    plural_titles: dict[str, str]
    determiners: frozenset[str]
    openers: frozenset[str]
    pronouns: dict[str, dict[str, str]]
    title_endings: tuple[str, ...]
    adjuncts: frozenset[str]
    epithets: frozenset[str]
    person_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    adjectives: frozenset[str]
    month_names: frozenset[str]
    honorifics: frozenset[str]
    female_endings: tuple[str, ...]
    numbers: frozenset[str]
    headline_words: frozenset[str]
    same_office: dict[str, frozenset[str]]
    parties: dict[str, str]
    party_adjectives: dict[str, str]
    party_marks: frozenset[str]
    aloof: frozenset[str]
    leading: frozenset[str]
    portfolios: frozenset[str]
    forces: frozenset[str]
    lesser: frozenset[str]
    status: frozenset[str]
    as_verbs: frozenset[str]
    party_words: frozenset[str]
    short_offices: tuple[tuple[frozenset[str], str], ...]
    office_aliases: tuple[tuple[frozenset[str], str], ...]
    office_houses: tuple[tuple[frozenset[str], str], ...]
    office_verbs: dict[str, str]
    countries: dict[str, str]
    nouns: frozenset[str]


def _by_gender(words: GenderedWords) -> dict[str, Gender]:
    genders: dict[str, Gender] = dict.fromkeys(words.any, "unknown")
    genders.update(dict.fromkeys(words.male, "male"))
    genders.update(dict.fromkeys(words.female, "female"))
    return genders


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "x")) else "s")


def _same_office(groups: list[list[str]]) -> dict[str, frozenset[str]]:
    """All words of the offices that each word can be."""
    return {
        word: frozenset(other for group in groups if word in group for other in group)
        for word in {word for group in groups for word in group}
    }


def _by_phrase(table: dict[str, list[str]]) -> tuple[tuple[frozenset[str], str], ...]:
    """The words of each phrase of the table, with the word it is for."""
    return tuple((frozenset(phrase.split()), word) for word, phrases in table.items() for phrase in phrases)


@cache
def name_rules() -> NameRules:
    """The compiled table of ``names.toml``."""
    table = load_table("names", NameTable)
    roles = _by_gender(table.roles)
    plural_roles: dict[str, Gender] = dict.fromkeys(table.roles.plural_only, "unknown")
    plural_roles.update({_plural(word): "unknown" for word in roles})
    pronouns = {
        language: {word: kind for kind, words in kinds.items() for word in words}
        for language, kinds in table.pronouns.items()
    }
    organisations = table.organisations
    return NameRules(
        titles=_by_gender(table.titles),
        roles=roles,
        plural_roles=plural_roles,
        organisation_words=frozenset(organisations.words),
        institutions=frozenset(organisations.institutions),
        bodies=frozenset(organisations.bodies),
        any_body=frozenset(organisations.any_body),
        companies=frozenset(organisations.companies),
        organisation_nouns=frozenset(organisations.common),
        outlet_nouns=frozenset(organisations.outlets),
        known_outlets=frozenset(organisations.known_outlets),
        family_words=frozenset(organisations.family_words),
        fields=frozenset(organisations.fields),
        outlet_words=frozenset(organisations.outlet_words),
        documents=frozenset(table.documents.issued) | frozenset(table.documents.standing),
        standing_documents=frozenset(table.documents.standing),
        issued=frozenset(table.documents.issued_by),
        introduced_documents=frozenset(table.documents.introduced),
        surname_titles=frozenset(table.grammar.surname_titles),
        platforms=frozenset(table.channels.platforms),
        carriers=frozenset(table.channels.carriers),
        occasions=frozenset(table.channels.occasions),
        leads=frozenset(table.channels.leads),
        issuing=frozenset(table.channels.issuing),
        channel_stops=frozenset(table.channels.stops),
        reporting=frozenset(table.channels.reporting),
        channel_breaks=frozenset(table.channels.breaks),
        possessives={word: kind for kind, words in table.possessives.items() for word in words},
        peoples=frozenset(table.countries),
        places=frozenset(table.places.words) | {name.casefold() for name in table.countries.values()},
        particles=frozenset(table.grammar.particles),
        leading_particles=frozenset(table.grammar.leading_particles),
        suffixes=frozenset(table.grammar.suffixes),
        seats=frozenset(table.grammar.seats),
        generations=frozenset(table.grammar.generations),
        ranks=frozenset(table.grammar.ranks),
        unnamed=frozenset(table.grammar.unnamed),
        kin=frozenset(table.grammar.kin),
        anonymous=frozenset(table.grammar.anonymous),
        serving=frozenset(table.grammar.serving),
        pair_nouns=frozenset(table.grammar.pair_nouns),
        singulars={_plural(word): word for word in roles},
        plural_titles={_plural(word): word for word in table.titles.any},
        determiners=frozenset(table.grammar.determiners),
        openers=frozenset(table.grammar.openers),
        pronouns=pronouns,
        title_endings=tuple(table.grammar.title_endings),
        adjuncts=frozenset(table.grammar.adjuncts),
        epithets=frozenset(table.grammar.epithets),
        person_endings=tuple(table.grammar.person_endings),
        adjective_endings=tuple(table.grammar.adjective_endings),
        adjectives=frozenset(table.grammar.adjectives),
        month_names=frozenset(table.grammar.month_names),
        honorifics=frozenset(table.grammar.honorifics),
        numbers=frozenset(table.grammar.numbers),
        headline_words=frozenset(table.grammar.headline_words),
        female_endings=tuple(table.grammar.female_endings),
        same_office=_same_office(table.offices.same),
        parties=table.offices.parties,
        party_adjectives=table.offices.party_adjectives,
        party_marks=frozenset([*table.offices.party_adjectives, *table.grammar.seats]),
        aloof=frozenset(table.offices.aloof),
        leading=frozenset(table.offices.leading),
        portfolios=frozenset(table.offices.portfolios),
        forces=frozenset(table.offices.forces),
        lesser=frozenset(table.offices.lesser),
        status=frozenset(table.offices.status),
        as_verbs=frozenset(table.offices.as_verbs),
        party_words=frozenset(table.offices.party_words),
        short_offices=tuple((frozenset(phrase.split()), short) for short, phrase in table.offices.short.items()),
        office_aliases=_by_phrase(table.offices.alias),
        office_houses=_by_phrase(table.offices.houses),
        office_verbs=table.offices.doing,
        countries={people: name.casefold() for people, name in table.countries.items()},
        nouns=frozenset(
            [*roles, *plural_roles, *organisations.common, *table.documents.issued, *table.documents.standing]
        ),
    )
