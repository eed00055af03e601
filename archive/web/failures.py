"""What a page says when the archive says no: the status, the rule in words, and a way on.

A person gets a page, a program that asked for JSON a problem document (RFC 9457), whoever asked for a file one line.
"""

from __future__ import annotations

import json

from archive.errors import AmbiguousReference, ArchiveError, StoreError, UnknownReference, UsageError, Withdrawn
from archive.web.answers import PLAIN_TEXT, Body, Page, Request

STATUS_OF: tuple[tuple[type[ArchiveError], int], ...] = (
    (Withdrawn, 410),
    (AmbiguousReference, 300),
    (UnknownReference, 404),
    (UsageError, 400),
    (StoreError, 503),
    (ArchiveError, 500),
)
"""The status of each error; the first row that fits."""
HEADLINES = {
    300: "Several texts answer to this link",
    400: "This cannot be read",
    403: "Not here",
    404: "Nothing stands at this address",
    405: "This page can only be read",
    410: "Taken down",
    415: "This cannot be read",
    500: "Something is wrong with this archive",
    503: "The archive cannot be read now",
}
"""What each status means here."""
PROBLEM = "application/problem+json"
"""The media type of refusals to programs."""


def say_failure(error: ArchiveError, asked: Request, status: int = 0) -> Page | Body:
    """The refusal in the form that was asked for; the status is looked up in `STATUS_OF` when none is given."""
    status = status or next(found for kind, found in STATUS_OF if isinstance(error, kind))
    headline = HEADLINES.get(status, HEADLINES[400])
    candidates = _candidates(error, asked)
    suffix = asked.part("suffix")
    if suffix in (".json", ".jsonld"):
        problem = {"title": headline, "status": status, "detail": str(error)}
        problem |= {"candidates": [address for _, address in candidates]} if candidates else {}
        return Body(json.dumps(problem, ensure_ascii=False).encode("utf-8"), PROBLEM, status)
    if suffix in (".txt", ".csv", ".atom"):
        return Body(f"{headline}. {error}\n".encode(), PLAIN_TEXT, status)
    text = asked.part("text")
    context = {
        "title": headline,
        # The text is right and only the place in it is wrong.
        "text": text if status == 404 and len(text) == 64 and error.subject != text else "",
        "error": error,
        "candidates": candidates,
        "reason": error.reason if isinstance(error, Withdrawn) else "",
    }
    return Page("error.html", context, status=status)


def _candidates(error: ArchiveError, asked: Request) -> list[tuple[str, str]]:
    """The texts that a short name may mean, each with where the same place in it is."""
    if not isinstance(error, AmbiguousReference):
        return []
    place = f"/{asked.part('start')}-{asked.part('end')}" if asked.part("start") else ""
    kind = "q" if place else "t"
    tail = place + asked.part("suffix")
    return [(digest, f"{asked.links.base}{kind}/{digest}{tail}") for digest in error.candidates]
