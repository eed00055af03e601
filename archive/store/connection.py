"""The database as a value: opened, migrated, and written to in whole transactions.

What is hard here: SQLite's own defaults starve one of two writers (a deferred BEGIN), roll back by themselves when the
disk is full (an explicit ROLLBACK then raises), and keep foreign keys off. So every connection is opened in driver
autocommit mode and transactions are spelled out: BEGIN IMMEDIATE, COMMIT, and ROLLBACK only while one is open.
A store may be used from several threads, one after the other, never at the same time.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlite_utils import Database

from archive.errors import DatabaseMissing, DatabaseUnusable, InvalidValue
from archive.store.migrations import MIGRATIONS, unknown_steps

APPLICATION_ID = 0x51415243
"""What the file's header says to be an archive: ``QARC``."""
BUSY_SECONDS = 30.0
"""How long a writer waits for another one to finish its document."""
PATIENCE_SECONDS = 1.0
"""How long it waits before it says so."""
OLDEST_SQLITE = (3, 37, 0)
"""The first SQLite (November 2021) with STRICT tables."""
REQUIRED_TABLES = frozenset({"snapshots", "texts", "captures", "documents", "analyses", "quotations", "articles"})
"""By these a database is known as an archive when its header was lost, as in a restored dump."""

_HOW_TO_MAKE = "archive add FILE makes one; --db names another."
Parameters = Sequence[object] | Mapping[str, object]
"""Values for a query, by position or by name."""


class Store:
    """An open archive; close it, or use it in a ``with`` statement.

    ``tell_waiting`` is called when another program has held the archive for longer than `PATIENCE_SECONDS`.
    """

    def __init__(self, database: Database, path: Path | None = None, *, read_only: bool = False) -> None:
        self.database = database
        self.path = path
        self.read_only = read_only
        self.tell_waiting: Callable[[], None] | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection underneath, for what sqlite-utils does not offer."""
        return self.database.conn

    @property
    def name(self) -> str:
        """What messages call this archive."""
        return str(self.path or "the database")

    @property
    def data_version(self) -> int:
        """A number that is another one after each change that another connection made, by whatever program.

        It means something on this connection alone (SQLite, "PRAGMA data_version").
        """
        return int(self.value("PRAGMA data_version"))

    def rows(self, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """All rows that a query gives, each as a dictionary.

        Raises:
            DatabaseUnusable: the file is locked or damaged; so do the other methods that run a statement.
        """
        return list(self.each_row(sql, parameters))

    def each_row(self, sql: str, parameters: Parameters = ()) -> Iterator[dict[str, Any]]:
        """The rows of a query one after the other, for those that would not fit in memory."""
        with explain_failures(self.name):
            cursor = self.connection.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))

    def row(self, sql: str, parameters: Parameters = ()) -> dict[str, Any] | None:
        """The first row that a query gives, None when there is none."""
        return next(iter(self.each_row(sql, parameters)), None)

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row, None when there is none."""
        with explain_failures(self.name):
            row = self.connection.execute(sql, parameters).fetchone()
        return row[0] if row else None

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """How many rows a statement changed."""
        with explain_failures(self.name):
            return self.connection.execute(sql, parameters).rowcount

    def execute_many(self, sql: str, parameters: Sequence[Parameters]) -> None:
        """The statement has been carried out once for each set of parameters."""
        with explain_failures(self.name):
            self.connection.executemany(sql, parameters)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Store]:
        """Everything written inside the block is stored together, or none of it.

        Raises:
            DatabaseUnusable: the file is locked for too long, full, read-only or damaged; nothing of the block is kept.
        """
        with explain_failures(self.name):
            self._begin_writing()
            try:
                yield self
                self.connection.execute("COMMIT")
            finally:
                # A full disk has already rolled back by itself; a second ROLLBACK would hide the reason.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def _begin_writing(self) -> None:
        """No other program writes from now on; who has to wait for long is told before the wait goes on."""
        if self.tell_waiting is not None:
            usual = int(self.value("PRAGMA busy_timeout"))
            self.connection.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000:.0f}")
            try:
                self.connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                self.tell_waiting()
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {usual}")
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN IMMEDIATE")

    @contextlib.contextmanager
    def reading(self) -> Iterator[Store]:
        """Everything read inside the block is the archive as it was at one moment, whatever others write meanwhile."""
        self.connection.execute("BEGIN")
        try:
            # SQLite fixes that moment at the first read, not at BEGIN.
            self.value("SELECT count(*) FROM sqlite_master")
            yield self
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """The file is let go."""
        self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_NEXT_STEPS = {
    "SQLITE_BUSY": ("locked by another program", "Try again when that one has finished."),
    "SQLITE_LOCKED": ("locked by another program", "Try again when that one has finished."),
    "SQLITE_FULL": ("the disk is full; nothing of this document was stored", "Make room and run the command again."),
    "SQLITE_READONLY": ("may not be written to", "Look at the rights of the file and of its folder."),
    "SQLITE_CANTOPEN": ("cannot be opened", "Look at the rights of the file and of its folder."),
    "SQLITE_NOTADB": ("not an SQLite database", "Name another file with --db."),
    "SQLITE_CORRUPT": ("damaged", "Restore it from a backup; archive verify names what is wrong."),
    "SQLITE_IOERR": ("the disk reports an error", "Copy the file to another disk and run archive verify."),
}


