"""The facets of the search on Datasette's own page of the table ``quotations``.

Datasette counts with GROUP BY against a clock, and drops what it does not finish in time. These are counted on the
columns of the archive, exactly, whatever the file is called and whatever metadata says. One that cannot be counted is
in Datasette's list of those that timed out, which its page shows.

While only our own parameters choose the rows, the values of a facet are alternatives, and counted as on the search
page; when others do as well (``_search``, a column's filter), the rows that the page selects are counted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from datasette.facets import Facet as DatasetteFacet
from datasette.utils import sqlite_timelimit

from archive.errors import ArchiveError
from archive.model import Facet
from archive.store import wrap_connection
from archive.store.conditions import find_row_ids
from archive.store.facets import count_rows, facets
from archive.web.asking import FACET_NAMES
from archive.web.finding import is_known_archive
from archive.web.narrowing import list_choices
from archive.web.parts import name_articles
from archive.web.serving import PAGE_LIMIT_MS, links_of
from archive.web.table_search import TABLE, TableLinks, TableSearch, add_to_page, read_table_search


class QuotationFacets(DatasetteFacet):  # type: ignore[misc]  # Datasette has no types
    """The facets of the archive, on its table of quotations and nowhere else."""

    type = "archive"

    def get_configs(self) -> list[dict[str, Any]]:
        """Our facets, whatever the metadata says; none on other tables."""
        if self.table != TABLE or not is_known_archive(self.ds, self.database):
            return []
        return [{"source": "archive", "config": {"simple": name}} for name in FACET_NAMES]

    async def suggest(self) -> list[dict[str, Any]]:
        """Nothing: all of them are shown."""
        return []

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        """The facets as Datasette draws them, and the names of those that could not be counted."""
        names = [config["config"]["simple"] for config in self.get_configs()]
        if not names:
            return [], []
        search = read_table_search(self.request.query_string)
        if not search.is_alone and self.request.args.get("_next"):
            # The SQL at hand selects the rows from this page on, and the numbers would be those of the rest.
            add_to_page(self.request, archive_first_page=search.links(links_of(self.ds, None), "").search(search.pairs))
            return [], names
        address = str(self.ds.urls.table(self.database, TABLE))
        links = search.links(links_of(self.ds, None), address)
        try:
            counted = await self.ds.get_database(self.database).execute_fn(
                lambda connection: self._count(connection, search)
            )
        except (ArchiveError, sqlite3.OperationalError):  # interrupted, or the file cannot be read just now
            return [], names
        missing = [name for name in names if name not in {facet.name for facet in counted}]
        shown = [_show(_with_chosen(facet, search), search, links) for facet in counted]
        add_to_page(self.request, archive_facets=shown)
        return shown, missing

    def _count(self, connection: Any, search: TableSearch) -> list[Facet]:
        store, most = wrap_connection(connection), self.get_facet_size()
        with sqlite_timelimit(connection, PAGE_LIMIT_MS):
            if search.is_alone:
                return name_articles(store, facets(store, search.filters, most=most))
            with store.reading():
                ids = find_row_ids(store, self.sql, self.params)
                counted = count_rows(store, ids, most=most)
            add_to_page(self.request, archive_total=len(ids))
            return name_articles(store, counted)


def _with_chosen(facet: Facet, search: TableSearch) -> Facet:
    """The facet with what the address names marked as chosen."""
    chosen = {value for name, value in search.pairs if name == facet.name}
    values = [
        value.model_copy(update={"selected": value.selected or (value.value or "-") in chosen})
        for value in facet.values
    ]
    return facet.model_copy(update={"values": values})


def _show(facet: Facet, search: TableSearch, links: TableLinks) -> dict[str, Any]:
    """One facet in Datasette's form."""
    return {
        "name": facet.name,
        "label": facet.label,
        # "column" is what Datasette's page calls a facet without more words.
        "type": "column",
        "hideable": False,
        "toggle_url": links.search(search.pairs),
        "results": [_show_value(facet, place, search.pairs, links) for place in range(len(facet.values))],
        "truncated": bool(facet.truncated),
    }


def _show_value(facet: Facet, place: int, pairs: Sequence[tuple[str, str]], links: TableLinks) -> dict[str, Any]:
    value = facet.values[place]
    (choice,) = list_choices(facet.model_copy(update={"values": [value]}), tuple(pairs), links)
    return {
        "value": value.value,
        "label": choice.label,
        "count": value.count,
        "toggle_url": choice.address,
        "selected": value.selected,
    }
