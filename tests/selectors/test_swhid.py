"""A SWHID names the bytes of a text, and a range of them whose last byte belongs to it."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given

from archive.errors import ArchiveError, InvalidIdentifier, InvalidSpan
from archive.selectors.swhid import Swhid, locate_swhid, parse_swhid, swhid_of
from archive.selectors.units import from_bytes, to_bytes, to_utf16
from archive.spans import Span
from tests.strategies import texts_with_spans

CORE = "swh:1:cnt:" + "0123456789" * 4

WRONG = [
    ("swh:1:cnt:0123", "40 hex digits"),
    ("swh:1:rev:" + "0" * 40, "begins with swh:1:cnt:"),  # a commit has no text
    ("swh:2:cnt:" + "0" * 40, "begins with swh:1:cnt:"),  # no such version
    ("swh:1:cnt:" + "A" * 40, "0-9, a-f"),
    (f"{CORE};bytes=9-3", "is no range"),
    (f"{CORE};bytes=", "is no range"),
    (f"{CORE};lines=0", "counted from 1"),
    (f"{CORE};bytes=1;bytes=2", "twice"),
    (f"{CORE};chars=1-2", "is no qualifier"),
]
"""What is no SWHID of a text, and the rule that the message names."""


@given(texts_with_spans())
def test_a_stretch_is_found_again_by_its_swhid(pair: tuple[str, Span]) -> None:
    text, span = pair
    swhid = swhid_of(text, span)
    assert parse_swhid(str(swhid)) == swhid
    assert locate_swhid(text, swhid) == (span or None)


@given(texts_with_spans())
def test_bytes_and_units_are_those_of_python(pair: tuple[str, Span]) -> None:
    text, span = pair
    found = to_bytes(text, span)
    assert text.encode()[found.start : found.end].decode() == span.of(text)
    assert from_bytes(text, found) == span
    units = to_utf16(text, span)
    assert text.encode("utf-16-le")[2 * units.start : 2 * units.end].decode("utf-16-le") == span.of(text)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_gives_the_same_name() -> None:
    text = "“No,” said 🎈.\r\n"
    found = subprocess.run(
        [str(shutil.which("git")), "hash-object", "--stdin"], input=text.encode(), capture_output=True, check=True
    )
    assert str(swhid_of(text)) == "swh:1:cnt:" + found.stdout.decode().strip()


def test_the_last_byte_belongs_to_the_range() -> None:
    """Clause 6.1.2: byte numbers start from 0, and the range is inclusive; one number is one byte."""
    assert str(swhid_of("abc", Span(0, 2))).endswith(";bytes=0-1")
    assert str(swhid_of("abc", Span(1, 2))).endswith(";bytes=1")
    assert locate_swhid("abc", parse_swhid(f"{CORE};bytes=1-2")) == Span(1, 3)
    assert locate_swhid("abc", parse_swhid(f"{CORE};bytes=1")) == Span(1, 2)


def test_lines_count_from_one_and_end_with_their_line_feed() -> None:
    """Clause 6.1.1: only LF ends a line, which belongs to it."""
    text = "a\r\nb\nc"
    assert [locate_swhid(text, Swhid("", Span(n, n + 1), in_lines=True)) for n in range(3)] == [
        Span(0, 3),
        Span(3, 5),
        Span(5, 6),
    ]
    assert str(parse_swhid(f"{CORE};lines=2-3")) == f"{CORE};lines=2-3"


def test_context_is_passed_over_and_bytes_win_over_lines() -> None:
    """Clause 6.1 allows that; 6.2 says where somebody saw the object, which changes nothing."""
    assert parse_swhid(f"{CORE};origin=https://example.org/a;lines=7;bytes=1-2").stretch == Span(1, 3)


@pytest.mark.parametrize(("value", "rule"), WRONG)
def test_what_is_no_swhid_is_refused_with_the_rule(value: str, rule: str) -> None:
    with pytest.raises(InvalidIdentifier, match=rule):
        parse_swhid(value)


@pytest.mark.parametrize("stretch", ["bytes=0-99", "bytes=1", "bytes=0-1", "lines=9"])
def test_a_range_outside_the_text_or_within_a_character_is_refused(stretch: str) -> None:
    """“ has three bytes."""
    with pytest.raises(InvalidSpan):
        locate_swhid("“No”", parse_swhid(f"{CORE};{stretch}"))


def test_every_refusal_names_the_next_step() -> None:
    with pytest.raises(ArchiveError) as refused:
        parse_swhid("swh:1:cnt:x")
    assert refused.value.next_step
