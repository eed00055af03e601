"""Cases that nobody in this project wrote: read where they lie, never copied; absent, their tests are skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.measure import shared_folder

SKIPPED = "SKIPPED: no conformance data"
"""What a test says where the folder is absent."""


def conformance_folder() -> Path:
    """The folder of the cases; the test is skipped where there is none."""
    shared = shared_folder()
    folder = shared / "conformance" if shared else None
    if folder is None or not folder.is_dir():
        pytest.skip(SKIPPED)
    return folder
