"""``archive recheck``: asks for what is due, speaks when something changed, and is silent otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.rechecking import due_articles, watched_articles
from archive.store import open_store
from tests.capture.pages import GONE, add, article, history, serve
from tests.cli.running import BRIDGE, run, run_json
from tests.website import Page, Site


def recheck(*arguments: str) -> tuple[int, str, str]:
    """Exit code, results and messages of a recheck of everything."""
    result = run("recheck", "--all", "--allow-private", *arguments)
    return result.exit_code, result.stdout, result.stderr


def test_nothing_is_said_when_nothing_changed(site: Site) -> None:
    """Made for cron: no output, exit code 0, yet a capture is recorded."""
    url = serve(site, "/bridge", article())
    add(url)
    assert recheck() == (0, "", "")
    serve(site, "/bridge", article(clock="2 days ago"))
    assert recheck("--fail-on-change") == (0, "", "")
    assert history(url) == [(1, "new"), (1, "unchanged"), (1, "unchanged")]


def test_edits_inside_quotations_come_first(site: Site) -> None:
    """Then other changes, then what is gone; and with ``--fail-on-change`` the exit code is 1."""
    for path in ("/gone", "/outside", "/inside"):
        add(serve(site, path, article(month=f"May of {path[1:]}")))
    serve(site, "/gone", GONE, 410)
    serve(site, "/outside", article(month="May of outside").replace(b"cracks in two", b"cracks in three"))
    serve(site, "/inside", article(month="June of inside"))
    code, told, _ = recheck("--fail-on-change")
    heads = [line.split()[:2] for line in told.splitlines() if not line.startswith(" ")]
    assert heads[:3] == [["changed", "inside"], ["changed", "outside"], ["gone", "gone"]]
    assert (code, "[-May-] {+June+}" in told, "3 articles of 3" in told) == (1, True, True)


def test_a_page_that_is_gone_is_told_once(site: Site) -> None:
    """Its last good version is still shown; each answer is a capture; when it is back, that is no news of its words."""
    url = serve(site, "/bridge", article())
    add(url)
    serve(site, "/bridge", GONE, 404)
    assert "gone" in recheck()[1]
    assert recheck("--fail-on-change") == (0, "", "")
    (document,) = run_json("documents")
    assert document["gone_at"] == run_json("log", url)[1]["captured_at"]
    assert "in May" in run("show", url, "--kept").stdout
    serve(site, "/bridge", article())
    assert recheck() == (0, "", "")
    assert history(url) == [(1, "new"), (None, "gone"), (None, "gone"), (1, "unchanged")]


def test_a_server_in_trouble_is_told_on_stderr_and_records_nothing(site: Site) -> None:
    """Exit code 3; the page stays due."""
    url = serve(site, "/bridge", article())
    add(url)
    serve(site, "/bridge", b"", 503)
    code, told, messages = recheck()
    assert (code, told, "503 Service Unavailable" in messages) == (3, "", True)
    assert history(url) == [(1, "new")]


def test_robots_txt_is_obeyed(site: Site) -> None:
    """A person may ask for the page, the program by itself may not."""
    url = serve(site, "/bridge", article())
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /")
    add(url)
    assert "robots.txt forbids" in recheck()[2]
    assert history(url) == [(1, "new")]


def test_texts_and_saved_pages_are_not_compared_with_the_web(folder: Path, site: Site) -> None:
    """The first capture from outside would look like an edit."""
    url = serve(site, "/bridge", article(month="June"))
    (folder / "bridge.txt").write_text(BRIDGE, "utf-8")
    run("add", "bridge.txt", "--url", url)
    (folder / "saved.html").write_bytes(f"<!-- saved from url=(0026){site.url('/b')} -->".encode() + article())
    run("add", "saved.html")
    assert recheck() == (0, "", "")
    assert site.seen == []


def test_what_is_due_is_asked_for_the_most_overdue_first(folder: Path, site: Site) -> None:
    """By the schedule an hour after the first capture; ``--older-than`` and ``--limit`` choose otherwise."""
    urls = [serve(site, f"/{number}", article(month=f"20{number}1")) for number in range(3)]
    for url in urls:
        add(url)
    with open_store(folder / "archive.db", read_only=True) as store:
        watched = watched_articles(store)
    assert [one.url for one in watched] == urls
    now = datetime.now(UTC)  # compared with the captures that were made just now
    assert due_articles(watched, now + timedelta(minutes=58)) == []
    assert due_articles(watched, now + timedelta(minutes=62)) == watched
    assert due_articles(watched, now + timedelta(days=2), timedelta(days=3)) == []
    assert due_articles(watched, now, "all") == watched
    assert run("recheck").stdout == ""
    assert [one["source"] for one in run_json("recheck", "--all", "--limit", "1", "--allow-private")] == urls[:1]
    assert run_json("recheck", "--older-than", "1") == []
    assert "means nothing beside --all" in run("recheck", "--all", "--older-than", "1").stderr
