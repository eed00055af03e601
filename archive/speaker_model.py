"""The records of speakers, in the one form that leaves the archive (`archive.model`)."""

from __future__ import annotations

from typing import Literal

from archive.model import Record


class SpeakerFormRecord(Record):
    """One name of a speaker, as articles write it.

    ``speaker_id`` is the id that its quotations carry. ``evidence`` says why the name is this speaker's, in words;
    null for the name that the speaker goes by.
    """

    name: str
    speaker_id: str
    quotations: int
    evidence: str | None


class SpeakerRulingRecord(Record):
    """What a person ruled on two ids: ``merge`` that they are one speaker, ``split`` that they are not.

    ``a_name`` and ``b_name`` are what articles call them; of one whom no article quotes today, the id.
    """

    ruling: Literal["merge", "split"]
    a: str
    a_name: str
    b: str
    b_name: str
    author: str
    made_at: str
    reason: str | None


class SpeakerRecord(Record):
    """A speaker with all names that are taken for one person's, or one office's.

    ``speaker_id`` is the id that the speaker goes by today; each id of ``forms`` leads to it too. Of an ``unnamed``
    kind nobody says that two articles mean the same person. Counted are current quotations outside removals.
    """

    speaker_id: str
    name: str
    kind: Literal["person", "organisation", "unnamed"]
    quotations: int
    articles: int
    outlets: list[str]
    forms: list[SpeakerFormRecord]
    rulings: list[SpeakerRulingRecord]
