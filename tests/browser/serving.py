"""``archive serve`` in a process of its own, on a free port, as long as a test needs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(database: Path, *options: str) -> Iterator[str]:
    """The address of the served archive, without the slash at its end.

    Raises:
        RuntimeError: it does not start; says what it printed.
    """
    command = [sys.executable, "-m", "archive", "--db", str(database), "serve", "--port", "0", *options]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    with (database.parent / "served.log").open("w+") as log:
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()  # printed as soon as the port listens
            if not address:
                log.seek(0)
                raise RuntimeError(f"archive serve did not start: {log.read()}")
            yield address.rstrip("/")
        finally:
            server.terminate()
            server.communicate(timeout=30)
