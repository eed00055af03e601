"""Facets: how many hits have which speaker, outlet, date …, counted exactly and never left out in silence.

The counts of a facet pass over its own filter: beside the chosen value stand the numbers that choosing another one as
well would add. So does the facet of what was set aside, which is hidden until it is asked for.

Counting is done on the numbers of a column; what these stand for is looked at once per value. A facet whose values are
part of a column's (the month of a day, the members of a list) adds up the counts of all that have it.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from archive.model import Facet
from archive.partial_dates import UNSTATED
from archive.store.columns import Columns, Numbers, reading_columns
from archive.store.connection import Store
from archive.store.filters import FACETS, FacetDefinition, SearchFilters, Values, accept, fold_ascii, itself
from archive.store.ordering import narrow_first
from archive.store.selecting import count_codes, select_quotations
from archive.store.speaker_groups import groups_of

MOST_VALUES = 30
"""Values listed per facet; `Facet.truncated` counts the others."""


def facets(
    store: Store, filters: SearchFilters, names: Sequence[str] | None = None, most: int = MOST_VALUES
) -> list[Facet]:
    """The facets of the quotations that the filters ask for, most frequent value first.

    A value that was chosen is listed however rare it is, with the count 0 where no hit has it.

    Args:
        store: the archive.
        filters: the search; its ``limit``, ``after`` and ``sort`` do not matter here.
        names: which facets, all of `FACETS` when None; unknown names are passed over.
        most: how many values each lists; chosen ones are listed in any case.

    Raises:
        InvalidQuery: the query cannot be read.
        InvalidValue: half a character stands in it.
    """
    with reading_columns(store) as columns:
        selection, plain = select_quotations(store, columns, filters)

        def count() -> tuple[Facet, ...]:
            return tuple(
                _count_facet(
                    store,
                    columns,
                    facet,
                    selection.count(store, columns, facet.field, without=facet.name),
                    _chosen(store, columns, facet, plain),
                    most,
                )
                for facet in wanted
            )

        wanted = _named(store, columns, names)
        return list(columns.remember(("facets", plain, tuple(facet.name for facet in wanted), most), count))


def count_rows(
    store: Store, ids: Iterable[int], names: Sequence[str] | None = None, most: int = MOST_VALUES
) -> list[Facet]:
    """The facets of these rows of the table ``quotations``, most frequent value first; ``ids`` are row ids, each once.

    Ask for them and for this in one `Store.reading` block, or rows may have come and gone in between.
    """
    with reading_columns(store) as columns:
        size = len(columns.codes(store, "quotations", "document"))
        rows = np.fromiter((row_id for row_id in ids if 0 < row_id < size), dtype=np.intp)
        wanted = _named(store, columns, names)
        counted = [(facet, count_codes(store, columns, facet.field, rows)) for facet in wanted]
        return [_count_facet(store, columns, facet, by_code, (), most) for facet, by_code in counted]


def _named(store: Store, columns: Columns, names: Sequence[str] | None) -> list[FacetDefinition]:
    """The facets of these names; that of speakers has one value for all ids of a speaker."""
    groups = groups_of(store, columns)
    return [
        replace(facet, values_of=lambda value: (groups.home(value) or None,))
        if facet.name == "speaker" and groups.members
        else facet
        for facet in FACETS
        if names is None or facet.name in names
    ]


def _chosen(store: Store, columns: Columns, facet: FacetDefinition, plain: SearchFilters) -> Values:
    """The values chosen of a facet; of a speaker with several ids the one that the speaker goes by."""
    chosen: Values = getattr(plain, facet.name)
    if facet.name != "speaker":
        return chosen
    groups = groups_of(store, columns)
    return tuple(dict.fromkeys(None if value is None else groups.home(value) for value in chosen))


@dataclass(frozen=True, slots=True)
class _Tally:
    """How often each value of a facet occurs; ``values`` in order, "" first where something is not stated."""

    values: Sequence[str]
    counts: Numbers

    def place(self, value: str | None) -> int | None:
        """Where a value stands, None when no row ever had it."""
        place = bisect_left(self.values, value or "")
        return place if place < len(self.values) and self.values[place] == (value or "") else None


@dataclass(frozen=True, slots=True)
class _Folding:
    """From the values of a column to those of a facet: ``whole`` and ``part`` are pairs of places.

    The value at that place of the column has the value at this place of the facet.
    """

    values: Sequence[str]
    whole: Numbers
    part: Numbers

    def fold(self, column: _Tally) -> _Tally:
        """How often each value of the facet occurs, from how often each value of the column does."""
        counts = np.bincount(self.part, weights=column.counts[self.whole], minlength=len(self.values))
        return _Tally(self.values, counts.astype(np.intp))


def _make_folding(facet: FacetDefinition, wholes: Sequence[str]) -> _Folding:
    parts = [[value or "" for value in facet.values_of(whole)] for whole in wholes]
    values = sorted({value for listed in parts for value in listed})
    place_of = {value: place for place, value in enumerate(values)}
    whole = np.repeat(np.arange(len(parts)), [len(listed) for listed in parts])
    part = np.array([place_of[value] for listed in parts for value in listed], dtype=np.intp)
    return _Folding(values, whole, part)


def _count_facet(
    store: Store, columns: Columns, facet: FacetDefinition, by_code: Numbers, chosen: Values, most: int
) -> Facet:
    """One facet, from how often each number of its column occurs."""
    dictionary = columns.dictionary(store, facet.field)
    column = tally = _Tally(dictionary.ordered, dictionary.add_up(by_code))
    if facet.values_of is not itself:
        folding = columns.remember(("folding", facet.name), lambda: _make_folding(facet, dictionary.ordered))
        tally = folding.fold(column)
    found = np.flatnonzero(tally.counts)
    first = narrow_first(found, most, [lambda places: -tally.counts[places], lambda places: places])
    written = [value for given in chosen for value in _as_written(facet, given, tally.values)]
    asked = {place for value in written if (place := tally.place(value)) is not None}
    shown = sorted(asked.union(first.tolist()), key=lambda place: (-tally.counts[place], place))
    listed = {tally.values[place] or None: int(tally.counts[place]) for place in shown}
    # What no row ever had, and a date that is no month: listed for its chip, with what it finds.
    listed |= {value: _count_accepted(facet, value, column) for value in written if value not in listed}
    labels = _labels(store, columns, facet, by_code, list(listed))
    values = [
        {"value": value, "label": labels[value], "count": count, "selected": value in written}
        for value, count in listed.items()
    ]
    rest = len(found) - int(np.count_nonzero(tally.counts[shown])) if shown else 0
    told = {"name": facet.name, "label": facet.label, "values": values, "truncated": rest}
    return Facet.model_validate(told)  # all of it at once: one record after the other takes thrice as long


def _as_written(facet: FacetDefinition, given: str | None, values: Sequence[str]) -> Sequence[str | None]:
    """A chosen value as the archive writes it."""
    if not facet.ignores_case or given is None:
        return (given,)
    return [value for value in values if fold_ascii(value) == fold_ascii(given)] or (given,)


def _count_accepted(facet: FacetDefinition, given: str | None, column: _Tally) -> int:
    accepts = accept(facet, (given,))
    return sum(int(count) for value, count in zip(column.values, column.counts, strict=True) if accepts(value or None))


def _labels(
    store: Store, columns: Columns, facet: FacetDefinition, by_code: Numbers, values: Sequence[str | None]
) -> dict[str | None, str]:
    """What people see of these values. Of several names of a speaker, the one that most hits have."""
    labels = {value: facet.not_stated if value is None else value for value in values}
    if facet.name == "published":
        labels |= {value: f"{value[:4]}, month not stated" for value in values if value and value[4:] == UNSTATED}
    if facet.name == "document":
        labels |= titles_of(store, [value for value in values if value])
    if facet.name == "speaker":
        groups, dictionary = groups_of(store, columns), columns.dictionary(store, facet.field)
        for value in filter(None, values):
            codes = [code for one in groups.all_of(value) for code in dictionary.codes_of(one)]
            names = [(-int(by_code[code]), label) for code in codes if (label := dictionary.labels[code])]
            labels[value] = min(names, default=(0, value))[1]
    return labels


def titles_of(store: Store, documents: Sequence[str]) -> dict[str | None, str]:
    """The title of each of these articles, or where it came from."""
    rows = store.rows(
        "SELECT document, coalesce(title, source) AS title FROM articles "
        "WHERE document IN (SELECT value FROM json_each(?))",
        [json.dumps(documents)],
    )
    return {row["document"]: row["title"] for row in rows}
