"""Only what was witnessed can show that an article was changed; what somebody supplied merely differs."""

from __future__ import annotations

import pytest

from archive.model import LogRecord
from archive.origins import newest_witnessed, origins_of, pair_changes, say_supplied_current
from archive.records import Method


def captures(*told: tuple[int | None, Method]) -> list[LogRecord]:
    """These versions, one captured a day, in this order."""
    return [
        LogRecord(
            version=version,
            captured_at=f"2026-11-{place:02d}T08:00:00.000000Z",
            method=method,
            snapshot="0" * 64,
            text=None if version is None else str(version) * 64,
            change="gone" if version is None else "new",
            capture=str(place),
            source="a",
            by=None,
            witness=None,
            status=None,
            tool="test",
        )
        for place, (version, method) in enumerate(told, 1)
    ]


PAIRS: list[tuple[list[tuple[int | None, Method]], list[tuple[int, int]]]] = [
    # the page itself changed, and was put back
    ([(1, "fetched"), (2, "fetched"), (1, "warc")], [(1, 2), (2, 3)]),
    # a supplied text in between differs, and what was fetched after it is compared with what was fetched before
    ([(1, "fetched"), (2, "file"), (1, "fetched")], [(1, 2)]),
    ([(1, "fetched"), (2, "file"), (3, "fetched")], [(1, 2), (1, 3)]),
    # a supplied text that was witnessed later needs no line of its own
    ([(1, "fetched"), (2, "saved-page"), (2, "fetched")], [(1, 3)]),
    # the same supplied text again is told once
    ([(1, "fetched"), (2, "file"), (2, "pasted")], [(1, 2)]),
    # where nothing was witnessed, each supplied text is compared with the one before
    ([(1, "file"), (2, "file"), (3, "pasted")], [(1, 2), (2, 3)]),
    # the first that is witnessed is compared with what was supplied
    ([(1, "file"), (2, "fetched")], [(1, 2)]),
    # an answer without an article is no version
    ([(1, "fetched"), (None, "fetched"), (1, "fetched")], []),
]


@pytest.mark.parametrize(("told", "expected"), PAIRS)
def test_each_capture_is_compared_with_what_it_can_speak_of(
    told: list[tuple[int | None, Method]], expected: list[tuple[int, int]]
) -> None:
    """Pairs of captures, by their place in the log."""
    found = [(int(before.capture), int(after.capture)) for before, after in pair_changes(captures(*told))]
    assert found == expected


def test_a_version_is_witnessed_as_soon_as_one_capture_of_it_was() -> None:
    """Whoever supplied it before."""
    assert origins_of(captures((1, "file"), (1, "fetched"), (2, "pasted"), (2, "file"))) == {1: "fetched", 2: "pasted"}


def test_a_supplied_text_in_front_of_a_witnessed_one_is_told() -> None:
    """With whose texts differ; not where nothing was witnessed, nor where the newest was."""
    entries = captures((1, "fetched"), (2, "file"))
    assert say_supplied_current(entries) == "A file somebody supplied differs from what we fetched."
    assert newest_witnessed(entries) == entries[0]
    for told in (captures((1, "file"), (2, "file")), captures((2, "file"), (1, "fetched")), []):
        assert say_supplied_current(told) == ""
