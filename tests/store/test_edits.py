"""The latest changes of articles, and when words were first seen in theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.identifiers import DocumentId, document_of_text, document_of_url, text_digest
from archive.store import edits, open_store
from archive.store.documents import list_documents
from archive.store.edits import MOST_OF_OTHER_SORT, edits_of, latest_edits
from archive.store.firsts import first_seen
from archive.store.searching import SearchFilters, search_quotations
from tests.web.building import (
    BRIDGE,
    PAGE_URL,
    SILENT,
    SOLD,
    bridge_analysis,
    day,
    fetch_page,
    hold_text,
    take_down,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article that changes four times and is looked at without a change in between, and two that change once."""
    path = tmp_path_factory.mktemp("edits") / "archive.db"
    with open_store(path, create=True) as store:
        for number, text in enumerate((BRIDGE, SOLD, SOLD, BRIDGE, SILENT), 1):
            fetch_page(store, text, day(number * 2), bridge_analysis(text))
        fetch_page(store, None, day(12), status=404)
        fetch_page(store, BRIDGE, day(14), bridge_analysis(BRIDGE))
        for place, source in enumerate(("north.txt", "south.txt")):
            digest = hold_text(store, f"{source} says this.", source=source, captured_at=day(3 + place))
            later = f"{source} says that."
            hold_text(
                store, later, source=source, document=document_of_text(digest), captured_at=day(9 + place), decisions=()
            )
    return path


def test_each_capture_with_another_version_than_the_one_before_is_a_change(file: Path) -> None:
    """A capture without a change is none, an answer without the article is none; a return to an old version is one."""
    with open_store(file, read_only=True) as store:
        found = edits_of(store, document_of_url(PAGE_URL), 10)
    assert [(edit.earlier, edit.later, edit.seen_before_at, edit.noticed_at) for edit in found] == [
        (3, 1, day(10), day(14)),
        (1, 3, day(8), day(10)),
        (2, 1, day(6), day(8)),
        (1, 2, day(2), day(4)),
    ]
    assert found[-1].before == text_digest(BRIDGE)
    assert found[-1].after == text_digest(SOLD)
    assert not any(edit.is_announced for edit in found)


def test_the_latest_changes_are_the_latest_of_all_articles(file: Path) -> None:
    """However few are asked for, they are the first of all."""
    with open_store(file, read_only=True) as store:
        everything = [
            edit for held in list_documents(store) for edit in edits_of(store, DocumentId(held.document), 100)
        ]
        by_article = sorted(everything, key=lambda edit: edit.document)
        newest_first = sorted(by_article, key=lambda edit: edit.noticed_at, reverse=True)
        assert len(newest_first) == 6
        for limit in range(8):
            assert latest_edits(store, limit) == newest_first[:limit]


def test_what_was_taken_down_is_in_no_change(tmp_path: Path) -> None:
    """The versions around it are compared with each other."""
    with open_store(tmp_path / "a.db", create=True) as store:
        first = hold_text(store, "It said this.", captured_at=day(1))
        for number, text in ((2, "It said that."), (3, "It says nothing.")):
            hold_text(store, text, document=document_of_text(first), captured_at=day(number), decisions=())
        take_down(store, text_digest("It said that."), "by court order")
        (found,) = latest_edits(store, 10)
    assert (found.earlier, found.later, found.before) == (1, 3, first)


@pytest.mark.parametrize("witnessed", [None, False])  # of all sorts, and of the sort of texts that were supplied
def test_an_article_whose_changes_were_taken_down_hides_no_older_ones(tmp_path: Path, witnessed: bool | None) -> None:
    """However many such articles were changed last, others are read in their place."""
    with open_store(tmp_path / "a.db", create=True) as store:
        held = hold_text(store, "It said this.", captured_at=day(1))
        hold_text(store, "It said that.", document=document_of_text(held), captured_at=day(2), decisions=())
        for number in range(MOST_OF_OTHER_SORT + 2):
            source = f"{number}.txt"
            taken = hold_text(store, f"{source} says this.", source=source, captured_at=day(3))
            later, document = f"{source} says that.", document_of_text(taken)
            hold_text(store, later, source=source, document=document, captured_at=day(4), decisions=())
            take_down(store, taken, "by court order")
        assert [edit.document for edit in latest_edits(store, 1, witnessed=witnessed)] == [document_of_text(held)]


def test_changes_of_the_other_sort_are_not_read_without_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A listing of one sort gives up behind so many articles with changes of the other sort alone."""
    with open_store(file, read_only=True) as store:
        assert len(latest_edits(store, 10, witnessed=False)) == 2
        monkeypatch.setattr(edits, "MOST_OF_OTHER_SORT", 1)
        assert latest_edits(store, 10, witnessed=False) == []


def test_words_are_first_seen_in_the_first_version_that_has_them(file: Path) -> None:
    """Not in the version that a search shows them in."""
    with open_store(file, read_only=True) as store:
        rows = search_quotations(store, SearchFilters(query="bridge", all_versions=True)).hits
        seen = first_seen(store, rows)
        assert {quoted: moment for (_, quoted), moment in seen.items()} == {
            "We will not sell the old bridge to anybody,": day(2),
            "We will now sell the old bridge to anybody,": day(4),
        }
        assert first_seen(store, []) == {}
