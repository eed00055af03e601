"""What differs between two states of an article, quotations first.

What is hard here is what a reader wants to know: not that a file changed, but whether somebody's words did. So each
quotation of the earlier version is followed into the later one, and only what is left over is told as a plain
difference of words. What is set aside does not count; a stretch that was told as a quotation is not told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from archive.diff_model import Difference, DiffRecord, Origin
from archive.differences import ChangeKind, compare_words, find_hunks
from archive.errors import UnknownReference
from archive.following import Cut, Follower
from archive.gaps import GAP
from archive.identifiers import DocumentId, Permalink, TextDigest
from archive.model import ChangeRecord, HistoryRecord, LogRecord
from archive.origins import is_witnessed, origins_of
from archive.records import Analysis, Quotation
from archive.spans import Span, SpanIndex, joined, subtract_spans
from archive.store import Store
from archive.store.analyses import current_analysis
from archive.store.documents import log, texts_of, withdrawn_texts
from archive.store.facts import text_of, withdrawal_of
from archive.store.held import analysis_in
from archive.tracing import SAME_WORDS, Trace

_ORDER: Sequence[Difference] = ("edited", "reattributed", "gone", "ambiguous", "new", "punctuation", "moved")
"""Differences inside quotations, gravest first."""
_HUNKS: Mapping[ChangeKind, Difference] = {"replace": "edited", "delete": "gone", "insert": "new"}
"""What a difference outside quotations is called."""


@dataclass(frozen=True)
class _State:
    """A text of the article with what is said about it."""

    digest: TextDigest
    content: str
    analysis: Analysis
    origin: Origin = "witnessed"

    @cached_property
    def removed(self) -> list[Span]:
        return [removal.span for removal in self.analysis.removals]

    @property
    def quotations(self) -> list[Quotation]:
        """Those of the article itself, in the order of the text."""
        said = (one for one in self.analysis.quotations if one.kind != "none" and not one.removed)
        return sorted(said, key=lambda quotation: quotation.span)

    def words(self, spans: Iterable[Span], *, removed: bool = False) -> str:
        """The words there, white space folded, `GAP` between stretches, without what is set aside in them."""
        cut = () if removed else self.removed
        stretches = (joined(self.content, subtract_spans(span, cut)) for span in spans)
        return f" {GAP} ".join(" ".join(stretch.split()) for stretch in stretches)


def _read(store: Store, text: TextDigest) -> _State:
    return _State(text, text_of(store, text), current_analysis(store, text))


def later_states(store: Store, document: DocumentId, text: TextDigest, entries: Sequence[LogRecord]) -> list[LogRecord]:
    """The captures that changed the version after the text's first one, so that a return to an old one is told too.

    Captures of texts that were taken down are left out. Costs two queries, however many there are.

    Args:
        store: the archive.
        document: the article.
        text: one of its texts.
        entries: its captures, oldest first, as `archive.store.documents.log` gives them.
    """
    brought = [entry for entry in entries if entry.text is not None]
    begins, _ = _first_capture(store, document, text, brought)
    withdrawn = withdrawn_texts(store, document)
    return [
        entry
        for before, entry in pairwise(brought[begins:])
        if entry.version != before.version and entry.text not in withdrawn
    ]


def earlier_states(
    store: Store, document: DocumentId, text: TextDigest, entries: Sequence[LogRecord]
) -> list[LogRecord]:
    """The first capture of each other version that came in before the text did; arguments as for `later_states`."""
    brought = [entry for entry in entries if entry.text is not None]
    begins, own = _first_capture(store, document, text, brought)
    withdrawn = withdrawn_texts(store, document)
    first: dict[int | None, LogRecord] = {}
    for entry in brought[:begins]:
        if entry.version != own and entry.text not in withdrawn:
            first.setdefault(entry.version, entry)
    return list(first.values())


def _first_capture(
    store: Store, document: DocumentId, text: TextDigest, brought: Sequence[LogRecord]
) -> tuple[int, int | None]:
    """The place of the capture that first gave a text, and its version.

    A text that an earlier reader read is in no entry any more; its version is.
    """
    number = next((number for number, held in texts_of(store, document) if held == text), None)
    begins = next((at for at, entry in enumerate(brought) if entry.text == text), None)
    if begins is None:
        begins = next((at for at, entry in enumerate(brought) if entry.version == number), len(brought))
    return begins, number


def follow_states(store: Store, text: TextDigest, span: Span, states: Sequence[LogRecord]) -> list[HistoryRecord]:
    """What a stretch of a text is in each of these states, later or earlier ones; each text is aligned once."""
    if not states:
        return []
    here = _read(store, text)
    quotation = _quotation_at(here, span)
    records = []
    followers: dict[TextDigest, tuple[_State, Follower]] = {}
    for entry in states:
        digest = TextDigest(entry.text or "")
        if digest not in followers:
            there = _read(store, digest)
            followers[digest] = there, Follower(here.content, here.analysis, there.content, there.analysis)
        records.append(_history_record(entry, here, quotation, *followers[digest]))
    return records


def _quotation_at(state: _State, span: Span) -> Quotation:
    """The quotation with this span; for any other stretch, a quotation of just that."""
    stored = next((one for one in state.analysis.quotations if one.span == span), None)
    if stored:
        return stored
    return Quotation((span,), "fragment", removed=not state.words([span]))


def _history_record(
    entry: LogRecord, here: _State, quotation: Quotation, there: _State, follower: Follower
) -> HistoryRecord:
    trace = follower.follow(quotation)
    place = _place(trace, quotation, here, follower)
    before = here.words(quotation.segments, removed=quotation.removed)
    after = _words_there(there, trace, follower)
    return HistoryRecord(
        version=entry.version or 0,
        captured_at=entry.captured_at,
        text=there.digest,
        status=trace.status,
        permalink=str(Permalink(there.digest, place)) if place else None,
        start=place.start if place else None,
        end=place.end if place else None,
        before=before,
        after=after,
        changes=[] if trace.status not in {"edited", "punctuation"} else _changes(before, after),
    )


def _place(trace: Trace, quotation: Quotation, here: _State, follower: Follower) -> Span | None:
    """Where to link: of a quotation, to the quotation there; of any other stretch, to the stretch."""
    heir = follower.quotation_near(trace.span) if trace.span and quotation in here.analysis.quotations else None
    return heir.span if heir else trace.span


def _words_there(there: _State, trace: Trace, follower: Follower) -> str:
    """The words of the later text; of a quotation only what is quoted."""
    if trace.span is None:
        return ""
    heir = follower.quotation_near(trace.span)
    if heir and heir.span.contains(trace.span) and len(heir.segments) > 1:
        return there.words(heir.segments, removed=heir.removed)
    return there.words([trace.span]) or there.words([trace.span], removed=True)


def _changes(before: str, after: str) -> list[ChangeRecord]:
    return [ChangeRecord(kind=one.kind, before=one.before, after=one.after) for one in compare_words(before, after)]


def version_texts(store: Store, document: DocumentId) -> dict[int, TextDigest]:
    """The text that represents each version of an article, by number: its first one that is not withdrawn."""
    texts: dict[int, TextDigest] = {}
    for number, text in texts_of(store, document):
        if number not in texts and withdrawal_of(store, text) is None:
            texts[number] = text
    return texts


def latest_versions(store: Store, document: DocumentId) -> list[int]:
    """The versions in the order in which they were current, the present one last; one may come back."""
    numbers = [entry.version for entry in log(store, document) if entry.version is not None]
    return [number for index, number in enumerate(numbers) if index == 0 or numbers[index - 1] != number]


def compare_versions(store: Store, document: DocumentId, earlier: int, later: int) -> list[DiffRecord]:
    """Every difference between two versions of an article: inside quotations first, gravest first; then the rest.

    Empty when they differ in white space, in typography outside quotations, or in what is set aside only.

    Raises:
        UnknownReference: the article has no version of that number, or it was taken down.
    """
    before, after = _states_of(store, document, earlier, later)
    quotations = _compare_quotations(before, after)
    told = [record for record, _, _ in quotations]
    old = [place for _, places, _ in quotations for place in places]
    new = [place for _, _, places in quotations for place in places]
    return sorted(told, key=lambda record: _ORDER.index(record.status)) + list(_compare_rest(before, after, old, new))


def change_summary(store: Store, document: DocumentId, earlier: int, later: int) -> list[DiffRecord]:
    """The differences inside quotations alone, gravest first: what to tell when a source has changed."""
    before, after = _states_of(store, document, earlier, later)
    told = [record for record, _, _ in _compare_quotations(before, after)]
    return sorted(told, key=lambda record: _ORDER.index(record.status))


def _states_of(store: Store, document: DocumentId, *numbers: int) -> Iterator[_State]:
    """The text that represents each of these versions, and whether somebody witnessed it."""
    texts, methods = version_texts(store, document), origins_of(log(store, document))
    for number in numbers:
        if number not in texts:
            held = ", ".join(map(str, texts)) or "none"
            raise UnknownReference(f"version {number}", f"{document} has no such version", f"It has: {held}.")
        is_seen = is_witnessed(methods.get(number, "fetched"))
        analysis = analysis_in(store, document, texts[number])
        origin: Origin = "witnessed" if is_seen else "supplied"
        yield _State(texts[number], text_of(store, texts[number]), analysis, origin)


_Compared = tuple[DiffRecord, list[Span], list[Span]]
"""A difference with the places in the earlier and in the later text that it accounts for."""


def _compare_quotations(before: _State, after: _State) -> list[_Compared]:
    forth = Follower(before.content, before.analysis, after.content, after.analysis)
    found: list[_Compared] = []
    reached: list[Span] = []
    for quotation in before.quotations:
        trace = forth.follow(quotation)
        reached += [trace.span] if trace.span else trace.candidates
        there = forth.quotation_near(trace.span) if trace.span else None
        is_reattributed = there is not None and there.attribution.speaker != quotation.attribution.speaker
        if trace.status != "verbatim" or is_reattributed:
            found.append(_compared(before, after, quotation, trace, forth))
    back = Follower(after.content, after.analysis, before.content, before.analysis)
    reached_places = SpanIndex(reached)
    fresh = (quotation for quotation in after.quotations if not reached_places.overlapping(quotation.span))
    # Words that stood there before and were not quoted, or were set aside, are not new.
    return found + [
        _new(before, after, quotation) for quotation in fresh if back.follow(quotation).status not in SAME_WORDS
    ]


def _compared(before: _State, after: _State, quotation: Quotation, trace: Trace, forth: Follower) -> _Compared:
    old = before.words(quotation.segments)
    new = _words_there(after, trace, forth)
    place = _place(trace, quotation, before, forth)
    there = forth.quotation_near(trace.span) if trace.span else None
    record = DiffRecord(
        quotation=str(quotation.permalink(before.digest)),
        became=str(Permalink(after.digest, place)) if place else None,
        status="reattributed" if trace.status == "verbatim" else trace.status,
        speaker=quotation.attribution.speaker,
        speaker_after=there.attribution.speaker if there else None,
        before=old,
        after=new,
        changes=_changes(old, new) if trace.status in {"edited", "punctuation"} else [],
        earlier_origin=before.origin,
        later_origin=after.origin,
    )
    return record, [quotation.span], [span for span in (trace.span, place) if span]


def say_speakers(difference: DiffRecord) -> str | None:
    """Who said it by either version: one name, or two where they differ; None where nobody is named."""
    names = [name or "speaker not recognised" for name in (difference.speaker, difference.speaker_after)]
    if difference.status == "reattributed":
        return " → ".join(names)
    return difference.speaker or difference.speaker_after


def _new(before: _State, after: _State, quotation: Quotation) -> _Compared:
    record = DiffRecord(
        quotation=str(quotation.permalink(after.digest)),
        became=None,
        status="new",
        speaker=quotation.attribution.speaker,
        speaker_after=quotation.attribution.speaker,
        before="",
        after=after.words(quotation.segments),
        changes=[],
        earlier_origin=before.origin,
        later_origin=after.origin,
    )
    return record, [], [quotation.span]


def _compare_rest(before: _State, after: _State, old: list[Span], new: list[Span]) -> Iterator[DiffRecord]:
    """Differences of words outside the places already told, each with some context; those close together are one."""
    for hunk in find_hunks(_without(before, old), _without(after, new)):
        yield DiffRecord(
            quotation=None,
            became=None,
            status=_HUNKS[hunk.kind],
            speaker=None,
            before=hunk.before,
            after=hunk.after,
            changes=_changes(hunk.before, hunk.after),
            earlier_origin=before.origin,
            later_origin=after.origin,
        )


def _without(state: _State, told: list[Span]) -> str:
    """The article with “…” for the places already told."""
    cut = Cut(state.content, state.removed)
    return joined(cut.text, subtract_spans(Span(0, len(cut.text)), map(cut.to_cut, told)), "…")
