"""The form for checking a draft: the verdicts of ``archive check``, for whoever has no terminal.

Nothing is stored, and nothing of a draft is written anywhere. A check costs many searches, so the form is bounded in
characters, quotations and time, and waits its turn with the other expensive requests (`archive.web.turnstile`). Only a
page of ours may send it: another site must not make a reader's browser keep this server busy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, cast, get_args

from archive.check_model import CheckRecord
from archive.checking import Checked, check_draft
from archive.drafts import FormName, read_draft
from archive.errors import ArchiveError, EmptyText, InputRefused, UsageError
from archive.identifiers import parse_permalink
from archive.verdicts import SHOWN_AS, VerdictName
from archive.web.answers import Body, Page, Request
from archive.web.failures import say_failure
from archive.web.finding import Found, find_archive
from archive.web.forms import answer_form, find_refusal, read_fields
from archive.web.links import Links
from archive.web.serving import NO_ARCHIVE, links_of, read_request, store_for_page

LARGEST_DRAFT = 2**18
"""Code points of a pasted draft: 40,000 words. Longer ones are checked in a terminal."""
MOST_QUOTATIONS = 300
"""Quotations of one draft that are judged here."""
FORMS: Mapping[FormName, str] = {"markdown": "Markdown or plain text", "html": "HTML", "text": "Plain text only"}
"""The forms of a pasted draft, as the page calls them."""
SIGNS: Mapping[VerdictName, str] = {"ok": "✓", "missing": "?", "ambiguous": "?", "variant": "≈"}
"""What stands before a verdict, besides its words; else it is ▲."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was sent: the draft and its form, and what is wrong with it in words."""

    text: str = ""
    form: FormName = "markdown"
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One checked quotation as the page shows it."""

    record: CheckRecord
    sign: str
    verdict: str
    address: str
    others: tuple[tuple[str, str], ...] = field(default=())


async def show_checking(request: Any, datasette: Any) -> Any:
    """The answer to a request for the form, or to what it sent."""
    found = await find_archive(datasette)
    asked = read_request(request, links_of(datasette, found))
    answer = await _answer(request, datasette, asked, found)
    return await answer_form(request, datasette, asked, answer, found)


async def _answer(request: Any, datasette: Any, asked: Request, found: Found | None) -> Page | Body:
    if found is None:
        return _refuse(asked, NO_ARCHIVE, 404)
    if request.method in ("GET", "HEAD"):
        return _page(Pasted())
    if unread := find_refusal(request):
        return _refuse(asked, *unread)
    try:
        pasted = read_pasted(await request.post_body())
        if pasted.fault:
            return _page(pasted, status=422)
        check = partial(_check, pasted)
        return _page(pasted, await datasette.get_database(found.name).execute_fn(check), links=asked.links)
    except InputRefused as error:
        return _page(replace(pasted, fault=f"{error.rule[:1].upper()}{error.rule[1:]}. {error.next_step}"), status=422)
    except ArchiveError as error:
        return say_failure(error, asked)


def read_pasted(body: bytes) -> Pasted:
    r"""The draft in the body of a request.

    Raises:
        InvalidValue: this is no form at all.

    >>> read_pasted(b"text=%E2%80%9CNo.%E2%80%9D%0D%0A&form=text")
    Pasted(text='“No.”\n', form='text', fault='')
    """
    pairs = read_fields(body)
    form = cast("FormName", pairs.get("form") if pairs.get("form") in get_args(FormName) else "markdown")
    pasted = Pasted(pairs.get("text", ""), form if form in FORMS else "markdown")
    if not pasted.text.strip():
        return replace(pasted, fault="There is nothing to check. Paste a draft with quotations in it.")
    if len(pasted.text) > LARGEST_DRAFT:
        fault = f"This has more than {LARGEST_DRAFT:,} characters. In a terminal: archive check FILE."
        return replace(pasted, fault=fault)
    return pasted


def _check(pasted: Pasted, connection: sqlite3.Connection) -> Checked:
    """The verdicts, on a thread of Datasette's and within the time that a page may take.

    Raises:
        InputRefused: nothing is in it.
        DatabaseUnusable: it took too long.
    """
    try:
        in_parts = "Check it in parts, or in a terminal: archive check FILE."
        with store_for_page(connection, "this draft", in_parts) as store:
            draft = read_draft(pasted.text.encode("utf-8", "replace"), "the draft", pasted.form)
            return check_draft(store, draft, MOST_QUOTATIONS)
    except EmptyText:
        return Checked((), 0, 0)


def _page(pasted: Pasted, checked: Checked | None = None, *, status: int = 200, links: Links | None = None) -> Page:
    context = {
        "title": "Check a draft",
        "pasted": pasted,
        "forms": FORMS,
        "checked": checked,
        "shown": [_show(record, links) for record in checked.records] if checked and links else [],
        "longest": LARGEST_DRAFT,
    }
    return Page("check.html", context, status=status)


def _show(record: CheckRecord, links: Links) -> Shown:
    return Shown(
        record=record,
        sign=SIGNS.get(record.verdict, "▲"),
        verdict=SHOWN_AS[record.verdict],
        address=links.permalink(record.permalink) if record.permalink else "",
        others=tuple((links.permalink(other), parse_permalink(other).short) for other in record.others),
    )


def _refuse(asked: Request, why: str, status: int) -> Page | Body:
    return say_failure(UsageError("Checking a draft", why.rstrip(".")), asked, status=status)
