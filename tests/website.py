"""A web server on loopback whose pages a test lays out as a table."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    """One answer of the server; ``headers`` may give a wrong Content-Length on purpose."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """A running server: its base address, its pages by path, and the requests it saw."""

    base: str
    pages: dict[str, Page | Callable[[Mapping[str, str]], Page]] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str) -> str:
        """The address of a path on this server."""
        return self.base + path


def make_handler(site: Site) -> type[BaseHTTPRequestHandler]:
    """A handler that answers from the pages of ``site``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.seen.append((self.path, headers))
            page = site.pages.get(self.path, Page(b"not here", 404))
            if callable(page):
                page = page(headers)
            self.send_response(page.status)
            for name, value in ({"Content-Length": str(len(page.body))} | page.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it
            """Say nothing: the tests read ``site.seen``."""

    return Handler


@contextmanager
def running_site() -> Iterator[Site]:
    """A server on loopback, stopped at the end of the block."""
    running = Site("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), make_handler(running))
    running.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
