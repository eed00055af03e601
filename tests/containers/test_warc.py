"""WARC files: what is whole is read, what is broken is reported, in every form that files are met in."""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.containers import iterate_warc
from archive.containers.framing import LARGEST_RECORD
from archive.containers.warc import LARGEST_PAGE
from tests.containers.warc_files import (
    PAGE,
    addresses,
    as_a_whole,
    by_record,
    chunked,
    http,
    in_blocks,
    pages_and_faults,
    plain,
    record,
)

FORMS = {"plain": plain, "gzip by record": by_record, "gzip as a whole": as_a_whole, "gzip in blocks": in_blocks}
Form = Callable[..., bytes]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_page_comes_with_its_address_time_status_and_bytes(form: Form) -> None:
    """Whatever the compression, pages come out as they were captured, in the file's order."""
    pages, faults = pages_and_faults(form(*(record(number, http()) for number in range(1, 5))))
    assert faults == []
    assert addresses(pages) == "1234"
    assert {page.content for page in pages} == {PAGE}
    assert pages[0].captured_at == "2025-05-03T10:00:00Z"
    assert pages[0].status == 200
    assert pages[0].record == "urn:uuid:1"
    assert pages[0].charset == "utf-8"


@pytest.mark.parametrize(
    ("why", "one"),
    [
        ("a request", record(9, b"GET / HTTP/1.1\r\n\r\n", "request")),
        ("what the crawler says about itself", record(9, b"software: x\r\n", "warcinfo")),
        ("an error page is no version of an article", record(9, http(status="HTTP/1.1 404 Not Found"))),
        ("a redirect has no text", record(9, http(b"", status="HTTP/1.1 301 Moved"))),
        ("a picture", record(9, http(b"\x89PNG....", "Content-Type: image/png"))),
        ("an empty page", record(9, http(b"  "))),
    ],
)
def test_what_is_no_page_is_passed_over_in_silence(why: str, one: bytes) -> None:
    """A crawl is full of records that nobody wants to hear about."""
    pages, faults = pages_and_faults(plain(record(1, http()), one, record(2, http())))
    assert (addresses(pages), faults) == ("12", []), why


@pytest.mark.parametrize(
    ("why", "block"),
    [
        ("chunks", http(chunked(PAGE), "Transfer-Encoding: chunked")),
        ("gzip", http(gzip.compress(PAGE), "Content-Encoding: gzip")),
        ("both", http(chunked(gzip.compress(PAGE)), "Transfer-Encoding: chunked", "Content-Encoding: gzip")),
        ("the crawler joined the chunks and kept the header", http(PAGE, "Transfer-Encoding: chunked")),
        ("the crawler unpacked the body and kept the header", http(PAGE, "Content-Encoding: gzip")),
        ("a status line of HTTP/2", http(PAGE, status="HTTP/2 200")),
        ("no type given: the body shows what it is", http(PAGE, "Content-Type: ")),
    ],
)
def test_a_body_is_read_whatever_its_headers_say(why: str, block: bytes) -> None:
    """Encodings are undone where they are real."""
    pages, faults = pages_and_faults(plain(record(1, block)))
    assert [page.content for page in pages] == [PAGE], (why, faults)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_file_that_ends_too_soon_loses_only_what_stood_at_its_end(form: Form) -> None:
    """A download that broke off is the commonest damage; the end is reported, what came before it is read."""
    bodies = (PAGE + hashlib.sha512(bytes([number])).digest() * 3 for number in range(1, 5))
    pages, faults = pages_and_faults(form(*(record(number, http(body)) for number, body in enumerate(bodies, 1)))[:-30])
    assert addresses(pages) == "123"
    assert "the file ends in the middle of it" in [fault.reason for fault in faults]


def test_a_damaged_member_costs_its_own_record_only() -> None:
    """The search goes on at the next member; the fault says where the damaged one began."""
    members = [by_record(record(number, http())) for number in range(1, 4)]
    damaged = bytearray(members[1])
    damaged[20:40] = b"\xff" * 20
    pages, faults = pages_and_faults(members[0] + bytes(damaged) + members[2])
    assert addresses(pages) == "13"
    assert [fault.offset for fault in faults] == [len(members[0])]
    assert "damaged" in faults[0].reason


