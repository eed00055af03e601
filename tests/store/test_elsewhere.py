"""What search counts by says of a quotation's other wordings what pairs and rulings say, on both sides of a pair."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import InvalidValue
from archive.fixity import verify
from archive.identifiers import parse_permalink, text_digest
from archive.store import SearchFilters, Store, migrations, open_store
from archive.store.facets import facets
from archive.store.facts import withdraw
from archive.store.index import refresh_document
from archive.store.migrations import keep_wordings, pair_older
from archive.store.searching import search_quotations
from archive.store.utterances import Pairs, Ruling
from archive.store.wordings import pair_outdated
from archive.utterances import rule_on_pair
from tests.store.building import add_text, decide, minute
from tests.store.test_wordings import AGAIN, FERRY, OTHER, PART

ACCUSED = AGAIN.replace("Jane Doe", "John Smith")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty archive."""
    return open_store(tmp_path / "archive.db", create=True)


def told(store: Store) -> list[list[str]]:
    """What each quotation says of its other wordings, in the order in which they came in."""
    return [json.loads(row["elsewhere"]) for row in store.rows("SELECT elsewhere FROM quotations ORDER BY id")]


def counted(store: Store) -> dict[str | None, int]:
    """How many quotations have each value of the facet."""
    (facet,) = facets(store, SearchFilters(), ["elsewhere"])
    return {value.value: value.count for value in facet.values}


def rule(store: Store, ruling: Ruling, a: int, b: int, at: int) -> None:
    rows = store.rows("SELECT permalink FROM quotations ORDER BY id")
    one, other = (parse_permalink(rows[place]["permalink"]) for place in (a, b))
    rule_on_pair(store, one, other, ruling, "Ms Example", minute(at))


def test_both_sides_tell_of_a_new_wording(store: Store) -> None:
    add_text(store, FERRY, "ferry.txt")
    assert told(store) == [[]]
    add_text(store, AGAIN, "again.txt")
    assert told(store) == [["variant"]] * 2
    add_text(store, PART, "part.txt")
    assert told(store) == [["variant", "partial"]] * 2 + [["partial"]] * 2
    add_text(store, OTHER, "other.txt")
    assert counted(store) == {"partial": 4, "variant": 2, None: 1}
    assert search_quotations(store, SearchFilters(elsewhere=("variant",))).total == 2
    assert search_quotations(store, SearchFilters(elsewhere=(None,))).total == 1
    assert list(verify(store)) == []


def test_what_is_taken_down_is_no_wording_of_the_others_any_more(store: Store) -> None:
    add_text(store, FERRY, "ferry.txt")
    document, _ = add_text(store, AGAIN, "again.txt")
    with store.transaction():
        withdraw(store, text_digest(AGAIN), "wrong", "Ms Example", minute(9))
        refresh_document(store, document)
    assert counted(store) == {None: 1}
    assert list(verify(store)) == []


def test_reports_that_disagree_are_counted_until_somebody_has_looked(store: Store) -> None:
    add_text(store, FERRY, "ferry.txt")
    add_text(store, ACCUSED, "accused.txt")
    assert told(store) == [["variant", "conflict"]] * 2
    rule(store, "confirm", 0, 1, 40)
    assert told(store) == [["variant"]] * 2
    rule(store, "reject", 0, 1, 41)
    assert counted(store) == {None: 2}
    rule(store, "forget", 0, 1, 42)
    assert counted(store) == {"variant": 2, "conflict": 2}
    assert list(verify(store)) == []


def test_what_a_person_put_together_is_another_wording(store: Store) -> None:
    add_text(store, FERRY, "ferry.txt")
    document, _ = add_text(store, OTHER, "other.txt")
    rule(store, "confirm", 0, 1, 40)
    assert told(store) == [["variant"]] * 2
    decide(store, document, "published", "2019", 41)
    assert told(store) == [["variant"]] * 2
    assert list(verify(store)) == []


_steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from([FERRY, AGAIN, ACCUSED, PART, OTHER])),
        st.tuples(st.sampled_from(["confirm", "reject", "forget"]), st.tuples(st.integers(0, 4), st.integers(0, 4))),
        st.tuples(st.just("published"), st.sampled_from(["2019", "2026-05-03", None])),
    ),
    max_size=9,
)


