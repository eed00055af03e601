"""Saved pages and web archives: their own date and address count, and a damaged record stops no other."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from archive.identifiers import document_of_url
from tests.capture.pages import add, article, history, is_whole, serve
from tests.cli.running import run, run_json
from tests.website import Site

URL = "https://example.org/bridge"
MHTML = (
    b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/bridge\r\n"
    b"Date: Sat, 3 May 2025 12:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="xx"\r\n\r\n'
    b"--xx\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://example.org/bridge\r\n\r\n"
)
SAVED = {
    "singlefile.html": b"<!doctype html><html><!--\n Page saved with SingleFile \n url: https://example.org/bridge?utm_source=x"
    b" \n saved date: Sat May 03 2025 12:00:00 GMT+0200 (CEST)\n-->",
    "from-a-browser.htm": b"<!-- saved from url=(0026)https://example.org/bridge -->\n",
    "bridge.mhtml": MHTML,
}
"""Beginnings of saved pages, as the tools write them."""


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_page_tells_its_address_and_its_time(folder: Path, name: str) -> None:
    """The article is that of the address; the time is that of saving where the tool wrote it down."""
    tail = b"\r\n--xx--\r\n" if name.endswith(".mhtml") else b""
    (folder / name).write_bytes(SAVED[name] + article() + tail)
    added = run_json("add", name)[0]
    assert (added["outcome"], added["method"], added["document"]) == ("new", "saved-page", document_of_url(URL))
    (entry,) = run_json("log", URL)
    is_dated = name != "from-a-browser.htm"
    assert (entry["captured_at"] == "2025-05-03T10:00:00.000000Z") is is_dated
    assert run_json("add", name)[0]["reason"] == "already archived; nothing was recorded"
    assert len(run_json("log", URL)) == 1
    assert ("url", "saved page") in {(known["field"], known["source"]) for known in run_json("describe", URL)}
    assert is_whole()


def test_a_page_saved_earlier_takes_its_place_in_time(folder: Path, site: Site) -> None:
    """What the archive shows as newest stays; the older state gets the next free number, and that is said."""
    url = serve(site, "/bridge", article(month="June"))
    add(url)
    head = SAVED["singlefile.html"].replace(b"https://example.org/bridge?utm_source=x", url.encode())
    (folder / "saved.html").write_bytes(head + article())
    added = run_json("add", "saved.html")[0]
    assert (added["outcome"], added["version"]) == ("changed", 2)
    assert "an earlier state, of 2025-05-03; it is version 2" in added["reason"]
    assert history(url) == [(2, "new"), (1, "changed")]
    assert "in June" in run("show", url, "--kept").stdout


def test_a_page_saved_in_the_future_is_captured_now(folder: Path) -> None:
    """A clock that was wrong must not keep later captures from being the newest."""
    (folder / "saved.html").write_bytes(SAVED["singlefile.html"].replace(b"2025", b"2999") + article())
    run("add", "saved.html")
    assert run_json("log", URL)[0]["captured_at"] < "2999"


def test_a_folder_gives_its_pages_and_not_their_parts(folder: Path) -> None:
    """Browsers put pictures and frames of a saved page into a folder beside it."""
    (folder / "bridge_files").mkdir()
    (folder / "bridge_files" / "frame.html").write_bytes(article(month="July"))
    (folder / "bridge.html").write_bytes(article())
    assert [record["source"] for record in run_json("add", ".")] == ["bridge.html"]


def test_a_page_without_a_signature_is_read_by_its_suffix(folder: Path) -> None:
    """Tags are never archived as words."""
    (folder / "part.html").write_bytes(article().partition(b"</header>")[2])
    run("add", "part.html")
    assert "<p>" not in run("show", "part", "--raw").stdout


def record(url: str, body: bytes, date: str, number: int, content_type: str = "text/html; charset=utf-8") -> bytes:
    """One response record of a WARC."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: {date}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


WARC = b"".join(
    [
        record(URL, article(), "2025-05-03T10:00:00Z", 1),
        record(
            "https://example.org/robots.txt", b"User-agent: *\nDisallow:\n", "2025-05-03T10:00:01Z", 2, "text/plain"
        ),
        record(URL, article(month="June"), "2025-05-04T10:00:00Z", 3),
    ]
)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.wacz"])
def test_each_record_is_an_input_with_its_own_date(folder: Path, name: str) -> None:
    """Named ``FILE#record``; adding the file again, also by another name, records nothing."""
    if name.endswith(".wacz"):
        with zipfile.ZipFile(folder / name, "w") as package:
            package.writestr("archive/data.warc", WARC)
    else:
        (folder / name).write_bytes(WARC)
    added = run_json("add", name)
    assert [(one["outcome"], one["method"], one["version"]) for one in added] == [
        ("new", "warc", 1),
        ("changed", "warc", 2),
    ]
    assert all(one["source"].startswith(f"{name}#") for one in added)
    assert run_json("show", added[0]["source"])[0]["text"] == added[0]["text"]
    assert [entry["captured_at"][:10] for entry in run_json("log", URL)] == ["2025-05-03", "2025-05-04"]
    (folder / name).rename(folder / f"moved-{name}")
    assert {one["outcome"] for one in run_json("add", f"moved-{name}")} == {"unchanged"}
    assert len(run_json("log", URL)) == 2
    assert is_whole()


def test_a_damaged_record_is_refused_and_the_others_are_archived(folder: Path) -> None:
    """Exit code 3; the refusal names the record's place in the file."""
    broken = record("https://example.org/b", article(), "2025-05-03T10:00:00Z", 9).replace(
        b"WARC-Date: 2025", b"WARC-Date: x"
    )
    (folder / "crawl.warc").write_bytes(broken + WARC)
    result = run("add", "crawl.warc")
    assert (result.exit_code, "crawl.warc#" in result.stderr) == (3, True)
    assert "record at byte 0: it names no address or no date" in result.stderr
    assert run_json("documents")[0]["versions"] == 2


def test_several_processes_read_pages_too(folder: Path) -> None:
    """The same archive, whoever read them."""
    (folder / "crawl.warc").write_bytes(WARC)
    run("--db", "one.db", "add", "crawl.warc")
    run("--db", "two.db", "add", "crawl.warc", "--jobs", "2")
    assert run_json("--db", "one.db", "log", URL) == run_json("--db", "two.db", "log", URL)


def test_a_file_that_names_an_address_was_not_captured_there(folder: Path, site: Site) -> None:
    """Its own tag says so, until the page itself answers at that address."""
    url = site.url("/bridge")
    (folder / "forged.html").write_bytes(article(head=f'<link rel="canonical" href="{url}">'))
    run("add", "forged.html")
    known = {entry["field"]: entry["source"] for entry in run_json("describe", url)}
    assert known["url"] == "html:link:canonical"
    serve(site, "/bridge", article(month="June"))
    add(url)
    known = {entry["field"]: entry["source"] for entry in run_json("describe", url)}
    assert known["url"] == "address"
