"""One browser and one served archive for all tests here; a watched page for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.browser.chromium import is_required, running_browser, what_is_missing
from tests.browser.crawling import Visits, crawl
from tests.browser.holdings import make_holdings
from tests.browser.serving import served
from tests.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

DESKTOP = {"width": 1280, "height": 800}
"""CSS pixels."""

NewContext = Callable[..., "BrowserContext"]


MISSING = what_is_missing()
"""Why these tests cannot run here; empty when they can."""
collect_ignore_glob = ["test_*.py"] if MISSING else []
"""What pytest leaves out."""
if MISSING and is_required():
    raise pytest.UsageError(f"the tests in a browser cannot run, and are required: {MISSING}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line says what was left out."""
    if MISSING:
        terminalreporter.write_line(f"SKIPPED: the tests in a browser, tests/browser: {MISSING}")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="package")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the archive of `holdings`, as ``archive serve`` prints it."""
    database: Path = make_holdings(tmp_path_factory.mktemp("browser") / "archive.db")
    with served(database) as address:
        yield address


@pytest.fixture(scope="package")
def visits(server: str) -> Visits:
    """Some pages behind each route, found by following the links of the pages."""
    return crawl(server)


@pytest.fixture
def watch(server: str) -> Iterator[Watch]:
    """What the pages of this test did that no page may do: nothing, or the test fails."""
    watch = Watch(urlsplit(server).netloc)
    yield watch
    assert watch.faults() == []


@pytest.fixture
def new_context(browser: Browser, server: str, watch: Watch) -> Iterator[NewContext]:
    """Makes watched contexts: each a browser of its own, with the options that Playwright knows."""
    contexts = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=server, **{"viewport": DESKTOP, "locale": "en-GB", **options})
        context.set_default_timeout(15_000)
        watch.over(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A page as wide as a desktop's, in daylight."""
    return new_context(color_scheme="light").new_page()
