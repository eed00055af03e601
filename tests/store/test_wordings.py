"""Wordings are paired as articles come in, whatever their order, and the pairs say what comparing them says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.fixity import verify
from archive.identifiers import text_digest
from archive.store import Store, open_store
from archive.store.facts import withdraw
from archive.store.index import refresh_document
from archive.store.likely_wordings import COMMON, MOST_CANDIDATES, MOST_EQUAL, MOST_IN_ARTICLE, MOST_OF_SPEAKER
from archive.store.utterances import Pairs, grouped, records_of
from archive.store.wordings import pair_all, pair_outdated
from archive.wordings.judging import Judgement, Said, judge_pair
from tests.store.building import add_text, decide, minute

FERRY = (
    "published: 2026-05-03\n“The ferry sails again on Monday when the storm has passed the islands,” [Jane Doe] said.\n"
)
"""An article with one quotation, and below another wording, two parts of it, and something else."""
AGAIN = "published: 2026-05-04\n“If the storm passed the islands, the ferry sails again on Monday,” [Jane Doe] said.\n"
PART = "published: 2026-05-04\n“the storm has passed the islands” [Jane Doe] said.\n“islands” [Jane Doe] said.\n"
OTHER = "published: 2026-05-04\n“Nobody should swim in the harbour before the water is clean,” [Jane Doe] said.\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty archive."""
    return open_store(tmp_path / "archive.db", create=True)


def pairs_in(store: Store) -> set[tuple[str, str, str]]:
    """The pairs by their words, with their relation."""
    sql = (
        "SELECT relation, a.quoted AS a, b.quoted AS b FROM wordings AS w "
        "JOIN quotations AS a ON a.id = w.a JOIN quotations AS b ON b.id = w.b"
    )
    return {(row["relation"], *sorted((row["a"], row["b"]))) for row in store.rows(sql)}


def test_another_wording_and_its_parts_are_found(store: Store) -> None:
    for number, text in enumerate((FERRY, AGAIN, PART, OTHER)):
        add_text(store, text, f"{number}.txt")
    relations = sorted(relation for relation, _, _ in pairs_in(store))
    assert relations == ["partial"] * 5 + ["variant"]
    assert not any("swim" in words for _, *both in pairs_in(store) for words in both)
    assert list(verify(store)) == []


@settings(max_examples=12, deadline=None)
@given(st.permutations([FERRY, AGAIN, PART, OTHER]))
def test_the_order_in_which_articles_come_in_makes_no_difference(texts: list[str]) -> None:
    with _memory() as store, _memory() as plain:
        for text in texts:
            add_text(store, text, f"{text_digest(text)}.txt")
        for text in sorted(texts):
            add_text(plain, text, f"{text_digest(text)}.txt")
        assert pairs_in(store) == pairs_in(plain)
        kept = pairs_in(store)
        with store.transaction():
            pair_all(store.connection)
        assert pairs_in(store) == kept


def _memory() -> Store:
    from sqlite_utils import Database

    from archive.store.migrations import MIGRATIONS

    database = Database(memory=True, execute_plugins=False)
    MIGRATIONS.apply(database)
    database.conn.execute("PRAGMA foreign_keys = ON")
    return Store(database)


def test_a_quotation_that_is_edited_away_takes_its_pairs_along(store: Store) -> None:
    add_text(store, FERRY, "ferry.txt")
    document, _ = add_text(store, AGAIN, "again.txt")
    assert pairs_in(store)
    with store.transaction():
        withdraw(store, text_digest(AGAIN), "wrong", "Ms Example", minute(9))
        refresh_document(store, document)
    assert not pairs_in(store)
    assert list(verify(store)) == []


