"""Snapshots come out as they went in, however they are packed, and answers without an article are no version."""

from __future__ import annotations

import pytest

from archive.errors import DatabaseUnusable
from archive.identifiers import DocumentId, SnapshotDigest, snapshot_digest
from archive.records import Capture
from archive.store import Store
from archive.store.compression import LONGEST_CHAIN
from archive.store.documents import document, log
from archive.store.facts import captures_of, latest_capture, put_capture, put_snapshot, snapshot_of
from archive.store.index import refresh_document
from tests.store.building import WEATHER, add_text, minute

PAGE = b"".join(b"<p>sentence %d, number %d</p>\n" % (number, number * 7919 % 10007) for number in range(400))


def page(version: int) -> bytes:
    """The page after so many small edits."""
    return PAGE.replace(b"sentence 200,", b"sentence two hundred in state %d," % version)


def put_pages(store: Store, count: int) -> list[SnapshotDigest]:
    """The states of the page, each packed against the one before it where that is allowed."""
    digests: list[SnapshotDigest] = []
    with store.transaction():
        for version in range(count):
            digests.append(put_snapshot(store, page(version), digests[-1] if digests else None))
    return digests


def test_later_states_of_a_page_cost_little_and_come_out_whole(store: Store) -> None:
    """Twelve states with one changed word take less than twice the space of one."""
    digests = put_pages(store, 12)
    assert [snapshot_of(store, digest) for digest in digests] == [page(version) for version in range(12)]
    sizes = [row["size"] for row in store.rows("SELECT length(frame) AS size FROM snapshots ORDER BY rowid")]
    assert sum(sizes[1:]) < 1.5 * sizes[0]


def test_a_chain_has_a_bound(store: Store) -> None:
    """After so many states one stands alone again, so that a read never unpacks more than that."""
    put_pages(store, LONGEST_CHAIN + 3)
    depths = [row["depth"] for row in store.rows("SELECT depth FROM snapshots ORDER BY rowid")]
    assert depths == [*range(LONGEST_CHAIN + 1), 0, 1]


def test_a_snapshot_put_again_stays_as_it_is_packed(store: Store) -> None:
    """Even against itself, or against one that rests on it: no circle can come about."""
    first, second = put_pages(store, 2)
    with store.transaction():
        assert put_snapshot(store, page(0), second) == first
        assert put_snapshot(store, page(1), second) == second
    assert [snapshot_of(store, digest) for digest in (first, second)] == [page(0), page(1)]


def test_a_base_that_is_not_there_or_damaged_is_passed_over(store: Store) -> None:
    """What is new never rests on what cannot be read."""
    (first,) = put_pages(store, 1)
    store.execute("UPDATE snapshots SET frame = x'00'")
    with store.transaction():
        second = put_snapshot(store, page(1), first)
        third = put_snapshot(store, page(2), SnapshotDigest("0" * 64))
    assert (snapshot_of(store, second), snapshot_of(store, third)) == (page(1), page(2))


def test_damaged_bytes_are_refused_and_never_served(store: Store) -> None:
    """Neither those that cannot be unpacked, nor other ones that can, nor those that rest on a lost one."""
    first, second = put_pages(store, 2)
    store.execute("UPDATE snapshots SET frame = x'00' WHERE digest = ?", [first])
    for digest in (first, second):
        with pytest.raises(
            DatabaseUnusable,
            match=r"the bytes of this snapshot cannot be unpacked .* Restore a backup; archive verify names all",
        ):
            snapshot_of(store, digest)
    with store.transaction():
        other = put_snapshot(store, b"other bytes")
    store.execute(
        "UPDATE snapshots SET frame = (SELECT frame FROM snapshots WHERE digest = ?), base = NULL, depth = 0 "
        "WHERE digest = ?",
        [other, second],
    )
    with pytest.raises(DatabaseUnusable, match="other bytes come out"):
        snapshot_of(store, second)


def answer(store: Store, article: DocumentId, status: int, at: int) -> None:
    """The address was asked and gave no article."""
    with store.transaction():
        snapshot = put_snapshot(store, b"nothing here %d" % at)
        put_capture(
            store, Capture("https://example.org/a", minute(at), snapshot, "fetched", "t", status), article, None
        )
        refresh_document(store, article)


def test_an_answer_without_an_article_is_recorded_and_is_no_version(store: Store) -> None:
    """The last good version is still the newest; the log tells what was answered, the article since when it is gone."""
    article, _ = add_text(store, WEATHER, at=1)
    answer(store, article, 503, 2)
    assert document(store, article).gone_at is None
    answer(store, article, 404, 3)
    answer(store, article, 410, 4)
    told = document(store, article)
    assert (told.versions, told.captures, told.gone_at) == (1, 4, minute(3))
    assert [(entry.change, entry.version, entry.status) for entry in log(store, article)] == [
        ("new", 1, None),
        ("refused", None, 503),
        ("gone", None, 404),
        ("gone", None, 410),
    ]
    latest = latest_capture(store, article)
    assert latest is not None
    assert latest[0].captured_at == minute(1)
    assert captures_of(store, article)[-1][1] is None
    add_text(store, WEATHER, at=5, document=article)
    assert document(store, article).gone_at is None
    assert log(store, article)[-1].change == "unchanged"


def test_another_archives_capture_names_its_witness(store: Store) -> None:
    """The log says who received the bytes when it was not us."""
    article, _ = add_text(store, WEATHER, at=1)
    snapshot = snapshot_digest(WEATHER.encode())
    capture = Capture("https://example.org/a", minute(2), snapshot, "other-archive", "t", witness="archive.example")
    text = log(store, article)[0].text
    assert text is not None
    with store.transaction():
        put_capture(store, capture, article, latest_capture(store, article)[1])  # type: ignore[index]  # it has one
    assert [entry.witness for entry in log(store, article)] == [None, "archive.example"]
    assert captures_of(store, article)[-1][0] == capture
