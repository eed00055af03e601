"""What a search asks for, and the SQL conditions that this means: one per facet, so that each can be left out alone.

Values of one facet are alternatives, facets narrow each other down. ``None`` among the values asks for what is not
stated. To add a facet, add a row to `FACETS` and a field of that name to `SearchFilters`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.errors import InvalidIdentifier, InvalidQuery
from archive.identifiers import speaker_id
from archive.store.connection import Store
from archive.store.querying import compile_query

Values = tuple[str | None, ...]
"""What one facet may be; None stands for "not stated"."""
Corpus = Literal["quotations", "sentences"]
"""What is searched."""


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """What is searched for; every field narrows the hits down.

    ``speaker`` takes a speaker's id or words of the name; ``published`` and ``since``/``until`` a year, month or day,
    both ends included. Quotations in stretches set aside, and marks that quote nobody, are hits only when asked for.
    ``marks`` enclose the hits in a snippet.
    """

    query: str = ""
    speaker: Values = ()
    outlet: Values = ()
    published: Values = ()
    kind: Values = ()
    cue: Values = ()
    medium: Values = ()
    relayed_by: Values = ()
    language: Values = ()
    document: Values = ()
    tag: Values = ()
    cleaning: Values = ()
    status: Values = ()
    since: str | None = None
    until: str | None = None
    in_: tuple[Corpus, ...] = ("quotations",)
    all_versions: bool = False
    removed: bool = False
    sort: Literal["date", "relevance"] = "date"
    limit: int = 20
    after: str | None = None
    marks: tuple[str, str] = ("[", "]")


@dataclass(frozen=True, slots=True)
class FacetDefinition:
    """How a facet is read off a row of ``quotations``.

    ``column`` gives the value and ``label_sql`` what people see of it. A column with ``is_list`` holds a JSON list.
    ``not_stated`` is the label of what is not stated, ``collation`` says how typed values are compared.
    """

    name: str
    label: str
    column: str
    is_list: bool = False
    label_sql: str | None = None
    not_stated: str = "not stated"
    collation: str = ""


FACETS: Sequence[FacetDefinition] = (
    FacetDefinition("speaker", "Speaker", "speaker_id", label_sql="min(speaker)", not_stated="nobody named"),
    FacetDefinition("outlet", "Outlet", "outlet", collation=" COLLATE NOCASE"),
    FacetDefinition("published", "Published", "substr(published, 1, 7)", not_stated="undated"),
    FacetDefinition("kind", "Kind", "kind"),
    FacetDefinition("cue", "Cue", "cue"),
    FacetDefinition("medium", "Medium", "medium", is_list=True),
    FacetDefinition("relayed_by", "Relayed by", "relayed_by", is_list=True),
    FacetDefinition("language", "Language", "language"),
    FacetDefinition("document", "Article", "document", label_sql="coalesce(min(title), min(source))"),
    FacetDefinition("tag", "Tag", "tags", is_list=True, not_stated="no tag"),
    FacetDefinition("cleaning", "Set aside", "cleaning"),
    FacetDefinition("status", "In the newest version", "status"),
)
"""The facets, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One SQL condition on a row of ``quotations AS q``; ``about`` names the facet it belongs to."""

    about: str
    sql: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Selection:
    """The hits that filters ask for: a full-text query or None, and conditions."""

    match: str | None
    conditions: tuple[Condition, ...]

    def where(self, *, without: str | None = None) -> tuple[str, dict[str, object]]:
        """The conditions as one, with the values they need; those about the facet ``without`` left out."""
        chosen = [condition for condition in self.conditions if condition.about != without]
        parameters: dict[str, object] = {"match": self.match} if self.match else {}
        for condition in chosen:
            parameters |= condition.parameters
        return " AND ".join(["1 = 1", *(f"({condition.sql})" for condition in chosen)]), parameters

    def hits(self, table: str, *, ranked: bool = False) -> tuple[str, str]:
        """How the SQL begins, and what joins the hits of the full-text query to ``q``; both empty without a query."""
        if self.match is None:
            return "", ""
        rank = "rank" if ranked else "0.0"
        hits = (
            f"WITH hits (id, rank) AS MATERIALIZED "
            f'(SELECT rowid, {rank} FROM "{table}_fts" WHERE "{table}_fts" MATCH :match) '
        )
        return hits, "JOIN hits ON hits.id = q.id"


def select_quotations(store: Store, filters: SearchFilters) -> Selection:
    """The quotations that the filters ask for.

    Raises:
        InvalidQuery: the query cannot be read.
    """
    return Selection(compile_query(filters.query, "quoted"), tuple(_row_conditions(store, filters)))


def select_sentences(store: Store, filters: SearchFilters) -> Selection:
    """The sentences that the filters ask for: what is said of a quotation holds for the sentences it stands in.

    Raises:
        InvalidQuery: the query cannot be read.
    """
    conditions = _article_conditions(filters)
    about_quotations = [condition for condition in _facet_conditions(store, filters) if condition.about in _QUOTED]
    if about_quotations:
        inner = " AND ".join(f"({condition.sql})" for condition in about_quotations)
        parameters = {name: value for condition in about_quotations for name, value in condition.parameters.items()}
        conditions.append(
            Condition(
                "quotation",
                "EXISTS (SELECT 1 FROM quotations AS q WHERE q.document = s.document AND q.text = s.text "
                f'AND q."start" < s."end" AND s."start" < q."end" AND {inner})',
                parameters,
            )
        )
    if not filters.all_versions:
        conditions.append(Condition("versions", "s.is_current = 1", {}))
    return Selection(compile_query(filters.query, "content"), tuple(conditions))


_QUOTED = frozenset({"speaker", "kind", "cue", "medium", "relayed_by", "cleaning", "status"})
"""Facets that only a quotation has; the others are facets of its article."""


def _row_conditions(store: Store, filters: SearchFilters) -> list[Condition]:
    conditions = [*_facet_conditions(store, filters), *_date_conditions(filters)]
    if not filters.all_versions:
        conditions.append(Condition("versions", "q.is_current = 1", {}))
    if not filters.removed and not filters.cleaning:
        conditions.append(Condition("cleaning", "q.removed = 0", {}))
    if not filters.kind:
        conditions.append(Condition("kind", "q.kind <> 'none'", {}))
    return conditions


def _article_conditions(filters: SearchFilters) -> list[Condition]:
    """The conditions on the article of a sentence; the join calls it ``q`` as well, so they read the same."""
    found = [
        _facet_condition(facet, getattr(filters, facet.name))
        for facet in FACETS
        if facet.name not in _QUOTED and getattr(filters, facet.name)
    ]
    return found + _date_conditions(filters)


def _facet_conditions(store: Store, filters: SearchFilters) -> list[Condition]:
    found = []
    for facet in FACETS:
        values: Values = getattr(filters, facet.name)
        if values and facet.name == "speaker":
            values = find_speakers(store, values)
            found.append(_facet_condition(facet, values))
        elif values:
            found.append(_facet_condition(facet, values))
    return found


def _facet_condition(facet: FacetDefinition, values: Values) -> Condition:
    stated = [value for value in values if value is not None]
    name = f"facet_{facet.name}"
    listed = f"IN (SELECT value FROM json_each(:{name}))"
    column = f"q.{facet.column}"
    if facet.is_list:
        alternatives = [f"EXISTS (SELECT 1 FROM json_each({column}) WHERE json_each.value {listed})"]
        absent = f"{column} = '[]'"
    elif facet.name == "published":
        alternatives = [
            f"EXISTS (SELECT 1 FROM json_each(:{name}) AS given "
            "WHERE substr(q.published, 1, length(given.value)) = given.value)"
        ]
        absent = "q.published IS NULL"
    else:
        alternatives = [f"{column}{facet.collation} {listed}"]
        absent = f"{column} IS NULL"
    if None in values:
        alternatives.append(absent)
    return Condition(facet.name, " OR ".join(alternatives), {name: json.dumps(stated, ensure_ascii=False)})


def _date_conditions(filters: SearchFilters) -> list[Condition]:
    """Both ends count, and a date that is less exact than the other is compared as far as it goes.

    Until 2025-04 takes in all of April; what was published "in 2025" may be since 2025-04, so it is a hit.
    """
    conditions = []
    if filters.since:
        sql = "q.published >= substr(:since, 1, length(q.published))"
        conditions.append(Condition("since", sql, {"since": filters.since}))
    if filters.until:
        sql = "substr(q.published, 1, length(:until)) <= :until"
        conditions.append(Condition("until", sql, {"until": filters.until}))
    return conditions


def find_speakers(store: Store, values: Values) -> Values:
    """The ids of the speakers meant: the id or name itself where there is one, else all that have these words in it."""
    found: list[str | None] = []
    for value in values:
        found += [None] if value is None else _speakers_named(store, value)
    return tuple(found)


def _speakers_named(store: Store, value: str) -> list[str | None]:
    try:
        slug = speaker_id(value)
    except InvalidIdentifier as error:
        raise InvalidQuery(f"speaker {value!r}", "a name needs a letter or a digit") from error
    if store.value("SELECT 1 FROM quotations WHERE speaker_id = ? LIMIT 1", [slug]):
        return [slug]
    # A slug holds letters, digits and hyphens only, so nothing in it is special to LIKE.
    rows = store.rows(
        "SELECT DISTINCT speaker_id FROM quotations WHERE '-' || speaker_id || '-' LIKE '%-' || ? || '-%'", [slug]
    )
    return [row["speaker_id"] for row in rows] or [slug]
