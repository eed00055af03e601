"""What is sent to the pages is taken in whole, up to a bound, before anything reads it and before the request's turn.

It stands outside Datasette, because the token check of 0.65 takes in the whole body of a request with a cookie, however
long and at whatever address, before any page is asked. And it stands before the turnstile, because whoever sends a body
slowly, or never to its end, must not have a turn meanwhile.
"""

from __future__ import annotations

from archive.asgi import Application, Message, Receive, Send, answer_plainly
from archive.web.submission import LARGEST_BODY

TOO_LARGE = b"""This is more than a form may carry (4 MiB). Save the text to a file.
Then in a terminal: archive add FILE, or archive check FILE.
"""
"""What the sender of too much is told."""
MOST_DRAINED = 8
"""How many times the bound is read and thrown away, so that a browser comes to read the answer."""
BODILESS = frozenset({"GET", "HEAD"})
"""Methods whose body nothing ever reads."""


class _HungUp(Exception):
    """Whoever sent a body left before its end; nobody waits for an answer."""


def bound_bodies(application: Application) -> Application:
    """The application, which sees a body only when it is all there; beyond `LARGEST_BODY` the answer is 413.

    It never hears of a request whose sender left in the middle of the body.
    """

    async def bounded(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in BODILESS:
            await application(scope, receive, send)
            return
        try:
            body = await _read(receive)
        except _HungUp:
            return
        if body is None:
            await answer_plainly(scope, send, 413, TOO_LARGE)
            return
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return messages.pop() if messages else await receive()

        await application(scope, replay, send)

    return bounded


async def _read(receive: Receive) -> bytes | None:
    """The body, None when it is too large.

    Raises:
        _HungUp: its sender left.
    """
    body, length, more = bytearray(), 0, True
    while more and length <= LARGEST_BODY * MOST_DRAINED:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _HungUp
        part = message.get("body", b"")
        length += len(part)
        if length <= LARGEST_BODY:
            body += part
        else:
            body.clear()
        more = message.get("more_body", False)
    return bytes(body) if length <= LARGEST_BODY else None
