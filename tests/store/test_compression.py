"""How snapshots are packed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.store.compression import pack, unpack


@given(st.binary(max_size=3000), st.none() | st.binary(max_size=3000))
def test_what_is_packed_is_unpacked(content: bytes, base: bytes | None) -> None:
    """Whatever the bytes and whatever the base, they come back the same."""
    packed = pack(content, base)
    assert unpack(packed.frame, base if packed.needs_base else None) == content


def test_a_later_version_is_stored_as_its_difference() -> None:
    """A page of 200 kB with one changed word costs less than a two-hundredth."""
    page = b"".join(b"<p>sentence %d, number %d</p>" % (number, number * 7919 % 10007) for number in range(6000))
    packed = pack(page.replace(b"sentence 3000,", b"sentence three thousand,"), page)
    assert packed.needs_base
    assert len(packed.frame) < len(page) // 200


def test_an_unrelated_page_gets_no_base() -> None:
    """Where the base saves nothing, no chain is begun."""
    first = b"".join(b"alpha %d " % number for number in range(2000))
    second = bytes(range(256)) * 4
    assert not pack(second, first).needs_base


def test_a_damaged_frame_is_told() -> None:
    """One changed byte is found by the frame's own checksum."""
    frame = bytearray(pack(b"word " * 500).frame)
    frame[len(frame) // 2] ^= 1
    with pytest.raises(ValueError, match=r"."):
        unpack(bytes(frame))


def test_another_base_is_told() -> None:
    """A frame read against other bytes than it was packed with is an error, not another page."""
    page = b"".join(b"<p>paragraph %d</p>" % number for number in range(999))
    packed = pack(page + b"more", page)
    with pytest.raises(ValueError, match=r"."):
        unpack(packed.frame, page[::-1])
