"""The form for adding articles: open only where it was meant to be, and sent by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest

from archive.cli.server import Address, _plugin_options
from archive.fetching import Client
from archive.identifiers import DocumentId
from archive.store import open_store
from archive.store.documents import list_documents, metadata_of
from archive.web.bodies import TOO_LARGE
from archive.web.gate import Gate, read_gate
from archive.web.pages import adding
from archive.web.submission import LARGEST_BODY, LARGEST_TEXT, NAMES, read_submission
from tests.web.building import make_archive
from tests.web.conftest import Site
from tests.website import Page, running_site

OURS = {"host": "localhost:8001", "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"}
"""What a browser sends along with our own form."""
TEXT = "The bridge stays\n\n“We keep the bridge,” Jane Doe said.\n"

Open = Callable[..., Site]


@pytest.fixture
def open_archive(tmp_path: Path, serve: Open) -> Callable[..., tuple[Site, Path]]:
    """A Datasette on an archive of its own, with the plugin configured."""

    def opened(allow_add: object = "loopback", **config: Any) -> tuple[Site, Path]:
        path = make_archive(tmp_path / "archive.db")
        return serve(path, metadata={"plugins": {"quote-archive": {"allow_add": allow_add, **config}}}), path

    return opened


def send(site: Site, **fields: str) -> Any:
    """The answer to our own form with these fields."""
    return site.ask("POST", "/add", OURS, urlencode(fields).encode())


def held(path: Path) -> int:
    """How many articles the archive holds."""
    with open_store(path, read_only=True) as store:
        return len(list_documents(store))


def test_a_pasted_text_becomes_an_article_and_its_page_says_so(open_archive: Callable[..., tuple[Site, Path]]) -> None:
    """303 to the article; what was said of it is recorded under the name of who supplied it; twice changes nothing."""
    site, path = open_archive()
    fields = {"text": TEXT.replace("\n", "\r\n"), "outlet": "The Example", "published": "2025-04", "by": "John Smith"}
    answer = send(site, **fields)
    assert answer.status_code == 303
    address = answer.headers["location"]
    page = site.get(address, host="localhost").text
    assert "UTC: a new article." in page
    assert "The Example" in page
    with open_store(path, read_only=True) as store:
        document = next(one for one in list_documents(store) if one.document in address)
        told = {entry.field: (entry.value, entry.author) for entry in metadata_of(store, DocumentId(document.document))}
    assert told["published"] == ("2025-04", "John Smith")
    again = send(site, **fields)
    assert "no new text (already archived; nothing was recorded)" in site.get(again.headers["location"]).text
    assert held(path) == 2


def test_the_text_is_archived_with_the_line_breaks_that_were_pasted() -> None:
    """Browsers send each as CR LF; the digest is that of the words on the screen."""
    assert read_submission(urlencode({"text": "a\r\nb"}).encode()).pasted == b"a\nb"


def test_an_address_is_fetched_by_the_rules_of_the_command(
    open_archive: Callable[..., tuple[Site, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address in a private network is refused with its reason; a public one becomes an article."""
    site, path = open_archive()
    with running_site() as website:
        website.pages["/news"] = Page(f"<html><body><article><p>{TEXT}</p></article></body></html>".encode())
        refused = send(site, url=website.url("/news"))
        assert (refused.status_code, held(path), website.seen) == (422, 1, [])
        assert "Not added:" in refused.text
        assert website.url("/news") in refused.text, "what was typed is still there"
        monkeypatch.setattr("archive.fetching.Client", partial(Client, allow_private=True))
        answer = send(site, url=website.url("/news"))
    assert (answer.status_code, held(path)) == (303, 2)


FAULTS = [
    ({}, "Paste a text, or give the address"),  # nothing at all
    ({"text": " \r\n "}, "Paste a text, or give the address"),  # white space only
    ({"text": TEXT, "published": "next May"}, "Is not a date"),
    ({"text": TEXT, "language": "the best one"}, "Is not a language tag"),
    ({"url": "/etc/passwd"}, "Is not a web address"),  # no file of this machine is ever read
    ({"url": "file:///etc/passwd"}, "Is not a web address"),
    ({"url": "-"}, "Is not a web address"),  # what the command takes for standard input
    ({"text": "a" * (LARGEST_TEXT + 1)}, "Is larger than 1 MiB"),
    ({"text": TEXT, "by": "x" * 201}, "Is longer than 200 characters"),
    ({"text": TEXT, "title": "half \ud83d"}, "cannot be read"),  # half a character
]


