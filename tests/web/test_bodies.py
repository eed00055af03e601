"""What is sent is taken in whole, up to a bound, before anything reads it and before the request's turn comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from archive.asgi import SECURITY_HEADERS, Application, Message, Receive, Send
from archive.web.bodies import MOST_DRAINED, TOO_LARGE, bound_bodies
from archive.web.submission import LARGEST_BODY
from archive.web.turnstile import AT_ONCE
from tests.web.conftest import Site

FORM = [(b"cookie", b"a=b"), (b"content-type", b"application/x-www-form-urlencoded"), (b"host", b"localhost")]
"""With a cookie, Datasette 0.65 reads the whole body to look for its token, at whatever address."""


def scope_of(path: str, method: str = "POST", headers: Iterable[tuple[bytes, bytes]] = FORM) -> Message:
    """A request as a server hands it on."""
    return {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": list(headers),
        "scheme": "http",
        "http_version": "1.1",
    }


def give(*messages: Message) -> Receive:
    """These messages, one after the other."""
    left = list(messages)

    async def receive() -> Message:
        return left.pop(0)

    return receive


def piece(body: bytes, *, more: bool) -> Message:
    """A piece of a body."""
    return {"type": "http.request", "body": body, "more_body": more}


def answer(application: Application, scope: Message, receive: Receive) -> list[Message]:
    """All that is sent back."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        await application(scope, receive, send)

    asyncio.run(run())
    return sent


def reading(seen: list[bytes]) -> Application:
    """An application that notes what it was sent."""

    async def application(_scope: Message, receive: Receive, send: Send) -> None:
        message = await receive()
        assert not message["more_body"]
        seen.append(message["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return application


@pytest.mark.parametrize("path", ["/search", "/archive/quotations", "/nothing"])
def test_a_body_that_never_ends_stops_no_search(council: Path, serve: Callable[..., Site], path: str) -> None:
    """As many as have turns send two of a hundred bytes; a search is answered meanwhile."""
    site = serve(council, settings={"num_sql_threads": 8})

    async def try_it() -> list[Message]:
        application, waiting, never = site.datasette.app(), asyncio.Semaphore(0), asyncio.Event()
        answered: list[Message] = []

        async def hold() -> None:
            left = [piece(b"q=", more=True)]

            async def receive() -> Message:
                if not left:
                    waiting.release()
                    await never.wait()
                return left.pop()

            async def send(message: Message) -> None:
                raise AssertionError(f"answered in the middle of a body: {message}")

            await application(scope_of(path), receive, send)

        async def send(message: Message) -> None:
            answered.append(message)

        held = [asyncio.create_task(hold()) for _ in range(AT_ONCE)]
        for _ in held:
            await waiting.acquire()  # the request waits for the rest of its body
        await application(scope_of("/search", "GET"), give(piece(b"", more=False)), send)
        for task in held:
            task.cancel()
        await asyncio.gather(*held, return_exceptions=True)
        return answered

    assert site._loop.run_until_complete(try_it())[0]["status"] == 200


def test_a_body_arrives_in_one_piece() -> None:
    """However many it was sent in; what comes after it is passed on, such as that the sender left."""
    seen: list[bytes] = []
    sent = answer(
        bound_bodies(reading(seen)), scope_of("/add"), give(piece(b"text=", more=True), piece(b"a", more=False))
    )
    assert (seen, sent[0]["status"]) == ([b"text=a"], 200)


@pytest.mark.parametrize("path", ["/add", "/check", "/search"])
def test_half_a_form_is_no_form(path: str) -> None:
    """Whoever hangs up in the middle has sent nothing: no half text is archived, and nobody is answered."""
    seen: list[bytes] = []
    left = give(piece(b"text=half of", more=True), {"type": "http.disconnect"})
    assert answer(bound_bodies(reading(seen)), scope_of(path), left) == []
    assert seen == []


@pytest.mark.parametrize("path", ["/about", "/search", "/archive/quotations", "/q/12ab/1-5", "/-/nothing", "/add"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_no_page_takes_in_more_than_the_bound(site: Site, path: str, method: str) -> None:
    """413 at any address, with the headers of every answer, before Datasette looks for its token."""
    headers = {"cookie": "a=b", "content-type": "application/x-www-form-urlencoded"}
    told = site.ask(method, path, headers, b"a" * (LARGEST_BODY + 1))
    assert (told.status_code, told.content) == (413, TOO_LARGE)
    assert {name: told.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_a_body_without_end_is_cut_off() -> None:
    """A browser reads the answer only when its form was read; but not for ever."""
    taken = 0

    async def receive() -> Message:
        nonlocal taken
        taken += LARGEST_BODY
        return piece(b"a" * LARGEST_BODY, more=True)

    seen: list[bytes] = []
    sent = answer(bound_bodies(reading(seen)), scope_of("/search"), receive)
    assert (sent[0]["status"], seen) == (413, [])
    assert taken <= LARGEST_BODY * (MOST_DRAINED + 1)
