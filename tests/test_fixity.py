"""Whoever edits an archive by hand is found out, whichever table it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import DatabaseUnusable
from archive.fixity import FAULTS, verify
from archive.identifiers import document_of_text, text_digest
from archive.store import Store, backup, open_store
from archive.store.facts import withdraw
from archive.store.index import refresh_document
from tests.store.building import BRIDGE, WEATHER, add_text, decide, minute

REPAIR = 'UPDATE tallies SET "rows" = "rows" - 1 WHERE name = \'{}\''

EDITS: list[tuple[str, str]] = [
    # what was received
    ("UPDATE snapshots SET frame = substr(frame, 1, length(frame) - 6)", "snapshot-damaged"),
    (
        "UPDATE snapshots SET frame = (SELECT frame FROM snapshots AS other ORDER BY other.rowid LIMIT 1)",
        "snapshot-digest",
    ),
    ("UPDATE snapshots SET length = 3", "fact-edited"),
    ("UPDATE snapshots SET length = 3", "snapshot-length"),
    ("UPDATE snapshots SET base = digest, depth = 1", "snapshot-damaged"),
    ("UPDATE texts SET content = CAST(replace(CAST(content AS TEXT), 'rain', 'snow') AS BLOB)", "text-digest"),
    ("UPDATE texts SET content = CAST(x'ff' || content AS BLOB)", "text-digest"),
    ("UPDATE texts SET length = length - 1", "text-length"),
    ("UPDATE readings SET encoding = 'latin-1'", "fact-edited"),
    ("UPDATE readings SET hints = '{}'", "reading-unreadable"),
    ("DELETE FROM readings", "fact-count"),
    ("UPDATE captures SET captured_at = '2020-01-01T00:00:00.000000Z'", "capture-id"),
    ("UPDATE captures SET source = 'elsewhere.txt'", "capture-id"),
    ("UPDATE captures SET status = 200", "capture-id"),
    ("UPDATE captures SET method = 'fetched'", "fact-edited"),
    ("UPDATE captures SET captured_by = 'somebody else'", "fact-edited"),
    ('UPDATE captures SET headers = \'[["Date", "never"]]\'', "fact-edited"),
    ("UPDATE captures SET snapshot = 'f' || substr(snapshot, 2)", "dangling-reference"),
    ("DELETE FROM captures", "fact-count"),
    ("DELETE FROM snapshots", "dangling-reference"),
    ("DELETE FROM texts", "dangling-reference"),
    # documents
    ("UPDATE documents SET identity = 'url:https://example.org/' || id", "document-id"),
    ("UPDATE documents SET created_at = '2020'", "fact-edited"),
    ("UPDATE aliases SET value = value || '2'", "fact-edited"),
    ("UPDATE aliases SET reason = ''", "fact-edited"),
    ("DELETE FROM aliases", "fact-count"),
    ("UPDATE versions SET number = number + 1", "fact-edited"),
    ("UPDATE versions SET version_key = ''", "fact-edited"),
    ("UPDATE versions SET first_captured_at = '2020'", "fact-edited"),
    # what people ruled
    ("UPDATE decisions SET value = 'Forged Courier'", "decision-id"),
    ("UPDATE decisions SET author = 'somebody else'", "decision-id"),
    ("UPDATE decisions SET reason = NULL", "fact-edited"),
    ("DELETE FROM decisions", "fact-count"),
    ("UPDATE withdrawals SET reason = 'none'", "fact-edited"),
    ("DELETE FROM withdrawals", "fact-count"),
    ('UPDATE tallies SET "rows" = 0', "fact-count"),
    ("DELETE FROM tallies", "fact-count"),
    # what is said about texts
    ("UPDATE analyses SET record = replace(record, 'Jane', 'John')", "fact-edited"),
    ("UPDATE analyses SET record = '{}'", "analysis-unreadable"),
    ("UPDATE analyses SET record = replace(record, '\"end\":5', '\"end\":5000')", "analysis-span"),
    ("UPDATE analyses SET record = json_set(record, '$.sentences', json('[]'))", "analysis-partition"),
    ("UPDATE analyses SET record = json_set(record, '$.removals[0].span.start', 0)", "analysis-partition"),
    ("UPDATE analyses SET is_current = 0", "analysis-missing"),
    ("DELETE FROM analyses", "analysis-missing"),
    ("UPDATE analyses SET made_at = '2020'", "fact-edited"),
    # the index
    ("UPDATE articles SET title = 'Sunshine'", "index-edited"),
    ("UPDATE articles SET quotations = 99", "index-edited"),
    ("UPDATE articles SET metadata = '[]'", "index-edited"),
    ("DELETE FROM articles", "index-missing"),
    ("UPDATE quotations SET speaker = 'John Smith', speaker_id = 'john-smith'", "index-edited"),
    ("UPDATE quotations SET quoted = 'It will not rain'", "index-edited"),
    ("UPDATE quotations SET quoted = 'It will not rain'", "fulltext"),
    ("UPDATE quotations SET is_current = 0", "index-edited"),
    ('UPDATE quotations SET "end" = "end" + 1', "index-missing"),
    ('UPDATE quotations SET "end" = "end" + 1', "index-extra"),
    ("DELETE FROM quotations", "index-missing"),
    ("DELETE FROM quotations", "fulltext"),
    ("UPDATE sentences SET content = 'It will not rain'", "index-edited"),
    ("UPDATE sentences SET content = 'It will not rain'", "fulltext"),
    ("DELETE FROM sentences", "index-missing"),
    ("UPDATE removals SET rule = 'another'", "index-edited"),
    ("DELETE FROM removals", "index-missing"),
    ("UPDATE suspects SET rule = 'another'", "index-edited"),
    ("DELETE FROM suspects", "index-missing"),
    ("UPDATE site_lines SET line = line + 1", "site-lines"),
    ("UPDATE site_lines SET site = 'elsewhere.example'", "site-lines"),
    ("DELETE FROM site_lines", "site-lines"),
    ("UPDATE repeated_lines SET outcome = 'suspect'", "site-lines"),
    ("DELETE FROM repeated_lines", "site-lines"),
    (
        "INSERT INTO decisions SELECT printf('%064d', 1), text, 'cleaning', 'keep', 'x', 'y', NULL, 0, 1, 'z' "
        "FROM removals LIMIT 1",
        "ruling",
    ),
    ("UPDATE sources SET source = 'elsewhere.txt'", "index-extra"),
    ("DELETE FROM source_names", "index-missing"),
    ("UPDATE source_names SET name = name || 'x'", "index-extra"),
    ("INSERT INTO quotations_fts (quotations_fts) VALUES ('delete-all')", "fulltext"),
    ("INSERT INTO quotations_fts (rowid, quoted) VALUES (999, 'never said')", "fulltext"),
    ("UPDATE quotations SET outlet = 'Elsewhere'", "segments"),
    ("UPDATE facet_segments SET codes = X'01000000' WHERE field = 'kind'", "segments"),
    ("UPDATE facet_segments SET codes = CAST(codes || X'01000000' AS BLOB) WHERE field = 'kind'", "segments"),
    ("UPDATE facet_segments SET block = block + 1 WHERE field = 'source'", "segments"),
    ("DELETE FROM facet_segments WHERE \"table\" = 'sentences'", "segments"),
    ("UPDATE facet_values SET value = 'Nobody' WHERE field = 'outlet'", "segments"),
    ("DELETE FROM facet_values", "segments"),
    ("DELETE FROM index_state", "segments"),
    ("UPDATE utterances SET id = '0123456789abcdef'", "index-edited"),
    ("DELETE FROM utterances", "index-missing"),
    (
        "INSERT INTO wordings SELECT min(quotation), max(quotation), 'verbatim', 'likely', 1, NULL, 0, '[]' "
        "FROM utterances",
        "index-extra",
    ),
    ("DELETE FROM speaker_names", "index-missing"),
    ("UPDATE speaker_names SET name_key = 'janedoe2'", "index-edited"),
    ("UPDATE speaker_names SET name = name || ' the Great'", "index-extra"),
    ("INSERT INTO speaker_joins VALUES ('jane-doe', 'the-baker', 'janedoe', 'so it is said')", "index-extra"),
    # the tables themselves
    ("DROP INDEX quotations_span", "schema"),
    ("DROP INDEX analyses_current", "schema"),
    ("DROP TABLE withdrawals", "schema"),
    ("ALTER TABLE quotations ADD COLUMN more TEXT", "schema"),
    ("CREATE TRIGGER sly AFTER INSERT ON quotations BEGIN UPDATE quotations SET speaker = 'x'; END", "schema"),
]
"""Each hand edit with the fault that it must be found by; others may be found as well."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An archive with a row in each table."""
    with open_store(tmp_path_factory.mktemp("sound") / "archive.db", create=True) as store:
        document, _ = add_text(store, WEATHER, "news/001_weather.txt", 1)
        add_text(store, WEATHER.replace("Friday", "Saturday"), "news/001_weather.txt", 2, document=document)
        add_text(store, BRIDGE, "news/002_bridge.txt", 3)
        decide(store, document, "outlet", "Another Courier")
        for number, word in enumerate(("bridge", "mayor", "river"), 6):
            seen = f"Yesterday the {word} was seen by all who had come to look."
            said = f"outlet: Daily Example\n{seen}\nMAYBE {word.upper()}"
            add_text(store, said, f"news/{number:03}.txt", number)
        add_text(store, "Taken down.\n", "news/003.txt", 4)
        with store.transaction():
            withdraw(store, text_digest("Taken down.\n"), "a court order", "Ms Example", minute(5))
            refresh_document(store, document_of_text(text_digest("Taken down.\n")))
        yield store


