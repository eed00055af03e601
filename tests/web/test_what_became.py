"""A quotation's page tells what became of it in every later state, in words and signs, never by colour alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from archive.identifiers import DocumentId, TextDigest, document_of_text, document_of_url, text_digest
from archive.model import ChangeRecord, HistoryRecord, Status
from archive.store import open_store
from archive.store.facts import withdraw
from archive.store.index import refresh_document
from archive.web.becoming import list_states, warn_of
from archive.web.links import Links
from tests.web.building import (
    BRIDGE,
    MOMENT,
    PAGE_URL,
    SILENT,
    SOLD,
    analyse_by_hand,
    bridge_analysis,
    day,
    fetch_page,
    hold_text,
    span_of,
)
from tests.web.conftest import Site

WORDS = span_of(BRIDGE, "We will not sell the old bridge to anybody,")
FIRST, SECOND, THIRD = (text_digest(text) for text in (BRIDGE, SOLD, SILENT))


def hold_versions(path: Path, texts: Sequence[str | None]) -> None:
    """The page was captured with these texts, one a day; None is an answer that it is gone."""
    with open_store(path, create=True) as store:
        for number, text in enumerate(texts, 1):
            if text is None:
                fetch_page(store, None, day(number), status=404)
            else:
                fetch_page(store, text, day(number), bridge_analysis(text))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The quotation stood, was edited, came back, was edited again; then the page went."""
    path = tmp_path_factory.mktemp("became") / "archive.db"
    hold_versions(path, [BRIDGE, SOLD, BRIDGE, BRIDGE, SOLD, None])
    site = Site(path)
    yield site
    site.close()


def address(text: TextDigest) -> str:
    """The link to the quotation."""
    return f"/q/{text}/{WORDS.start}-{WORDS.end}"


def plain(page: str) -> str:
    """The words of a page as a screen reader has them."""
    return " ".join(re.sub(r"<[^>]+>", "", page.partition("<main")[2]).split())


def test_a_warning_stands_above_a_quotation_that_was_edited_later(pages: Site) -> None:
    """Before the words themselves, announced as a status, with the change in words."""
    page = pages.get(address(FIRST)).text
    warning = page.index("says “now” where this text says “not”")
    assert page.rindex('role="status"', 0, warning) < warning < page.index("<blockquote")
    assert "Version 2 of this article (5 Nov 2026)" in page


def test_each_later_state_is_told_with_its_date(pages: Site) -> None:
    """Version 1 that came back is a state of its own; an edit is told once, word by word, for ears too."""
    page = plain(pages.get(address(FIRST)).text)
    states = page.partition("What became of it 1 Nov 2026")[2]
    assert states.index("● as above version 1, this text") < states.index("2 Nov 2026 ▲ edited version 2: its words")
    assert "We will [removed: not] [added: now] sell the old bridge" in states
    assert states.index("3 Nov 2026 ● verbatim version 1 again") < states.index("5 Nov 2026 ▲ edited version 2 again")
    assert states.count("[added: now]") == 1
    assert "✕ gone the page is gone since 6 Nov 2026; last seen on 5 Nov 2026" in states


def test_the_page_that_is_gone_is_told_on_quotation_and_article(pages: Site) -> None:
    """With the last good version still shown."""
    for place in (address(FIRST), address(SECOND), f"/d/{document_of_url(PAGE_URL)}"):
        page = plain(pages.get(place).text)
        assert "The page is gone since 6 Nov 2026; last seen on 5 Nov 2026" in page
    assert "We will now sell" in pages.get(f"/d/{document_of_url(PAGE_URL)}").text


def test_the_wording_of_the_newest_version_has_no_warning(pages: Site) -> None:
    """It is verbatim today, though it was not always."""
    page = pages.get(address(SECOND)).text
    assert "Edited later" not in page
    assert "1 Nov 2026" not in plain(page).partition("What became of it")[2].partition("All captures")[0]


def test_a_part_of_a_quotation_has_a_fate_of_its_own(pages: Site) -> None:
    """Its words may be untouched where the rest was edited; and JSON says the same as the page."""
    untouched = span_of(BRIDGE, "sell the old bridge to anybody")
    place = f"/q/{FIRST}/{untouched.start}-{untouched.end}"
    record = pages.get(f"{place}.json").json()
    assert (record["status"], record["stored"]) == ("verbatim", False)
    assert record["became"] == f"q/{SECOND}/{untouched.start}-{untouched.end}"
    assert "Edited later" not in pages.get(place).text
    assert pages.get(f"{address(FIRST)}.json").json()["status"] == "edited"


