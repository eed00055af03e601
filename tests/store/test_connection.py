"""Opening, refusing and writing: nothing is half done, and every refusal says what to do."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.errors import DatabaseMissing, DatabaseUnusable
from archive.store import Store, is_archive, open_store, wrap_connection
from archive.store.auditing import schema_objects
from archive.store.connection import APPLICATION_ID, explain_failures
from archive.store.facts import put_snapshot
from archive.store.migrations import MIGRATIONS, read_schema
from tests.store.building import WEATHER, add_text


def test_the_steps_lead_to_the_schema(store: Store) -> None:
    """An archive made step by step has exactly the tables that schema.sql tells of."""
    model = sqlite3.connect(":memory:")
    model.executescript(read_schema())
    wanted = schema_objects(model)
    model.close()
    held = {name: sql for name, sql in schema_objects(store.connection).items() if "_sqlite_migrations" not in sql}
    assert held == wanted


def test_every_column_of_the_schema_stands_in_a_commented_table() -> None:
    """Above each CREATE TABLE of schema.sql stands a sentence about it."""
    lines = read_schema().splitlines()
    for number, line in enumerate(lines):
        if line.startswith(("CREATE TABLE", "CREATE VIRTUAL TABLE")):
            before = [
                earlier for earlier in lines[:number] if not earlier.startswith(("CREATE INDEX", "CREATE UNIQUE"))
            ]
            assert before[-1].startswith("-- ") or line.startswith('CREATE VIRTUAL TABLE "sentences_fts"'), line


def test_all_tables_are_strict_and_settings_hold(store: Store) -> None:
    """Column types are enforced, foreign keys are on, the log is ahead of the file, the header says what this is."""
    kinds = store.rows("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    lax = {row["name"] for row in kinds if not row["strict"]}
    assert lax <= {"_sqlite_migrations", "sqlite_schema", "sqlite_sequence"}
    settings = [store.value(f"PRAGMA {name}") for name in ("foreign_keys", "journal_mode", "application_id")]
    assert settings == [1, "wal", APPLICATION_ID]
    assert store.value("PRAGMA busy_timeout") == 30_000


def test_an_archive_is_known_by_its_tables(two_articles: Store) -> None:
    """Whatever the file is called, and also when its header was lost."""
    assert is_archive(two_articles.connection)
    other = sqlite3.connect(":memory:")
    other.execute("CREATE TABLE quotations (id)")
    assert not is_archive(other)
    other.close()


def test_a_missing_archive_is_not_made_by_reading(tmp_path: Path) -> None:
    """Only who says so makes a new file."""
    path = tmp_path / "none.db"
    for options in ({}, {"read_only": True}, {"create": True, "read_only": True}):
        with pytest.raises(DatabaseMissing, match=r"none\.db: there is no archive here\. archive add"):
            open_store(path, **options)
    assert not path.exists()
    with pytest.raises(DatabaseMissing, match=r"there is no folder .*nowhere"):
        open_store(tmp_path / "nowhere" / "a.db", create=True)


def make_text_file(path: Path) -> None:
    """A text that somebody called a database."""
    path.write_text("Dear diary, this is not a database at all, however long it may be.\n" * 30)


def make_other_database(path: Path) -> None:
    """A database of something else."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (id)")
    connection.close()


def make_newer_archive(path: Path) -> None:
    """An archive with a step that this program does not know."""
    with open_store(path, create=True) as store:
        store.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('quote-archive', '9999_future')")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (make_text_file, "not an SQLite database"),
        (make_other_database, "a database, but not an archive"),
        (make_newer_archive, r"made by a newer version of quote-archive \(9999_future\)\. Upgrade"),
    ],
)
def test_what_is_no_archive_of_ours_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    """The refusal says why; not one byte of the file changes."""
    path = tmp_path / "some.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(DatabaseUnusable, match=message):
        open_store(path)
    assert path.read_bytes() == before


