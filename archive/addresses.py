"""Web addresses as names of articles: what two spellings of one address share, and which of its addresses a page has.

What is hard here is to join no two articles. Cleaning goes too far easily: courlan, whose knowledge of campaign tags is
used here, would also drop ``?gallery=5`` and ``?12345``, which name the article on some sites. So a parameter goes only
where courlan calls it a tracker *and* its name has the form of a campaign tag; order, blanks and everything else stay.
What a page says of its own address counts only on its own site, and never when it says that it is the front page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import SplitResult, urljoin, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_CAMPAIGN_TAG = re.compile(r"(?:(?:utm|mtm|itm|pk|mc|mkt|oly|vero)_\w+|\w*[a-z]clid|igshid|xtor)(?==|$)")
_HELD = re.compile(r"(?<=/)https?://\S+")
_SAME_HOST_AS = re.compile(r"^(?:www\d?|m|mobile|amp)\.")


SAYS_PAGE = "its canonical address, says the page"
"""Why an address leads to an article that only says so itself."""
SAYS_SAVED_PAGE = "the address it was saved from, says the saved page"
"""The same for a page that a browser saved."""
GIVEN_WITH_URL = "given with --url"
"""The same for an address that a person gave when they added the article."""
GIVEN_LATER = "given by a person"
"""The same for one that a person gave later."""
CLAIMS: Mapping[str, str] = MappingProxyType(
    {
        SAYS_PAGE: "html:link:canonical",
        SAYS_SAVED_PAGE: "saved page",
        GIVEN_WITH_URL: "given",
        GIVEN_LATER: "given",
    }
)
"""Reasons that are somebody's word, with the source that metadata name for it; any other was seen when it answered."""


@dataclass(frozen=True, slots=True)
class Address:
    """A canonical address that leads to an article, and why it does, in words."""

    url: str
    reason: str


def split_address(value: str) -> SplitResult | None:
    """The parts of a web address; None for what is none: another scheme, no host, a port that is no number.

    >>> split_address("ftp://example.org/a"), split_address("https://example.org:x/")
    (None, None)
    """
    try:
        split = urlsplit(value.strip())
        port_is_sound = split.port is None or split.port > 0
    except ValueError:
        return None
    return split if split.scheme in {"http", "https"} and split.hostname and port_is_sound else None


def canonical_url(url: str) -> str:
    """The address in the form that names a document: no campaign tags, no default port, no fragment.

    Scheme and host are in lower case. Nothing else that could change the page is touched (RFC 3986, section 6.2.2 and
    6.2.3).

    Raises:
        ValueError: its port is no number, or a bracket is left open.

    >>> canonical_url("HTTPS://Example.org:443/A?b=C#part")
    'https://example.org/A?b=C'
    >>> canonical_url("https://example.org/a?utm_source=feed&id=7&fbclid=x9")
    'https://example.org/a?id=7'
    """
    split = urlsplit(url.strip())
    scheme, host = split.scheme.lower(), (split.hostname or "").lower()
    netloc = f"[{host}]" if ":" in host else host
    if split.port is not None and split.port != _DEFAULT_PORTS.get(scheme):
        netloc += f":{split.port}"
    query = _without_campaign(split.query)
    return split._replace(scheme=scheme, netloc=netloc, path=split.path or "/", query=query, fragment="").geturl()


def spellings_of(url: str) -> tuple[str, ...]:
    """The canonical form of an address, and of those that nearly always lead to the same page; the nearest first.

    They differ in scheme, in ``www.`` and in a slash at the end. Good enough to understand what somebody means, too
    loose to name a document by. Of an address on a web archive the address that it holds is meant as well.

    Raises:
        ValueError: its port is no number, or a bracket is left open.

    >>> spellings_of("http://www.example.org/a/")[:3]
    ('http://www.example.org/a/', 'http://www.example.org/a', 'http://example.org/a/')
    """
    found: list[str] = []
    for one in (url, *(held[0] for held in _HELD.finditer(url, 8))):
        split = urlsplit(canonical_url(one))
        host, bare = split.netloc, split.netloc.removeprefix("www.")
        path = split.path.rstrip("/")
        slashed = (split.path, path if split.path.endswith("/") and path else f"{path}/")
        hosts = (host, bare if bare != host else f"www.{host}")
        schemes = (split.scheme, "http" if split.scheme == "https" else "https")
        found += [
            split._replace(scheme=scheme, netloc=netloc, path=place).geturl()
            for scheme in schemes
            for netloc in hosts
            for place in slashed
        ]
    return tuple(dict.fromkeys(found))


def _without_campaign(query: str) -> str:
    parts = query.split("&") if query else []
    if not any(_CAMPAIGN_TAG.match(part.lower()) for part in parts):
        return query
    from courlan.clean import clean_query  # 0.1 s; only addresses with such a parameter pay

    def is_tag(part: str) -> bool:
        name = part.partition("=")[0].lower()
        return bool(_CAMPAIGN_TAG.match(part.lower())) and not clean_query(f"{name}=x")

    return "&".join(part for part in parts if not is_tag(part))


def is_front_page(url: str) -> bool:
    """Whether an address is that of a whole site, which is no article.

    >>> is_front_page("https://example.org/"), is_front_page("https://example.org/?p=12")
    (True, False)
    """
    split = urlsplit(url)
    return split.path in {"", "/"} and not split.query


def is_same_site(one: str, other: str) -> bool:
    """Whether the hosts of two addresses are one site by their names: equal, or one within the other.

    >>> is_same_site("https://m.example.org/a", "http://www.example.org/b"), is_same_site("https://a.org", "https://b.org")
    (True, False)
    """
    hosts = [_site_of(url) for url in (one, other)]
    (first, first_port), (second, second_port) = hosts
    is_within = first.endswith(f".{second}") or second.endswith(f".{first}")
    return bool(first and second) and first_port == second_port and (first == second or is_within)


def _site_of(url: str) -> tuple[str, int | None]:
    split = split_address(url)
    if split is None:
        return "", None
    port = None if split.port == _DEFAULT_PORTS[split.scheme] else split.port
    return _SAME_HOST_AS.sub("", (split.hostname or "").lower()), port


def find_own_address(told: str, url: str | None) -> str | None:
    """The canonical form of the address that a page gives itself, None where it cannot be believed.

    Args:
        told: what the page says, which may be relative.
        url: where the page came from; None for a file, whose own word is all there is.

    >>> find_own_address("/a?utm_medium=x", "https://example.org/amp/a"), find_own_address("/", "https://example.org/a")
    ('https://example.org/a', None)
    """
    try:
        whole = urljoin(url or "", told.strip())
    except ValueError:
        return None
    if split_address(whole) is None or any(character.isspace() for character in whole):
        return None
    if is_front_page(whole) and not (url and is_front_page(url)):
        return None
    return canonical_url(whole) if url is None or is_same_site(whole, url) else None
