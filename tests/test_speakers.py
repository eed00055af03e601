"""Who is one speaker: what people rule on it, and that taking it back leaves the archive as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import AmbiguousReference, InvalidValue, UnknownReference
from archive.fixity import verify
from archive.identifiers import DocumentId
from archive.speakers import LONGEST_NAME, call_otherwise, find_speaker, list_speakers, rule_on_speakers
from archive.store import SearchFilters, Store, open_store
from archive.store.searching import search_quotations
from tests.store.building import add_text, minute

TEXTS = {
    "a.txt": "Report.\n“It will not rain this summer,” [Jane Doe] said. “The mill is sold,” [spokesman] said.\n",
    "b.txt": "Bread.\n“Flour is dear this year,” [Jane Doe] said. “Nothing is known,” [spokesman] said.\n",
    "c.txt": "Wedding.\n“We shall marry in May,” [Jane Roe] said. “We go on,” [Fyodor Zelensky] said.\n",
    "d.txt": "War.\n“We go on as long as we can,” [Fyodor Zelenskyy] said.\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An archive of four articles."""
    with open_store(tmp_path / "archive.db", create=True) as opened:
        for number, (name, text) in enumerate(TEXTS.items()):
            add_text(opened, text, name, number)
        yield opened


def document(store: Store, name: str) -> DocumentId:
    """The article of a file."""
    return DocumentId(store.value("SELECT document FROM sources WHERE source = ?", [name]))


def told(store: Store) -> dict[str, tuple[int, int]]:
    """Quotations and articles of each speaker."""
    return {record.speaker_id: (record.quotations, record.articles) for record in list_speakers(store)}


def index(store: Store) -> dict[str, list[object]]:
    """All rows of the tables that a ruling could have touched."""
    return {
        "quotations": list(store.rows("SELECT * FROM quotations")),
        "speaker_names": list(store.rows("SELECT * FROM speaker_names")),
        "speaker_joins": list(store.rows("SELECT * FROM speaker_joins")),
    }


def test_merging_two_makes_one_and_undoing_it_leaves_all_as_before(store: Store) -> None:
    """Rows too: a ruling is laid over, nothing is rewritten."""
    before, rows = list_speakers(store), index(store)
    rule_on_speakers(store, "Jane Doe", "Jane Roe", "merge", "Ms Example", minute(1), "her name since 2020")
    assert told(store)["jane-doe"] == (3, 3)
    assert "jane-roe" not in told(store)
    record = next(record for record in list_speakers(store) if record.speaker_id == "jane-doe")
    assert [form.evidence for form in record.forms] == [None, "merged by Ms Example on 2026-11-21"]
    assert [(one.ruling, one.reason) for one in record.rulings] == [("merge", "her name since 2020")]
    assert search_quotations(store, SearchFilters(speaker=("jane-roe",))).total == 3
    assert index(store) == rows
    assert list(verify(store)) == []
    rule_on_speakers(store, "jane-roe", "jane-doe", None, "Ms Example", minute(2))
    assert list_speakers(store) == before


def test_a_ruling_is_taken_back_by_the_names_it_was_made_with(store: Store) -> None:
    """Also one of a single word, and though both are one speaker meanwhile."""
    rule_on_speakers(store, "Spokesman", "Jane Doe", "merge", "Jane Doe", minute(9))
    rule_on_speakers(store, "Spokesman", "Jane Doe", None, "Jane Doe", minute(10))
    assert told(store)["spokesman"][0] == 2


def test_splitting_two_that_their_names_join_holds_until_it_is_undone(store: Store) -> None:
    """The join stays in the index, with its evidence."""
    before = told(store)
    assert before["fyodor-zelensky"] == (2, 2)
    rule_on_speakers(store, "fyodor-zelensky", "fyodor-zelenskyy", "split", "Ms Example", minute(1))
    assert told(store)["fyodor-zelenskyy"] == (1, 1)
    assert list(verify(store)) == []
    rule_on_speakers(store, "fyodor-zelensky", "fyodor-zelenskyy", None, "Ms Example", minute(2))
    assert told(store) == before


