"""What stands at a permalink costs a bounded amount of work, however often its article was changed or copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import archive.comparing
from archive.following import Follower
from archive.identifiers import DocumentId, TextDigest, document_of_text, text_digest
from archive.passages import FIRST_STATES, MOST_HOLDINGS, MOST_STATES, find_passage
from archive.records import Analysis
from archive.spans import Span
from archive.store import Store, open_store
from tests.web.building import analyse_by_hand, hold_text, quote, span_of

VERSIONS = 40


def wording(number: int) -> str:
    """A live blog in its ``number``-th hour."""
    return f"The council met.\n“We will not sell the old bridge to anybody,” Jane Doe said.\nIt is hour {number}.\n"


def analysis_of(text: str) -> Analysis:
    """With its one quotation."""
    return analyse_by_hand(text, [quote(text, "We will not sell the old bridge to anybody,", speaker="Jane Doe")])


FIRST = text_digest(wording(0))
QUOTED = span_of(wording(0), "We will not sell the old bridge to anybody,")
HOUR = span_of(wording(0), "It is hour 0.")


def hold_blog(store: Store, versions: int) -> DocumentId:
    """The blog has this many versions."""
    document: DocumentId | None = None
    for number in range(versions):
        text = wording(number)
        moment = f"2026-11-{1 + number // 24:02d}T{number % 24:02d}:00:00.000000Z"
        hold_text(store, text, analysis_of(text), source="blog.txt", document=document, captured_at=moment)
        document = document or document_of_text(text_digest(text))
    assert document is not None
    return document


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An archive with a live blog."""
    with open_store(tmp_path_factory.mktemp("blog") / "archive.db", create=True) as store:
        hold_blog(store, VERSIONS)
        yield store


@pytest.fixture
def alignments(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each text that another is followed into, from now on."""
    followed: list[str] = []

    class Counted(Follower):
        def __init__(self, before: str, analysis_before: Analysis, after: str, analysis_after: Analysis) -> None:
            followed.append(after)
            super().__init__(before, analysis_before, after, analysis_after)

    monkeypatch.setattr(archive.comparing, "Follower", Counted)
    return followed


@pytest.mark.parametrize("span", [QUOTED, HOUR], ids=["a quotation", "any stretch"])
def test_a_live_blog_is_not_aligned_with_each_of_its_texts(blog: Store, alignments: list[str], span: Span) -> None:
    """The first states and the newest are told, and how many stand between."""
    passage = find_passage(blog, FIRST, span)
    assert len(alignments) == MOST_STATES == len(passage.history)
    assert passage.unfollowed == VERSIONS - 1 - MOST_STATES
    newest = list(range(VERSIONS - (MOST_STATES - FIRST_STATES) + 1, VERSIONS + 1))
    assert [state.version for state in passage.history] == [*range(2, FIRST_STATES + 2), *newest]


def test_the_newest_state_is_among_those_told(blog: Store) -> None:
    """So the status of a stretch is that of today."""
    passage = find_passage(blog, FIRST, HOUR)
    assert (passage.record.status, passage.history[-1].version) == ("edited", VERSIONS)


def test_the_newest_text_is_aligned_with_none(blog: Store, alignments: list[str]) -> None:
    """Nothing came after it."""
    text = text_digest(wording(VERSIONS - 1))
    assert find_passage(blog, text, QUOTED).history == ()
    assert alignments == []


def hold_copies(store: Store, copies: int) -> None:
    """Other articles hold the blog's first text, and each was changed since."""
    for number in range(copies):
        document = DocumentId(f"{number:016x}")
        with store.transaction():
            store.execute(
                "INSERT INTO documents VALUES (?, ?, '2026-11-01T00:00:00.000000Z', '')", [document, f"url:{number}"]
            )
        for hour in (0, 1):
            text = wording(hour)
            moment = f"2026-11-0{1 + hour}T00:00:00.000000Z"
            source = f"copy{number}.txt"
            hold_text(store, text, analysis_of(text), source=source, document=document, captured_at=moment)


@pytest.mark.parametrize(("span", "most"), [(QUOTED, 1), (HOUR, MOST_HOLDINGS)], ids=["a quotation", "any stretch"])
def test_a_text_that_everybody_copied_is_told_of_some(
    tmp_path: Path, alignments: list[str], span: Span, most: int
) -> None:
    """Of a quotation the index knows what became of it in each copy; any other stretch is followed into each once."""
    with open_store(tmp_path / "archive.db", create=True) as store:
        hold_copies(store, MOST_HOLDINGS + 5)
        passage = find_passage(store, FIRST, span)
    assert len(passage.record.documents) == MOST_HOLDINGS + 5
    assert len(passage.holdings) == MOST_HOLDINGS
    assert len(alignments) == most
    said = {held.fate for held in passage.holdings[1:]}
    assert said == ({"verbatim"} if span == QUOTED else {"edited"})


def test_the_article_named_in_the_record_comes_first(tmp_path: Path) -> None:
    """With the captures of this very text."""
    with open_store(tmp_path / "archive.db", create=True) as store:
        hold_blog(store, 2)
        hold_copies(store, 2)
        passage = find_passage(store, TextDigest(FIRST), QUOTED)
    assert passage.holding.document.document == passage.record.document
    assert {entry.text for entry in passage.holding.captures} == {FIRST}
    assert passage.holding.fate is None
