"""A web server and an empty folder for each test, and commands that may fetch from it without pauses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.fetching.client import Client
from tests.website import Site, running_site


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on loopback, stopped after the test."""
    with running_site() as running:
        yield running


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one; one host is asked without pauses, as no stranger is bothered."""
    monkeypatch.chdir(tmp_path)
    for name in ("ARCHIVE_DB", "COLUMNS", "ARCHIVE_PROXY", "ARCHIVE_USER_AGENT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ARCHIVE_BY", "tester")
    monkeypatch.setattr(Client, "_wait_for_host", lambda self, url: None)
    return tmp_path