def test_a_quotation_that_went_is_told(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Also in lists, and the article leads on to the comparison."""
    hold_versions(tmp_path / "archive.db", [BRIDGE, SILENT])
    site = serve(tmp_path / "archive.db")
    page = plain(site.get(address(FIRST)).text)
    assert "✕ No longer there. Version 2 of this article (2 Nov 2026) does not hold these words." in page
    assert "✕ no longer in the newest version" in site.get(f"/d/{document_of_url(PAGE_URL)}").text
    assert f'href="/d/{document_of_url(PAGE_URL)}/diff/{FIRST}..{THIRD}"' in site.get(address(FIRST)).text


def test_a_single_version_tells_no_history(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """However often it was captured."""
    hold_versions(tmp_path / "archive.db", [BRIDGE, BRIDGE])
    page = serve(tmp_path / "archive.db").get(address(FIRST)).text
    assert "What became of it" not in page
    assert "side by side" not in page


def test_a_later_version_that_was_taken_down_is_not_quoted(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Its words are nowhere on the page."""
    path = tmp_path / "archive.db"
    hold_versions(path, [BRIDGE, SOLD])
    with open_store(path) as store, store.transaction():
        withdraw(store, SECOND, "A court said so.", "Jane Doe", MOMENT)
        refresh_document(store, document_of_url(PAGE_URL))
    site = serve(path)
    assert "now" not in plain(site.get(address(FIRST)).text).split()
    article = site.get(f"/d/{document_of_url(PAGE_URL)}").text
    assert "taken down: A court said so." in article
    assert "/diff/" not in article
    assert site.get(f"/d/{document_of_url(PAGE_URL)}/diff/{FIRST}..{SECOND}").status_code == 410


def test_the_same_text_in_another_article_may_have_another_fate(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """One copy was edited, the other was not: the page says so beside the other."""
    path = tmp_path / "archive.db"
    hold_versions(path, [BRIDGE, SOLD])
    with open_store(path, create=False) as store:
        hold_text(store, BRIDGE, bridge_analysis(BRIDGE), source="copy.txt", captured_at=day(3))
        copy = document_of_text(FIRST)
        hold_text(store, SILENT, analyse_by_hand(SILENT), source="copy.txt", document=copy, captured_at=day(4))
    record = serve(path).get(f"{address(FIRST)}.json").json()
    page = serve(path).get(address(FIRST)).text
    other = {DocumentId(document) for document in record["documents"]} - {DocumentId(record["document"])}
    assert len(other) == 1
    said = {document_of_url(PAGE_URL): "▲ edited later", copy: "✕ no longer in the newest version"}
    assert said[other.pop()] in page.partition("The same text elsewhere")[2]


def history(status: Status, *changes: tuple[str, str]) -> list[HistoryRecord]:
    """One later state with this status."""
    return [
        HistoryRecord(
            version=2,
            captured_at=day(2),
            text="0" * 64,
            status=status,
            permalink=None,
            start=None,
            end=None,
            before="",
            after="",
            changes=[ChangeRecord(kind="replace", before=before, after=after) for before, after in changes],
        )
    ]


WARNINGS: list[tuple[list[HistoryRecord], str, bool]] = [
    (history("edited", ("not ", "now ")), "says “now” where this text says “not”", False),
    (history("edited", ("significant ", "")), "no longer says “significant”", False),
    (history("edited", ("", "nearly ")), "adds “nearly”", False),
    (history("edited", *[("a", "b")] * 3), "and differs in 1 more place", False),
    (history("edited", *[("a", "b")] * 9), "and differs in 7 more places", False),
    (history("gone"), "does not hold these words", False),
    (history("moved"), "unchanged, at another place", True),
    (history("punctuation", (",", ";")), "the same words with other punctuation", True),
    (history("ambiguous"), "several places", True),
]


@pytest.mark.parametrize(("later", "words", "is_mild"), WARNINGS)
def test_each_status_has_its_warning(later: list[HistoryRecord], words: str, is_mild: bool) -> None:
    """Its own sign, and a grave look only for words that are lost."""
    warning = warn_of(later)
    assert warning is not None
    assert words in warning.sentence
    assert warning.is_mild == is_mild
    assert list_states(later, 1, Links())[0].sign == warning.sign


def test_verbatim_needs_no_warning() -> None:
    """Nor does a text without a later state."""
    assert warn_of([]) is None
    assert warn_of(history("verbatim")) is None
