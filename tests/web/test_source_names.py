"""Folders of this machine stay inside: whatever the pages serve of a file that was supplied is its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.identifiers import text_digest
from archive.store import open_store
from archive.store.documents import list_documents
from tests.web.building import BRIDGE, bridge_analysis, hold_text
from tests.web.conftest import Site

FOLDERS = "/data/jane/Secret source"


@pytest.fixture
def supplied(tmp_path: Path, serve: Callable[..., Site]) -> Site:
    """Datasette on an archive with one article from a file, without a title."""
    path = tmp_path / "archive.db"
    with open_store(path, create=True) as store:
        hold_text(store, BRIDGE, bridge_analysis(BRIDGE), source=f"{FOLDERS}/leak.txt", decisions=())
    return serve(path)


def addresses(site: Site) -> list[str]:
    """All that the archive serves of an article."""
    with open_store(Path(site.datasette.get_database("archive").path)) as store:
        (record,) = list_documents(store)
    text, document = text_digest(BRIDGE), record.document
    forms = [
        f"{base}{suffix}" for base in (f"/q/{text}/1-5", f"/d/{document}", f"/t/{text}") for suffix in ("", ".json")
    ]
    return [
        *forms,
        f"/q/{text}/1-5.jsonld",
        *(
            "/",
            "/articles",
            "/search",
            "/search.json",
            "/search.csv",
            "/search?facet=document",
            "/feed.atom",
            "/edits.atom",
        ),
        "/search?in=sentences",
        "/search.json?in=quotations,sentences",
        "/archive/quotations",
        "/archive/articles",
        "/archive/captures",
    ]


def test_no_page_names_the_folders_of_a_file(supplied: Site) -> None:
    """Neither a page nor its forms for programs, nor a cell of Datasette's tables."""
    for address in addresses(supplied):
        answer = supplied.get(address)
        assert answer.status_code == 200, address
        assert "Secret" not in answer.text, address


def test_the_name_of_the_file_is_told(supplied: Site) -> None:
    """It says from where a text came as far as that is anybody's business."""
    rows = supplied.get("/search.json").json()["hits"]
    assert {row["source"] for row in rows} == {"leak.txt"}
    assert "leak.txt" in supplied.get("/archive/articles").text
