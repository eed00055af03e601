"""The first minutes on a new machine: what the two commands need, and what they say when it is not there."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bench.port import is_free
from tests.sources import CHECKOUT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="make and sh are not the Windows way; README shows that one")

MAKEFILE = (CHECKOUT / "Makefile").read_text("utf-8")


def make_venv(folder: Path, path: Path, python: str = "") -> subprocess.CompletedProcess[str]:
    """What `.ci/make-venv` says when only the programs in ``path`` and the system's own tools are there."""
    shell = shutil.which("sh")
    assert shell
    environment = {"PATH": f"{path}", "PYTHON": python, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [shell, str(CHECKOUT / ".ci" / "make-venv"), str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def fake_python(folder: Path, script: str, name: str = "python3") -> Path:
    """A folder with a program ``name`` that does as the shell script says."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    return folder


def test_an_old_python_is_named_with_what_to_install(tmp_path: Path) -> None:
    old = fake_python(tmp_path / "bin", 'if [ "$1" = --version ]; then echo Python 3.9.6; else exit 1; fi')
    said = make_venv(tmp_path / "venv", old)
    assert said.returncode == 1
    assert "This needs Python 3.11 or newer; python3 here is: Python 3.9.6" in said.stderr
    assert "make demo PYTHON=/path/to/python3.12" in said.stderr
    assert not (tmp_path / "venv").exists()


def test_a_newer_python_beside_an_old_one_is_found(tmp_path: Path) -> None:
    """Apple ships an old python3; the newer one that people install has its version in its name."""
    path = fake_python(tmp_path / "bin", "exit 1")
    fake_python(tmp_path / "bin", 'case "$2" in *ensurepip*) exit 1;; esac; echo 3.12', "python3.12")
    assert "python3.12 cannot make virtual environments" in make_venv(tmp_path / "venv", path).stderr


def test_a_python_that_was_named_is_the_only_one_tried(tmp_path: Path) -> None:
    path = fake_python(tmp_path / "bin", "exit 0")
    said = make_venv(tmp_path / "venv", path, python="python3.99")
    assert said.returncode == 1
    assert "python3.99: not a Python 3.11 or newer" in said.stderr


def test_a_missing_venv_module_is_named_with_its_package(tmp_path: Path) -> None:
    """Debian and Ubuntu ship Python without it."""
    path = fake_python(tmp_path / "bin", 'case "$2" in *ensurepip*) exit 1;; *print*) echo 3.12;; esac')
    said = make_venv(tmp_path / "venv", path)
    assert said.returncode == 1
    assert "sudo apt-get install python3.12-venv" in said.stderr


def test_a_folder_that_is_no_environment_is_left_alone(tmp_path: Path) -> None:
    path = fake_python(tmp_path / "bin", "exit 0")
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / "thesis.txt").write_text("years of work", "utf-8")
    said = make_venv(tmp_path / "venv", path)
    assert said.returncode == 1
    assert "is in the way" in said.stderr
    assert (tmp_path / "venv" / "thesis.txt").read_text("utf-8") == "years of work"


def test_a_taken_port_is_noticed() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.listen()
        assert not is_free("127.0.0.1", port)
    assert is_free("127.0.0.1", port)


@pytest.mark.parametrize(
    "target", ["demo", "test", "browser", "quality", "lint", "types", "bench", "docs", "screenshots", "clean"]
)
def test_every_make_target_is_listed_and_can_be_planned(target: str) -> None:
    """`make -n` reads the Makefile and finds every file that a target depends on."""
    if not shutil.which("make"):
        pytest.skip("no make on this machine")
    assert re.search(rf"^{target}:.* ## \w", MAKEFILE, re.MULTILINE)
    planned = subprocess.run(
        ["make", "-n", target],  # noqa: S607 - whichever make is there
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert planned.returncode == 0, planned.stderr


def test_the_modules_that_make_runs_exist() -> None:
    for module in set(re.findall(r"-m ((?:bench|docs)\.\w+)", MAKEFILE)):
        assert (CHECKOUT / f"{module.replace('.', '/')}.py").exists(), module


def test_this_python_is_one_that_the_project_supports() -> None:
    assert sys.version_info >= (3, 11)
