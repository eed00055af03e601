"""Cases that nobody in this project wrote, as rows of the quality table: text fragments and W3C selectors.

They are read where they lie, in the folder ``conformance`` beside the development data.
"""

from __future__ import annotations

import json
from pathlib import Path

from lxml import html

from archive.selectors.directives import parse_link
from archive.selectors.finding import find_target
from archive.selectors.pages import read_page
from archive.selectors.quoting import QuoteStyle, TextQuote, describe_quote, match_quote
from archive.spans import Span
from bench.measure import Measure, corpus_digest, count_measure, shared_folder

TARGETS, PAGE = "wpt_text_fragment_find_range.json", "wpt_text_fragment_target.html"
QUOTES, POSITIONS, DESCRIPTIONS = (
    "annotator_text_quote.json",
    "annotator_text_position.json",
    "annotator_text_quote_describe.json",
)


class AnnotatedPage:
    """A page of the selector cases: its text, and the places that they name by element and UTF-16 offset."""

    def __init__(self, markup: str) -> None:
        self._tree = html.document_fromstring(markup)
        self._nodes = self._tree.xpath("//text()")
        self.text = "".join(self._nodes)

    def span(self, place: dict[str, str | int]) -> Span:
        """The stretch between two places, in code points of the whole text."""
        start, end = (
            self._offset(str(place[f"{at}ContainerXPath"]), int(place[f"{at}Offset"])) for at in ("start", "end")
        )
        return Span(start, end)

    def _offset(self, xpath: str, units: int) -> int:
        wanted = self._tree.xpath(xpath)[0]
        before = 0
        for node in self._nodes:
            if node.getparent() is wanted.getparent() and node.is_tail == wanted.is_tail:
                return before + len(str(node).encode("utf-16-le")[: 2 * units].decode("utf-16-le"))
            before += len(node)
        raise ValueError(xpath)


def judge_targets(folder: Path) -> list[tuple[str, bool]]:
    """Each case of the Web Platform Tests with whether we agree: the directive finds something, or it does not."""
    view = read_page((folder / PAGE).read_bytes()).searchable
    cases = json.loads((folder / TARGETS).read_text("utf-8"))["cases"]
    judged = []
    for case in cases:
        _, (directive,) = parse_link(f"https://page.example/{case['fragment']}")
        judged.append((case["fragment"], (find_target(view, directive) is not None) == case["expect"]))
    return judged


def judge_selectors(folder: Path) -> list[tuple[str, bool]]:
    """Each case of matching and describing with whether we agree: the same stretches, the same prefix and suffix."""
    judged = []
    for name, case in json.loads((folder / QUOTES).read_text("utf-8")).items():
        page, selector = AnnotatedPage(case["html"]), case["selector"]
        quote = TextQuote(selector["exact"], selector.get("prefix", ""), selector.get("suffix", ""))
        judged.append((name, list(match_quote(page.text, quote)) == [page.span(one) for one in case["expected"]]))
    for name, case in json.loads((folder / POSITIONS).read_text("utf-8")).items():
        page, selector = AnnotatedPage(case["html"]), case["selector"]
        found = [Span(selector["start"], selector["end"])]
        judged.append((name, found == [page.span(one) for one in case["expected"]]))
    for table, cases in json.loads((folder / DESCRIPTIONS).read_text("utf-8")).items():
        for name, case in cases.items():
            page, options = AnnotatedPage(case["html"]), case["options"]
            style = QuoteStyle(
                minimal=options.get("minimalContext", False),
                shortest=options.get("minimumQuoteLength", 0),
                longest_word=options.get("maxWordLength", QuoteStyle().longest_word),
            )
            described = describe_quote(page.text, page.span(case["range"]), style)
            expected = TextQuote(*(case["expected"][part] for part in ("exact", "prefix", "suffix")))
            judged.append((f"{table}: {name}", described == expected))
    return judged


def measure_conformance() -> list[Measure] | None:
    """How many cases we agree with; None where there are no such data."""
    shared = shared_folder()
    folder = shared / "conformance" if shared else None
    if folder is None or not folder.is_dir():
        return None
    targets, selectors = judge_targets(folder), judge_selectors(folder)
    return [
        count_measure(
            "conformance: text fragments",
            sum(agrees for _, agrees in targets),
            len(targets),
            corpus_digest([folder / TARGETS, folder / PAGE]),
        ),
        count_measure(
            "conformance: W3C text selectors",
            sum(agrees for _, agrees in selectors),
            len(selectors),
            corpus_digest([folder / name for name in (QUOTES, POSITIONS, DESCRIPTIONS)]),
        ),
    ]
