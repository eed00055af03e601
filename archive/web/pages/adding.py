"""The form for adding a pasted text or an address, where that is allowed (`archive.web.gate`).

It goes the way of ``archive add``: the same use case, the same rules of fetching, a connection of its own on a thread
of its own. One article is added at a time; a few wait, and whoever comes after them is told, with everything that was
typed still in the form. What became of the article is said on its page, in words that the address carries and that
this server has signed: nobody can make a page of ours say something else.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.clock import utc_now
from archive.errors import ArchiveError, InvalidValue, UsageError
from archive.ingest import Batch, WebSource, add_inputs, read_inputs
from archive.model import AddRecord
from archive.store import open_store
from archive.web.answers import Body, Elsewhere, Page, Request
from archive.web.failures import say_failure
from archive.web.finding import find_archive
from archive.web.forms import answer_form, find_refusal
from archive.web.gate import read_gate
from archive.web.notes import with_note
from archive.web.responses import redirect
from archive.web.serving import NO_ARCHIVE, links_of, read_request
from archive.web.submission import LARGEST_TEXT, NAMES, Submission, read_submission, say_outcome

MOST_IN_HAND = 3
"""Articles in hand at once: the one that is being added and those that wait for it."""
LABELS = {
    "text": "Text of the article",
    "url": "Address of the article",
    "title": "Headline",
    "outlet": "Published by",
    "author": "Written by",
    "published": "Published on",
    "language": "Language",
    "by": "Supplied by",
}
"""What the form calls its fields."""

_ONE_AT_A_TIME = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive-add")


@dataclass(slots=True)
class _Desk:
    """How many articles are in hand in this process; asked and changed on the event loop only."""

    in_hand: int = 0


_DESK = _Desk()


async def show_adding(request: Any, datasette: Any) -> Any:
    """The answer to a request for the form, or to what it sent."""
    found = await find_archive(datasette)
    asked = read_request(request, links_of(datasette, found))
    answer: Page | Body | Elsewhere = _refuse(asked, NO_ARCHIVE, 404)
    if found is not None:
        database = datasette.get_database(found.name)
        answer = await _answer(request, datasette, asked, Path(database.path) if database.is_mutable else None)
    if isinstance(answer, Elsewhere):
        return redirect(answer)
    return await answer_form(request, datasette, asked, answer, found)


async def _answer(request: Any, datasette: Any, asked: Request, path: Path | None) -> Page | Body | Elsewhere:
    refusal = read_gate(datasette).refusal(request)
    if not refusal and path is None:
        refusal = "This archive is served from a file that cannot change."
    if refusal or path is None:
        return _refuse(asked, refusal, 403)
    if request.method in ("GET", "HEAD"):
        # A bookmark of one's own may fill fields in: /add?url=…
        return _form(Submission({name: asked.first(name) for name in NAMES}))
    if unread := find_refusal(request):
        return _refuse(asked, *unread)
    try:
        submission = read_submission(await request.post_body())
    except InvalidValue as error:
        return say_failure(error, asked)
    return _form(submission, status=422) if submission.faults else await _take(datasette, asked, path, submission)


async def _take(datasette: Any, asked: Request, path: Path, submission: Submission) -> Page | Body | Elsewhere:
    """The article is added as soon as those before it are."""
    if _DESK.in_hand >= MOST_IN_HAND:
        busy = "Other articles are being added just now. Nothing was added; send the form again in a moment."
        return _form(submission, status=503, refused=busy)
    _DESK.in_hand += 1
    try:
        loop = asyncio.get_running_loop()
        added, now = await loop.run_in_executor(_ONE_AT_A_TIME, add_submission, path, submission)
    except ArchiveError as error:
        return say_failure(error, asked)
    finally:
        _DESK.in_hand -= 1
    if added.document is None:
        return _form(submission, status=422, refused=f"Not added: {added.reason}")
    address = asked.links.document(added.document)
    return Elsewhere(with_note(datasette, address, say_outcome(added, now)), 303)


def add_submission(path: Path, submission: Submission) -> tuple[AddRecord, str]:
    """What became of the article, and when; runs on a thread of its own, with a connection of its own.

    Raises:
        StoreError: the archive cannot be written; nothing was added.
    """
    now = utc_now()
    with open_store(path) as store:
        visitor = None
        if isinstance(submission.source, WebSource):
            # urllib3 and protego: 60 ms.
            from archive.fetching import Client
            from archive.ingest.visiting import Visitor

            visitor = Visitor(Client(), store)
        inputs = read_inputs([submission.source], submission.pasted, visitor=visitor)
        (added,) = add_inputs(store, inputs, Batch(lambda: submission.circumstances(now)))
    return added, now


def _form(submission: Submission, *, status: int = 200, refused: str = "") -> Page:
    context = {
        "title": "Add an article",
        "typed": submission.typed,
        "faults": submission.faults,
        "refused": refused,
        "labels": LABELS,
        "longest": LARGEST_TEXT,
    }
    return Page("add.html", context, status=status)


def _refuse(asked: Request, why: str, status: int) -> Page | Body:
    return say_failure(UsageError("Adding an article", why.rstrip(".")), asked, status=status)
