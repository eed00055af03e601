"""A permalink opens from the text alone, in three forms, and says honestly what it is and what it is not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.identifiers import TextDigest, document_of_text, document_of_url, text_digest
from archive.store import open_store
from archive.store.facts import put_document
from archive.store.searching import quotation_at
from tests.web.building import (
    COUNCIL,
    MOMENT,
    analyse_by_hand,
    council_analysis,
    hold_text,
    make_archive,
    quote,
    span_of,
    take_down,
)
from tests.web.conftest import Site

QUOTED = "We keep the bridge. It will be mended,"


def link(digest: str, words: str, text: str = COUNCIL) -> str:
    """The address of these words."""
    span = span_of(text, words)
    return f"/q/{digest}/{span.start}-{span.end}"


def test_a_quotation_page_says_the_words_the_speaker_and_how_they_came_in(site: Site, digest: TextDigest) -> None:
    """What a reader needs to cite is on one page, in honest words."""
    page = site.get(link(digest, QUOTED))
    assert page.status_code == 200
    for expected in (
        "We keep the bridge. It will be mended",
        "Attributed to",
        "Jane Doe",
        "named in the sentence: “Jane Doe said”",
        "via “<bdi>a statement</bdi>”",
        "From a file somebody supplied on 21 Nov 2026; no address, no date; nobody else has confirmed it.",
        link(digest, QUOTED),
        f"/t/{digest}.txt | tee text.txt | sha256sum",
        "The Example",
    ):
        assert expected in page.text.replace("&#34;", '"'), expected


def test_the_paragraph_that_names_her_is_shown_with_what_she_said(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """A pronoun alone convinces nobody: the page reaches back to the name, and no further."""
    text = "The town is calm.\n\nJane Doe came late.\n\nIt rained.\n\n“We keep it,” she said.\n"
    analysis = analyse_by_hand(text, [quote(text, "We keep it,", speaker="Jane Doe", mention="she", cue="said")])
    with open_store(tmp_path / "a.db", create=True) as store:
        held = hold_text(store, text, analysis)
    page = serve(tmp_path / "a.db").get(link(held, "We keep it,", text)).text
    context = page.partition('<div class="context"')[2].partition("</div>")[0]
    assert "Jane Doe came late." in context
    assert "The town is calm." not in context


def test_its_paragraph_is_marked_from_stored_offsets(site: Site, digest: TextDigest) -> None:
    """The mark begins and ends exactly where the segment does."""
    page = site.get(link(digest, QUOTED)).text
    assert f'“<mark class="said opens closes">{QUOTED}</mark>”' in page
    assert '<span class="mention">Jane Doe</span>' in page


def test_each_quoted_sentence_has_a_link_of_its_own(
    digest: TextDigest, tmp_path: Path, serve: Callable[..., Site]
) -> None:
    """Sentences are cut at the quote marks: what is linked was said."""
    text = "“One is done. Two is not,” he said."
    analysis = analyse_by_hand(text, [quote(text, "One is done. Two is not,")])
    first, rest = span_of(text, "“One is done."), span_of(text, "Two is not,” he said.")
    analysis = type(analysis)(analysis.text, "by-hand", (), (first, rest), analysis.quotations)
    with open_store(tmp_path / "a.db", create=True) as store:
        held = hold_text(store, text, analysis)
    site = serve(tmp_path / "a.db")
    page = site.get(link(held, "One is done. Two is not,", text)).text
    assert link(held, "One is done.", text) in page
    assert link(held, "Two is not,", text) in page


def test_a_quotation_without_a_speaker_says_so(site: Site, digest: TextDigest) -> None:
    """Nobody is made up."""
    page = site.get(link(digest, "Nobody asked us,")).text
    assert "Speaker not recognised" in page
    assert "/s/" not in page


def test_any_stretch_opens_whether_or_not_a_quotation_is_stored_there(site: Site, digest: TextDigest) -> None:
    """A part of a quotation shares its speaker; a stretch elsewhere is attributed to nobody."""
    part = site.get(link(digest, "It will be mended,"))
    assert "From <a href" in part.text
    assert "Jane Doe" in part.text
    elsewhere = site.get(link(digest, "the plan"))
    assert elsewhere.status_code == 200
    assert "No quotation is archived at this place" in elsewhere.text
    overlapping = site.get(link(digest, "mended,” Jane Doe said")).text
    assert "No quotation is archived at this place" in overlapping


def test_a_stretch_set_aside_is_said_to_be_set_aside(site: Site, digest: TextDigest) -> None:
    """An advertisement can be cited, as what it is."""
    assert "Not in the article itself" in site.get(link(digest, "ADVERTISEMENT")).text


def test_a_text_that_was_never_analysed_still_answers(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """Today's rules may be broken; links are not."""
    path = make_archive(tmp_path / "archive.db")
    with open_store(path) as store, store.transaction():
        store.execute("DELETE FROM analyses")
        store.execute("DELETE FROM quotations")
    site = serve(path)
    page = site.get(link(text_digest(COUNCIL), QUOTED))
    assert page.status_code == 200
    assert "We keep the bridge." in page.text
    assert "We keep the bridge." in site.get(f"/t/{text_digest(COUNCIL)}").text


