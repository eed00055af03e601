"""Under which public address this archive is known, where somebody said so; a request's Host header is never asked.

Configuration of the plugin, which ``archive serve`` sets from a whole address in ``--base-url``::

    plugins:
      quote-archive:
        public_url: https://archive.example/news/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from archive.web.gate import PLUGIN


def read_origin(datasette: Any) -> str:
    """The public address up to its path, as ``https://archive.example``; empty where none is set."""
    config = datasette.plugin_config(PLUGIN)
    return origin_of(config.get("public_url")) if isinstance(config, Mapping) else ""


def origin_of(url: object) -> str:
    """The scheme and host of an address; empty when it is none that a page can be fetched from.

    >>> origin_of("https://archive.example/news/"), origin_of("archive.example"), origin_of("javascript:alert(1)")
    ('https://archive.example', '', '')
    """
    try:
        parts = urlsplit(url if isinstance(url, str) else "")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or "@" in parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
