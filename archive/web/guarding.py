"""What stands around every answer of a Datasette with an archive, its own pages included.

Each answer has the headers that keep it out of frames and its address to itself; pages that name files of this machine
are not shown; tables for spreadsheets hold no formula; expensive requests take turns. Our own pages are stricter by
themselves (`archive.web.responses`). Datasette's need their own inline scripts and styles, so the policy for them
allows these, and still nothing from or to another host.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

from archive.asgi import SECURITY_HEADERS, Application, Message, Receive, Send, answer_plainly
from archive.web.bodies import bound_bodies
from archive.web.defusing import Defuser
from archive.web.finding import find_archive, is_known_archive
from archive.web.turnstile import turnstile_of, waits_for_nobody

DATASETTE_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The content security policy of Datasette's own pages, which have scripts and styles in the page."""
_HEADERS = {**SECURITY_HEADERS, "content-security-policy": DATASETTE_POLICY}

# What names files of this machine, and what the server is busy with.
_INNER_PAGES = re.compile(r"-/(databases|threads|tasks)(?:\.json)?/?")


def guard(datasette: Any, application: Application) -> Application:
    """The application with all this around it; untouched while no archive is attached."""

    async def in_turn(scope: Message, receive: Receive, send: Send) -> None:
        path = _path_below(scope, str(datasette.setting("base_url")))
        if found := _INNER_PAGES.fullmatch(path):
            await _show_inner_page(datasette, found[1], scope, send)
        elif waits_for_nobody(path):
            await application(scope, receive, send)
        else:
            send = _without_formulas(send) if path.endswith(".csv") else send
            await turnstile_of(datasette).run(application, scope, receive, send)

    # A body is taken in before the turn: whoever sends it slowly would stop everybody else.
    bounded = bound_bodies(in_turn)

    async def guarded(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not await _has_archive(datasette):
            await application(scope, receive, send)
        else:
            await bounded(scope, receive, _with_headers(send))

    return guarded


async def _has_archive(datasette: Any) -> bool:
    # Asked of what is known first: looking at a database waits for one of Datasette's threads.
    known = any(is_known_archive(datasette, name) for name in list(datasette.databases))
    return known or await find_archive(datasette) is not None


def _path_below(scope: Message, base: str) -> str:
    """The path below the one that Datasette stands under; a proxy may have taken that away already.

    >>> _path_below({"path": "/news/search"}, "/news/"), _path_below({"path": "/search"}, "/news/")
    ('search', 'search')
    """
    path = str(scope["path"])
    return path[len(base) :] if path.startswith(base) else path.removeprefix("/")


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers") or [])
            present = {bytes(name).lower() for name, _ in headers}
            headers += [(n.encode(), v.encode()) for n, v in _HEADERS.items() if n.encode() not in present]
            message = {**message, "headers": headers}
        await send(message)

    return sent


def _without_formulas(send: Send) -> Send:
    """What is sent as CSV goes through a `Defuser`; its length is not known before."""
    defuser, decoder = Defuser(), codecs.getincrementaldecoder("utf-8")("replace")
    is_table = False

    async def sent(message: Message) -> None:
        nonlocal is_table
        if message["type"] == "http.response.start":
            is_table = message["status"] == 200
        if not is_table:  # an error, in Datasette's words
            await send(message)
            return
        if message["type"] == "http.response.start":
            headers = [pair for pair in message.get("headers") or [] if bytes(pair[0]).lower() != b"content-length"]
            message = {**message, "headers": headers}
        elif message["type"] == "http.response.body":
            is_last = not message.get("more_body", False)
            text = defuser.feed(decoder.decode(message.get("body", b""), is_last))
            message = {**message, "body": (text + (defuser.finish() if is_last else "")).encode()}
        await send(message)

    return sent


async def _show_inner_page(datasette: Any, name: str, scope: Message, send: Send) -> None:
    """The databases by name, without their files; of threads and tasks nothing."""
    if name == "databases":
        named = [{"name": database, "is_mutable": one.is_mutable} for database, one in datasette.databases.items()]
        body, status = json.dumps([one for one in named if one["name"] != "_internal"]).encode(), 200
    else:
        body, status = json.dumps({"ok": False, "error": "This is not shown of an archive."}).encode(), 403
    await answer_plainly(scope, send, status, body, media_type="application/json; charset=utf-8")
