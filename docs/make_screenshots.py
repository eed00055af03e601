"""The pictures in docs/screenshots, made from the five example articles with a headless Chromium.

Run as ``python -m docs.make_screenshots`` (``make screenshots``). Archives the seeds into a folder that is thrown away,
serves them on a free port, and photographs the page of the first quotation in the search for `WORD`.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

CHECKOUT = Path(__file__).resolve().parent.parent
"""The folder that holds the seeds."""
PICTURES = CHECKOUT / "docs" / "screenshots"
"""Where the pictures go."""
WORD = "capitulate"
"""Found in one quotation of the seeds."""
WIDTH, HEIGHT = 1180, 760
"""One screen of a laptop, so that the README's first screen holds it."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
"""The names that Chromium goes by."""


def browser() -> str:
    """The Chromium on this machine.

    Raises:
        SystemExit: there is none.
    """
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    raise SystemExit("make screenshots needs Chromium. On Debian and Ubuntu: sudo apt-get install chromium")


def run_archive(folder: Path, *arguments: str) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", "archive", "--db", str(folder / "archive.db"), *arguments]
    return subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of the served archive, as long as the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "archive", "--db", str(folder / "archive.db"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                with urlopen(address, timeout=5):
                    break
            except (URLError, ConnectionError):
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def photograph(url: str, picture: Path) -> None:
    """The picture shows the page as a desktop browser does."""
    with tempfile.TemporaryDirectory() as profile:
        command = [browser(), "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"]
        command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command += ["--force-device-scale-factor=1", f"--window-size={WIDTH},{HEIGHT}", f"--user-data-dir={profile}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium refuses to run as root otherwise
        subprocess.run([*command, f"--screenshot={picture}", url], check=True, stderr=subprocess.DEVNULL)


def main() -> None:
    """The pictures are those of today's pages."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run_archive(folder, "-q", "add", "seeds")
        quotation = json.loads(run_archive(folder, "search", WORD, "--json").splitlines()[0])
        with serving(folder) as address:
            photograph(f"{address}/{quotation['permalink']}", PICTURES / "quotation.png")
            photograph(f"{address}/search?q=Kursk", PICTURES / "search.png")


if __name__ == "__main__":
    main()
