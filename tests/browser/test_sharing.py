"""The check in a shared file, run by a browser from the disk: right for a good file, wrong for a tampered one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.citations.cited import describe_cited
from archive.identifiers import TextDigest, text_digest
from archive.passages import Passage, find_passage
from archive.sharing import share_passage
from archive.spans import Span
from archive.store import open_store
from archive.store.filters import SearchFilters
from archive.store.searching import search_quotations
from tests.browser.holdings import make_readable_holdings
from tests.web.building import analyse_by_hand, hold_text, quote

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TEXT = (
    "\ufeffA title 🎈\r\n\r\n“We will\nnot sell\x00 the 🌉 bridge,” Jane Doe said. </script><script>a()</script>\r\n"
    "Correction: An earlier version of this article misstated the\x07 toll.\r\n"
)
NOTICE = TEXT[TEXT.index("Correction") :].strip()
WORDS = "We will\nnot sell\x00 the 🌉 bridge,"
SPAN = Span(TEXT.index(WORDS), TEXT.index(WORDS) + len(WORDS))


@pytest.fixture(scope="module")
def passage(tmp_path_factory: pytest.TempPathFactory) -> Passage:
    """A quotation in a text with what files and browsers like to change: a BOM, CRLF, NUL, astral characters."""
    with open_store(tmp_path_factory.mktemp("shared") / "archive.db", create=True) as store:
        hold_text(store, TEXT, analyse_by_hand(TEXT, [quote(TEXT, WORDS, speaker="Jane Doe")], notices=[NOTICE]))
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


LONG_LINE = "Before it. " * 400 + "“We will not sell it,” Jane Doe said. " + "After it. " * 400
"""A line longer than the context that is shown."""


def test_no_true_file_is_called_wrong(open_file: Callable[..., Page], tmp_path: Path) -> None:
    """A cross on what nobody changed would cost the check its worth: all quotations of all articles, in parts too."""
    with open_store(make_readable_holdings(tmp_path / "archive.db")) as store:
        text = hold_text(store, LONG_LINE, analyse_by_hand(LONG_LINE, [quote(LONG_LINE, "We will not sell it,")]))
        rows = search_quotations(store, SearchFilters(all_versions=True, removed=True, limit=500)).hits
        places = {(row.text, span) for row in rows for span in (Span(row.start, row.end), Span(row.start + 1, row.end))}
        assert (text, Span(LONG_LINE.index("We"), LONG_LINE.index("”"))) in places
        passages = [find_passage(store, TextDigest(text), span) for text, span in sorted(places)]
    assert any(len(passage.record.segments) > 1 for passage in passages)
    for number, passage in enumerate(passages):
        cited = describe_cited(passage, "https://archive.example/")
        page = open_file(share_passage(passage, cited, whole=number % 2 == 0))
        assert verdict_of(page) == "right", (passage.record.permalink, page.inner_text(".box"))
        page.close()


BLOCKQUOTE = '<blockquote id="words"'
TAMPERED = {
    # Each wherever it stands first, so in the quotation at the top.
    "a word of the quotation": ("not sell", "now sell"),
    "the quotation, cut": (r'(<span class="segment">We will\n)not ', r"\1"),
    "a second quotation": (BLOCKQUOTE, f"{BLOCKQUOTE}>“We will resign.”</blockquote>{BLOCKQUOTE}"),
    "words between the parts of the quotation": ("</blockquote>", "and resign</blockquote>"),
    "hidden words": (r"not sell", "<span hidden>not </span>sell"),
    "a word of the context, before": (r"(id=\"around\"[^>]*>)“", r"\1He never said “"),
    "a word of the context, after": (r"</mark>”", "</mark>”, to nobody’s surprise"),
    "the speaker in the context": (r"(</mark>”\s+)Jane Doe", r"\1John Smith"),
    "the context, cut": (r"(</mark>”)\s+Jane Doe said\.", r"\1"),
    "all of the context": (r'<p class="context" id="around"', '<p hidden class="context" id="around"'),
    "a word of the marked stretch": (r"(<mark>We will\n)not ", r"\1now "),
    "which words are marked": (r"“<mark>We will", "<mark>“We will"),
    "the Wikipedia citation": (r"(\|quote=We will )not ", r"\1now "),
    "the BibTeX citation": (r"(annote = \{“We will )not ", r"\1now "),
    "the name of the page": ("<title>“We will not", "<title>“We will now"),
    "the digest that is shown": (r'id="digest">.', 'id="digest">x'),
    "the place in the link": (rf"/{SPAN.start}-{SPAN.end}", f"/{SPAN.start}-{SPAN.end - 1}"),
    "the place that is shown": (f"{SPAN.start} to {SPAN.end}", f"{SPAN.start} to {SPAN.end + 3}"),
    "the digest in the link": (r"q/[0-9a-f]", "q/x"),
    "where the link leads": (r'id="permalink"><a href="', 'id="permalink"><a href="https://other.example/?'),
    "the text that is carried": (r'"content": "77u/QSB0', '"content": "77u/QSB1'),
    "the text, unreadably": (r'"content": "77u/', '"content": "?7u/'),
    "a segment": (r'"segments": \[\[\d+', '"segments": [[0'),
    "the start of what is carried": (r'"start": 0', '"start": 1'),
    "the correction": (r'(id="notice-0">)[^<]*', r"\1Correction: nothing was wrong."),
}
"""What somebody may change in a file, as a pattern and what is put in its first place."""


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_file_is_called_wrong(passage: Passage, open_file: Callable[..., Page], name: str) -> None:
    good = share_passage(passage, describe_cited(passage, "https://archive.example/"), whole=True)
    pattern, instead = TAMPERED[name]
    tampered = re.sub(pattern, instead, good, count=1)
    assert tampered != good
    assert verdict_of(open_file(tampered)) == "wrong"


def test_the_place_where_words_were_changed_is_shown(passage: Passage, open_file: Callable[..., Page]) -> None:
    """Both wordings from shortly before the first character that differs, and the part is outlined."""
    good = share_passage(passage, describe_cited(passage), whole=True)
    page = open_file(re.sub(r"(</mark>”\s+)Jane Doe", r"\1John Smith", good))
    assert verdict_of(page) == "wrong"
    told = page.inner_text("#differences")
    assert told.startswith("The context: this page has “")
    assert "John Smith" in told.split("where the text")[0]
    assert "Jane Doe" in told.split("where the text")[1]
    assert page.get_attribute("#around", "data-checked") == "wrong"
    assert page.get_attribute("#words", "data-checked") == "right"


def test_the_tick_names_what_no_digest_covers(passage: Passage, open_file: Callable[..., Page]) -> None:
    """Whoever changes the speaker's line gets no cross, so the tick must not seem to vouch for it."""
    good = share_passage(passage, describe_cited(passage), whole=True)
    changed = good.replace("<bdi>Jane Doe</bdi>", "<bdi>John Smith</bdi>")
    assert changed != good
    page = open_file(changed)
    assert verdict_of(page) == "right"
    assert "The speaker, the outlet, the dates and all else on this page are not covered" in page.inner_text("#verdict")
    assert "who spoke, the title, authors, outlet and dates" in page.inner_text("section.box")


def test_an_excerpt_that_was_changed_is_called_wrong(passage: Passage, open_file: Callable[..., Page]) -> None:
    good = share_passage(passage, describe_cited(passage), whole=False)
    tampered = re.sub(r'("content": ".{8})(.)', lambda found: found[1] + ("A" if found[2] != "A" else "B"), good)
    assert verdict_of(open_file(tampered)) == "wrong"


def test_the_context_of_an_excerpt_is_compared_too(passage: Passage, open_file: Callable[..., Page]) -> None:
    good = share_passage(passage, describe_cited(passage), whole=False)
    tampered = re.sub(r"(</mark>”\s+)Jane Doe", r"\1John Smith", good)
    assert tampered != good
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
