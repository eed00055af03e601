"""A bound on what is sent to the form for adding, before anything reads it.

It stands outside Datasette, because the token check of 0.65 takes in the whole body of a request, however long, before
any page is asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from archive.web.responses import SECURITY_HEADERS
from archive.web.submission import LARGEST_BODY

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
"""An ASGI application (https://asgi.readthedocs.io, version 3)."""

TOO_LARGE = (
    b"This is more than a form may carry (4 MiB). Save the text to a file, then in a terminal: archive add FILE.\n"
)
"""What the sender of too much is told."""
MOST_DRAINED = 8
"""How many times the bound is read and thrown away, so that a browser comes to read the answer."""


def bound_bodies(application: Application) -> Application:
    """The application, which never sees a form larger than `LARGEST_BODY`: it is answered with 413."""

    async def bounded(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_form(scope):
            await application(scope, receive, send)
            return
        body = await _read(receive)
        if body is None:
            await _refuse(send)
            return
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return messages.pop() if messages else await receive()

        await application(scope, replay, send)

    return bounded


def _is_form(scope: Message) -> bool:
    return scope["method"] not in ("GET", "HEAD") and scope["path"].endswith("/add")


async def _read(receive: Receive) -> bytes | None:
    """The body, None when it is too large."""
    body, length, more = b"", 0, True
    while more and length <= LARGEST_BODY * MOST_DRAINED:
        message = await receive()
        part = message.get("body", b"")
        length += len(part)
        body = body + part if length <= LARGEST_BODY else b""
        more = message.get("more_body", False)
    return body if length <= LARGEST_BODY else None


async def _refuse(send: Send) -> None:
    headers = {**SECURITY_HEADERS, "content-type": "text/plain; charset=utf-8", "content-length": str(len(TOO_LARGE))}
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 413, "headers": encoded})
    await send({"type": "http.response.body", "body": TOO_LARGE})
