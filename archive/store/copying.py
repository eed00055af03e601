"""Copies of the archive that are complete and consistent while others write.

A plain copy of the file lacks what stands in the write-ahead log beside it, and may hold half a transaction. SQLite's
backup reads page by page and starts anew whenever another process writes between two steps, so beside a busy writer it
might never end; inside one read transaction it sees one state of the archive throughout.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from archive.errors import DatabaseUnusable, InvalidValue
from archive.store.connection import Store, explain_failures

_PAGES_PER_STEP = 1000
"""About 4 MB; between steps, Ctrl-C and writers of this process get their turn."""


def backup(store: Store, target: Path) -> None:
    """The archive as it is now stands in one new file, which appears only when it is complete.

    Raises:
        InvalidValue: ``target`` exists, or its folder does not. Nothing was written.
        DatabaseUnusable: reading or writing failed. ``target`` does not exist then.
    """
    if target.exists():
        raise InvalidValue(str(target), "already exists and is not overwritten", "Name a new file, say with the date.")
    if not target.parent.is_dir():
        raise InvalidValue(str(target), f"there is no folder {target.parent}", "Make it first.")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
        unfinished = Path(folder, target.name)
        with explain_failures(str(target)):
            copy_into(store, unfinished)
        _make_durable(unfinished)
        try:
            # A link, unlike a rename, never replaces a file that appeared meanwhile.
            os.link(unfinished, target)
        except FileExistsError as error:
            raise InvalidValue(str(target), "appeared while the copy was made", "Name a new file.") from error
        except OSError:  # a file system without links
            unfinished.rename(target)


def copy_into(store: Store, path: Path) -> None:
    """A new database file at ``path`` holds the archive as it was at one moment."""
    copy = sqlite3.connect(path, isolation_level=None)
    try:
        with store.reading():
            store.connection.backup(copy, pages=_PAGES_PER_STEP, sleep=0)
        # The copied header asks for a write-ahead log; without it the one file is the whole archive.
        mode = copy.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        if mode != "delete":
            raise DatabaseUnusable(str(path), "the copy could not be closed into one file", "Try again.")
    finally:
        copy.close()


def _make_durable(path: Path) -> None:
    with path.open("rb+") as copied:
        os.fsync(copied.fileno())
