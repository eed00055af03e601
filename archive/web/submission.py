"""What a person sent with the form for adding: read, checked field by field, and turned into one input to archive.

What is hard here is to lose nothing. Whatever is wrong comes back beside its field, together with everything that was
typed. And only two things are ever read: the words in the form, or an address that the fetching rules allow; never a
file of the machine that the pages are served from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.describing import Statement, check_statement
from archive.errors import InvalidValue
from archive.ingest import PASTED, Circumstances, Source, WebSource
from archive.model import AddRecord
from archive.provenance import say_date
from archive.web.forms import read_fields

LARGEST_TEXT = 2**20
"""Bytes of a pasted text: 1 MiB, a long book. Longer ones come as files."""
LARGEST_BODY = 4 * LARGEST_TEXT
"""Bytes of a whole form: each byte of a text outside ASCII travels as three characters."""
LONGEST_NAME = 200
"""Code points of the name of who supplied the text."""

SAID_OF_IT = ("title", "outlet", "author", "published", "language")
"""What the form asks about an article, each recorded as a decision of the person."""
NAMES = ("text", "url", *SAID_OF_IT, "by")
"""The fields of the form."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A form as it was sent: ``typed`` is what stood in each field, ``faults`` what is wrong, by field.

    With a text, ``url`` is where that text is from; without one, it is the address to fetch.
    """

    typed: Mapping[str, str]
    statements: tuple[Statement, ...] = ()
    url: str | None = None
    faults: Mapping[str, InvalidValue] = field(default_factory=dict)

    @property
    def source(self) -> Source | WebSource:
        """The one input that the form names."""
        return Source(PASTED, None) if self.typed["text"] else WebSource(self.typed["url"])

    @property
    def pasted(self) -> bytes | None:
        """The pasted text, None when an address is to be fetched."""
        return self.typed["text"].encode("utf-8") or None

    def circumstances(self, now: str) -> Circumstances:
        """What is recorded besides the text itself: the time, who supplied it, and what they say of it."""
        by = self.typed["by"]
        url = self.url if self.typed["text"] else None
        told = (*self.statements, Statement("url", url)) if url else self.statements
        return Circumstances(now, by or "somebody", by or None, told, url)


def read_submission(body: bytes) -> Submission:
    r"""The form in the body of a request, with its faults.

    Raises:
        InvalidValue: this is no form at all.

    >>> read_submission(b"text=%E2%80%9CNo.%E2%80%9D%0D%0A&published=May").typed["text"]
    '“No.”\n'
    >>> sorted(read_submission(b"published=May").faults)
    ['published', 'text']
    """
    pairs = read_fields(body)
    typed = {"text": pairs.get("text", "")}
    typed |= {name: " ".join(pairs.get(name, "").split()) for name in NAMES if name != "text"}
    if not typed["text"].strip():
        typed["text"] = ""
    return _checked(typed)


def _checked(typed: Mapping[str, str]) -> Submission:
    faults: dict[str, InvalidValue] = {}
    told: dict[str, Statement] = {}
    for name in ("url", *SAID_OF_IT):
        if typed[name]:
            try:
                told[name] = check_statement(name, typed[name])
            except InvalidValue as error:
                faults[name] = error
    if not typed["text"] and not typed["url"]:
        faults["text"] = InvalidValue("The form", "is empty", "Paste a text, or give the address of an article.")
    if len(typed["text"].encode("utf-8")) > LARGEST_TEXT:
        faults["text"] = InvalidValue(
            "The text", "is larger than 1 MiB", "Save it to a file, then in a terminal: archive add FILE."
        )
    if len(typed["by"]) > LONGEST_NAME or not typed["by"].isprintable():
        faults["by"] = InvalidValue("The name", f"is longer than {LONGEST_NAME} characters, or no name")
    url = told.pop("url", None)
    return Submission(typed, tuple(told.values()), url.value if url else None, faults)


def say_outcome(added: AddRecord, now: str) -> str:
    """What became of the input, as a sentence that stays true however late it is read.

    >>> say_outcome(AddRecord(outcome="new", source="-"), "2026-11-21T09:30:00.123456Z")
    'Sent in on 21 Nov 2026, 09:30 UTC: a new article.'
    """
    version = f"a changed text; it is version {added.version}"
    version += f", before it was version {added.previous}" if added.previous else ""
    words = {"new": "a new article", "changed": version, "unchanged": "no new text", "gone": "the page is gone"}
    reason = f" ({added.reason})" if added.reason else ""
    return f"Sent in on {say_date(now)}, {now[11:16]} UTC: {words.get(added.outcome, added.outcome)}{reason}."
