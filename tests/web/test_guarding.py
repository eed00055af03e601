"""What stands around every answer: headers, no paths, no formulas, and turns for what is expensive."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.asgi import Application, Message
from archive.identifiers import TextDigest
from archive.store import open_store
from archive.web import serving
from archive.web.defusing import Defuser
from archive.web.guarding import DATASETTE_POLICY
from archive.web.turnstile import AT_ONCE, Turnstile, waits_for_nobody
from tests.web.building import analyse_by_hand, hold_text, make_archive, quote
from tests.web.conftest import Site

HEADERS = {"x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "no-referrer"}


@pytest.mark.parametrize(
    "path",
    ["/", "/search", "/archive", "/archive/quotations", "/archive/quotations.json", "/archive/quotations/1",
     "/archive/quotations.csv", "/-/databases.json", "/-/static/app.css", "/nothing", "/archive/nothing",
     "/archive/texts", "/robots.txt", "/archive/quotations?_q=%22"],
)  # fmt: skip  # a table, read by its rows
def test_every_answer_has_the_headers(site: Site, path: str) -> None:
    """Datasette's own pages, files and errors too."""
    answer = site.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_only_datasettes_pages_may_have_scripts_inside(site: Site) -> None:
    """Ours may not; and no page may ask another host for anything."""
    assert "unsafe-inline" not in site.get("/search").headers["content-security-policy"]
    assert site.get("/archive/quotations").headers["content-security-policy"] == DATASETTE_POLICY
    assert "http" not in DATASETTE_POLICY


INNER = [
    f"/-/{name}{suffix}"
    for name in ("databases", "threads", "tasks", "plugins", "settings", "metadata", "versions", "config", "actor",
                 "actions", "jump", "schema", "queries", "api", "permissions", "allow-debug", "patterns")
    for suffix in ("", ".json")
]  # fmt: skip  # a table, read by its rows
OUTER = ["/", "/archive", "/archive.json", "/archive/quotations.json", "/archive/nothing",
         "/archive/quotations?_sort=x",
         "/.json", "/-/", "/archive/-/schema", "/archive/quotations/-/schema"]  # fmt: skip  # a table, read by its rows


@pytest.mark.parametrize("path", [*INNER, *OUTER])
def test_no_page_names_a_file_of_this_machine(council: Path, site: Site, path: str) -> None:
    """Neither the archive's nor the program's own."""
    answer = site.get(path)
    assert "Traceback" not in answer.text
    assert str(council.parent) not in answer.text
    assert str(Path(serving.__file__).parents[2]) not in answer.text


def test_the_databases_are_listed_by_name(site: Site) -> None:
    """That much a client may need."""
    assert [one["name"] for one in site.get("/-/databases.json").json()] == ["archive"]


@pytest.mark.parametrize(
    "table", ["facet_values", "index_state", "quotations_fts_data", "documents", "ANALYSES", "sources", "tallies"]
)
def test_the_machinery_is_not_shown(council: Path, tmp_path: Path, serve: Callable[..., Site], table: str) -> None:
    """Under any file name, without metadata."""
    path = tmp_path / "news.db"
    path.write_bytes(council.read_bytes())
    site = serve(path)
    assert site.get(f"/news/{table}.json").status_code in (403, 404)
    assert f'href="/news/{table.lower()}"' not in site.get("/news?_show_hidden=1").text


def test_robots_are_kept_from_addresses_without_end(site: Site) -> None:
    """Quotations, texts and articles may be read."""
    lines = site.get("/robots.txt").text.splitlines()
    citations = "Disallow: /q/*/cite$"
    assert {"Disallow: /search", "Disallow: /archive/", "Disallow: /-/", citations} <= set(lines)
    allowed = ("Disallow: /q", "Disallow: /t/", "Disallow: /d")
    assert not any(line.startswith(allowed) for line in lines if line != citations)


