"""A footnote in plain text, after no style guide: the words, whose, where they stood, and how the text came in.

It is the one citation on the page of a quotation itself, so it is put together by hand: a CSL processor takes longer
than that whole page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.citations.writing import Format, nest_marks

if TYPE_CHECKING:
    from archive.citations.cited import Cited


def write_plain(cited: Cited) -> str:
    """The footnote on one line; what is not known is left out."""
    speaker = f" ({cited.speaker})" if cited.speaker else ""
    source = (
        _list_authors(cited),
        f"“{nest_marks(cited.title)}”" if cited.title else cited.name,
        cited.outlet,
        cited.published.in_words if cited.published else "",
        cited.url,
    )
    return f"“{cited.words}”{speaker}, in: {', '.join(part for part in source if part)}. {cited.as_archived}"


def _list_authors(cited: Cited) -> str:
    *others, last = [author.whole for author in cited.authors] or [""]
    return f"{', '.join(others)} and {last}" if others else last


FORMATS = (Format(13, "plain", "Plain text", "a footnote on one line, after no style guide", write_plain),)
"""One row."""
