r"""Text-fragment links to quotations of the development pages: found at exactly the right place, by us and by Chromium.

A quotation is read from the page as the archive reads it, placed in the page as browsers search it, and linked. The
link is parsed again and looked for; it is right when the stretch found is, in the archived text, exactly the quotation.
The first `LINKS` links, spread evenly over all pages, count. `bench.browser_links` asks Chromium about `BROWSER_LINKS`
of them. Printed alone (``python -m bench.selectors``) it lists the quotations that get no link, with the reason.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.analysis import analyse
from archive.errors import InputRefused
from archive.readers.html import read_html
from archive.selectors.directives import TextDirective, link_to, parse_link
from archive.selectors.finding import find_target
from archive.selectors.linking import Unlinkable, link_stretch
from archive.selectors.pages import PageView, read_page
from archive.selectors.placing import Squeezed, Unplaced, place_stretch
from archive.selectors.searchable import read_lines
from archive.spans import Span
from bench.measure import Measure, corpus_digest, count_measure, development_data

LINKS = 1_000
"""How many links count."""
BROWSER_LINKS = 60
"""How many of them Chromium is asked about."""
ADDRESS = "https://page.example/article"
"""The address that the pages are given."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A quotation of a page: its link, or why it has none, and whether the link leads back to exactly it.

    ``target`` is the stretch of the page's visible characters that the link marks.
    """

    page: Path
    words: str
    link: TextDirective | Unlinkable | Unplaced
    is_right: bool = False
    target: Span | None = None


def link_pages(folder: Path) -> Iterator[Linked]:
    """Every quotation of every page that the archive reads, page by page."""
    for path in sorted(folder.glob("*.html.gz")):
        content = gzip.decompress(path.read_bytes())
        try:
            reading = read_html(content)
        except InputRefused:
            continue
        quotations = analyse(reading.text, reading.hints).quotations
        spans = [quotation.span for quotation in quotations if quotation.kind != "none"]
        yield from link_quotations(path, read_page(content), reading.text, spans)


def link_quotations(path: Path, page: PageView, text: str, spans: Sequence[Span]) -> Iterator[Linked]:
    """Each stretch of a page's text with its link."""
    lines = read_lines(text)
    there, here = Squeezed(page.searchable), Squeezed(lines)
    for span in spans:
        place = place_stretch(there, here, lines.view_of(span))
        link = place if isinstance(place, Unplaced) else link_stretch(page.searchable, page.characters, place)
        if not isinstance(link, TextDirective):
            yield Linked(path, span.of(text), link)
            continue
        _, (directive,) = parse_link(link_to(ADDRESS, link))
        target = find_target(page.searchable, directive)
        back = place_stretch(here, there, target) if target else None
        is_right = isinstance(back, Span) and lines.source_of(back) == span.trimmed(text)
        seen = page.searchable.source_of(target) if target else None
        yield Linked(path, span.of(text), link, is_right, seen)


def spread(linked: Sequence[Linked], number: int) -> list[Linked]:
    """So many of them, evenly spread over all."""
    return [linked[index * len(linked) // number] for index in range(min(number, len(linked)))]


def measure_links() -> list[Measure] | None:
    """The two figures of our own resolver; None where there are no such data."""
    folder = development_data("html-dev")
    if folder is None:
        return None
    digest = corpus_digest(folder.glob("*.gz"))
    found = list(link_pages(folder))
    linked = [one for one in found if isinstance(one.link, TextDirective)]
    chosen = spread(linked, LINKS)
    return [
        count_measure("html-dev: quotations that get a link", len(linked), len(found), digest),
        count_measure("html-dev: links found at their place", sum(one.is_right for one in chosen), LINKS, digest),
    ]


def main() -> None:
    """Print the figures, the quotations without a link, and the links that lead elsewhere."""
    folder = development_data("html-dev")
    if folder is None:
        print("SKIPPED: no development data")
        return
    found = list(link_pages(folder))
    for one in found:
        if not isinstance(one.link, TextDirective):
            print(f"NONE {one.page.name}: {one.words[:80]!r}: {one.link.reason}")
        elif not one.is_right:
            print(f"WRONG {one.page.name}: {one.words[:80]!r}: {one.link}")
    kinds = Counter(
        ("range" if one.link.end else "words") + " with context" * bool(one.link.prefix or one.link.suffix)
        for one in found
        if isinstance(one.link, TextDirective)
    )
    print(len(found), dict(kinds))


if __name__ == "__main__":
    main()
