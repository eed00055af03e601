"""What is said when something rare goes wrong: each message is read here, where its own module's tests do not."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive import records
from archive.cli.server import bind
from archive.describing import check_statement
from archive.errors import (
    DatabaseUnusable,
    InvalidSpan,
    InvalidValue,
    RuleTableError,
    UnknownReference,
    UnreadableSource,
)
from archive.identifiers import snapshot_digest
from archive.ingest.sources import PASTED, Source, receive_file, unreadable
from archive.quotations.found import Found
from archive.readers import read
from archive.references import resolve_document, resolve_reference
from archive.rules import boilerplate, load_table, months, notices
from archive.spans import Span
from archive.store import Store, backup, copying, open_store
from archive.store.facts import put_reading, put_snapshot

CONTENT = "The mayor said: “We will wait.” Nobody else spoke.\n".encode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An archive with a text that no article holds."""
    with open_store(tmp_path / "archive.db", create=True) as opened:
        with opened.transaction():
            put_reading(opened, put_snapshot(opened, CONTENT), read(CONTENT, "note.txt"))
        yield opened


def test_a_value_with_a_control_character_is_refused() -> None:
    with pytest.raises(InvalidValue, match="holds a control character"):
        check_statement("title", "a\x00b")


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOENT, "there is no such file or folder"),
        (errno.EACCES, "you are not allowed to read it"),
        (errno.EIO, "the system cannot read it"),
    ],
)
def test_what_the_system_says_of_a_file_is_said_in_our_words(number: int, message: str) -> None:
    assert message in str(unreadable("note.txt", OSError(number, os.strerror(number))))
    assert isinstance(unreadable("note.txt", OSError(number, "")), UnreadableSource)


def test_nothing_on_standard_input_is_no_article() -> None:
    with pytest.raises(UnreadableSource, match="there is nothing on standard input"):
        receive_file(Source(PASTED, None))


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.EADDRINUSE, "port 80: another program uses it"),
        (errno.EACCES, "port 80: this user may not use it"),
        (errno.EADDRNOTAVAIL, "host 192.0.2.1: cannot be listened on"),
    ],
)
def test_a_port_that_cannot_be_had_is_explained(number: int, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("socket.socket.bind", refuse)
    with pytest.raises(InvalidValue, match=message):
        bind("192.0.2.1", 80)


def test_a_quotation_of_nothing_cannot_be_made() -> None:
    for segments in ((), (Span(3, 3),)):
        with pytest.raises(InvalidSpan, match="a quotation needs at least one segment, and none empty"):
            records.Quotation(segments, "full")


def test_a_quotation_whose_segments_overlap_cannot_be_made() -> None:
    with pytest.raises(InvalidSpan, match="the segments of a quotation are sorted and disjoint"):
        records.Quotation((Span(0, 5), Span(4, 9)), "full")


def test_a_find_of_nothing_cannot_be_made() -> None:
    with pytest.raises(InvalidSpan, match="a quotation needs at least one segment"):
        Found((), "full", removed=False, closed=True, continues=False, system="straight", marks=Span(0, 0))


def test_a_reference_that_nothing_answers_to_says_where_to_look(store: Store) -> None:
    with pytest.raises(UnknownReference, match="archive documents lists what is held"):
        resolve_reference(store, "nothing-of-this-name")


def test_a_text_without_an_article_says_so(store: Store) -> None:
    with pytest.raises(UnknownReference, match="no article holds this text"):
        resolve_document(store, snapshot_digest(CONTENT))


def test_a_link_beyond_the_end_of_its_text_says_where_it_ends(store: Store) -> None:
    with pytest.raises(UnknownReference, match=rf"that text ends at {len(CONTENT.decode())}"):
        resolve_reference(store, f"q/{snapshot_digest(CONTENT)}/0-9999")


def test_a_link_to_a_text_of_another_archive_says_so(store: Store) -> None:
    with pytest.raises(UnknownReference, match="this archive holds no text 000000000000"):
        resolve_reference(store, f"q/{'0' * 64}/0-1")


def boilerplate_rule(**given: object) -> boilerplate.BoilerplateRule:
    """A rule that removes one line."""
    row = {"name": "n", "label": "ad", "why": "w", "seen_in": ["x"], "removes": ["a"], "keeps": ["b"], **given}
    return boilerplate.BoilerplateRule.model_validate(row)


def test_two_rules_of_one_name_are_refused() -> None:
    rule = boilerplate_rule(labels={"en": ["advertisement"]})
    with pytest.raises(RuleTableError, match="two boilerplate rules have this name"):
        boilerplate.compile_boilerplate([rule, rule])


def test_a_pattern_that_could_begin_anyhow_is_refused() -> None:
    """It would have to be tried on every line of every text."""
    with pytest.raises(RuleTableError, match="does not show how a line begins"):
        boilerplate.compile_boilerplate([boilerplate_rule(patterns={"en": [".* said"]})])


def test_a_notice_that_could_begin_anyhow_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    table = load_table("notices", notices.NoticeTable)
    rule = table.rule[0].model_copy(update={"patterns": {"en": (".* corrected",)}})
    monkeypatch.setattr(notices, "load_table", lambda *_: notices.NoticeTable(rule=(rule,)))
    with pytest.raises(RuleTableError, match="does not show how a line begins"):
        notices.load_notices.__wrapped__()


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("may",), "a year has 12 months, not 1"),
        (("may",) * 12, "'may' means two different months"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(
    names: tuple[str, ...], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(months, "load_table", lambda *_: months.MonthTable(names={"xx": names}))
    with pytest.raises(RuleTableError, match=message):
        months.month_numbers.__wrapped__()


def test_a_backup_never_replaces_a_file_that_appears_meanwhile(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"

    def copy_slowly(_: Store, path: Path) -> None:
        path.write_bytes(b"copied")
        target.write_bytes(b"somebody else's")

    monkeypatch.setattr(copying, "copy_into", copy_slowly)
    with pytest.raises(InvalidValue, match="appeared while the copy was made"):
        backup(store, target)
    assert target.read_bytes() == b"somebody else's"


def test_a_backup_that_would_need_a_second_file_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stubborn(sqlite3.Connection):
        """A database that keeps its write-ahead log."""

        def execute(self, statement: str, *given: Any) -> sqlite3.Cursor:
            return super().execute("SELECT 'wal'" if "journal_mode" in statement else statement, *given)

    monkeypatch.setattr("archive.store.copying.sqlite3.connect", lambda path, **_: Stubborn(path, isolation_level=None))
    with pytest.raises(DatabaseUnusable, match="the copy could not be closed into one file"):
        backup(store, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
