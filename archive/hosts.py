"""By which names a server is called: the host that a request names, and whether it is one of ours.

A page elsewhere can give its own name this machine's address, and then is, for the browser, the same site (DNS
rebinding). It cannot do so with a number: whoever calls a server by number means it.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from ipaddress import ip_address
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""The names of this machine for itself."""


def host_of(header: str) -> str:
    """The name in a Host header, without its port, in lower case; empty when it is none.

    >>> host_of("LOCALHOST:8001"), host_of("[::1]:8001"), host_of("[")
    ('localhost', '::1', '')
    """
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


def is_own_name(host: str, names: AbstractSet[str], *, by_number: bool) -> bool:
    """Whether a server that goes by these names is meant by ``host``, as `host_of` reads it.

    Its machine's names for itself always mean it; with ``by_number``, any number does.

    >>> is_own_name("news.example", {"news.example"}, by_number=False), is_own_name("192.0.2.7", set(), by_number=True)
    (True, True)
    >>> is_own_name("evil.example", {"news.example"}, by_number=True)
    False
    """
    return host in LOOPBACK or host in names or (by_number and _is_number(host))


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
