"""RIS, which EndNote, Mendeley, Zotero and library catalogues read: one tag and one value a line.

Source: Research Information Systems, "RIS Format Specifications" (2011).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.citations.writing import Format

if TYPE_CHECKING:
    from archive.citations.cited import Cited
    from archive.partial_dates import PartialDate


def write_ris(cited: Cited) -> str:
    """One record of the type "newspaper article"; lines end as RIS wants them."""
    return "\r\n".join(f"{tag}  - {value}" for tag, value in _fields(cited)) + "\r\n"


def _fields(cited: Cited) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", cited.key
    yield from (("AU", author.inverted) for author in cited.authors)
    yield "TI", cited.name
    known = {
        "T2": cited.outlet,
        "PY": f"{cited.published.year:04d}" if cited.published else None,
        "DA": _date(cited.published),
        "UR": cited.url,
        "Y2": _date(cited.accessed),
        "LA": cited.language,
    }
    yield from ((tag, value) for tag, value in known.items() if value)
    yield "AN", cited.record.permalink
    yield "N1", f"“{cited.words}”" + (f" ({cited.speaker})" if cited.speaker else "")
    yield "N1", cited.as_archived
    yield "ER", ""


def _date(date: PartialDate | None) -> str | None:
    """Year, month and day between slashes; what is not known is left empty, its slash stays."""
    if date is None:
        return None
    month, day = (f"{part:02d}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04d}/{month}/{day}/"


FORMATS = (
    Format(
        31,
        "ris",
        "RIS",
        "for EndNote, Mendeley, Zotero",
        write_ris,
        "application/x-research-info-systems; charset=utf-8",
        ".ris",
    ),
)
"""One row."""
