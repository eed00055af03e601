"""Help is light, begins with an example, lists only what exists, and knows what a mistyped word means."""

from __future__ import annotations

import json
import subprocess
import sys

import click
import pytest

from archive.cli.commands import COMMANDS, OTHER_NAMES, SECTIONS
from archive.cli.group import BEFORE_COMMAND, cli
from tests.cli.running import run

HEAVY = (
    "trafilatura",
    "datasette",
    "pydantic",
    "sqlite_utils",
    "lxml",
    "sqlite3",
    "yaml",
    "charset_normalizer",
    "numpy",
)
NAMES = [row.name for row in COMMANDS]


ARCHIVE = "from archive.cli import main; main()"
CLICK = "import click; click.Command('archive').main()"


def modules_after(*arguments: str, program: str = ARCHIVE) -> set[str]:
    """The top-level modules that a process holds after it ran a command."""
    code = (
        "import sys, json, atexit\n"
        f"sys.argv = ['archive', *{list(arguments)!r}]\n"
        "atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))\n"
        f"{program}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("serch",), *((name, "--help") for name in NAMES)])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """Neither help nor a slip of the finger loads what only the work itself needs."""
    assert not modules_after(*arguments) & set(HEAVY)


def test_help_loads_what_click_needs_and_nothing_else() -> None:
    """Each package read costs its share of the start: beside click's own help there is only ours."""
    read = modules_after("--help") - modules_after("--help", program=CLICK) - set(sys.builtin_module_names)
    assert read == {"archive"}


def test_help_lists_every_command_in_its_section() -> None:
    """And no command that does not exist."""
    printed = run("--help").stdout
    for section in SECTIONS:
        assert f"{section}:\n" in printed
    for row in COMMANDS:
        assert f"  {row.name} " in printed
        assert row.section in SECTIONS


@pytest.mark.parametrize("name", NAMES)
def test_every_help_begins_with_an_example(name: str) -> None:
    """The example calls that very command, and no line is wider than 80 columns."""
    printed = run(name, "--help").stdout
    first, second, *_ = printed.splitlines()
    assert first == "Example:"
    assert second.startswith(f"  archive {name}")
    assert max(len(line) for line in printed.splitlines()) <= 80


@pytest.mark.parametrize("name", NAMES)
def test_examples_use_options_that_exist(name: str) -> None:
    """An example that would be refused teaches the wrong thing."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    for line in getattr(command, "example", "").splitlines():
        assert line.startswith(f"archive {name}")
        assert {word for word in line.split() if word.startswith("--")} <= known


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("serch", "search"),  # a letter lost
        ("documnets", "documents"),  # two swapped
        ("quotes", "quotations"),  # another word for it
        ("ls", "documents"),  # what the shell calls it
        ("SHOW", "show"),  # another case
    ],
)
def test_a_mistyped_command_is_answered_with_the_nearest(typed: str, meant: str) -> None:
    """Exit code 2, the word as typed, and what was probably meant."""
    result = run(typed)
    assert result.exit_code == 2
    assert f"{typed}: there is no such command. Did you mean “archive {meant}”?" in result.stderr


@pytest.mark.parametrize("option", BEFORE_COMMAND)
def test_an_option_of_all_commands_behind_one_is_told_its_place(option: str) -> None:
    """It is where many people try it first; another word with a hyphen is what click says of it."""
    result = run("add", "seeds", option)
    assert (result.exit_code, f"{option} goes before the command: archive {option} … add …" in result.stderr) == (
        2,
        True,
    )
    assert "No such option" in run("add", "seeds", "--databse").stderr


def test_every_option_of_all_commands_is_known_as_one() -> None:
    """But for the version, which is asked for alone."""
    options = {name for option in cli.params for name in option.opts}
    assert options == {*BEFORE_COMMAND, "--version"}


def test_a_word_like_no_command_is_answered_with_the_list() -> None:
    """Nothing is guessed."""
    result = run("xyzzy")
    assert (result.exit_code, "archive --help lists them" in result.stderr) == (2, True)


def test_other_names_lead_to_commands_that_exist() -> None:
    """And none of them hides a command."""
    assert set(OTHER_NAMES.values()) <= set(NAMES)
    assert not set(OTHER_NAMES) & set(NAMES)


def test_the_version_is_printed() -> None:
    """Name and number, nothing else."""
    assert run("--version").stdout.startswith("archive 0.")


def test_quiet_and_verbose_contradict_each_other() -> None:
    """Exit code 2."""
    result = run("-q", "-v", "documents")
    assert (result.exit_code, "contradict" in result.stderr) == (2, True)
