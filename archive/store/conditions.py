"""The same search as conditions in SQL, for whoever writes the rest of the statement: Datasette's table of quotations.

What is hard here is that the rows must be those of `archive.store.selecting`, to the row: a facet counted there is
shown beside rows found here. A law in the tests compares the two on archives made at random.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.store.columns import reading_columns
from archive.store.connection import Store
from archive.store.filters import FACETS, SearchFilters, Values
from archive.store.selecting import select_quotations

_GIVEN = "(SELECT value FROM json_each(:{name}))"
# Each is true of a row that has one of the given values; "" among them is "not stated".
_ONE_OF = "ifnull({column}, '') IN " + _GIVEN
_ONE_OF_ANY_CASE = "ifnull({column}, '') COLLATE NOCASE IN " + _GIVEN
_MEMBER_OF = "EXISTS (SELECT 1 FROM json_each(iif({column} = '[]', '[\"\"]', {column})) WHERE value IN " + _GIVEN + ")"
# Of a date; one that ends in "-XX" is just as vague (see archive.partial_dates).
_BEGINS_AS = (
    "EXISTS (SELECT 1 FROM json_each(:{name}) WHERE CASE WHEN value = '' THEN ifnull({column}, '') = '' "
    "WHEN value GLOB '*-XX' THEN {column} = substr(value, 1, length(value) - 3) "
    "ELSE substr({column}, 1, length(value)) = value END)"
)
_TEMPLATES: Mapping[str, tuple[str, str]] = {
    "speaker": ("speaker_id", _ONE_OF),
    "outlet": ("outlet", _ONE_OF_ANY_CASE),
    "published": ("published", _BEGINS_AS),
    "medium": ("medium", _MEMBER_OF),
    "relayed_by": ("relayed_by", _MEMBER_OF),
    "tag": ("tags", _MEMBER_OF),
    "elsewhere": ("elsewhere", _MEMBER_OF),
}
"""Column and condition of each facet that is not simply one of the values of the column of its name."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """A search in SQL: ``clauses`` on a row of ``quotations``, all of which must be true, and their ``parameters``.

    ``match`` is the query of the full text, None without one; ``total`` the number of rows that meet them all.
    """

    clauses: tuple[str, ...]
    parameters: Mapping[str, str]
    match: str | None
    total: int


def write_conditions(store: Store, filters: SearchFilters) -> Conditions:
    """The conditions that the hits of this search meet, and no other row of ``quotations``.

    Raises:
        InvalidQuery: the query cannot be read.
        InvalidValue: half a character stands in it.
    """
    with reading_columns(store) as columns:
        selection, plain = select_quotations(store, columns, filters)
        total = len(selection.rows())
    parameters = {f"archive_{facet.name}": _write_values(getattr(plain, facet.name)) for facet in FACETS}
    parameters |= {"archive_since": filters.since or "", "archive_until": filters.until or ""}
    parameters |= {"archive_match": selection.match or ""}
    clauses = tuple(_each_clause(plain, selection.match))
    asked = {name: value for name, value in parameters.items() if any(f":{name}" in clause for clause in clauses)}
    return Conditions(clauses, asked, selection.match, total)


def _write_values(values: Values) -> str:
    return json.dumps([value or "" for value in values])


def _each_clause(plain: SearchFilters, match: str | None) -> Iterator[str]:
    if match is not None:
        yield "id IN (SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH :archive_match)"
    for facet in FACETS:
        if getattr(plain, facet.name):
            column, template = _TEMPLATES.get(facet.name, (facet.name, _ONE_OF))
            yield template.format(column=f"quotations.{column}", name=f"archive_{facet.name}")
    # A date that is less exact than the other is compared as far as it goes (see archive.store.filters).
    if plain.since:
        yield "published <> '' AND published >= substr(:archive_since, 1, length(published))"
    if plain.until:
        yield "published <> '' AND substr(published, 1, length(:archive_until)) <= :archive_until"
    if not plain.all_versions:
        yield "is_current = 1"
    if not plain.removed and not plain.cleaning:
        yield "cleaning <> 'removed'"
    if not plain.kind:
        yield "kind <> 'none'"


def find_row_ids(store: Store, sql: str, parameters: Mapping[str, object]) -> list[int]:
    """The row ids of ``quotations`` that somebody else's statement selects as ``id``."""
    return [row[0] for row in store.connection.execute(f"SELECT id FROM ({sql})", dict(parameters))]
