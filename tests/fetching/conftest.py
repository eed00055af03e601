"""A web server for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.website import Site, running_site


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on loopback, stopped after the test."""
    with running_site() as running:
        yield running
