"""Every page can be walked by ear and by keyboard, and says first what a reader must know first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from archive.identifiers import DocumentId, document_of_text, document_of_url, text_digest
from archive.store import open_store
from archive.web.pages.document import MOST_VERSIONS
from tests.web.building import (
    BRIDGE,
    COUNCIL,
    PAGE_URL,
    SOLD,
    analyse_by_hand,
    bridge_analysis,
    council_analysis,
    day,
    fetch_page,
    hold_text,
    quote,
    span_of,
)
from tests.web.conftest import Site

ARABIC = "اجتمع المجلس.\n«لن نبيع الجسر القديم لأحد»، قالت العمدة.\n"
UNKNOWN = "??\n“Zzyx qua!”\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Articles edited and not, in several scripts, one in no language that is known."""
    path = tmp_path_factory.mktemp("structure") / "archive.db"
    with open_store(path, create=True) as store:
        hold_text(store, COUNCIL, council_analysis())
        for number, text in enumerate([BRIDGE, SOLD], 1):
            fetch_page(store, text, day(number), bridge_analysis(text))
        spoken = [quote(ARABIC, "لن نبيع الجسر القديم لأحد", speaker="العمدة")]
        hold_text(store, ARABIC, analyse_by_hand(ARABIC, spoken, language="ar"), source="a.txt", decisions=())
        spoken = [quote(UNKNOWN, "Zzyx qua!")]
        hold_text(store, UNKNOWN, analyse_by_hand(UNKNOWN, spoken, language=None), source="u.txt", decisions=())
    site = Site(path)
    yield site
    site.close()


def place(text: str, words: str) -> str:
    """The link to these words."""
    span = span_of(text, words)
    return f"/q/{text_digest(text)}/{span.start}-{span.end}"


EDITED = place(BRIDGE, "We will not sell the old bridge to anybody,")
ADDRESSES = {
    "quotation": place(COUNCIL, "We keep the bridge. It will be mended,"),
    "citations": f"{EDITED}/cite",
    "edited quotation": EDITED,
    "stretch": place(COUNCIL, "the plan"),
    "Arabic quotation": place(ARABIC, "لن نبيع الجسر القديم لأحد"),
    "text": f"/t/{text_digest(COUNCIL)}",
    "article": f"/d/{document_of_text(text_digest(COUNCIL))}",
    "changed article": f"/d/{document_of_url(PAGE_URL)}",
    "comparison": f"/d/{document_of_url(PAGE_URL)}/diff/{text_digest(BRIDGE)}..{text_digest(SOLD)}",
    "error": "/q/000000000000/1-5",
}


