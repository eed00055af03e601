"""Pages saved as MHTML: the right part, its encoding, its address and time."""

from __future__ import annotations

import base64
import quopri

import pytest

from archive.errors import EmptyText, UnreadableSource
from archive.readers import mhtml, read
from archive.readers.formats import recognise_format
from archive.readers.mhtml import read_mhtml

FRAME = "A frame with some words in it."
TEXT = "“Wir bleiben”, sagte der Bürgermeister am Freitag vor dem Rathaus."


def _mhtml(*parts: str, start: str = "", date: str = "Sat, 3 May 2025 12:00:00 +0200") -> bytes:
    head = (
        "From: <Saved by Blink>\r\n"
        "Snapshot-Content-Location: https://example.org/snapshot\r\n"
        f"Subject: Vote\r\nDate: {date}\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";{start}\r\n\tboundary="b"\r\n\r\n'
    )
    return (head + "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n").encode()


def _part(
    text: str = TEXT,
    *,
    encoding: str = "quoted-printable",
    charset: str = "utf-8",
    location: str = "https://example.org/vote",
    id_: str = "<1>",
) -> str:
    page = f"<html><body><p>{text}</p></body></html>".encode(charset)
    body = {
        "quoted-printable": lambda: quopri.encodestring(page).decode("ascii"),
        "base64": lambda: base64.encodebytes(page).decode("ascii"),
    }[encoding]()
    return (
        f"Content-Type: text/html; charset={charset}\r\nContent-ID: {id_}\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\nContent-Location: {location}\r\n\r\n{body}"
    )


PICTURE = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://example.org/a.png\r\n\r\nAAAA"


@pytest.mark.parametrize(
    ("why", "content"),
    [
        ("quoted-printable", _mhtml(_part(), PICTURE)),
        ("base64", _mhtml(_part(encoding="base64"), PICTURE)),
        ("another charset", _mhtml(_part(charset="cp1252"))),
        ("the picture first", _mhtml(PICTURE, _part())),
        ("a frame first, the root named", _mhtml(_part(FRAME, id_="<0>"), _part(), start='\r\n\tstart="<1>";')),
        ("blank lines before the header", b"\r\n\r\n" + _mhtml(_part())),
    ],
)
def test_the_root_page_is_read(why: str, content: bytes) -> None:
    """Whatever its transfer encoding and its place in the file."""
    assert recognise_format(content) == "an MHTML page", why
    assert read_mhtml(content).text == TEXT, why


def test_a_saved_page_is_told_by_its_bytes() -> None:
    """A file that a browser saved is read like the page in it."""
    assert read(_mhtml(_part(), PICTURE), "vote.mhtml").text == TEXT


def test_address_and_time_of_saving_are_metadata() -> None:
    """The part's own address wins over the file's; a long one may be broken over lines."""
    told = read_mhtml(_mhtml(_part(location="https://example.org/a\r\n very/long/path"))).metadata
    assert [(metadatum.field, metadatum.value, metadatum.source) for metadatum in told[:2]] == [
        ("url", "https://example.org/avery/long/path", "saved page"),
        ("captured", "2025-05-03T10:00:00Z", "saved page"),
    ]


@pytest.mark.parametrize("date", ["", "yesterday", "Sat, 99 May 2025 12:00:00 +0200"])
def test_a_date_that_cannot_be_read_stays_unknown(date: str) -> None:
    """No time is better than a wrong one."""
    assert "captured" not in {metadatum.field for metadatum in read_mhtml(_mhtml(_part(), date=date)).metadata}


def test_a_file_without_a_page_is_refused() -> None:
    """The message names it."""
    with pytest.raises(EmptyText, match="no page in this MHTML file"):
        read_mhtml(_mhtml(PICTURE), "a.mhtml")


def test_a_file_beyond_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is taken apart."""
    monkeypatch.setattr(mhtml, "LARGEST_FILE", 100)
    with pytest.raises(UnreadableSource, match="more than the 100"):
        read_mhtml(_mhtml(_part()), "a.mhtml")


@pytest.mark.parametrize(
    ("why", "head"),
    [
        ("an article", b"The mayor said: no.\n\nThe council met.\n"),
        ("a mail", b"From: Jane Doe <jane@example.org>\nSubject: Hello\nContent-Type: text/plain\n\nText"),
        ("a page", b"<html><head></head></html>"),
        ("an interview with speakers in front", b"Reporter: What now?\nMayor: We stay.\n"),
    ],
)
def test_other_files_are_not_taken_for_mhtml(why: str, head: bytes) -> None:
    """Only the header fields of a saved page tell."""
    assert recognise_format(head) != "an MHTML page", why
