"""The page of a text shows all of it, whatever is in it, and its file is the text byte for byte."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.analysis import analyse
from archive.identifiers import Permalink, TextDigest
from archive.records import Removal
from archive.rulings import rule_on_stretches
from archive.spans import Span
from archive.store import open_store
from archive.web.pages.text import PART
from tests.web.building import COUNCIL, analyse_by_hand, hold_text, quote, span_of
from tests.web.conftest import Site

HARD_TEXTS = [
    "\ufeffwith a byte order mark",
    "with\x00a NUL and \x1b an escape",
    "line\r\nline\rline\nline\u2028line",
    "emoji 🎈👩‍👩‍👧 and 𝔣𝔯𝔞𝔨𝔱𝔲𝔯",
    "عربي ثم «اقتباس» ثم English",
    "\u202eturned around\u202c",
    "no line end" * 3,
    "\n\n\n",
    "é" + "\u0301" * 40,
]
"""Texts that a page might spoil."""


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_the_file_is_the_text_byte_for_byte(text: str, tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Its SHA-256 is its name; that is the whole proof."""
    with open_store(tmp_path / "archive.db", create=True) as store:
        digest = hold_text(store, text)
    site = serve(tmp_path / "archive.db")
    answer = site.get(f"/t/{digest}.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.content == text.encode("utf-8")
    assert hashlib.sha256(answer.content).hexdigest() == digest
    page = site.get(f"/t/{digest}")
    assert page.status_code == 200
    assert "\x00" not in page.text
    assert "\u202e" not in page.text


def test_the_page_shows_every_character_once(site: Site, digest: TextDigest) -> None:
    """Marks and reasons stand between the words, never instead of them."""
    page = site.get(f"/t/{digest}").text
    lines = re.findall(r'<p class="words" dir="auto">(.*?)</p>', page, re.DOTALL)
    assert [html.unescape(re.sub("<[^>]+>", "", line)) for line in lines] == COUNCIL.split("\n")


def test_what_was_set_aside_is_explained_on_its_line(site: Site, digest: TextDigest) -> None:
    """The label, the reason and the rule can be read without hovering over anything."""
    page = site.get(f"/t/{digest}").text
    line = re.search(r'<div class="line gone" id="c25">(.*?)</div>', page, re.DOTALL)
    assert line is not None
    for expected in ("ADVERTISEMENT", "<b>ad</b>", "the line says so itself", "rule ad-label · 25–38"):
        assert expected in line[1]


def test_what_is_in_doubt_is_kept_marked_and_explained(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """A thin mark on the words, the reason beside them, the commands that settle it; and who ruled on what."""
    line = "Get the latest news from Springfield"
    text = f"The bridge is open.\n{line}\nIt was closed last year, the council said.\n"
    with open_store(tmp_path / "archive.db", create=True) as store:
        digest = hold_text(store, text, analyse(text))
        place = Permalink(digest, span_of(text, "The bridge is open."))
        rule_on_stretches(store, [place], "keep", "Jane Doe", "2026-11-21T09:30:00.000000Z", "it is <b>the</b> lead")
    page = serve(tmp_path / "archive.db").get(f"/t/{digest}").text
    span = span_of(text, line)
    assert f'<span class="suspect">{line}</span>' in page
    assert "<b>in doubt: newsletter</b> Kept." in page
    assert f"<code>archive remove {digest[:12]}:{span.start}-{span.end}</code>" in page
    assert (
        "is the article, says <bdi>Jane Doe</bdi> on 21 Nov 2026: <bdi>it is &lt;b&gt;the&lt;/b&gt; lead</bdi>" in page
    )


def test_quotations_lead_to_their_pages(site: Site, digest: TextDigest) -> None:
    """Each mark is a link."""
    span = span_of(COUNCIL, "very brave")
    assert f'<a href="/q/{digest}/{span.start}-{span.end}">very brave</a>' in site.get(f"/t/{digest}").text


def test_a_removal_inside_a_line_greys_only_itself(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """The line stays, the reason stands beside it."""
    text = "The end of it. EXAMPLE NEWS"
    analysis = analyse_by_hand(text)
    removal = Removal(span_of(text, "EXAMPLE NEWS"), "agency", "line-end-credit", "a credit at the end")
    analysis = type(analysis)(analysis.text, "by-hand", (removal,), (Span(0, 14),), ())
    with open_store(tmp_path / "archive.db", create=True) as store:
        digest = hold_text(store, text, analysis)
    page = serve(tmp_path / "archive.db").get(f"/t/{digest}").text
    assert 'The end of it. <span class="removed">EXAMPLE NEWS</span>' in page
    assert 'class="line gone"' not in page
    assert "rule line-end-credit" in page


def test_a_quotation_over_two_paragraphs_is_marked_in_both(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """A mark cannot span two blocks of HTML, so each line has its own."""
    text = "“It begins\n\nand goes on,” he said."
    with open_store(tmp_path / "archive.db", create=True) as store:
        digest = hold_text(store, text, analyse_by_hand(text, [quote(text, "It begins\n\nand goes on,")]))
    site = serve(tmp_path / "archive.db")
    page = site.get(f"/t/{digest}").text
    assert page.count('<mark class="said opens closes">') == 2  # one in each line
    assert site.get(f"/q/{digest}/1-{text.index('”')}").text.count('<mark class="said opens closes">') == 2


def test_a_huge_text_is_shown_in_parts(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """One line of five million characters: no page is larger than a browser bears, and each part leads on."""
    text = "“Word, ” " * 555_555
    with open_store(tmp_path / "archive.db", create=True) as store:
        digest = hold_text(store, text)
    site = serve(tmp_path / "archive.db")
    page = site.get(f"/t/{digest}")
    assert len(page.content) < 4 * PART
    assert f'rel="next" href="/t/{digest}?from={PART}"' in page.text
    last = site.get(f"/t/{digest}?from={len(text) - 10}")
    assert 'rel="prev"' in last.text
    assert 'rel="next"' not in last.text
    middle = site.get(f"/q/{digest}/2000000-2000400")
    assert middle.status_code == 200
    assert f"?from={2_000_000}#c{2_000_000}" in middle.text
    assert len(site.get(f"/q/{digest}/0-{len(text)}").content) < 200_000
    for wrong in ("-1", "99999999", "x", "1e3", "²"):
        refused = site.get(f"/t/{digest}?from={wrong}")
        assert (refused.status_code, "characters; name one of them, from 0" in refused.text) == (404, True), wrong


def test_a_short_name_of_a_text_redirects(site: Site, digest: TextDigest) -> None:
    """With the form that was asked for."""
    answer = site.get(f"/t/{digest[:12]}.txt")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/t/{digest}.txt")


def test_json_is_the_record_of_the_text(site: Site, digest: TextDigest) -> None:
    """Removals, sentences and quotations with their places."""
    record = site.get(f"/t/{digest}.json").json()
    assert record["content"] == COUNCIL
    assert [COUNCIL[removal["start"] : removal["end"]] for removal in record["removals"]] == ["ADVERTISEMENT"]
    assert len(record["quotations"]) == 3
