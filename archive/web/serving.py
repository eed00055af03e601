"""Between Datasette and a page's function: finds the archive, runs the function on a worker thread, answers in HTTP.

Nothing of the store is touched on the event loop. An error of the archive becomes an answer that says what is wrong and
what to do.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl

from datasette.utils import sqlite_timelimit

from archive.errors import ArchiveError, DatabaseUnusable, UnknownReference, UsageError
from archive.store import Store, wrap_connection
from archive.store.connection import explain_failures, refuse_other_version
from archive.web import wording
from archive.web.answers import HTML, Answer, Body, Elsewhere, Page, Request, Unchanged
from archive.web.failures import say_failure
from archive.web.finding import Found, find_archive
from archive.web.gate import read_gate
from archive.web.links import Links
from archive.web.notes import read_note
from archive.web.public import read_origin
from archive.web.responses import redirect, respond, respond_unchanged
from archive.web.validators import Asked, Validator, ask_after

PageFunction = Callable[[Store, Request], Answer]
"""What stands behind a route."""
View = Callable[..., Awaitable[Any]]
"""What Datasette calls."""

PAGE_LIMIT_MS = 10_000
"""Milliseconds that SQLite may work for one page; what takes longer is given up, and the answer says so."""
MOST_PARAMETERS = 100
"""More parameters than this no address of ours has."""


@cache
def static_version() -> str:
    """Changes whenever a static file does."""
    digest = hashlib.sha256()
    for entry in sorted(files("archive.web").joinpath("static").iterdir(), key=lambda entry: entry.name):
        digest.update(entry.read_bytes())
    return digest.hexdigest()[:10]


def serve(
    function: PageFunction, *, vary: str = "", otherwise: View | None = None, validator: Validator | None = None
) -> View:
    """A view for Datasette that answers with what ``function`` gives back.

    Args:
        function: the page's function.
        vary: the header of the request that the answer depends on.
        otherwise: the view that answers when no archive is attached; without it, a page that says so.
        validator: tells whether a client's copy is still right, for pages that are asked after often.
    """

    async def view(request: Any, datasette: Any, send: Any) -> Any:
        found = await find_archive(datasette)
        if found is None and otherwise is not None:
            return await otherwise(request, datasette, send)
        return await _answer(request, datasette, found, function, vary=vary, validator=validator)

    return view


async def _answer(
    request: Any,
    datasette: Any,
    found: Found | None,
    function: PageFunction,
    *,
    vary: str,
    validator: Validator | None,
) -> Any:
    links = links_of(datasette, found)
    asked = read_request(request, links)
    if request.method not in ("GET", "HEAD"):
        error = UsageError(request.method, "only GET and HEAD are answered here")
        answer: Answer = say_failure(error, asked, status=405)
    elif found is None:
        error = UnknownReference("archive", "no archive is attached to this Datasette", NO_ARCHIVE)
        answer = say_failure(error, asked)
    else:
        around = links, found, _added(datasette, request, found)
        after = ask_after(validator, datasette, request, around)
        answer = await datasette.get_database(found.name).execute_fn(partial(_run, function, asked, after))
    if isinstance(answer, Unchanged):
        return respond_unchanged(answer, vary=vary)
    if isinstance(answer, Elsewhere):
        return redirect(answer, query_string=request.query_string, vary=vary)
    body = answer if isinstance(answer, Body) else await render(datasette, request, answer, links, found)
    return respond(body, method=request.method, if_none_match=request.headers.get("if-none-match", ""), vary=vary)


TOO_SLOW = "Ask for less, such as rarer words or fewer years, or try again later."
"""The next step where a page was given up."""
NO_ARCHIVE = "Start it on one: datasette archive.db, or archive serve."
"""The next step where there is no archive."""


def links_of(datasette: Any, found: Found | None) -> Links:
    """Where the pages are, below the path that Datasette is served under."""
    return Links(str(datasette.urls.path("/")), found.name if found else "", static_version(), read_origin(datasette))


def read_request(request: Any, links: Links) -> Request:
    """What was asked for, out of Datasette's request."""
    query = tuple(parse_qsl(request.query_string, keep_blank_values=False)[:MOST_PARAMETERS])
    headers = request.headers
    return Request(
        request.url_vars,
        query,
        headers.get("accept", "*/*"),
        links,
        query_string=request.query_string,
        accept_datetime=headers.get("accept-datetime"),
    )


def _run(function: PageFunction, asked: Request, after: Asked | None, connection: Any) -> Answer:
    try:
        with store_for_page(connection, "this page", TOO_SLOW) as store:
            if after:
                return after.answer(store, asked, function)
            # A page asks many questions; whatever others write meanwhile, its answers are of one moment.
            with store.reading():
                return function(store, asked)
    except ArchiveError as error:
        return say_failure(error, asked)


@contextmanager
def store_for_page(connection: sqlite3.Connection, subject: str, if_too_slow: str) -> Iterator[Store]:
    """The archive on a connection of Datasette's, for no longer than `PAGE_LIMIT_MS`.

    Datasette opens a file of any age. That an older archive lacks a table is seen only when it is asked for: to look
    before each page would cost more than a page that did not change.

    Raises:
        DatabaseUnusable: the block took too long, and ``if_too_slow`` is the next step; or another version of this
            program made the archive.
    """
    try:
        with explain_failures("the archive"), sqlite_timelimit(connection, PAGE_LIMIT_MS):
            yield wrap_connection(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_INTERRUPT":
            raise DatabaseUnusable(
                subject, f"it took longer than {PAGE_LIMIT_MS // 1000} seconds", if_too_slow
            ) from error
        refuse_other_version(wrap_connection(connection), "the archive")
        raise


def _added(datasette: Any, request: Any, found: Found | None) -> dict[str, Any]:
    """What the server adds to every page, whatever the archive holds."""
    return {
        "note": read_note(datasette, request),
        "adding": found is not None and not read_gate(datasette).refusal(request),
    }


async def render(datasette: Any, request: Any, page: Page, links: Links, found: Found | None) -> Body:
    """The page as HTML."""
    context = {"links": links, "page": page, "attached": found, "say": wording, **page.context}
    context |= _added(datasette, request, found)
    html = await datasette.render_template(f"quote_archive/{page.template}", context, request=request)
    return Body(html.encode("utf-8"), HTML, page.status, page.canonical, page.alternates, page.cache, tag=page.tag)
