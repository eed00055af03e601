"""The record of a checked quotation, in the one form that leaves the archive (`archive.model`)."""

from __future__ import annotations

from typing import Literal

from archive.model import ChangeRecord, Record


class CheckRecord(Record):
    """What ``archive check`` says of one quotation of a draft.

    ``line`` and ``column`` count from 1; in DOCX the line is the number of the paragraph. ``closest`` are the words of
    the archive at ``permalink``, ``changes`` how the draft's differ from them; ``others`` are links to further places.
    ``claimed_speaker`` and ``claimed_source`` are what the draft says.
    """

    draft: str
    line: int
    column: int
    verdict: Literal["ok", "altered", "speaker", "source", "elision", "truncated", "variant", "missing", "ambiguous"]
    quoted: str
    closest: str | None
    permalink: str | None
    speaker: str | None
    claimed_speaker: str | None
    claimed_source: str | None
    document: str | None
    source: str | None
    note: str
    changes: list[ChangeRecord]
    others: list[str]
