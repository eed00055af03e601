"""Pages of made-up papers in many languages, three of each, with the lines that are no article marked.

They were written before the rules about sites were, with heads and tails as papers have them, and with what articles
have that looks alike: results, dates of a programme, headings that come again. ``sites/*.txt`` holds one paper each,
``series/*.txt`` articles of a series, which have more in common than most: recipes, matches, follow-ups.
``habits/*.txt`` papers of the second round, written when the rules about days, names, captions and lists were there and
before anybody had asked what they do with them; each has something of the article's that looks like a habit of pages.
A line of ``===`` parts the pages, and ``~`` begins a line that is not the article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from archive.analysis import analyse
from archive.cleaning.repeated import SiteView, lay_repeated
from archive.cleaning.site_runs import FEWEST_STORIES
from archive.records import Analysis

FOLDER = Path(__file__).parent
SITES = tuple(sorted(f"sites/{path.name}" for path in FOLDER.glob("sites/*.txt")))
"""The papers, each in its language."""
SERIES = tuple(sorted(f"series/{path.name}" for path in FOLDER.glob("series/*.txt")))
"""The series."""
HABITS = tuple(sorted(f"habits/{path.name}" for path in FOLDER.glob("habits/*.txt")))
"""Papers in which each habit of pages stands beside what articles have that looks like it."""


class PageLine(NamedTuple):
    """A line of a page: whether it is the article, and what became of it."""

    words: str
    is_article: bool
    outcome: str


def read_site(site: str) -> list[list[tuple[str, bool]]]:
    """The pages of a paper: each line with whether it is the article."""
    pages = (FOLDER / site).read_text("utf-8").split("===\n")
    return [[(line.removeprefix("~"), not line.startswith("~")) for line in page.splitlines()] for page in pages]


def count_stories(views: Sequence[SiteView]) -> dict[int, int]:
    """How many stories have each line and each form, as far as three: what the archive counts."""
    stories: dict[int, set[int]] = defaultdict(set)
    for view in views:
        for number in (*view.lines.values(), *view.forms.values()):
            stories[number].add(view.story)
    return {number: min(len(told), FEWEST_STORIES) for number, told in stories.items()}


def judge_pages(site: str, *, held: bool) -> Iterator[PageLine]:
    """Every line of a paper's pages, each page by itself or with the others of the paper held."""
    pages = read_site(site)
    texts = ["\n".join(words for words, _ in page) for page in pages]
    views = [SiteView(text, (), analyse(text)) for text in texts]
    stories = count_stories(views) if held else {}
    for page, view in zip(pages, views, strict=True):
        laid = lay_repeated(view.analysis, view.find_repeated(stories, "example.org"))
        yield from _judge_page(page, laid)


def _judge_page(page: Sequence[tuple[str, bool]], laid: Analysis) -> Iterator[PageLine]:
    aside = {removal.span.start for removal in laid.removals}
    flagged = {suspect.span.start for suspect in laid.suspects}
    start = 0
    for words, is_article in page:
        outcome = "removed" if start in aside else "suspect" if start in flagged else "kept"
        yield PageLine(words, is_article, outcome)
        start += len(words) + 1
