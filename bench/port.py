"""Whether a port on this machine is free: exit 0 when it is, 1 when something answers there.

Run as ``python -m bench.port HOST PORT`` by ``make demo``, before anything is archived.
"""

from __future__ import annotations

import socket
import sys


def is_free(host: str, port: int) -> bool:
    """Whether nothing listens at ``host:port``."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(2)
        return probe.connect_ex((host, port)) != 0


if __name__ == "__main__":
    sys.exit(0 if is_free(sys.argv[1], int(sys.argv[2])) else 1)
