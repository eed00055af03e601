"""Looking after an archive: ``verify`` notices, ``backup`` copies, and a refusal has its exit code and its words."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import WEATHER, run, run_json


def test_an_untouched_archive_is_all_well(seeds: Path) -> None:
    """Exit code 0, and how much was looked at."""
    result = run("verify")
    assert (result.exit_code, result.stdout.startswith("All well: 5 articles, 5 captures, ")) == (0, True)
    assert run("verify", "--json").stdout == ""


def test_an_edited_archive_is_not(bridge: Path) -> None:
    """Exit code 1; the fault, what it is about, and in words what is wrong."""
    with closing(sqlite3.connect("archive.db")) as connection, connection:
        connection.execute("UPDATE quotations SET speaker = 'Somebody Else'")
    result = run("verify")
    assert result.exit_code == 1
    assert "faults. Do not edit the file by hand" in result.stderr or "fault. Do not edit" in result.stderr
    faults = run_json("verify")
    assert faults
    assert all(set(fault) == {"fault", "id", "detail"} for fault in faults)


EDITS = [
    "UPDATE analyses SET record = '{}'",
    "UPDATE analyses SET record = '[1]'",
    "UPDATE texts SET content = x'ff00', length = 1",
    "UPDATE quotations SET via = '[{}]'",
    "UPDATE articles SET metadata = '[{}]'",
    "DELETE FROM articles",
]
"""What a hand may do to the tables; where a constraint forbids it, so much the better."""


@pytest.mark.parametrize("edit", EDITS)
def test_a_spoilt_row_ends_in_words_and_verify_names_it(bridge: Path, edit: str) -> None:
    """No command meets it with a traceback, whatever it reads; ``verify`` ends with 1."""
    with closing(sqlite3.connect("archive.db")) as connection, connection:
        connection.execute(edit)
    for command in (("documents",), ("show", "bridge"), ("quotations",), ("search", "bridge"), ("log", "bridge")):
        assert run(*command).exit_code in {0, 2, 3}
    assert run("verify").exit_code == 1


def test_a_damaged_file_ends_in_words(bridge: Path) -> None:
    """Pages overwritten in the middle: the rule, and the backup as the next step."""
    run("backup", "copy.db")
    content = bytearray(Path("copy.db").read_bytes())
    content[4096 * 2 :] = b"\xa5" * (len(content) - 4096 * 2)
    Path("copy.db").write_bytes(content)
    for command in (("documents",), ("verify",), ("add", "bridge.txt"), ("search", "bridge")):
        result = run("--db", "copy.db", *command)
        assert result.exit_code in {1, 3}, command
        assert result.stderr


@pytest.mark.parametrize(
    ("edit", "advice"),
    [
        # another version may count lines otherwise: nobody need have touched the file
        ("UPDATE site_lines SET line = line + 1", "archive reprocess"),
        # anything else is somebody's doing
        ("UPDATE quotations SET speaker = 'Somebody Else'", "restore a backup"),
    ],
)
def test_verify_says_what_to_do_next(bridge: Path, edit: str, advice: str) -> None:
    """Faults that a newer version of the program can bring are told apart from edits by hand."""
    run("describe", "bridge", "--url", "https://example.org/bridge", "--by", "desk")
    with closing(sqlite3.connect("archive.db")) as connection, connection:
        assert connection.execute(edit).rowcount
    result = run("verify")
    assert (result.exit_code, advice in result.stderr) == (1, True)


def test_verify_is_not_for_drafts(bridge: Path) -> None:
    """A file name after it is a misunderstanding, which is cleared up."""
    result = run("verify", "draft.md")
    assert (result.exit_code, "verify looks at the archive itself" in result.stderr) == (2, True)


def test_a_backup_is_an_archive(bridge: Path) -> None:
    """Complete in one file, and never over another one."""
    assert run("backup", "copy.db").exit_code == 0
    assert run("--db", "copy.db", "documents", "--json").stdout == run("documents", "--json").stdout
    assert run("--db", "copy.db", "verify").exit_code == 0
    again = run("backup", "copy.db")
    assert (again.exit_code, "already exists" in again.stderr) == (2, True)


def test_the_archive_is_named_by_option_then_environment_then_folder(
    bridge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--db`` wins over ``$ARCHIVE_DB``, which wins over ``archive.db`` in this folder."""
    Path("archive.db").rename("other.db")
    assert run("documents").exit_code == 3
    monkeypatch.setenv("ARCHIVE_DB", "other.db")
    assert run("documents").exit_code == 0
    assert run("--db", "archive.db", "documents").exit_code == 3


