"""An article without a title is called by what it tells first, not by where it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.analysis import analyse
from archive.fixity import verify
from archive.sentences import split_sentences
from archive.spans import Span
from archive.store import open_store
from archive.store.analyses import put_analysis
from archive.store.index import refresh_document
from archive.store.openings import LONGEST_OPENING, opening_of, renew_openings
from tests.store.building import add_text, minute

NEWS = "The Senate kept the bridge open. Nobody objected."
CASES = [
    # datelines of agencies: with an agency, with a date, with a hyphen for a dash, on a line of their own
    (f"WASHINGTON (AP) — {NEWS}", "The Senate kept the bridge open."),
    (f"WASHINGTON, April 28 (Reuters) - {NEWS}", "The Senate kept the bridge open."),
    (f"Berlin (dpa) - {NEWS}", "The Senate kept the bridge open."),
    (f"WASHINGTON (AP) —\n\n{NEWS}", "The Senate kept the bridge open."),
    # of a paper, with a State behind the town
    (f"SPRINGFIELD, Ill. — {NEWS}", "The Senate kept the bridge open."),
    # no dateline: a dash in a sentence, a quotation of one, a speech that begins with a dash, capitals
    ("The bridge – a wreck – is open. Nobody objected.", "The bridge – a wreck – is open."),
    ("“WASHINGTON (AP) — is how it begins,” he said. It ends so.", "“WASHINGTON (AP) — is how it begins,” he said."),
    ("— We waited, she said. Nobody came.", "— We waited, she said."),
    ("LIVE UPDATES. The bridge is open.", "LIVE UPDATES."),
    # nothing behind it
    ("WASHINGTON (AP) —", "WASHINGTON (AP) —"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "opening"), CASES)
def test_the_opening_is_the_first_sentence_behind_a_dateline(text: str, opening: str) -> None:
    assert opening_of(text, split_sentences(text, [Span(0, len(text))])) == opening


def test_an_opening_is_cut_and_on_one_line() -> None:
    text = "The bridge\nis  open " * 200
    opening = opening_of(text, [Span(0, len(text))])
    assert (len(opening), opening[:19]) == (LONGEST_OPENING, "The bridge is open ")


def test_an_older_archive_is_renewed_when_it_is_opened(tmp_path: Path) -> None:
    """Only what a dateline named; verify finds nothing to say of it then."""
    texts = [f"WASHINGTON (AP) — {NEWS}\n", "Rain in May.\nIt rained.\n"]
    with open_store(tmp_path / "archive.db", create=True) as store:
        for number, text in enumerate(texts):
            document, _ = add_text(store, text, f"{number}.txt", number)
            with store.transaction():
                put_analysis(store, analyse(text), minute(9))
                refresh_document(store, document)
        with store.transaction():
            store.execute("UPDATE articles SET opening = 'WASHINGTON (AP) —' WHERE opening LIKE 'The Senate%'")
            store.execute("DELETE FROM _sqlite_migrations WHERE name = '0007_openings'")
        assert [fault.fault for fault in verify(store)] == ["index-edited"]
    with open_store(tmp_path / "archive.db") as store:
        openings = [row["opening"] for row in store.rows("SELECT opening FROM articles ORDER BY opening")]
        assert openings == ["Rain in May.", "The Senate kept the bridge open."]
        assert list(verify(store)) == []
        with store.transaction():
            before = store.value('SELECT "change" FROM index_state')
            renew_openings(store.connection)
        assert store.value('SELECT "change" FROM index_state') == before