@pytest.mark.parametrize(("fields", "told"), FAULTS)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_added(
    open_archive: Callable[..., tuple[Site, Path]], fields: dict[str, str], told: str
) -> None:
    """All that was typed comes back, to be mended and sent again."""
    site, path = open_archive()
    body = urlencode(fields, errors="surrogatepass").encode()
    answer = site.ask("POST", "/add", OURS, body)
    assert answer.status_code in {400, 422}
    assert (told in answer.text, held(path)) == (True, 1)
    if answer.status_code == 422 and fields.get("text") == TEXT:
        assert "We keep the bridge" in answer.text


STRANGERS = [
    ({"sec-fetch-site": "cross-site"}, 403),  # another page's form
    ({"sec-fetch-site": "same-site"}, 403),  # another port of this machine
    ({"sec-fetch-site": "", "origin": "https://evil.example"}, 403),
    ({"sec-fetch-site": "", "origin": "null"}, 403),  # a sandboxed frame
    ({"sec-fetch-site": "", "origin": ""}, 403),  # no browser of today
    ({"host": "evil.example"}, 403),  # DNS rebinding: its own name for our address
    ({"host": "evil.example", "origin": "http://evil.example", "sec-fetch-site": "same-origin"}, 403),
    ({"content-type": "text/plain"}, 415),  # what a form of a strange page may send without asking
    ({"content-type": "multipart/form-data; boundary=x"}, 415),
]


@pytest.mark.parametrize(("headers", "status"), STRANGERS)
def test_nobody_else_can_send_the_form(
    open_archive: Callable[..., tuple[Site, Path]], headers: dict[str, str], status: int
) -> None:
    """Neither with nor without cookies; in both lines of Datasette."""
    site, path = open_archive()
    given = {name: value for name, value in {**OURS, **headers}.items() if value}
    answer = site.ask("POST", "/add", given, urlencode({"text": TEXT}).encode())
    assert (answer.status_code, held(path)) == (status, 1)


def test_our_own_form_is_known_by_its_origin_where_browsers_say_no_more(
    open_archive: Callable[..., tuple[Site, Path]],
) -> None:
    """On plain http to another machine Sec-Fetch-Site is left out; so the form asks for a referrer within the site."""
    site, _ = open_archive(allow_add=True, hosts=["archive.example"])
    headers = {"host": "archive.example:8001", "origin": "http://archive.example:8001", "sec-fetch-site": ""}
    given = {name: value for name, value in {**OURS, **headers}.items() if value}
    assert site.ask("POST", "/add", given, urlencode({"text": TEXT}).encode()).status_code == 303
    assert site.get("/add", host="archive.example").headers["referrer-policy"] == "same-origin"


CLOSED = [
    (False, {}, "localhost"),  # the default of plain Datasette
    ("yes", {}, "localhost"),  # what is not understood opens nothing
    ("loopback", {"hosts": ["archive.example"]}, "archive.example"),  # behind a proxy, under its public name
    (True, {}, "archive.example"),  # not a name of ours
]


@pytest.mark.parametrize(("allow_add", "config", "host"), CLOSED)
def test_where_it_is_off_the_page_says_how_articles_are_added(
    open_archive: Callable[..., tuple[Site, Path]], allow_add: object, config: dict[str, Any], host: str
) -> None:
    """403 in words for whoever asks, and no page leads there."""
    site, path = open_archive(allow_add, **config)
    for method in ("GET", "POST"):
        answer = site.ask(method, "/add", {**OURS, "host": host}, b"text=a")
        assert (answer.status_code, held(path)) == (403, 1)
    assert 'href="/add"' not in site.get("/", host=host).text
    assert "<form method" not in site.get("/add", host=host).text


def test_every_page_leads_to_the_form_where_it_is_on(open_archive: Callable[..., tuple[Site, Path]]) -> None:
    site, _ = open_archive()
    assert 'href="/add"' in site.get("/", host="localhost").text


def test_who_comes_from_elsewhere_is_kept_out_although_the_name_is_right() -> None:
    """A proxy on this machine passes on for whom it asks."""
    asked = SimpleNamespace(headers={"host": "127.0.0.1:8001"}, scope={"client": ("203.0.113.5", 1)})
    assert "at the machine of this archive only" in Gate("loopback").refusal(asked)
    assert Gate("all").refusal(asked) == ""
    asked.scope = {"client": ("::1", 1)}
    assert Gate("loopback").refusal(asked) == ""


@pytest.mark.parametrize("has_cookie", [False, True])
def test_a_form_beyond_the_bound_is_answered_before_anything_reads_it(
    open_archive: Callable[..., tuple[Site, Path]], *, has_cookie: bool
) -> None:
    """413, also where Datasette 0.65 would take it in to look for its token."""
    site, path = open_archive()
    headers = OURS | ({"cookie": "ds_csrftoken=x"} if has_cookie else {})
    answer = site.ask("POST", "/add", headers, b"text=" + b"a" * LARGEST_BODY)
    assert (answer.status_code, answer.content, held(path)) == (413, TOO_LARGE, 1)


