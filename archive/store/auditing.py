"""What can be checked about an archive by looking at its tables alone.

Each function gives its faults one by one, so that a large archive is checked in little memory. What needs to know what
a digest or an analysis means is checked one floor up, in `archive.fixity`.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Literal

from sqlite_utils import Database

from archive.identifiers import DocumentId, SnapshotDigest
from archive.model import FaultRecord
from archive.store.connection import Store
from archive.store.copying import copy_into
from archive.store.facts.sealing import SEALED_TABLES, seal_of
from archive.store.facts.snapshots import unpack_snapshot
from archive.store.fulltext import FULLTEXT, fulltext_is_sound
from archive.store.held import read_document
from archive.store.index import INDEX_TABLES, IndexTable, compare_rows
from archive.store.migrations import MIGRATIONS
from archive.store.segments import FIELDS, find_wrong_blocks
from archive.store.site_lines import find_site_faults, find_stray_marks


def each_text(store: Store) -> Iterator[tuple[str, bytes, int]]:
    """The digest, the bytes and the recorded length of each text, one in memory at a time."""
    for row in store.each_row("SELECT digest, content, length FROM texts"):
        yield row["digest"], bytes(row["content"]), row["length"]


def each_snapshot(store: Store) -> Iterator[tuple[SnapshotDigest, int, bytes | str]]:
    """The name and the recorded length of each snapshot with the bytes that come out, or why none do.

    In memory are one snapshot and those that it is packed against, one after the other.
    """
    for row in store.each_row("SELECT digest, length FROM snapshots"):
        digest = SnapshotDigest(row["digest"])
        try:
            content: bytes | str = unpack_snapshot(store, digest)
        except ValueError as error:
            content = str(error)
        yield digest, row["length"], content


def each_named(store: Store, table: Literal["captures", "documents", "decisions"]) -> Iterator[dict[str, Any]]:
    """The rows of a table whose ids follow from their other columns."""
    return store.each_row(f'SELECT * FROM "{table}"')


def each_analysis(store: Store) -> Iterator[tuple[str, bytes, str | None]]:
    """The digest and the bytes of each text, with each record of an analysis of it; None where no one is current."""
    for row in store.each_row("SELECT digest, content FROM texts ORDER BY digest"):
        text, content = row["digest"], bytes(row["content"])
        for analysis in store.rows("SELECT record FROM analyses WHERE text = ?", [text]):
            yield text, content, analysis["record"]
        if store.value("SELECT 1 FROM analyses WHERE text = ? AND is_current = 1", [text]) is None:
            yield text, content, None


def each_reading(store: Store) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The text of each reading with its hints, its evidence and its metadata as JSON."""
    for row in store.each_row("SELECT text, hints, evidence, metadata FROM readings"):
        yield row["text"], (row["hints"], row["evidence"], row["metadata"])


def find_file_faults(store: Store) -> Iterator[FaultRecord]:
    """Pages that do not fit together, and rows that refer to nothing."""
    for row in store.each_row("PRAGMA integrity_check"):
        if row["integrity_check"] != "ok":
            yield FaultRecord(fault="damaged-file", id=str(store.path or ""), detail=row["integrity_check"])
    for row in store.each_row("PRAGMA foreign_key_check"):
        detail = f"row {row['rowid']} refers to a row of {row['parent']} that is not there"
        yield FaultRecord(fault="dangling-reference", id=row["table"], detail=detail)


def schema_objects(connection: sqlite3.Connection) -> dict[str, str]:
    """The tables, indexes and triggers of a database with the SQL that made them, white space and comments folded."""
    rows = connection.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: " ".join(re.sub(r"--[^\n]*", "", sql).split()) for name, sql in rows}


def find_schema_faults(store: Store) -> Iterator[FaultRecord]:
    """Tables and indexes that are missing or were altered, and triggers that nobody here laid."""
    model = Database(memory=True, execute_plugins=False)
    try:
        MIGRATIONS.apply(model)
        wanted = schema_objects(model.conn)
    finally:
        model.close()
    held = schema_objects(store.connection)
    for name, sql in wanted.items():
        if name not in held:
            yield FaultRecord(fault="schema", id=name, detail="is missing")
        elif held[name] != sql:
            yield FaultRecord(fault="schema", id=name, detail="was altered")
    for name in held.keys() - wanted.keys():
        if name.startswith("trigger "):
            yield FaultRecord(fault="schema", id=name, detail="is not part of an archive")


