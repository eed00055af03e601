"""Which addresses the archive asks: the public internet, unless a person allows more.

A page may redirect to, or a name may resolve to, an address inside the network where the archive runs (a router, a
metadata service of a cloud). The name is therefore never trusted: the peer of the open connection is looked at before
one byte is sent. Source of the ranges: IANA IPv4 and IPv6 Special-Purpose Address Registries, as `ipaddress` has them.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from archive.errors import FetchRefused

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052, section 2.1: the last four bytes are the IPv4 address


def is_public_address(address: str) -> bool:
    """Whether an IP address belongs to the public internet; an IPv4 address inside an IPv6 one is judged itself.

    >>> is_public_address("93.184.216.34"), is_public_address("::ffff:127.0.0.1"), is_public_address("169.254.169.254")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(ip.packed[-4:]) if ip in _NAT64 else None)
        ip = embedded or ip
    return ip.is_global and not ip.is_multicast


def is_private_name(host: str) -> bool:
    """Whether a URL's host says by itself that it is not on the public internet.

    >>> is_private_name("localhost"), is_private_name("10.0.0.1"), is_private_name("example.org")
    (True, True, False)
    """
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761, section 6.3
        return True
    try:
        return not is_public_address(host.strip("[]"))
    except ValueError:
        return False


def private_address(subject: str, peer: str) -> FetchRefused:
    """The refusal of an address that leads into a private network."""
    return FetchRefused(
        subject,
        f"it leads to {peer}, an address that is not on the public internet",
        "Of a network of your own it can be added in a terminal: archive add --allow-private ADDRESS.",
    )


def _check_peer(connection: HTTPConnection, opened: socket.socket) -> socket.socket:
    peer = str(opened.getpeername()[0])
    if is_public_address(peer):
        return opened
    opened.close()
    raise private_address(connection.host, peer)


class _PublicHTTPConnection(HTTPConnection):
    """A connection that is closed before a byte is sent when its peer is not on the public internet."""

    def _new_conn(self) -> socket.socket:
        return _check_peer(self, super()._new_conn())


class _PublicHTTPSConnection(HTTPSConnection):
    """The same over TLS; the peer is looked at before the handshake."""

    def _new_conn(self) -> socket.socket:
        return _check_peer(self, super()._new_conn())


class _PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls = _PublicHTTPConnection


class _PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPSConnection


def public_pool_manager(**options: Any) -> PoolManager:
    """A pool manager of urllib3 that connects to the public internet only; ``options`` as urllib3 takes them."""
    manager = PoolManager(**options)
    manager.pool_classes_by_scheme = {"http": _PublicHTTPPool, "https": _PublicHTTPSPool}
    return manager
