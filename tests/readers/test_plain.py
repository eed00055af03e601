"""What becomes of bytes that may be a text: kept whole, decoded and counted, or refused by name."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import EmptyText, InputRefused, UnreadableSource
from archive.identifiers import text_digest
from archive.readers import read, read_plain
from archive.readers.formats import recognise_format
from tests import strategies

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_utf8_file_is_its_text(seed: Path) -> None:
    """What ``sha256sum`` prints for the file is the text's name."""
    content = seed.read_bytes()
    reading = read(content, seed.name)
    assert text_digest(reading.text) == hashlib.sha256(content).hexdigest()
    assert (reading.reader, reading.encoding, reading.encoding_source, reading.undecodable) == (
        *("plain", "utf-8", "strict"),
        0,
    )


@given(strategies.texts())
def test_strict_utf8_is_kept_whole(text: str) -> None:
    """Every text that is one comes back as it was: mark, carriage returns, NULs and all."""
    try:
        reading = read_plain(text.encode())
    except InputRefused:
        return
    if reading.encoding == "utf-8":
        assert reading.text == text
    else:
        assert reading.encoding.startswith("utf-16")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_refused(content: bytes) -> None:
    """Nothing but a refusal is raised, and what is read can be named: no lone surrogate is left."""
    try:
        reading = read(content, "these bytes")
    except InputRefused:
        return
    assert text_digest(reading.text)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "“The mayor’s café was wrong – and closed,” she said. “It was a long day for all of the town.” " * 2,
            "cp1252",
        ),
        ("It’s late, he said – and left.", "cp1252"),  # too few marks to tell a language by
        ("Мэр заявил, что мост открыт. «Мы готовы», — сказал он в пятницу в городе.", "cp1251"),
        ("Мэр заявил, что мост открыт и что все готовы, сказал он в пятницу в городе.", "koi8_r"),
        ("Starosta řekl, že most je otevřen. „Jsme připraveni,“ uvedl v pátek večer. Žluťoučký kůň.", "cp1250"),
        ("市長は金曜日、橋を開通させたと述べた。「準備はできている」と記者団に語った。", "cp932"),
        ("시장은 금요일에 다리를 열었다고 말했다. 우리는 준비됐다고 기자들에게 말했다.", "cp949"),
        ("市长星期五表示，桥已经开通。“我们已经准备好了，”他对记者说。", "gb18030"),
        ("Başkan köprünün açıldığını söyledi. “Hazırız” dedi. Şimdi İstanbul’a gidiyor, ışık.", "cp1254"),
    ],
)
def test_other_encodings_are_detected_and_said(text: str, encoding: str) -> None:
    reading = read_plain(text.encode(encoding))
    assert (reading.text, reading.encoding_source, reading.undecodable) == (text, "detected", 0)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_byte_order_mark_declares_the_encoding(encoding: str) -> None:
    reading = read_plain("“Go,” he said. 🎈".encode(encoding))
    assert (reading.text, reading.encoding, reading.encoding_source) == ("“Go,” he said. 🎈", encoding, "declared")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_nuls(encoding: str) -> None:
    """In English letters every second byte is NUL: valid UTF-8, and yet no such text."""
    reading = read_plain("The mayor said so on Friday.".encode(encoding))
    assert (reading.text, reading.encoding) == ("The mayor said so on Friday.", encoding)


@pytest.mark.parametrize(
    ("content", "text", "undecodable"),
    [
        ("Zelenskyy’s café".encode()[:-1], "Zelenskyy’s caf\ufffd", 1),  # cut in the middle of a letter
        ("“Go,” he said. ".encode() * 30 + b"\xff!", "“Go,” he said. " * 30 + "\ufffd!", 1),  # one bad byte of many
        ("Go “on”".encode("utf-16") + b"\x00", "Go “on”\ufffd", 2),  # half a letter
    ],
)
def test_what_cannot_be_decoded_is_marked_and_counted(content: bytes, text: str, undecodable: int) -> None:
    reading = read_plain(content)
    assert reading.text == text
    assert reading.undecodable == undecodable


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\ufeff \u00a0\u3000".encode(), b"\xff\xfe \x00"]
)
def test_a_source_without_a_text_is_refused(content: bytes) -> None:
    with pytest.raises(EmptyText, match=r"note\.txt: there is no text in it, so nothing was archived\. Check"):
        read(content, "note.txt")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"{\\rtf1\\ansi", "a rich text"),
        (b"SQLite format 3\x00", "an SQLite database"),
    ],
)
def test_a_known_format_that_is_not_read_is_refused_by_its_name(content: bytes, name: str) -> None:
    with pytest.raises(UnreadableSource, match=f"this is {name}"):
        read(content + bytes(100), "a.txt")


@pytest.mark.parametrize(
    ("content", "format_name"),
    [
        (b"  <!DOCTYPE html><html>", "an HTML page"),
        (b"\xef\xbb\xbf<!-- saved --><HTML lang=en>", "an HTML page"),
        ("<html><body>".encode("utf-16"), "an HTML page"),
        (b'<?xml version="1.0"?><rss version="2.0">', "a feed (RSS or Atom)"),
        (b'<?xml version="1.0"?><note/>', "an XML document"),
        (b"<b>Bold</b> words open this text.", "plain text"),  # a tag does not make a page
        (b"<html5 is a standard>", "plain text"),
        (b"He wrote <html> on the wall.", "plain text"),
    ],
)
def test_a_page_is_told_by_its_root_and_not_by_a_tag(content: bytes, format_name: str) -> None:
    assert recognise_format(content) == format_name


def test_noise_is_refused_and_a_text_with_a_few_nuls_is_not() -> None:
    with pytest.raises(UnreadableSource, match="not text in any known encoding"):
        read(bytes(range(256)) * 20, "noise.bin")
    assert read(b"The mayor\x00 said so.\x00", "note.txt").text == "The mayor\x00 said so.\x00"
