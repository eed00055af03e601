"""Articles brought up to today's readers and rules, with every old link alive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.analysis import analyse
from archive.fixity import verify
from archive.identifiers import DocumentId, document_of_text, text_digest
from archive.model import ReprocessRecord
from archive.records import Capture, Reading
from archive.reprocessing import reprocess_documents
from archive.rules import rule_set_name
from archive.store import Store, open_store
from archive.store.analyses import current_analysis, put_analysis
from archive.store.documents import document, log, texts_of
from archive.store.facts import (
    latest_capture,
    put_capture,
    put_document,
    put_reading,
    put_snapshot,
    put_version,
    text_of,
    withdraw,
)
from archive.store.index import refresh_document
from archive.store.searching import SearchFilters, search_quotations
from tests.store.building import BRIDGE, add_text, minute

OLD = "Mayor speaks\n\n“We will not pay for it,” Jane Doe said on Friday.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new, empty archive."""
    with open_store(tmp_path / "archive.db", create=True) as opened:
        yield opened


def run(store: Store, *documents: DocumentId) -> list[ReprocessRecord]:
    """All that reprocessing tells of these articles."""
    return list(reprocess_documents(store, documents, minute(30)))


def add_old_reading(store: Store, content: str, text: str, at: int, article: DocumentId | None = None) -> DocumentId:
    """A capture that the plain reader of an earlier day read as another text than today's does."""
    with store.transaction():
        snapshot = put_snapshot(store, content.encode())
        digest = put_reading(store, snapshot, Reading(text, "plain", "0"))
        article = article or document_of_text(digest)
        if article == document_of_text(digest):
            put_document(store, article, f"text:{digest}", minute(at))
        put_capture(store, Capture("a.txt", minute(at), snapshot, "file", "tests"), article, digest)
        put_version(store, article, digest, text, minute(at))
        put_analysis(store, analyse(text), minute(at))
        refresh_document(store, article)
    return article


def test_texts_get_todays_analysis_and_only_once(store: Store) -> None:
    """The second run finds nothing to do, so that an interrupted one goes on where it stopped."""
    article, _ = add_text(store, BRIDGE)
    first, second = run(store, article)[0], run(store, article)[0]
    assert (first.outcome, first.texts, second.outcome, second.texts) == ("changed", 1, "unchanged", 0)
    assert current_analysis(store, text_digest(BRIDGE)).rule_set == rule_set_name()
    assert list(verify(store)) == []


def test_a_snapshot_is_read_again_when_its_reader_has_changed(store: Store) -> None:
    """The new text is shown from then on; the old one keeps its links; the version keeps its number."""
    article = add_old_reading(store, OLD, OLD.replace("Mayor speaks\n\n", ""), 1)
    old = latest_capture(store, article)
    assert old is not None
    (told,) = run(store, article)
    assert (told.outcome, told.read_again, told.notes) == ("changed", 1, [])
    assert document(store, article).text == text_digest(OLD)
    assert text_of(store, old[1]) == OLD.replace("Mayor speaks\n\n", "")
    assert texts_of(store, article) == [(1, old[1]), (1, text_digest(OLD))]
    assert [entry.version for entry in log(store, article)] == [1]
    shown = search_quotations(store, SearchFilters()).hits
    assert [(hit.text, hit.status) for hit in shown] == [(text_digest(OLD), "verbatim")]
    assert list(verify(store)) == []
    again = run(store, article)[0]
    assert (again.outcome, again.notes) == ("unchanged", [])


def test_versions_that_no_longer_differ_are_noted_and_keep_their_numbers(store: Store) -> None:
    """Today's reader makes the same of two captures."""
    article = add_old_reading(store, OLD, OLD + "One.", 1)
    add_old_reading(store, OLD + "\n\n", OLD + "Two.", 2, article)
    (told,) = run(store, article)
    assert told.notes == ["versions 1 and 2 no longer differ"]
    assert [entry.version for entry in log(store, article)] == [1, 2]
    assert list(verify(store)) == []


def test_a_version_that_was_two_is_noted_and_the_later_takes_the_next_number(store: Store) -> None:
    """An earlier reader did not see the difference."""
    article = add_old_reading(store, OLD, OLD, 1)
    add_old_reading(store, OLD.replace("not", "now"), OLD, 2, article)
    assert [entry.version for entry in log(store, article)] == [1, 1]
    (told,) = run(store, article)
    assert told.notes == ["version 1 was two: now 1 and 2"]
    assert [entry.version for entry in log(store, article)] == [1, 2]
    assert list(verify(store)) == []


def test_a_withdrawn_text_is_left_alone(store: Store) -> None:
    """Nothing is said about it any more."""
    article, _ = add_text(store, BRIDGE, at=1)
    add_text(store, BRIDGE.replace("bridge", "tunnel"), at=2, document=article)
    with store.transaction():
        withdraw(store, text_digest(BRIDGE), "a court order", "Ms Example", minute(3))
        refresh_document(store, article)
    assert run(store, article)[0].texts == 1
    assert current_analysis(store, text_digest(BRIDGE)).rule_set != rule_set_name()
    assert list(verify(store)) == []


def test_what_was_done_before_an_interruption_stays_done(store: Store) -> None:
    """Each article is a transaction of its own."""
    first, _ = add_text(store, BRIDGE, "a.txt", 1)
    second, _ = add_text(store, OLD, "b.txt", 2)
    going = reprocess_documents(store, [first, second], minute(30))
    next(going)
    del going
    assert [one.outcome for one in run(store, first, second)] == ["unchanged", "changed"]


def test_who_stops_reprocessing_has_what_was_done_and_goes_on_later(store: Store) -> None:
    """Wordings that an older archive never compared are compared article by article, each in its own transaction."""
    ferry, again = "“The ferry sails again when the storm has passed”", "“When the storm passed, the ferry sails again”"
    documents = [
        add_text(store, f"{words} [Jane Doe] said.\n", f"{n}.txt")[0] for n, words in enumerate((ferry, again))
    ]
    with store.transaction():
        for statement in ("DELETE FROM utterances", "DELETE FROM wordings", "UPDATE quotations SET elsewhere = '[]'"):
            store.execute(statement)
    stopped = reprocess_documents(store, documents, minute(30))
    next(stopped)
    stopped.close()  # type: ignore[attr-defined]  # an iterator that is a generator
    compared = [row["compared_by"] != "" for row in store.rows("SELECT compared_by FROM utterances ORDER BY quotation")]
    assert compared == [True, False]
    run(store, *documents)
    assert search_quotations(store, SearchFilters(elsewhere=("variant",))).total == 2
    assert [fault for fault in verify(store) if fault.fault.startswith("index")] == []
