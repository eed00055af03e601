"""Articles page by page: each once, whatever comes in meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import InvalidValue
from archive.store import open_store
from archive.store.article_lists import list_articles
from tests.web.building import day, hold_text


def test_an_article_that_comes_in_meanwhile_shifts_nothing(tmp_path: Path) -> None:
    """The next page begins behind the last article that was seen, not at a number."""
    with open_store(tmp_path / "a.db", create=True) as store:
        for number in range(1, 8):
            hold_text(store, f"Article {number}.", source=str(number), captured_at=day(number))
        first = list_articles(store, 3)
        hold_text(store, "A new one.", source="new", captured_at=day(20))
        second = list_articles(store, 3, first.next or "")
        last = list_articles(store, 3, second.next or "")
    listed = [[article.source for article in page.articles] for page in (first, second, last)]
    assert listed == [["7", "6", "5"], ["4", "3", "2"], ["1"]]
    assert last.next is None


@pytest.mark.parametrize("after", ["x", "2026_", "' OR 1=1", "2026-11-01T08:00:00.000000Z_xyz"])
def test_a_place_where_no_page_begins_is_refused(tmp_path: Path, after: str) -> None:
    """In words that lead back."""
    with open_store(tmp_path / "a.db", create=True) as store, pytest.raises(InvalidValue, match="Start again"):
        list_articles(store, 3, after)