def test_a_place_beyond_the_end_leads_to_the_text(site: Site, digest: TextDigest) -> None:
    """The text is right, only the place is not."""
    assert f'<a href="/t/{digest}">Read this text</a>' in site.get(f"/q/{digest}/1-999999").text


def test_json_is_the_record_of_the_list_and_more(site: Site, council: Path, digest: TextDigest) -> None:
    """One serialisation serves the terminal and the pages."""
    span = span_of(COUNCIL, QUOTED)
    with open_store(council, read_only=True) as store:
        (row,) = quotation_at(store, digest, span)
    record = site.get(link(digest, QUOTED) + ".json").json()
    assert row.model_dump(mode="json").items() <= record.items()
    assert record["stored"] is True
    assert record["prefix"].endswith("“")
    assert record["documents"] == [document_of_text(digest)]


def test_json_of_a_part_names_the_whole(site: Site, digest: TextDigest) -> None:
    """`exact` is the stretch asked for, the attribution that of the quotation around it."""
    record = site.get(link(digest, "It will be mended,") + ".json").json()
    assert (record["exact"], record["speaker"], record["stored"]) == ("It will be mended,", "Jane Doe", False)
    assert f"/{record['part_of']}" == link(digest, QUOTED)


def test_jsonld_selectors_point_at_the_words(site: Site, digest: TextDigest) -> None:
    """Position and quote select the same stretch of the file whose hash is its name."""
    annotation = site.get(link(digest, QUOTED) + ".jsonld").json()
    target = annotation["target"]
    position, words = target["selector"]
    text = site.get(target["source"]["schema:url"]).content.decode("utf-8")
    assert text[position["start"] : position["end"]] == words["exact"] == QUOTED
    assert text.index(words["prefix"] + words["exact"] + words["suffix"]) == position["start"] - len(words["prefix"])
    assert annotation["body"]["type"] == "schema:Quotation"
    assert annotation["body"]["schema:spokenByCharacter"] == {"schema:name": "Jane Doe"}
    assert hashlib.sha256(text.encode()).hexdigest() == target["source"]["schema:sha256"]


def test_jsonld_calls_nothing_a_quotation_that_is_none(site: Site, digest: TextDigest) -> None:
    """Any stretch can be pointed at; only a quotation has a body that says so."""
    annotation = site.get(link(digest, "the plan") + ".jsonld").json()
    assert "body" not in annotation
    assert annotation["target"]["selector"][1]["exact"] == "the plan"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/html"),  # curl
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),  # browsers
        ("application/json", "application/json"),
        ("application/ld+json", "application/ld+json"),
        ("application/ld+json;q=0.9, application/json;q=0.2", "application/ld+json"),
        ("text/html;q=0, application/*", "application/json"),
        ("image/png", "text/html"),  # nothing fits: the page is better than an error
        ("", "text/html"),
    ],
)
def test_the_accept_header_chooses_the_form(site: Site, digest: TextDigest, accept: str, media_type: str) -> None:
    """One address, three forms; caches are told that it varies."""
    answer = site.get(link(digest, QUOTED), accept=accept)
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert "accept" in answer.headers["vary"].lower()


def test_a_short_prefix_redirects_for_good(site: Site, digest: TextDigest) -> None:
    """Twelve digits are enough; suffix and query survive; the host that was asked for is not repeated."""
    answer = site.get(f"/q/{digest[:12]}/1-5.json?x=1", host="evil.example")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/q/{digest}/1-5.json?x=1")


