"""Web servers in processes of their own, and a client that keeps its connection, as a browser does."""

from __future__ import annotations

import http.client
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from bench.measure import CHECKOUT

PATIENCE = 600.0
"""Seconds to wait for an answer: the peers may take as long as they like."""
UNBOUNDED = ("sql_time_limit_ms=600000", "facet_time_limit_ms=600000", "num_sql_threads=4")
"""Datasette's settings with which it finishes whatever it is asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    body: bytes
    etag: str | None


class Client:
    """One connection to a server; may be used by one thread only."""

    def __init__(self, base: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=PATIENCE)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer, whatever its status."""
        try:
            self._connection.request("GET", path, headers=dict(headers or {}))
            response = self._connection.getresponse()
        except ConnectionError:  # a server closes what was idle for a few seconds
            self._connection.close()
            self._connection.request("GET", path, headers=dict(headers or {}))
            response = self._connection.getresponse()
        return Answer(response.status, response.read(), response.getheader("etag"))

    def fetch(self, path: str) -> Answer:
        """The answer, which must be a 200.

        Raises:
            ValueError: it is another one; a figure for an error would say nothing.
        """
        answer = self.get(path)
        if answer.status != http.client.OK:
            raise ValueError(f"{path} is answered with {answer.status}: {answer.body[:200]!r}")
        return answer

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address and its process."""

    base: str
    process_id: int

    def memory(self) -> float:
        """Megabytes of the process that are in memory (its resident set)."""
        told = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.process_id)],  # noqa: S607 — whichever ps is there
            capture_output=True,
            text=True,
            check=True,
        )
        return int(told.stdout) / 1024


@contextmanager
def running(*arguments: str) -> Iterator[Server]:
    """A server started by this Python with these arguments, which prints its address; stopped after the block."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None  # noqa: S101 — asked for above
        address = process.stdout.readline().strip()
        if not address.startswith("http://"):
            raise ValueError(f"{' '.join(arguments)} does not start: it says {address!r}")
        yield Server(address, process.pid)
    finally:
        process.terminate()
        process.wait()


def our_server(path: Path) -> tuple[str, ...]:
    """The arguments that serve an archive as its users do."""
    return ("-m", "archive", "--db", str(path), "-q", "serve", "--port", "0")


def plain_datasette(path: Path, settings: Sequence[str] = ()) -> tuple[str, ...]:
    """The arguments that serve the same file by Datasette alone."""
    return ("-m", "bench.plain_datasette", str(path), *settings)