def test_a_table_for_spreadsheets_holds_no_formula(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """In Datasette's CSV too; numbers stay numbers."""
    text = "<=1+1, is said> Jane Doe said."
    with open_store(tmp_path / "archive.db", create=True) as store:
        hold_text(store, text, analyse_by_hand(text, [quote(text, "=1+1, is said")]))
    table = serve(tmp_path / "archive.db").get("/archive/quotations.csv?_col=quoted&_col=start").text
    assert table.splitlines() == ["id,quoted,start", '1,"\'=1+1, is said",1']


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_pieces_may_end_anywhere(size: int) -> None:
    """Inside a quoted cell, between two quotes, between the two ends of a line."""
    table = 'a,b\r\n"=""x"",\r\n-y",@z\r\n-3,+4.5e3\r\n"\t=1",\r\n-last'
    defuser = Defuser()
    pieces = [table[place : place + size] for place in range(0, len(table), size)]
    found = "".join(map(defuser.feed, pieces)) + defuser.finish()
    assert found == 'a,b\r\n"\'=""x"",\r\n-y",\'@z\r\n-3,+4.5e3\r\n"\'\t=1",\r\n\'-last'


def test_a_page_that_takes_too_long_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """With status 503, in words; nothing of a traceback."""
    forever = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    monkeypatch.setattr(serving, "PAGE_LIMIT_MS", 1)
    monkeypatch.setattr(serving, "wrap_connection", lambda connection: connection.execute(forever).fetchone())
    answer = site.get("/about")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "Ask for less" in answer.text


@pytest.mark.parametrize(
    ("path", "cheap"),
    [
        ("q/12ab/1-5", True),
        ("q/12ab/1-5.json", True),
        ("t/12ab.txt", True),
        ("d/0123456789abcdef", True),
        ("-/static-plugins/quote-archive/style.css", True),
        ("q/12ab/1-5/cite", False),
        ("q/12ab/1-5/share", False),
        ("d/0123456789abcdef/diff/1..2", False),
        ("search", False),
        ("feed.atom", False),
        ("archive/quotations", False),
        ("q/quotations", False),  # a table of a database named q
    ],
)
def test_links_and_files_never_wait(path: str, cheap: bool) -> None:
    """Everything else takes its turn."""
    assert waits_for_nobody(path) is cheap


async def ask(application: Application, path: str, query: bytes = b"") -> tuple[int, dict[bytes, bytes]]:
    """Status and headers of an answer."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "headers": [],
        "scheme": "http",
        "http_version": "1.1",
    }
    await application(scope, receive, send)
    return sent[0]["status"], dict(sent[0]["headers"])


@pytest.mark.parametrize(("threads", "at_once"), [(8, AT_ONCE), (3, 1)])
def test_links_answer_while_fifty_searches_are_held(
    council: Path,
    digest: TextDigest,
    serve: Callable[..., Site],
    monkeypatch: pytest.MonkeyPatch,
    threads: int,
    at_once: int,
) -> None:
    """Held inside the database's threads, of which some are left; all searches are answered in the end."""
    site = serve(council, settings={"num_sql_threads": threads})
    running, let_go = threading.Semaphore(0), threading.Event()
    unheld = serving._run  # what runs on those threads

    def held(function: Any, asked: Any, *others: Any) -> Any:
        if asked.first("q"):
            running.release()
            assert let_go.wait(10)
        return unheld(function, asked, *others)

    async def try_it() -> None:
        application = site.datasette.app()
        searches = [asyncio.create_task(ask(application, "/search", b"q=the")) for _ in range(50)]
        for _ in range(at_once):
            assert await asyncio.to_thread(running.acquire, timeout=10)
        for link in (f"/q/{digest}/1-5", f"/t/{digest}.txt", "/-/static/app.css"):
            assert (await ask(application, link))[0] == 200
        assert not running.acquire(blocking=False)  # no further one was let in
        assert not any(search.done() for search in searches)
        let_go.set()
        assert [status for status, _ in await asyncio.gather(*searches)] == [200] * 50

    monkeypatch.setattr(serving, "_run", held)
    site._loop.run_until_complete(try_it())  # the loop that the site's threads answer to


def test_who_comes_when_too_many_wait_is_told_to_come_again() -> None:
    """With status 503 and when; the others have their turn."""

    async def try_it() -> None:
        turnstile, let_go = Turnstile(at_once=1, most_waiting=1), asyncio.Event()

        async def inner(_scope: Message, _receive: Any, send: Any) -> None:
            await let_go.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def application(scope: Message, receive: Any, send: Any) -> None:
            await turnstile.run(inner, scope, receive, send)

        first, second = (asyncio.create_task(ask(application, "/search")) for _ in range(2))
        await asyncio.sleep(0)  # both come in
        status, headers = await ask(application, "/search")
        assert (status, headers[b"retry-after"]) == (503, b"5")
        let_go.set()
        assert [(await search)[0] for search in (first, second)] == [200, 200]

    asyncio.run(try_it())


def test_who_waits_too_long_is_told_to_come_again() -> None:
    """With status 503 and when; and a turn that nobody took is free for the next."""

    async def try_it() -> None:
        turnstile, let_go, comes_in = Turnstile(at_once=1, longest_wait=0), asyncio.Event(), asyncio.Event()

        async def inner(_scope: Message, _receive: Any, send: Any) -> None:
            comes_in.set()
            await let_go.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def application(scope: Message, receive: Any, send: Any) -> None:
            await turnstile.run(inner, scope, receive, send)

        first = asyncio.create_task(ask(application, "/search"))
        await comes_in.wait()
        second = asyncio.create_task(ask(application, "/search"))
        for _ in range(10):  # it comes in, waits no time at all, and is answered
            await asyncio.sleep(0)
        let_go.set()
        status, headers = await second
        assert (status, headers.get(b"retry-after"), turnstile.waiting) == (503, b"5", 0)
        assert (await first)[0] == 200
        assert (await ask(application, "/search"))[0] == 200

    asyncio.run(try_it())


def change_version(path: Path, sql: str) -> None:
    """The archive as another version of this program left it: a step taken or not, and tables of another kind."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(sql)
        connection.execute("DROP TABLE quotations")
    connection.close()


OTHER_VERSIONS = [
    ("DELETE FROM _sqlite_migrations WHERE name = '0003_wordings'", "archive verify brings it up to date"),
    ("UPDATE _sqlite_migrations SET name = '9999_later' WHERE name = '0003_wordings'", "Upgrade quote-archive"),
]


@pytest.mark.parametrize(("sql", "step"), OTHER_VERSIONS)
@pytest.mark.parametrize("page", ["/", "/search", "/search.json", "/feed.atom"])
def test_an_archive_of_another_version_says_what_to_do(
    tmp_path: Path, serve: Callable[..., Site], page: str, sql: str, step: str
) -> None:
    """503 in words: plain Datasette opens a file of any age, and brings none up to date."""
    path = make_archive(tmp_path / "archive.db")
    site = serve(path)
    assert site.get(page).status_code == 200
    change_version(path, sql)
    answer = site.get(page)
    assert answer.status_code == 503
    assert step in answer.text
    assert "no such table" not in answer.text


def test_received_bytes_are_plain_text_in_a_sandbox(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Whatever a page held, with the guard around it too: no script of it ever runs here."""
    site = serve(make_archive(tmp_path / "archive.db"))
    with open_store(tmp_path / "archive.db", read_only=True) as store:
        capture = store.value("SELECT id FROM captures")
    answer = site.get(f"/m/{capture}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "unsafe-inline" not in answer.headers["content-security-policy"]


def test_nothing_is_guarded_where_there_is_no_archive(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """The plugin may be installed beside other data."""
    path = tmp_path / "other.db"
    sqlite3.connect(path).close()
    answer = serve(path).get("/-/databases.json")
    assert "content-security-policy" not in answer.headers
    assert str(path) in answer.text
