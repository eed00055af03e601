"""Which article a fetched page belongs to: by the addresses that lead to it, and never by their likeness alone."""

from __future__ import annotations

import pytest

from archive.addresses import canonical_url, find_own_address, is_same_site
from archive.identifiers import document_of_url
from tests.capture.pages import add, article, serve
from tests.cli.running import run_json
from tests.website import Site

CLEANED = [
    ("https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a"),  # campaign tags
    ("https://example.org/a?fbclid=1&b=2", "https://example.org/a?b=2"),  # a click id
    (
        "https://example.org/a?gallery=5",
        "https://example.org/a?gallery=5",
    ),  # looks like a tag to courlan, is an article
    ("https://example.org/a?12345", "https://example.org/a?12345"),  # a query without a value names the article
    ("https://example.org/a?article_uid=5", "https://example.org/a?article_uid=5"),
    ("https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1"),  # order is the server's business
]


@pytest.mark.parametrize(("url", "cleaned"), CLEANED)
def test_cleaning_takes_away_campaign_tags_alone(url: str, cleaned: str) -> None:
    """Whatever could name another article stays."""
    assert canonical_url(url) == cleaned


OWN = [
    ("https://example.org/a", "https://example.org/amp/a", "https://example.org/a"),
    ("https://www.example.org/a", "https://m.example.org/a", "https://www.example.org/a"),
    ("/a", "https://example.org/b", "https://example.org/a"),  # relative
    ("https://evil.example/a", "https://example.org/a", None),  # another site cannot be claimed
    ("https://notexample.org/a", "https://example.org/a", None),
    ("https://example.org/", "https://example.org/a", None),  # a template's mistake
    ("javascript:void(0)", "https://example.org/a", None),
    ("https://[broken", "https://example.org/a", None),
    ("https://example.org/a", None, "https://example.org/a"),  # a file has only its own word
    ("/a", None, None),
]


@pytest.mark.parametrize(("told", "url", "own"), OWN)
def test_a_page_is_believed_on_its_own_site(told: str, url: str | None, own: str | None) -> None:
    """Each row: what the page says, where it came from, what is believed."""
    assert find_own_address(told, url) == own


def test_a_port_is_a_site_of_its_own() -> None:
    assert not is_same_site("http://example.org:8001/a", "http://example.org:8002/a")
    assert is_same_site("http://example.org:80/a", "https://example.org/a")


def test_all_addresses_of_a_page_lead_to_one_article(site: Site) -> None:
    """The one asked for, those it was redirected over, the one it gives itself: each is an alias with its reason."""
    own = site.url("/article")
    serve(site, "/article?page=1", article(head=f'<link rel="canonical" href="{own}">'))
    serve(site, "/new", b"", 301, Location="/article?page=1")
    serve(site, "/old", b"", 302, Location="/new")
    added = add(site.url("/old"))
    assert added["document"] == document_of_url(own)
    serve(site, "/article", article())
    for path in ("/old", "/article", "/article?page=1", "/article?page=1&utm_source=x"):
        serve(site, path, article())
        assert add(site.url(path))["document"] == added["document"], path
    (document,) = run_json("documents")
    assert (document["versions"], document["url"]) == (1, own)


def test_an_address_is_never_taken_away_from_its_article(site: Site) -> None:
    """A page that begins to claim another article's address stays what it was, and so does the other."""
    first, second = serve(site, "/one", article()), serve(site, "/two", article(month="July"))
    ids = add(first)["document"], add(second)["document"]
    assert ids[0] != ids[1]
    serve(site, "/two", article(month="July", head=f'<link rel="canonical" href="{first}">'))
    assert (add(second)["document"], add(first)["document"]) == (ids[1], ids[0])


def test_the_same_words_at_two_addresses_are_two_articles(site: Site) -> None:
    """Sites sell and copy articles; only a person may join them."""
    one, two = serve(site, "/one", article()), serve(site, "/two", article())
    first = add(one)
    assert add(two)["document"] != first["document"]
    three = serve(site, "/three", article(month="June"))
    joined = add(three, "--same-as", one)
    assert (joined["document"], joined["outcome"], joined["version"]) == (first["document"], "changed", 2)


def test_what_the_page_tells_of_itself_is_shown_with_its_place(site: Site) -> None:
    url = serve(site, "/a", article())
    add(url)
    known = {entry["field"]: (entry["value"], entry["source"]) for entry in run_json("describe", url)}
    assert known["outlet"] == ("The Daily Example", "html:og:site_name")
    assert known["published"][1] == "html:article:published_time"
    assert known["url"] == (url, "address")
