"""A folder to work in, and archives that tests may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import BRIDGE, WEATHER, run
from tests.sources import CHECKOUT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one, for a user called “tester”, without colour or settings of our own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARCHIVE_DB", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("ARCHIVE_BY", "tester")
    return tmp_path


@pytest.fixture
def bridge(folder: Path) -> Path:
    """A folder with an archive that holds two articles, ``bridge.txt`` and ``weather.txt``, beside it."""
    (folder / "bridge.txt").write_text(BRIDGE, "utf-8")
    (folder / "weather.txt").write_text(WEATHER, "utf-8")
    assert run("add", "bridge.txt", "weather.txt").exit_code == 0
    return folder


@pytest.fixture(scope="session")
def archived_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the five seeds, added once; for reading only."""
    folder = tmp_path_factory.mktemp("seeds")
    shutil.copytree(CHECKOUT / "seeds", folder / "seeds")
    monkeypatch = pytest.MonkeyPatch()
    with monkeypatch.context() as patched:
        patched.chdir(folder)
        assert run("--db", folder / "archive.db", "add", "seeds").exit_code == 0
    return folder / "archive.db"


@pytest.fixture
def seeds(folder: Path, archived_seeds: Path) -> Path:
    """A folder with its own copy of the archive of the seeds."""
    assert run("--db", archived_seeds, "backup", folder / "archive.db").exit_code == 0
    shutil.copytree(CHECKOUT / "seeds", folder / "seeds")
    return folder
