"""``archive serve``: the pages of this archive, hardened, until somebody stops them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from datasette.utils import StartupError

from archive.asgi import SECURITY_HEADERS, Message
from archive.cli.server import Address, bind, build_application
from archive.errors import InvalidValue
from tests.cli.running import run


@pytest.fixture
def served(bridge: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of an archive called ``odd name.db`` that is being served, and the process that does."""
    Path("archive.db").rename("odd name.db")
    process = subprocess.Popen(
        [sys.executable, "-m", "archive", "--db", "odd name.db", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip(), process
    process.kill()
    process.communicate()


def fetch(url: str, host: str | None = None) -> tuple[int, str]:
    """Status and body of a page, errors included."""
    request = urllib.request.Request(url, headers={"Host": host} if host else {})  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_pages_are_served_and_stopped_politely(served: tuple[str, subprocess.Popen[str]]) -> None:
    """Its tables under the fixed name, no SQL, no file, no other host's name; Ctrl-C ends it with exit code 0."""
    url, process = served
    assert url.startswith("http://127.0.0.1:")
    status, body = fetch(f"{url}archive/quotations.json?_shape=array&_search=bridge")
    assert (status, len(json.loads(body))) == (200, 1)
    assert fetch(f"{url}archive.json?sql=select+1")[0] in {302, 403}
    assert fetch(f"{url}archive/-/query.json?sql=select+1")[0] in {400, 403, 404}
    assert fetch(f"{url}archive.db")[0] == 403
    assert fetch(f"{url}_memory.json")[0] == 404
    assert fetch(url, host="evil.example")[0] == 421
    assert fetch(url, host="localhost:1234")[0] == 200
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Ctrl-C stops it" in told
    assert "Stopped." in told
    assert "Traceback" not in told


def test_an_article_added_meanwhile_appears(served: tuple[str, subprocess.Popen[str]]) -> None:
    """Serving does not lock the archive; a polite kill ends it with exit code 0 too."""
    url, process = served
    Path("new.txt").write_text("“Snow is on its way to the valleys,” Jane Doe said.", "utf-8")
    assert run("--db", "odd name.db", "add", "new.txt").exit_code == 0
    assert len(json.loads(fetch(f"{url}archive/quotations.json?_shape=array")[1])) == 4
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0


def test_a_busy_port_is_named_with_the_next_step(bridge: Path) -> None:
    """Exit code 2; another port, or any free one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert (result.exit_code, f"port {port}: another program uses it" in result.stderr) == (2, True)
    assert "--port 0" in result.stderr


def test_nothing_is_served_without_an_archive(folder: Path) -> None:
    """Exit code 3, before any port is taken."""
    assert run("serve", "--port", "0").exit_code == 3


def test_a_path_that_datasette_would_misread_is_refused(bridge: Path) -> None:
    """It puts the path into an address as it is, where “?” would end it."""
    Path("archive.db").rename("what?.db")
    result = run("--db", "what?.db", "serve", "--port", "0")
    assert (result.exit_code, "Datasette cannot open a path with" in result.stderr) == (2, True)


ADDRESSES = [
    (Address("127.0.0.1", 8001), "/", "http://127.0.0.1:8001/"),
    (Address("0.0.0.0", 80), "/", "http://127.0.0.1:80/"),  # noqa: S104 - compared, not bound
    (Address("::1", 8001), "/", "http://[::1]:8001/"),
    (Address("127.0.0.1", 8001, "archive"), "/archive/", "http://127.0.0.1:8001/archive/"),
    (Address("127.0.0.1", 8001, "/a/b/"), "/a/b/", "http://127.0.0.1:8001/a/b/"),
    (Address("127.0.0.1", 8001, "https://example.org/a"), "/a/", "https://example.org/a/"),
    (Address("127.0.0.1", 8001, "https://example.org"), "/", "https://example.org/"),
]


@pytest.mark.parametrize(("address", "path", "url"), ADDRESSES)
def test_an_address_is_printed_as_a_browser_takes_it(address: Address, path: str, url: str) -> None:
    """Whatever form the base was given in."""
    assert (address.path, address.url) == (path, url)


def test_the_names_that_a_request_may_use() -> None:
    """Those of this machine and those given; on the network its own name and numbers too, but nobody else's name."""
    assert set(Address("127.0.0.1", 1).allowed_hosts) == {"127.0.0.1", "localhost", "::1"}
    assert "example.org" in (Address("127.0.0.1", 1, "https://example.org/a").allowed_hosts)
    open_to_all = Address("0.0.0.0", 1, further_hosts=("News.Example",))  # noqa: S104 - compared, not bound
    assert all(map(open_to_all.answers_to, ("192.0.2.7", "2001:db8::1", "localhost", "news.example")))
    assert open_to_all.answers_to(socket.gethostname().lower())
    assert not any(map(open_to_all.answers_to, ("evil.example", "", "192.0.2.7.evil.example")))
    assert not Address("127.0.0.1", 1).answers_to("192.0.2.7")


def test_whoever_calls_by_another_name_gets_the_headers_of_every_answer(bridge: Path) -> None:
    """421, before Datasette is asked; to HEAD without its words."""
    application = build_application(Path("archive.db"), Address("127.0.0.1", 8001))
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nothing of the request is read")

    scope = {"type": "http", "method": "HEAD", "path": "/", "headers": [(b"host", b"evil.example:8001")]}

    async def ask() -> None:
        await application(scope, receive, send)

    asyncio.run(ask())
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    assert (sent[0]["status"], sent[1]["body"]) == (421, b"")
    assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_a_port_that_is_not_allowed_is_explained() -> None:
    """For a host that is none, the one that works is named."""
    with pytest.raises(InvalidValue, match=r"--host 127\.0\.0\.1 can"):
        bind("203.0.113.1", 0)


def test_what_keeps_datasette_from_starting_is_told(bridge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words and with exit code 3, such as a plugin of somebody else's that fails."""

    def fails(*_: object, **__: object) -> None:
        raise StartupError("a plugin is broken")

    monkeypatch.setattr("datasette.app.Datasette", fails)
    result = run("serve", "--port", "0")
    assert (result.exit_code, "Datasette refuses to start: a plugin is broken" in result.stderr) == (3, True)
