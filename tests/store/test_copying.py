"""A backup is one whole file, whatever happens beside it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archive.errors import DatabaseUnusable, InvalidValue
from archive.fixity import verify
from archive.store import Store, backup, open_store
from tests.store.building import add_text

_WRITE_ON = """
import sys
from archive.store import open_store
from tests.store.building import add_text
with open_store(sys.argv[1]) as store:
    number = 0
    while True:
        add_text(store, f"“Number {number},” [Jane Doe] said.\\n" * 20, f"{number}.txt", number % 60)
        number += 1
        if number == 3:
            print("writing", flush=True)
"""


def test_a_backup_holds_what_the_archive_held(two_articles: Store, tmp_path: Path) -> None:
    """In one file: nothing stands beside it, and it needs no log."""
    target = tmp_path / "folder" / "copy.db"
    target.parent.mkdir()
    backup(two_articles, target)
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]
    with open_store(target, read_only=True) as copy:
        assert copy.value("PRAGMA journal_mode") == "delete"
        assert copy.rows("SELECT * FROM quotations") == two_articles.rows("SELECT * FROM quotations")
    with open_store(target) as copy:
        add_text(copy, "One more.\n")
        assert copy.value("PRAGMA journal_mode") == "wal"


def test_a_backup_is_whole_while_another_process_writes(two_articles: Store, tmp_path: Path) -> None:
    """It ends though the writer does not, and it shows one moment."""
    assert two_articles.path
    command = [sys.executable, "-c", _WRITE_ON, str(two_articles.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        try:
            assert writer.stdout
            assert writer.stdout.readline() == "writing\n"
            counts = []
            for number in range(3):
                target = tmp_path / f"copy{number}.db"
                backup(two_articles, target)
                with open_store(target, read_only=True) as copy:
                    assert list(verify(copy)) == []
                    counts.append(copy.value("SELECT count(*) FROM articles"))
            assert writer.poll() is None
        finally:
            writer.terminate()
    assert counts == sorted(counts)
    assert counts[0] >= 5


def test_a_backup_never_replaces_a_file(two_articles: Store, tmp_path: Path) -> None:
    """Not another backup, and least of all the archive itself."""
    target = tmp_path / "there.db"
    target.write_text("mine")
    with pytest.raises(InvalidValue, match=r"there\.db: already exists and is not overwritten\. Name a new file"):
        backup(two_articles, target)
    assert target.read_text() == "mine"
    assert two_articles.path
    with pytest.raises(InvalidValue, match="already exists"):
        backup(two_articles, two_articles.path)
    with pytest.raises(InvalidValue, match="there is no folder"):
        backup(two_articles, tmp_path / "nowhere" / "copy.db")


def test_a_failed_backup_leaves_nothing(two_articles: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half file that somebody could take for a backup."""

    def fail(*_: object) -> None:
        raise DatabaseUnusable("copy", "the disk is full")

    monkeypatch.setattr("archive.store.copying.copy_into", fail)
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(DatabaseUnusable):
        backup(two_articles, folder / "copy.db")
    assert list(folder.iterdir()) == []


def test_a_plain_copy_of_a_live_file_is_not_a_backup(two_articles: Store, tmp_path: Path) -> None:
    """What was written last still stands in the log beside it: this is why the command exists."""
    assert two_articles.path
    shutil.copy(two_articles.path, tmp_path / "plain.db")
    with pytest.raises(DatabaseUnusable), open_store(tmp_path / "plain.db", read_only=True):
        pytest.fail("the log was not needed")
