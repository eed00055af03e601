"""The archive's search on Datasette's own page of the table ``quotations``: the same rows, the same words.

What is hard here is that the page is Datasette's: its SQL, its order, its next page. So the search comes in as
conditions (`archive.store.conditions`) under parameters that Datasette leaves alone, which begin with an underscore:
``_q``, ``_since``, ``_until`` and one for each facet, as ``_speaker``. The page shows what the search page shows, one
row for each quotation and article; ``_rows=all`` asks for every row of the table, and the page says which it is.

The hits in a cell are marked as the cell is drawn. Datasette 0.65 does not tell there what was asked for, so the query
goes along in a context variable, which is the request's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.filters import FilterArguments
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import BadRequest
from markupsafe import Markup

from archive.errors import ArchiveError, InvalidQuery, InvalidValue
from archive.model import Facet
from archive.store import SearchFilters, wrap_connection
from archive.store.conditions import Conditions, write_conditions
from archive.store.facets import facets
from archive.store.paging import cut_snippets
from archive.web.answers import Request
from archive.web.asking import FACET_NAMES, Pairs, read_filters, without
from archive.web.links import Links
from archive.web.narrowing import list_chips, name_values
from archive.web.parts import HIT_MARKS, name_articles, split_snippet
from archive.web.serving import PAGE_LIMIT_MS, links_of
from archive.web.wording import say_count

TABLE = "quotations"
"""The table that can be searched so."""
OWN_NAMES = frozenset({"q", "since", "until", *FACET_NAMES})
"""Our parameters, without the underscore that they begin with on this page."""
ROWS = "_rows"
"""The parameter that asks for every row of the table."""
NARROWING_NAMES = frozenset({"_search", "_where", "_through"})
"""Datasette's own parameters that choose rows, besides those that name a column."""

_STATE = "archive_table_search"
"""Where a request keeps what its page shows of the search, in its ASGI scope."""
_MATCH: ContextVar[tuple[str, str] | None] = ContextVar("archive_match", default=None)


@dataclass(frozen=True, slots=True)
class TableLinks(Links):
    """Addresses of searches lead to the table, where all else that its address asks for (``others``) stays."""

    address: str = ""
    others: Pairs = ()

    def search(self, parameters: Iterable[tuple[str, str]] | Mapping[str, str] = (), suffix: str = "") -> str:
        """The table with this search."""
        pairs = parameters.items() if isinstance(parameters, Mapping) else parameters
        encoded = urlencode([*((f"_{name}", value) for name, value in pairs), *self.others])
        return f"{self.address}{suffix}" + (f"?{encoded}" if encoded else "")


@dataclass(frozen=True, slots=True)
class TableSearch:
    """What the address of the table asks for: our own parameters as ``pairs``, Datasette's as ``others``.

    >>> read_table_search("_q=bridge&_speaker=jane-doe&_size=10&outlet=Kyodo")
    TableSearch(pairs=(('q', 'bridge'), ('speaker', 'jane-doe')), others=(('_size', '10'), ('outlet', 'Kyodo')))
    """

    pairs: Pairs
    others: Pairs

    @property
    def filters(self) -> SearchFilters:
        """The search.

        Raises:
            InvalidValue: a date that is none.
        """
        return read_filters(Request({}, self.pairs))

    @property
    def shows_every_row(self) -> bool:
        """Whether every row of the table is asked for, and not one for each quotation and article."""
        return (ROWS, "all") in self.others

    @property
    def is_alone(self) -> bool:
        """Whether only our own search chooses the rows, and nothing of Datasette's."""
        return not self.shows_every_row and all(
            name.startswith("_") and "__" not in name and not name.startswith(tuple(NARROWING_NAMES))
            for name, _ in self.others
        )

    def links(self, links: Links, address: str) -> TableLinks:
        """Addresses of this table, from its first page on."""
        return TableLinks(
            links.base, links.database, links.version, address=address, others=tuple(without(self.others, "_next"))
        )


def read_table_search(query_string: str) -> TableSearch:
    """What the address of the table asks for."""
    own, others = [], []
    for name, value in parse_qsl(query_string):
        if name.startswith("_") and name[1:] in OWN_NAMES:
            own.append((name[1:], value))
        else:
            others.append((name, value))
    return TableSearch(tuple(own), tuple(others))


