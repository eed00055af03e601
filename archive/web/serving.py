"""Between Datasette and a page's function: finds the archive, runs the function on a worker thread, answers in HTTP.

Nothing of the store is touched on the event loop. An error of the archive becomes an answer that says what is wrong and
what to do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from functools import cache, partial
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl

from archive.errors import ArchiveError, UnknownReference, UsageError
from archive.store import Store, wrap_connection
from archive.store.connection import explain_failures
from archive.web import wording
from archive.web.answers import Answer, Body, Elsewhere, Page, Request
from archive.web.failures import say_failure
from archive.web.finding import Found, find_archive
from archive.web.links import Links
from archive.web.responses import redirect, respond

PageFunction = Callable[[Store, Request], Answer]
"""What stands behind a route."""
View = Callable[..., Awaitable[Any]]
"""What Datasette calls."""

HTML = "text/html; charset=utf-8"
"""The media type of pages."""
MOST_PARAMETERS = 100
"""More parameters than this no address of ours has."""


@cache
def static_version() -> str:
    """Changes whenever a static file does."""
    digest = hashlib.sha256()
    for entry in sorted(files("archive.web").joinpath("static").iterdir(), key=lambda entry: entry.name):
        digest.update(entry.read_bytes())
    return digest.hexdigest()[:10]


def serve(function: PageFunction, *, vary: str = "", otherwise: View | None = None) -> View:
    """A view for Datasette that answers with what ``function`` gives back.

    Args:
        function: the page's function.
        vary: the header of the request that the answer depends on.
        otherwise: the view that answers when no archive is attached; without it, a page that says so.
    """

    async def view(request: Any, datasette: Any, send: Any) -> Any:
        found = await find_archive(datasette)
        if found is None and otherwise is not None:
            return await otherwise(request, datasette, send)
        return await _answer(request, datasette, found, function, vary=vary)

    return view


async def _answer(
    request: Any,
    datasette: Any,
    found: Found | None,
    function: PageFunction,
    *,
    vary: str,
) -> Any:
    links = Links(str(datasette.urls.path("/")), found.name if found else "", static_version())
    asked = _read_request(request, links)
    if request.method not in ("GET", "HEAD"):
        error = UsageError(request.method, "only GET and HEAD are answered here")
        answer: Answer = say_failure(error, asked, status=405)
    elif found is None:
        error = UnknownReference("archive", "no archive is attached to this Datasette", NO_ARCHIVE)
        answer = say_failure(error, asked)
    else:
        answer = await datasette.get_database(found.name).execute_fn(partial(_run, function, asked))
    if isinstance(answer, Elsewhere):
        return redirect(answer, query_string=request.query_string, vary=vary)
    body = answer if isinstance(answer, Body) else await _render(datasette, request, answer, links, found)
    return respond(body, method=request.method, if_none_match=request.headers.get("if-none-match", ""), vary=vary)


NO_ARCHIVE = "Start it on one: datasette archive.db, or archive serve."
"""The next step where there is no archive."""


def _read_request(request: Any, links: Links) -> Request:
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


def _run(function: PageFunction, asked: Request, connection: Any) -> Answer:
    try:
        with explain_failures("the archive"):
            return function(wrap_connection(connection), asked)
    except ArchiveError as error:
        return say_failure(error, asked)


async def _render(datasette: Any, request: Any, page: Page, links: Links, found: Found | None) -> Body:
    context = {"links": links, "page": page, "attached": found, "say": wording, **page.context}
    html = await datasette.render_template(f"quote_archive/{page.template}", context, request=request)
    return Body(html.encode("utf-8"), HTML, page.status, page.canonical, page.alternates, page.cache)
