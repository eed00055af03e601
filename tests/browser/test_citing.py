"""A fact-checker copies a citation with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import NewContext
from tests.browser.test_reading import follow

if TYPE_CHECKING:
    from playwright.sync_api import Page

BEGINNINGS = {"markdown": "> “We will now sell", "wikipedia": "{{cite news", "bibtex": "@"}


@pytest.fixture
def quotation(new_context: NewContext) -> Page:
    """The page of a quotation, in a browser whose clipboard can be read."""
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto("/search?q=%22will+now+sell%22")
    follow(page.get_by_role("link").filter(has_text="We will now sell").first)
    return page


def copied(page: Page) -> str:
    """What the clipboard has once the button says so."""
    page.get_by_role("button", name="Copied").wait_for()
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def test_a_button_copies_the_footnote(quotation: Page) -> None:
    """On the page of the quotation itself, where it can be read too."""
    quotation.get_by_role("button", name="Copy footnote", exact=True).click()
    footnote = copied(quotation)
    assert footnote.startswith("“We will now sell")
    assert "q/" in footnote
    assert footnote == quotation.locator("#footnote").inner_text()


@pytest.mark.parametrize("name", BEGINNINGS)
def test_all_citations_can_be_read_and_copied(quotation: Page, name: str) -> None:
    """Behind “Cite”; each has a button of its own."""
    quotation.get_by_role("link", name="Cite", exact=True).click()
    quotation.wait_for_url("**/cite")
    shown = quotation.locator(f"#cite-{name}")
    assert shown.is_visible()
    quotation.locator(f"[data-copy=cite-{name}] button").click()
    citation = copied(quotation)
    assert citation.startswith(BEGINNINGS[name])
    assert citation == shown.inner_text()


def test_paper_has_one_footnote_and_no_buttons(quotation: Page) -> None:
    quotation.emulate_media(media="print")
    assert quotation.locator("#footnote").is_visible()
    assert not quotation.get_by_role("link", name="Cite", exact=True).is_visible()