@pytest.mark.parametrize(("why", "length"), [("too short", 20), ("too long", 900), ("far too long", 10**9)])
@pytest.mark.parametrize("form", [plain, as_a_whole], ids=["plain", "gzip as a whole"])
def test_a_wrong_length_costs_its_own_record_only(form: Form, why: str, length: int) -> None:
    """Records that a wrong length seems to swallow are found again."""
    pages, faults = pages_and_faults(
        form(record(1, http()), record(2, http(), length=length), record(3, http()), record(4, http()))
    )
    assert addresses(pages) == "134", why
    assert [fault.record for fault in faults] == ["urn:uuid:2"]


@pytest.mark.parametrize(
    ("reason", "broken"),
    [
        ("tells no length", record(2, http()).replace(b"Content-Length: ", b"Content-Size: ", 1)),
        ("does not begin like a record", b"\0\0 some other file\r\n" * 5),
        ("names no address or no date", record(2, http(), date="yesterday")),
        ("more than the", record(2, b"", length=LARGEST_RECORD + 1)),
    ],
)
def test_a_broken_record_is_named_with_its_reason(reason: str, broken: bytes) -> None:
    """A person can find the record and sees what is wrong with it."""
    first = record(1, http())
    pages, faults = pages_and_faults(plain(first, broken, record(3, http())))
    assert addresses(pages) == "13"
    assert [fault.offset for fault in faults] == [len(first)]
    assert reason in faults[0].reason


def test_a_page_that_expands_without_end_is_reported() -> None:
    """A compressed body is inflated up to a bound."""
    bomb = http(gzip.compress(b"<html>" + b"0" * (LARGEST_PAGE + 10)), "Content-Encoding: gzip")
    pages, faults = pages_and_faults(by_record(record(1, bomb), record(2, http())))
    assert addresses(pages) == "2"
    assert "expands to more than" in faults[0].reason


def test_a_member_that_expands_without_end_costs_no_memory() -> None:
    """A member of a hundred million zeros is searched and left, piece by piece."""
    pages, faults = pages_and_faults(gzip.compress(b"0" * 100_000_000) + by_record(record(2, http())))
    assert addresses(pages) == "2"
    assert len(faults) == 1


@pytest.mark.parametrize(
    ("why", "fields"),
    [
        ("by the original's id", ["WARC-Refers-To: <urn:uuid:1>"]),
        (
            "by its address and time",
            ["WARC-Refers-To-Target-URI: https://example.org/1", "WARC-Refers-To-Date: 2025-05-03T10:00:00Z"],
        ),
        ("by the digest of its body", ["WARC-Payload-Digest: sha1:ABC"]),
    ],
)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_revisit_gives_the_page_again_with_its_own_time(form: Form, why: str, fields: list[str]) -> None:
    """A crawler writes an unchanged page only once; the later capture counts all the same."""
    revisit = record(2, http(b""), "revisit", *fields, date="2025-05-04T10:00:00Z")
    pages, faults = pages_and_faults(form(record(1, http(), "response", "WARC-Payload-Digest: sha1:ABC"), revisit))
    assert faults == [], why
    assert [(page.captured_at[:10], page.content) for page in pages] == [("2025-05-03", PAGE), ("2025-05-04", PAGE)]


def test_a_revisit_of_a_page_elsewhere_is_reported() -> None:
    """Nothing can be archived for it, and a person should know."""
    pages, faults = pages_and_faults(plain(record(2, http(b""), "revisit", "WARC-Refers-To: <urn:uuid:1>")))
    assert pages == []
    assert "refers to a page" in faults[0].reason


@given(st.data())
def test_one_changed_byte_costs_at_most_two_pages(data: st.DataObject) -> None:
    """Wherever the damage is, the iteration ends and the other pages come out."""
    form = data.draw(st.sampled_from([plain, by_record]))
    content = bytearray(form(*(record(number, http()) for number in range(1, 6))))
    place = data.draw(st.integers(min_value=0, max_value=len(content) - 1))
    content[place] ^= data.draw(st.integers(min_value=1, max_value=255))
    if bytes(content[:3]) != b"\x1f\x8b\x08" and form is by_record:
        return  # a file whose first bytes are not gzip's is not taken for gzip
    pages, _ = pages_and_faults(bytes(content))
    assert len(pages) >= 3


@given(st.binary(max_size=300))
def test_any_bytes_end_in_faults_at_worst(content: bytes) -> None:
    """No file makes the reader raise."""
    list(iterate_warc(io.BytesIO(content)))
    list(iterate_warc(io.BytesIO(b"\x1f\x8b\x08" + content)))
    list(iterate_warc(io.BytesIO(b"WARC/1.0\r\n" + content)))
