"""The archive in Datasette: the hooks, and nothing else.

Datasette finds this package by its entry point, and beside this file ``templates/`` and ``static/``. Where no archive
is attached, each hook stays out of the way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar, cast

from datasette import hookimpl

from archive.asgi import Application
from archive.store import is_archive
from archive.web.cells import LINKED_COLUMNS, LINKED_TABLES, show_cell
from archive.web.finding import find_archive, is_known_archive
from archive.web.guarding import guard
from archive.web.links import Links
from archive.web.permissions import deny_sql, is_denied
from archive.web.routes import ROUTES
from archive.web.serving import static_version
from archive.web.table_facets import QuotationFacets
from archive.web.table_search import TABLE, filter_table, show_hits, show_search
from archive.web.unanswered import answer_exception, answer_forbidden

LENGTH_LIMIT = 256 * 1024 * 1024
"""Bytes of the longest value or row that SQLite may make on Datasette's connections, a quarter of its own limit. The
longest thing we read is a text with its row, and a text of 50 MB must stay readable."""

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _hook(function: _Function) -> _Function:
    """The function as an implementation of Datasette's hook of its name; Datasette's own decorator has no types."""
    return cast("_Function", hookimpl(function))


def _last_hook(function: _Function) -> _Function:
    """The same, asked after all other plugins: in Datasette 0.65 who speaks last on a permission decides."""
    return cast("_Function", hookimpl(trylast=True)(function))


@_hook
def register_routes(datasette: object) -> list[tuple[str, Callable[..., Any]]]:
    """The pages of the archive."""
    return list(ROUTES)


@_hook
def asgi_wrapper(datasette: object) -> Callable[[Application], Application]:
    """Every answer is guarded, and what is sent is bounded before anything reads it."""
    return partial(guard, datasette)


@_hook
def prepare_connection(conn: sqlite3.Connection) -> None:
    """No value on a connection to an archive can grow beyond `LENGTH_LIMIT`."""
    if is_archive(conn):
        conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LENGTH_LIMIT)


@_last_hook
def permission_allowed(datasette: object, action: str, resource: object) -> Callable[[], Awaitable[bool | None]]:
    """False for what the archive forbids, None for all else (Datasette 0.65)."""

    async def decide() -> bool | None:
        return False if await is_denied(datasette, action, resource) else None

    return decide


@_hook
def permission_resources_sql(datasette: object, action: str) -> Callable[[], Awaitable[Any]]:
    """The same as a rule in SQL (Datasette 1.0)."""

    async def decide() -> object:
        return await deny_sql(datasette, action)

    return decide


@_hook
def register_facet_classes() -> list[type]:
    """The facets of the search, on Datasette's page of the quotations too."""
    return [QuotationFacets]


@_hook
def filters_from_request(
    request: Any, database: str, table: str, datasette: Any
) -> Callable[[], Awaitable[object]] | None:
    """The search's own parameters on Datasette's page of the quotations."""
    if table != TABLE:
        return None

    async def read() -> object:
        await find_archive(datasette)
        return await filter_table(datasette, request, database) if is_known_archive(datasette, database) else None

    return read


@_hook
def extra_template_vars(view_name: str, table: str | None, request: Any) -> dict[str, Any]:
    """What that page shows of the search."""
    return show_search(request) if view_name == "table" and table == TABLE else {}


@_hook
def render_cell(row: Any, value: object, column: str, table: str | None, database: str, datasette: Any) -> object:
    """Cells with a permalink, a text, an article or a speaker lead to their pages, lists are read as words."""
    if table not in LINKED_TABLES or not is_known_archive(datasette, database):
        return None
    if table == TABLE and column == "quoted":
        return show_hits(database, row, datasette)
    shown = show_cell(value, column, Links(str(datasette.urls.path("/"))))
    if shown is None:
        return None

    async def decide() -> object:
        # The pages are about one archive: of several, only that one's tables lead there.
        found = await find_archive(datasette)
        return shown if column not in LINKED_COLUMNS or (found and found.name == database) else None

    return decide


@_hook
def extra_css_urls(database: str | None, table: str | None, datasette: Any) -> list[str]:
    """Datasette's pages of the archive's tables get one small sheet."""
    if not (database and table and is_known_archive(datasette, database)):
        return []
    # Without the folder that Datasette is served under: Datasette puts it there itself.
    return [Links(version=static_version()).static("tables.css")]


@_hook
def handle_exception(datasette: object, request: object, exception: Exception) -> Callable[[], Awaitable[object]]:
    """What is not there, or was asked wrongly, is answered by a page of ours."""
    return partial(answer_exception, datasette, request, exception)


@_hook
def forbidden(datasette: object, request: object, message: str) -> Callable[[], Awaitable[object]]:
    """So is what is not shown."""
    return partial(answer_forbidden, datasette, request, message)


@_hook
def menu_links(datasette: Any) -> Callable[[], Awaitable[list[dict[str, str]]]]:
    """Datasette's menu leads to the archive's search."""

    async def list_links() -> list[dict[str, str]]:
        if await find_archive(datasette) is None:
            return []
        links = Links(str(datasette.urls.path("/")))
        return [{"href": links.home, "label": "Quote archive"}, {"href": links.search(), "label": "Search quotations"}]

    return list_links
