"""A stretch of a text as a citation: from what the archive knows to each format that people paste.

- `archive.citations.cited`: what is cited, and what is not known of it;
- `archive.citations.formats`: one file for each format, found by itself;
- `archive.citations.processor`: the style guides' own styles, rendered;
- `archive.citations.finding`: what a reference means; the one file here that reads the archive.

No clock is asked: a citation of the same words is the same tomorrow.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from archive.citations import formats
from archive.citations.writing import Format

if TYPE_CHECKING:
    from archive.citations.cited import Cited

DEFAULT_FORMAT = "markdown"
"""What is written when nobody says how."""

__all__ = ["DEFAULT_FORMAT", "Format", "all_formats", "cite"]


@cache
def all_formats() -> dict[str, Format]:
    """Every format by its name, in the order in which they are listed."""
    modules = [import_module(f"{formats.__name__}.{found.name}") for found in pkgutil.iter_modules(formats.__path__)]
    rows: list[Format] = [row for module in modules for row in module.FORMATS]
    return {row.name: row for row in sorted(rows, key=lambda row: row.place)}


def cite(cited: Cited, name: str) -> str:
    """The citation in the format of that name, without a line end.

    Raises:
        UsageError: these words cannot be cited so; says why.
    """
    return all_formats()[name].write(cited).rstrip("\r\n")
