"""Feeds, sitemaps and the histories of other archives: bounded, polite, and nothing twice."""

from __future__ import annotations

import gzip

import pytest

from tests.capture.pages import article, history, is_whole, serve
from tests.cli.running import run, run_json
from tests.website import Page, Site


def serve_feed(site: Site, *paths: str) -> str:
    """A feed that names these pages, each with an article of its own, the first one newest."""
    items = ""
    for number, path in enumerate(paths):
        url = serve(site, path, article(month=f"the year 20{number + 30}"))
        items += f"<item><link>{url}</link><pubDate>{20 - number:02} Nov 2026 10:00:00 GMT</pubDate></item>"
    body = f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()
    site.pages["/feed"] = Page(body, headers={"Content-Type": "application/rss+xml"})
    return site.url("/feed")


def test_a_feed_gives_its_newest_entries_once(site: Site) -> None:
    """At most ``--limit``; what is held is not asked for again; no news are no finding."""
    feed = serve_feed(site, "/1", "/2", "/3")
    first = run("add", "--feed", feed, "--limit", "2", "--allow-private")
    assert (first.exit_code, "1 more beyond --limit 2" in first.stderr) == (0, True)
    assert {record["method"] for record in run_json("documents")} == {"feed"}
    second = run_json("add", "--feed", feed, "--allow-private")
    assert [record["source"] for record in second] == [site.url("/3")]
    site.seen.clear()
    assert run("add", "--feed", feed, "--allow-private").exit_code == 0
    assert [path for path, _ in site.seen] == ["/robots.txt", "/feed"]


def test_a_sitemap_index_is_followed(site: Site) -> None:
    """Also to a part that is a gzip file."""
    page = serve(site, "/1", article())
    part = f"<urlset><url><loc>{page}</loc></url></urlset>".encode()
    site.pages["/part.xml.gz"] = Page(gzip.compress(part))
    index = f"<sitemapindex><sitemap><loc>{site.url('/part.xml.gz')}</loc></sitemap></sitemapindex>"
    site.pages["/sitemap.xml"] = Page(index.encode())
    assert [one["outcome"] for one in run_json("add", "--feed", site.url("/sitemap.xml"), "--allow-private")] == ["new"]


def test_robots_txt_is_obeyed_where_nobody_typed_the_address(site: Site) -> None:
    """A feed's entry that the site forbids is refused; the same address typed by a person is fetched."""
    feed = serve_feed(site, "/open", "/private/1")
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /private")
    result = run("add", "--feed", feed, "--allow-private")
    assert (result.exit_code, "robots.txt forbids" in result.stderr) == (3, True)
    assert run("add", site.url("/private/1"), "--allow-private").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "there is nothing to add"),
        (("a.txt", "--feed", "http://example.org/f"), "stands alone, without other sources"),
        (("--feed", "http://example.org/f", "--history", "http://example.org/t"), "stands alone"),
        (("a.txt", "--limit", "3"), "belongs to --feed and --history"),
        (("--feed", "http://example.org/f", "--url", "http://example.org/a"), "a feed names many"),
    ],
)
def test_a_call_that_contradicts_itself_is_refused(arguments: tuple[str, ...], words: str) -> None:
    """Exit code 2 and the way out."""
    result = run("add", *arguments)
    assert (result.exit_code, words in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--feed", "neither a feed (RSS, Atom) nor a sitemap"),
        ("--history", "neither a TimeMap (link-format) nor a CDX listing"),
    ],
)
def test_a_page_is_no_listing(site: Site, option: str, words: str) -> None:
    """Exit code 3; nothing is made."""
    result = run("add", option, serve(site, "/a", article()), "--allow-private")
    assert (result.exit_code, words in result.stderr) == (3, True)
    assert run("documents").exit_code == 3


def test_a_feed_is_no_article(site: Site) -> None:
    """The refusal names the option that takes its entries."""
    feed = serve_feed(site, "/1")
    refused = run("add", feed, "--allow-private").stderr
    assert "this is a feed, not an article" in refused
    assert f"archive add --feed {feed}" in refused


def serve_history(site: Site, *states: tuple[str, bytes]) -> str:
    """A TimeMap of the page ``/bridge`` with a memento for each (day of January 2025, body)."""
    links = [f'<{site.url("/bridge")}>; rel="original"']
    for day, body in states:
        url = serve(site, f"/memento/{day}", body, Memento_Datetime=f"Wed, {day} Jan 2025 10:00:00 GMT")
        links.append(f'<{url}>; rel="memento"; datetime="Wed, {day} Jan 2025 10:00:00 GMT"')
    site.pages["/timemap"] = Page(",\n".join(links).encode(), headers={"Content-Type": "application/link-format"})
    return site.url("/timemap")


def test_the_history_of_another_archive_is_taken_with_its_dates(site: Site) -> None:
    """Oldest first, each with the archive that saw it; asked again, nothing is fetched but the listing."""
    timemap = serve_history(site, ("01", article()), ("08", article(advert="Hats")), ("15", article(month="June")))
    assert run("add", "--history", timemap, "--allow-private").exit_code == 0
    url = site.url("/bridge")
    assert history(url) == [(1, "new"), (1, "unchanged"), (2, "changed")]
    entries = run_json("log", url)
    assert [entry["captured_at"] for entry in entries] == [
        f"2025-01-{day}T10:00:00.000000Z" for day in ("01", "08", "15")
    ]
    assert {(entry["method"], entry["witness"]) for entry in entries} == {("other-archive", "127.0.0.1")}
    site.seen.clear()
    assert "3 held already" in run("add", "--history", timemap, "--allow-private").stderr
    assert [path for path, _ in site.seen] == ["/timemap"]
    assert is_whole()


def test_of_a_history_the_newest_captures_count(site: Site) -> None:
    """``--limit`` keeps the end; the rest can be taken later, and then gets later numbers, which is said."""
    timemap = serve_history(site, ("01", article(month="April")), ("08", article()), ("15", article(month="June")))
    run("add", "--history", timemap, "--limit", "2", "--allow-private")
    assert history(site.url("/bridge")) == [(1, "new"), (2, "changed")]
    (added,) = run_json("add", "--history", timemap, "--allow-private")
    assert (added["version"], "it is version 3" in added["reason"]) == (3, True)
    assert history(site.url("/bridge")) == [(3, "new"), (1, "changed"), (2, "changed")]


def test_a_listing_of_captures_by_index_lines_is_a_history_too(site: Site) -> None:
    """A CDX listing names times; the bytes are asked for as they were received (``id_``)."""
    page = site.url("/bridge")
    serve(site, f"/web/20250101100000id_/{page}", article())
    site.pages["/cdx"] = Page(f"x,y)/ 20250101100000 {page} text/html 200 ABC 1\n".encode())
    (added,) = run_json("add", "--history", site.url("/cdx"), "--allow-private")
    assert (added["outcome"], added["method"]) == ("new", "other-archive")
    assert history(page) == [(1, "new")]


def test_a_history_that_does_not_name_its_page_asks_for_it(site: Site) -> None:
    """Exit code 3 and the option; with it the captures are taken."""
    timemap = serve_history(site, ("01", article()))
    body = site.pages["/timemap"]
    assert isinstance(body, Page)
    site.pages["/timemap"] = Page(body.body.partition(b",\n")[2])
    refused = run("add", "--history", timemap, "--allow-private").stderr
    assert "does not say which page it lists. Name the page: --url ADDRESS." in refused
    run("add", "--history", timemap, "--url", site.url("/bridge"), "--allow-private")
    assert history(site.url("/bridge")) == [(1, "new")]
