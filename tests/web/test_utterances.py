"""The page of an utterance shows its wordings side by side and says what the reports differ in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.store import open_store
from archive.utterances import rule_on_pair
from tests.store.building import add_text, minute
from tests.store.test_wordings import AGAIN, FERRY, OTHER, PART
from tests.test_utterances import ACCUSED, TWICE, links
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
    assert "The reports name different speakers" in page.text
    assert page.text.count("<bdi>John Smith</bdi>") >= 1
    assert site.get(f"/u/{name_of(file, 1)}").text == page.text


def test_nothing_is_called_confirmed_that_nobody_confirmed(site: Site, file: Path) -> None:
    address = f"/u/{name_of(file, 0)}"
    assert "by comparing words; nobody has confirmed it" in site.get(address).text
    with open_store(file) as store:
        held = links(store)
        rule_on_pair(store, held[0], held[1], "confirm", "Ms Example", minute(40))
    after = site.get(address).text
    assert "confirmed by a person" in after
    assert "confirmed by <bdi>Ms Example" in after
    assert "The reports name different speakers" in after
    assert "the reports differ" in site.get(f"/{held[0]}").text


def test_a_word_or_two_is_shown_apart_and_not_counted_as_a_wording(tmp_path: Path, serve: Callable[..., Site]) -> None:
    path = tmp_path / "word.db"
    with open_store(path, create=True) as store:
        for name, text in (("ferry", FERRY), ("part", PART)):
            add_text(store, text, f"{name}.txt")
    page = serve(path).get(f"/u/{name_of(path, 0)}").text
    assert "2 wordings of one utterance" in page
    assert page.index("A word or two quoted out of it") > page.index("a part of it")
    assert "no title: “" in page
    assert "ferry.txt" not in page


def test_reports_of_one_event_are_not_said_to_exclude_each_other(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """One heading and one sentence that fit together, and the words of each article."""
    path = tmp_path / "event.db"
    with open_store(path, create=True) as store:
        for number, text in enumerate((TWICE, TWICE.replace("twice", "three times"))):
            add_text(store, text, f"{number}.txt")
    page = serve(path).get(f"/u/{name_of(path, 0)}").text
    assert "<h1>2 reports of what may be one event</h1>" in page
    assert "The reports have different numbers: “twice” (no title: “" in page
    assert "isagree" not in page
    assert "contradict" not in page


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
        assert "the reports differ" in page.text
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
        assert "reports differ" in page
    assert site.get("/search.json?elsewhere=conflict").json()["total"] == 2
    assert site.get("/archive/quotations.json?_elsewhere=conflict&_shape=array").json()[1:]
    with open_store(file) as store:
        held = links(store)
        rule_on_pair(store, held[0], held[1], "reject", "Ms Example", minute(40))
    assert site.get("/search.json?elsewhere=conflict").json()["total"] == 0
    assert site.get("/search.json?elsewhere=-").json()["total"] == 3
