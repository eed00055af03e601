"""What an address asks the search for: its parameters as the store's filters, and as pairs that links are made from.

Links are made from the address itself: choosing a value adds a pair to it, a chip's cross takes one away. So an
unknown parameter survives, and nothing has to be kept in step with the filters of the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast, get_args

from archive.errors import InvalidValue
from archive.store import SearchFilters
from archive.store.filters import FACETS, Corpus, Sort
from archive.web.answers import Request
from archive.web.links import NOT_STATED

Pairs = tuple[tuple[str, str], ...]
"""The parameters of an address, in order."""

PAGE_SIZE = 20
"""Hits on one page, unless ``size`` says otherwise."""
SIZES = (10, 100)
"""The fewest and the most hits that a page can be asked to hold."""
FACET_NAMES = tuple(facet.name for facet in FACETS)
"""The facets, which are also the names of parameters."""

_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_SIZE = re.compile(r"[0-9]{1,4}")


def read_pairs(request: Request) -> Pairs:
    """The parameters that say something."""
    return tuple((name, value) for name, value in request.query if value)


def without(pairs: Iterable[tuple[str, str]], *names: str) -> list[tuple[str, str]]:
    """The pairs without those of these names.

    >>> without([("q", "bridge"), ("after", "x")], "after")
    [('q', 'bridge')]
    """
    return [pair for pair in pairs if pair[0] not in names]


def read_filters(request: Request) -> SearchFilters:
    """The filters that the address asks for.

    Raises:
        InvalidValue: a date, a size, an order or a corpus that is none.
    """
    values = {
        name: tuple(None if value == NOT_STATED else value for value in request.all(name)) for name in FACET_NAMES
    }
    corpora = tuple(word for value in request.all("in") for word in value.split(","))
    sort = request.first("sort", "relevance" if request.first("q") else "date")
    return SearchFilters(
        query=request.first("q"),
        **cast("dict[str, Any]", values),
        since=_read_date(request, "since"),
        until=_read_date(request, "until"),
        in_=cast("tuple[Corpus, ...]", _check("in", corpora or ("quotations",), get_args(Corpus))),
        all_versions=_check("versions", (request.first("versions", "current"),), ("current", "all")) == ("all",),
        sort=cast("Sort", _check("sort", (sort,), get_args(Sort))[0]),
        limit=_read_size(request),
        after=request.first("after") or None,
    )


def _check(name: str, values: tuple[str, ...], allowed: Sequence[str]) -> tuple[str, ...]:
    for value in values:
        if value not in allowed:
            raise InvalidValue(f"{name}={value[:40]}", f"it is one of {', '.join(allowed)}")
    return values


def _read_date(request: Request, name: str) -> str | None:
    value = request.first(name)
    if value and not _DATE.fullmatch(value):
        raise InvalidValue(f"{name}={value[:40]}", "a date is a year, a month or a day, as 2025, 2025-04 or 2025-04-28")
    return value or None


def _read_size(request: Request) -> int:
    value = request.first("size", str(PAGE_SIZE))
    if not _SIZE.fullmatch(value) or not SIZES[0] <= int(value) <= SIZES[1]:
        raise InvalidValue(f"size={value[:40]}", f"a page holds {SIZES[0]} to {SIZES[1]} hits")
    return int(value)
