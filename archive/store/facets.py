"""Facets: how many hits have which speaker, outlet, date …, counted exactly and never left out in silence.

The counts of a facet pass over its own filter: beside the chosen value stand the numbers that choosing another one as
well would add. So does the facet of what was set aside, which is hidden until it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.model import Facet, FacetValue
from archive.store.connection import Store
from archive.store.filters import FACETS, FacetDefinition, SearchFilters, Selection, find_speakers, select_quotations

MOST_VALUES = 30
"""Values listed per facet; `Facet.truncated` counts the others."""


def facets(store: Store, filters: SearchFilters, names: Sequence[str] | None = None) -> list[Facet]:
    """The facets of the quotations that the filters ask for, most frequent value first.

    Args:
        store: the archive.
        filters: the search; its ``limit``, ``after`` and ``sort`` do not matter here.
        names: which facets, all of `FACETS` when None; unknown names are passed over.

    Raises:
        InvalidQuery: the query cannot be read.
    """
    selection = select_quotations(store, filters)
    chosen = [facet for facet in FACETS if names is None or facet.name in names]
    return [_count_facet(store, selection, filters, facet) for facet in chosen]


def _count_facet(store: Store, selection: Selection, filters: SearchFilters, facet: FacetDefinition) -> Facet:
    selected = set(getattr(filters, facet.name))
    if facet.name == "speaker":
        selected = set(find_speakers(store, tuple(selected)))
    where, parameters = selection.where(without=facet.name)
    begin, join = selection.hits("quotations")
    # An empty list counts once, as "not stated"; a list that names a value twice counts once for it.
    value, lists, counted = facet.column, "", "count(*)"
    if facet.is_list:
        value, lists = "listed.value", f"LEFT JOIN json_each(q.{facet.column}) AS listed"
        counted = "count(DISTINCT q.id)"
    label = facet.label_sql or "NULL"
    rows = store.rows(
        f"{begin}SELECT {value} AS value, {label} AS label, {counted} AS count "
        f"FROM quotations AS q {join} {lists} WHERE {where} GROUP BY 1 ORDER BY count DESC, value",
        parameters,
    )
    values = [
        FacetValue(
            value=row["value"],
            label=facet.not_stated if row["value"] is None else str(row["label"] or row["value"]),
            count=row["count"],
            selected=row["value"] in selected,
        )
        for row in rows
    ]
    shown = [found for place, found in enumerate(values) if place < MOST_VALUES or found.selected]
    return Facet(name=facet.name, label=facet.label, values=shown, truncated=len(values) - len(shown))
