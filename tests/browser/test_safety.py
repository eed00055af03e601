"""Whatever an article says, none of it runs: in no page, feed or file, and not in Datasette's own pages either."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

import pytest

from tests.browser.conftest import NewContext
from tests.browser.holdings import payloads
from tests.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

HARMLESS_SCHEMES = {"http:", "https:", "mailto:"}
"""The schemes that a link may have; a script in an address is none of them."""
SEARCHES = [
    urlencode({"q": "number", "size": 100}),  # all hostile quotations in one list
    *(urlencode({name: payload.text}) for name in ("q", "outlet", "tag", "since") for payload in payloads()[:3]),
    urlencode({"q": "number", "sort": payloads()[0].text, "after": payloads()[1].text}),
]
"""Lists that name every payload, and payloads as what somebody searches for."""
TABLES = [
    "/archive",
    "/archive/quotations?_search=number&_size=100",
    "/archive/articles?_size=100",
    "/archive/speakers?_size=100",
    "/archive/decisions?_size=100",
    "/archive/captures?_size=100",
]
"""Datasette's own pages; their scripts are allowed, the articles' are not."""
FILES = [
    "/search?" + urlencode({"outlet": payloads()[0].text}),
    "/archive/quotations.json?_size=100",
    "/archive/quotations.csv?_size=100",
]
"""Answers that a browser might take for a page if nobody told it not to guess."""


def visit(page: Page, address: str) -> None:
    """The page is there, and whatever it was going to run has had its turn."""
    page.goto(address, wait_until="load")
    page.evaluate("() => new Promise(done => setTimeout(done, 10))")


def hostile_pages(page: Page, start: str) -> list[str]:
    """The addresses of the pages that the list of all hostile quotations leads to, by their beginning."""
    links: set[str] = set()
    page.goto("/search?" + urlencode({"q": "number", "size": 100}))
    while True:
        found = page.locator(f'main a[href^="{start}"]').evaluate_all("links => links.map(a => a.getAttribute('href'))")
        links.update(found)
        following = page.locator("main a[rel=next]")
        if not following.count():
            return sorted(links)
        following.first.click()


def test_the_watch_sees_what_runs(browser: Browser) -> None:
    """A page that repeats a payload raw runs it, and is seen to: so silence elsewhere means something."""
    bodies = {f"/{number}": payload.text for number, payload in enumerate(payloads())}

    def answer(route: Route) -> None:
        asked = urlsplit(route.request.url)
        if asked.netloc != "raw.invalid" or asked.path not in bodies:
            route.fulfill(status=204)  # leads nowhere, so that the page stays where it is
            return
        body = f"<!doctype html><title>raw</title><body>{bodies[asked.path]}</body>"
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    context = browser.new_context(base_url="http://raw.invalid")
    watch = Watch("raw.invalid")
    watch.over(context)
    context.route("**/*", answer)
    page, seen = context.new_page(), []
    for path in bodies:
        page.goto(path, wait_until="commit")
        page.wait_for_timeout(80)
        seen.append(bool(watch.ran or watch.foreign))
        watch.ran.clear()
        watch.foreign.clear()
    context.close()
    assert [payload for payload, was_seen in zip(payloads(), seen, strict=True) if payload.runs and not was_seen] == []
    assert sum(seen) >= 25


@pytest.mark.parametrize("query", SEARCHES)
def test_no_payload_runs_in_a_search(page: Page, query: str) -> None:
    visit(page, f"/search?{query}")


@pytest.mark.parametrize("start", ["/q/", "/d/", "/s/"])
def test_no_payload_runs_on_the_page_of_what_it_names(page: Page, start: str) -> None:
    """Each quotation, article, speaker and outlet whose name or words are a payload."""
    found = hostile_pages(page, start)
    assert len(found) >= 10
    for address in found:
        visit(page, address)
        schemes = page.locator("a[href]").evaluate_all(
            "links => links.map(one => new URL(one.getAttribute('href'), document.baseURI).protocol)"
        )
        assert set(schemes) <= HARMLESS_SCHEMES


def test_no_payload_runs_in_a_text_or_its_other_forms(page: Page) -> None:
    """The text as a page, as plain text and as JSON; the quotation as JSON and as an annotation; the bytes received."""
    for number, address in enumerate(hostile_pages(page, "/q/")):
        text = address.split("/")[2]
        forms = (f"/t/{text}", f"/t/{text}.txt", f"/t/{text}.json", f"{address}.json", f"{address}.jsonld")
        visit(page, forms[number % len(forms)])
    page.goto(hostile_pages(page, "/d/")[0])
    raw = page.locator('a[href*="/m/"]').first.get_attribute("href")
    answer = page.goto(raw or "")
    assert answer
    assert answer.headers["content-type"].startswith("text/plain")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_no_payload_runs_on_the_page_of_an_outlet(page: Page) -> None:
    """The name of an outlet is a part of the address."""
    for payload in payloads()[:20]:
        visit(page, "/o/" + quote(payload.text, safe=""))


@pytest.mark.parametrize("address", TABLES)
def test_no_payload_runs_in_the_tables_of_datasette(page: Page, watch: Watch, address: str) -> None:
    visit(page, address)
    watch.complaints.clear()  # Datasette's own pages are not held to our rules


@pytest.mark.parametrize("address", FILES)
def test_no_file_is_taken_for_a_page(new_context: NewContext, address: str) -> None:
    """Each says what it is, and that it is not to be guessed at."""
    answer = new_context().request.get(address)
    assert answer.ok
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_payload_runs_when_it_is_typed_into_the_form_for_adding(page: Page) -> None:
    """Nor in what comes back when something was wrong."""
    page.goto("/add")
    page.get_by_text("What you know of it").click()
    for number, name in enumerate(["Text", "Headline", "Published by", "Written by", "Supplied by", "Published on"]):
        page.get_by_label(name, exact=False).first.fill(payloads()[number].text)
    page.get_by_role("button", name="Add the article").click()
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("Headline").input_value() == payloads()[1].text


def test_another_site_cannot_send_the_form(new_context: NewContext, server: str, watch: Watch) -> None:
    """Its form reaches the server from the reader's own browser, and is refused."""
    page = new_context().new_page()
    body = f'<form method="post" action="{server}/add"><input name="text" value="“Planted,” it said."></form>'
    page.route("http://evil.invalid/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("http://evil.invalid/")
    with page.expect_navigation() as navigation:
        page.evaluate("document.forms[0].submit()")
    assert navigation.value.status == 403
    page.goto("/search?q=" + quote("planted"))
    assert page.get_by_text("Nothing found").is_visible()
    watch.foreign.clear()  # the other site itself