def test_a_date_given_later_is_taken_into_account(store: Store) -> None:
    """A year between two reports is a conflict; taking it back takes the conflict back."""
    add_text(store, FERRY, "ferry.txt")
    document, _ = add_text(store, AGAIN.partition("\n")[2], "again.txt")
    assert store.value("SELECT conflicts FROM wordings") == "[]"
    decide(store, document, "published", "2019", 30)
    assert store.value("SELECT conflicts FROM wordings") == '[["date", "2026-05-03", "2019"]]'
    decide(store, document, "published", None, 31)
    assert store.value("SELECT conflicts FROM wordings") == "[]"
    assert list(verify(store)) == []


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        ("UPDATE wordings SET relation = 'verbatim' WHERE relation = 'variant'", "index-edited"),
        ("UPDATE wordings SET certainty = 'possible'", "index-edited"),
        ("UPDATE utterances SET id = '0123456789abcdef'", "index-edited"),
        ("DELETE FROM utterances", "index-missing"),
        (
            "INSERT INTO wordings SELECT min(quotation), max(quotation), 'verbatim', 'likely', 1, NULL, 0, '[]' "
            "FROM utterances",
            "index-extra",
        ),
    ],
)
def test_whoever_edits_the_pairs_by_hand_is_found_out(store: Store, edit: str, fault: str) -> None:
    for number, text in enumerate((FERRY, AGAIN, OTHER)):
        add_text(store, text, f"{number}.txt")
    with store.transaction():
        store.execute(edit)
    assert fault in {found.fault for found in verify(store)}


def test_a_word_ties_no_two_utterances_together(store: Store) -> None:
    """The harbour is in both; so they stay two, and the word goes to one of them."""
    other = "published: 2026-05-04\n“The islands have waited for a doctor since last year,” [Jane Doe] said.\n"
    for number, text in enumerate((FERRY, AGAIN, PART, other, other.replace("last year", "the last year now"))):
        add_text(store, text, f"{number}.txt")
    pairs = Pairs(store)
    groups = grouped(pairs)
    assert sorted(len(group) for group in groups) == [2, 4]
    doctor = [records_of(store, group) for group in groups if len(group) == 2]
    assert all("doctor" in record.quoted for record in doctor[0].values())


def test_no_quotation_is_compared_with_more_than_a_few_dozen(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many articles say almost the same, another one costs no more."""
    looked_at: list[Said] = []

    def judge(a: Said, b: Said) -> Judgement | None:
        looked_at.append(b)
        return judge_pair(a, b)

    monkeypatch.setattr("archive.store.wordings.judge_pair", judge)
    counts = []
    for number in range(COMMON + 40):
        looked_at.clear()
        add_text(store, FERRY.replace("Monday", f"day {number}").replace("Jane Doe", f"Jane {number}"), f"{number}.txt")
        counts.append(len(looked_at))
    assert max(counts) <= MOST_CANDIDATES + 1 + MOST_IN_ARTICLE + MOST_OF_SPEAKER
    assert counts[-1] <= max(counts)


def test_pairs_of_earlier_rules_are_no_fault_and_are_made_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer program compares otherwise; what an older one said waits for `archive reprocess`."""
    documents = [add_text(store, text, f"{number}.txt")[0] for number, text in enumerate((FERRY, AGAIN))]
    monkeypatch.setattr("archive.store.wordings.comparison_name", lambda: "c0")
    with store.transaction():
        store.execute("UPDATE wordings SET score = 0.1")
    assert list(verify(store)) == []
    with store.transaction():
        for document in documents:
            pair_outdated(store.connection, document)
    assert store.value("SELECT score FROM wordings") > 0.5
    assert {row["compared_by"] for row in store.rows("SELECT compared_by FROM utterances")} == {"c0"}


def test_a_witness_who_says_no_all_day_makes_few_pairs(store: Store) -> None:
    """Each answer is known to stand elsewhere too; but not every one is a pair with every other one."""
    answers = 2 * COMMON
    add_text(store, "“No,” [Jane Doe] said.\n" * answers, "court.txt")
    alone = "SELECT count(*) FROM quotations WHERE id NOT IN (SELECT a FROM wordings UNION SELECT b FROM wordings)"
    assert store.value(alone) == 0
    assert store.value("SELECT count(*) FROM wordings") <= answers * MOST_EQUAL
    assert list(verify(store)) == []
