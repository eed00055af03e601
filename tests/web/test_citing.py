"""A quotation's citations stand on a page of their own; with a public address of the archive, its links are whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

import archive.citations.processor
import archive.web.stretches
from archive.citations import all_formats
from archive.identifiers import document_of_url, text_digest
from archive.records import Decision
from archive.store import open_store
from archive.store.facts import put_decision
from archive.store.index import refresh_document
from tests.web.building import BRIDGE, PAGE_URL, bridge_analysis, day, fetch_page, hold_text, span_of
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


def test_every_format_but_one_is_on_the_page(path: Path, serve: Callable[..., Site]) -> None:
    """As text in the page, which needs no script; the page says how a link into the article's page is had."""
    page = serve(path).get(f"{ADDRESS}/cite").text
    written = citations(page)
    assert set(written) == set(all_formats()) - {"fragment"}
    assert "--format fragment" in page
    assert "We will not sell the old bridge to anybody”" in written["markdown"]
    assert all(ADDRESS[1:] in one.replace("\\_", "_") for one in written.values())
    assert "The “,” at the end belongs to the sentence" in page
    assert "Not known of the article, so left out: title, author, outlet, date." in page
    supplies = r"archive describe <bdi>[\w-]+</bdi> --title … --author … --outlet … --published …</code>"
    assert re.search(supplies, page)


def test_only_the_page_of_the_citations_renders_a_style(
    path: Path, serve: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A style takes longer than all of the quotation's page, which is asked for far more often."""
    rendered: list[str] = []

    def render(style: str, _item: object) -> str:
        rendered.append(style)
        return style

    monkeypatch.setattr(archive.citations.processor, "render_reference", render)
    site = serve(path)
    for form in ("", ".json", ".jsonld"):
        assert site.get(ADDRESS + form).status_code == 200
    assert rendered == []
    assert site.get(f"{ADDRESS}/cite").status_code == 200
    assert "apa" in rendered


def test_the_page_of_a_quotation_has_one_footnote_and_leads_to_the_rest(path: Path, serve: Callable[..., Site]) -> None:
    page = serve(path).get(ADDRESS).text
    assert f'<a class="button" href="{ADDRESS}/cite">Cite</a>' in page
    [footnote] = re.findall(r'<p[^>]* id="footnote"[^>]*>(.*?)</p>', page)
    assert footnote.startswith("“We will not sell the old bridge to anybody” (Jane Doe), in: ")
    assert footnote.endswith(ADDRESS[1:])
    assert citations(page) == {}


def test_of_very_long_words_there_is_no_footnote(path: Path, serve: Callable[..., Site]) -> None:
    """It would be the page once more."""
    text = "Word. " * 500
    with open_store(path) as store:
        digest = hold_text(store, text, source="long.txt")
    page = serve(path).get(f"/q/{digest}/0-2999").text
    assert 'id="footnote"' not in page
    assert f"/q/{digest}/0-2999/cite" in page


def test_a_copy_of_the_citations_that_is_right_costs_no_page(
    path: Path, serve: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until something more is known of the article, which the citations then say."""
    site = serve(path)
    tag = site.get(f"{ADDRESS}/cite").headers["etag"]
    with monkeypatch.context() as patched:
        patched.delattr(archive.web.stretches, "find_passage")
        answer = site.get(f"{ADDRESS}/cite", if_none_match=tag)
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    with open_store(path) as store, store.transaction():
        article = document_of_url(PAGE_URL)
        put_decision(store, Decision(article, "title", "The bridge", "Jane Doe", day(2)))
        refresh_document(store, article)
    answer = site.get(f"{ADDRESS}/cite", if_none_match=tag)
    assert (answer.status_code, "The bridge" in citations(answer.text)["apa"]) == (200, True)


@pytest.mark.parametrize(
    ("place", "status"),
    [
        (f"{'0' * 64}/1-2", 404),  # the archive does not hold it
        (f"{TEXT}/5-5", 404),  # no stretch
        (f"{TEXT}/01-5", 404),  # not written as links are
        (f"{TEXT}/1-9999", 404),  # past the end
    ],
)
def test_what_is_no_stretch_has_no_citations(path: Path, serve: Callable[..., Site], place: str, status: int) -> None:
    assert serve(path).get(f"/q/{place}/cite").status_code == status


def test_a_short_link_leads_to_the_citations_behind_the_whole_one(path: Path, serve: Callable[..., Site]) -> None:
    answer = serve(path).get(f"/q/{TEXT[:12]}/{ADDRESS.split('/')[-1]}/cite")
    assert (answer.status_code, answer.headers["location"]) == (308, f"{ADDRESS}/cite")


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
    written = citations(site.get(f"{ADDRESS}/cite").text)
    assert written
    assert all(whole in one for one in written.values())
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
