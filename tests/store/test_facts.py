"""Facts: stored once, byte for byte, whatever is in them; putting twice is putting once."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import IntegrityError
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import UnknownReference, Withdrawn
from archive.identifiers import DocumentId, SnapshotDigest, TextDigest, document_of_text, snapshot_digest, text_digest
from archive.records import BlockHint, Capture, Decision, Evidence, Metadatum, Reading
from archive.spans import Span
from archive.store import Store, open_store
from archive.store.analyses import current_analysis, decode_analysis, encode_analysis, put_analysis
from archive.store.facts import (
    capture_by_id,
    captures_of,
    decisions_of,
    document_of_alias,
    hints_of,
    latest_capture,
    put_alias,
    put_capture,
    put_decision,
    put_reading,
    put_snapshot,
    put_version,
    snapshot_of,
    text_of,
    texts_with_prefix,
    withdraw,
)
from archive.store.index import refresh_document
from archive.store.searching import SearchFilters, search_quotations, search_sentences
from tests.store.building import BRIDGE, WEATHER, add_text, analyse_schematically, minute
from tests.strategies import texts

TABLES = (
    "snapshots",
    "texts",
    "readings",
    "documents",
    "aliases",
    "versions",
    "captures",
    "decisions",
    "analyses",
    "articles",
    "quotations",
    "sentences",
    "removals",
    "sources",
    "source_names",
    "tallies",
)


def everything(store: Store) -> dict[str, list[dict[str, object]]]:
    """All rows of all tables."""
    return {table: store.rows(f'SELECT rowid, * FROM "{table}"') for table in TABLES}  # noqa: S608 - names from above


@pytest.mark.parametrize(
    "content",
    [
        b"",  # nothing at all is still something that was received
        b"\x00inside\x00",  # SQL's own functions stop at a NUL
        b"\xef\xbb\xbfmark\r\nand line ends\r\n",
        b"\xff\xfe\x00 not a text",
        "🎈👩‍👩‍👧".encode(),
    ],
)
def test_a_snapshot_comes_out_as_it_went_in(store: Store, content: bytes) -> None:
    """Byte for byte, under its SHA-256."""
    with store.transaction():
        digest = put_snapshot(store, content)
        assert put_snapshot(store, content) == digest == snapshot_digest(content)
    assert snapshot_of(store, digest) == content
    assert store.value("SELECT count(*) FROM snapshots") == 1


@settings(max_examples=15)  # each makes a file
@given(st.lists(texts(), min_size=1, max_size=20))
def test_texts_come_out_as_they_went_in(contents: list[str]) -> None:
    """Every character, NUL, byte order mark and CRLF included."""
    with TemporaryDirectory() as folder, open_store(Path(folder, "a.db"), create=True) as store:
        for content in contents:
            with store.transaction():
                digest = put_reading(store, put_snapshot(store, content.encode()), Reading(content, "plain", "1"))
            assert digest == text_digest(content)
            assert text_of(store, digest) == content


def test_adding_twice_is_adding_once(two_articles: Store) -> None:
    """The same capture again leaves every row of every table as it was."""
    before = everything(two_articles)
    add_text(two_articles, WEATHER, "news/001_weather.txt", 1)
    assert everything(two_articles) == before


def test_a_reading_keeps_what_the_reader_saw(store: Store) -> None:
    """Blocks, evidence and metadata come back as they were; a plain text has none."""
    hints = (BlockHint(Span(0, 4), "heading", "h1"), BlockHint(Span(5, 9), "quote"))
    evidence = (Evidence("title", "Rain", Span(0, 4), "heading", 0.9),)
    metadata = (Metadatum("outlet", "Example Courier", "html:og:site_name"),)
    with store.transaction():
        snapshot = put_snapshot(store, b"<h1>Rain</h1>")
        text = put_reading(
            store, snapshot, Reading("Rain wind", "html", "2", hints=hints, evidence=evidence, metadata=metadata)
        )
    assert hints_of(store, text) == hints
    assert hints_of(store, text_digest("none such")) == ()


def test_what_the_archive_does_not_hold_is_refused_by_name(store: Store) -> None:
    """The message names the digest and the kind of thing."""
    digest = "ab" * 32
    with pytest.raises(UnknownReference, match=f"{digest}: no text of this name"):
        text_of(store, TextDigest(digest))
    with pytest.raises(UnknownReference, match=f"{digest}: no snapshot of this name"):
        snapshot_of(store, SnapshotDigest(digest))
    with pytest.raises(UnknownReference, match="no text of this name was analysed"):
        current_analysis(store, TextDigest(digest))
    with pytest.raises(UnknownReference, match="no text of this name"), store.transaction():
        withdraw(store, TextDigest(digest), "a reason", "Ms Example", minute(1))


def test_texts_are_found_by_the_beginning_of_their_name(two_articles: Store) -> None:
    """Exactly those that begin so; an ambiguous beginning gives several."""
    digest = text_digest(WEATHER)
    assert texts_with_prefix(two_articles, digest[:12]) == [digest]
    assert texts_with_prefix(two_articles, digest) == [digest]
    assert texts_with_prefix(two_articles, "") == sorted([digest, text_digest(BRIDGE)])
    assert texts_with_prefix(two_articles, "f" * 64) == []


def test_an_alias_leads_where_it_was_last_put(two_articles: Store) -> None:
    """A path given to another article leads there from then on; putting what holds already adds nothing."""
    first, second = document_of_text(text_digest(WEATHER)), document_of_text(text_digest(BRIDGE))
    path = "/somewhere/news/001_weather.txt"
    assert document_of_alias(two_articles, "path", path) == first
    with two_articles.transaction():
        put_alias(two_articles, second, "path", path, "said so", minute(5))
        put_alias(two_articles, second, "path", path, "said so again", minute(6))
    assert document_of_alias(two_articles, "path", path) == second
    assert two_articles.value("SELECT count(*) FROM aliases WHERE value = ?", [path]) == 2
    assert document_of_alias(two_articles, "url", path) is None


def test_captures_come_out_as_they_went_in(store: Store) -> None:
    """Headers, redirects, status and who did it included, and in the order of time."""
    document, _ = add_text(store, WEATHER, at=5)
    with store.transaction():
        capture = Capture(
            "https://example.org/a",
            minute(3),
            snapshot_digest(WEATHER.encode()),
            "fetched",
            "tests 1",
            200,
            "Ms Example",
            (("Content-Type", "text/html; charset=utf-8"), ("ETag", '"ä"')),
            ("https://example.org/", "https://example.org/a"),
        )
        name = put_capture(store, capture, document, text_digest(WEATHER))
    assert capture_by_id(store, name) == (capture, document, text_digest(WEATHER))
    assert captures_of(store, document)[0] == (capture, text_digest(WEATHER))
    latest = latest_capture(store, document)
    assert latest
    assert latest[0].captured_at == minute(5)
    assert latest_capture(store, DocumentId("0" * 16)) is None


def test_a_capture_needs_a_version(store: Store) -> None:
    """A capture whose text is in no version of the document is not stored."""
    document, _ = add_text(store, WEATHER)

    def capture_without_version() -> None:
        with store.transaction():
            snapshot = put_snapshot(store, b"other")
            text = put_reading(store, snapshot, Reading("other", "plain", "1"))
            put_capture(store, Capture("x", minute(9), snapshot, "file", "tests"), document, text)

    with pytest.raises(IntegrityError):
        capture_without_version()
    assert store.value("SELECT count(*) FROM snapshots") == 1


def test_decisions_are_kept_in_their_order(store: Store) -> None:
    """All of them, the one taken back too; the same one twice is there once."""
    decisions = [
        Decision("0" * 16, "outlet", "A", "Ms Example", minute(2)),
        Decision("0" * 16, "outlet", None, "Ms Example", minute(3), "not sure"),
        Decision("0" * 16, "keep", "yes", "Ms Example", minute(1), span=Span(3, 9)),
    ]
    with store.transaction():
        for decision in [*decisions, decisions[0]]:
            put_decision(store, decision)
    assert decisions_of(store, "0" * 16) == [decisions[2], decisions[0], decisions[1]]


def test_version_numbers_are_never_shifted_or_reused(store: Store) -> None:
    """A text of a known key joins its version; another gets the next number; an old one keeps its own."""
    document, first = add_text(store, "One.\n", at=1)
    _, second = add_text(store, "Two.\n", at=2, document=document)
    _, joined = add_text(store, "One.\nADVERTISEMENT\n", at=3, document=document)
    _, third = add_text(store, "Three.\n", at=4, document=document)
    _, again = add_text(store, "Two.\n", at=5, document=document)
    assert (first, second, joined, third, again) == (1, 2, 1, 3, 2)


def test_a_text_read_under_newer_rules_keeps_its_number(store: Store) -> None:
    """Only the key that later texts are compared by is brought up to date."""
    document, _ = add_text(store, "One.\n", at=1)
    with store.transaction():
        assert put_version(store, document, text_digest("One.\n"), "newer key", minute(9)) == (1, False)
        snapshot = put_snapshot(store, b"Eins.")
        text = put_reading(store, snapshot, Reading("Eins.", "plain", "1"))
        assert put_version(store, document, text, "newer key", minute(9)) == (1, False)
        assert put_version(store, document, text, "newer key", minute(10)) == (1, False)


def test_an_analysis_comes_out_as_it_went_in(two_articles: Store) -> None:
    """Every field of every record, and of several analyses the one put last is current."""
    text = text_digest(WEATHER)
    first = analyse_schematically(WEATHER)
    assert current_analysis(two_articles, text) == first
    second = analyse_schematically(WEATHER, "schematic-2")
    with two_articles.transaction():
        put_analysis(two_articles, second, minute(8))
    assert current_analysis(two_articles, text) == second
    assert two_articles.value("SELECT count(*) FROM analyses WHERE text = ?", [text]) == 2
    with two_articles.transaction():
        put_analysis(two_articles, first, minute(9))
    assert current_analysis(two_articles, text) == first
    assert two_articles.value("SELECT made_at FROM analyses WHERE rule_set = ?", [first.rule_set]) == minute(1)


@given(texts())
def test_the_record_of_an_analysis_is_the_analysis(text: str) -> None:
    """Writing down and reading back loses nothing."""
    analysis = analyse_schematically(text)
    assert decode_analysis(encode_analysis(analysis)) == analysis


def test_a_withdrawn_text_is_served_by_nothing(two_articles: Store) -> None:
    """Its name answers with the reason; text, snapshot and every row for search are gone; the other article stays."""
    text, document = text_digest(WEATHER), document_of_text(text_digest(WEATHER))
    with two_articles.transaction():
        withdraw(two_articles, text, "a court order", "Ms Example", minute(9))
        withdraw(two_articles, text, "said twice", "Ms Example", minute(10))
        refresh_document(two_articles, document)
    for read in (
        lambda: text_of(two_articles, text),
        lambda: snapshot_of(two_articles, snapshot_digest(WEATHER.encode())),
    ):
        with pytest.raises(Withdrawn, match="withdrawn: a court order") as refused:
            read()
        assert refused.value.reason == "a court order"
    assert search_quotations(two_articles, SearchFilters("rain", removed=True)).total == 0
    assert search_sentences(two_articles, SearchFilters("rain")).total == 1
    assert two_articles.value("SELECT title FROM articles WHERE document = ?", [document]) is None