@contextlib.contextmanager
def explain_failures(subject: str) -> Iterator[None]:
    """Failures of the file leave the block as `DatabaseUnusable`, values that no table can hold as `InvalidValue`.

    Everything else leaves it as it is: a mistake in this program, or a query for full text that cannot be read.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise InvalidValue(
            ascii(error.object)[:80], "holds half a character (a lone surrogate)", "Type it anew."
        ) from error
    except OverflowError as error:
        raise InvalidValue(subject, "a number beyond 64 bits was asked for", "Use a smaller one.") from error
    except sqlite3.DatabaseError as error:
        # Extended codes such as SQLITE_IOERR_WRITE begin with the plain one.
        code = getattr(error, "sqlite_errorname", "")
        for name, (rule, next_step) in _NEXT_STEPS.items():
            if code == name or code.startswith(f"{name}_"):
                raise DatabaseUnusable(subject, f"{rule} ({error})", next_step) from error
        raise


def is_archive(connection: sqlite3.Connection) -> bool:
    """Whether this database is an archive, whatever its file is called.

    >>> is_archive(sqlite3.connect(":memory:"))
    False
    """
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return tables >= REQUIRED_TABLES


def wrap_connection(connection: sqlite3.Connection) -> Store:
    """A store for reading on somebody else's connection, which it neither changes nor closes."""
    return Store(Database(connection, recursive_triggers=False, execute_plugins=False), read_only=True)


def open_store(path: str | Path, *, create: bool = False, read_only: bool = False) -> Store:
    """The archive in the file at ``path``, brought to today's tables.

    Args:
        path: the database file.
        create: make one where there is none.
        read_only: never write, not even to bring an older archive up to date.

    Raises:
        DatabaseMissing: there is no such file, or an empty one, and ``create`` is off, or no such folder.
        DatabaseUnusable: not an archive, locked, or made by a newer version; or SQLite is too old. The file is as it
            was.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        rule = f"needs SQLite {wanted} or newer; this Python has {sqlite3.sqlite_version}"
        raise DatabaseUnusable(str(path), rule, "Use a newer Python.")
    path = Path(path)
    if not path.exists() and (read_only or not create):
        raise DatabaseMissing(str(path), "there is no archive here", _HOW_TO_MAKE)
    if not path.parent.is_dir():
        raise DatabaseMissing(str(path), f"there is no folder {path.parent}", "Make it first, or name another --db.")
    with explain_failures(str(path)), contextlib.ExitStack() as unless_opened:
        connection = _connect(path, read_only=read_only)
        unless_opened.callback(connection.close)
        store = Store(Database(connection, execute_plugins=False), path, read_only=read_only)
        _prepare(store, str(path), create=create)
        unless_opened.pop_all()
    return store


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    address = path.absolute().as_uri() + ("?mode=ro" if read_only else "?mode=rwc")
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _prepare(store: Store, subject: str, *, create: bool) -> None:
    connection = store.connection
    is_empty = store.value("SELECT count(*) FROM sqlite_master") == 0
    if is_empty and not create and not store.read_only and not is_archive(connection):
        # As mktemp leaves one, or another process that is just about to lay the tables.
        raise DatabaseMissing(subject, "the file is empty, no archive yet", _HOW_TO_MAKE)
    if not (is_empty and create) and not is_archive(connection):
        raise DatabaseUnusable(subject, "a database, but not an archive", "Name another file with --db.")
    refuse_other_version(store, subject, older_too=store.read_only)
    if store.read_only:
        return
    _write_ahead(connection)
    if MIGRATIONS.pending(store.database):
        with store.transaction():
            # Asked again inside the lock: another process may have made the tables meanwhile.
            MIGRATIONS.apply(store.database)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def refuse_other_version(store: Store, subject: str, *, older_too: bool = True) -> None:
    """Nothing happens when the tables are those of this version.

    Raises:
        DatabaseUnusable: a newer version made them; with ``older_too``, or an older one did, which whoever may write
            brings up to date.
    """
    if unknown := unknown_steps(store.database):
        raise DatabaseUnusable(
            subject, f"made by a newer version of quote-archive ({', '.join(unknown)})", "Upgrade quote-archive."
        )
    if older_too and MIGRATIONS.pending(store.database):
        raise DatabaseUnusable(
            subject, "made by an older version of quote-archive", "archive verify brings it up to date."
        )


def _write_ahead(connection: sqlite3.Connection) -> None:
    """The log goes ahead of the file; SQLite refuses the change at once, without waiting, while others use the file."""
    deadline = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
