"""Who may add articles through the pages: nobody, people at this machine, or whoever reaches the server.

What is hard here is that a browser carries out what strange pages tell it. Such a page may send a form to this machine
(cross-site request forgery), or give its own name this machine's address and then is, for the browser, the same site
(DNS rebinding). So besides Datasette's own protection, which differs between its lines (a token in 0.65 that lets
requests without cookies pass, headers in 1.0), the form's sender and the server's name are checked here, alike in both.

Configuration of the plugin, which ``archive serve`` sets from its options::

    plugins:
      quote-archive:
        allow_add: loopback        # false (the default), loopback, or true for whoever reaches the server
        hosts: [archive.example]   # further names that this server goes by, besides numbers
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from archive.hosts import LOOPBACK, host_of, is_own_name

PLUGIN = "quote-archive"
"""The name under which Datasette's configuration speaks of this package."""
OFF_WORDS = "Articles are not added through these pages. In a terminal: archive add FILE or ADDRESS."
"""What is said where adding is off."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Where adding is allowed: ``scope`` is ``off``, ``loopback`` or ``all``; ``hosts`` are further names of ours."""

    scope: str = "off"
    hosts: frozenset[str] = frozenset()

    def refusal(self, request: Any) -> str:
        """Why this request may not even see the form, in words; empty when it may."""
        host = host_of(request.headers.get("host", ""))
        if self.scope == "off":
            return OFF_WORDS
        if not is_own_name(host, self.hosts, by_number=True):
            return "This server does not go by that name; articles are added under its own only."
        if self.scope == "loopback" and not (host in LOOPBACK and _is_here(request)):
            return f"Articles are added at the machine of this archive only. {OFF_WORDS}"
        return ""


def read_gate(datasette: Any) -> Gate:
    """The gate as the plugin is configured; whatever is not understood leaves it shut."""
    config = datasette.plugin_config(PLUGIN)
    if not isinstance(config, Mapping):
        return Gate()
    scope = {True: "all", "loopback": "loopback"}.get(config.get("allow_add", False), "off")
    hosts = config.get("hosts") or ()
    return Gate(scope, frozenset(str(host).lower() for host in ([hosts] if isinstance(hosts, str) else hosts)))


def is_own_form(request: Any) -> bool:
    """Whether one of our own pages sent this form.

    Browsers say so in Sec-Fetch-Site, which no page can forge (Fetch Metadata, section 2.3); where they leave it out,
    as on plain http to another machine, in Origin (RFC 6454, section 7). A request with neither is refused: programs
    have ``archive add``.
    """
    site = request.headers.get("sec-fetch-site")
    if site:
        return bool(site == "same-origin")
    origin = request.headers.get("origin") or ""
    return origin.startswith(("http://", "https://")) and urlsplit(origin).netloc == request.headers.get("host")


def _is_here(request: Any) -> bool:
    """Whether the request comes from this machine, as far as the server was told (a proxy passes on who asked it)."""
    client = request.scope.get("client") or ("",)
    try:
        return ip_address(client[0]).is_loopback
    except ValueError:
        return False
