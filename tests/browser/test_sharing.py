"""The check in a shared file, run by a browser from the disk: right for a good file, wrong for a tampered one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.citations.cited import describe_cited
from archive.identifiers import text_digest
from archive.passages import Passage, find_passage
from archive.sharing import share_passage
from archive.spans import Span
from archive.store import open_store
from tests.web.building import analyse_by_hand, hold_text, quote

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TEXT = "\ufeffA title 🎈\r\n\r\n“We will\nnot sell\x00 the 🌉 bridge,” Jane Doe said. </script><script>a()</script>\r\n"
WORDS = "We will\nnot sell\x00 the 🌉 bridge,"
SPAN = Span(TEXT.index(WORDS), TEXT.index(WORDS) + len(WORDS))


@pytest.fixture(scope="module")
def passage(tmp_path_factory: pytest.TempPathFactory) -> Passage:
    """A quotation in a text with what files and browsers like to change: a BOM, CRLF, NUL, astral characters."""
    with open_store(tmp_path_factory.mktemp("shared") / "archive.db", create=True) as store:
        hold_text(store, TEXT, analyse_by_hand(TEXT, [quote(TEXT, WORDS, speaker="Jane Doe")]))
        return find_passage(store, text_digest(TEXT), SPAN)


@pytest.fixture
def open_file(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a shared file as a colleague does, without a network; nothing may be asked for or fail."""
    faults: list[str] = []
    context = browser.new_context(offline=True)

    def open_page(content: str) -> Page:
        file = tmp_path / "quote.html"
        file.write_text(content, "utf-8", newline="")
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("request", lambda asked: faults.append(asked.url) if asked.url != file.as_uri() else None)
        page.goto(file.as_uri())
        return page

    yield open_page
    context.close()
    assert faults == []


def verdict_of(page: Page) -> str:
    """What the check found, once it is done."""
    page.wait_for_selector("#verdict:not([data-verdict=none])")
    return page.get_attribute("#verdict", "data-verdict") or ""


@pytest.mark.parametrize("whole", [True, False])
def test_a_good_file_is_called_right(passage: Passage, open_file: Callable[..., Page], whole: bool) -> None:
    page = open_file(share_passage(passage, describe_cited(passage), whole=whole))
    assert verdict_of(page) == "right"
    told = page.inner_text("#verdict")
    assert ("names, and these words stand in it" in told) is whole
    assert ("cannot show" in told) is not whole


TAMPERED = {
    "a word of the quotation": ("not sell", "now sell"),
    "the digest that is shown": (r'id="digest">.', 'id="digest">x'),
    "the place in the link": (rf"/{SPAN.start}-{SPAN.end}", f"/{SPAN.start}-{SPAN.end - 1}"),
    "the text that is carried": (r'"content": "77u/QSB0', '"content": "77u/QSB1'),
    "the text, unreadably": (r'"content": "77u/', '"content": "?7u/'),
    "a segment": (r'"segments": \[\[\d+', '"segments": [[0'),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_file_is_called_wrong(passage: Passage, open_file: Callable[..., Page], name: str) -> None:
    good = share_passage(passage, describe_cited(passage), whole=True)
    pattern, instead = TAMPERED[name]
    tampered = re.sub(pattern, instead, good)
    assert tampered != good
    assert verdict_of(open_file(tampered)) == "wrong"


def test_an_excerpt_that_was_changed_is_called_wrong(passage: Passage, open_file: Callable[..., Page]) -> None:
    good = share_passage(passage, describe_cited(passage), whole=False)
    tampered = re.sub(r'("content": ".{8})(.)', lambda found: found[1] + ("A" if found[2] != "A" else "B"), good)
    assert verdict_of(open_file(tampered)) == "wrong"


def test_a_browser_that_computes_no_digests_says_so(passage: Passage, browser: Browser) -> None:
    """A page that came over plain HTTP is no secure context; nothing is called right or wrong there."""
    context = browser.new_context()
    content = share_passage(passage, describe_cited(passage), whole=True)
    context.route("http://shared.invalid/", lambda route: route.fulfill(body=content, content_type="text/html"))
    page = context.new_page()
    page.goto("http://shared.invalid/")
    page.wait_for_function("document.getElementById('verdict').textContent.includes('save the file')")
    assert page.get_attribute("#verdict", "data-verdict") == "none"
    context.close()


def test_without_scripts_the_file_says_how_to_check_by_hand(passage: Passage, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "quote.html"
    file.write_text(share_passage(passage, describe_cited(passage), whole=True), "utf-8", newline="")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert "how to do it by hand stands below" in page.inner_text("#verdict")
    assert "python3 -c" in page.inner_text("body")
    context.close()
