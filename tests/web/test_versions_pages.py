"""The article's page tells its captures truly, and any two versions can be laid side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.identifiers import document_of_url, text_digest
from archive.store import open_store
from tests.web.building import BRIDGE, COUNCIL, PAGE_URL, SOLD, bridge_analysis, day, fetch_page, hold_text
from tests.web.conftest import Site
from tests.web.test_what_became import FIRST, SECOND, hold_versions, plain

DOCUMENT = document_of_url(PAGE_URL)
DIFF = f"/d/{DOCUMENT}/diff/{FIRST}..{SECOND}"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Version 1, 1, 1, 1, 2, 1, gone; beside another article."""
    path = tmp_path_factory.mktemp("versions") / "archive.db"
    hold_versions(path, [BRIDGE, BRIDGE, BRIDGE, BRIDGE, SOLD, BRIDGE, None])
    with open_store(path) as store:
        hold_text(store, COUNCIL)
    site = Site(path)
    yield site
    site.close()


def test_a_version_that_came_back_is_told_truly(pages: Site) -> None:
    """v1 → v2 → v1 is two versions; the captures say which was seen when, newest first."""
    page = plain(pages.get(f"/d/{DOCUMENT}").text)
    assert "2 versions from 7 captures" in page
    timeline = page.partition("version 1 → version 2 → version 1 → gone")[2]
    told = [
        "✕ 7 Nov 2026, 08:00 UTC Gone: the address answered that nothing is there (status 404)",
        "↩ 6 Nov 2026, 08:00 UTC Changed back to version 1",
        "▲ 5 Nov 2026, 08:00 UTC Changed: version 2",
        "○ 3 captures without a change, 2 Nov 2026 to 4 Nov 2026",
        "● 1 Nov 2026, 08:00 UTC First capture: version 1",
    ]
    places = [timeline.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)


def test_each_change_leads_to_what_changed(pages: Site) -> None:
    """And each capture to its bytes and its text."""
    page = pages.get(f"/d/{DOCUMENT}").text
    assert f'href="{DIFF}">What changed' in page
    assert f'href="/d/{DOCUMENT}/diff/{SECOND}..{FIRST}">What changed' in page
    for found in set(re.findall(r'href="(/m/[0-9a-f]{64})"', page)):
        assert pages.get(found).headers["memento-datetime"]


def test_two_versions_are_chosen_by_a_plain_form(pages: Site) -> None:
    """Without JavaScript: two lists, a GET, and then the address that can be cited."""
    page = pages.get(f"/d/{DOCUMENT}").text
    form = page.partition('<form class="compare"')[2].partition("</form>")[0]
    assert f'action="/d/{DOCUMENT}/diff"' in form
    assert form.count("selected") == 2
    answer = pages.get(f"/d/{DOCUMENT}/diff?before={FIRST}&after={SECOND}")
    assert (answer.status_code, answer.headers["location"]) == (302, DIFF)


@pytest.mark.parametrize(
    "query", ["", "?before=x&after=y", "?before=https://evil.example/&after=1", f"?before={FIRST}"]
)
def test_a_comparison_of_nothing_is_refused_in_words(pages: Site, query: str) -> None:
    """400, and nothing of the query becomes an address."""
    answer = pages.get(f"/d/{DOCUMENT}/diff{query}")
    assert answer.status_code == 400
    assert "a comparison is of two texts" in answer.text
    assert "evil.example" not in answer.text


def test_changes_inside_quotations_come_first(pages: Site) -> None:
    """Then the whole texts, with the same difference marked in both columns."""
    page = pages.get(DIFF).text
    words = plain(page)
    inside, whole = words.index("Inside quotations"), words.index("The whole text")
    edit = words.index("We will [removed: not] [added: now] sell")
    assert inside < words.index("▲ edited Jane Doe") < edit < whole
    assert "We will [removed: not] sell" in words[whole:]
    assert "We will [added: now] sell" in words[whole:]
    assert "1 paragraph of 3 differs" in words
    assert "captured 1 Nov 2026, fetched from its address" in words
    assert f'<link rel="canonical" href="{DIFF}">' in page


def test_the_comparison_can_be_turned_around(pages: Site) -> None:
    """Then what came is what went."""
    words = plain(pages.get(f"/d/{DOCUMENT}/diff/{SECOND}..{FIRST}").text)
    assert "We will [removed: now] [added: not] sell" in words


def test_short_names_lead_to_the_whole_address(pages: Site) -> None:
    """308, as for every short link."""
    answer = pages.get(f"/d/{DOCUMENT}/diff/{FIRST[:12]}..{SECOND[:16]}")
    assert (answer.status_code, answer.headers["location"]) == (308, DIFF)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (f"/d/{DOCUMENT}/diff/{FIRST}..{text_digest(COUNCIL)}", "this text is none of the article&#39;s"),
        (f"/d/{DOCUMENT}/diff/{FIRST}..{'0' * 64}", "holds no text whose name begins so"),
        (f"/d/{DOCUMENT}/diff/{FIRST[:5]}..{SECOND}", "needs at least 12"),
        (f"/d/{'0' * 16}/diff/{FIRST}..{SECOND}", "no article has this id"),
    ],
)
def test_what_cannot_be_compared_is_told_in_words(pages: Site, place: str, words: str) -> None:
    """404 with the reason."""
    answer = pages.get(place)
    assert answer.status_code == 404
    assert words in answer.text


def test_a_text_beside_itself_has_no_difference(pages: Site) -> None:
    """The page says so instead of showing nothing."""
    words = plain(pages.get(f"/d/{DOCUMENT}/diff/{FIRST}..{FIRST}").text)
    assert "These are two texts of one version" in words
    assert "no paragraph differs" in words


def test_markup_in_a_text_stays_text(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """In changes as everywhere."""
    evil = BRIDGE.replace("not", "<script>alert(1)</script>\x00")
    with open_store(tmp_path / "archive.db", create=True) as store:
        fetch_page(store, BRIDGE, day(1), bridge_analysis(BRIDGE))
        fetch_page(store, evil, day(2), bridge_analysis(evil))
    site = serve(tmp_path / "archive.db")
    for place in (f"/d/{DOCUMENT}/diff/{FIRST}..{text_digest(evil)}", f"/q/{FIRST}/18-61"):
        page = site.get(place).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
        assert "\x00" not in page


def test_texts_too_long_for_two_columns_are_not_laid_out(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Their quotations are still compared, and the command that lists everything is named."""
    long = BRIDGE + "It rained again. " * 20_000
    with open_store(tmp_path / "archive.db", create=True) as store:
        fetch_page(store, BRIDGE, day(1), bridge_analysis(BRIDGE))
        fetch_page(store, long, day(2), bridge_analysis(long))
    page = serve(tmp_path / "archive.db").get(f"/d/{DOCUMENT}/diff/{FIRST}..{text_digest(long)}").text
    assert "too long to be shown side by side" in page
    assert f"archive diff {DOCUMENT} 1 2" in page
