"""trafilatura in each of its ways to choose an article: what a reader is measured beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MODES: Mapping[str, Mapping[str, Any]] = {
    "default": {},
    "precision": {"favor_precision": True},
    "recall": {"favor_recall": True},
    "fast": {"fast": True},
    "fast, precision": {"fast": True, "favor_precision": True},
    "fast, recall": {"fast": True, "favor_recall": True},
    "without tables": {"include_tables": False},
}
"""Its ways, comments off; its other options add marks to the text and choose nothing."""


def extract_in(mode: str, page: bytes) -> str:
    """The text that trafilatura gives in this mode; nothing where it finds no article."""
    import trafilatura

    return trafilatura.extract(page, include_comments=False, **MODES[mode]) or ""
