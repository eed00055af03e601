"""The little of ASGI that stands around Datasette: its types, the headers of every answer, and answers in plain words.

What is answered so never reaches Datasette: a strange host name, too long a form, too many searches. Such an answer
is as safe in a browser as any page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
"""An ASGI application (https://asgi.readthedocs.io, version 3)."""

SECURITY_HEADERS = {
    # No 'unsafe-inline': what an article says can never run here.
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
"""Sent with every answer of ours."""
RETRY_SECONDS = 5
"""When others are asked to come again, where a page took too long or too many wait."""
PLAIN = "text/plain; charset=utf-8"
"""The media type of plain words."""


async def answer_plainly(
    scope: Message,
    send: Send,
    status: int,
    body: bytes,
    *,
    media_type: str = PLAIN,
    headers: Mapping[str, str] | None = None,
) -> None:
    """The request has this answer, with the headers that every answer has; to HEAD without its body."""
    named = {
        **SECURITY_HEADERS,
        "content-type": media_type,
        "content-length": str(len(body)),
        "cache-control": "no-store",
        **(headers or {}),
    }
    encoded = [(name.encode(), value.encode()) for name, value in named.items()]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
