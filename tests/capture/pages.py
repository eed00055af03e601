"""The pages that the tests serve and save: one article in the states it goes through."""

from __future__ import annotations

from typing import Any

from tests.cli.running import run, run_json
from tests.website import Page, Site

GONE = b"<html><body><h1>Not found</h1><p>This page is no more. Try our front page instead.</p></body></html>"
"""What a server shows in place of a page that was taken off."""


def article(
    *,
    month: str = "May",
    advert: str = "Buy these shoes",
    clock: str = "5 minutes ago",
    views: str = "1,204",
    head: str = "",
) -> bytes:
    """An article with two quotations amid the usual furniture of a page."""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mayor promises a new bridge</title>
<meta property="og:site_name" content="The Daily Example">
<meta property="article:published_time" content="2026-11-20T09:00Z">
{head}</head><body><header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header>
<article><h1>Mayor promises a new bridge</h1><p class="time">Updated {clock}</p><p class="views">{views} views</p>
<p>The bridge over the river will open soon, the mayor of Springfield said on Friday after a meeting of the council.</p>
<p>“We will open the bridge in {month}, whatever the weather brings,” Mayor Jane Doe told reporters on Friday.</p>
<div class="ad-slot"><p>Advertisement</p><p>{advert}</p></div>
<p>The old bridge was closed last year after engineers found cracks in two of its pillars and in the northern ramp.</p>
<p>“The cracks were small, but nobody should drive over them,” engineer John Smith said.</p>
</article><aside class="widget"><h3>Most read</h3><ul><li><a href="/x">{advert}</a></li></ul></aside>
<footer>Copyright The Daily Example. <a href="/about">About us</a></footer></body></html>""".encode()


def serve(site: Site, path: str, body: bytes, status: int = 200, **headers: str) -> str:
    """The address of a page that the server now answers with."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    site.pages[path] = Page(body, status, {"Content-Type": "text/html; charset=utf-8", **named})
    return site.url(path)


def add(*arguments: str) -> dict[str, Any]:
    """What became of the one input of ``archive add``."""
    (added,) = run_json("add", *arguments, "--allow-private")
    return added


def history(ref: str) -> list[tuple[int | None, str]]:
    """The captures of an article: version and what each changed."""
    return [(entry["version"], entry["change"]) for entry in run_json("log", ref)]


def is_whole() -> bool:
    """Whether ``archive verify`` finds all as it was recorded."""
    return run("verify").exit_code == 0
