"""What people install is whole: the wheel works in an environment that has never seen the checkout.

Building and installing needs a package index. Without a network these tests are skipped and say so; with ``CI`` set
they fail instead, because there nobody reads what was skipped.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sources import CHECKOUT, tracked_files

pytestmark = pytest.mark.slow

SEED = CHECKOUT / "seeds" / "000_46b95ac26c8ebd96.txt"
NO_NETWORK = re.compile(r"NewConnectionError|NameResolutionError|ConnectTimeout|Network is unreachable|ProxyError")


def run_pip(*arguments: str, python: str = sys.executable) -> None:
    """Pip does what it is told, or the test is skipped because there is no network, or it fails."""
    ran = subprocess.run(
        [python, "-m", "pip", "--disable-pip-version-check", *arguments], capture_output=True, text=True, check=False
    )
    if ran.returncode and NO_NETWORK.search(ran.stderr) and not os.environ.get("CI"):
        pytest.skip("building and installing needs a package index; no network here")
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what the project ships, so that nothing untracked slips in."""
    source = tmp_path_factory.mktemp("source")
    for path in tracked_files():
        target = source / path.relative_to(CHECKOUT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    out = tmp_path_factory.mktemp("wheel")
    run_pip("wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(source))
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands in a new environment that has the wheel and what it asks for, nothing else."""
    environment = tmp_path_factory.mktemp("new environment")  # with a space, as people's folders have
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    folder = environment / ("Scripts" if os.name == "nt" else "bin")
    run_pip("install", "--quiet", str(wheel), python=str(folder / "python"))
    return folder


def run_archive(commands: Path, folder: Path, *arguments: str) -> str:
    """What the installed command prints; run in a folder that is not the checkout."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "ARCHIVE_DB"}}
    ran = subprocess.run(
        [str(commands / "archive"), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_wheel_carries_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    """Rule tables, schema, templates, static files and metadata.yml travel; seeds, tests and benches stay at home."""
    with zipfile.ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if ".dist-info/" not in name}
        info = {name.partition(".dist-info/")[2] for name in opened.namelist() if ".dist-info/" in name}
    package = [
        path.relative_to(CHECKOUT).as_posix() for path in tracked_files() if path.is_relative_to(CHECKOUT / "archive")
    ]
    assert names == {*package, "archive/metadata.yml"}
    assert {"METADATA", "entry_points.txt", "licenses/LICENSE"} <= info


def test_the_installed_program_archives_lists_and_links(commands: Path, tmp_path: Path) -> None:
    """`add`, `quotations` and a permalink work where there is no checkout."""
    shutil.copy2(SEED, tmp_path)
    added = json.loads(run_archive(commands, tmp_path, "add", SEED.name, "--json"))
    assert added["outcome"] == "new"
    assert added["text"] == hashlib.sha256(SEED.read_bytes()).hexdigest()

    quotations = [json.loads(line) for line in run_archive(commands, tmp_path, "quotations", "--json").splitlines()]
    assert quotations
    quotation = quotations[0]

    with serving(commands, tmp_path) as address:
        page = fetch(f"{address}/{quotation['permalink']}")
        assert quotation["quoted"] in page.decode("utf-8")
        assert json.loads(fetch(f"{address}/{quotation['permalink']}.json"))["permalink"] == quotation["permalink"]
        text = fetch(f"{address}/t/{quotation['text']}.txt")
        assert hashlib.sha256(text).hexdigest() == quotation["text"]


@contextmanager
def serving(commands: Path, folder: Path) -> Iterator[str]:
    """The address of `archive serve`, which runs as long as the block does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [str(commands / "archive"), "serve", "--port", str(port)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            if server.poll() is not None:
                pytest.fail(f"archive serve ended: {server.communicate()[1]!r}")
            try:
                fetch(address)
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=20)


def fetch(url: str) -> bytes:
    """The body of a page that answers 200."""
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - an http address made above
        content: bytes = answer.read()
        return content
