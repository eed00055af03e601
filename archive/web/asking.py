"""What an address asks the search for: its parameters as the store's filters, and as pairs that links are made from.

Links are made from the address itself: choosing a value adds a pair to it, a chip's cross takes one away. So an
unknown parameter survives, and nothing has to be kept in step with the filters of the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast, get_args

from archive.errors import InvalidValue
from archive.partial_dates import check_date, check_published, check_range
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
    since, until = (_read_date(request, name) for name in ("since", "until"))
    check_range(since, until)
    for published in values["published"]:
        if published is not None:
            check_published("published=", published)
    return SearchFilters(
        query=request.first("q"),
        **cast("dict[str, Any]", values),
        since=since,
        until=until,
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
    return check_date(f"{name}=", value) if value else None


def _read_size(request: Request) -> int:
    value = request.first("size", str(PAGE_SIZE))
    if not _SIZE.fullmatch(value) or not SIZES[0] <= int(value) <= SIZES[1]:
        raise InvalidValue(f"size={value[:40]}", f"a page holds {SIZES[0]} to {SIZES[1]} hits")
    return int(value)
