"""What the text work says about a text: plain, frozen records without database ids.

An *analysis* is a pure function of (text, block hints, rule-set name), so that any process can compute it and two that
do agree. All spans are half-open ranges of code points in that one text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from archive.errors import InvalidSpan
from archive.identifiers import CaptureId, Permalink, SnapshotDigest, SpeakerId, TextDigest, capture_id
from archive.spans import Span

Kind = Literal["full", "fragment", "none"]
"""``full``: at least one whole sentence; ``fragment``: less; ``none``: marks that quote nobody (a credit, a title)."""
Status = Literal["verbatim", "punctuation", "edited", "moved", "gone", "ambiguous"]
"""What became of a stretch of one text in another: see ``docs/data-model.md``."""
Elsewhere = Literal["verbatim", "variant", "partial", "same-event", "conflict"]
"""What is known of a quotation elsewhere: in which words it stands there, and whether the reports disagree."""
ViaRole = Literal["medium", "relayed_by", "occasion"]
"""How the words travelled: posted on, according to, at a meeting."""
BlockKind = Literal["heading", "quote", "list", "caption", "paragraph"]
"""What a reader saw a block to be; plain text has none of these."""
EvidenceField = Literal["title", "outlet", "agency", "author", "published", "language", "url"]
"""The metadata of a document that its own text may tell."""
NoticeKind = Literal["correction"]
"""A passage that stays in the article and is shown on every quotation page of it."""
_LINKED = 0.5
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class BlockHint:
    """What the reader saw a stretch of the text to be in the page it came from.

    ``detail`` names the element (``linked`` in readings by version 1 of the reader of pages). ``words`` are those of
    the classes and ids round it that set it apart from the article's other blocks (``share``, ``credit``), sorted;
    ``linked`` is the share of its letters that are links; ``inside`` names what it stands in (``aside``, ``figure``,
    ``chrome`` …), sorted.
    """

    span: Span
    kind: BlockKind
    detail: str = ""
    words: tuple[str, ...] = ()
    linked: float = 0.0
    inside: tuple[str, ...] = ()

    @property
    def is_linked(self) -> bool:
        """Whether half of its letters or more are links."""
        return self.linked >= _LINKED


@dataclass(frozen=True, slots=True, order=True)
class Removal:
    """A stretch of the text that is not the article.

    ``label`` says what it is (``ad``, ``image-credit``, ``newsletter`` …), ``rule`` the name of the rule that found it,
    ``evidence`` in words what the rule saw. ``is_local`` tells that the text alone is the reason; only such removals
    enter a version's identity.
    """

    span: Span
    label: str
    rule: str
    evidence: str = ""
    score: float = 1.0
    is_local: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Suspect:
    """A stretch of the article that may not belong to it: kept, and flagged.

    The fields are those of a `Removal`; ``score`` is how sure the rule is that it is not the article.
    """

    span: Span
    label: str
    rule: str
    evidence: str = ""
    score: float = 0.5
    is_local: bool = True


Verdict = Literal["keep", "remove"]
"""What a person can rule on a stretch: it is the article, or it is not."""


@dataclass(frozen=True, slots=True, order=True)
class Ruling:
    """What a person ruled on a stretch of a text, laid over what the rules say of it; ``words`` say who, when, why."""

    span: Span
    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True, order=True)
class Via:
    """One station on the way of the words, in the article's own words."""

    text: str
    role: ViaRole
    span: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it, and where the article says so.

    ``speaker`` is the canonical name, ``mention`` the words used at ``mention_span``. ``basis`` says in words how the
    speaker was found ("named in the sentence", "inferred from the paragraph before"); ``confidence`` is 0 to 1.
    """

    speaker: str | None = None
    speaker_id: SpeakerId | None = None
    mention: str | None = None
    mention_span: Span | None = None
    cue: str | None = None
    cue_span: Span | None = None
    via: tuple[Via, ...] = ()
    confidence: float = 0.0
    basis: str = "unattributed"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quoted utterance: sorted, disjoint, non-empty segments without their quote marks.

    ``removed`` tells that it stands in a stretch set aside, such as a caption. A segment may run on over a removal only
    where the quotation itself does.
    """

    segments: tuple[Span, ...]
    kind: Kind
    attribution: Attribution = field(default_factory=Attribution)
    removed: bool = False

    def __post_init__(self) -> None:
        if not self.segments or not all(self.segments):
            raise InvalidSpan(str(self.segments), "a quotation needs at least one segment, and none empty")
        for before, after in zip(self.segments, self.segments[1:], strict=False):
            if after.start < before.end:
                raise InvalidSpan(str(self.segments), "the segments of a quotation are sorted and disjoint")

    @property
    def span(self) -> Span:
        """From the first segment's start to the last one's end."""
        return Span(self.segments[0].start, self.segments[-1].end)

    def permalink(self, text: TextDigest) -> Permalink:
        """The link to this quotation in the text of that name."""
        return Permalink(text, self.span)


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """What a stretch of the text tells about its document, found by a named rule."""

    field: EvidenceField
    value: str
    span: Span
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """A passage of the article that readers of any of its quotations must see, such as a correction."""

    span: Span
    kind: NoticeKind
    rule: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one rule set says about one text.

    ``removals`` and ``sentences`` are sorted and disjoint. Together they hold every character of the text that is not
    white space exactly once; a sentence begins and ends with such a character. ``suspects`` are sorted, and disjoint
    from each other and from the removals.
    """

    text: TextDigest
    rule_set: str
    removals: tuple[Removal, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    evidence: tuple[Evidence, ...] = ()
    notices: tuple[Notice, ...] = ()
    language: str | None = None
    suspects: tuple[Suspect, ...] = ()

    def __post_init__(self) -> None:
        _check_order("removals", [removal.span for removal in self.removals])
        _check_order("sentences", self.sentences)
        marked = sorted([*(removal.span for removal in self.removals), *(suspect.span for suspect in self.suspects)])
        _check_order("removals and suspects", marked)


def _check_order(name: str, spans: Sequence[Span]) -> None:
    """Raise unless the spans are sorted, disjoint and not empty."""
    end = 0
    for span in spans:
        if not span or span.start < end:
            raise InvalidSpan(f"{span.start}-{span.end}", f"the {name} of a text are sorted, disjoint and not empty")
        end = span.end


Method = Literal["fetched", "warc", "saved-page", "feed", "pasted", "file", "other-archive"]
"""How bytes came into the archive."""


MetadatumField = Literal[
    "title", "author", "published", "modified", "outlet", "description", "language", "licence", "url", "captured"
]
"""What a page may tell about itself outside its text."""


@dataclass(frozen=True, slots=True, order=True)
class Metadatum:
    r"""One thing that a page says about itself outside its text, and where it says so.

    ``source`` names the place (``html:og:site_name``, ``html:json-ld:datePublished``, ``saved page``). Dates are as
    exact as the page is: ``2025-05-03`` or with time and offset; several authors are joined by ``; ``. Half a character
    (a lone surrogate, as an escape in JSON can name it) becomes U+FFFD: no UTF-8 can hold it.

    >>> Metadatum("title", "Vote\ud800", "html:json-ld:headline").value == "Vote\ufffd"
    True
    """

    field: MetadatumField
    value: str
    source: str
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if _HALF_CHARACTER.search(self.value):
            object.__setattr__(self, "value", _HALF_CHARACTER.sub("\ufffd", self.value))


@dataclass(frozen=True, slots=True)
class Reading:
    """The text that a named reader read from a snapshot, and how.

    ``options`` is part of the reader's name: the same snapshot read with other options is another reading.
    ``encoding_source`` is ``strict`` (the bytes are valid UTF-8), ``declared`` or ``detected``; ``undecodable`` counts
    the bytes that became U+FFFD.
    """

    text: str
    reader: str
    reader_version: str
    options: str = ""
    encoding: str = "utf-8"
    encoding_source: str = "strict"
    undecodable: int = 0
    hints: tuple[BlockHint, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    metadata: tuple[Metadatum, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """The act of receiving bytes from a source at a time (UTC, ``2026-11-21T09:30:00.123456Z``).

    ``witness`` is the host of the other archive that received them, for the method ``other-archive``.
    """

    source: str
    captured_at: str
    snapshot: SnapshotDigest
    method: Method
    tool: str
    status: int | None = None
    by: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[str, ...] = ()
    witness: str | None = None

    @property
    def id(self) -> CaptureId:
        """The name of this capture, the same wherever the record is merged."""
        return capture_id(self.source, self.captured_at, self.snapshot, self.status)


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's ruling about a document or a stretch of a text; undone by another, never erased.

    ``subject`` is a document id, a text digest or a speaker's id; ``field`` what is ruled on (``outlet``, ``tag``,
    ``keep`` …); ``value`` None takes an earlier ruling back.
    """

    subject: str
    field: str
    value: str | None
    author: str
    made_at: str
    reason: str | None = None
    span: Span | None = None
