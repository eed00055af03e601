"""The citations of a quotation as pages show them: text that can be selected, and copied with a button."""

from __future__ import annotations

from dataclasses import dataclass

from archive.citations import all_formats, cite
from archive.citations.cited import DESCRIBED, Cited, describe_cited
from archive.passages import Passage
from archive.web.links import Links

FOOTNOTE = "plain"
"""The one format on the page of a quotation itself: no style is rendered for it."""
LONGEST_FOOTNOTE = 2_000
"""Of more code points than this nobody wants a footnote; the page of the citations has them all."""
ELSEWHERE = frozenset({"fragment"})
"""Not among those listed: a link into the article's page, for which that page is read again."""


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """One citation as the page shows it; ``name`` is the format's."""

    name: str
    label: str
    summary: str
    written: str


def public_base(links: Links) -> str:
    """The public address of the archive's pages with a slash at its end, empty where none is set.

    >>> public_base(Links("/news/", origin="https://archive.example")), public_base(Links())
    ('https://archive.example/news/', '')
    """
    return links.absolute(links.base) if links.origin else ""


def describe_for_page(passage: Passage, links: Links) -> Cited:
    """What the citations of a page say of its words."""
    return describe_cited(passage, public_base(links))


def write_footnote(cited: Cited) -> str:
    """The footnote on the page of a quotation; empty where the words are too long for one."""
    return cite(cited, FOOTNOTE) if len(cited.words) <= LONGEST_FOOTNOTE else ""


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
