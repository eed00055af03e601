"""The first page and the list of articles: what is held, what came in last, and what was changed afterwards."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.store import open_store
from archive.web import edits
from tests.web.building import BRIDGE, SILENT, SOLD, bridge_analysis, day, fetch_page, hold_text
from tests.web.conftest import Site


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article that was silently edited and then gone, and one that never changed."""
    path = tmp_path_factory.mktemp("first") / "archive.db"
    with open_store(path, create=True) as store:
        hold_text(store, "It rains.", captured_at=day(1), decisions=[("title", "Weather"), ("published", "2026-10")])
        fetch_page(store, BRIDGE, day(1), bridge_analysis(BRIDGE))
        fetch_page(store, SOLD, day(2), bridge_analysis(SOLD))
        fetch_page(store, None, day(4), status=404)
    return path


def test_the_first_page_tells_of_silent_edits(changing: Path, serve: Callable[..., Site]) -> None:
    """Which article, when it was noticed, which words of whom became which; said in words, not in colours alone."""
    page = serve(changing).get("/").text
    assert "Changed after they were archived" in page
    assert "noticed <time" in page
    assert "2 Nov 2026</time>, last seen unchanged 1 Nov 2026" in page
    assert "without a notice that we could find" in page
    assert "edited</span> <b><bdi>Jane Doe" in page
    assert '<del><span class="unseen" dir="ltr">[removed: </span>not<span class="unseen">]</span></del>' in page
    assert '<ins><span class="unseen" dir="ltr">[added: </span>now<span class="unseen">]</span></ins>' in page


def test_a_correction_notice_in_the_new_version_is_told(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """A change that the article owns up to is not called silent."""
    corrected = SOLD + "Correction: an earlier version misquoted Jane Doe.\n"
    with open_store(tmp_path / "a.db", create=True) as store:
        fetch_page(store, BRIDGE, day(1), bridge_analysis(BRIDGE))
        analysis = bridge_analysis(corrected)
        from dataclasses import replace

        from archive.records import Notice
        from tests.web.building import span_of

        notice = Notice(span_of(corrected, "Correction: an earlier"), "correction", "correction-line")
        fetch_page(store, corrected, day(2), replace(analysis, notices=(notice,)))
    assert "with a correction notice" in serve(tmp_path / "a.db").get("/").text


def test_a_change_outside_quotations_is_told_as_such(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Nobody's words are said to have changed."""
    dry = BRIDGE.replace("It rained.", "The sun shone.")
    with open_store(tmp_path / "a.db", create=True) as store:
        fetch_page(store, BRIDGE, day(1), bridge_analysis(BRIDGE))
        fetch_page(store, dry, day(2), bridge_analysis(dry))
    assert "No quotation was touched" in serve(tmp_path / "a.db").get("/").text


def test_versions_too_long_to_compare_are_not_compared(
    changing: Path, serve: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line says so and leads to both."""
    monkeypatch.setattr(edits, "LONGEST_COMPARED", 10)
    monkeypatch.setattr(edits, "_COMPARED", edits._Comparisons())
    page = serve(changing).get("/").text
    assert "These versions were not compared here" in page
    assert "/diff/" in page


def test_comparisons_are_made_once(changing: Path, serve: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as nothing changes, the next visitor does not wait for them."""
    monkeypatch.setattr(edits, "_COMPARED", edits._Comparisons())
    site, first = serve(changing), None
    first = site.get("/").text
    monkeypatch.setattr(edits, "_compare", lambda *_: pytest.fail("compared again"))
    assert site.get("/").text == first


def test_the_suggested_search_has_hits(changing: Path, site: Site, serve: Callable[..., Site]) -> None:
    """Whatever the archive holds."""
    for place in (site, serve(changing)):
        found = re.search(r'Try <a href="([^"]+)">', place.get("/").text)
        assert found
        assert not place.get(html.unescape(found[1])).text.count("Nothing found")


def test_an_empty_archive_says_how_to_fill_it(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Its pages stand all the same."""
    open_store(tmp_path / "a.db", create=True).close()
    site = serve(tmp_path / "a.db")
    assert "This archive is empty" in site.get("/").text
    assert "archive add" in site.get("/articles").text
    assert "0 quotations in 0 articles were searched" in site.get("/search?q=x").text
    assert site.get("/search.csv").text.count("\n") == 1
    assert site.get("/feed.atom").status_code == site.get("/edits.atom").status_code == 200


def test_the_list_of_articles_marks_what_changed_and_what_is_gone(changing: Path, serve: Callable[..., Site]) -> None:
    """With a sign and in words; every line has its date or "undated", and how it came in."""
    page = serve(changing).get("/articles").text
    first, second = re.findall(r"<li>.*?</li>", page, re.DOTALL)
    assert "▲ changed: 2 versions, last on 2 Nov 2026" in first
    assert "✕ gone since 4 Nov 2026" in first
    assert "undated" in first
    assert "fetched from its address" in first
    assert "Weather" in second
    assert '<time datetime="2026-10">Oct 2026</time>' in second
    assert "from a file" in second
    assert "changed" not in second


def test_the_list_leads_through_all_articles_once(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Also through those captured at the same moment."""
    with open_store(tmp_path / "a.db", create=True) as store:
        for number in range(120):
            title = [("title", f"No. {number}")]
            hold_text(
                store, f"Article {number}.", source=f"{number}.txt", captured_at=day(number % 3 + 1), decisions=title
            )
    site, address, seen = serve(tmp_path / "a.db"), "/articles", list[str]()
    while address:
        page = site.get(address).text
        seen += re.findall(r"<bdi>No\. (\d+)</bdi>", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = html.unescape(following[1]) if following else ""
    assert len(seen) == len(set(seen)) == 120
    assert [int(number) % 3 for number in seen] == sorted((int(number) % 3 for number in seen), reverse=True)
    refused = site.get("/articles?after=nonsense")
    assert refused.status_code == 400
    assert "no page begins here" in refused.text


def test_a_version_that_came_back_is_a_change_again(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Each capture that gave another version than the one before it is told, the latest first."""
    with open_store(tmp_path / "a.db", create=True) as store:
        for number, text in enumerate((BRIDGE, SILENT, BRIDGE), 1):
            fetch_page(store, text, day(number), bridge_analysis(text))
    page = serve(tmp_path / "a.db").get("/").text
    assert re.findall(r"aria-hidden=\"true\">[+✕]</span> ([a-z ]+)</span>", page) == ["new", "no longer there"]
