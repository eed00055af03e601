"""WACZ files: a ZIP that is trusted no more than a WARC."""

from __future__ import annotations

import io
import zipfile

import pytest

from archive.containers import ContainedPage, RecordFault, iterate_wacz
from archive.errors import UnreadableSource
from tests.containers.warc_files import by_record, http, plain, record


def _wacz(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return packed.getvalue()


def test_the_pages_of_all_warc_members_come_with_their_members_name() -> None:
    """Index, page list and metadata inside are passed over."""
    content = _wacz(
        {
            "archive/a.warc.gz": by_record(record(1, http())),
            "archive/b.warc": plain(record(2, http())),
            "pages/pages.jsonl": b"{}",
            "datapackage.json": b"{}",
        }
    )
    found = list(iterate_wacz(io.BytesIO(content)))
    assert [(page.member, page.url[-1]) for page in found if isinstance(page, ContainedPage)] == [
        ("archive/a.warc.gz", "1"),
        ("archive/b.warc", "2"),
    ]
    assert len(found) == 2


def test_a_damaged_member_is_reported_and_the_next_one_read() -> None:
    """The fault names the member."""
    first, second = by_record(record(1, http())), by_record(record(2, http()))
    content = _wacz({"archive/a.warc.gz": first, "archive/b.warc.gz": second}).replace(first[:60], b"\xff" * 60, 1)
    found = list(iterate_wacz(io.BytesIO(content)))
    assert [page.url[-1] for page in found if isinstance(page, ContainedPage)] == ["2"]
    assert {fault.member for fault in found if isinstance(fault, RecordFault)} == {"archive/a.warc.gz"}


@pytest.mark.parametrize(
    ("reason", "content"),
    [
        ("no whole ZIP file", b"PK\x03\x04 and then nothing"),
        ("no WARC file in it", _wacz({"word/document.xml": b"<x/>"})),
    ],
)
def test_what_is_no_wacz_is_refused_with_its_reason(reason: str, content: bytes) -> None:
    """Documents are ZIP files too."""
    with pytest.raises(UnreadableSource, match=reason):
        list(iterate_wacz(io.BytesIO(content), "file.wacz"))
