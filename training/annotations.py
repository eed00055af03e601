"""An annotated article as values: its text as published, and what a careful reader says of its quotations."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import Kind, ViaRole
from archive.spans import Span


@dataclass(frozen=True, slots=True)
class GoldVia:
    """One station on the way of the words, as annotated."""

    role: ViaRole
    span: Span


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """One quotation as annotated: sorted segments without their marks, and whose words they are.

    ``speaker`` is None where nobody speaks (kind ``none``) or where the article does not tell. ``mentions`` and
    ``cues`` are empty where the frame names nobody: the speaker is carried over from before.
    """

    number: int
    segments: tuple[Span, ...]
    kind: Kind
    speaker: str | None
    mentions: tuple[Span, ...] = ()
    cues: tuple[Span, ...] = ()
    via: tuple[GoldVia, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One annotated article; spans are code points of ``text``, ``boilerplate`` are whole lines that are not of it."""

    name: str
    language: str
    habit: str
    text: str
    quotations: tuple[GoldQuotation, ...]
    boilerplate: tuple[Span, ...]
