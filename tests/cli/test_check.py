"""``archive check`` as a person meets it: what it prints, in which order, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import BRIDGE, run


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """An archive with one article."""
    (tmp_path / "bridge.txt").write_text(BRIDGE, "utf-8")
    path = tmp_path / "archive.db"
    assert run("--db", path, "add", tmp_path / "bridge.txt").exit_code == 0
    return path


RIGHT = "“The cracks were small, but nobody should drive over them,” John Smith said.\n"
WRONG = "“The cracks were tiny, but nobody should drive over them,” John Smith said.\n"


def test_a_draft_that_is_right_ends_with_0(database: Path) -> None:
    """One line a quotation, and nothing to look at."""
    found = run("--db", database, "check", "-", given=RIGHT)
    assert found.stdout.splitlines() == ["1 quotation compared with 1 article: 1 right, 0 to look at", "1:2  right"]
    assert found.exit_code == 0


def test_an_altered_word_is_shown_below_the_one_of_the_source(database: Path) -> None:
    """Both wordings begin in one column, the difference is marked, the link stands at the right; exit code 1."""
    found = run("--db", database, "check", "-", given=WRONG)
    lines = found.stdout.splitlines()
    assert lines[1] == "1:2  altered         draft   The cracks were tiny, but nobody should drive"
    assert lines[2] == "                     source  The cracks were small, but nobody should drive"
    assert lines[3].startswith(" " * 45 + "^^^^^")
    assert "q/" in lines[3]
    assert max(map(len, lines)) <= 80
    assert found.exit_code == 1


def test_json_is_one_object_a_quotation(database: Path) -> None:
    found = run("--db", database, "check", "-", "--format", "json", given=RIGHT + "\n" + WRONG)
    records = [json.loads(line) for line in found.stdout.splitlines()]
    assert [(one["line"], one["verdict"]) for one in records] == [(1, "ok"), (3, "altered")]
    assert {change["kind"] for change in records[1]["changes"]} == {"equal", "replace"}


def test_a_draft_that_cannot_be_read_does_not_keep_the_others_from_being_checked(
    database: Path, tmp_path: Path
) -> None:
    """Exit code 3 wins over 1; the message names the file and the way on."""
    (tmp_path / "good.md").write_text(WRONG, "utf-8")
    (tmp_path / "bad.docx").write_bytes(b"nothing")
    found = run("--db", database, "check", tmp_path / "bad.docx", tmp_path / "gone.md", tmp_path / "good.md")
    assert "bad.docx: this is no Word document (DOCX)" in found.stderr
    assert "gone.md: no such file" in found.stderr
    assert "Check the path and its permissions" in " ".join(found.stderr.split())
    assert "altered" in found.stdout
    assert found.exit_code == 3


def test_a_form_that_nothing_tells_is_asked_for(database: Path, tmp_path: Path) -> None:
    """Named, it is read."""
    (tmp_path / "draft.tex").write_text(RIGHT, "utf-8")
    refused = run("--db", database, "check", tmp_path / "draft.tex")
    assert refused.exit_code == 2
    assert "--as markdown, html, text, docx" in refused.stderr
    assert run("--db", database, "check", tmp_path / "draft.tex", "--as", "text").exit_code == 0


def test_without_an_archive_nothing_is_checked(tmp_path: Path) -> None:
    assert run("--db", tmp_path / "none.db", "check", "-", given=RIGHT).exit_code == 3


def test_no_control_character_of_a_draft_reaches_the_terminal(database: Path) -> None:
    """An escape sequence inside a quotation is shown as pictures."""
    found = run("--db", database, "check", "-", given="“The cracks \x1b[31mwere all over the whole town,” he said.\n")
    assert "\x1b" not in found.stdout
