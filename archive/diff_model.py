"""The form in which a difference between two versions of an article leaves the archive.

``docs/json.md`` documents each field, and a test compares.
"""

from __future__ import annotations

from typing import Literal

from archive.model import ChangeRecord, Record, Status

Difference = Literal[Status, "new", "reattributed"]
"""What differs between two versions of an article: a `Status`, or words that are new."""
Origin = Literal["witnessed", "supplied"]
"""Whether a program received a version from where the article stands, or a person brought it (`archive.origins`)."""


class DiffRecord(Record):
    """One difference between two versions of an article: first those inside quotations, then the rest.

    ``quotation`` is the permalink in the earlier version (of a ``new`` one that in the later), ``became`` the place in
    the later one. Outside quotations both are null, and ``before`` and ``after`` have some words of context. Only where
    both origins are ``witnessed`` was the article changed.
    """

    quotation: str | None
    became: str | None
    status: Difference
    speaker: str | None
    speaker_after: str | None = None
    before: str
    after: str
    changes: list[ChangeRecord]
    earlier_origin: Origin
    later_origin: Origin
