"""A Datasette on a small archive, asked without a network."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from archive.identifiers import TextDigest, text_digest
from tests.web.building import COUNCIL, make_archive


class Site:
    """A Datasette with the given files attached; answers requests one after the other."""

    def __init__(self, *files: Path, **arguments: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self.datasette = Datasette([str(file) for file in files], **arguments)

    def ask(self, method: str, path: str, headers: Mapping[str, str] | None = None, content: bytes = b"") -> Any:
        """The response to one request; redirects are not followed."""
        sent = {"headers": dict(headers or {}), "content": content}
        answer = self.datasette.client.request(method, path, follow_redirects=False, **sent)
        return self._loop.run_until_complete(answer)

    def get(self, path: str, **headers: str) -> Any:
        """The response to a GET; ``if_none_match=…`` becomes the header ``if-none-match``."""
        return self.ask("GET", path, {name.replace("_", "-"): value for name, value in headers.items()})

    def close(self) -> None:
        """Threads and connections are let go."""
        if hasattr(self.datasette, "close"):  # Datasette 1.0
            self.datasette.close()
        if self.datasette.executor is not None:
            self.datasette.executor.shutdown()
        self._loop.close()


@pytest.fixture(scope="package")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one article."""
    return make_archive(tmp_path_factory.mktemp("archives") / "archive.db")


@pytest.fixture
def serve() -> Iterator[Callable[..., Site]]:
    """Datasettes on other archives, each closed after the test."""
    with contextlib.ExitStack() as stack:

        def open_site(*files: Path, **arguments: Any) -> Site:
            return stack.enter_context(contextlib.closing(Site(*files, **arguments)))

        yield open_site


@pytest.fixture(scope="package")
def site(council: Path) -> Iterator[Site]:
    """Datasette on that archive."""
    site = Site(council)
    yield site
    site.close()


@pytest.fixture(scope="package")
def digest() -> TextDigest:
    """The name of the article's text."""
    return text_digest(COUNCIL)
