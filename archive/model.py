"""What leaves the archive: one form for ``--json``, the ``.json`` routes and exports.

Field names here are a contract: ``docs/json.md`` documents each, and a test compares. Spans are pairs
``[start, end]`` of code points, half open. A field that the archive does not know is null, never guessed.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from archive.gaps import GAP
from archive.records import Elsewhere, Kind, Method, NoticeKind, ViaRole
from archive.records import Status as Status  # part of these forms: imported from here too
from archive.source_names import Source, Sources

Pair = tuple[int, int]
"""A span as JSON: ``[start, end]``, half open, in code points."""
Outcome = Literal["new", "changed", "unchanged", "gone", "refused"]
"""What became of one input of ``archive add``."""
ChangeKind = Literal["equal", "replace", "delete", "insert"]
"""What happened to a run of words."""
Cleaning = Literal["kept", "suspect", "removed"]
"""Whether a quotation stands in the article, in a doubtful stretch, or in one set aside."""

RULED = 1.0
"""The confidence of a speaker whom a person ruled; the program itself says 0.99 at most."""


class Record(BaseModel):
    """The form of all exports: frozen, every field declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ViaRecord(Record):
    """One station on the way of the words."""

    text: str
    role: ViaRole
    span: Pair


class NoticeRecord(Record):
    """A passage of the article that readers of its quotations must see."""

    start: int
    end: int
    kind: NoticeKind
    content: str


class QuotationRecord(Record):
    """One quotation in one document, as lists, search and pages show it.

    ``exact`` is the whole stretch of text from first to last segment, ``quoted`` the kept segments joined by a space.
    ``became`` is the link to where the words, or what became of them, stand in the newest version; null in that version
    itself, and where nothing did. ``snippet`` is filled by search only: the best stretch of ``quoted`` with hits
    between ``[`` and ``]``.
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
    source: Source
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    tags: list[str]
    version: int
    status: Status
    became: str | None
    removed: bool
    cleaning: Cleaning
    captured_at: str
    method: Method
    elsewhere: list[Elsewhere] = []
    snippet: str | None = None

    @property
    def shown(self) -> str:
        """The words as people see them: `GAP` stands where the article has other words between two segments."""
        if len(self.segments) == 1:
            return self.quoted
        pieces = (self.exact[start - self.start : end - self.start] for start, end in self.segments)
        return f" {GAP} ".join(pieces)

    @property
    def is_ruled(self) -> bool:
        """Whether a person ruled who speaks, or that nobody does; ``basis`` then says who and when."""
        return self.confidence >= RULED


class PermalinkRecord(QuotationRecord):
    """What a permalink leads to: a quotation, a part of one, or any other stretch of a text.

    ``stored`` tells whether a quotation with exactly this span is archived. When it is not, but the stretch lies inside
    one, ``part_of`` is that one's permalink and the attribution is its; else nobody is attributed. ``prefix`` and
    ``suffix`` are the characters before and after. ``swhid`` names the same bytes by SWHID 1.2. ``documents`` are all
    articles that hold this text.
    """

    stored: bool
    part_of: str | None
    prefix: str
    suffix: str
    swhid: str
    notices: list[NoticeRecord]
    documents: list[str]


class AddRecord(Record):
    """What became of one input of ``archive add``.

    ``removed`` counts stretches set aside; ``reason`` is null unless there is one to give; ``suggestion`` is the next
    command worth trying, or null. ``previous`` is the version that was current before, when that changed.
    """

    outcome: Outcome
    source: Source
    document: str | None = None
    version: int | None = None
    previous: int | None = None
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
    """One article: what is known of it, and how often it was captured.

    ``changed_at`` is when it last changed, ``gone_at`` since when its address answers 404 or 410, ``text`` the last.
    """

    document: str
    handle: str
    source: Source
    sources: Sources
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
    changed_at: str | None
    gone_at: str | None
    method: Method
    text: str
    metadata: list[MetadatumRecord]


class LogRecord(Record):
    """One capture of an article, oldest first; ``change`` is ``new``, ``changed`` or ``unchanged``.

    An answer without an article has no version and no text: its ``change`` is ``gone`` (404, 410), else ``refused``.
    """

    version: int | None
    captured_at: str
    method: Method
    snapshot: str
    text: str | None
    change: Outcome
    capture: str
    source: Source
    by: str | None
    witness: str | None
    status: int | None
    tool: str


class ChangeRecord(Record):
    """A run of words that stayed, went or came; the runs of a comparison add up to both wordings."""

    kind: ChangeKind
    before: str
    after: str


class HistoryRecord(Record):
    """What a quotation, or any stretch, is in one later state of its article.

    ``permalink``, ``start`` and ``end`` say where it stands there; null when it is gone, or in several places.
    ``changes`` are the word-level differences, empty where no word or mark differs.
    """

    version: int
    captured_at: str
    text: str
    status: Status
    permalink: str | None
    start: int | None
    end: int | None
    before: str
    after: str
    changes: list[ChangeRecord]


class ReprocessRecord(Record):
    """What ``archive reprocess`` did for one article.

    ``texts`` were analysed anew, ``read_again`` captures gave another text with today's reader; ``quotations`` counts
    those of the newest version. ``notes`` say where versions no longer differ, or one was two.
    """

    outcome: Outcome
    document: str
    source: Source
    texts: int
    read_again: int
    quotations: int
    notes: list[str]


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
    source: Source
    title: str | None
    snippet: str | None = None


class FaultRecord(Record):
    """Something that ``archive verify`` found not to be as it was recorded."""

    fault: str
    id: str
    detail: str
