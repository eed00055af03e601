"""Speakers: who is quoted, how often, by whom, and by what names and words they were called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from archive.identifiers import SpeakerId
from archive.store.columns import Columns, Numbers, reading_columns
from archive.store.connection import Store
from archive.store.facets import facets
from archive.store.filters import SearchFilters
from archive.store.selecting import count_codes, find_speakers, select_quotations
from archive.store.speaker_groups import groups_of


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """How often a speaker is quoted; ``names`` has each name as written with its id and its number of quotations."""

    speaker: SpeakerId
    quotations: int
    articles: int
    outlets: tuple[str, ...]
    names: tuple[tuple[str, SpeakerId, int], ...]


def speakers(store: Store, limit: int | None = None) -> list[tuple[SpeakerId, str, int]]:
    """The speakers with id, name and number of quotations, most quoted first, at most ``limit``.

    Counted are current quotations outside removals.
    """
    with reading_columns(store) as columns:
        known = len(columns.dictionary(store, "speaker").values)
    most = known if limit is None else limit + 1  # "speaker not recognised" is listed too
    (found,) = facets(store, SearchFilters(), ["speaker"], most)
    named = [(SpeakerId(value.value), value.label, value.count) for value in found.values if value.value is not None]
    return named[:limit]


def speakers_meant(store: Store, words: str) -> list[SpeakerId]:
    """The speakers that an id, a name or a part of a name can mean, each by the id that they go by."""
    with reading_columns(store) as columns:
        groups = groups_of(store, columns)
        found = find_speakers(store, columns, (words,))
        return [SpeakerId(one) for one in dict.fromkeys(groups.home(value) for value in found if value)]


def name_speakers(store: Store) -> Mapping[str, str]:
    """What articles call each speaker, by id; ids that are one person's have each their own name."""
    with reading_columns(store) as columns:
        dictionary = columns.dictionary(store, "speaker")
        return {value: label for value, label in zip(dictionary.values, dictionary.labels, strict=True) if label}


def speaker_kinds(store: Store) -> Mapping[str, str]:
    """What each name is that somebody is quoted under: a person's, an organisation's, or what unnamed people are."""
    return {row["name"]: row["kind"] for row in store.rows("SELECT name, kind FROM speaker_names")}


def count_speakers(store: Store, filters: SearchFilters) -> list[SpeakerCount]:
    """The speakers of the quotations that the filters ask for, most quoted first."""
    with reading_columns(store) as columns:
        selection, _ = select_quotations(store, columns, filters)
        rows = selection.rows()
        dictionary, groups = columns.dictionary(store, "speaker"), groups_of(store, columns)
        homes = [groups.home(value) for value in dictionary.values]
        order = sorted(set(homes) - {""})
        number_of = dict(zip(order, range(1, len(order) + 1), strict=True))
        numbers = np.array([number_of.get(home, 0) for home in homes], dtype=np.intp)
        said_by = numbers[columns.codes(store, "quotations", "speaker")[rows]]
        rows, said_by = rows[said_by > 0], said_by[said_by > 0]
        counts = np.bincount(said_by, minlength=len(order) + 1)
        articles = [len(found) for found in _values_by(store, columns, "document", rows, said_by, len(order))]
        outlets = _values_by(store, columns, "outlet", rows, said_by, len(order))
        by_code = count_codes(store, columns, "speaker", rows)
        names: list[list[tuple[str, SpeakerId, int]]] = [[] for _ in range(len(order) + 1)]
        for code in np.flatnonzero(by_code):
            value = dictionary.values[code]
            names[numbers[code]].append((dictionary.labels[code] or value, SpeakerId(value), int(by_code[code])))
    found = [
        SpeakerCount(
            SpeakerId(order[place - 1]),
            int(counts[place]),
            articles[place],
            tuple(sorted(outlets[place])),
            tuple(sorted(names[place], key=lambda one: (-one[2], one[0]))),
        )
        for place in np.flatnonzero(counts)
    ]
    return sorted(found, key=lambda one: (-one.quotations, one.names[0][0], one.speaker))


def _values_by(
    store: Store, columns: Columns, name: str, rows: Numbers, said_by: Numbers, last: int
) -> list[list[str]]:
    """The values of a column that the rows of each speaker have, each once; what is not stated is left out."""
    dictionary = columns.dictionary(store, name)
    size = len(dictionary.values)
    pairs = np.unique(said_by * size + columns.codes(store, "quotations", name)[rows].astype(np.intp))
    found: list[list[str]] = [[] for _ in range(last + 1)]
    for pair in pairs.tolist():
        value = dictionary.values[pair % size]
        if value:
            found[pair // size].append(value)
    return found


def speaker_names(store: Store, speaker: SpeakerId) -> list[tuple[str, int]]:
    """The words by which articles called this speaker, each with how often, most frequent first."""
    with reading_columns(store) as columns:
        selection, _ = select_quotations(store, columns, SearchFilters(speaker=(speaker,)))
        dictionary = columns.dictionary(store, "mention")
        counts = dictionary.add_up(count_codes(store, columns, "mention", selection.rows()))
    found = [(dictionary.ordered[place], int(counts[place])) for place in np.flatnonzero(counts)]
    return sorted(((name, count) for name, count in found if name), key=lambda row: (-row[1], row[0]))
