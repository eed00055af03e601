"""What a person rules on a stretch is shown everywhere, changes no version, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import InvalidValue, UnknownReference, Withdrawn
from archive.fixity import verify
from archive.identifiers import DocumentId, Permalink, TextDigest, text_digest
from archive.ingest import Batch, Circumstances, Source, add_inputs, read_inputs
from archive.records import Verdict
from archive.reprocessing import reprocess_documents
from archive.rulings import LONGEST_REASON, rule_on_stretches
from archive.spans import Span
from archive.store import Store, open_store
from archive.store.analyses import current_analysis
from archive.store.documents import log, texts_of
from archive.store.facts import withdraw
from archive.store.filters import SearchFilters
from archive.store.index import refresh_document
from archive.store.searching import search_quotations
from archive.store.texts import text_record
from archive.text_model import RulingRecord

CAPTION = "(FILES) The mayor spoke of a “very long wait” on Friday. (Photo by John Smith / AFP)"
TEXT = f"“We will open it,” Mayor Jane Doe said on Friday.\n\n{CAPTION}\n\nThe bridge was closed last year.\n"
NOW = "2026-01-01T00:00:00.000000Z"
LATER = "2026-01-02T00:00:00.000000Z"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An archive of one article."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with open_store(tmp_path / "archive.db", create=True) as opened:
        list(_add(opened, tmp_path))
        yield opened
        assert list(verify(opened)) == []


def _add(store: Store, folder: Path) -> Iterator[object]:
    sources = read_inputs([Source("a.txt", folder / "a.txt")])
    return add_inputs(store, sources, Batch(lambda: Circumstances(NOW, "Jane Doe")))


def place(words: str) -> Permalink:
    """The link to these words."""
    start = TEXT.index(words)
    return Permalink(text_digest(TEXT), Span(start, start + len(words)))


def rule(
    store: Store, at: Permalink, verdict: Verdict | None, now: str = NOW, reason: str | None = None
) -> RulingRecord:
    """The one ruling that is recorded; a refusal is raised."""
    (outcome,) = rule_on_stretches(store, [at], verdict, "Jane Doe", now, reason)
    if outcome.refusal:
        raise outcome.refusal
    (record,) = outcome.records
    return record


def quoted(store: Store) -> list[str]:
    """What a search finds that does not ask for what is set aside."""
    return sorted(hit.quoted for hit in search_quotations(store, SearchFilters()).hits)


def kept_version(store: Store) -> list[tuple[int, str]]:
    """The versions with their keys."""
    return [(row["number"], row["version_key"]) for row in store.rows("SELECT * FROM versions")]


def test_what_a_person_keeps_is_the_article_with_its_quotations(store: Store) -> None:
    """Naming a part of a removal keeps all of it; search, lists and the text's record follow."""
    assert quoted(store) == ["We will open it,"]
    before = kept_version(store)
    made = rule(store, place("very long wait"), "keep", reason="the paper prints it as text")
    assert (made.content, made.verdict, made.reason) == (CAPTION, "keep", "the paper prints it as text")
    assert quoted(store) == ["We will open it,", "very long wait"]
    record = text_record(store, text_digest(TEXT))
    assert record.removals == []
    assert [ruling.permalink for ruling in record.rulings] == [made.permalink]
    assert kept_version(store) == before


def test_what_a_person_removes_is_set_aside_with_its_quotations(store: Store) -> None:
    """It stays findable where what is set aside is asked for, and says who ruled."""
    rule(store, place("“We will open it,” Mayor Jane Doe said on Friday."), "remove", reason="a")
    assert quoted(store) == []
    assert search_quotations(store, SearchFilters("open", removed=True)).hits[0].cleaning == "removed"
    removal = text_record(store, text_digest(TEXT)).removals[0]
    assert (removal.rule, removal.evidence, removal.is_local) == (
        "a person's ruling",
        "Jane Doe, on 2026-01-01: a",
        False,
    )


@pytest.mark.parametrize("words", [CAPTION, "very long wait"])
def test_to_take_a_ruling_back_leaves_the_archive_as_it_was(store: Store, words: str) -> None:
    """But for the decisions, which stay on record."""
    tables = ("quotations", "sentences", "removals", "suspects", "articles", "versions")
    before = {table: list(store.database.table(table).rows) for table in tables}
    rule(store, place(words), "keep")
    assert store.rows("SELECT * FROM quotations") != before["quotations"]
    undone = rule(store, place(words), None, LATER)
    assert undone.verdict is None
    after = {table: list(store.database.table(table).rows) for table in tables}
    for table in ("quotations", "sentences", "removals", "suspects"):
        assert _without_ids(after[table]) == _without_ids(before[table])
    assert len(store.rows("SELECT * FROM decisions")) == 2


