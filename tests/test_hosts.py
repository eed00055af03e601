"""By which names a server is called."""

from __future__ import annotations

import pytest

from archive.hosts import host_of, is_own_name

HEADERS = [
    ("a.example", "a.example"),
    ("A.Example:8001", "a.example"),  # a name has no capitals, and a port is none of it
    ("[::1]:80", "::1"),
    ("", ""),
    ("[x", ""),  # no name at all
]


@pytest.mark.parametrize(("header", "host"), HEADERS)
def test_the_name_in_a_host_header(header: str, host: str) -> None:
    """In lower case, without its port."""
    assert host_of(header) == host


NAMES = [
    ("localhost", False, True),  # this machine's names always mean it
    ("::1", False, True),
    ("news.example", False, True),
    ("192.0.2.7", True, True),  # nobody else can give a number this machine's address
    ("2001:db8::1", True, True),
    ("192.0.2.7", False, False),
    ("evil.example", True, False),
    ("192.0.2.7.evil.example", True, False),  # begins like a number, but is a name
    ("", True, False),
]


@pytest.mark.parametrize(("host", "by_number", "is_ours"), NAMES)
def test_who_is_meant_by_a_name(host: str, by_number: bool, is_ours: bool) -> None:
    """Names that were given, this machine's own, and numbers where these will do."""
    assert is_own_name(host, {"news.example"}, by_number=by_number) is is_ours
