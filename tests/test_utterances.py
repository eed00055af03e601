"""What people are told of an utterance, and what they can rule on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import InvalidValue, UnknownReference
from archive.identifiers import Permalink, parse_permalink
from archive.store import Store, open_store
from archive.store.utterances import Ruling
from archive.utterances import (
    certainty_of,
    each_utterance,
    excerpts_of,
    has_conflict,
    matching,
    name_articles,
    rule_on_pair,
    say_conflicts,
    utterance_at,
    utterance_of,
)
from bench.utterances import measure_gold
from tests.store.building import add_text, minute
from tests.store.test_wordings import AGAIN, FERRY, OTHER, PART

ACCUSED = AGAIN.replace("Jane Doe", "John Smith").replace("published", "outlet: Example Courier\npublished")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An archive with two wordings of one utterance, given to two speakers, and a third quotation."""
    store = open_store(tmp_path / "archive.db", create=True)
    for name, text in (("ferry", FERRY), ("accused", ACCUSED), ("other", OTHER)):
        add_text(store, text, f"{name}.txt")
    return store


def links(store: Store) -> list[Permalink]:
    """The permalinks of the quotations in the order in which they came in."""
    return [parse_permalink(row["permalink"]) for row in store.rows("SELECT permalink FROM quotations ORDER BY id")]


TWICE = (
    "published: 2026-05-03\n“The dam above the village has been repaired twice since the last flood and was not safe,” "
    "[Jane Doe] said.\n"
)
"""An article with a number and a negation in its one quotation."""


def rule(store: Store, ruling: Ruling, a: int, b: int, at: int = 40) -> None:
    held = links(store)
    rule_on_pair(store, held[a], held[b], ruling, "Ms Example", minute(at), "asked both")


def test_two_papers_that_disagree_on_the_speaker_are_both_shown_and_told(store: Store) -> None:
    (record,) = each_utterance(store)
    assert [wording.speaker for wording in record.wordings] == ["Jane Doe", "John Smith"]
    assert certainty_of(record) == "possible"
    assert say_conflicts(record) == [
        "The reports name different speakers: Jane Doe (ferry.txt, 3 May 2026), "
        "John Smith (accused.txt, Example Courier, 4 May 2026)."
    ]


def test_reports_of_equal_names_are_told_apart(store: Store) -> None:
    """By title or first words and date; where these are equal too, by the link."""
    (record,) = each_utterance(store)
    names = name_articles(store, record.wordings)
    assert all(name.startswith("no title: “") for name in names.values())
    same = record.model_copy(
        update={"wordings": [one.model_copy(update={"published": None, "outlet": None}) for one in record.wordings]}
    )
    (told,) = say_conflicts(same, dict.fromkeys(names, "Ferry news"))
    assert told.count("Ferry news, undated, q/") == 2


def test_what_differs_is_told_in_the_words_of_the_articles(tmp_path: Path) -> None:
    """A “twice” is not turned into a 2, and a report that does not say it is not given a dash."""
    texts = (TWICE, TWICE.replace("twice", "three times").replace("03", "04"))
    assert _told(tmp_path / "numbers.db", texts) == [
        "The reports have different numbers: “twice” (0.txt, 3 May 2026), “three” (1.txt, 4 May 2026)."
    ]
    texts = (TWICE, TWICE.replace("has been", "hasn't been").replace("03", "04"))
    (told,) = _told(tmp_path / "negation.db", texts)
    assert told == (
        "The reports differ in a negation: nothing of the kind (0.txt, 3 May 2026), "
        "“hasn't been repaired” (1.txt, 4 May 2026)."
    )


def _told(path: Path, texts: tuple[str, ...]) -> list[str]:
    with open_store(path, create=True) as store:
        for number, text in enumerate(texts):
            add_text(store, text, f"{number}.txt")
        (record,) = each_utterance(store)
        assert certainty_of(record) == "event"
        return say_conflicts(record)


def test_a_word_in_quote_marks_is_no_wording_of_the_sentence_that_has_it(store: Store) -> None:
    """It is shown with it, and counted apart."""
    add_text(store, PART, "part.txt")
    (record,) = each_utterance(store)
    (excerpt,) = excerpts_of(record)
    assert [one.quoted for one in record.wordings if one.permalink == excerpt] == ["islands"]


