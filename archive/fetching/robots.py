"""What robots.txt allows to a program that comes by itself (RFC 9309).

Only unattended captures ask (feeds and rechecks): an address that a person typed is a person's visit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from archive.errors import FetchFailed, FetchRefused
from archive.fetching.client import Client

PRODUCT = "quote-archive"
"""The product token that a robots.txt names to address the archive (RFC 9309, section 2.2.1)."""
LARGEST = 512_000
"""Bytes of a robots.txt that count; RFC 9309, section 2.5 asks for at least 500 KiB."""


@dataclass
class Robots:
    """Remembers the robots.txt of each host for one run."""

    client: Client
    _rules: dict[str, Protego | str] = field(default_factory=dict)

    def check(self, url: str) -> None:
        """Return when the site lets the archive ask for ``url`` by itself.

        A missing robots.txt (4xx) allows everything; one that cannot be had (5xx, no answer) forbids everything until
        the next run (RFC 9309, section 2.3.1).

        Raises:
            FetchRefused: the site forbids it.
        """
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._rules:
            self._rules[host] = self._fetch_rules(host)
        rules = self._rules[host]
        if isinstance(rules, str):
            raise FetchRefused(
                url,
                f"its site's robots.txt could not be had ({rules}), which forbids unattended captures",
                "Try later.",
            )
        if not rules.can_fetch(url, PRODUCT):
            raise FetchRefused(
                url, "its site's robots.txt forbids unattended captures", f"archive add '{url}' asks once."
            )

    def _fetch_rules(self, host: str) -> Protego | str:
        """The rules, or why they could not be had; an address that may not be asked at all is refused as such."""
        try:
            answer = self.client.fetch(f"{host}/robots.txt")
        except FetchFailed as error:
            return error.rule
        if answer.status >= 500:
            return f"status {answer.status}"
        content = answer.content[:LARGEST] if answer.status < 400 else b""
        return Protego.parse(content.decode("utf-8", "replace"))
