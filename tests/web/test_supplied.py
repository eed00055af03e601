"""A file with a newspaper's address is never shown as what the newspaper changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.identifiers import CaptureId, document_of_url, text_digest
from archive.origins import origins_of
from archive.records import Method
from archive.store import Store, open_store
from archive.store.documents import log
from archive.store.supplied import origins_beside_newest
from tests.web.building import BRIDGE, PAGE_URL, SILENT, SOLD, bridge_analysis, day, fetch_page, hold_text, span_of
from tests.web.conftest import Site
from tests.web.test_what_became import plain

DOCUMENT = document_of_url(PAGE_URL)


def supply(store: Store, text: str, number: int, method: Method = "file") -> None:
    """Somebody supplied this text of the page."""
    analysis = bridge_analysis(text)
    hold_text(
        store,
        text,
        analysis,
        source="forged.html",
        document=DOCUMENT,
        captured_at=day(number),
        method=method,
        decisions=(),
    )


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page was fetched; then somebody added a file of their own with its address."""
    path = tmp_path_factory.mktemp("supplied") / "archive.db"
    with open_store(path, create=True) as store:
        fetch_page(store, BRIDGE, day(1), bridge_analysis(BRIDGE))
        supply(store, SOLD, 2)
    return path


@pytest.fixture(scope="module")
def pages(file: Path) -> Iterator[Site]:
    """Datasette on that archive."""
    site = Site(file)
    yield site
    site.close()


def quotation(text: str) -> str:
    """The link to the quotation in this text."""
    start = text.index("We will")
    return f"/q/{text_digest(text)}/{start}-{text.index('anybody,') + len('anybody,')}"


PLACES = ("/", "/edits.atom", "/articles", f"/d/{DOCUMENT}", quotation(BRIDGE), quotation(SOLD))


@pytest.mark.parametrize("place", PLACES)
def test_no_page_blames_the_newspaper(pages: Site, place: str) -> None:
    """Nothing is called edited, unchanged until then, or silent."""
    page = pages.get(place).text
    for claim in ("last seen unchanged", "without a notice", "Edited later", "▲ edited", "▲ changed:", "Changed after"):
        assert claim not in page


@pytest.mark.parametrize("place", [place for place in PLACES if place != "/articles"])
def test_the_origin_of_each_side_is_named(pages: Site, place: str) -> None:
    """Wherever two states are compared."""
    page = pages.get(place).text.lower()
    said = (
        "a file somebody supplied differs from what we fetched",
        "what we fetched differs from a file somebody supplied",
    )
    assert any(words in page for words in said)


def test_the_comparison_names_both_sides(pages: Site) -> None:
    """And is not headed as a change."""
    page = plain(pages.get(f"/d/{DOCUMENT}/diff/{text_digest(BRIDGE)}..{text_digest(SOLD)}").text)
    assert "What differs in" in page
    assert "a file somebody supplied differs from what we fetched. That is no sign that the article was changed" in page


def test_the_article_leads_to_what_was_witnessed(pages: Site) -> None:
    """Where the newest version was supplied, that is said first."""
    page = pages.get(f"/d/{DOCUMENT}").text
    assert "The newest version was supplied." in page
    assert f'<a href="/t/{text_digest(BRIDGE)}">version 1, captured 1 Nov 2026</a>' in page


def test_only_what_was_witnessed_is_a_memento(pages: Site, file: Path) -> None:
    """The bytes of the file are served, without an address or a time at which one answered so."""
    with open_store(file, read_only=True) as store:
        fetched, supplied = (CaptureId(entry.capture) for entry in log(store, DOCUMENT))
    assert pages.get(f"/timegate/{PAGE_URL}").headers["location"] == f"/m/{fetched}"
    assert supplied not in pages.get(f"/timemap/link/{PAGE_URL}").text
    answer = pages.get(f"/m/{supplied}")
    assert answer.content == SOLD.encode()
    assert "memento-datetime" not in answer.headers
    assert "original" not in answer.headers["link"]
    assert pages.get(f"/m/{fetched}").headers["memento-datetime"]


def test_the_newest_wording_tells_what_earlier_versions_said(tmp_path: Path) -> None:
    """With date and word differences, turned so that what went is what was said then; the oldest tells nothing."""
    with open_store(tmp_path / "a.db", create=True) as store:
        for number, text in enumerate((SILENT, BRIDGE, SOLD), 1):
            fetch_page(store, text, day(number), bridge_analysis(text))
    site = Site(tmp_path / "a.db")
    page = plain(site.get(quotation(SOLD)).text)
    assert (
        "Worded differently before. Version 2 of this article (2 Nov 2026) says “not” where this text says “now”."
        in page
    )
    earlier = page.partition("Earlier versions said")[2]
    earlier = earlier.partition("Earlier versions said")[2] or earlier
    assert "version 1: not there yet" in earlier
    assert "We will [removed: not] [added: now] sell the old bridge" in earlier
    first = site.get(f"/q/{text_digest(SILENT)}/{span_of(SILENT, 'The council met.').start}-16").text
    assert "Earlier versions said" not in first
    site.close()


def test_an_old_copy_supplied_later_does_not_hush_an_edit(tmp_path: Path) -> None:
    """The newest version that was witnessed counts for the warning."""
    with open_store(tmp_path / "a.db", create=True) as store:
        fetch_page(store, BRIDGE, day(1), bridge_analysis(BRIDGE))
        fetch_page(store, SOLD, day(2), bridge_analysis(SOLD))
        supply(store, BRIDGE, 3)
    site = Site(tmp_path / "a.db")
    assert "Edited later." in site.get(quotation(BRIDGE)).text
    assert "last seen unchanged 1 Nov 2026" in site.get("/").text
    site.close()


def test_a_page_fetched_after_a_forged_file_edited_nothing(tmp_path: Path) -> None:
    """The quotation of the file is listed as supplied, not as one that the newspaper changed."""
    with open_store(tmp_path / "a.db", create=True) as store:
        fetch_page(store, SILENT, day(1), bridge_analysis(SILENT))
        supply(store, SOLD, 2)
        fetch_page(store, BRIDGE, day(3), bridge_analysis(BRIDGE))
    site = Site(tmp_path / "a.db")
    page = site.get("/search?q=bridge").text
    assert "≠ only supplied; other words in the newest version" in page
    assert "▲ edited later" not in page
    site.close()


def test_a_version_came_in_as_its_first_witnessed_capture_did(tmp_path: Path) -> None:
    """Whoever else supplied it; the newest version is told beside it."""
    with open_store(tmp_path / "a.db", create=True) as store:
        fetch_page(store, BRIDGE, day(2), bridge_analysis(BRIDGE))
        supply(store, BRIDGE, 1)  # of an earlier day: it is the first capture of the version
        supply(store, SOLD, 3, "pasted")
        found = origins_beside_newest(store, [(DOCUMENT, 1), (DOCUMENT, 2), (DOCUMENT, 7)])
        methods = origins_of(log(store, DOCUMENT))
    assert found == {(DOCUMENT, 1): ("fetched", "pasted"), (DOCUMENT, 2): ("pasted", "pasted")}
    assert all(methods[number] == own for (_, number), (own, _) in found.items())