def row_name(table: str, row: dict[str, Any]) -> str:
    """The name of a row of facts or analyses, for messages."""
    return "/".join([table, *(str(row[column]) for column in SEALED_TABLES[table])])


def find_sealed_faults(store: Store, table: str) -> Iterator[FaultRecord]:
    """Rows of facts or analyses that were edited, and a number of rows that is not what was written."""
    count = 0
    columns = [row["name"] for row in store.rows("SELECT name FROM pragma_table_info(?)", [table])]
    listed = ", ".join(f'"{column}"' for column in columns if column not in {"content", "frame"})
    for row in store.each_row(f'SELECT {listed} FROM "{table}"'):
        count += 1
        if row["seal"] != seal_of(table, row):
            yield FaultRecord(fault="fact-edited", id=row_name(table, row), detail="a column is not as it was written")
    told = store.value('SELECT "rows" FROM tallies WHERE name = ?', [table]) or 0
    if count != told:
        yield FaultRecord(fault="fact-count", id=table, detail=f"{told} rows were written, {count} are there")


def find_fulltext_faults(store: Store) -> Iterator[FaultRecord]:
    """Full-text indexes that do not say what their tables say.

    SQLite checks this by a statement that counts as writing, so an archive opened for reading is checked on a copy.
    """
    if not store.read_only:
        yield from _check_fulltext(store)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "copy.db")
        copy_into(store, path)
        copied = Database(path, execute_plugins=False)
        try:
            yield from list(_check_fulltext(Store(copied, path)))
        finally:
            copied.close()


def _check_fulltext(store: Store) -> Iterator[FaultRecord]:
    for table in FULLTEXT:
        if not fulltext_is_sound(store, table):
            yield FaultRecord(fault="fulltext", id=f"{table}_fts", detail=f"does not say what the table {table} says")


_LOST_TEXTS = "SELECT text FROM versions WHERE text NOT IN (SELECT digest FROM texts)"


def find_index_faults(store: Store, unsound_texts: Collection[str]) -> Iterator[FaultRecord]:
    """Rows of the index that are missing, edited, or too many.

    Documents with one of ``unsound_texts`` are passed over: what their rows should be cannot be told.
    """
    documents = [row["id"] for row in store.rows("SELECT id FROM documents ORDER BY id")]
    unsound = {*unsound_texts, *(row["text"] for row in store.rows(_LOST_TEXTS))}
    for document in documents:
        texts = {row["text"] for row in store.rows("SELECT text FROM versions WHERE document = ?", [document])}
        if texts.isdisjoint(unsound):
            yield from _compare_document(store, DocumentId(document))
    yield from find_stray_marks(store)
    for table in INDEX_TABLES:
        strays = store.rows(
            f'SELECT DISTINCT document FROM "{table.name}" WHERE document NOT IN (SELECT id FROM documents)'
        )
        for row in strays:
            yield FaultRecord(fault="index-extra", id=f"{table.name}/{row['document']}", detail="no such article")


def _compare_document(store: Store, document: DocumentId) -> Iterator[FaultRecord]:
    held = read_document(store, document)
    if held:
        yield from find_site_faults(store, held)
    for table in INDEX_TABLES:
        differences = compare_rows(store, table, document, table.make_rows(held) if held else [])
        for row in differences.missing:
            yield FaultRecord(fault="index-missing", id=_index_name(table, document, row), detail="is not there")
        for row_id in differences.stale:
            name = f"{table.name}/{document}/row {row_id}"
            yield FaultRecord(fault="index-extra", id=name, detail="nothing that was archived accounts for it")
        for _, difference, row in differences.changed:
            detail = "; ".join(f"{column} is {row[column]!r}, not {value!r}" for column, value in difference.items())
            yield FaultRecord(fault="index-edited", id=_index_name(table, document, row), detail=detail)


def find_segment_faults(store: Store) -> Iterator[FaultRecord]:
    """Columns kept as segments that do not say what their tables say; of each block the first difference."""
    if store.value("SELECT count(*) FROM index_state") != 1:
        yield FaultRecord(fault="segments", id="index_state", detail="the state of the index is not recorded")
    for table in dict.fromkeys(field.table for field in FIELDS):
        for name, block, detail in find_wrong_blocks(store.connection, table):
            yield FaultRecord(fault="segments", id=f"{table}/{name}/block {block}", detail=detail)


def _index_name(table: IndexTable, document: DocumentId, row: dict[str, Any]) -> str:
    key = [str(row[column]) for column in table.key if column != "document"]
    return "/".join([table.name, document, *key])
