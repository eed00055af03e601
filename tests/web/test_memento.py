"""A Memento client (RFC 7089) finds the captures of an address, and the bytes of others can do nothing here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.errors import UnknownReference
from archive.identifiers import CaptureId, document_of_url, text_digest
from archive.listings.timemaps import read_history
from archive.mementos import encode_address
from archive.store import open_store
from archive.store.facts import withdraw
from archive.web.answers import Request
from archive.web.pages.memento import show_timegate
from tests.web.building import BRIDGE, MOMENT, PAGE_URL, SOLD, day, fetch_page
from tests.web.conftest import Site

GATE = f"/timegate/{PAGE_URL}"
MAP = f"/timemap/link/{PAGE_URL}"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose page was edited, put back, and is gone."""
    return tmp_path_factory.mktemp("memento") / "archive.db"


@pytest.fixture(scope="module")
def captures(path: Path) -> list[CaptureId]:
    """The names of the captures, oldest first: version 1, 2, 1, an error, gone."""
    with open_store(path, create=True) as store:
        return [
            fetch_page(store, BRIDGE, day(1)),
            fetch_page(store, SOLD, day(5)),
            fetch_page(store, BRIDGE, day(9)),
            fetch_page(store, None, day(10), status=500),
            fetch_page(store, None, day(11), status=404),
        ]


@pytest.fixture(scope="module")
def pages(path: Path, captures: list[CaptureId]) -> Iterator[Site]:
    """Datasette on that archive."""
    site = Site(path)
    yield site
    site.close()


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ("Thu, 05 Nov 2026 08:00:00 GMT", 1),  # exactly
        ("Wed, 04 Nov 2026 23:00:00 GMT", 1),  # the nearest one
        ("Tue, 03 Nov 2026 08:00:00 GMT", 0),  # as near to the first as to the second: the earlier
        ("Mon, 01 Jan 1990 00:00:00 GMT", 0),  # before all: the first
        ("Thu, 01 Jan 2099 00:00:00 GMT", 2),  # after all: the last that held the article, not the error page
        (None, 2),  # no time: the newest
    ],
)
def test_the_timegate_leads_to_the_nearest_capture(
    pages: Site, captures: list[CaptureId], asked: str | None, chosen: int
) -> None:
    """302, what the answer depends on, and where else to go (RFC 7089, section 4.1.1)."""
    answer = pages.get(GATE, **({"accept_datetime": asked} if asked else {}))
    assert (answer.status_code, answer.headers["location"]) == (302, f"/m/{captures[chosen]}")
    assert "accept-datetime" in answer.headers["vary"]
    assert "memento-datetime" not in answer.headers
    links = answer.headers["link"]
    for expected in (
        f'<{PAGE_URL}>; rel="original"',
        f'<{MAP}>; rel="timemap"; type="application/link-format"',
        f'</m/{captures[0]}>; rel="first',
        'last memento"; datetime="Mon, 09 Nov 2026 08:00:00 GMT"',
    ):
        assert expected in links
    assert "?" not in answer.headers["location"]


def test_each_memento_is_linked_once_with_all_that_it_is(pages: Site, captures: list[CaptureId]) -> None:
    """In the middle there is one before and one after; at an end the names join."""
    links = pages.get(f"/m/{captures[1]}").headers["link"]
    assert f'</m/{captures[0]}>; rel="first prev memento"; datetime="Sun, 01 Nov 2026 08:00:00 GMT"' in links
    assert f'</m/{captures[1]}>; rel="memento"' in links
    assert f'</m/{captures[2]}>; rel="next last memento"' in links
    assert links.count(f"/m/{captures[1]}>") == 1


