"""References by the style guides, in plain text: the official styles, rendered by a CSL processor.

Each ends with how the text came in and its permalink, which no style guide asks for and this archive owes its readers.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from archive.citations.formats.csl_json import list_item
from archive.citations.writing import Format

if TYPE_CHECKING:
    from archive.citations.cited import Cited

APA, MLA, CHICAGO = "apa", "modern-language-association", "chicago-notes-bibliography"
"""The files in ``archive/citations/styles``."""


def write_reference(cited: Cited, style: str) -> str:
    """The entry for a list of references, without the archive's own sentence."""
    from archive.citations.processor import render_reference  # citeproc-py: 60 ms, and a style 30 ms more

    written = render_reference(style, list_item(cited))
    if cited.title is None:
        # A description is no title, so both handbooks put no marks around it.
        inner = cited.name.replace("“", "‘").replace("”", "’")
        written = written.replace(f"“{inner}.”", f"{cited.name}.")
    if cited.accessed is None and cited.url:
        # APA's style says "Retrieved" before the address of what is undated, also when nobody knows when.
        written = written.replace(f"Retrieved {cited.url}", cited.url)
    return written


def write_styled(cited: Cited, style: str) -> str:
    """The entry for a list of references, and how the text came in."""
    return f"{write_reference(cited, style)} {cited.as_archived}"


FORMATS = (
    Format(20, "apa", "APA", "APA style, 7th edition", partial(write_styled, style=APA)),
    Format(21, "mla", "MLA", "MLA handbook, 9th edition", partial(write_styled, style=MLA)),
    Format(
        22, "chicago", "Chicago", "Chicago manual, 18th edition (bibliography)", partial(write_styled, style=CHICAGO)
    ),
)
"""The three styles that most readers are asked for."""
