"""From the options of a command to the filters of a search."""

from __future__ import annotations

from typing import Any

from archive.cli.options import NOT_STATED
from archive.partial_dates import check_date, check_published, check_range
from archive.references import resolve_document
from archive.store import SearchFilters, Store
from archive.store.filters import FACETS, Values


def filters_of(store: Store, given: dict[str, Any], **more: Any) -> SearchFilters:
    """The search that the options of `archive.cli.options.filter_options` ask for, with ``more`` of its fields.

    ``--document`` takes any reference; ``none`` as a value asks for what is not stated.

    Raises:
        UnknownReference: no such article.
        InvalidValue: a date that is none, or a range that ends before it begins.
    """
    names = {facet.name for facet in FACETS}
    values: dict[str, Any] = {name: _stated(given[name]) for name in names & given.keys()}
    values["document"] = tuple(None if ref is None else resolve_document(store, ref) for ref in values["document"])
    for published in values["published"]:
        if published is not None:
            check_published("--published ", published)
    dates: dict[str, Any] = {name: given[name] and check_date(f"--{name} ", given[name]) for name in ("since", "until")}
    check_range(dates["since"], dates["until"])
    return SearchFilters(**values, **dates, all_versions=given["all_versions"], **more)


def _stated(values: tuple[str, ...]) -> Values:
    return tuple(None if value.casefold() == NOT_STATED else value for value in values)