@pytest.mark.parametrize(
    "spelling",
    [
        "https%3A%2F%2Fexample.org%2Fnews%2Fstory%3Fid%3D7%26lang%3Den",  # encoded whole
        "https:/example.org/news/story?id=7&lang=en",  # a proxy joined the slashes
        "HTTPS://EXAMPLE.org:443/news/story?id=7&lang=en",  # the same by RFC 3986
        "example.org/news/story?id=7&lang=en",  # as people type it
        "https://example.org/news/story?id=7&lang=en#part",  # a fragment never reaches the server's page
    ],
)
def test_an_address_may_be_spelled_in_several_ways(pages: Site, captures: list[CaptureId], spelling: str) -> None:
    """All of them can only mean this page."""
    assert pages.get(f"/timegate/{spelling}").headers.get("location") == f"/m/{captures[2]}"
    assert pages.get(f"/timemap/link/{spelling}").status_code == 200


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/news/story",  # the query belongs to the address
        "https://example.org/news/story?id=8&lang=en",
        "https://example.org/news/STORY?id=7&lang=en",  # paths have case
        "https://example.org:8443/news/story?id=7&lang=en",
        "https://[broken/",
        "https://example.org:port/",
        "%00",
        "%FF%FE",
    ],
)
def test_another_address_has_no_captures(pages: Site, other: str) -> None:
    """404 in words, which still says what it depends on."""
    gate = pages.get(f"/timegate/{other}")
    assert gate.status_code == 404
    assert "accept-datetime" in gate.headers["vary"]
    assert "holds no capture of it" in gate.text
    assert pages.get(f"/timemap/link/{other}").status_code == 404


@pytest.mark.parametrize("date", ["yesterday", "2026-11-05", "Sat, 31 Dec 9999 23:59:59 -2300"])
def test_a_time_that_is_none_is_refused(pages: Site, date: str) -> None:
    """400 (RFC 7089, section 4.5.2), with the form that it should have."""
    answer = pages.get(GATE, accept_datetime=date)
    assert answer.status_code == 400
    assert "is not an HTTP date" in answer.text
    assert "Sat, 21 Nov 2026 09:30:00 GMT" in answer.text


def test_an_unchanged_timemap_is_not_sent_again(pages: Site, captures: list[CaptureId]) -> None:
    """Its tag brings 304 and no content."""
    assert captures
    tag = pages.get(MAP).headers["etag"]
    again = pages.get(MAP, if_none_match=tag)
    assert (again.status_code, again.content) == (304, b"")


def test_the_timemap_is_read_back_by_our_own_reader(pages: Site, captures: list[CaptureId]) -> None:
    """Three captures held the article; what the server answered when it was gone is no memento of it."""
    answer = pages.get(MAP)
    assert answer.headers["content-type"] == "application/link-format"
    found = read_history(answer.content, f"http://archive.example{MAP}")
    assert [memento.url for memento in found] == [f"http://archive.example/m/{capture}" for capture in captures[:3]]
    assert found[0].captured_at == "2026-11-01T08:00:00Z"


def test_the_bytes_of_a_capture_can_do_nothing(pages: Site, captures: list[CaptureId]) -> None:
    """Plain text in a sandbox, whatever they say they are, exactly as received and with their time."""
    answer = pages.get(f"/m/{captures[0]}")
    assert answer.content == f"<html><script>alert(1)</script>{BRIDGE}".encode()
    headers = answer.headers
    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["memento-datetime"] == "Sun, 01 Nov 2026 08:00:00 GMT"
    assert f'</d/{document_of_url(PAGE_URL)}>; rel="describedby"' in headers["link"]
    head = pages.ask("HEAD", f"/m/{captures[0]}")
    assert (head.content, head.headers["memento-datetime"]) == (b"", headers["memento-datetime"])
    assert pages.get(f"/m/{captures[0]}", if_none_match=headers["etag"]).status_code == 304


def test_an_answer_without_an_article_keeps_its_status(pages: Site, captures: list[CaptureId]) -> None:
    """RFC 7089, section 4.5.3: the memento of a 404 is a 404 with its time."""
    answer = pages.get(f"/m/{captures[4]}")
    assert (answer.status_code, answer.headers["memento-datetime"]) == (404, "Wed, 11 Nov 2026 08:00:00 GMT")
    assert 'rel="first memento"' not in answer.headers["link"]


