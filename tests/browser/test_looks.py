"""How the pages look: on a phone, in the dark, on paper; and whether everybody can use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import AXE
from tests.browser.conftest import NewContext
from tests.browser.crawling import Visits

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}
"""CSS pixels of a small phone of today."""
GRAVE = {"serious", "critical"}
"""The impacts that axe-core gives to what keeps people out."""
_WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return null;
  const wide = [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > room + 1);
  return wide.slice(0, 3).map(one => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`);
}"""
_SETTLED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return document.activeElement === document.body || (box.bottom > 0 && box.top < innerHeight);
}"""
_IN_VIEW = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const shown = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0;
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {name: `${one.tagName} ${(one.textContent || one.name || "").trim().slice(0, 40)}`, shown, ringed,
          place: [...document.querySelectorAll("*")].indexOf(one), isBody: one === document.body};
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_keeps_anybody_out(new_context: NewContext, visits: Visits, scheme: str) -> None:
    """Axe-core has no serious or critical finding on any kind of page, in daylight and in the dark."""
    # The policy of the pages forbids strange scripts, the checker's too.
    page = new_context(color_scheme=scheme, bypass_csp=True).new_page()
    found = [finding for address in visits.samples for finding in grave_findings(page, address)]
    assert found == []


def grave_findings(page: Page, address: str) -> list[str]:
    """What keeps people out of a page, each finding with the first place where it is."""
    page.goto(address)
    page.evaluate(AXE.read_text("utf-8"))
    answer: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{address}: {violation['id']} ({violation['impact']}): {node['html'][:150]} {node.get('failureSummary', '')}"
        for violation in answer["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"][:1]
    ]


def test_the_checker_sees_what_keeps_people_out(new_context: NewContext) -> None:
    """Grey on grey and a field without a name are found, so silence elsewhere means something."""
    page = new_context(bypass_csp=True).new_page()
    page.goto("/about")
    page.evaluate("document.querySelector('main').innerHTML = '<p style=\"color:#999\">pale</p><input>'")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations.map(one => one.id))")
    assert {"color-contrast", "label"} <= set(found)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_scrolled_sideways(new_context: NewContext, visits: Visits, width: int) -> None:
    """On the smallest phones (WCAG 2.2, criterion 1.4.10), on those of today, and on a desk."""
    page = new_context(viewport={**PHONE, "width": width}, device_scale_factor=1).new_page()
    wide = {}
    for address in visits.html:
        page.goto(address)
        if culprits := page.evaluate(_WIDER):
            wide[address] = culprits
    assert wide == {}


def test_what_fingers_hit_is_large_enough(new_context: NewContext, visits: Visits) -> None:
    """Buttons and fields are at least 24 pixels high and wide (WCAG 2.2, criterion 2.5.8)."""
    page = new_context(viewport=PHONE, has_touch=True).new_page()
    small = []
    for address in visits.samples:
        page.goto(address)
        sizes = page.locator("button:visible, input:visible, select:visible, textarea:visible").evaluate_all(
            "all => all.map(one => [one.outerHTML.slice(0, 80), one.offsetWidth, one.offsetHeight])"
        )
        small += [(address, *size) for size in sizes if min(size[1:]) < 24]
    assert small == []


def test_the_dark_is_dark(new_context: NewContext, visits: Visits) -> None:
    """Paper and ink change places as the reader's system says, on every page."""
    page = new_context().new_page()
    for address in visits.samples:
        page.goto(address)
        for is_dark in (False, True):
            page.emulate_media(color_scheme="dark" if is_dark else "light")
            paper, ink = (brightness(page, name) for name in ("backgroundColor", "color"))
            assert (paper < 60 < 180 < ink) is is_dark, address
            assert (ink < 60 < 180 < paper) is not is_dark, address


def brightness(page: Page, name: str) -> float:
    """How bright a colour of the whole page is, from 0 to 255."""
    colour = page.evaluate(
        "name => getComputedStyle(name === 'color' ? document.body : document.documentElement)[name]", name
    )
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    return (red + green + blue) / 3


