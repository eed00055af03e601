"""Adding is idempotent, keeps versions apart by their words alone, and survives what the archive learned meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis import analyse
from archive.describing import check_statement
from archive.errors import InputRefused, InvalidSpan
from archive.fixity import verify
from archive.identifiers import DocumentId, TextDigest, document_of_text, document_of_url
from archive.ingest import Batch, Circumstances, Refusal, Source, Walk, add_inputs, batch, read_inputs
from archive.ingest.sources import LARGEST
from archive.model import AddRecord
from archive.readers import Told, read
from archive.records import Analysis, BlockHint, Reading
from archive.spans import Span
from archive.store import Store, open_store
from archive.store.analyses import find_own_analysis
from archive.store.documents import list_documents, log
from archive.store.facts import hints_of, withdraw
from archive.store.index import refresh_document

ARTICLE = (
    "ADVERTISEMENT\n\n“We will open the bridge in May,” Mayor Jane Doe said on Friday.\n\nIt was closed last year.\n"
)


def clock() -> Callable[[], str]:
    """A clock that ticks once a second."""
    ticks = count()
    return lambda: f"2026-01-01T00:00:{next(ticks):02}.000000Z"


WAITED = "“We waited for hours,” Jane Doe said on Monday.\n"
"""A text with one quotation."""


class Desk:
    """A folder and an archive: what a test writes into a file is added."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.now = clock()

    def add(self, name: str, content: str, **said: str | DocumentId) -> AddRecord:
        """What became of the file after it was given this content."""
        path = self.folder / name
        path.write_bytes(content.encode("utf-8"))
        url = said.get("url")
        statements = (check_statement("url", str(url)),) if url else ()
        same_as = said.get("same_as")
        circumstances = Circumstances(
            now="",
            author="Jane Doe",
            statements=statements,
            url=str(url) if url else None,
            same_as=DocumentId(same_as) if same_as else None,
        )
        told = Batch(lambda: replace(circumstances, now=self.now()))
        return next(add_inputs(self.store, read_inputs([Source(name, path)]), told))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty archive with a folder."""
    with open_store(tmp_path / "archive.db", create=True) as store:
        yield Desk(store, tmp_path)


def test_a_document_is_named_by_its_first_text_or_its_address(desk: Desk) -> None:
    """The id is the same in every archive, and stays when the text changes."""
    first = desk.add("a.txt", ARTICLE)
    assert first.document == document_of_text(TextDigest(first.text or ""))
    assert desk.add("a.txt", ARTICLE.replace("May", "June")).document == first.document
    assert desk.add("b.txt", ARTICLE, url="https://example.org/a").document == document_of_url("https://example.org/a")


def test_an_address_given_later_is_an_alias(desk: Desk) -> None:
    """The article keeps its id, and another file of that address belongs to it."""
    first = desk.add("a.txt", ARTICLE)
    assert desk.add("a.txt", ARTICLE, url="https://example.org/a").document == first.document
    assert desk.add("b.txt", ARTICLE.replace("May", "June"), url="https://example.org/a").document == first.document


def test_a_file_reused_for_another_address_is_another_article(desk: Desk) -> None:
    """The address that a person gives decides, not the name of a file that is written over and over."""
    first = desk.add("page.txt", ARTICLE, url="https://example.org/a")
    second = desk.add("page.txt", ARTICLE.replace("bridge", "tunnel"), url="https://example.org/b")
    assert second.outcome == "new"
    assert second.document != first.document
    assert desk.add("page.txt", ARTICLE.replace("bridge", "tunnel")).document == second.document


def test_the_same_words_from_elsewhere_are_the_same_article(desk: Desk) -> None:
    """Also when they are a later version of it."""
    first = desk.add("a.txt", ARTICLE)
    desk.add("a.txt", ARTICLE.replace("May", "June"))
    moved = desk.add("moved.txt", ARTICLE.replace("May", "June"))
    assert (moved.document, moved.outcome, moved.version) == (first.document, "unchanged", 2)


@settings(max_examples=20)  # each makes an archive, which takes a tenth of a second
@given(st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=6))
def test_adding_twice_is_adding_once(tmp_path_factory: pytest.TempPathFactory, states: list[int]) -> None:
    """Whatever a file went through, adding it once more leaves the archive as it was, and its log has each change."""
    folder = tmp_path_factory.mktemp("law")
    with open_store(folder / "archive.db", create=True) as store:
        desk = Desk(store, folder)
        for state in states:
            added = desk.add("a.txt", ARTICLE.replace("May", f"the year 20{state}0"))
            before = (list_documents(store), log(store, DocumentId(added.document or "")))
            again = desk.add("a.txt", ARTICLE.replace("May", f"the year 20{state}0"))
            assert (again.outcome, again.version) == ("unchanged", added.version)
            assert (list_documents(store), log(store, DocumentId(added.document or ""))) == before
        changes = [state for state, before in zip(states, [None, *states], strict=False) if state != before]
        numbers = {state: number for number, state in enumerate(dict.fromkeys(changes), 1)}
        entries = log(store, DocumentId(added.document or ""))
        assert [entry.version for entry in entries] == [numbers[state] for state in changes]


def test_two_captures_are_compared_by_todays_rules(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that the rules of last year did not set aside makes no version now that they do."""

    def without_rules(text: str, hints: tuple[BlockHint, ...] = ()) -> Analysis:
        return replace(analyse(text, hints), removals=(), sentences=(), rule_set="r0-last-year")

    monkeypatch.setattr(batch, "analyse", without_rules)
    first = desk.add("a.txt", ARTICLE)
    assert first.removed == 0
    monkeypatch.undo()
    second = desk.add("a.txt", ARTICLE.replace("ADVERTISEMENT\n\n", ""))
    assert (second.outcome, second.version) == ("unchanged", 1)
    assert len(log(desk.store, DocumentId(first.document or ""))) == 2