@settings(max_examples=40, deadline=None)  # each makes a file
@given(steps=_steps)
def test_whatever_happens_the_column_says_what_the_utterances_say(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object]]
) -> None:
    """The kinds are those of the pairs as people see them, worked out from the other end."""
    with open_store(tmp_path_factory.mktemp("law") / "a.db", create=True) as store:
        for at, (what, value) in enumerate(steps):
            _happen(store, at, what, value)
        pairs = Pairs(store)
        for row in store.rows("SELECT id, elsewhere FROM quotations"):
            wanted: set[str] = set()
            for pair in pairs.of(row["id"]):
                if pair.ruling is None:
                    wanted |= {pair.relation, *(["conflict"] if pair.conflicts else [])}
                elif pair.is_same:
                    wanted.add("variant" if pair.relation == "same-event" else pair.relation)
            assert set(json.loads(row["elsewhere"])) == wanted
        assert list(verify(store)) == []


def _happen(store: Store, at: int, what: str, value: object) -> None:
    rows = store.rows("SELECT permalink, document FROM quotations ORDER BY id")
    if what == "add":
        add_text(store, str(value), f"{text_digest(str(value))[:6]}.txt", at)
    elif what == "published" and rows:
        decide(store, rows[0]["document"], "published", value if isinstance(value, str) else None, at)
    elif isinstance(value, tuple) and max(value) < len(rows) and value[0] != value[1]:
        ruling: Ruling = "confirm" if what == "confirm" else "reject" if what == "reject" else "forget"
        try:
            rule(store, ruling, value[0], value[1], at)
        except InvalidValue:
            assert ruling == "forget"  # nobody had ruled


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        # one of several pairs, so that the kinds stay what they were
        ("DELETE FROM wordings WHERE rowid_of = 1", "index-missing"),
        ("UPDATE quotations SET elsewhere = '[\"conflict\"]'", "index-edited"),
        ("UPDATE facet_segments SET codes = x'01000000' WHERE field = 'elsewhere'", "segments"),
    ],
)
def test_whoever_takes_a_pair_away_is_found_out(store: Store, edit: str, fault: str) -> None:
    for number, text in enumerate((FERRY, AGAIN, PART)):
        add_text(store, text, f"{number}.txt")
    first = store.row("SELECT a, b FROM wordings WHERE relation = 'partial'") or {}
    with store.transaction():
        store.execute(edit.replace("rowid_of = 1", f"a = {first['a']} AND b = {first['b']}"))
    assert fault in {found.fault for found in verify(store)}


def test_a_pair_that_was_taken_away_is_found_again_by_reprocessing(store: Store) -> None:
    documents = [add_text(store, text, f"{number}.txt")[0] for number, text in enumerate((FERRY, AGAIN))]
    with store.transaction():
        store.execute("DELETE FROM wordings")
    for document in documents:
        with store.transaction():
            pair_outdated(store.connection, document)
    assert told(store) == [["variant"]] * 2
    assert list(verify(store)) == []


@pytest.mark.parametrize("at_once", [5_000, 1])
def test_an_older_archive_is_paired_at_once_if_small_and_else_article_by_article(
    store: Store, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """A large one waits for `archive reprocess`, which may stop anywhere; what is added is paired meanwhile."""
    documents = [add_text(store, text, f"{number}.txt")[0] for number, text in enumerate((FERRY, AGAIN))]
    monkeypatch.setattr(migrations, "PAIRED_AT_ONCE", at_once)
    with store.transaction():
        store.execute("DROP TABLE wordings")
        store.execute("DROP TABLE utterances")
        store.execute("DROP INDEX decisions_utterance")
        store.execute("ALTER TABLE quotations DROP COLUMN elsewhere")
        keep_wordings(store.database)
        pair_older(store.database)
    if at_once > 1:
        assert told(store) == [["variant"]] * 2
        assert list(verify(store)) == []
        return
    assert told(store) == [[], []]
    assert {(fault.fault, fault.detail.partition(";")[2]) for fault in verify(store)} == {
        ("index-missing", " archive reprocess does that")
    }
    documents.append(add_text(store, PART, "part.txt")[0])
    assert told(store) == [["partial"]] * 2 + [["partial"]] * 2
    for document in documents[:2]:
        with store.transaction():
            pair_outdated(store.connection, document)
    assert told(store) == [["variant", "partial"]] * 2 + [["partial"]] * 2
    assert list(verify(store)) == []
