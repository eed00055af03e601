"""A quotation is compared again when a sentence beside it came or went, and only then."""

from __future__ import annotations

import pytest

from archive.identifiers import text_digest
from archive.store import Store
from archive.store.surroundings import places_of_sentences, quotations_beside
from tests.store.building import add_text

LINES = ("“First words” [Jane Doe] said", "It rained", "It snowed", "The sun came", "“Last words” [John Smith] said")
TEXT = "\n".join(LINES) + "\n"

BESIDE = [
    # the sentence that it stands in
    (LINES[0], ["First words"]),
    # the one behind
    (LINES[1], ["First words"]),
    # further away
    (LINES[2], []),
    # the one before
    (LINES[3], ["Last words"]),
    (LINES[4], ["Last words"]),
]


@pytest.mark.parametrize(("line", "quoted"), BESIDE)
def test_the_quotations_beside_a_sentence_are_found(store: Store, line: str, quoted: list[str]) -> None:
    """In it, before it, behind it."""
    document, _ = add_text(store, TEXT)
    ids = [row["id"] for row in store.rows("SELECT id FROM sentences WHERE content = ?", [line])]
    found = quotations_beside(store, document, places_of_sentences(store, ids))
    rows = {row["id"]: row["quoted"] for row in store.rows("SELECT id, quoted FROM quotations")}
    assert [rows[one] for one in found] == quoted


def test_a_sentence_that_is_gone_is_told_by_its_place(store: Store) -> None:
    """Between the two that are there now; of another text it concerns nobody here."""
    document, _ = add_text(store, TEXT)
    gone = TEXT.index(LINES[0]) + 1
    rows = {row["id"]: row["quoted"] for row in store.rows("SELECT id, quoted FROM quotations")}
    found = quotations_beside(store, document, [(text_digest(TEXT), gone)])
    assert [rows[one] for one in found] == ["First words"]
    assert quotations_beside(store, document, [("0" * 64, gone)]) == []
    assert quotations_beside(store, document, []) == []
