"""What differs between the states of an article, as records: quotations first, then the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.comparing import change_summary, compare_versions, follow_states, later_states, latest_versions
from archive.errors import UnknownReference
from archive.identifiers import document_of_text, text_digest
from archive.model import HistoryRecord
from archive.spans import Span
from archive.store import Store, open_store
from archive.store.documents import log
from tests.store.building import add_text

FIRST = """The council met on Monday evening in the old town hall.
“We will not pay for the new bridge,” [Jane Doe] said.
“The cracks were small and harmless,” [John Smith] said.
“It can’t go on like this,” [Ms Example] said.
Two pillars of the old bridge were repaired last year by the town.
"""
SECOND = """BUY NOW
The council met on Monday evening in the old town hall.
“We will now pay for the new bridge,” [Jane Doe] said.
“It can't go on like this,” [Ms Example] said.
“Ask the treasurer about all those numbers,” [John Smith] said.
Three pillars of the old bridge were repaired last year by the town.
"""
ARTICLE = document_of_text(text_digest(FIRST))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An article that was changed and put back: two versions, three captures."""
    with open_store(tmp_path / "archive.db", create=True) as opened:
        for at, text in enumerate((FIRST, SECOND, FIRST)):
            add_text(opened, text, at=at, document=ARTICLE)
        yield opened


def test_a_difference_says_whether_both_versions_were_witnessed(tmp_path: Path) -> None:
    """Only then did the article change; every difference says it, inside quotations and elsewhere."""
    with open_store(tmp_path / "witnessed.db", create=True) as opened:
        add_text(opened, FIRST, document=ARTICLE, method="fetched")
        add_text(opened, SECOND, at=1, document=ARTICLE, method="file")
        add_text(opened, SECOND, at=2, document=ARTICLE, method="feed")
        add_text(opened, FIRST.replace("Two pillars", "Four pillars"), at=3, document=ARTICLE, method="saved-page")
        told = {pair: compare_versions(opened, ARTICLE, *pair) for pair in ((1, 2), (1, 3), (3, 2))}
    origins = {pair: {(one.earlier_origin, one.later_origin) for one in found} for pair, found in told.items()}
    assert origins == {
        (1, 2): {("witnessed", "witnessed")},  # the second was a file first, and then stood in a feed
        (1, 3): {("witnessed", "supplied")},
        (3, 2): {("supplied", "witnessed")},
    }


def test_differences_inside_quotations_come_first_and_gravest_first(store: Store) -> None:
    """Each with its words; then the rest, without what was told and what is set aside."""
    told = [(one.status, one.speaker, one.before, one.after) for one in compare_versions(store, ARTICLE, 1, 2)]
    assert told[:4] == [
        ("edited", "Jane Doe", "We will not pay for the new bridge,", "We will now pay for the new bridge,"),
        ("gone", "John Smith", "The cracks were small and harmless,", ""),
        ("new", "John Smith", "", "Ask the treasurer about all those numbers,"),
        ("punctuation", "Ms Example", "It can’t go on like this,", "It can't go on like this,"),
    ]
    rest = compare_versions(store, ARTICLE, 1, 2)[4:]
    assert all(one.quotation is None for one in rest)
    assert "Two pillars" in rest[-1].before
    assert "Three pillars" in rest[-1].after
    assert not any("BUY" in one.after or "not pay" in one.before for one in rest)


def test_an_edit_shows_the_words_that_differ(store: Store) -> None:
    """One letter, the opposite meaning."""
    edited = compare_versions(store, ARTICLE, 1, 2)[0]
    assert [(one.before, one.after) for one in edited.changes if one.kind != "equal"] == [("not ", "now ")]
    assert edited.quotation is not None
    assert edited.became is not None
    assert edited.became.startswith(f"q/{text_digest(SECOND)}/")


def test_the_summary_tells_quotations_alone(store: Store) -> None:
    """What to say when a source has changed."""
    summary = change_summary(store, ARTICLE, 1, 2)
    assert summary == compare_versions(store, ARTICLE, 1, 2)[: len(summary)]
    assert [one.status for one in summary] == ["edited", "gone", "new", "punctuation"]


def test_a_version_does_not_differ_from_itself(store: Store) -> None:
    assert compare_versions(store, ARTICLE, 2, 2) == []


def test_an_unknown_version_is_refused_with_those_that_there_are(store: Store) -> None:
    with pytest.raises(UnknownReference, match=r"version 7: .* has no such version. It has: 1, 2"):
        compare_versions(store, ARTICLE, 1, 7)


def test_versions_are_told_in_the_order_in_which_they_were_current(store: Store) -> None:
    """The first came back."""
    assert latest_versions(store, ARTICLE) == [1, 2, 1]


def history_of(store: Store, content: str, span: Span) -> list[HistoryRecord]:
    """What became of a stretch of a text in each later state of its article."""
    text = text_digest(content)
    return follow_states(store, text, span, later_states(store, ARTICLE, text, log(store, ARTICLE)))


def test_the_history_of_a_quotation_tells_each_later_state(store: Store) -> None:
    """An edit, and that it was taken back."""
    quoted = Span(FIRST.index("We will"), FIRST.index("” [Jane"))
    states = history_of(store, FIRST, quoted)
    assert [(one.version, one.status, one.after) for one in states] == [
        (2, "edited", "We will now pay for the new bridge,"),
        (1, "verbatim", "We will not pay for the new bridge,"),
    ]
    assert states[1].permalink == f"q/{text_digest(FIRST)}/{quoted.start}-{quoted.end}"
    assert [one.after for one in states[0].changes if one.kind != "equal"] == ["now "]


def test_the_history_of_any_stretch_can_be_told(store: Store) -> None:
    """Not only of quotations; what is gone has no place."""
    stretch = Span(FIRST.index("The cracks"), FIRST.index("harmless"))
    states = history_of(store, FIRST, stretch)
    assert (states[0].status, states[0].permalink) == ("gone", None)
    sentence = Span(0, FIRST.index("\n"))
    moved = history_of(store, FIRST, sentence)[0]
    assert (moved.status, moved.start) == ("verbatim", len("BUY NOW\n"))


def test_the_newest_text_has_no_history(store: Store) -> None:
    """Nothing came after it; and a text captured in the middle has only what came later."""
    assert [one.version for one in history_of(store, SECOND, Span(9, 20))] == [1]