def test_a_reader_that_sees_other_blocks_in_the_same_text_has_it_analysed_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every article that holds the text shows it, and reprocessing finds nothing left to do."""

    def read_with_caption(content: bytes, name: str, told: Told) -> Reading:
        found = read(content, name, told)
        start = found.text.index("The river")
        hints = (BlockHint(Span(start, start + len("The river at noon")), "caption"),)
        return replace(found, hints=hints, reader_version="next-year")

    content = f"{ARTICLE}\n\nThe river at noon\n"
    first = desk.add("a.txt", content)
    monkeypatch.setattr("archive.ingest.preparing.read", read_with_caption)
    second = desk.add("b.txt", content)
    assert (second.text, second.removed) == (first.text, first.removed + 1)
    assert list(verify(desk.store)) == []
    monkeypatch.undo()
    text = TextDigest(first.text or "")
    assert find_own_analysis(desk.store, text) == analyse(content, hints_of(desk.store, text))


def test_two_captures_are_compared_by_todays_reader(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What last year's reader read into a text, and today's would not, makes no version: its snapshot is read again."""

    def read_last_year(content: bytes, name: str, told: Told) -> Reading:
        found = read(content, name, told)
        return replace(found, text=f"{found.text}\nPage 1 of 1 of the old reader\n", reader_version="0-last-year")

    monkeypatch.setattr("archive.ingest.preparing.read", read_last_year)
    first = desk.add("a.txt", ARTICLE)
    monkeypatch.undo()
    second = desk.add("a.txt", ARTICLE + "\n")
    assert (second.outcome, second.version) == ("unchanged", 1)
    assert second.text != first.text


def test_what_is_larger_than_any_article_is_refused(tmp_path: Path) -> None:
    """Without reading all of it."""
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(LARGEST + 1)
    refused = next(iter(read_inputs([Source("large.txt", tmp_path / "large.txt")])))
    assert isinstance(refused, Refusal)
    assert refused.record.reason == "it is larger than 64 MiB, which no article is. Cut the article out of it."


def test_a_text_that_was_taken_down_is_not_archived_again(desk: Desk) -> None:
    """It is refused with the reason, and nothing is recorded."""
    first = desk.add("a.txt", ARTICLE)
    with desk.store.transaction():
        withdraw(desk.store, TextDigest(first.text or ""), "a court's order", "Jane Doe", "2026-01-02T00:00:00.000000Z")
        refresh_document(desk.store, DocumentId(first.document or ""))
    again = desk.add("b.txt", ARTICLE)
    assert (again.outcome, "a court's order" in (again.reason or "")) == ("refused", True)