def test_whoever_comes_while_others_wait_is_told_and_keeps_what_was_typed(
    open_archive: Callable[..., tuple[Site, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One article is added at a time; 503 with the time to come again."""
    site, path = open_archive()
    monkeypatch.setattr(adding._DESK, "in_hand", adding.MOST_IN_HAND)
    answer = send(site, text=TEXT)
    assert (answer.status_code, answer.headers["retry-after"], held(path)) == (503, "10", 1)
    assert "We keep the bridge" in answer.text
    assert adding._ONE_AT_A_TIME._max_workers == 1


def test_a_note_cannot_be_made_up_or_moved_to_another_page(open_archive: Callable[..., tuple[Site, Path]]) -> None:
    """Without our signature, or on another page, it is not said."""
    site, _ = open_archive()
    address = send(site, text=TEXT).headers["location"]
    assert 'role="status"' in site.get(address).text
    query = address.partition("?")[2]
    for other in (f"/?{query}", f"/search?{query}", f"/about?{query}x", address[:-2], "/about?note=hello"):
        assert 'role="status"' not in site.get(other).text


def test_a_text_that_is_full_of_markup_stays_text(open_archive: Callable[..., tuple[Site, Path]]) -> None:
    """In the form that comes back, and in its fields."""
    site, _ = open_archive()
    hostile = '</textarea><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    answer = send(site, **dict.fromkeys(NAMES, hostile))
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text


def test_other_methods_are_refused_with_those_that_work(open_archive: Callable[..., tuple[Site, Path]]) -> None:
    site, _ = open_archive()
    answer = site.ask("PUT", "/add", OURS)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")
    head = site.ask("HEAD", "/add", OURS)
    assert (head.status_code, head.content) == (200, b"")


def test_an_archive_that_cannot_change_takes_nothing_in(tmp_path: Path, serve: Open) -> None:
    """As ``datasette -i`` serves it; and without an archive there is nothing to add to."""
    path = make_archive(tmp_path / "archive.db")
    config = {"plugins": {"quote-archive": {"allow_add": True}}}
    fixed = serve(immutables=[str(path)], metadata=config)
    assert (fixed.get("/add", host="localhost").status_code, serve(metadata=config).get("/add").status_code) == (
        403,
        404,
    )


SERVED = [
    (Address("127.0.0.1", 1), None, "loopback"),
    (Address("127.0.0.1", 1), False, False),
    (Address("0.0.0.0", 1), None, False),  # noqa: S104 - compared, not bound
    (Address("0.0.0.0", 1), True, True),  # noqa: S104 - compared, not bound
    (Address("127.0.0.1", 1, "https://example.org/a"), None, False),  # a proxy shows it to others
    (Address("127.0.0.1", 1, "/archive/"), None, False),  # so does one that passes on no name of its own
    (Address("127.0.0.1", 1, "/archive/"), True, True),
    (Address("[::1]", 1), None, "loopback"),
    (Address("127.0.0.1", 1, "https://example.org/a"), True, True),
]


@pytest.mark.parametrize(("address", "allow_add", "scope"), SERVED)
def test_serve_opens_the_form_only_where_nobody_else_can_reach_it(
    address: Address, allow_add: bool | None, scope: object
) -> None:
    """Or where it was switched on; under the names that the server goes by."""
    options = _plugin_options(address, allow_add)["quote-archive"]
    assert options["allow_add"] == scope


CALLED = ["192.0.2.7", "2001:db8::1", "localhost", "news.example", "evil.example", "192.0.2.7.evil.example"]


@pytest.mark.parametrize("listening", ["127.0.0.1", "0.0.0.0"])  # noqa: S104 - compared, not bound
@pytest.mark.parametrize("host", CALLED)
def test_the_form_is_open_under_every_name_that_the_server_answers_to(host: str, listening: str) -> None:
    """Whoever reaches a page by number reaches the form by number too, where everybody may add."""
    address = Address(listening, 8001, further_hosts=("news.example",))
    config = _plugin_options(address, allow_add=True)["quote-archive"]

    class Served:
        def plugin_config(self, name: str) -> object:
            return config

    name = f"[{host}]:8001" if ":" in host else f"{host}:8001"
    asked = SimpleNamespace(headers={"host": name}, scope={"client": ("192.0.2.9", 1)})
    if address.answers_to(host):
        assert read_gate(Served()).refusal(asked) == ""
    assert address.answers_to("evil.example") is False
    assert (read_gate(Served()).refusal(asked) == "") is (host not in ("evil.example", "192.0.2.7.evil.example"))


def test_the_gate_is_shut_for_whatever_is_not_a_configuration() -> None:
    class Odd:
        def plugin_config(self, name: str) -> object:
            return ["allow_add"]

    assert read_gate(Odd()) == Gate()
