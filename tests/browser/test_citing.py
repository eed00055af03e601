"""A fact-checker copies a citation with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import NewContext
from tests.browser.test_reading import follow

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUICK = {"Footnote": "> “We will now sell", "Wikipedia": "{{cite news", "BibTeX": "@"}


@pytest.fixture
def quotation(new_context: NewContext) -> Page:
    """The page of a quotation, in a browser whose clipboard can be read."""
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto("/search?q=%22will+now+sell%22")
    follow(page.get_by_role("link").filter(has_text="We will now sell").first)
    return page


@pytest.mark.parametrize("label", QUICK)
def test_a_button_copies_its_citation(quotation: Page, label: str) -> None:
    """Without a look at it; the rest is behind “Cite”."""
    quotation.get_by_role("button", name=label, exact=True).click()
    quotation.get_by_role("button", name="Copied").wait_for()
    copied = str(quotation.evaluate("() => navigator.clipboard.readText()"))
    assert copied.startswith(QUICK[label])
    assert "q/" in copied


def test_all_citations_can_be_read_and_copied(quotation: Page) -> None:
    """Each has a button of its own in the part that opens."""
    quotation.locator("summary", has_text="Cite").click()
    shown = quotation.locator("#cite-apa")
    assert shown.is_visible()
    quotation.locator("[data-copy=cite-apa] button").click()
    quotation.get_by_role("button", name="Copied").wait_for()
    assert quotation.evaluate("() => navigator.clipboard.readText()") == shown.inner_text()
