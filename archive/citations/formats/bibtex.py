r"""BibTeX and BibLaTeX, in UTF-8.

What is hard here is that a field is TeX. Its ten special characters are written as commands, and braces, which BibTeX
counts even behind a backslash, by their names. An address is taken literally by both, so it is percent-encoded instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.citations.writing import Format

if TYPE_CHECKING:
    from archive.citations.cited import Cited

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)


def write_bibtex(cited: Cited) -> str:
    """One entry: an article where the outlet is known, else a work of no particular kind."""
    written, published = _protect(cited.name), cited.published
    authors = " and ".join(
        escape_tex(author.inverted) if author.is_person else _protect(author.family) for author in cited.authors
    )
    fields = {
        "author": f"{{{authors}}}" if authors else "",
        "title": f"{{{written}}}",
        "journal": f"{{{escape_tex(cited.outlet)}}}" if cited.outlet else "",
        "year": f"{{{published.year:04d}}}" if published else "",
        "month": _MONTHS[published.month - 1] if published and published.month else "",
        "day": f"{{{published.day}}}" if published and published.day else "",
        "url": f"{{{cited.url}}}" if cited.url else "",
        "urldate": f"{{{cited.accessed}}}" if cited.accessed else "",
        "language": f"{{{cited.language}}}" if cited.language else "",
        "note": f"{{{escape_tex(cited.as_archived)}}}",
        "annote": f"{{{escape_tex(_quoted(cited))}}}",
    }
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    return "\n".join([f"@{'article' if cited.outlet else 'misc'}{{{cited.key},", *lines, "}"])


def escape_tex(text: str) -> str:
    r"""The text with TeX's special characters as commands.

    >>> escape_tex("5 % of $9 {a_b}")
    '5 \\% of \\$9 \\textbraceleft{}a\\_b\\textbraceright{}'
    """
    return text.translate(_SPECIAL)


def _protect(text: str) -> str:
    """Braces keep capitals as they are, and the name of a body whole."""
    return f"{{{escape_tex(text)}}}"


def _quoted(cited: Cited) -> str:
    return f"“{cited.words}”" + (f" ({cited.speaker})" if cited.speaker else "")


FORMATS = (Format(30, "bibtex", "BibTeX", "for LaTeX", write_bibtex, "application/x-bibtex; charset=utf-8", ".bib"),)
"""One row."""
