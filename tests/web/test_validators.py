"""A quotation's page is asked after again and again: a copy that is still right is told without making the page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import archive.web.stretches
import archive.web.validators
from archive.identifiers import document_of_url, text_digest
from archive.records import Decision, Reading
from archive.store import Store, open_store, wrap_connection
from archive.store.analyses import put_analysis
from archive.store.facts import put_decision, put_reading, put_snapshot, put_version, withdraw
from archive.store.index import refresh_document
from archive.web.answers import Request
from archive.web.pages.quotation import show_quotation, state_of_quotation
from tests.web.building import (
    BRIDGE,
    PAGE_URL,
    SILENT,
    SOLD,
    analyse_by_hand,
    bridge_analysis,
    day,
    fetch_page,
    hold_text,
    span_of,
)
from tests.web.conftest import Site

TEXT = text_digest(BRIDGE)
WORDS = span_of(BRIDGE, "We will not sell the old bridge to anybody,")
ADDRESS = f"/q/{TEXT}/{WORDS.start}-{WORDS.end}"
ARTICLE = document_of_url(PAGE_URL)
FORMS = ("", ".json", ".jsonld")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with one article of two versions."""
    file = tmp_path / "archive.db"
    with open_store(file, create=True) as store:
        fetch_page(store, BRIDGE, day(1), bridge_analysis(BRIDGE))
        fetch_page(store, SOLD, day(2), bridge_analysis(SOLD))
    return file


def ask(text: str, place: str) -> Request:
    """A request for a stretch."""
    start, end = place.split("-")
    return Request({"text": text, "start": start, "end": end})


