"""One address through everything that happens to pages: the outcomes that a careful reader expects, and no others."""

from __future__ import annotations

from typing import NamedTuple

from tests.capture.pages import GONE, add, article, history, is_whole, serve
from tests.cli.running import run, run_json
from tests.website import Site


class Step(NamedTuple):
    """What the server answers, and what must become of it: outcome, version, and words of the reason."""

    story: str
    body: bytes
    status: int
    outcome: str
    version: int | None
    words: str = ""


JOURNEY = [
    Step("the page as first seen", article(), 200, "new", 1),
    Step("the same bytes again", article(), 200, "unchanged", 1, "byte for byte"),
    Step("another advertisement", article(advert="Cheap hats for all"), 200, "unchanged", 1, "set aside differ"),
    Step("a running clock", article(clock="2 hours ago"), 200, "unchanged", 1, "set aside differ"),
    Step("a view counter", article(views="9,876"), 200, "unchanged", 1, "set aside differ"),
    Step("a quotation edited", article(month="June"), 200, "changed", 2),
    Step("put back", article(), 200, "changed", 1, "back to version 1"),
    Step("a server in trouble", b"<h1>Internal error</h1>", 500, "refused", None, "500 Internal Server Error"),
    Step("a shut door", b"<h1>Please log in</h1>", 403, "refused", None, "403 Forbidden"),
    Step("an empty page", b"", 200, "refused", None, "no element in this page"),
    Step("a page without an article", b"<html><body><p>Hello.</p></body></html>", 200, "refused", None, "no article"),
    Step("taken off", GONE, 404, "gone", None, "the server answers 404"),
    Step("still off", GONE, 410, "gone", None, "still gone"),
    Step("back again", article(), 200, "unchanged", 1, "back as it was"),
]


def test_each_step_has_its_outcome_and_nothing_else_happens(site: Site) -> None:
    """Two versions in the end, a capture for each answer that told of the article, and an archive that verifies."""
    for step in JOURNEY:
        url = serve(site, "/bridge", step.body, step.status)
        added = add(url)
        assert (added["outcome"], added["version"]) == (step.outcome, step.version), step.story
        assert step.words in (added["reason"] or ""), step.story
    told = [step for step in JOURNEY if step.outcome != "refused"]
    expected = [(step.version, "gone" if step.outcome == "gone" else step.outcome) for step in told]
    assert history(url) == expected
    (document,) = run_json("documents")
    assert (document["versions"], document["captures"], document["url"]) == (2, len(told), url)
    assert document["gone_at"] is None
    assert is_whole()


def test_a_change_is_told_with_its_quotations_first(site: Site) -> None:
    """What was edited inside a quotation, then how much else, and the command that shows all."""
    add(serve(site, "/bridge", article()))
    url = serve(site, "/bridge", article(month="June").replace(b"cracks in two", b"cracks in three"))
    lines = run("add", url, "--allow-private").stdout.splitlines()
    told = next(number for number, line in enumerate(lines) if "now version 2" in line)
    assert "archive diff bridge 1 2" in lines[told]
    assert "edited Jane Doe: “We will open the bridge in [-May,-] {+June,+}" in lines[told + 1]
    assert any(line.strip() == "and 1 other place" for line in lines[told + 2 :])
    assert max(len(line) for line in lines) <= 80


def test_a_page_that_never_was_an_article_leaves_no_archive(site: Site) -> None:
    """An address that answers 404 at first is refused, with exit code 3, and nothing is made."""
    result = run("add", serve(site, "/bridge", GONE, 404), "--allow-private")
    assert (result.exit_code, "404 Not Found" in result.stderr) == (3, True)
    assert run("documents").exit_code == 3


def test_the_front_page_instead_of_the_page_is_no_version(site: Site) -> None:
    """Sites send readers of articles that were taken off to the front page."""
    url = serve(site, "/bridge", article())
    add(url)
    serve(site, "/", article(month="July"))
    serve(site, "/bridge", b"", 302, Location="/")
    again = add(url)
    assert (again["outcome"], "front page" in again["reason"]) == ("refused", True)
    assert history(url) == [(1, "new")]


def test_a_page_that_is_not_modified_is_a_capture_of_what_is_held(site: Site) -> None:
    """The server is told what is held; its 304 stands for those bytes, also the second time."""
    url = serve(site, "/bridge", article(), ETag='"1"')
    first = add(url)
    serve(site, "/bridge", b"", 304)
    for _ in range(2):
        again = add(url)
        assert (again["outcome"], again["snapshot"]) == ("unchanged", first["snapshot"])
        assert "304" in again["reason"]
    assert [headers.get("if-none-match") for _, headers in site.seen] == [None, '"1"', '"1"']
    assert [entry["status"] for entry in run_json("log", url)] == [200, 304, 304]
    assert is_whole()


def test_a_rehearsal_fetches_and_records_nothing(site: Site) -> None:
    """The account is that of the real run."""
    url = serve(site, "/bridge", article())
    add(url)
    serve(site, "/bridge", article(month="June"))
    before = run("documents", "--json").stdout
    rehearsed = run("add", url, "--allow-private", "--dry-run")
    assert run("documents", "--json").stdout == before
    really = run("add", url, "--allow-private")
    assert rehearsed.stdout.replace("Dry run: nothing was written.\n", "") == really.stdout
