"""One input into the archive: compared with what is held, recorded in one transaction.

What is hard here is to say truly what happened. The same file again is nothing new; the same page fetched again is a
capture, for it stood at that address at that time. A file put back to an earlier state *is* a change, and its version
keeps its old number. A capture may be older than what is held (a saved page, a WARC, another archive): it takes its
place in time, and its version takes the next free number, because numbers that people wrote down never shift.

Recording runs inside the caller's transaction and is the only part of taking articles in that writes.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive import __version__
from archive.addresses import GIVEN_WITH_URL, Address
from archive.analysis import analyse
from archive.describing import Statement, record_statements
from archive.errors import Withdrawn
from archive.identifiers import DocumentId, SnapshotDigest, TextDigest
from archive.ingest.identity import Belonging, find_belonging, find_by_address
from archive.ingest.outcomes import FETCHED, STILL_GONE, Story, say_day, tell_outcome
from archive.ingest.preparing import Prepared
from archive.ingest.received import Gone, Received
from archive.ingest.versioning import join_version
from archive.model import AddRecord, LogRecord
from archive.records import Analysis, BlockHint, Capture, Method
from archive.rules import rule_set_name
from archive.rulings import lay_rulings_over
from archive.store import Store
from archive.store.analyses import current_analysis, find_rules_analysis, put_analysis
from archive.store.documents import documents_of_text, list_documents, log, metadata_of, texts_of
from archive.store.facts import (
    document_of_alias,
    hints_of,
    latest_capture,
    put_alias,
    put_capture,
    put_document,
    put_reading,
    put_snapshot,
    withdrawal_of,
)
from archive.store.index import refresh_document

TOOL = f"quote-archive {__version__}"
"""What every capture records as the program that made it."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is said once for an input: its time, who says what of it, and which article it is.

    ``author`` signs the statements; ``captured_by`` is recorded with the capture, and only if it was given. ``url``
    (canonical) and ``same_as`` choose the document.
    """

    now: str
    author: str
    captured_by: str | None = None
    statements: tuple[Statement, ...] = ()
    url: str | None = None
    same_as: DocumentId | None = None


def holds_analysis(store: Store, text: TextDigest) -> bool:
    """Whether the archive has an analysis of this text by today's rules."""
    analysis = find_rules_analysis(store, text)
    return analysis is not None and analysis.rule_set == rule_set_name()


def record(store: Store, prepared: Prepared, circumstances: Circumstances) -> AddRecord:
    """The input is in the archive, and what became of it; call it inside `Store.transaction`.

    Args:
        store: the archive.
        prepared: the input, with an analysis unless `holds_analysis` says that the archive has today's.
        circumstances: when, by whom, and what is said of it.

    Raises:
        Withdrawn: this text was taken down; nothing was recorded.
    """
    if withdrawn := withdrawal_of(store, prepared.text):
        raise Withdrawn(prepared.name, withdrawn)
    belonging = _belonging(store, prepared, circumstances)
    document = belonging.document
    history = log(store, document)
    path = prepared.received.path
    is_known_path = path is not None and document_of_alias(store, "path", path) == document
    captured_at = min(prepared.captured_at or circumstances.now, circumstances.now)
    # The same bytes may give another text: a newer reader, or other rules of reading. That text is not held yet.
    is_held = any(text == prepared.text for _, text in texts_of(store, document))
    is_repeat = is_held and _is_repeat(history, prepared, captured_at, is_known_path=is_known_path)
    is_renewed = not is_repeat and _record_facts(store, prepared, belonging, captured_at, circumstances)
    _record_addresses(store, prepared, belonging, circumstances)
    said = record_statements(store, document, circumstances.statements, circumstances.author, circumstances.now)
    if said or not is_repeat:
        # Another page with the same words, such as a notice on cookies, says nothing new of those that hold them.
        holders = documents_of_text(store, prepared.text) if is_renewed else ()
        for holder in {document, *holders}:
            refresh_document(store, holder)
    number = next(number for number, text in texts_of(store, document) if text == prepared.text)
    story = tell_outcome(history, prepared, number, captured_at, is_repeat=is_repeat)
    if said and story.outcome == "unchanged":
        story = story._replace(reason="what you said of it is recorded")
    return _added(store, prepared, document, number, story)


def record_gone(store: Store, gone: Gone, circumstances: Circumstances) -> AddRecord:
    """The answer that a held article is no more is in the archive, as a capture without a text.

    Call it inside `Store.transaction`.

    Raises:
        FetchRefused: no article of this address is held, so there is nothing to say of it; nothing was recorded.
    """
    received = gone.received
    known = (find_by_address(store, address.url) for address in received.asked)
    document = circumstances.same_as or next(filter(None, known), None)
    before = latest_capture(store, document) if document else None
    if document is None or before is None:
        raise gone.refusal
    since = list_documents(store, [document])[0].gone_at
    snapshot = put_snapshot(store, received.content, before[0].snapshot)
    put_capture(store, _capture(received, snapshot, received.method, circumstances.now, circumstances), document, None)
    refresh_document(store, document)
    last_good = say_day(before[0].captured_at)
    news = f"the server answers {received.status}; the last good version, of {last_good}, is kept"
    return AddRecord(
        outcome="gone",
        source=received.name,
        document=document,
        snapshot=snapshot,
        method=received.method,
        title=_title(store, document),
        reason=f"{STILL_GONE}, since {say_day(since)}" if since else news,
    )


