"""What stands at a permalink, resolved from the text alone.

A permalink names a stretch of a text, not a row: it must open whatever today's rules think of the stretch, and also
when nothing was found there. So this file starts from the text and its span, and only then asks which quotation is
stored there. A stretch that lies inside one segment of a quotation (one of its sentences, say) shares its attribution;
a stretch that only overlaps one is attributed to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from archive.comparing import earlier_states, follow_states, later_states
from archive.errors import AmbiguousReference, UnknownReference
from archive.identifiers import SHORTEST_PREFIX, DocumentId, Permalink, TextDigest
from archive.model import (
    DocumentRecord,
    HistoryRecord,
    LogRecord,
    NoticeRecord,
    PermalinkRecord,
    QuotationRecord,
    Status,
)
from archive.records import Analysis, Quotation
from archive.selectors.swhid import swhid_of
from archive.spans import Span
from archive.store import Store
from archive.store.analyses import find_analysis
from archive.store.documents import documents_of_text, list_documents, log
from archive.store.facts import text_of, texts_with_prefix
from archive.store.searching import quotation_at

QUOTE_CONTEXT = 32
"""How many code points before and after a stretch a text-quote selector carries."""
UNATTRIBUTED = "no quotation is archived here"
"""The basis of a stretch that lies in no quotation."""


MOST_STATES = 12
"""How many later states of its article a stretch is followed into: the first ones and the newest.

Each costs an alignment of two texts, some milliseconds; a live blog may have a thousand."""
FIRST_STATES = 4
"""How many of them are the first ones."""
MOST_HOLDINGS = 40
"""How many articles that hold the same text are told of."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An article that holds the text, and what became of the stretch there.

    ``log`` are all its captures, oldest first. ``fate`` is the status of the stretch in its newest version, None while
    nothing was followed (it is the article that the record names, or the text was never analysed).
    """

    document: DocumentRecord
    text: TextDigest
    log: tuple[LogRecord, ...]
    fate: Status | None = None

    @property
    def captures(self) -> tuple[LogRecord, ...]:
        """Those that brought exactly this text."""
        return tuple(entry for entry in self.log if entry.text == self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text with everything that a page says about it.

    ``quotation`` is the one it is, or is part of. ``history`` tells what became of the stretch in later states of the
    article that the record names: the first `FIRST_STATES` and the newest, `MOST_STATES` in all; ``unfollowed`` counts
    those between. ``holdings`` are the articles that hold the text, at most `MOST_HOLDINGS`, the record's own first.
    """

    content: str
    record: PermalinkRecord
    analysis: Analysis
    quotation: Quotation | None
    holdings: tuple[Holding, ...]
    history: tuple[HistoryRecord, ...] = ()
    unfollowed: int = 0

    @property
    def holding(self) -> Holding:
        """The article that the record names."""
        return self.holdings[0]

    @property
    def span(self) -> Span:
        """The stretch."""
        return Span(self.record.start, self.record.end)


def resolve_text(store: Store, prefix: str) -> TextDigest:
    """The one text whose name begins so.

    Raises:
        UnknownReference: none does, or the prefix is too short to name a text.
        AmbiguousReference: several do; the candidates are their digests.
    """
    if len(prefix) < SHORTEST_PREFIX:
        raise UnknownReference(
            prefix,
            f"the name of a text needs at least {SHORTEST_PREFIX} of its 64 digits",
            "Copy the whole link from the page or the citation it stands in.",
        )
    found = texts_with_prefix(store, prefix)
    if not found:
        raise UnknownReference(
            prefix,
            "this archive holds no text whose name begins so",
            "It may be in another archive, or a digit was lost on the way: the name has 64 of 0-9 and a-f.",
        )
    if len(found) > 1:
        raise AmbiguousReference(prefix, f"{len(found)} texts have names that begin so", found)
    return found[0]


def find_passage(store: Store, text: TextDigest, span: Span) -> Passage:
    """What stands at a permalink.

    Raises:
        UnknownReference: the archive does not hold the text, or the stretch ends beyond it.
        Withdrawn: the text was taken down.
    """
    content = text_of(store, text)
    if span.end > len(content):
        raise UnknownReference(
            f"{span.start}-{span.end}",
            f"the text has only {len(content):,} characters, so nothing stands there",
            "The text itself is right; look for the words in it.",
        )
    known = find_analysis(store, text)
    analysis = known or Analysis(text, "none", (), (), ())
    quotation = _quotation_around(analysis.quotations, span)
    rows = quotation_at(store, text, quotation.span) if quotation else []
    quotation = quotation if rows else None
    ids = documents_of_text(store, text)
    held = _holdings(store, text, ids, rows[0].document if rows else None)
    record = _record(content, Permalink(text, span), analysis, quotation, rows, held[0])
    record = record.model_copy(update={"documents": ids})
    states, unfollowed = _choose_states(_later_states(store, held[0])) if known else ([], 0)
    history = tuple(follow_states(store, text, span, states))
    if history and not record.stored:
        # The row, if there is one, tells of the whole quotation; this is a part of it, or no quotation at all.
        newest = history[-1]
        became = newest.permalink if newest.text != text else None
        record = record.model_copy(update={"status": newest.status, "became": became})
    fates = {row.document: row.status for row in rows} if record.stored else {}
    others = [_with_fate(store, one, span, fates) if known else one for one in held[1:]]
    return Passage(content, record, analysis, quotation, (held[0], *others), history, unfollowed)