def test_two_versions_of_one_article_are_no_reports_that_disagree(tmp_path: Path) -> None:
    """What an edit changed is told in the article's history, whether it is a number, the speaker or a phrase."""
    edits = (
        TWICE.replace("twice", "three times"),
        TWICE.replace("Jane Doe", "John Smith"),
        TWICE.replace("and was not safe", "but nobody drowned"),
        "published: 2026-05-03\n“Since the last flood the dam was twice repaired by the village,” [Jane Doe] said.\n",
    )
    for number, edit in enumerate(edits):
        with open_store(tmp_path / f"{number}.db", create=True) as store:
            document, _ = add_text(store, TWICE, "dam.txt", 1)
            add_text(store, edit, "dam.txt", 2, document=document)
            assert not list(each_utterance(store))
            assert store.value("SELECT count(*) FROM wordings") == 0
            assert {row["elsewhere"] for row in store.rows("SELECT elsewhere FROM quotations")} == {"[]"}


def test_every_wording_leads_to_the_utterance(store: Store) -> None:
    (record,) = each_utterance(store)
    names = [row["id"] for row in store.rows("SELECT id FROM utterances ORDER BY quotation")]
    assert record.utterance in names
    assert utterance_of(store, names[0]) == utterance_of(store, names[1]) == record
    assert utterance_at(store, links(store)[1]) == record


def test_what_stands_alone_or_is_not_there_is_said_so(store: Store) -> None:
    alone = store.value("SELECT id FROM utterances ORDER BY quotation DESC")
    with pytest.raises(UnknownReference, match="no other wording"):
        utterance_of(store, alone)
    with pytest.raises(UnknownReference, match="no quotation of the archive"):
        utterance_of(store, "0" * 16)
    assert utterance_at(store, links(store)[2]) is None


def test_a_rejected_pair_is_no_utterance_until_that_is_taken_back(store: Store) -> None:
    rule(store, "reject", 1, 0)
    assert not list(each_utterance(store))
    rule(store, "forget", 0, 1, 41)
    assert len(list(each_utterance(store))) == 1


def test_a_confirmed_pair_is_one_and_still_tells_what_the_reports_differ_in(store: Store) -> None:
    """It waits for nobody's look any more; but one of the two papers is wrong about the speaker."""
    rule(store, "confirm", 0, 1)
    (record,) = each_utterance(store)
    assert certainty_of(record) == "confirmed"
    assert not has_conflict(record)
    (told,) = say_conflicts(record)
    assert told.startswith("The reports name different speakers: ")
    assert told.endswith(" It is one utterance all the same, says Ms Example.")
    assert (record.pairs[0].author, record.pairs[0].reason) == ("Ms Example", "asked both")


def test_a_person_may_put_together_what_no_comparison_finds(store: Store) -> None:
    rule(store, "confirm", 0, 2)
    (record,) = each_utterance(store)
    assert len(record.wordings) == 3
    assert certainty_of(record) == "confirmed in part"


def test_the_latest_ruling_holds(store: Store) -> None:
    rule(store, "confirm", 0, 1, 40)
    rule(store, "reject", 0, 1, 41)
    assert not list(each_utterance(store))


def test_a_ruling_needs_two_quotations(store: Store) -> None:
    held = links(store)
    nowhere = Permalink(held[0].text, type(held[0].span)(0, 3))
    with pytest.raises(InvalidValue, match="same quotation twice"):
        rule_on_pair(store, held[0], held[0], "confirm", "Ms Example", minute(1))
    with pytest.raises(UnknownReference, match="no quotation has just this place"):
        rule_on_pair(store, held[0], nowhere, "confirm", "Ms Example", minute(1))
    with pytest.raises(InvalidValue, match="nobody has ruled"):
        rule_on_pair(store, held[0], held[1], "forget", "Ms Example", minute(1))
    assert store.value("SELECT count(*) FROM decisions") == 0


def test_utterances_are_picked_out_by_speaker_article_and_conflict(store: Store) -> None:
    held = list(each_utterance(store))
    document = held[0].wordings[0].document
    assert list(matching(held, ["john-smith"], conflicts_only=True, document=document)) == held
    assert not list(matching(held, ["somebody-else"], conflicts_only=False, document=None))
    assert not list(matching(held, (), conflicts_only=False, document="0" * 16))


def test_the_gold_of_the_seeds_is_found_and_nothing_else() -> None:
    """Every variant and partial pair with both sides quoted; no pair called one utterance that the gold lacks."""
    assert [measure.value for measure in measure_gold()] == [1.0, 1.0]
