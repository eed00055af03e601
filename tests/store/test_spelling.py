"""Near spellings: words of the archive within a slip or two of one that was searched for."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.store import open_store
from archive.store.spelling import near_words
from tests.web.building import analyse_by_hand, hold_text, quote

WORDS = "Zelenskyy Kursk Kursk bridge bridges Brücke court counter Пхеньян 金正恩 a1b2c3"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with these words in two quotations, one of them in both."""
    path = tmp_path_factory.mktemp("spelling") / "archive.db"
    text = f"{WORDS}\nThe bridge again\n"
    with open_store(path, create=True) as store:
        hold_text(store, text, analyse_by_hand(text, [quote(text, WORDS), quote(text, "The bridge again")]))
    return path


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("brigde", ["bridge", "bridges"]),  # swapped; the nearer one first
        ("Zelensky", ["zelenskyy"]),  # one left out
        ("Zelenskiy", ["zelenskyy"]),  # one changed
        ("krusk", ["kursk"]),  # the slip is in the second letter
        ("brucke", []),  # it is in the index, which knows no accents: nothing to offer but itself
        ("Bruecke", ["brucke"]),
        ("Пхенян", ["пхеньян"]),
        ("cuort", ["court"]),
        ("cuontre", ["counter"]),  # two slips, as a word of seven letters may have
        ("cuontrx", []),  # three
        ("kursk", []),
        ("xylophone", []),
        ("ab", []),  # too short
        ("金正", []),  # no words, only characters
        ("a-b", []),
        ("", []),
    ],
)
def test_words_within_a_slip_of_the_pen_are_near(file: Path, word: str, near: list[str]) -> None:
    """One slip in short words, two from six letters on; a slip in the first letter is not found."""
    with open_store(file, read_only=True) as store:
        assert [found for found, _ in near_words(store, word)] == near


def test_near_words_come_with_how_often_they_occur(file: Path) -> None:
    """Counted in quotations."""
    with open_store(file, read_only=True) as store:
        assert near_words(store, "bridgee") == [("bridge", 2), ("bridges", 1)]


def test_a_connection_that_may_hold_no_table_has_no_suggestions(file: Path) -> None:
    """Nothing is promised there, and nothing fails."""
    with open_store(file, read_only=True) as store:
        store.connection.execute("PRAGMA query_only = 1")
        assert near_words(store, "brigde") == []
