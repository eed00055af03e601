"""The page of a speaker tells its names, why they are taken for one, and what people ruled on that."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.describing import check_statement, describe_document
from archive.identifiers import DocumentId
from archive.speakers import rule_on_speakers
from archive.store import open_store
from tests.store.building import add_text, minute
from tests.test_speakers import TEXTS
from tests.web.conftest import Site


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An archive with one name in two spellings, and two unnamed spokesmen."""
    path = tmp_path / "archive.db"
    with open_store(path, create=True) as store:
        for number, (name, text) in enumerate(TEXTS.items()):
            add_text(store, text, name, number)
    return path


@pytest.fixture
def site(file: Path, serve: Callable[..., Site]) -> Site:
    """Datasette on it."""
    return serve(file)


def test_each_name_leads_to_one_page_that_says_why(site: Site) -> None:
    """No link that was ever given breaks when names are joined."""
    moved = site.get("/s/fyodor-zelenskyy")
    assert moved.status_code == 302
    assert moved.headers["location"].endswith("/s/fyodor-zelensky")
    page = site.get("/s/fyodor-zelensky")
    assert "2 quotations in 2 articles" in page.text
    assert "are spellings of one name" in page.text


def test_unnamed_people_are_told_so(site: Site) -> None:
    """Two articles that quote a spokesman need not mean the same one."""
    page = site.get("/s/spokesman").text
    assert "Two articles need not mean the same person." in page
    assert "Two articles need not mean the same person." not in site.get("/s/jane-doe").text


def test_what_people_ruled_is_shown_and_holds(site: Site, file: Path) -> None:
    """With who, when and why; the words of a person are no markup."""
    with open_store(file) as store:
        rule_on_speakers(store, "Jane Doe", "Jane Roe", "merge", "Ms <Example>", minute(1), "a <b>wedding</b>")
    page = site.get("/s/jane-doe").text
    assert "3 quotations in 3 articles" in page
    assert "is one person with" in page
    assert "Nobody has confirmed" not in page
    assert "merged by Ms &lt;Example&gt; on 2026-11-21" in page
    assert "<b>wedding</b>" not in page
    assert site.get("/s/jane-roe").status_code == 302
    with open_store(file) as store:
        rule_on_speakers(store, "Jane Doe", "Jane Roe", None, "Ms Example", minute(2))
    assert site.get("/s/jane-roe").status_code == 200


def test_nobody_has_no_page(site: Site) -> None:
    assert site.get("/s/nobody-here").status_code == 404


def test_one_month_is_told_and_not_drawn(site: Site, file: Path) -> None:
    """A picture of one bar shows nothing; with a second month there is something to see."""
    assert "Of none of these articles the date is known" in site.get("/s/jane-doe").text
    with open_store(file) as store:
        said = {
            row["source"]: DocumentId(row["document"]) for row in store.rows("SELECT source, document FROM sources")
        }
        describe_document(store, said["a.txt"], [check_statement("published", "2025-04-27")], "Jane Doe", minute(1))
        page = site.get("/s/jane-doe").text
        assert re.search('<a href="[^"]+since=2025-04[^"]*">Apr 2025: 1 quotation</a>.*besides, 1 undated', page)
        assert 'class="bars"' not in page
        describe_document(store, said["b.txt"], [check_statement("published", "2025-06")], "Jane Doe", minute(1))
    assert 'class="bars"' in site.get("/s/jane-doe").text
