"""What Datasette cannot answer beside an archive: one page of ours, with what went wrong and a way on.

Most of these addresses were meant for us: a link that lost a letter on its way through a mail is no address of
`archive.web.routes`, so Datasette looks for a database of that name. What programs ask for (``.json``) keeps the words
in which Datasette answers programs, and a fault of the server its own page, which says less.
"""

from __future__ import annotations

import html
import re
from typing import Any

from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from archive.errors import UnknownReference, UsageError
from archive.web.answers import Body
from archive.web.failures import HEADLINES, say_failure
from archive.web.finding import find_archive
from archive.web.responses import respond
from archive.web.serving import links_of, read_request, render

FORMS = (
    (
        r"q/.*",
        "A link to a quotation is q/, 12 to 64 of the digits 0–9 and a–f, a slash, two numbers: q/5f2a…/120-188.",
    ),
    (r"t/.*", "A link to a text is t/ and 12 to 64 of the digits 0–9 and a–f."),
    (r"[du]/.*", "A link to an article is d/, one to an utterance u/, each with 16 of the digits 0–9 and a–f."),
    (r"m/.*", "A link to received bytes is m/ and 64 of the digits 0–9 and a–f."),
    (r"[so]/.*", "Search for a part of the name."),
    (r".*", "Look whether the address was cut short or has a letter too many."),
)
"""What an address below ours looks like, by how it begins; the first row that fits."""
LONGEST_SHOWN = 200
"""How many code points of what was asked for, or of Datasette's own words, are shown."""


async def answer_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """The page for what was asked wrongly or is not there; None where Datasette answers by itself."""
    if isinstance(exception, Base400):
        status, words = exception.status, str(exception)
    elif isinstance(exception, DatasetteError):
        # Datasette 0.65 takes an unknown column for a fault of its own, with 500.
        status, words = 400 if exception.status == 500 else exception.status, exception.message
    else:
        return None
    return await _answer(datasette, request, status, str(words or "")) if 400 <= status < 500 else None


async def answer_forbidden(datasette: Any, request: Any, message: str) -> Any:
    """The page for what is not shown; Datasette's own where that answers by itself."""
    own = await _answer(datasette, request, 403, message)
    if own is not None:
        return own
    from datasette.forbidden import forbidden  # one of its plugins: asking for it earlier would register it twice

    return await forbidden(datasette, request, message)()


async def _answer(datasette: Any, request: Any, status: int, words: str) -> Any:
    found = await find_archive(datasette)
    path = request.path.partition("?")[0]
    if found is None or _is_for_program(request, path):
        return None
    asked = read_request(request, links_of(datasette, found))
    failure = say_failure(_name_failure(path, asked.links.base, status, words), asked, status=status)
    body = failure if isinstance(failure, Body) else await render(datasette, request, failure, asked.links, found)
    return respond(body, method=request.method)


def _is_for_program(request: Any, path: str) -> bool:
    return path.endswith((".json", ".csv")) or "application/json" in (
        request.headers.get("accept", ""),
        request.headers.get("content-type", ""),
    )


def _name_failure(path: str, base: str, status: int, words: str) -> UsageError:
    """The error in the archive's own form: the thing, the rule it broke, the next step."""
    below = path.removeprefix(base).removeprefix("/")
    if status == 404:
        form = next(form for pattern, form in FORMS if re.fullmatch(pattern, below, re.DOTALL))
        return UnknownReference(f"/{_cut(below)}", "no page of this archive has this address", form)
    step = "Go back and ask in another way." if status == 400 else ""
    return UsageError(f"/{_cut(below)}", _cut(_plain(words)) or HEADLINES[400], step)


def _plain(words: str) -> str:
    """Datasette's words without the markup that some of them have; what is escaped in them is escaped again."""
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", words)).split())


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else words[:LONGEST_SHOWN] + "…"
