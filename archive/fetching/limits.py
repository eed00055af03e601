"""How much, how long and how often the archive asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one fetch; seconds and bytes.

    ``largest_page`` counts the bytes after decompression, so a bomb meets it too: at most that much, and one read of
    64 KiB more, is ever held in memory. ``whole_fetch`` bounds all redirects and reads together, against servers that
    send one byte a second.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    whole_fetch_seconds: float = 120.0
    largest_page: int = 64 * 1024 * 1024
    most_redirects: int = 10
    host_delay_seconds: float = 1.0