def test_a_client_goes_from_the_address_to_the_bytes(pages: Site, captures: list[CaptureId]) -> None:
    """The requests of PyPI's memento-client: HEAD on the TimeGate with a time, then HEAD on where it leads."""
    gate = pages.ask("HEAD", GATE, {"Accept-Datetime": "Thu, 05 Nov 2026 09:00:00 GMT"})
    assert (gate.status_code, gate.content) == (302, b"")
    memento = pages.ask("HEAD", gate.headers["location"], {"Accept-Datetime": "Thu, 05 Nov 2026 09:00:00 GMT"})
    assert memento.status_code == 200
    assert memento.headers["memento-datetime"] == "Thu, 05 Nov 2026 08:00:00 GMT"
    assert f'<{PAGE_URL}>; rel="original"' in memento.headers["link"]


def test_what_was_taken_down_is_no_memento(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Its bytes answer 410, its captures leave the TimeMap; when none is left, so does the address."""
    path = tmp_path / "archive.db"
    with open_store(path, create=True) as store:
        first, second = fetch_page(store, BRIDGE, day(1)), fetch_page(store, SOLD, day(5))
        with store.transaction():
            withdraw(store, text_digest(BRIDGE), "A court said so.", "Jane Doe", MOMENT)
    site = serve(path)
    answer = site.get(f"/m/{first}")
    assert answer.status_code == 410
    assert "A court said so." in answer.text
    assert "alert(1)" not in answer.text
    assert f"/m/{first}" not in site.get(MAP).text
    assert site.get(GATE, accept_datetime="Mon, 01 Jan 1990 00:00:00 GMT").headers["location"] == f"/m/{second}"
    with open_store(path) as store, store.transaction():
        withdraw(store, text_digest(SOLD), "Another court did.", "Jane Doe", MOMENT)
    assert site.get(MAP).status_code == 404


def test_behind_a_folder_all_addresses_have_the_folder(
    path: Path, captures: list[CaptureId], serve: Callable[..., Site]
) -> None:
    """And no answer repeats the host that a request names."""
    site = serve(path, settings={"base_url": "/news/"})
    gate = site.get(GATE, host="evil.example")
    assert gate.headers["location"] == f"/news/m/{captures[2]}"
    assert f"</news/timegate/{PAGE_URL}>" in gate.headers["link"]
    timemap = site.get(MAP, host="evil.example")
    assert f"</news/m/{captures[0]}>" in timemap.text
    assert "evil.example" not in str(gate.headers) + timemap.text


def test_an_unknown_capture_is_told_in_words(pages: Site) -> None:
    """And what does not look like the name of one is none of ours."""
    answer = pages.get(f"/m/{'0' * 64}")
    assert answer.status_code == 404
    assert "no capture has this name" in answer.text


@pytest.mark.parametrize("address", ["https://example.org/\u00e9", "https://e.org/a>b", 'https://e.org/"; rel="x'])
def test_an_address_cannot_break_out_of_a_header(pages: Site, address: str) -> None:
    """What is not ASCII, or would end a link, is encoded in what we print and found nowhere when it is asked for."""
    assert not set('<>"\r\n ') & set(encode_address(address + "\r\nset-cookie: a"))
    assert encode_address(address).isascii()
    assert pages.get(f"/timegate/{address}").status_code == 404


def test_an_address_that_is_not_encoded_is_refused(path: Path, captures: list[CaptureId]) -> None:
    """A server in front that decodes paths is told so, instead of another address being looked for."""
    assert captures
    request = Request({"url": "https://example.org/café"})
    with open_store(path) as store, pytest.raises(UnknownReference, match="an address in a path is percent-encoded"):
        show_timegate(store, request)