def test_an_ambiguous_prefix_lists_its_candidates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serve: Callable[..., Site]
) -> None:
    """It is never silently resolved."""
    import archive.passages

    candidates = [TextDigest("ab" * 32), TextDigest("ab" * 31 + "cd")]
    monkeypatch.setattr(archive.passages, "texts_with_prefix", lambda _store, _prefix: candidates)
    site = serve(make_archive(tmp_path / "archive.db"))
    answer = site.get(f"/q/{'ab' * 6}/1-5")
    assert answer.status_code == 300
    for candidate in candidates:
        assert f'href="/q/{candidate}/1-5"' in answer.text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/q/" + "0" * 64 + "/1-5", "no text whose name begins so"),  # not held
        ("/q/000000000000/1-5", "no text whose name begins so"),
        ("/q/00000000000/1-5", "at least 12 of its 64 digits"),  # too short to be meant
        ("/q/{digest}/1-999999", "characters, so nothing stands there"),  # beyond the end
        ("/q/{digest}/5-5", "the first character and the one after the last"),  # empty
        ("/q/{digest}/7-5", "the first character and the one after the last"),  # backwards
        ("/q/{digest}/05-7", "without leading zeros"),  # a second spelling of the same place
        ("/t/" + "0" * 64, "no text whose name begins so"),
        ("/d/0000000000000000", "no article has this id"),
        ("/s/nobody-at-all", "nobody of this name is quoted"),
        ("/o/The%20Nothing", "no article here is from an outlet of this name"),
    ],
)
def test_an_address_without_anything_helps_on(site: Site, digest: TextDigest, address: str, words: str) -> None:
    """404, the rule in words, and a way on."""
    answer = site.get(address.format(digest=digest))
    assert answer.status_code == 404
    assert words in answer.text
    assert 'href="/search"' in answer.text


def test_a_program_is_refused_in_its_own_form(site: Site, digest: TextDigest) -> None:
    """A problem document for JSON (RFC 9457), one line for a file."""
    answer = site.get(f"/q/{digest}/1-999999.json")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["status"] == 404
    assert "nothing stands there" in answer.json()["detail"]
    answer = site.get("/t/" + "0" * 64 + ".txt")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "no text whose name begins so" in answer.text


def test_a_withdrawn_text_answers_410_with_its_reason_in_every_form(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """The tombstone stays; neither our pages nor Datasette's hand the words out."""
    path = make_archive(tmp_path / "archive.db")
    digest = text_digest(COUNCIL)
    with open_store(path) as store:
        take_down(store, digest, "The court said so.")
    site = serve(path)
    for address in (link(digest, QUOTED), link(digest, QUOTED) + ".json", f"/t/{digest}", f"/t/{digest}.txt"):
        answer = site.get(address)
        assert answer.status_code == 410, address
        assert "The court said so." in answer.text
        assert "mended" not in answer.text
        assert "immutable" not in answer.headers["cache-control"]
    for address in ("/archive/texts.json", "/archive/snapshots.json", "/archive/quotations.json", "/search", "/"):
        assert "mended" not in site.get(address).text, address


def test_a_notice_stands_on_top_of_every_quotation_of_its_article(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """A correction cannot be missed."""
    text = "“We keep it,” Jane Doe said.\nCorrection: the bridge was not named."
    notice = "Correction: the bridge was not named."
    analysis = analyse_by_hand(
        text, [quote(text, "We keep it,", speaker="Jane Doe", mention="Jane Doe")], notices=[notice]
    )
    with open_store(tmp_path / "archive.db", create=True) as store:
        digest = hold_text(store, text, analysis)
    site = serve(tmp_path / "archive.db")
    page = site.get(link(digest, "We keep it,", text)).text
    assert page.index("carries a correction") < page.index("<blockquote")


def test_the_same_text_in_two_articles_is_one_link(tmp_path: Path, serve: Callable[..., Site]) -> None:
    """The page names the other article that holds the text."""
    path = make_archive(tmp_path / "archive.db")
    other = document_of_url("https://example.org/bridge")
    with open_store(path) as store:
        with store.transaction():
            put_document(store, other, "url:https://example.org/bridge", MOMENT)
        hold_text(
            store,
            COUNCIL,
            council_analysis(),
            document=other,
            method="fetched",
            captured_at="2026-11-22T00:00:00.000000Z",
            source="https://example.org/bridge",
            decisions=[("title", "The bridge, again")],
        )
    site = serve(path)
    page = site.get(link(text_digest(COUNCIL), QUOTED)).text
    record = json.loads(site.get(link(text_digest(COUNCIL), QUOTED) + ".json").text)
    assert "The same text elsewhere" in page
    assert "Council keeps the bridge" in page
    assert "The bridge, again" in page
    assert set(record["documents"]) == {other, document_of_text(text_digest(COUNCIL))}