def test_two_people_of_one_name_are_told_apart_by_the_article(store: Store) -> None:
    """The other one has a name of her own, in this article alone; the two are not joined again."""
    before, rows = told(store), index(store)
    bread = document(store, "b.txt")
    call_otherwise(store, bread, "Jane Doe", "Jane B. Doe", "Ms Example", minute(1), "the baker")
    assert (told(store)["jane-doe"], told(store)["jane-b-doe"]) == ((1, 1), (1, 1))
    assert list(verify(store)) == []
    call_otherwise(store, bread, "Jane Doe", None, "Ms Example", minute(2))
    assert told(store) == before
    assert index(store) == rows


def test_who_is_only_called_by_an_office_is_unnamed(store: Store) -> None:
    """The spokesmen of two articles stand under one word, and the record says that they have no name."""
    kinds = {record.speaker_id: record.kind for record in list_speakers(store)}
    assert kinds["spokesman"] == "unnamed"
    assert kinds["jane-doe"] == "person"


def test_a_speaker_is_found_by_id_name_or_part_of_it(store: Store) -> None:
    """Several are never chosen from."""
    assert find_speaker(store, "Jane Doe") == find_speaker(store, "doe") == "jane-doe"
    assert find_speaker(store, "fyodor-zelenskyy") == "fyodor-zelensky"
    with pytest.raises(AmbiguousReference, match=r"2 speakers have this in their names(.|\n)*jane-doe\n  jane-roe"):
        find_speaker(store, "Jane")
    with pytest.raises(UnknownReference, match="nobody of this name is quoted here"):
        find_speaker(store, "Nobody")


def test_a_ruling_that_says_nothing_is_refused(store: Store) -> None:
    """Each in words, with what to do instead."""
    with pytest.raises(InvalidValue, match=r"is the same name as .* split NAME --document REF --as OTHER-NAME"):
        rule_on_speakers(store, "Jane Doe", "jane-doe", "merge", "Ms Example", minute(1))
    with pytest.raises(InvalidValue, match="nobody has ruled on these two"):
        rule_on_speakers(store, "Jane Doe", "Jane Roe", None, "Ms Example", minute(1))
    with pytest.raises(InvalidValue, match="are two speakers already"):
        rule_on_speakers(store, "Jane Doe", "Jane Roe", "split", "Ms Example", minute(1))
    with pytest.raises(InvalidValue, match="are one speaker already"):
        rule_on_speakers(store, "fyodor-zelensky", "fyodor-zelenskyy", "merge", "Ms Example", minute(1))


def test_another_name_in_an_article_must_be_one(store: Store) -> None:
    """It has an id of its own, and the article quotes who is renamed."""
    bread = document(store, "b.txt")
    with pytest.raises(InvalidValue, match="has the same id, jane-doe"):
        call_otherwise(store, bread, "Jane Doe", "JANE DOE", "Ms Example", minute(1))
    with pytest.raises(InvalidValue, match=r"is nobody whom article .* quotes"):
        call_otherwise(store, bread, "Jane Roe", "Jane Roe (baker)", "Ms Example", minute(1))
    with pytest.raises(InvalidValue, match="is longer than 200 characters, or cannot be printed"):
        call_otherwise(store, bread, "Jane Doe", "x" * (LONGEST_NAME + 1), "Ms Example", minute(1))
    with pytest.raises(InvalidValue, match="is called by no other name in this article"):
        call_otherwise(store, bread, "Jane Doe", None, "Ms Example", minute(1))


def test_a_bearer_of_another_name_may_be_renamed_and_others_keep_theirs(store: Store) -> None:
    """Taking the name back in one article joins nothing that another article still keeps apart."""
    bread, report = document(store, "b.txt"), document(store, "a.txt")
    for article, name in ((bread, "Jane B. Doe"), (report, "Jane B. Doe"), (bread, "Jane C. Doe")):
        call_otherwise(store, article, "Jane Doe", name, "Ms Example", minute(1))
    call_otherwise(store, bread, "Jane Doe", None, "Ms Example", minute(2))
    assert told(store)["jane-doe"] == (1, 1)
    assert told(store)["jane-b-doe"] == (1, 1)
