"""What the fetcher asks, records and refuses."""

from __future__ import annotations

import gzip
import ssl
import threading
import tracemalloc
from collections.abc import Iterator
from http.server import ThreadingHTTPServer

import pytest
import trustme

from archive.errors import ArchiveError, FetchFailed, FetchRefused, InvalidValue
from archive.fetching import Client, Limits
from archive.fetching.addresses import is_public_address
from archive.fetching.robots import Robots
from tests.website import Page, Site, make_handler


def make_client(**options: object) -> Client:
    """A client that may ask loopback and never really sleeps."""
    return Client(**({"allow_private": True, "sleep": lambda _: None} | options))  # type: ignore[arg-type]  # a table of options


def test_an_answer_comes_with_status_headers_and_bytes(site: Site) -> None:
    """The page is as the server sent it."""
    site.pages["/a"] = Page(b"<p>words</p>", headers={"ETag": '"1"', "X-Twice": "yes"})
    answer = make_client().fetch(site.url("/a"))
    assert (answer.status, answer.content, answer.final_url) == (200, b"<p>words</p>", site.url("/a"))
    assert answer.header("etag") == '"1"'
    assert answer.header("absent") is None


def test_each_redirect_is_recorded_in_order(site: Site) -> None:
    """A relative and an absolute redirect lead to the page, and both are known."""
    site.pages["/1"] = Page(status=301, headers={"Location": "/2"})
    site.pages["/2"] = Page(status=302, headers={"Location": site.url("/3")})
    site.pages["/3"] = Page(b"there")
    answer = make_client().fetch(site.url("/1"))
    assert answer.redirects == (site.url("/1"), site.url("/2"))
    assert (answer.url, answer.final_url, answer.content) == (site.url("/1"), site.url("/3"), b"there")


def test_a_known_page_is_asked_for_conditionally(site: Site) -> None:
    """ETag and Last-Modified of the earlier capture are sent, and a 304 is an answer of its own."""
    site.pages["/a"] = lambda headers: Page(status=304 if headers.get("if-none-match") == '"1"' else 200)
    answer = make_client().fetch(site.url("/a"), {"Etag": '"1"', "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"})
    assert (answer.is_unchanged, answer.content) == (True, b"")
    assert site.seen[0][1]["if-modified-since"] == "Mon, 02 Nov 2026 10:00:00 GMT"