def _belonging(store: Store, prepared: Prepared, circumstances: Circumstances) -> Belonging:
    if circumstances.same_as:
        return Belonging(circumstances.same_as, "", "said to be the same article")
    addresses, own_url = prepared.addresses, prepared.own_url
    if circumstances.url:
        addresses, own_url = (Address(circumstances.url, GIVEN_WITH_URL),), circumstances.url
    return find_belonging(store, prepared.text, prepared.received.path, addresses, own_url)


def _is_repeat(history: list[LogRecord], prepared: Prepared, captured_at: str, *, is_known_path: bool) -> bool:
    """Whether this very act of receiving is recorded already.

    A page that was fetched is captured each time. What brings its own date is known by that and its bytes. A file is
    compared with what came from it last; one that is named from another folder has no capture of that name and is
    compared with the newest.
    """
    if prepared.captured_at:
        return any((one.captured_at, one.snapshot) == (captured_at, prepared.snapshot) for one in history)
    if prepared.method in FETCHED:
        return False
    held = [entry for entry in history if entry.text]
    from_here = [entry for entry in held if entry.source == prepared.name]
    if not from_here and is_known_path:
        from_here = held
    return bool(from_here) and from_here[-1].snapshot == prepared.snapshot


def _record_facts(
    store: Store, prepared: Prepared, belonging: Belonging, captured_at: str, circumstances: Circumstances
) -> bool:
    """Whether another analysis of the text is the current one now."""
    now, document = circumstances.now, belonging.document
    before, seen = latest_capture(store, document), hints_of(store, prepared.text)
    put_snapshot(store, prepared.received.content, before[0].snapshot if before else None)
    put_reading(store, prepared.snapshot, prepared.reading)
    if belonging.identity:
        put_document(store, document, belonging.identity, now)
    analysis = _analysis_as_seen(store, prepared, seen)
    if analysis is not None:
        put_analysis(store, analysis, now)
        lay_rulings_over(store, prepared.text, now)
    join_version(store, document, prepared.text, prepared.reading, captured_at)
    capture = _capture(prepared.received, prepared.snapshot, prepared.method, captured_at, circumstances)
    put_capture(store, capture, document, prepared.text)
    return analysis is not None


def _analysis_as_seen(store: Store, prepared: Prepared, seen: tuple[BlockHint, ...]) -> Analysis | None:
    """The analysis to be stored, None where the stored one holds.

    A text is analysed with the hints of its first reader, in its newest version; what that saw ``seen`` tells. Another
    reader's do not count, and a newer version of it may see other blocks in the same text.
    """
    hints = hints_of(store, prepared.text)
    if hints == (seen if prepared.analysis is None else prepared.reading.hints):
        return prepared.analysis
    return analyse(prepared.reading.text, hints)


def _capture(
    received: Received, snapshot: SnapshotDigest, method: Method, captured_at: str, circumstances: Circumstances
) -> Capture:
    return Capture(
        source=received.name,
        captured_at=captured_at,
        snapshot=snapshot,
        method=method,
        tool=TOOL,
        status=received.status,
        by=circumstances.captured_by,
        headers=received.headers,
        redirects=received.redirects,
        witness=received.witness,
    )


def _record_addresses(store: Store, prepared: Prepared, belonging: Belonging, circumstances: Circumstances) -> None:
    """Each address that leads here is kept with its reason; one that leads to another article already stays there."""
    document, now = belonging.document, circumstances.now
    if prepared.received.path:
        put_alias(store, document, "path", prepared.received.path, belonging.reason, now)
    if circumstances.url:
        put_alias(store, document, "url", circumstances.url, GIVEN_WITH_URL, now)
    for address in prepared.addresses:
        if find_by_address(store, address.url) in {None, document}:
            put_alias(store, document, "url", address.url, address.reason, now)


def _added(store: Store, prepared: Prepared, document: DocumentId, number: int, story: Story) -> AddRecord:
    analysis = current_analysis(store, prepared.text)
    return AddRecord(
        outcome=story.outcome,
        source=prepared.name,
        document=document,
        version=number,
        previous=story.previous,
        snapshot=prepared.snapshot,
        text=prepared.text,
        method=prepared.method,
        quotations=sum(quotation.kind != "none" for quotation in analysis.quotations),
        removed=len(analysis.removals),
        title=_title(store, document),
        reason=story.reason,
    )


def _title(store: Store, document: DocumentId) -> str | None:
    return next((entry.value for entry in metadata_of(store, document) if entry.field == "title"), None)
