"""The page of an utterance shows its wordings side by side and says what the reports disagree in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.store import open_store
from archive.utterances import rule_on_pair
from tests.store.building import add_text, minute
from tests.store.test_wordings import AGAIN, FERRY, OTHER
from tests.test_utterances import ACCUSED, links
from tests.web.conftest import Site


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An archive with two wordings of one utterance by two speakers, and one quotation that stands alone."""
    path = tmp_path / "archive.db"
    with open_store(path, create=True) as store:
        for name, text in (("ferry", FERRY), ("accused", ACCUSED), ("other", OTHER)):
            add_text(store, text, f"{name}.txt")
    return path


@pytest.fixture
def site(file: Path, serve: Callable[..., Site]) -> Site:
    """Datasette on it."""
    return serve(file)


def name_of(file: Path, place: int) -> str:
    """The name that the utterance of one quotation can be asked for by."""
    with open_store(file, read_only=True) as store:
        return str(store.rows("SELECT id FROM utterances ORDER BY quotation")[place]["id"])


def test_both_wordings_are_shown_with_what_differs_and_the_conflict(site: Site, file: Path) -> None:
    page = site.get(f"/u/{name_of(file, 0)}")
    assert page.status_code == 200
    assert "2 wordings of one utterance" in page.text
    assert 'class="differs"' in page.text
    assert "They disagree on who said it" in page.text
    assert page.text.count("<bdi>John Smith</bdi>") >= 1
    assert site.get(f"/u/{name_of(file, 1)}").text == page.text


def test_the_record_is_the_same(site: Site, file: Path) -> None:
    record = site.get(f"/u/{name_of(file, 0)}.json").json()
    assert [wording["speaker"] for wording in record["wordings"]] == ["Jane Doe", "John Smith"]
    assert record["pairs"][0]["conflicts"][0]["kind"] == "speaker"


def test_a_quotation_that_stands_alone_has_no_such_page(site: Site, file: Path) -> None:
    assert site.get(f"/u/{name_of(file, 2)}").status_code == 404
    assert site.get("/u/0123456789abcdef").status_code == 404


def test_each_quotation_page_leads_to_its_other_wordings(site: Site, file: Path) -> None:
    """And a ruling changes the page's validator, so that no copy of it stays."""
    with open_store(file) as store:
        held = links(store)
        page = site.get(f"/{held[0]}")
        assert "Also in other words" in page.text
        assert f"/{held[1]}" in page.text
        assert f"/u/{name_of(file, 0)}" in page.text
        assert "the reports disagree" in page.text
        assert "Also in other words" not in site.get(f"/{held[2]}").text
        rule_on_pair(store, held[0], held[1], "reject", "Ms Example", minute(40))
    after = site.get(f"/{held[0]}", if_none_match=page.headers["etag"])
    assert after.status_code == 200
    assert "Also in other words" not in after.text


def test_a_wording_found_later_changes_the_page_of_the_first(site: Site, file: Path) -> None:
    with open_store(file) as store:
        held = links(store)
        before = site.get(f"/{held[0]}").headers["etag"]
        add_text(store, AGAIN, "late.txt")
    assert site.get(f"/{held[0]}", if_none_match=before).status_code == 200


def test_words_of_another_direction_are_not_turned_round_by_ours(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """A browser takes a block's direction from its first letter: the hidden “differs” before an Arabic word is none."""
    path = tmp_path / "arabic.db"
    words = ("سوف تعود العبارة إلى الجزيرة يوم الاثنين", "العبارة سوف تعود إلى الجزيرة يوم الاثنين")
    with open_store(path, create=True) as store:
        for number, quoted in enumerate(words):
            add_text(store, f"“{quoted}” [Jane Doe] said.\n", f"{number}.txt")
    page = serve(path).get(f"/u/{name_of(path, 0)}").text
    assert page.count("[differs: ") == page.count('<span class="unseen" dir="ltr">[differs: ') > 0


def test_search_and_the_table_count_what_also_stands_in_other_words(site: Site, file: Path) -> None:
    """The same facet on both pages and in JSON; what a person rejected is counted no more."""
    for address in ("/search?q=ferry", "/archive/quotations?_q=ferry"):
        page = site.get(address).text
        assert "Also in other words" in page
        assert "reports disagree" in page
    assert site.get("/search.json?elsewhere=conflict").json()["total"] == 2
    assert site.get("/archive/quotations.json?_elsewhere=conflict&_shape=array").json()[1:]
    with open_store(file) as store:
        held = links(store)
        rule_on_pair(store, held[0], held[1], "reject", "Ms Example", minute(40))
    assert site.get("/search.json?elsewhere=conflict").json()["total"] == 0
    assert site.get("/search.json?elsewhere=-").json()["total"] == 3
