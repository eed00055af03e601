"""A citation goes to stdout alone; what is not known is named on stderr, with the command that supplies it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.citations import all_formats
from tests.cli.running import run, run_json


@pytest.fixture
def link(bridge: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The link of a quotation that ends with the newspaper's comma."""
    monkeypatch.delenv("ARCHIVE_URL", raising=False)
    return str(run_json("quotations", "bridge")[0]["permalink"])


def test_a_citation_is_all_that_stdout_gets(link: str) -> None:
    answer = run("cite", link)
    assert answer.stdout.startswith("> “We will open the bridge in May, whatever the weather brings”[^q-")
    assert answer.stdout.count(link) == 1
    assert "From a file somebody supplied on" in answer.stdout


def test_what_is_left_out_is_said_on_stderr(link: str) -> None:
    told = run("cite", link, "--format", "apa").stderr
    assert "Left out: the “,” at the end" in told
    assert "→ archive describe bridge --url … --author … --outlet … --published …" in told
    assert "--base-url URL, or $ARCHIVE_URL" in told


def test_quiet_says_nothing_but_the_citation(link: str) -> None:
    assert run("-q", "cite", link).stderr == ""


def test_the_command_that_is_named_supplies_what_was_missing(link: str) -> None:
    described = ("--url", "https://paper.example/b", "--author", "Jane Doe", "--outlet", "The Paper")
    assert run("describe", "bridge", *described, "--published", "2026-05-01").exit_code == 0
    answer = run("cite", link, "--format", "apa")
    assert answer.stdout.startswith("Doe, J. (2026, May 1). Mayor promises a new bridge. The Paper. https://paper.e")
    assert "Unknown" not in answer.stderr


@pytest.mark.parametrize("name", [name for name in all_formats() if name != "fragment"])
def test_every_format_is_written(link: str, name: str) -> None:
    answer = run("cite", link, "--format", name)
    assert answer.exit_code == 0
    assert link in answer.stdout.replace("\\_", "_")
    if "json" in name or name == "annotation":
        assert json.loads(answer.stdout)


def test_a_public_address_makes_links_whole(link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = f"https://archive.example/news/{link}"
    answer = run("cite", link, "--base-url", "https://archive.example/news")
    assert f"<{whole}>" in answer.stdout
    assert "base-url" not in answer.stderr
    monkeypatch.setenv("ARCHIVE_URL", "https://archive.example/news/")
    assert f"<{whole}>" in run("cite", link).stdout


def test_an_address_that_is_none_is_refused(link: str) -> None:
    answer = run("cite", link, "--base-url", "archive.example")
    assert answer.exit_code == 2
    assert "Write it whole, as https://archive.example/" in answer.stderr


def test_a_link_into_the_page_needs_the_page(link: str) -> None:
    answer = run("cite", link, "--format", "fragment")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "archive describe can give it one" in answer.stderr
    run("describe", "bridge", "--url", "https://paper.example/b")
    answer = run("cite", link, "--format", "fragment")
    assert answer.stdout.startswith("https://paper.example/b#:~:text=We%20will%20open")
    assert "unique in the archived text" in answer.stderr


def test_a_whole_text_is_nothing_to_cite(bridge: Path) -> None:
    answer = run("cite", "bridge")
    assert answer.exit_code == 2
    assert "archive quotations bridge lists the links" in answer.stderr


def test_any_stretch_can_be_cited(link: str) -> None:
    """One that is in no quotation has no speaker, and keeps its comma."""
    prefix = link.partition("/")[2].partition("/")[0]
    written = run("cite", f"q/{prefix[:12]}/29-60").stdout
    assert written.startswith("> “The bridge over the river wi")
    assert "—" not in written


def test_a_selector_is_cited_as_well_as_a_link(link: str) -> None:
    selector = json.dumps({"type": "TextQuoteSelector", "exact": "We will open the bridge in May"})
    assert run("cite", selector).stdout.startswith("> “We will open the bridge in May”")


def test_an_unknown_format_is_answered_with_the_known_ones(link: str) -> None:
    answer = run("cite", link, "--format", "harvard")
    assert answer.exit_code == 2
    assert "'apa'" in answer.stderr