REFUSALS = [
    (("show", "zzz"), 2, "no link, address, source, article or text answers to it"),
    (("show", "q/12/3-4"), 2, "a permalink is q/<12 or more hex digits>/<start>-<end>"),
    (("show", "q/" + "ab" * 32 + "/3-4"), 2, "holds no text abababababab…"),
    (("show", "deadbeef"), 2, "needs at least 12 digits"),
    (("log", "zzz"), 2, "archive documents lists what is held"),
    (("quotations", "zzz"), 2, "answers to it"),
    (("search", "(a"), 2, "bracket that is not closed"),
    (("search", '"a'), 2, "quotation mark that is not closed"),
    (("search", "a", "--since", "May"), 2, "is not a date"),
    (("search", "a", "--since", "2025-04-31"), 2, "a day that there is"),  # April has thirty days
    (("search", "a", "--since", "2025-06", "--until", "2025-04"), 2, "ends before it begins"),
    (("search", "a", "--published", "some day"), 2, "is not a date"),
    (("search", "a", "--speaker", "…"), 2, "needs a letter or a digit"),
    (("search",), 2, "Missing argument"),
    (("search", "a", "--kind", "loud"), 2, "full"),
    (("documents", "--colour"), 2, "No such option"),
    (("--db", "nowhere.db", "documents"), 3, "there is no archive here"),
    (("--db", "nowhere/archive.db", "add", "bridge.txt"), 3, "there is no folder"),
    (("--db", "bridge.txt", "documents"), 3, "not an SQLite database"),
    (("--db", "other.db", "documents"), 3, "a database, but not an archive"),
    (("backup", "nowhere/copy.db"), 2, "there is no folder"),
    (("serve", "--host", "999.1.1.1", "--port", "0"), 2, "cannot be listened on"),
]


@pytest.mark.parametrize(("command", "exit_code", "words"), REFUSALS, ids=lambda value: str(value)[:40])
def test_a_refusal_has_its_exit_code_and_says_why(
    bridge: Path, command: tuple[str, ...], exit_code: int, words: str
) -> None:
    """Nothing on stdout, the reason on stderr, no traceback."""
    with closing(sqlite3.connect("other.db")) as connection, connection:
        connection.execute("CREATE TABLE notes (words TEXT)")
    result = run(*command)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert words in result.stderr


def test_an_ambiguous_reference_lists_its_candidates(seeds: Path) -> None:
    """Two files of one name in two folders: exit code 2, a line for each, none chosen."""
    (seeds / "more").mkdir()
    (seeds / "more" / "002_other.txt").write_text("“Another one,” Jane Doe said.", "utf-8")
    run("add", "more")
    result = run("show", "002")
    assert result.exit_code == 2
    assert "seeds/002_6ffb47693998821b.txt" in result.stderr
    assert "more/002_other.txt" in result.stderr
    assert run("show", "002_other").exit_code == 0


def test_the_command_runs_as_a_module(bridge: Path) -> None:
    """``python -m archive`` in a process of its own, with an exit code that the shell sees and pipes in UTF-8."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "ARCHIVE_DB": str(bridge / "archive.db")}
    command = [sys.executable, "-m", "archive"]
    shown = subprocess.run([*command, "quotations"], capture_output=True, env=environment, check=False)
    assert shown.returncode == 0
    assert "“We will open the bridge" in shown.stdout.decode("utf-8")
    refused = subprocess.run([*command, "show", "zzz"], capture_output=True, env=environment, check=False)
    assert (refused.returncode, b"Traceback" in refused.stderr) == (2, False)


def test_a_reader_that_leaves_early_is_no_error_message(seeds: Path) -> None:
    """``archive quotations | head -1`` prints a line and no traceback."""
    script = f'"{sys.executable}" -m archive quotations | head -1'
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") == 1


def test_two_commands_that_add_at_once_both_succeed(folder: Path) -> None:
    """Both start on no archive at all, with an article in common; each accounts for all that it was given."""
    for side in ("left", "right"):
        (folder / side).mkdir()
        (folder / side / "weather.txt").write_text(WEATHER, "utf-8")
        for number in range(8):
            (folder / side / f"{number}.txt").write_text(f"“{side.title()} {number},” Jane Doe said.\n", "utf-8")
    commands = [[sys.executable, "-m", "archive", "add", side, "--json"] for side in ("left", "right")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for command in commands]
    for process in started:
        told, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
        assert len(told.splitlines()) == 9
    assert run("verify").exit_code == 0
    assert len(run_json("documents")) == 17


def test_a_command_that_waits_for_another_one_says_so(bridge: Path) -> None:
    """And goes on when that has finished."""
    with closing(sqlite3.connect("archive.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        command = [sys.executable, "-m", "archive", "describe", "bridge.txt", "--outlet", "Gazette"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            assert process.stderr.readline() == "archive.db: another program is writing to it; waiting …\n"
            other.execute("ROLLBACK")
            process.communicate(timeout=60)
    assert process.returncode == 0
    assert run_json("documents")[0]["outlet"] == "Gazette"