def test_a_printed_quotation_can_be_checked_years_later(page: Page, visits: Visits) -> None:
    """On paper stand the whole link, the digest, the day it was archived and how it came in; navigation does not."""
    address = next(found for found in visits.html if re.fullmatch("/q/[0-9a-f]{64}/.*", found))
    page.goto(address)
    page.emulate_media(media="print")
    paper = " ".join(page.locator("body").inner_text().split())
    assert address.lstrip("/") in paper.replace(" ", "")
    assert address.split("/")[2] in paper
    assert re.search(r"\d{1,2} \w{3} 20\d\d|20\d\d-\d\d-\d\d", paper)
    assert re.search("fetched|pasted|from a file|supplied", paper, re.IGNORECASE)
    expect(page.get_by_role("navigation", name="Site")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    assert page.pdf(format="A4").startswith(b"%PDF-")


def test_the_keyboard_goes_everywhere(page: Page, visits: Visits) -> None:
    """From the skip link through every control in the order of the page; each shows that it has the focus."""
    for address in (visits.of("/search?"), visits.of("/q/"), visits.of("/d/"), "/add"):
        page.goto(address)
        places = []
        for step in range(60):
            page.keyboard.press("Tab")
            page.wait_for_function(_SETTLED)  # the page scrolls to it
            at = page.evaluate(_IN_VIEW)
            if at["isBody"]:
                break
            assert at["shown"], f"{address}: step {step} is out of sight: {at['name']}"
            assert at["ringed"], f"{address}: step {step} shows no focus: {at['name']}"
            places.append(at["place"])
        assert len(places) > 5
        assert places == sorted(places), f"{address}: the focus jumps"


def test_the_skip_link_comes_first_and_leads_past_the_navigation(page: Page) -> None:
    """Tab shows it, Enter goes to the content, and the next Tab is inside it."""
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_search_is_made_and_followed_by_keyboard_alone(page: Page) -> None:
    """Words, Enter; Tab to the first hit, Enter: the quotation."""
    page.goto("/search")
    page.get_by_role("searchbox").first.focus()
    page.keyboard.type("bridge")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=bridge"))
    for _ in range(120):
        page.keyboard.press("Tab")
        if "/q/" in (page.evaluate("document.activeElement.getAttribute('href')") or ""):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/q/[0-9a-f]{64}/"))


@pytest.mark.parametrize(
    ("words", "language", "direction"), [("نبيع", "ar", "rtl"), ("这座旧桥", "zh", "ltr")], ids=["Arabic", "Chinese"]
)
def test_other_scripts_run_in_their_direction(page: Page, words: str, language: str, direction: str) -> None:
    """The words of a quotation carry their language, and run as it is written."""
    page.goto(f"/search?q={words}")
    page.goto(page.locator('main a[href*="/q/"]').first.get_attribute("href") or "")
    block = page.get_by_role("blockquote").first
    expect(block).to_contain_text(words)
    assert block.evaluate("one => one.closest('[lang]').lang.split('-')[0]") == language
    assert block.evaluate("one => getComputedStyle(one).direction") == direction


def test_every_kind_of_page_is_looked_at(visits: Visits) -> None:
    """Each route of ours that answers with a page was reached by its links: none is an island."""
    from archive.web.routes import ROUTES

    not_pages = {"capture", "timemap", "timegate", r"\.atom", "json", "csv", "txt", r"diff\$", r"share\$"}
    silent = [
        pattern
        for pattern, _ in ROUTES
        if not visits.pages.get(pattern) and not any(re.search(kind, pattern) for kind in not_pages)
    ]
    assert silent == []


def test_every_page_stays_within_its_own_rules(page: Page, visits: Visits) -> None:
    """No page asks another host for anything, breaks its own policy, or leaves an error in the console."""
    for address in visits.html:
        page.goto(address)
