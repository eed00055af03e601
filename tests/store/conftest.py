"""Archives that the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.store import Store, open_store
from tests.store.building import BRIDGE, WEATHER, add_text


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new, empty archive."""
    with open_store(tmp_path / "archive.db", create=True) as opened:
        yield opened


@pytest.fixture
def two_articles(store: Store) -> Store:
    """An archive of two articles, one with and one without title, outlet and date."""
    add_text(store, WEATHER, "news/001_weather.txt", 1)
    add_text(store, BRIDGE, "news/002_bridge.txt", 2)
    return store
