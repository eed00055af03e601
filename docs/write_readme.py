"""What README.md shows of the program, written by the program itself: its help texts and one worked session.

Run as ``python -m docs.write_readme`` (``make docs``). A test compares, so that neither goes stale. In the session the
lines that begin with ``$ `` are written by hand; what stands below each is what it printed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner

from archive.cli.commands import COMMANDS
from archive.cli.group import cli

CHECKOUT = Path(__file__).resolve().parent.parent
"""The folder that holds README.md and the seeds."""
README = CHECKOUT / "README.md"
"""The file that is written."""

_HELP = re.compile(r"(?<=<!-- help begins -->\n).*(?=<!-- help ends -->)", re.DOTALL)
_SESSION = re.compile(r"(?<=<!-- session begins -->\n).*(?=<!-- session ends -->)", re.DOTALL)
_TIME = re.compile(r"\b20\d\d-\d\d-\d\d \d\d:\d\d\b")
_DAY = re.compile(r"(?<=supplied on )\d{1,2} [A-Z][a-z]{2} 20\d\d\b")
_COMMAND = re.compile(r"^\$ (?P<line>.*)$")


def help_text(*command: str) -> str:
    """What ``archive COMMAND --help`` prints on a terminal of 80 columns.

    >>> help_text("search").splitlines()[0]
    'Example:'
    """
    result = CliRunner().invoke(cli, [*command, "--help"], prog_name="archive", terminal_width=80, color=False)
    return result.output.rstrip("\n")


def help_section() -> str:
    """All help texts in Markdown, the group's first and then each command's in its order."""
    parts = [f"```text\n{help_text()}\n```\n"]
    parts.extend(f"### archive {row.name}\n\n```text\n{help_text(row.name)}\n```\n" for row in COMMANDS)
    return "\n" + "\n".join(parts) + "\n"


def run_session(session: str, folder: Path) -> str:
    """The same session with what its commands print today, run one after the other in ``folder``.

    Only lines that begin with ``$ `` are run, in a shell where ``archive`` is this checkout's; what they print on
    stderr is shown too, as a terminal would. The time of the run is shown as the same one always, so that the session
    reads alike on every day. Prose and fences between the blocks stay as they are.
    """
    shutil.copytree(CHECKOUT / "seeds", folder / "seeds", dirs_exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "COLUMNS"))}
    environment |= {"PYTHONPATH": str(CHECKOUT), "PYTHON": sys.executable, "PYTHONUTF8": "1", "NO_COLOR": "1"}
    lines: list[str] = []
    in_block = False
    for line in session.splitlines():
        if line.startswith("```"):
            in_block = line == "```console"
            lines.append(line)
        elif found := _COMMAND.match(line):
            lines += [line, *_printed(found["line"], folder, environment)]
        elif not in_block:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _printed(line: str, folder: Path, environment: dict[str, str]) -> list[str]:
    shell = 'archive() { "$PYTHON" -m archive "$@"; }\n' + line
    ran = subprocess.run(
        ["sh", "-c", shell],  # noqa: S607 - any POSIX shell
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    printed = ran.stdout.decode("utf-8").rstrip("\n")
    return _DAY.sub("21 Nov 2026", _TIME.sub("2026-11-21 09:30", printed)).splitlines()


def session_of(readme: str) -> str:
    """The worked session as the README shows it.

    Raises:
        ValueError: the comments around it are not there.
    """
    found = _SESSION.search(readme)
    if not found:
        raise ValueError("README.md: no session between “<!-- session begins -->” and “<!-- session ends -->”")
    return found[0]


def with_help(readme: str) -> str:
    """The README with today's help texts between its two comments.

    Raises:
        ValueError: the comments are not there.
    """
    written, count = _HELP.subn(lambda _: help_section(), readme)
    if count != 1:
        raise ValueError("README.md: no place for the help between “<!-- help begins -->” and “<!-- help ends -->”")
    return written


def main() -> None:
    """README.md says what the program says today."""
    readme = with_help(README.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        today = run_session(session_of(readme), Path(folder))
    README.write_text(_SESSION.sub(lambda _: today, readme), "utf-8")


if __name__ == "__main__":
    main()
