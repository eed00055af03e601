"""The project's own files, for the tests that look at source instead of running it."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
"""The folder that holds the package, the seeds and the tests."""
PACKAGE = CHECKOUT / "archive"
"""The package."""
SOURCES = sorted(PACKAGE.rglob("*.py"))
"""Every module of the package."""


_LEFT_BEHIND = re.compile(
    r"^\.(?!ci/|git[a-z]+$)|(^|/)(__pycache__|node_modules)(/|$)|^(build|dist)/|\.egg-info(/|$)|\.db(-\w+)?$"
)


@cache
def tree(path: Path) -> ast.Module:
    """The parsed source."""
    return ast.parse(path.read_text("utf-8"), str(path))


def module_name(path: Path) -> str:
    """The dotted name that ``path`` is imported by."""
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in SOURCES}
"""Every module of the package by its dotted name."""


def tracked_files() -> list[Path]:
    """What the project ships: the files that git tracks or would; without git, all but what tools leave behind."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - whichever git is there
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [CHECKOUT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in CHECKOUT.rglob("*") if not _LEFT_BEHIND.search(path.relative_to(CHECKOUT).as_posix())]
    return sorted(path for path in paths if path.is_file() and "__pycache__" not in path.parts)


def tracked_text() -> Iterator[tuple[Path, int, str]]:
    """Each line of each text file of the project."""
    for path in tracked_files():
        if path.suffix in {".png", ".gz", ".ico", ".db"} or path.is_relative_to(CHECKOUT / "tests" / "data"):
            continue
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
            yield path, number, line