def test_an_sqlite_that_is_too_old_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is written."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(DatabaseUnusable, match=r"needs SQLite 3\.37\.0 or newer; .*\. Use a newer Python\."):
        open_store(tmp_path / "a.db", create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_may_be_called_anything(tmp_path: Path) -> None:
    """Signs that mean something in an address mean nothing in a file name."""
    path = tmp_path / "what? 100 % #1 – naïve.db"
    with open_store(path, create=True) as store:
        add_text(store, WEATHER)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_an_empty_file_becomes_an_archive_only_by_create(tmp_path: Path) -> None:
    """As ``mktemp`` leaves one; else it stays as it is."""
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(DatabaseMissing, match=r"the file is empty, no archive yet\. archive add FILE makes one"):
        open_store(path)
    assert path.read_bytes() == b""
    with open_store(path, create=True) as store:
        assert is_archive(store.connection)


def test_a_transaction_is_kept_whole_or_not_at_all(store: Store) -> None:
    """An error inside the block takes back what was written before it."""

    def write_and_fail() -> None:
        with store.transaction():
            put_snapshot(store, b"lost")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert store.value("SELECT count(*) FROM snapshots") == 0
    with store.transaction():
        put_snapshot(store, b"kept")
    assert store.value("SELECT count(*) FROM snapshots") == 1


NOISE = b"".join(hashlib.sha256(bytes([high, low])).digest() for high in range(125) for low in range(250))
"""A million bytes that no packing makes smaller."""


def test_a_full_disk_is_told_as_such(store: Store) -> None:
    """SQLite has rolled back by itself by then; a second rollback would hide the reason."""
    pages = store.value("PRAGMA page_count")
    store.value(f"PRAGMA max_page_count = {pages}")
    with (
        pytest.raises(DatabaseUnusable, match=r"the disk is full; nothing of this document was stored"),
        store.transaction(),
    ):
        put_snapshot(store, NOISE)
    assert not store.connection.in_transaction
    assert store.value("SELECT count(*) FROM snapshots") == 0


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("SQLITE_CANTOPEN", "cannot be opened .* Look at the rights"),
        ("SQLITE_IOERR_WRITE", "the disk reports an error .* Copy the file to another disk"),
        ("SQLITE_CORRUPT_VTAB", r"damaged .* Restore it from a backup"),
        ("SQLITE_LOCKED_SHAREDCACHE", "locked by another program .* Try again"),
    ],
)
def test_every_failure_of_the_file_says_what_to_do(code: str, message: str) -> None:
    """Whatever the finer code of SQLite."""
    error = sqlite3.OperationalError("what SQLite says")
    error.sqlite_errorname = code
    with pytest.raises(DatabaseUnusable, match=message), explain_failures("some.db"):
        raise error


def test_a_mistake_in_the_program_stays_one() -> None:
    """It is not dressed up as a failure of the file."""
    with pytest.raises(sqlite3.OperationalError), explain_failures("some.db"):
        raise sqlite3.OperationalError("no such column")


def test_a_locked_archive_says_so(store: Store) -> None:
    """After the time that a writer waits for another."""
    assert store.path
    with open_store(store.path) as other, other.transaction():
        store.value("PRAGMA busy_timeout = 10")
        with pytest.raises(DatabaseUnusable, match="locked by another program"), store.transaction():
            pytest.fail("two writers at once")


def test_who_waits_for_another_writer_is_told_and_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wait is as long as ever; nothing is said where nobody is in the way."""
    monkeypatch.setattr("archive.store.connection.PATIENCE_SECONDS", 0.01)
    assert store.path
    with open_store(store.path) as other:
        told: list[str] = []

        def let_go() -> None:
            told.append("waiting")
            other.execute("COMMIT")

        store.tell_waiting = let_go
        with store.transaction():
            pass
        assert told == []
        other.execute("BEGIN IMMEDIATE")
        with store.transaction():
            pass
    assert told == ["waiting"]
    assert store.value("PRAGMA busy_timeout") == 30_000


def test_a_store_opened_for_reading_cannot_write(two_articles: Store) -> None:
    """Nor can it be talked into it."""
    assert two_articles.path
    with (
        open_store(two_articles.path, read_only=True) as reader,
        pytest.raises(DatabaseUnusable, match="may not be written to"),
        reader.transaction(),
    ):
        put_snapshot(reader, b"more")


def test_a_wrapped_connection_is_neither_changed_nor_closed(two_articles: Store) -> None:
    """Datasette hands over its own read-only connection, with its own row factory."""
    assert two_articles.path
    connection = sqlite3.connect(f"{two_articles.path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    wrapped = wrap_connection(connection)
    assert wrapped.value("SELECT count(*) FROM articles") == 2
    assert wrapped.row("SELECT count(*) AS articles FROM articles") == {"articles": 2}
    assert connection.execute("PRAGMA recursive_triggers").fetchone()[0] == 0
    connection.close()


def test_an_older_archive_is_not_upgraded_by_reading(tmp_path: Path) -> None:
    """Who opens it for writing upgrades it."""
    path = tmp_path / "old.db"
    with open_store(path, create=True) as store:
        store.execute("DELETE FROM _sqlite_migrations WHERE name = ?", [MIGRATIONS.applied(store.database)[-1].name])
    with pytest.raises(DatabaseUnusable, match="made by an older version"):
        open_store(path, read_only=True)


_ADD_MANY = """
import sys
from archive.store import open_store
from tests.store.building import add_text
path, name = sys.argv[1:]
with open_store(path, create=True) as store:
    for number in range(20):
        add_text(store, f"“Number {number},” [Jane Doe] said.\\nFrom {name}.\\n", f"{name}/{number}.txt", number)
"""


def test_two_processes_make_and_fill_one_archive_together(tmp_path: Path) -> None:
    """Both start on no file at all; neither starves, nothing is lost."""
    path = tmp_path / "shared.db"
    commands = [[sys.executable, "-c", _ADD_MANY, str(path), name] for name in ("left", "right")]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    for process in started:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    with open_store(path, read_only=True) as store:
        assert store.value("SELECT count(*) FROM articles") == 40


def test_a_copied_file_of_a_closed_archive_is_whole(tmp_path: Path) -> None:
    """Closing brings the log into the file."""
    path = tmp_path / "a.db"
    with open_store(path, create=True) as store:
        add_text(store, WEATHER)
    shutil.copy(path, tmp_path / "b.db")
    with open_store(tmp_path / "b.db", read_only=True) as copy:
        assert copy.value("SELECT count(*) FROM articles") == 1
