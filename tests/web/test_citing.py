"""The page of a quotation has its citations as text; with a public address of the archive, its links are whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from archive.citations import all_formats
from archive.identifiers import text_digest
from archive.store import open_store
from tests.web.building import BRIDGE, PAGE_URL, bridge_analysis, day, fetch_page, span_of
from tests.web.conftest import Site

TEXT = text_digest(BRIDGE)
WORDS = span_of(BRIDGE, "We will not sell the old bridge to anybody,")
ADDRESS = f"/q/{TEXT}/{WORDS.start}-{WORDS.end}"
PUBLIC = {"plugins": {"quote-archive": {"public_url": "https://archive.example/"}}}
LOCAL = "works only on this computer"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with one article."""
    file = tmp_path / "archive.db"
    with open_store(file, create=True) as store:
        fetch_page(store, BRIDGE, day(1), bridge_analysis(BRIDGE))
    return file


def citations(page: str) -> dict[str, str]:
    """The citations of a page, by their format."""
    return {
        name: unescape(written)
        for name, written in re.findall(r'<pre[^>]* id="cite-([\w-]+)"[^>]*>(.*?)</pre>', page, re.DOTALL)
    }


def test_every_format_but_two_is_on_the_page(path: Path, serve: Callable[..., Site]) -> None:
    """As text in the page, which needs no script; the annotation is what the page leads to as JSON-LD."""
    page = serve(path).get(ADDRESS).text
    written = citations(page)
    assert set(written) == set(all_formats()) - {"fragment", "annotation"}
    assert "We will not sell the old bridge to anybody”" in written["markdown"]
    assert all(ADDRESS[1:] in one.replace("\\_", "_") for one in written.values())
    assert "The “,” at the end belongs to the sentence" in page
    assert "Not known of the article, so left out:" in page


def test_without_a_public_address_the_page_says_how_far_its_link_reaches(
    path: Path, serve: Callable[..., Site]
) -> None:
    page = serve(path).get(ADDRESS).text
    assert LOCAL in page
    assert f'data-copy-link="{ADDRESS}"' in page
    assert "https://archive.example" not in page


def test_with_a_public_address_links_are_whole(path: Path, serve: Callable[..., Site]) -> None:
    """Those that are copied, those in citations, the canonical ones, and those that mementos name."""
    site = serve(path, metadata=PUBLIC)
    answer = site.get(ADDRESS)
    whole = f"https://archive.example{ADDRESS}"
    assert LOCAL not in answer.text
    assert f'data-copy-link="{whole}"' in answer.text
    assert f'<link rel="canonical" href="{whole}">' in answer.text
    assert all(whole in one for one in citations(answer.text).values())
    assert answer.headers["link"].startswith(f'<{whole}>; rel="canonical"')
    gate = site.get(f"/timegate/{PAGE_URL}")
    assert f'<https://archive.example/timegate/{PAGE_URL}>; rel="timegate"' in gate.headers["link"]
    assert "<https://archive.example/m/" in site.get(f"/timemap/link/{PAGE_URL}").text


def test_a_public_address_changes_the_validator(path: Path, serve: Callable[..., Site]) -> None:
    """So that no copy without it is called right."""
    assert serve(path).get(ADDRESS).headers["etag"] != serve(path, metadata=PUBLIC).get(ADDRESS).headers["etag"]


@pytest.mark.parametrize("query", ["", "?excerpt=1"])
def test_the_page_gives_the_quotation_as_a_file(path: Path, serve: Callable[..., Site], query: str) -> None:
    """As a download, so that it is opened from the disk, where its own policy holds and its check can run."""
    site = serve(path)
    assert f'href="{ADDRESS}/share{query}"' in site.get(ADDRESS).text
    answer = site.get(f"{ADDRESS}/share{query}")
    assert (
        answer.headers["content-disposition"] == f'attachment; filename="q-{TEXT[:12]}-{ADDRESS.split("/")[-1]}.html"'
    )
    assert ('id="excerpt"' in answer.text) is bool(query)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    short = site.get(f"/q/{TEXT[:12]}/{ADDRESS.split('/')[-1]}/share{query}")
    assert (short.status_code, short.headers["location"]) == (308, f"{ADDRESS}/share{query}")
    assert site.get(f"/q/{'0' * 64}/1-2/share").status_code == 404
