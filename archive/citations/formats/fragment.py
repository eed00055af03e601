"""A link that opens the article's own page at the words, as browsers mark them (``#:~:text=``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.citations.writing import Format
from archive.errors import UsageError

if TYPE_CHECKING:
    from archive.citations.cited import Cited


def write_fragment(cited: Cited) -> str:
    """The link.

    Raises:
        UsageError: there is none; says why.
    """
    if cited.fragment is None:
        reason = cited.fragment_note or "the archive knows no address of the article"
        raise UsageError(
            "fragment", f"these words have no link into their page: {reason}", "Another format names them."
        )
    return cited.fragment


FORMATS = (Format(12, "fragment", "Link into the page", "the article's page, opened at the words", write_fragment),)
"""One row."""