def read(site: Site, address: str) -> html.HtmlElement:
    """The page, parsed."""
    return html.document_fromstring(site.get(address).text)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_headings_go_down_one_step_at_a_time(pages: Site, address: str) -> None:
    """From one first heading on, so that a list of headings is a table of contents."""
    levels = [int(heading.tag[1]) for heading in read(pages, address).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_every_region_has_a_name_and_every_name_exists(pages: Site, address: str) -> None:
    """One main region, a way to skip to it first of all, and no id twice."""
    page = read(pages, address)
    assert [main.get("id") for main in page.iter("main")] == ["main"]
    first_link = next(page.iter("a"))
    assert (first_link.get("class"), first_link.get("href")) == ("skip", "#main")
    ids = [found.get("id") for found in page.iter() if found.get("id")]
    assert len(ids) == len(set(ids))
    for found in page.iter():
        for name in (found.get("aria-labelledby") or "").split():
            assert name in ids
    for link in page.iter("a"):
        target = link.get("href") or ""
        assert not target.startswith("#") or target[1:] in ids, target


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_every_control_and_link_has_a_name(pages: Site, address: str) -> None:
    """In words: a sign alone is no name."""
    page = read(pages, address)
    for control in page.iter("input", "select", "textarea"):
        labelled = control.get("aria-label") or any(parent.tag == "label" for parent in control.iterancestors())
        assert labelled or control.get("type") == "hidden"
    for link in page.iter("a", "button"):
        words = link.get("aria-label") or "".join(link.itertext())
        assert re.search(r"\w", words), html.tostring(link)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_times_can_be_read_by_machines(pages: Site, address: str) -> None:
    """Each says what it means."""
    for time in read(pages, address).iter("time"):
        assert re.match(r"\d{4}-\d\d-\d\dT", time.get("datetime") or "")


def test_a_warning_comes_before_the_words_and_the_check_comes_last(pages: Site) -> None:
    """The order of a page that is cited from: what to beware of, the words, whose, how to cite, and all the rest."""
    page = pages.get(EDITED).text
    order = (
        'role="status"',
        "<blockquote",
        "Attributed to",
        'class="provenance"',
        'id="permalink"',
        'id="context"',
        'id="became"',
        'id="captures"',
        'id="check"',
    )
    places = [page.index(sign) for sign in order]
    assert places == sorted(places)


def test_words_name_their_source_and_their_language(pages: Site) -> None:
    """To who cannot see whose words they are, and in which voice to read them; what is unknown is said to be."""
    [quoted] = read(pages, EDITED).iter("blockquote")
    assert (quoted.get("cite"), quoted.get("lang"), quoted.get("dir")) == (PAGE_URL, "en", "auto")
    arabic = place(ARABIC, "لن نبيع الجسر القديم لأحد")
    [quoted] = read(pages, arabic).iter("blockquote")
    assert (quoted.get("cite"), quoted.get("lang")) == (arabic, "ar")
    for address in (place(UNKNOWN, "Zzyx qua!"), f"/t/{text_digest(UNKNOWN)}"):
        page = pages.get(address).text
        assert 'lang=""' in page.partition("<main")[2]


def test_what_is_marked_is_said_too(pages: Site) -> None:
    """Screen readers pass over marks in silence: words stand at both ends, which are not copied along."""
    style = pages.get("/-/static-plugins/quote-archive/style.css").text
    assert 'mark.said.opens::before { content: " [quoted: " }' in style
    assert 'mark.said.closes::after { content: " end of quote] " }' in style
    context = read(pages, ADDRESSES["quotation"]).xpath('//div[@class="context"]//mark')
    assert [mark.get("class") for mark in context] == ["said opens closes"]


def test_a_printed_page_tells_what_it_is_a_page_of(pages: Site) -> None:
    """Link, digest, archive date and how it came in stand on it, on the screen or only on paper."""
    text = text_digest(BRIDGE)
    printed = read(pages, EDITED).xpath('//dl[@class="printed"]')[0].text_content()
    assert text in printed
    assert "1 Nov 2026, fetched from its address" in " ".join(printed.split())
    assert EDITED in read(pages, EDITED).get_element_by_id("permalink").text_content()


def test_an_article_of_hundreds_of_versions_stays_readable(tmp_path: Path) -> None:
    """The newest are listed, the others fold away; any two can be chosen, without a script."""
    versions = 120
    document: DocumentId | None = None
    with open_store(tmp_path / "archive.db", create=True) as store:
        for number in range(versions):
            text = f"The council met.\nIt is hour {number}.\n"
            moment = f"2026-11-{1 + number // 24:02d}T{number % 24:02d}:00:00.000000Z"
            hold_text(store, text, source="blog.txt", document=document, captured_at=moment)
            document = document or document_of_text(text_digest(text))
    site = Site(tmp_path / "archive.db")
    page = read(site, f"/d/{document}")
    site.close()
    [folded] = page.xpath('//section[@aria-labelledby="versions"]/details')
    assert len(page.xpath('//section[@aria-labelledby="versions"]/ul/li')) == MOST_VERSIONS
    assert len(folded.xpath(".//li")) == versions - MOST_VERSIONS
    assert f"{versions - MOST_VERSIONS} earlier versions" in folded.text_content()
    for name in ("before", "after"):
        assert len(page.xpath(f'//select[@name="{name}"]/option')) == versions
