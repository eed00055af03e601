"""What stands in the headers: validators, caching, a policy that lets a page load nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.identifiers import TextDigest, capture_id, document_of_text, snapshot_digest
from archive.web.responses import preferred_type
from tests.web.building import COUNCIL, MOMENT
from tests.web.conftest import Site


def addresses(digest: TextDigest) -> list[str]:
    """One address of each kind."""
    document = document_of_text(digest)
    return [
        "/",
        "/about",
        "/search",
        f"/q/{digest}/1-5",
        f"/q/{digest}/1-5.json",
        f"/q/{digest}/1-5.jsonld",
        f"/q/{digest}/1-5/cite",
        f"/t/{digest}",
        f"/t/{digest}.txt",
        f"/t/{digest}.json",
        f"/d/{document}",
        f"/d/{document}.json",
        f"/d/{document}/diff/{digest}..{digest}",
        f"/m/{capture_id('council.txt', MOMENT, snapshot_digest(COUNCIL.encode()), None)}",
        "/s/jane-doe",
        "/o/The%20Example",
        "/q/000000000000/1-5",
    ]


def test_every_answer_forbids_what_it_does_not_need(site: Site, digest: TextDigest) -> None:
    """No inline script or style can run, no other host is asked, no other site can frame the page."""
    for address in addresses(digest):
        headers = site.get(address).headers
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in headers


def test_an_unchanged_page_is_not_sent_again(site: Site, digest: TextDigest) -> None:
    """The strong tag of a representation brings 304 and no content; another tag brings the page."""
    for address in addresses(digest)[:-1]:
        first = site.get(address)
        tag = first.headers["etag"]
        assert re.fullmatch('"[0-9a-f]{32}"', tag)
        again = site.get(address, if_none_match=f'"other", W/{tag}')
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert site.get(address, if_none_match='"other"').status_code == 200


def test_the_forms_of_one_permalink_have_tags_of_their_own(site: Site, digest: TextDigest) -> None:
    """A cache can never give JSON to who wants the page."""
    tags = {site.get(f"/q/{digest}/1-5{suffix}").headers["etag"] for suffix in ("", ".json", ".jsonld")}
    assert len(tags) == 3


def test_head_is_get_without_the_content(site: Site, digest: TextDigest) -> None:
    """The headers are those of the page, its length included."""
    for address in addresses(digest):
        page, head = site.get(address), site.ask("HEAD", address)
        assert head.status_code == page.status_code
        assert head.content == b""
        assert head.headers["content-length"] == str(len(page.content)) == page.headers["content-length"]
        assert head.headers.get("etag") == page.headers.get("etag")


def test_pages_are_only_read(site: Site, digest: TextDigest) -> None:
    """Another method is refused."""
    refused = site.ask("PUT", f"/t/{digest}")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
    assert "only GET and HEAD are answered here" in refused.text


def test_texts_may_be_kept_for_good_and_pages_are_asked_after(site: Site, digest: TextDigest) -> None:
    """The name of a text is its hash, so a copy can never be stale; a page may say something new tomorrow."""
    assert "immutable" in site.get(f"/t/{digest}.txt").headers["cache-control"]
    assert site.get(f"/q/{digest}/1-5").headers["cache-control"] == "no-cache"
    assert site.get("/q/000000000000/1-5").headers["cache-control"] == "no-store"


def test_pages_name_their_other_forms(site: Site, digest: TextDigest) -> None:
    """Machines find the canonical address and the alternates in the headers."""
    links = site.get(f"/q/{digest}/1-5").headers["link"]
    assert f'</q/{digest}/1-5>; rel="canonical"' in links
    assert f'</q/{digest}/1-5.jsonld>; rel="alternate"; type="application/ld+json"' in links


def test_the_host_of_a_request_is_never_repeated(site: Site, digest: TextDigest) -> None:
    """Anybody can claim any host."""
    for address in addresses(digest):
        answer = site.get(address, host="evil.example")
        assert "evil.example" not in answer.text
        assert "evil.example" not in str(answer.headers)


def test_no_page_loads_anything_from_another_host(site: Site, digest: TextDigest) -> None:
    """Scripts, styles, images and forms stay here; what they name is there."""
    for address in addresses(digest):
        answer = site.get(address)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        loaded = re.findall(r'<(?:script|link|img|form|iframe)[^>]*?(?:src|href|action)="([^"]*)"', answer.text)
        assert loaded
        assert all(found.startswith("/") and not found.startswith("//") for found in loaded)
        assert not re.search(r"<script(?![^>]*src)|<style|\son[a-z]+=|style=", answer.text)
    for name in ("style.css", "copy.js", "icon.svg"):
        assert site.get(f"/-/static-plugins/quote-archive/{name}").status_code == 200


def test_every_link_of_every_page_leads_somewhere(site: Site, digest: TextDigest) -> None:
    """No dead link, and none to a page that a later version will have."""
    seen: set[str] = set()
    for address in addresses(digest):
        for found in re.findall(r'href="(/[^"#]*)', site.get(address).text):
            if found not in seen:
                seen.add(found)
                assert site.get(found.replace("&amp;", "&")).status_code == 200, (address, found)
    assert len(seen) > 20


def test_all_addresses_stand_below_the_base_url(council: Path, digest: TextDigest, serve: Callable[..., Site]) -> None:
    """Behind a proxy under a folder, every link has the folder."""
    site = serve(council, settings={"base_url": "/news/"})
    for address in addresses(digest):
        answer = site.get(address)  # the client puts the folder before it
        found = re.findall(r'(?:href|src|action)="([^"#]+)', answer.text)
        assert [link for link in found if not link.startswith("/news/")] == [], address
    assert site.get(f"/q/{digest[:12]}/1-5").headers["location"] == f"/news/q/{digest}/1-5"


@pytest.mark.parametrize(
    ("accept", "preferred"),
    [
        ("b/b", "b/b"),
        ("a/*;q=0.1, b/b;q=0.2", "b/b"),
        ("*/*;q=0.5, a/a;q=0.1", "b/b"),  # the exact name says less than the range
        ("nonsense;;;q=x", "a/a"),
    ],
)
def test_the_most_exact_range_decides(accept: str, preferred: str) -> None:
    """RFC 9110, section 12.5.1."""
    assert preferred_type(accept, ("a/a", "b/b")) == preferred
