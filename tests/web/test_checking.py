"""The page that checks a draft: the verdicts of the command, nothing stored, and bounds on what it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from archive.web.pages.checking import LARGEST_DRAFT
from tests.web.building import make_archive
from tests.web.conftest import Site

OURS = {"host": "localhost:8001", "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"}
"""What a browser sends along with our own form."""


@pytest.fixture
def site(tmp_path: Path, serve: Callable[..., Site]) -> Site:
    """A Datasette on an archive with one article."""
    return serve(make_archive(tmp_path / "archive.db"))


def send(site: Site, **fields: str) -> Any:
    """The answer to our own form with these fields."""
    return site.ask("POST", "/check", OURS, urlencode(fields).encode())


def test_every_page_leads_to_the_form(site: Site) -> None:
    assert 'href="/check"' in site.get("/").text
    assert "<textarea" in site.get("/check").text


def test_a_draft_is_judged_and_stays_in_the_form(site: Site, tmp_path: Path) -> None:
    """What is not found is told as that, and nothing is stored."""
    before = (tmp_path / "archive.db").read_bytes()
    answer = send(site, text="“Nobody ever said these words to anybody in here,” Jane Doe said.", form="markdown")
    assert answer.status_code == 200
    assert "not found" in answer.text
    assert "0 right, 1 to look at" in answer.text
    assert "Nobody ever said these words to anybody in here,” Jane Doe said.</textarea>" in answer.text
    assert "no-store" in answer.headers["cache-control"]
    assert (tmp_path / "archive.db").read_bytes() == before


FAULTS = [
    # Nothing in it.
    ({"text": " \n"}, 422, "nothing to check"),
    # More than the page takes.
    ({"text": "a" * (LARGEST_DRAFT + 1)}, 422, "archive check FILE"),
    # A form that the page does not offer is read as Markdown.
    ({"text": "Words.", "form": "docx"}, 200, "0 quotations compared"),
]


@pytest.mark.parametrize(("fields", "status", "words"), FAULTS)
def test_what_cannot_be_checked_is_told(site: Site, fields: dict[str, str], status: int, words: str) -> None:
    answer = send(site, **fields)
    assert (answer.status_code, words in answer.text) == (status, True)


def test_nobody_else_can_send_the_form(site: Site) -> None:
    """Another site, a program without a page, another kind of body."""
    body = urlencode({"text": "“Here it is.”"}).encode()
    assert site.ask("POST", "/check", {**OURS, "sec-fetch-site": "cross-site"}, body).status_code == 403
    assert site.ask("POST", "/check", {**OURS, "content-type": "text/plain"}, body).status_code == 415
    assert site.ask("PUT", "/check", OURS, body).status_code == 405


def test_what_a_draft_says_stays_text(site: Site) -> None:
    answer = send(site, text="“<script>alert(1)</script> is what was said by nobody here,” she said.", form="text")
    assert "<script>alert" not in answer.text
