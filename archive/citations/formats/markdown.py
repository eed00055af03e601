r"""Markdown: the quotation as a block quote, with its reference as a footnote.

What is hard here is that everything comes from strangers: a title may hold a link, a tag or a list. Each character that
Markdown could read stands behind a backslash (CommonMark 0.31, section 2.4); addresses stand between angle brackets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.citations.formats.styled import CHICAGO, write_reference
from archive.citations.writing import Format

if TYPE_CHECKING:
    from archive.citations.cited import Cited

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~^$|#]")
_LIST = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
_LIST_END = re.compile(r"^(\d+)([.)])")


def write_markdown(cited: Cited) -> str:
    """A block quote with its speaker, and a footnote; extended Markdown, as GitHub and Pandoc read it."""
    mark = f"[^{cited.key}]"
    speaker = f"\n>\n> — {escape_markdown(cited.speaker)}" if cited.speaker else ""
    reference = _with_links(write_reference(cited, CHICAGO), cited.url)
    archived = _with_links(cited.as_archived, cited.address if cited.base else None)
    return f"> “{escape_markdown(cited.words)}”{mark}{speaker}\n\n{mark}: {_at_start(reference)} {archived}"


def escape_markdown(text: str) -> str:
    r"""The text so that Markdown shows just these characters.

    >>> escape_markdown("*No* [link](x) <b>")
    '\\*No\\* \\[link\\](x) \\<b\\>'
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def _with_links(text: str, address: str | None) -> str:
    """The text escaped, but for the address in it, which becomes a link."""
    if not address:
        return escape_markdown(text)
    return f"<{address}>".join(escape_markdown(part) for part in text.split(address))


def _at_start(line: str) -> str:
    """The line so that it begins no list."""
    return _LIST_END.sub(r"\1\\\2", line) if _LIST_END.match(line) else _LIST.sub(r"\1\\\2", line)


FORMATS = (Format(10, "markdown", "Footnote", "a block quote with a footnote", write_markdown, ending=".md"),)
"""One row."""
