"""What a page is told to say once more at its top: words of ours that travel in its address, signed by this server.

The words stay true however late they are read, so that a bookmark may carry them. Without the signature anybody could
write a link that makes a page of the archive say whatever they like.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlencode

from itsdangerous import BadSignature

PARAMETER = "note"
"""The parameter of an address that carries the words."""
_NAMESPACE = "quote-archive-note"


def with_note(datasette: Any, address: str, words: str) -> str:
    """The address of a page that will say these words."""
    return f"{address}?{urlencode({PARAMETER: datasette.sign([_page_of(address), words], _NAMESPACE)})}"


def read_note(datasette: Any, request: Any) -> str:
    """The words that this page is to say; empty when there are none, or when they were not meant for this page."""
    signed = parse_qs(request.query_string).get(PARAMETER, [""])[0]
    if not signed:
        return ""
    try:
        page, words = datasette.unsign(signed, _NAMESPACE)
    except (BadSignature, ValueError, TypeError):
        return ""
    return str(words) if page == _page_of(request.path) else ""


def _page_of(path: str) -> str:
    """The page, whatever folder a proxy puts before it."""
    return "/".join(path.split("/")[-2:])
