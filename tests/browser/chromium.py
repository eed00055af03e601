"""The browser of the tests: this machine's own Chromium, driven by Playwright, which brings none.

What is hard here is honesty about what was not tried. Where there is no browser, the tests are skipped and one line
says what to install; where ``ARCHIVE_BROWSER=required`` stands in the environment, as in ``.ci/run``, that is a
failure.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""What Chromium is called on the systems where it is installed."""
QUIET = (
    "--disable-background-networking",  # otherwise each start looks up hosts of its maker's
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
"""Switches that keep the browser to the pages it is given."""
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
"""The accessibility checker, put there by ``make browser``."""


def find_browser() -> str | None:
    """The Chromium of this machine: ``$ARCHIVE_CHROMIUM``, else one of `NAMES`; None when there is none."""
    given = os.environ.get("ARCHIVE_CHROMIUM")
    return shutil.which(given) if given else next(filter(None, map(shutil.which, NAMES)), None)


def what_is_missing() -> str:
    """What the tests lack here, with how to get it; empty when they can run."""
    if importlib.util.find_spec("playwright") is None:
        return "Playwright is not installed (make browser)"
    if find_browser() is None:
        return "Chromium is not installed (on Debian and Ubuntu: sudo apt-get install chromium)"
    if not AXE.exists():
        return "axe-core is not installed (make browser; it needs npm)"
    return ""


def is_required() -> bool:
    """Whether a missing browser is a failure here."""
    return os.environ.get("ARCHIVE_BROWSER") == "required"


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A browser without a window, closed at the end of the block."""
    from playwright.sync_api import sync_playwright

    arguments = [*QUIET]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to run as root otherwise
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        try:
            yield browser
        finally:
            browser.close()
