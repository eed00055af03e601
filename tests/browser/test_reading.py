"""What a fact-checker does: search, narrow down, open a quotation, see what became of it, copy the link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def reader(request: pytest.FixtureRequest, new_context: NewContext) -> Page:
    """A page with JavaScript, and one without: everything here works in both."""
    return new_context(java_script_enabled=request.param).new_page()


def test_a_search_leads_to_the_quotation_and_from_there_to_its_article(reader: Page) -> None:
    """Words in the field, Enter, a hit with the words marked, its page with the words as they stand."""
    reader.goto("/")
    reader.get_by_role("main").get_by_role("searchbox").fill("bridge")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/search\?q=bridge"))
    hit = reader.get_by_role("link").filter(has_text="We will now sell the old bridge").first
    expect(hit.locator("mark").first).to_have_text("bridge")
    follow(hit)
    expect(reader).to_have_url(re.compile(r"/q/[0-9a-f]{64}/\d+-\d+$"))
    expect(reader.get_by_role("blockquote").first).to_contain_text("We will now sell the old bridge to anybody,")
    expect(reader.get_by_role("link", name="Jane Doe").first).to_be_visible()
    reader.get_by_role("main").get_by_role("link", name="The council and its bridge").first.click()
    expect(reader).to_have_url(re.compile(r"/d/[0-9a-f]{16}"))
    expect(reader.get_by_role("heading", level=1)).to_contain_text("The council and its bridge")


def test_facets_are_added_one_after_the_other_and_taken_away_again(reader: Page) -> None:
    """Several values of one facet mean “or”; each stands above the hits as a chip that takes it away."""
    reader.goto("/search")
    everything = total_of(reader)
    counts = []
    for speaker in ("vladimir-putin", "donald-trump"):
        open_filters(reader)
        reader.get_by_role("main").locator(f'a[href*="speaker={speaker}"]').filter(visible=True).first.click()
        counts.append(total_of(reader))
    assert 0 < counts[0] < counts[1] < everything
    chips = reader.get_by_role("link", name=re.compile("take away|remove", re.IGNORECASE))
    assert chips.filter(visible=True).count() >= 2
    chips.filter(visible=True).first.click()
    assert total_of(reader) < counts[1]
    reader.go_back()
    assert total_of(reader) == counts[1]


def test_dates_are_a_range(reader: Page) -> None:
    """What is undated or outside is not counted."""
    reader.goto("/search")
    everything = total_of(reader)
    open_filters(reader)
    reader.get_by_label(re.compile("^from", re.IGNORECASE)).fill("2025-04")
    reader.get_by_label(re.compile("^to", re.IGNORECASE)).fill("2025-05")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile("since=2025-04.*until=2025-05|until=2025-05.*since=2025-04"))
    assert 0 < total_of(reader) < everything


def test_a_search_without_hits_and_one_that_cannot_be_read_help(reader: Page) -> None:
    """The first says that silence proves nothing, the second what is wrong with the words; both keep them."""
    reader.goto("/search?q=zzzyxw")
    expect(reader.get_by_role("main")).to_contain_text("Nothing found")
    reader.goto('/search?q="unclosed')
    expect(reader.get_by_role("alert")).to_be_visible()
    expect(reader.get_by_role("searchbox").first).to_have_value('"unclosed')


def test_a_silent_edit_is_shown_from_every_side(reader: Page) -> None:
    """The old wording stays at its link, warns that it was edited, and leads to both versions side by side."""
    reader.goto("/search?q=%22will+not+sell%22&versions=all")
    follow(reader.get_by_role("link").filter(has_text="We will not sell").first)
    main = reader.get_by_role("main")
    expect(main).to_contain_text("We will not sell the old bridge to anybody,")
    expect(main).to_contain_text(re.compile("edited|differ|changed", re.IGNORECASE))
    expect(main.locator("del").filter(has_text="not").first).to_be_visible()
    expect(main.locator("ins").filter(has_text="now").first).to_be_visible()
    main.locator('a[href*="/diff/"]').first.click()
    expect(reader).to_have_url(re.compile(r"/d/[0-9a-f]{16}/diff/[0-9a-f]+\.\.[0-9a-f]+"))
    expect(reader.get_by_role("main").locator("ins").filter(has_text="now").first).to_be_visible()


def test_any_two_versions_are_compared(reader: Page) -> None:
    """Chosen from two lists on the page of the article."""
    reader.goto("/search?q=%22will+now+sell%22")
    reader.get_by_role("main").get_by_role("link", name="The council and its bridge").first.click()
    lists = reader.get_by_role("main").get_by_role("combobox")
    expect(lists).to_have_count(2)
    lists.nth(0).select_option(index=0)
    lists.nth(1).select_option(index=2)
    reader.get_by_role("button", name=re.compile("compare|side by side", re.IGNORECASE)).click()
    expect(reader).to_have_url(re.compile(r"/diff/[0-9a-f]+\.\.[0-9a-f]+"))


def test_a_link_is_copied_with_this_server_s_address(new_context: NewContext, server: str) -> None:
    """The button tells that it did; what was copied opens the same words."""
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/search?q=%22will+now+sell%22")
    follow(page.get_by_role("link").filter(has_text="We will now sell").first)
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_role("button", name="Copied").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{server}/q/")
    page.goto(copied)
    expect(page.get_by_role("blockquote").first).to_contain_text("We will now sell the old bridge")


def test_without_scripts_there_is_no_dead_button(new_context: NewContext) -> None:
    """What only a script can do is not offered."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/search?q=%22will+now+sell%22")
    follow(page.get_by_role("link").filter(has_text="We will now sell").first)
    expect(page.get_by_role("button", name="Copy link")).to_have_count(0)


def test_an_article_is_added_with_the_form_and_found(reader: Page) -> None:
    """Its page says what became of it; the second time, that nothing is new."""
    reader.goto("/")
    reader.get_by_role("link", name="Add", exact=True).first.click()
    words = "The new tram is late, as trams are"
    reader.get_by_label("Text of the article").fill(f"A tram\n\n“{words},” Jane Doe said.\n")
    reader.get_by_role("button", name="Add the article").click()
    expect(reader).to_have_url(re.compile("/d/[0-9a-f]{16}"))
    expect(reader.get_by_role("status")).to_contain_text(re.compile("a new article|no new text"))
    reader.goto("/search?q=tram")
    expect(reader.get_by_role("main")).to_contain_text(words)


def follow(hit: Locator) -> None:
    """The quotation is opened by a click on the first of its words that was searched for.

    By place: Chromium tells wrong boxes for pieces of a line with generated marks of quotation, and Playwright, which
    aims by them, believes that something lies over the link.
    """
    box = hit.locator("mark").first.bounding_box()
    assert box
    hit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    hit.page.wait_for_url("**/q/**")


def open_filters(page: Page) -> None:
    """The facets can be seen: on a wide screen they may stand open already."""
    page.wait_for_load_state()  # the sheet decides whether the facets can be folded
    closed = page.locator("details.filters:not([open]) > summary").filter(visible=True)
    if closed.count():
        closed.first.click()


def total_of(page: Page) -> int:
    """The number of hits that the page tells."""
    found = re.search(r"([\d,]+)\s+quotations?\b", page.get_by_role("main").inner_text())
    assert found, page.get_by_role("main").inner_text()[:300]
    return int(found[1].replace(",", ""))
