"""The citations on the page of a quotation: every format as text that can be selected, and copied with a button."""

from __future__ import annotations

from dataclasses import dataclass

from archive.citations import all_formats, cite
from archive.citations.cited import DESCRIBED, Cited, describe_cited
from archive.passages import Passage
from archive.web.links import Links

QUICK = ("markdown", "wikipedia", "bibtex")
"""The formats with a button of their own."""
ELSEWHERE = frozenset({"fragment", "annotation"})
"""Not among them: a link into the article's page, for which that is read again, and what the page has as JSON-LD."""


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """One citation as the page shows it; ``name`` is the format's."""

    name: str
    label: str
    summary: str
    written: str

    @property
    def is_quick(self) -> bool:
        """Whether it has a button beside the link."""
        return self.name in QUICK


def public_base(links: Links) -> str:
    """The public address of the archive's pages with a slash at its end, empty where none is set.

    >>> public_base(Links("/news/", origin="https://archive.example")), public_base(Links())
    ('https://archive.example/news/', '')
    """
    return links.absolute(links.base) if links.origin else ""


def describe_for_page(passage: Passage, links: Links) -> Cited:
    """What the citations of a page say of its words."""
    return describe_cited(passage, public_base(links))


def list_citations(cited: Cited) -> list[ShownCitation]:
    """The citations of these words."""
    return [
        ShownCitation(row.name, row.label, row.summary, cite(cited, row.name))
        for row in all_formats().values()
        if row.name not in ELSEWHERE
    ]


def say_unknown(cited: Cited) -> str:
    """What the citations leave out, as the page says it; empty when nothing is missing."""
    return ", ".join(DESCRIBED[field] for field in cited.unknown)