def _without_ids(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    bare = [{column: value for column, value in row.items() if column != "id"} for row in rows]
    return sorted(bare, key=lambda row: str(row.get("start")))


def test_the_same_ruling_twice_is_recorded_once(store: Store) -> None:
    """The second one finds it in force."""
    first = rule(store, place(CAPTION), "keep")
    assert rule(store, place(CAPTION), "keep", LATER) == first
    assert len(store.rows("SELECT * FROM decisions")) == 1


def test_a_ruling_outlives_the_rules(store: Store, tmp_path: Path) -> None:
    """Today's rules, the next ones, and the same file added again."""
    rule(store, place(CAPTION), "keep")
    (document,) = [DocumentId(row["id"]) for row in store.rows("SELECT id FROM documents")]
    list(_add(store, tmp_path))
    list(reprocess_documents(store, [document], LATER))
    assert current_analysis(store, text_digest(TEXT)).removals == ()
    # The capture, its version and the numbers are what they were.
    assert [entry.version for entry in log(store, document)] == [1]
    assert texts_of(store, document) == [(1, text_digest(TEXT))]


def test_what_cannot_be_ruled_on_is_refused(store: Store) -> None:
    """White space, a stretch that nobody ruled on, a reason without end; nothing is recorded then."""
    blank = Permalink(text_digest(TEXT), Span(TEXT.index("\n\n"), TEXT.index("\n\n") + 2))
    with pytest.raises(InvalidValue, match=r"holds no character to rule on\. Name a stretch with words in it\."):
        rule(store, blank, "remove")
    with pytest.raises(InvalidValue, match=r"--reason: is longer than 2000 characters"):
        rule(store, place(CAPTION), "keep", reason="a" * (LONGEST_REASON + 1))
    with pytest.raises(UnknownReference, match=r"nobody's ruling on this stretch holds\. archive show \w+ --why"):
        rule(store, place(CAPTION), None)
    with pytest.raises(UnknownReference):
        rule(store, Permalink(TextDigest("0" * 64), Span(0, 1)), "keep")
    assert store.rows("SELECT * FROM decisions") == []


def test_stretches_are_ruled_on_together(store: Store) -> None:
    """One that cannot be ruled on stops no other; what became of each is told in order."""
    nowhere = Permalink(TextDigest("0" * 64), Span(0, 1))
    sentences = [place("We will open it,"), place("The bridge was closed last year.")]
    outcomes = rule_on_stretches(store, [sentences[0], nowhere, sentences[1]], "remove", "Jane Doe", NOW)
    assert [one.place for one in outcomes] == [sentences[0], nowhere, sentences[1]]
    assert [len(one.records) for one in outcomes] == [1, 0, 1]
    assert isinstance(outcomes[1].refusal, UnknownReference)
    assert quoted(store) == []


def test_a_failure_in_the_middle_leaves_nothing_ruled_on(store: Store) -> None:
    """Not even the stretches before it."""

    def interrupted() -> Iterator[Permalink]:
        yield place(CAPTION)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rule_on_stretches(store, interrupted(), "keep", "Jane Doe", NOW)
    assert store.rows("SELECT * FROM decisions") == []


def test_a_withdrawn_text_takes_its_rulings_along(store: Store) -> None:
    """They stay on record, nothing of them is shown, and no other is taken; verify has nothing to say."""
    rule(store, place(CAPTION), "keep")
    (document,) = [DocumentId(row["id"]) for row in store.rows("SELECT id FROM documents")]
    with store.transaction():
        withdraw(store, text_digest(TEXT), "a court order", "Jane Doe", LATER)
        refresh_document(store, document)
    for verdict in ("keep", "remove", None):
        with pytest.raises(Withdrawn, match="withdrawn: a court order"):
            rule(store, place(CAPTION), verdict, LATER)
    with pytest.raises(Withdrawn):
        text_record(store, text_digest(TEXT))
    assert quoted(store) == []
    list(reprocess_documents(store, [document], LATER))
    assert len(store.rows("SELECT * FROM decisions")) == 1
