"""Small archives for the tests of the pages, made from analyses written by hand: no test here hangs on a rule."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archive.identifiers import (
    CaptureId,
    DocumentId,
    TextDigest,
    document_of_text,
    document_of_url,
    speaker_id,
    text_digest,
)
from archive.records import (
    Analysis,
    Attribution,
    Capture,
    Decision,
    Kind,
    Method,
    Notice,
    Quotation,
    Reading,
    Removal,
    Via,
)
from archive.spans import Span, line_spans
from archive.store import Store, open_store
from archive.store.analyses import put_analysis
from archive.store.facts import (
    put_alias,
    put_capture,
    put_decision,
    put_document,
    put_reading,
    put_snapshot,
    put_version,
    withdraw,
)
from archive.store.index import refresh_document

MOMENT = "2026-11-21T09:30:00.000000Z"
"""When everything happens in these archives."""
GIVEN_URL = "https://example.org/council?page=2"
"""The address that somebody gave for `COUNCIL`."""
COUNCIL = (
    "Council keeps the bridge\n"
    "ADVERTISEMENT\n"
    "“We keep the bridge. It will be mended,” Jane Doe said, according to a statement.\n"
    "The mayor called the plan “very brave”.\n"
    "“Nobody asked us,” said somebody.\n"
)
"""An article with an advertisement, a quotation of two sentences, a fragment, and one that nobody is named for."""


def span_of(text: str, words: str) -> Span:
    """Where ``words`` first stand in ``text``."""
    start = text.index(words)
    return Span(start, start + len(words))


def quote(
    text: str,
    *words: str,
    speaker: str | None = None,
    mention: str | None = None,
    cue: str | None = None,
    via: Sequence[Via] = (),
    kind: Kind = "full",
    removed: bool = False,
    confidence: float = 0.95,
) -> Quotation:
    """A quotation of these segments."""
    attribution = Attribution(
        speaker=speaker,
        speaker_id=speaker_id(speaker) if speaker else None,
        mention=mention,
        mention_span=span_of(text, mention) if mention else None,
        cue=cue,
        cue_span=span_of(text, cue) if cue else None,
        via=tuple(via),
        confidence=confidence if speaker else 0.0,
        basis="named in the sentence" if speaker else "unattributed",
    )
    return Quotation(tuple(span_of(text, part) for part in words), kind, attribution, removed)


def analyse_by_hand(
    text: str,
    quotations: Sequence[Quotation] = (),
    removed_lines: Sequence[str] = (),
    notices: Sequence[str] = (),
    language: str | None = "en",
) -> Analysis:
    """An analysis in which every line is a sentence, or an advertisement if it is one of ``removed_lines``."""
    removals = [Removal(span_of(text, line), "ad", "ad-label", "the line says so itself") for line in removed_lines]
    sentences = [
        span.trimmed(text)
        for span in line_spans(text)
        if span.of(text).strip() and not any(removal.span.overlaps(span) for removal in removals)
    ]
    found = tuple(Notice(span_of(text, words), "correction", "correction-line") for words in notices)
    return Analysis(
        text_digest(text),
        "by-hand",
        tuple(removals),
        tuple(sentences),
        tuple(quotations),
        notices=found,
        language=language,
    )


def council_analysis() -> Analysis:
    """The analysis of `COUNCIL`."""
    text = COUNCIL
    station = Via("a statement", "medium", span_of(text, "a statement"))
    return analyse_by_hand(
        text,
        [
            quote(
                text,
                "We keep the bridge. It will be mended,",
                speaker="Jane Doe",
                mention="Jane Doe",
                cue="said",
                via=[station],
            ),
            quote(text, "very brave", speaker="The Mayor", mention="The mayor", cue="called", kind="fragment"),
            quote(text, "Nobody asked us,"),
        ],
        removed_lines=["ADVERTISEMENT"],
    )


def hold_text(
    store: Store,
    text: str,
    analysis: Analysis | None = None,
    *,
    source: str = "council.txt",
    document: DocumentId | None = None,
    captured_at: str = MOMENT,
    method: Method = "file",
    decisions: Sequence[tuple[str, str]] = (("title", "Council keeps the bridge"), ("outlet", "The Example")),
) -> TextDigest:
    """The text is in the archive, with one capture and its analysis; gives back its digest."""
    with store.transaction():
        snapshot = put_snapshot(store, text.encode("utf-8"))
        digest = put_reading(store, snapshot, Reading(text, "plain", "1"))
        identity = document or document_of_text(digest)
        if document is None:
            put_document(store, identity, f"text:{digest}", captured_at)
        put_version(store, identity, digest, digest, captured_at)
        put_capture(store, Capture(source, captured_at, snapshot, method, "test"), identity, digest)
        put_analysis(store, analysis or analyse_by_hand(text), captured_at)
        for field, value in decisions:
            put_decision(store, Decision(identity, field, value, "Jane Doe", captured_at))
        refresh_document(store, identity)
    return digest


PAGE_URL = "https://example.org/news/story?id=7&lang=en"
"""The address of a page that is captured again and again; its query belongs to it."""


def day(number: int) -> str:
    """A morning in November 2026."""
    return f"2026-11-{number:02d}T08:00:00.000000Z"


def fetch_page(
    store: Store, text: str | None, captured_at: str, analysis: Analysis | None = None, *, status: int = 200
) -> CaptureId:
    """The page at `PAGE_URL` is captured; ``text`` None is an answer without an article."""
    document = document_of_url(PAGE_URL)
    with store.transaction():
        body = f"<html><script>alert(1)</script>{text}".encode()
        snapshot = put_snapshot(store, body)
        put_document(store, document, f"url:{PAGE_URL}", day(1))
        put_alias(store, document, "url", PAGE_URL, "fetched", day(1))
        digest = None
        if text is not None:
            digest = put_reading(store, snapshot, Reading(text, "html", "1"))
            put_version(store, document, digest, digest, captured_at)
            put_analysis(store, analysis or analyse_by_hand(text), captured_at)
        capture = Capture(PAGE_URL, captured_at, snapshot, "fetched", "test", status)
        put_capture(store, capture, document, digest)
        refresh_document(store, document)
    return capture.id


BRIDGE = "The council met.\n“We will not sell the old bridge to anybody,” Jane Doe said.\nIt rained.\n"
"""An article with one quotation, as it stood first."""
SOLD = BRIDGE.replace("will not sell", "will now sell")
"""The same after a silent edit of one letter."""
SILENT = BRIDGE.replace("“We will not sell the old bridge to anybody,” Jane Doe said.", "Nothing was decided at all.")
"""The same without the quotation."""


def bridge_analysis(text: str) -> Analysis:
    """The analysis of `BRIDGE` and what became of it."""
    start = text.find("We will")
    if start < 0:
        return analyse_by_hand(text)
    words = text[start : text.index("”")]
    return analyse_by_hand(text, [quote(text, words, speaker="Jane Doe", mention="Jane Doe", cue="said")])


def take_down(store: Store, text: TextDigest, reason: str) -> None:
    """The text is withdrawn."""
    with store.transaction():
        withdraw(store, text, reason, "Jane Doe", MOMENT)
        refresh_document(store, document_of_text(text))


def make_archive(path: Path) -> Path:
    """An archive with the article `COUNCIL`."""
    with open_store(path, create=True) as store:
        digest = hold_text(store, COUNCIL, council_analysis())
        with store.transaction():
            put_alias(store, document_of_text(digest), "url", GIVEN_URL, "given by a person", MOMENT)
    return path
