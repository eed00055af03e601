"""What leaves the archive: one form for ``--json``, the ``.json`` routes and exports.

Field names here are a contract: ``docs/json.md`` documents each, and a test compares. Spans are pairs
``[start, end]`` of code points, half open. A field that the archive does not know is null, never guessed.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from archive.records import Kind, Method, NoticeKind, ViaRole

Pair = tuple[int, int]
"""A span as JSON: ``[start, end]``, half open, in code points."""
Outcome = Literal["new", "changed", "unchanged", "gone", "refused"]
"""What became of one input of ``archive add``."""
Status = Literal["verbatim", "punctuation", "edited", "moved", "gone", "ambiguous"]
"""What became of a quotation in the newest version of its article."""
Cleaning = Literal["kept", "suspect", "removed"]
"""Whether a quotation stands in the article, in a doubtful stretch, or in one set aside."""


class Record(BaseModel):
    """The form of all exports: frozen, every field declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ViaRecord(Record):
    """One station on the way of the words."""

    text: str
    role: ViaRole
    span: Pair


class RemovalRecord(Record):
    """A stretch set aside; ``content`` is its characters, ``why`` the rule's reason in words."""

    start: int
    end: int
    label: str
    rule: str
    why: str
    evidence: str
    score: float
    content: str


class NoticeRecord(Record):
    """A passage of the article that readers of its quotations must see."""

    start: int
    end: int
    kind: NoticeKind
    content: str


class QuotationRecord(Record):
    """One quotation in one document, as lists, search and pages show it.

    ``exact`` is the whole stretch of text from first to last segment, ``quoted`` the kept segments joined by a space.
    ``snippet`` is filled by search only: the best stretch of ``quoted`` with hits between ``[`` and ``]``.
    """

    permalink: str
    text: str
    start: int
    end: int
    segments: list[Pair]
    exact: str
    quoted: str
    kind: Kind
    speaker: str | None
    speaker_id: str | None
    mention: str | None
    mention_span: Pair | None
    cue: str | None
    cue_span: Pair | None
    via: list[ViaRecord]
    confidence: float
    basis: str
    document: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    tags: list[str]
    version: int
    status: Status
    removed: bool
    cleaning: Cleaning
    captured_at: str
    method: Method
    snippet: str | None = None


class AddRecord(Record):
    """What became of one input of ``archive add``.

    ``removed`` counts stretches set aside; ``reason`` is null unless there is one to give; ``suggestion`` is the next
    command worth trying, or null.
    """

    outcome: Outcome
    source: str
    document: str | None = None
    version: int | None = None
    snapshot: str | None = None
    text: str | None = None
    method: Method | None = None
    quotations: int = 0
    removed: int = 0
    title: str | None = None
    reason: str | None = None
    suggestion: str | None = None


class MetadatumRecord(Record):
    """One thing known about a document: ``source`` says from where (``given``, ``text:<rule>`` …).

    For what a person gave, ``author`` and ``made_at`` tell who and when; for what the text tells, ``start`` and
    ``end`` tell where, in ``text``.
    """

    field: str
    value: str
    source: str
    confidence: float = 1.0
    author: str | None = None
    made_at: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None


class DocumentRecord(Record):
    """One article: what is known of it, and how often it was captured."""

    document: str
    handle: str
    source: str
    sources: list[str]
    url: str | None
    title: str | None
    opening: str
    outlet: str | None
    author: str | None
    published: str | None
    language: str | None
    tags: list[str]
    versions: int
    captures: int
    quotations: int
    removed: int
    first_captured_at: str
    last_captured_at: str
    method: Method
    text: str
    metadata: list[MetadatumRecord]


class LogRecord(Record):
    """One capture of an article, oldest first; ``change`` is ``new``, ``changed`` or ``unchanged``."""

    version: int
    captured_at: str
    method: Method
    snapshot: str
    text: str
    change: Outcome
    capture: str
    source: str
    by: str | None
    status: int | None
    tool: str


class TextRecord(Record):
    """A text with everything its current analysis says about it."""

    text: str
    content: str
    length: int
    rule_set: str
    reader: str
    encoding: str
    language: str | None
    documents: list[str]
    removals: list[RemovalRecord]
    sentences: list[Pair]
    quotations: list[QuotationRecord]
    notices: list[NoticeRecord]


class DescribeRecord(Record):
    """One metadatum after ``archive describe``."""

    document: str
    field: str
    value: str | None
    source: str


class FacetValue(Record):
    """One value of a facet with the exact number of hits that have it; ``value`` null is "not stated"."""

    value: str | None
    label: str
    count: int
    selected: bool


class Facet(Record):
    """One facet of a search, most frequent value first; ``truncated`` counts the values not listed."""

    name: str
    label: str
    values: list[FacetValue]
    truncated: int = 0


class SentenceRecord(Record):
    """One sentence of an article that a search found."""

    permalink: str
    text: str
    start: int
    end: int
    content: str
    document: str
    source: str
    title: str | None
    snippet: str | None = None


class FaultRecord(Record):
    """Something that ``archive verify`` found not to be as it was recorded."""

    fault: str
    id: str
    detail: str
