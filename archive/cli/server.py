"""Datasette on one archive, hardened, as a value that can be run: built here, started by ``archive serve``.

What is hard here is to let in only what is meant: no SQL from visitors, no download of the file, bounded queries, and
answers only to the names this server goes by (a page elsewhere could otherwise point its own name at this machine and
read along). Works alike on Datasette 0.65 and 1.0a.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.asgi import Application, Message, Receive, Send, answer_plainly
from archive.errors import InvalidValue, StoreError
from archive.hosts import LOOPBACK, host_of, is_own_name

ATTACHED_AS = "archive"
"""The database's name in addresses, whatever its file is called."""

SETTINGS: dict[str, bool | int] = {
    "default_allow_sql": False,
    "allow_download": False,
    "allow_csv_stream": False,
    "allow_facet": False,
    "max_csv_mb": 20,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1000,
    "suggest_facets": False,
    # Two expensive requests run at once, each on three threads at most (archive.web.turnstile): two are left.
    "num_sql_threads": 8,
    "default_cache_ttl": 0,
}
"""Datasette's settings, those known to both of its lines. The facets of the archive are its own, so visitors cannot ask
for others; nothing is cached by proxies unless a page says so itself."""

_UNSAFE_IN_PATH = "?#%"
"""Datasette puts the path into a URI as it is, where these would end or change it."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the pages are reached: the host and port listened on, and the path or whole address they stand under.

    ``further_hosts`` are names that requests may call this server by besides those that it knows itself.
    """

    host: str
    port: int
    base_url: str = "/"
    further_hosts: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The path that all pages stand under; begins and ends with a slash."""
        path = urlsplit(self.base_url).path if "//" in self.base_url else self.base_url
        return f"/{path.strip('/')}/".replace("//", "/")

    @property
    def url(self) -> str:
        """The address to open in a browser on this machine."""
        if "//" in self.base_url:
            return self.base_url.rstrip("/") + "/"
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 — compared, not bound
        return f"http://{f'[{host}]' if ':' in host and not host.startswith('[') else host}:{self.port}{self.path}"

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host.strip("[]") in LOOPBACK

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """The names that a request may call this server by, in lower case; on the network, this machine's name too."""
        given = {urlsplit(self.base_url).hostname or "", *self.further_hosts}
        if not self.is_local:
            name = socket.gethostname()
            given |= {self.host.strip("[]"), name, name.partition(".")[0], f"{name.partition('.')[0]}.local"}
        return LOOPBACK | {host.lower() for host in given if host}

    def answers_to(self, host: str) -> bool:
        """Whether a request may call this server ``host``.

        On the network any number will do: a page elsewhere can point its own name here, but not a number.

        >>> Address("0.0.0.0", 80).answers_to("192.0.2.7"), Address("0.0.0.0", 80).answers_to("evil.example")
        (True, False)
        """
        return is_own_name(host, self.allowed_hosts, by_number=not self.is_local)


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens on this address; port 0 takes a free one.

    Raises:
        InvalidValue: the port is in use or not allowed, or there is no such host.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio turns Nagle's algorithm off (TCP_NODELAY) only where it is; else an answer
    # in two pieces, head and body, waits 40 ms for the client to acknowledge the first.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise _explained(host, port, error) from error
    return listening


def _explained(host: str, port: int, error: OSError) -> InvalidValue:
    import errno

    if error.errno == errno.EADDRINUSE:
        return InvalidValue(
            f"port {port}", "another program uses it", "Take another one (--port 8002), or any free one (--port 0)."
        )
    if error.errno == errno.EACCES:
        return InvalidValue(f"port {port}", "this user may not use it", "Take one above 1023, such as --port 8001.")
    return InvalidValue(f"host {host}", f"cannot be listened on ({error.strerror or error})", "--host 127.0.0.1 can.")


def build_application(path: Path, address: Address, *, allow_add: bool | None = None) -> Application:
    """The pages of the archive at ``path``, as an application that any ASGI server runs.

    Args:
        path: the archive's file.
        address: where the pages are reached.
        allow_add: let visitors add articles; None lets those at this machine, if nobody else can reach the pages.

    Raises:
        InvalidValue: the path holds a character that Datasette cannot open.
        StoreError: Datasette refuses to start.
    """
    # Datasette, Jinja and their friends: 400 ms.
    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.utils import StartupError, parse_metadata

    absolute = path.absolute()
    if any(character in str(absolute) for character in _UNSAFE_IN_PATH):
        raise InvalidValue(
            str(path), f"Datasette cannot open a path with one of {' '.join(_UNSAFE_IN_PATH)}", "Rename it."
        )
    try:
        datasette = Datasette(
            [],
            settings={**SETTINGS, "base_url": address.path},
            metadata={**parse_metadata(_read_metadata()), "plugins": _plugin_options(address, allow_add)},
        )
        datasette.remove_database("_memory")
        datasette.add_database(Database(datasette, path=str(absolute), is_mutable=True), name=ATTACHED_AS)
    except StartupError as error:
        raise StoreError(str(path), f"Datasette refuses to start: {error}") from error
    return _only_known_hosts(datasette.app(), address)


def _plugin_options(address: Address, allow_add: bool | None) -> dict[str, Any]:
    """What the plugin is told; both lines of Datasette take it as a part of the metadata."""
    hosts = address.allowed_hosts
    # A path or a name of its own means a proxy, which may ask for others without a word of whom (nginx by default:
    # Host 127.0.0.1, no X-Forwarded-For).
    is_alone = address.is_local and address.path == "/" and hosts <= LOOPBACK
    scope = "loopback" if allow_add is None and is_alone else bool(allow_add)
    public = address.url if "//" in address.base_url else ""
    return {"quote-archive": {"allow_add": scope, "hosts": sorted(hosts), "public_url": public}}


def _read_metadata() -> str:
    """``metadata.yml``: inside the package when installed, at the top when run from a checkout."""
    package = files("archive")
    inside = package.joinpath("metadata.yml")
    if inside.is_file():
        return inside.read_text("utf-8")
    return (Path(str(package)).parent / "metadata.yml").read_text("utf-8")


def _only_known_hosts(application: Application, address: Address) -> Application:
    """The application behind a check of the request's Host header."""

    async def checked(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or address.answers_to(_host_of(scope)):
            await application(scope, receive, send)
            return
        await answer_plainly(scope, send, 421, _OTHER_NAME)

    return checked


_OTHER_NAME = b"""This server does not go by that name. Open it by the address that archive serve printed,
or start it with --allow-host NAME.
"""


def _host_of(scope: Message) -> str:
    """The host that a request names, without its port, in lower case."""
    return host_of(next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1"))