def test_a_copy_that_is_right_costs_no_page(
    path: Path, serve: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In each form; the page's function is not called."""
    site = serve(path)
    tags = {form: site.get(ADDRESS + form).headers["etag"] for form in FORMS}
    assert len(set(tags.values())) == len(FORMS)

    def fail(*_: object) -> None:
        raise AssertionError("the page was made")

    monkeypatch.setattr(archive.web.stretches, "find_passage", fail)
    for form, tag in tags.items():
        answer = site.get(ADDRESS + form, if_none_match=tag)
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
        assert "Accept" in answer.headers["vary"]
        assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("form", FORMS)
def test_whether_there_is_any_page_only_the_page_can_say(path: Path, serve: Callable[..., Site], form: str) -> None:
    """``If-None-Match: *`` is 304 where there is a page, and never where there is none or none any more."""
    site = serve(path)
    assert site.get(ADDRESS + form, if_none_match="*").status_code == 304
    assert site.get(f"/q/{text_digest('unknown')}/1-5{form}", if_none_match="*").status_code == 404
    assert site.get(ADDRESS.rpartition("-")[0] + f"-9999{form}", if_none_match="*").status_code == 404
    with open_store(path) as store:
        take_down_this(store)
    for _ in range(2):  # the second time its state is known
        assert site.get(ADDRESS + form, if_none_match="*").status_code == 410


def test_a_304_never_changes_what_a_cache_holds(path: Path, serve: Callable[..., Site]) -> None:
    """A cache takes over headers of a 304 (RFC 9111, section 3.2): the media type is that of the copy."""
    site = serve(path)
    for form in FORMS:
        whole = site.get(ADDRESS + form)
        again = site.get(ADDRESS + form, if_none_match=whole.headers["etag"])
        assert again.headers["content-type"] == whole.headers["content-type"]


def recapture(store: Store) -> None:
    fetch_page(store, SOLD, day(3), bridge_analysis(SOLD))


def put_back(store: Store) -> None:
    fetch_page(store, BRIDGE, day(3), bridge_analysis(BRIDGE))


def new_version(store: Store) -> None:
    fetch_page(store, SILENT, day(3), analyse_by_hand(SILENT))


def page_goes(store: Store) -> None:
    fetch_page(store, None, day(3), status=404)


def give_title(store: Store) -> None:
    with store.transaction():
        put_decision(store, Decision(ARTICLE, "title", "The bridge", "Jane Doe", day(3)))
        refresh_document(store, ARTICLE)


def take_down_later(store: Store) -> None:
    with store.transaction():
        withdraw(store, text_digest(SOLD), "A court said so.", "Jane Doe", day(3))
        refresh_document(store, ARTICLE)


def take_down_this(store: Store) -> None:
    with store.transaction():
        withdraw(store, TEXT, "A court said so.", "Jane Doe", day(3))
        refresh_document(store, ARTICLE)


def analyse_anew(store: Store) -> None:
    with store.transaction():
        put_analysis(store, analyse_by_hand(BRIDGE), day(3))
        refresh_document(store, ARTICLE)


def analyse_later_anew(store: Store) -> None:
    with store.transaction():
        put_analysis(store, analyse_by_hand(SOLD), day(3))
        refresh_document(store, ARTICLE)


def read_again(store: Store) -> None:
    """A newer reader reads the second capture otherwise."""
    with store.transaction():
        snapshot = put_snapshot(store, f"<html><script>alert(1)</script>{SOLD}".encode())
        digest = put_reading(store, snapshot, Reading(SILENT, "html", "2"))
        put_version(store, ARTICLE, digest, digest, day(2))
        put_analysis(store, analyse_by_hand(SILENT), day(3))
        refresh_document(store, ARTICLE)


def other_article(store: Store) -> None:
    hold_text(store, BRIDGE, bridge_analysis(BRIDGE), source="copy.txt")


def edit_index(store: Store) -> None:
    with store.transaction():
        store.execute("UPDATE quotations SET status = 'gone' WHERE text = ?", [TEXT])


CHANGES: list[Callable[[Store], None]] = [
    recapture,
    put_back,
    new_version,
    page_goes,
    give_title,
    take_down_later,
    take_down_this,
    analyse_anew,
    analyse_later_anew,
    read_again,
    other_article,
    edit_index,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_changes_the_page_changes_its_validator(
    path: Path, serve: Callable[..., Site], change: Callable[[Store], None]
) -> None:
    """So no copy is ever called right that is not; the page is asked after with the tag of the old one."""
    site = serve(path)
    before = site.get(ADDRESS)
    with open_store(path) as store:
        change(store)
    after = site.get(ADDRESS, if_none_match=before.headers["etag"])
    assert after.status_code != 304
    assert after.content != before.content or change is recapture
    assert after.headers.get("etag") != before.headers["etag"]


def test_what_does_not_touch_the_article_leaves_its_copies_right(path: Path, serve: Callable[..., Site]) -> None:
    """While a thousand other articles come in, no page is made again."""
    site = serve(path)
    tag = site.get(ADDRESS).headers["etag"]
    with open_store(path) as store:
        text = "Another day.\n“Nothing to see here,” said the mayor.\n"
        hold_text(store, text, source="other.txt")
    assert site.get(ADDRESS, if_none_match=tag).status_code == 304


def test_every_table_that_the_page_reads_has_a_part_in_its_validator(path: Path) -> None:
    """Whoever shows more on the page adds its rows to the state. Texts have none: their name is their digest."""
    reads: set[str] = set()

    def watch(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            reads.add(table)
        return sqlite3.SQLITE_OK

    with open_store(path) as store:
        hold_text(store, BRIDGE, bridge_analysis(BRIDGE), source="copy.txt")
    connection = sqlite3.connect(path)
    connection.set_authorizer(watch)
    watched = wrap_connection(connection)
    for place in (f"{WORDS.start}-{WORDS.end}", "0-5"):
        show_quotation(watched, ask(TEXT, place))
    by_page = reads - {"texts", "sqlite_master", "json_each"}
    reads.clear()
    state_of_quotation(watched, ask(TEXT, "0-5"))
    connection.close()
    assert by_page
    assert by_page <= reads


def test_another_place_or_program_makes_another_representation(
    path: Path, serve: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Links, templates and code are part of what the page is made from."""
    tag = serve(path).get(ADDRESS).headers["etag"]
    assert serve(path, settings={"base_url": "/news/"}).get(ADDRESS).headers["etag"] != tag
    monkeypatch.setattr(archive.web.validators, "program_version", lambda: "another")
    assert serve(path).get(ADDRESS).headers["etag"] != tag


def test_with_templates_of_their_own_people_get_the_hash_of_the_page(
    path: Path, tmp_path: Path, serve: Callable[..., Site]
) -> None:
    """Nothing here knows when those change."""
    mine = tmp_path / "mine" / "quote_archive"
    mine.mkdir(parents=True)
    (mine / "quotation.html").write_text("one", "utf-8")
    site = serve(path, template_dir=str(mine.parent))
    first = site.get(ADDRESS)
    assert first.text == "one"
    assert site.get(ADDRESS, if_none_match=first.headers["etag"]).status_code == 304


NO_PAGES = [
    (text_digest("unknown"), "1-5"),  # the archive does not hold it
    (TEXT[:12], "18-61"),  # a short name leads to the whole one
    (TEXT, "5-5"),  # no stretch
    (TEXT, "01-5"),  # not written as links are
]


@pytest.mark.parametrize(("text", "place"), NO_PAGES)
def test_what_is_no_page_has_no_state(path: Path, text: str, place: str) -> None:
    """What is wrong, or where to go instead, is for the page's function to tell."""
    with open_store(path) as store:
        assert state_of_quotation(store, ask(text, place)) is None