async def filter_table(datasette: Any, request: Any, database: str) -> Any:
    """The conditions of our own parameters, for Datasette's page of the quotations.

    Raises:
        BadRequest: the search cannot be read; Datasette shows its words with status 400.
    """
    search = read_table_search(request.query_string)
    _MATCH.set(None)
    try:
        filters = search.filters
        written, chosen = await datasette.get_database(database).execute_fn(partial(_write, filters, search.pairs))
    except (InvalidQuery, InvalidValue) as error:
        raise BadRequest(f"This search cannot be read. {error}") from error
    except ArchiveError as error:
        raise BadRequest(str(error)) from error
    if written.match:
        _MATCH.set((database, written.match))
    clauses = _without_scope(written) if search.shows_every_row else list(written.clauses)
    address = str(datasette.urls.table(database, TABLE))
    request.scope[_STATE] = shown = _describe(search, written, chosen, links_of(datasette, None), address)
    words = [chip.label for chip in shown["archive_chips"]] + [EVERY_ROW if search.shows_every_row else ONE_ROW_EACH]
    # In Datasette's JSON too, where 1.0 counts no further than 10,000 by itself.
    exactly = f" ({say_count(written.total, 'quotation')})" if search.is_alone else ""
    return FilterArguments(clauses, dict(written.parameters), [", ".join(words) + exactly])


def add_to_page(request: Any, **shown: Any) -> None:
    """What the page of this request shows of the search besides, from here on."""
    request.scope.get(_STATE, {}).update(shown)


def show_search(request: Any) -> dict[str, Any]:
    """What the template of the page that this request asks for shows of the search; nothing on other pages.

    Datasette 1.0 passes on only what its own template uses, so this comes in by another hook.
    """
    shown: dict[str, Any] = request.scope.get(_STATE, {}) if request else {}
    total = shown.get("archive_total")
    if total is None:
        return shown
    # The number of rows in the words of Datasette 0.65 and of 1.0, which counts no further than 10,000.
    return {**shown, "filtered_table_rows_count": total, "count": total, "count_truncated": False}


ONE_ROW_EACH = "one row for each quotation and article"
"""What the page shows when nothing else is asked for: the same as the search page."""
EVERY_ROW = "every row of the table"
"""What it shows with ``_rows=all``: earlier versions, stretches set aside and marks that quote nobody as well."""

_SCOPE = ("is_current = 1", "cleaning <> 'removed'", "kind <> 'none'")


def _without_scope(written: Conditions) -> list[str]:
    return [clause for clause in written.clauses if clause not in _SCOPE]


def _write(filters: SearchFilters, pairs: Pairs, connection: Any) -> tuple[Conditions, list[Facet]]:
    store, names = wrap_connection(connection), {name for name, _ in pairs}
    with sqlite_timelimit(connection, PAGE_LIMIT_MS):
        written = write_conditions(store, filters)
        chosen = facets(store, filters, [name for name in FACET_NAMES if name in names])
        return written, name_articles(store, chosen)


def _describe(
    search: TableSearch, written: Conditions, chosen: Sequence[Facet], links: Links, address: str
) -> dict[str, Any]:
    """What the page's template shows of the search."""
    here = search.links(links, address)
    pairs, plain = search.pairs, tuple(without(search.others, "_next", ROWS))
    unsorted = tuple(without(plain, "_sort", "_sort_desc"))
    rows = (ROWS, "all")
    other_scope = plain if search.shows_every_row else (*plain, rows)
    first = dict(reversed(pairs))
    scope = (rows,) if search.shows_every_row else ()
    by_date = TableLinks(address=address, others=(*unsorted, *scope, ("_sort_desc", "published")))
    return {
        "archive_chips": list_chips(pairs, here, name_values(chosen)),
        "archive_total": written.total if search.is_alone else None,
        "archive_every_row": search.shows_every_row,
        "archive_scope_address": TableLinks(address=address, others=other_scope).search(pairs),
        "archive_clear_address": here.search() if len(pairs) > 1 else "",
        "archive_first": {name: first.get(name, "") for name in ("q", "since", "until")},
        "archive_hidden": [(f"_{name}", value) for name, value in without(pairs, "q", "since", "until")]
        + list(here.others),
        "archive_search_address": links.search(pairs),
        "archive_relevance_address": links.search([*pairs, ("sort", "relevance")]) if first.get("q") else "",
        "archive_date_address": by_date.search(pairs),
        "archive_address": address,
    }


def show_hits(database: str, row: Any, datasette: Any) -> Any:
    """The cell of a quotation's words with the hits marked, awaitable; None where nothing was searched for."""
    asked = _MATCH.get()
    if asked is None or asked[0] != database:
        return None

    async def mark() -> Markup | None:
        cut = partial(_cut, asked[1], row["id"])
        snippet = await datasette.get_database(database).execute_fn(cut)
        if snippet is None:
            return None
        runs = split_snippet(snippet, "")
        return Markup("").join(Markup("<mark>{}</mark>").format(run.text) if run.hit else run.text for run in runs)

    return mark


def _cut(match: str, row_id: int, connection: Any) -> str | None:
    return cut_snippets(wrap_connection(connection), "quotations", match, HIT_MARKS, [row_id]).get(row_id)
