"""From the options of a command to the filters of a search."""

from __future__ import annotations

from typing import Any

from archive.cli.options import NOT_STATED
from archive.describing import check_statement
from archive.errors import InvalidValue
from archive.references import resolve_document
from archive.store import SearchFilters, Store
from archive.store.filters import FACETS, Values


def filters_of(store: Store, given: dict[str, Any], **more: Any) -> SearchFilters:
    """The search that the options of `archive.cli.options.filter_options` ask for, with ``more`` of its fields.

    ``--document`` takes any reference; ``none`` as a value asks for what is not stated.

    Raises:
        UnknownReference: no such article.
        InvalidValue: a date that is none.
    """
    names = {facet.name for facet in FACETS}
    values: dict[str, Any] = {name: _stated(given[name]) for name in names & given.keys()}
    values["document"] = tuple(None if ref is None else resolve_document(store, ref) for ref in values["document"])
    dates: dict[str, Any] = {name: _date(name, given[name]) for name in ("since", "until")}
    return SearchFilters(**values, **dates, all_versions=given["all_versions"], **more)


def _stated(values: tuple[str, ...]) -> Values:
    return tuple(None if value.casefold() == NOT_STATED else value for value in values)


def _date(option: str, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        checked = check_statement("published", value).value
    except InvalidValue as error:
        raise InvalidValue(f"--{option} {value}", error.rule, error.next_step) from error
    return checked[:10] if checked else None
