"""The client: one address in, the bytes and the whole story of the answer out."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    IncompleteRead,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry, Timeout

from archive import __version__
from archive.errors import FetchFailed, FetchRefused, InvalidValue
from archive.fetching.addresses import is_private_name, private_address, public_pool_manager
from archive.fetching.limits import Limits

USER_AGENT = f"quote-archive/{__version__} (archives what it is asked for)"
"""Who asks; ``$ARCHIVE_USER_AGENT`` says it otherwise, for instance with an address to write to."""
_REDIRECTS = {301, 302, 303, 307, 308}
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: ``content`` after transfer and content decoding, empty for a 304.

    ``url`` is the address asked, ``final_url`` the one that answered, ``redirects`` all between them, in order.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    redirects: tuple[str, ...]
    content: bytes

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that the bytes are those of the earlier capture (RFC 9110, section 15.4.5)."""
        return self.status == 304

    def header(self, name: str) -> str | None:
        """The first value of a header, its name in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass
class Client:
    """Asks addresses one at a time; ``clock`` and ``sleep`` are handed in by tests.

    TLS certificates are always verified. A proxy is taken from ``proxy``; its address may be private, since a person
    chose it, and it then is the proxy that decides where it connects.
    """

    limits: Limits = field(default_factory=Limits)
    allow_private: bool = False
    user_agent: str = field(default_factory=lambda: os.environ.get("ARCHIVE_USER_AGENT") or USER_AGENT)
    proxy: str | None = None
    ca_certs: str | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        self._last_asked: dict[str, float] = {}
        options: dict[str, Any] = {"cert_reqs": "CERT_REQUIRED", "retries": Retry(False), "maxsize": 2}
        if self.ca_certs:
            options["ca_certs"] = self.ca_certs
        self._pools: urllib3.PoolManager
        if self.proxy:
            self._pools = urllib3.ProxyManager(self.proxy, **options)
        else:
            self._pools = urllib3.PoolManager(**options) if self.allow_private else public_pool_manager(**options)

    def fetch(self, url: str, earlier: Mapping[str, str] | None = None) -> Fetched:
        """The answer of ``url``, whatever its status; redirects are followed and recorded.

        Args:
            url: an http or https address.
            earlier: the headers of the earlier capture; its ETag and Last-Modified make the request conditional.

        Raises:
            InvalidValue: not an http or https address.
            FetchRefused: a private address, too many redirects, or an answer beyond the limits.
            FetchFailed: no complete answer.
        """
        deadline = self.clock() + self.limits.whole_fetch_seconds
        redirects: list[str] = []
        current = check_url(url)
        while True:
            self._check_host(current)
            self._wait_for_host(current)
            response = self._ask(current, self._request_headers(earlier), deadline)
            target = response.headers.get("location")
            if response.status not in _REDIRECTS or not target:
                return self._answer(url, current, redirects, response, deadline)
            response.close()
            redirects.append(current)
            if len(redirects) > self.limits.most_redirects:
                raise FetchRefused(url, f"more than {self.limits.most_redirects} redirects", "Try its last address.")
            current = check_url(urljoin(current, target))

    def _request_headers(self, earlier: Mapping[str, str] | None) -> dict[str, str]:
        headers = {
            "User-Agent": self.user_agent,
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }
        known = {name.lower(): value for name, value in (earlier or {}).items()}
        if "etag" in known:
            headers["If-None-Match"] = known["etag"]
        if "last-modified" in known:
            headers["If-Modified-Since"] = known["last-modified"]
        return headers

    def _check_host(self, url: str) -> None:
        """Refuse a private address that the URL itself spells out, so that a proxy is not asked for it either."""
        host = urlsplit(url).hostname or ""
        if not self.allow_private and is_private_name(host):
            raise private_address(url, host)

    def _wait_for_host(self, url: str) -> None:
        """Sleep until the host was left alone for the polite delay."""
        host = urlsplit(url).netloc
        asked = self._last_asked.get(host)
        if asked is not None:
            wait = asked + self.limits.host_delay_seconds - self.clock()
            if wait > 0:
                self.sleep(wait)
        self._last_asked[host] = self.clock()

    def _ask(self, url: str, headers: dict[str, str], deadline: float) -> BaseHTTPResponse:
        remaining = max(deadline - self.clock(), 0.01)
        timeout = Timeout(
            connect=min(self.limits.connect_seconds, remaining), read=min(self.limits.read_seconds, remaining)
        )
        try:
            return self._pools.request(
                "GET", url, headers=headers, timeout=timeout, preload_content=False, redirect=False
            )
        except HTTPError as error:
            raise _failure(url, error) from error

    def _answer(
        self, url: str, final_url: str, redirects: list[str], response: BaseHTTPResponse, deadline: float
    ) -> Fetched:
        content = self._read(url, response, deadline)
        headers = tuple((name, value) for name, value in response.headers.iteritems())
        return Fetched(url, final_url, response.status, headers, tuple(redirects), content)

    def _read(self, url: str, response: BaseHTTPResponse, deadline: float) -> bytes:
        """The decoded bytes, read in chunks so that each limit holds while they arrive."""
        chunks: list[bytes] = []
        size = 0
        try:
            while chunk := response.read(_CHUNK, decode_content=True):
                chunks.append(chunk)
                size += len(chunk)
                if size > self.limits.largest_page:
                    megabytes = self.limits.largest_page // (1024 * 1024)
                    raise FetchRefused(url, f"larger than {megabytes} MiB", "Save the page and add the file instead.")
                if self.clock() > deadline:
                    raise FetchFailed(url, f"not complete after {self.limits.whole_fetch_seconds:.0f} s", "Try later.")
        except HTTPError as error:
            raise _failure(url, error) from error
        finally:
            response.close()
        return b"".join(chunks)


def check_url(url: str) -> str:
    """``url`` itself when it is an address that can be asked: http or https with a host, no name and password.

    Raises:
        InvalidValue: anything else.
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise InvalidValue(url, "an address begins with http:// or https:// and names a host")
    if "@" in parts.netloc:
        raise InvalidValue(url, "an address with a name or password in it would be stored with them", "Leave them out.")
    return url


_FAILURES: tuple[tuple[type[BaseException], str], ...] = (
    (ConnectTimeoutError, "nobody took the call in time"),
    (ReadTimeoutError, "it did not go on in time"),
    (NewConnectionError, "nothing listens there, or the network is down"),
    (DecodeError, "its compressed form is damaged"),
    (IncompleteRead, "it broke off in the middle"),
    (ProtocolError, "the connection broke off"),
)
"""What the library reports, in a reader's words; the first that fits."""


def _failure(url: str, error: HTTPError) -> FetchFailed:
    """The error in a reader's words; the library's own words follow where they add something."""
    cause: BaseException | None = error.reason if isinstance(error, MaxRetryError) else error
    if isinstance(cause, NameResolutionError):
        return FetchFailed(url, "no such host", "Check the spelling and your connection.")
    if isinstance(cause, SSLError):
        return FetchFailed(url, f"its certificate does not verify ({cause})", "Nothing was asked of it.")
    words = next((words for kind, words in _FAILURES if isinstance(cause, kind)), str(cause))
    return FetchFailed(url, f"no complete answer ({words})", "Try later.")