def test_a_failure_in_the_middle_of_one_input_leaves_nothing_of_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts and index rows come together or not at all."""

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("archive.ingest.adding.refresh_document", fails)
    with pytest.raises(KeyboardInterrupt):
        desk.add("a.txt", ARTICLE)
    monkeypatch.undo()
    assert list_documents(desk.store) == []
    assert desk.add("a.txt", ARTICLE).outcome == "new"


def test_a_failure_in_one_input_leaves_those_before_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is recorded by itself, also where the program itself is wrong about one of them."""

    def fails(*_: object) -> None:
        raise RuntimeError

    for name, content in (("a.txt", ARTICLE), ("b.txt", WAITED)):
        (desk.folder / name).write_text(content, encoding="utf-8")
    added = add_inputs(
        desk.store,
        read_inputs([Source(name, desk.folder / name) for name in ("a.txt", "b.txt")]),
        Batch(lambda: Circumstances(desk.now(), "Jane Doe")),
    )
    assert next(added).outcome == "new"
    monkeypatch.setattr("archive.ingest.adding.refresh_document", fails)
    with pytest.raises(RuntimeError):
        next(added)
    assert [one.source for one in list_documents(desk.store)] == ["a.txt"]
    assert list(verify(desk.store)) == []


def test_half_a_character_in_what_a_page_says_stops_nothing(desk: Desk) -> None:
    """JSON can name a lone surrogate: the page is archived with U+FFFD in its place."""
    script = r'<script type="application/ld+json">{"@type":"NewsArticle","headline":"a \ud800"}</script>'
    added = desk.add("a.html", f"<html><head>{script}</head><body><p>{WAITED}</p></body></html>")
    assert (added.outcome, added.title) == ("new", "a \ufffd")


def test_an_argument_that_yields_nothing_comes_out_as_the_reason(tmp_path: Path) -> None:
    """In its place among the others, so that the account is complete."""
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "empty").mkdir()
    found = list(Walk([f"{tmp_path}/a.txt", "ftp://example.org/a", f"{tmp_path}/empty", "-"]))
    assert [isinstance(entry, InputRefused) for entry in found] == [False, True, True, False]


def test_a_source_is_named_as_it_was_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative stays relative, a leading ``./`` says nothing, and the absolute path is kept beside."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(ARTICLE)
    for argument, name in (
        ("texts", "texts/a.txt"),
        ("./texts/", "texts/a.txt"),
        (".", "texts/a.txt"),
        ("texts/a.txt", "texts/a.txt"),
        (str(tmp_path), f"{tmp_path}/texts/a.txt"),
    ):
        found = next(iter(Walk([argument])))
        assert isinstance(found, Source)
        assert (found.name, found.alias) == (name, f"{tmp_path}/texts/a.txt")


def test_the_same_bytes_read_anew_are_archived_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer reader gives another text of the same file: it is recorded, and the earlier one stays."""

    def read_next_year(content: bytes, name: str, told: Told) -> Reading:
        reading = read(content, name, told)
        return replace(reading, text=reading.text.replace("hours", "whole hours"), reader_version="next year")

    first = desk.add("a.txt", WAITED)
    monkeypatch.setattr("archive.ingest.preparing.read", read_next_year)
    second = desk.add("a.txt", WAITED)
    assert (second.document, second.snapshot) == (first.document, first.snapshot)
    assert second.text != first.text
    assert desk.add("a.txt", WAITED).outcome == "unchanged"


def test_an_input_that_breaks_a_record_stops_no_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the text work gets wrong about one text is that text's refusal, with its name."""

    def break_on_hours(text: str, hints: tuple[BlockHint, ...] = ()) -> Analysis:
        if "hours" in text:
            raise InvalidSpan("22-22", "a sentence is not empty")
        return analyse(text, hints)

    monkeypatch.setattr(batch, "analyse", break_on_hours)
    assert desk.add("a.txt", WAITED).outcome == "refused"
    assert desk.add("b.txt", "“It rained again today,” Jane Doe said.").outcome == "new"


def test_others_can_write_while_a_text_is_analysed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A book takes half a minute, and nobody waits for longer than that."""
    seen: list[bool] = []

    def analyse_and_look(text: str, hints: tuple[BlockHint, ...]) -> Analysis:
        seen.append(desk.store.connection.in_transaction)
        return analyse(text, hints)

    monkeypatch.setattr(batch, "analyse", analyse_and_look)
    assert desk.add("a.txt", ARTICLE).outcome == "new"
    assert seen == [False]
