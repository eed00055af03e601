"""What the forms that people send have in common: who may send one, what its body is read as, and how it is answered.

Only a page of ours may send a form: another site must neither add articles nor keep a reader's server busy.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from archive.errors import InvalidValue
from archive.web.answers import Body, Page, Request
from archive.web.finding import Found
from archive.web.gate import is_own_form
from archive.web.responses import respond
from archive.web.serving import render

MEDIA_TYPE = "application/x-www-form-urlencoded"
"""The only media type that is read."""
MOST_FIELDS = 40
"""More fields than this no form of ours has."""
HEADERS = (("referrer-policy", "same-origin"),)
"""Sent with a form: without a referrer, browsers do not say in Origin either which page sent it."""
MORE_HEADERS = {405: (("allow", "GET, HEAD, POST"),), 503: (("retry-after", "10"),)}
"""Sent with these statuses besides."""


def find_refusal(request: Any) -> tuple[str, int] | None:
    """Why what was sent is not read, in words, and the status that says so; None when a page of ours sent a form."""
    if request.method != "POST":
        return "Only GET, HEAD and POST are answered here.", 405
    if not is_own_form(request):
        return "This form was not sent by a page of this archive. Open the page and send it there.", 403
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != MEDIA_TYPE:
        return f"Only forms are read here ({MEDIA_TYPE}).", 415
    return None


def read_fields(body: bytes) -> dict[str, str]:
    r"""The fields of a form, each as it was typed.

    A form sends each line break as CR LF, whatever was typed; the text of the field itself has LF (HTML, 4.10.22.4).

    Raises:
        InvalidValue: this is no form at all.

    >>> read_fields(b"text=%E2%80%9CNo.%E2%80%9D%0D%0A&form=text")
    {'text': '“No.”\n', 'form': 'text'}
    """
    try:
        sent = body.decode("ascii")
        pairs = parse_qsl(sent, True, bool(sent), errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise InvalidValue("This form", f"cannot be read ({error})", "Load the page again and send it anew.") from error
    return {name: value.replace("\r\n", "\n") for name, value in pairs}


async def answer_form(request: Any, datasette: Any, asked: Request, answer: Page | Body, found: Found | None) -> Any:
    """The response with a form or about one; no copy of it is kept."""
    body = await render(datasette, request, answer, asked.links, found) if isinstance(answer, Page) else answer
    headers = (*HEADERS, *MORE_HEADERS.get(body.status, ()))
    return respond(replace(body, headers=headers, cache="no-store"), method=request.method)