def follow_back(store: Store, passage: Passage) -> tuple[tuple[HistoryRecord, ...], int]:
    """What earlier versions of the article say where the stretch stands, and how many of them were not looked at.

    Oldest first, each version once; bounded as `Passage.history` is. The ``changes`` of each go from the words here to
    the words there.
    """
    held, text = passage.holding, TextDigest(passage.record.text)
    if find_analysis(store, text) is None:
        return (), 0
    earlier = earlier_states(store, DocumentId(held.document.document), text, held.log)
    states, unfollowed = _choose_states(earlier)
    return tuple(follow_states(store, text, passage.span, states)), unfollowed


def _choose_states(states: Sequence[LogRecord]) -> tuple[list[LogRecord], int]:
    """The states to be followed, and how many between them are not."""
    if len(states) <= MOST_STATES:
        return list(states), 0
    newest = MOST_STATES - FIRST_STATES
    return [*states[:FIRST_STATES], *states[-newest:]], len(states) - MOST_STATES


def _with_fate(store: Store, held: Holding, span: Span, fates: Mapping[str, Status]) -> Holding:
    """The holding with what the stretch is in its newest version: what the index says of a quotation, else followed."""
    fate = fates.get(held.document.document)
    if fate is None:
        history = follow_states(store, held.text, span, _later_states(store, held)[-1:])
        fate = history[-1].status if history else "verbatim"
    return replace(held, fate=fate)


def _later_states(store: Store, held: Holding) -> list[LogRecord]:
    return later_states(store, DocumentId(held.document.document), held.text, held.log)


def _holdings(store: Store, text: TextDigest, documents: Sequence[DocumentId], named: str | None) -> list[Holding]:
    """Some of these articles sorted by source, but the one ``named`` first.

    Raises:
        UnknownReference: there is none.
    """
    some = sorted(documents, key=lambda one: one != named)[:MOST_HOLDINGS]
    found = sorted(list_documents(store, some), key=lambda record: record.document != named)
    if not found:
        raise UnknownReference(text, "no article holds this text", "The archive is incomplete: archive verify.")
    return [Holding(record, text, tuple(log(store, DocumentId(record.document)))) for record in found]


def _quotation_around(quotations: Sequence[Quotation], span: Span) -> Quotation | None:
    exact = next((quotation for quotation in quotations if quotation.span == span), None)
    if exact:
        return exact
    around = [quotation for quotation in quotations if any(segment.contains(span) for segment in quotation.segments)]
    return min(around, key=lambda quotation: len(quotation.span), default=None)


def _record(
    content: str,
    permalink: Permalink,
    analysis: Analysis,
    quotation: Quotation | None,
    rows: Sequence[QuotationRecord],
    holding: Holding,
) -> PermalinkRecord:
    span = permalink.span
    stored = quotation is not None and quotation.span == span
    # A text that came from an article's own address says more about it than a copy from somewhere else.
    row = rows[0] if rows else None
    fields = row.model_dump() if row else _unattributed(content, permalink, analysis, holding)
    if not stored:
        exact = span.of(content)
        fields |= {"permalink": str(permalink), "start": span.start, "end": span.end, "exact": exact, "quoted": exact}
        fields["segments"] = [(span.start, span.end)]
    notices = [
        NoticeRecord(start=notice.span.start, end=notice.span.end, kind=notice.kind, content=notice.span.of(content))
        for notice in analysis.notices
    ]
    return PermalinkRecord(
        **fields,
        stored=stored,
        part_of=None if stored or row is None else row.permalink,
        prefix=content[max(0, span.start - QUOTE_CONTEXT) : span.start],
        suffix=content[span.end : span.end + QUOTE_CONTEXT],
        swhid=str(swhid_of(content, span)),
        notices=notices,
        documents=[holding.document.document],
    )


def _unattributed(content: str, permalink: Permalink, analysis: Analysis, holding: Holding) -> dict[str, object]:
    removed = any(removal.span.overlaps(permalink.span) for removal in analysis.removals)
    in_doubt = any(suspect.span.overlaps(permalink.span) for suspect in analysis.suspects)
    document = holding.document
    return {
        "text": permalink.text,
        "kind": "none",
        "speaker": None,
        "speaker_id": None,
        "mention": None,
        "mention_span": None,
        "cue": None,
        "cue_span": None,
        "via": [],
        "confidence": 0.0,
        "basis": UNATTRIBUTED,
        "document": document.document,
        "source": holding.captures[0].source if holding.captures else document.source,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "language": analysis.language or document.language,
        "tags": document.tags,
        "version": holding.captures[0].version if holding.captures else document.versions,
        "status": "verbatim",
        "became": None,
        "removed": removed,
        "cleaning": "removed" if removed else "suspect" if in_doubt else "kept",
        "captured_at": holding.captures[0].captured_at if holding.captures else document.first_captured_at,
        "method": holding.captures[0].method if holding.captures else document.method,
    }