@pytest.fixture(scope="module")
def sound_bytes(sound: Store, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a backup of it."""
    path = tmp_path_factory.mktemp("backup") / "archive.db"
    backup(sound, path)
    return path.read_bytes()


@pytest.fixture
def edited(sound_bytes: bytes, tmp_path: Path) -> Path:
    """A copy of it, to be edited by hand."""
    path = tmp_path / "edited.db"
    path.write_bytes(sound_bytes)
    return path


def faults_of(path: Path, *, read_only: bool = False) -> list[str]:
    """The names of all faults."""
    with open_store(path, read_only=read_only) as store:
        found = list(verify(store))
    assert {fault.fault for fault in found} <= FAULTS.keys()
    return [fault.fault for fault in found]


def test_a_sound_archive_has_no_faults(sound: Store, edited: Path) -> None:
    """Neither has its backup, opened for reading only."""
    assert list(verify(sound)) == []
    assert faults_of(edited, read_only=True) == []


@pytest.mark.parametrize(("edit", "fault"), EDITS, ids=[edit for edit, _ in EDITS])
def test_an_edit_by_hand_is_found(edited: Path, edit: str, fault: str) -> None:
    """With the name of what it broke."""
    connection = sqlite3.connect(edited, isolation_level=None)
    connection.execute(edit)
    connection.close()
    assert fault in faults_of(edited)


def test_every_table_is_edited_by_some_row_above(sound: Store) -> None:
    """A new table brings its own row."""
    tables = {
        row["name"]
        for row in sound.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
        )
    }
    untouched = {table for table in tables if not any(f" {table}" in edit for edit, _ in EDITS)}
    assert untouched == {"_sqlite_migrations"}


def test_every_fault_but_a_damaged_file_is_provoked_above() -> None:
    """And the damaged file below."""
    assert FAULTS.keys() - {fault for _, fault in EDITS} == {"damaged-file"}


def test_a_damaged_page_is_told_and_not_raised(edited: Path) -> None:
    """Bytes flipped on the disk, somewhere in an index."""
    with open_store(edited, read_only=True) as store:
        page = store.value("SELECT rootpage FROM sqlite_master WHERE name = 'captures_document'")
        size = store.value("PRAGMA page_size")
    with edited.open("rb+") as file:
        file.seek((page - 1) * size + size - 60)
        file.write(bytes(60))
    assert "damaged-file" in faults_of(edited)


def test_a_locked_archive_is_not_called_faulty(edited: Path) -> None:
    """What could not be looked at is no finding."""
    with open_store(edited) as store, open_store(edited) as other, other.transaction():
        store.value("PRAGMA busy_timeout = 10")
        with pytest.raises(DatabaseUnusable, match="locked by another program"):
            list(verify(store))


def test_an_archive_beyond_reading_is_refused_in_words(edited: Path) -> None:
    """A file cut in half is a failure of the file, not of the program."""
    with edited.open("rb+") as file:
        file.truncate(edited.stat().st_size // 2)
    with pytest.raises(DatabaseUnusable, match=r"damaged .*Restore it from a backup"):
        faults_of(edited)


def test_a_fault_names_the_row_and_tells_what_is_wrong(edited: Path) -> None:
    """So that it can be looked up."""
    connection = sqlite3.connect(edited, isolation_level=None)
    connection.execute("UPDATE quotations SET speaker = 'Forged Speaker' WHERE quoted = 'The bridge is closed,'")
    connection.close()
    with open_store(edited) as store:
        fault, segments, *names = verify(store)
    article = document_of_text(text_digest(BRIDGE))
    assert fault.id == f"quotations/{article}/{text_digest(BRIDGE)}/1/22"
    assert fault.detail == "speaker is 'Forged Speaker', not 'Jane Doe'"
    assert fault.fault == "index-edited"
    assert (segments.fault, segments.id) == ("segments", "quotations/speaker/block 0")
    assert ("index-missing", "speaker_names/jane-doe/Forged Speaker") in [(name.fault, name.id) for name in names]
