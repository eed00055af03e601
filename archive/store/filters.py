"""What a search asks for, and what this means for the columns of the index: one condition per facet.

Values of one facet are alternatives, facets narrow each other down. ``None`` among the values asks for what is not
stated. A condition looks at one value of one column, so it is asked once per distinct value and not once per row; each
can be left out alone. To add a facet, add a row to `FACETS` and a field of that name to `SearchFilters`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.partial_dates import is_dated, month_of
from archive.store.connection import explain_failures

Values = tuple[str | None, ...]
"""What one facet may be; None stands for "not stated"."""
Corpus = Literal["quotations", "sentences"]
"""What is searched."""
Sort = Literal["date", "relevance", "captured"]
"""How hits are sorted: newest article first, best match first, or newest capture first."""


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """What is searched for; every field narrows the hits down.

    ``speaker`` takes a speaker's id or words of the name; ``published`` and ``since``/``until`` a year, month or day,
    both ends included; ``2025-XX`` is published in 2025 in a month that is not stated. Quotations in
    stretches set aside, and marks that quote nobody, are hits only when asked for. ``marks`` enclose the hits in a
    snippet.
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
    elsewhere: Values = ()
    since: str | None = None
    until: str | None = None
    in_: tuple[Corpus, ...] = ("quotations",)
    all_versions: bool = False
    removed: bool = False
    sort: Sort = "date"
    limit: int = 20
    after: str | None = None
    marks: tuple[str, str] = ("[", "]")


def itself(value: str) -> Sequence[str | None]:
    """The value of a column as the one value of its facet."""
    return (value or None,)


def _month(value: str) -> Sequence[str | None]:
    return (month_of(value) or None,)


def _members(value: str) -> Sequence[str | None]:
    """The members of a JSON list, each once; an empty list counts as "not stated"."""
    return tuple(dict.fromkeys(json.loads(value))) or (None,)


@dataclass(frozen=True, slots=True)
class FacetDefinition:
    """How a facet is read off the columns of the index.

    ``field`` is the column; ``values_of`` gives the facet's values for one value of it ("" where it is not stated), and
    ``not_stated`` is the label of none. With ``ignores_case``, typed values are compared without regard to it.
    ``of_article`` tells that an article has it, and not only a quotation.
    """

    name: str
    label: str
    field: str
    values_of: Callable[[str], Sequence[str | None]] = itself
    not_stated: str = "not stated"
    ignores_case: bool = False
    of_article: bool = False


FACETS: Sequence[FacetDefinition] = (
    FacetDefinition("speaker", "Speaker", "speaker", not_stated="speaker not recognised"),
    FacetDefinition("outlet", "Outlet", "outlet", ignores_case=True, of_article=True),
    FacetDefinition("published", "Published", "published", _month, not_stated="undated", of_article=True),
    FacetDefinition("kind", "Kind", "kind"),
    FacetDefinition("cue", "Cue", "cue"),
    FacetDefinition("medium", "Medium", "medium", _members),
    FacetDefinition("relayed_by", "Relayed by", "relayed_by", _members),
    FacetDefinition("language", "Language", "language", of_article=True),
    FacetDefinition("document", "Article", "document", of_article=True),
    FacetDefinition("tag", "Tag", "tags", _members, not_stated="no tag", of_article=True),
    FacetDefinition("cleaning", "Set aside", "cleaning"),
    FacetDefinition("status", "In the newest version", "status"),
    FacetDefinition("elsewhere", "Also in other words", "elsewhere", _members, not_stated="nowhere that is known"),
)
"""The facets, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Which values of a column are asked for; ``about`` names the facet it belongs to."""

    about: str
    field: str
    accepts: Callable[[str | None], bool]


def check_characters(filters: SearchFilters) -> None:
    """Nothing asked for holds what no table could hold.

    Raises:
        InvalidValue: half a character (a lone surrogate), as terminals and addresses can carry it.
    """
    given = [value for facet in FACETS for value in getattr(filters, facet.name)]
    for value in (filters.query, filters.since, filters.until, *given):
        with explain_failures("the search"):
            (value or "").encode()


def conditions_of(filters: SearchFilters) -> list[Condition]:
    """The conditions on a quotation; for ``speaker`` the ids must be given."""
    found = [*facet_conditions(filters), *_date_conditions(filters)]
    if not filters.all_versions:
        found.append(Condition("versions", "is_current", lambda value: value == "1"))
    if not filters.removed and not filters.cleaning:
        found.append(Condition("cleaning", "cleaning", lambda value: value != "removed"))
    if not filters.kind:
        found.append(Condition("kind", "kind", lambda value: value != "none"))
    return found


def article_conditions(filters: SearchFilters) -> list[Condition]:
    """The conditions that an article meets or not, whatever it quotes."""
    names = {facet.name for facet in FACETS if facet.of_article}
    return [one for one in facet_conditions(filters) if one.about in names] + _date_conditions(filters)


def facet_conditions(filters: SearchFilters) -> list[Condition]:
    """One condition for each facet of which values are chosen."""
    return [
        Condition(facet.name, facet.field, accept(facet, values))
        for facet in FACETS
        if (values := getattr(filters, facet.name))
    ]


def accept(facet: FacetDefinition, chosen: Values) -> Callable[[str | None], bool]:
    """A function that tells of a value of the facet's column whether it has one of the values chosen."""
    if facet.name == "published":
        return lambda value: any(
            value is None if given is None else value is not None and is_dated(value, given) for given in chosen
        )
    if facet.ignores_case:
        folded = {fold_ascii(value) for value in chosen}
        return lambda value: fold_ascii(value) in folded
    wanted = set(chosen)
    return lambda value: not wanted.isdisjoint(facet.values_of(value or ""))


def fold_ascii(value: str | None) -> str | None:
    """The value with the letters A to Z small: how SQLite compares without regard to case.

    >>> fold_ascii("Le Monde É")
    'le monde É'
    """
    return None if value is None else value.encode().lower().decode()


def _date_conditions(filters: SearchFilters) -> list[Condition]:
    """Both ends count, and a date that is less exact than the other is compared as far as it goes.

    Until 2025-04 takes in all of April; what was published "in 2025" may be since 2025-04, so it is a hit.
    """
    found = []
    since, until = filters.since, filters.until
    if since:
        found.append(Condition("since", "published", lambda date: date is not None and date >= since[: len(date)]))
    if until:
        found.append(Condition("until", "published", lambda date: date is not None and date[: len(until)] <= until))
    return found
