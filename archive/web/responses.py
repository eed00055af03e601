"""From answers to HTTP: strong ETags, 304, HEAD, negotiation, and headers that let a page load nothing from elsewhere.

An ETag is the hash of the representation itself (RFC 9110, section 8.8.3), so it can only change when the bytes do; or
the hash of all that it is made from (`archive.web.validators`).
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from datasette.utils.asgi import Response

from archive.asgi import RETRY_SECONDS, SECURITY_HEADERS
from archive.web.answers import Body, Elsewhere, Unchanged

_ENTITY_TAG = re.compile(r'(?:W/)?("[^"]*")')
_QUALITY = re.compile(r"q=([01](?:\.[0-9]{0,3})?)")


def entity_tag(content: bytes) -> str:
    """A strong validator: half of the SHA-256 of the representation.

    >>> entity_tag(b"")
    '"e3b0c44298fc1c149afbf4c8996fb924"'
    """
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def names_tag(if_none_match: str, tag: str) -> bool:
    """Whether the client says it has just this representation (RFC 9110, section 13.1.2: weak comparison).

    >>> names_tag('"a", W/"b"', '"b"'), names_tag("*", '"b"'), names_tag('"ab"', '"b"')
    (True, False, False)
    """
    return tag in _ENTITY_TAG.findall(if_none_match)


def is_held(if_none_match: str, tag: str) -> bool:
    """Whether the client has a representation that this address still has; ``*`` is any, so ask where there is one.

    >>> is_held('W/"b"', '"b"'), is_held("*", '"b"')
    (True, True)
    """
    return if_none_match.strip() == "*" or names_tag(if_none_match, tag)


def preferred_type(accept: str, offered: tuple[str, ...]) -> str:
    """The offered media type that the client likes best; the first one when it likes none or all alike.

    An exact name beats ``type/*``, which beats ``*/*``; ``q=0`` refuses (RFC 9110, section 12.5.1).

    >>> preferred_type("application/ld+json, text/html;q=0.5", ("text/html", "application/json", "application/ld+json"))
    'application/ld+json'
    >>> preferred_type("*/*", ("text/html", "application/json"))
    'text/html'
    """
    ranges = [_media_range(part) for part in accept.lower().split(",")[:32]]
    return max(offered, key=lambda media_type: _quality_of(media_type, ranges))


def _media_range(part: str) -> tuple[str, float]:
    name, _, parameters = part.partition(";")
    found = _QUALITY.search(parameters.replace(" ", ""))
    return name.strip(), min(float(found[1]), 1.0) if found else 1.0


def _quality_of(media_type: str, ranges: list[tuple[str, float]]) -> float:
    for wanted in (media_type, media_type.split("/")[0] + "/*", "*/*"):
        for name, quality in ranges:
            if name == wanted:
                return quality
    return 0.0


def respond(body: Body, *, method: str, if_none_match: str = "", vary: str = "") -> Any:
    """The HTTP response of a finished body: 304 without content when the client holds it, no content for HEAD."""
    headers = {**SECURITY_HEADERS, **dict(body.headers)}
    headers["cache-control"] = body.cache if body.status in (200, 304) else "no-store"
    links = [f'<{body.canonical}>; rel="canonical"'] if body.canonical else []
    links += [f'<{address}>; rel="alternate"; type="{kind}"' for address, kind in body.alternates]
    if links:  # a memento names its links itself, and has none of these
        headers["link"] = ", ".join(links)
    if body.status == 405:
        headers.setdefault("allow", "GET, HEAD")
    if body.status == 503:
        headers.setdefault("retry-after", str(RETRY_SECONDS))
    if vary:
        headers["vary"] = vary
    if body.status == 200:
        tag = body.tag or entity_tag(body.content)
        headers["etag"] = tag
        if if_none_match and is_held(if_none_match, tag):
            return Response("", status=304, headers=headers, content_type=body.media_type)
    headers["content-length"] = str(len(body.content))
    content = b"" if method == "HEAD" else body.content
    return Response(content, status=body.status, headers=headers, content_type=body.media_type)


def respond_unchanged(answer: Unchanged, *, vary: str = "") -> Any:
    """The HTTP response that a client's copy is still right (RFC 9110, section 15.4.5)."""
    headers = {
        **SECURITY_HEADERS,
        "cache-control": answer.cache,
        "etag": answer.tag,
        **({"vary": vary} if vary else {}),
    }
    return Response("", status=304, headers=headers, content_type=answer.media_type)


def redirect(elsewhere: Elsewhere, *, query_string: str = "", vary: str = "") -> Any:
    """The HTTP response that sends the client to another path on this host."""
    goes_along = f"?{query_string}" if query_string and elsewhere.status == 308 else ""
    headers = {**SECURITY_HEADERS, "location": elsewhere.address + goes_along, "cache-control": "no-cache"}
    return Response(
        "",
        status=elsewhere.status,
        headers={**headers, **dict(elsewhere.headers), **({"vary": vary} if vary else {})},
        content_type="text/plain; charset=utf-8",
    )