def test_the_user_agent_says_who_asks(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """By default the program's name; otherwise what the environment says."""
    site.pages["/a"] = Page(b"x")
    make_client().fetch(site.url("/a"))
    monkeypatch.setenv("ARCHIVE_USER_AGENT", "desk@example.org")
    make_client().fetch(site.url("/a"))
    assert site.seen[0][1]["user-agent"].startswith("quote-archive/")
    assert site.seen[1][1]["user-agent"] == "desk@example.org"


def test_one_host_is_asked_with_a_pause_between(site: Site) -> None:
    """The second request to a host waits for what is left of the delay; the clock is the test's."""
    site.pages["/a"] = Page(b"x")
    waited: list[float] = []
    client = make_client(clock=lambda: 100.0, sleep=waited.append, limits=Limits(host_delay_seconds=2.5))
    client.fetch(site.url("/a"))
    client.fetch(site.url("/a"))
    assert waited == [2.5]


REFUSED = [
    # path, the words of the refusal
    ("/loop", "more than 10 redirects"),
    ("/large", "larger than 1 MiB"),
    ("/bomb", "larger than 1 MiB"),
    ("/to-file", "begins with http:// or https://"),
]


@pytest.mark.parametrize(("path", "words"), REFUSED)
def test_an_answer_beyond_the_limits_is_refused(site: Site, path: str, words: str) -> None:
    """The refusal names the limit; nothing is returned."""
    site.pages["/loop"] = Page(status=302, headers={"Location": "/loop"})
    site.pages["/large"] = Page(b"x" * (1024 * 1024 + 1))
    site.pages["/bomb"] = Page(gzip.compress(bytes(400 * 1024 * 1024), 1), headers={"Content-Encoding": "gzip"})
    site.pages["/to-file"] = Page(status=302, headers={"Location": "file:///etc/hostname"})
    tracemalloc.start()
    with pytest.raises(ArchiveError, match=words):
        make_client(limits=Limits(largest_page=1024 * 1024)).fetch(site.url(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024  # the bound of the client, and the compressed bomb that the test's server sends


def test_a_page_cut_off_in_the_middle_is_not_an_answer(site: Site) -> None:
    """Fewer bytes than announced are a failure, never a short page."""
    site.pages["/cut"] = Page(b"half", headers={"Content-Length": "8"})
    with pytest.raises(FetchFailed, match="no complete answer"):
        make_client().fetch(site.url("/cut"))


def test_a_server_that_never_ends_is_left(site: Site) -> None:
    """The whole fetch has a deadline, whatever single reads take; the clock is the test's."""
    site.pages["/slow"] = Page(b"x" * 300_000)
    ticks = iter([0.0, 0.0, 0.0, 0.0, *[1000.0] * 50])
    with pytest.raises(FetchFailed, match="not complete after 120 s"):
        make_client(clock=lambda: next(ticks)).fetch(site.url("/slow"))


def test_a_host_that_does_not_answer_is_named(site: Site) -> None:
    """No connection and no such host are failures in words."""
    with pytest.raises(FetchFailed, match="no complete answer"):
        make_client().fetch("http://127.0.0.1:1/")
    with pytest.raises(FetchFailed, match=r"no such host|no complete answer"):
        make_client().fetch("http://nowhere.invalid/")


PRIVATE = [
    # without --allow-private none of these is asked, however it is spelled
    "http://127.0.0.1:{port}/a",
    "http://localhost:{port}/a",
    "http://[::ffff:127.0.0.1]:{port}/a",
    "http://2130706433:{port}/a",  # 127.0.0.1 as one number, which some resolvers take
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://[fe80::1]/",
]


@pytest.mark.parametrize("template", PRIVATE)
def test_a_private_address_is_not_asked(site: Site, template: str) -> None:
    """It is refused before one byte is sent, with the option that would allow it."""
    url = template.format(port=site.base.rpartition(":")[2])
    with pytest.raises((FetchRefused, FetchFailed)) as refusal:
        Client(sleep=lambda _: None).fetch(url)
    assert site.seen == []
    assert "--allow-private" in str(refusal.value) or "no such host" in str(refusal.value)


def test_the_peer_is_judged_not_the_name(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public name that resolves to loopback is refused on the open connection, before a byte is sent."""
    monkeypatch.setattr("archive.fetching.client.is_private_name", lambda host: False)
    with pytest.raises(FetchRefused, match=r"it leads to 127\.0\.0\.1"):
        Client(sleep=lambda _: None).fetch(site.url("/a"))
    assert site.seen == []


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "example.org/a", "https://", "http://[broken", "https://u:p@example.org/"]
)
def test_what_is_not_an_address_is_refused(url: str) -> None:
    """Only http and https with a host and no password are asked."""
    with pytest.raises(InvalidValue, match=r"begins with http|with a name or password in it"):
        make_client().fetch(url)


@pytest.fixture
def tls_site() -> Iterator[tuple[Site, str]]:
    """A server with a certificate of an authority that nobody trusts, and that authority's own certificate."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    running = Site("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), make_handler(running))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    running.base = f"https://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    with authority.cert_pem.tempfile() as pem:
        yield running, pem
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_certificate_that_does_not_verify_is_never_accepted(tls_site: tuple[Site, str]) -> None:
    """The same server answers once its authority is trusted, and not before: no retry without verification."""
    site, authority = tls_site
    site.pages["/a"] = Page(b"secret")
    with pytest.raises(FetchFailed, match="certificate does not verify"):
        make_client().fetch(site.url("/a"))
    assert site.seen == []
    assert make_client(ca_certs=authority).fetch(site.url("/a")).content == b"secret"


ROBOTS = [
    # robots.txt (None: 404), path, allowed
    (None, "/a", True),
    ("User-agent: *\nDisallow: /private", "/private/x", False),
    ("User-agent: *\nDisallow: /private", "/open", True),
    ("User-agent: quote-archive\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", False),  # the wildcards of RFC 9309, section 2.2.3
    ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", True),  # the longest match wins
]


@pytest.mark.parametrize(("rules", "path", "allowed"), ROBOTS)
def test_robots_txt_is_obeyed_by_unattended_captures(site: Site, rules: str | None, path: str, allowed: bool) -> None:
    """Each row is a robots.txt and what it says of a path."""
    if rules is not None:
        site.pages["/robots.txt"] = Page(rules.encode())
    robots = Robots(make_client())
    if allowed:
        robots.check(site.url(path))
    else:
        with pytest.raises(FetchRefused, match=r"robots\.txt forbids"):
            robots.check(site.url(path))


def test_a_robots_txt_that_cannot_be_had_forbids(site: Site) -> None:
    """A server error means complete disallow until the next run, and is asked only once."""
    site.pages["/robots.txt"] = Page(status=503)
    robots = Robots(make_client())
    for _ in range(2):
        with pytest.raises(FetchRefused, match="could not be had"):
            robots.check(site.url("/a"))
    assert len(site.seen) == 1


def test_a_robots_txt_behind_a_private_address_is_refused_as_such(site: Site) -> None:
    """The cause is named, with the option that would allow it, not the site's robots.txt."""
    with pytest.raises(FetchRefused, match="--allow-private"):
        Robots(Client(sleep=lambda _: None)).check(site.url("/a"))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("100.64.0.1", False),  # carrier-grade NAT
        ("224.0.0.1", False),  # multicast
        ("0.0.0.0", False),  # noqa: S104 - nothing is bound to it
        ("2002:7f00:1::", False),  # 6to4 of 127.0.0.1
        ("64:ff9b::7f00:1", False),  # NAT64 of 127.0.0.1
    ],
)
def test_only_the_public_internet_is_public(address: str, public: bool) -> None:
    """Each special range is judged as its registry says."""
    assert is_public_address(address) is public
