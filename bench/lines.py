"""Development lines against the cleaning rules: what is lost, what is set aside, how sure the rules are.

The lines come from the development data (`bench.measure.development_data`), as two extractors left them; without that
folder there is nothing to measure. Printed alone (``python -m bench.lines``) it also lists every lost line, because a
rule is judged by reading what it lost and not by its figures; lines with a wrong label stand in ``label_faults.toml``.
Five sites have three pages or more: there each page is judged with the others archived, as the extractors left them,
where hardly a line stands on three, and whole, with all menus and lists; some of the pages are of another year's make.
How the same rules do on articles whose writers did not know them is measured in `bench.article_lines`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.analysis import analyse
from archive.cleaning import clean_text
from archive.cleaning.repeated import SiteView, lay_repeated
from archive.cleaning.site_runs import FEWEST_STORIES
from archive.records import Removal, Suspect
from archive.spans import line_spans
from bench.measure import CHECKOUT, Measure, corpus_digest, count_measure, development_data

VIEWS = ("traf_recall_comments", "resiliparse_main")
"""The views that count: what two extractors left of the page."""
WHOLE_PAGE = ("inscriptis_full",)
"""The third view, a full dump of the page, which no reader of ours makes: all that a site repeats is in it."""
SKIPPED = "SKIPPED: no development data"
"""What is printed where the data are absent."""


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One line of the data: what it is, and the rule that set it aside, or the one that only flagged it."""

    page: str
    site: str
    view: str
    place: int
    label: str
    text: str
    rule: str | None
    doubt: str | None = None


def read_pages(data: Path, views: Sequence[str] = VIEWS) -> Iterator[dict[str, Any]]:
    """The pages of these views."""
    with gzip.open(data, "rt", encoding="utf-8") as rows:
        yield from (row for row in map(json.loads, rows) if row["view"] in views)


def judge_lines(data: Path) -> Iterator[JudgedLine]:
    """Every line of the scored views with what the rules did to it; set aside is a line of which nothing is left."""
    for row in read_pages(data):
        cleaned = clean_text(_text_of(row))
        yield from _judge_page(row, cleaned.removals, cleaned.suspects)


def judge_sites(data: Path, views: Sequence[str] = VIEWS) -> Iterator[JudgedLine]:
    """Every line of sites with three pages or more, each page judged with the others of its site archived."""
    sites: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in read_pages(data, views):
        sites[row["site"], row["view"]].append(row)
    for (site, _), pages in sorted(sites.items()):
        if len(pages) >= FEWEST_STORIES:
            yield from _judge_site(site, pages)


def _judge_site(site: str, pages: Sequence[dict[str, Any]]) -> Iterator[JudgedLine]:
    views = [SiteView(_text_of(page), (), analyse(_text_of(page))) for page in pages]
    stories: dict[int, set[int]] = defaultdict(set)
    for view in views:
        for line in (*view.lines.values(), *view.forms.values()):
            stories[line].add(view.story)
    counts = {line: min(len(told), FEWEST_STORIES) for line, told in stories.items()}
    for page, view in zip(pages, views, strict=True):
        laid = lay_repeated(view.analysis, view.find_repeated(counts, site))
        yield from _judge_page(page, laid.removals, laid.suspects)


def _text_of(row: Mapping[str, Any]) -> str:
    return "\n".join(" ".join(line["text"].splitlines()) for line in row["lines"])


def _judge_page(
    row: Mapping[str, Any], removals: Sequence[Removal], suspects: Sequence[Suspect]
) -> Iterator[JudgedLine]:
    text = _text_of(row)
    aside = {removal.span: removal.rule for removal in removals}
    flagged = {suspect.span: suspect.rule for suspect in suspects}
    for place, (line, span) in enumerate(zip(row["lines"], line_spans(text), strict=True)):
        shown = span.trimmed(text)
        found = (aside.get(shown), flagged.get(shown))
        yield JudgedLine(row["id"], row["site"], row["view"], place, line["label"], line["text"], *found)


def measure_lines() -> list[Measure] | None:
    """The figures of the development lines; None where there are no such data."""
    data = development_data("lines-dev.jsonl.gz")
    if data is None:
        return None
    digest = corpus_digest([data])
    lines = list(judge_lines(data))
    counts = Counter((line.label, line.rule is not None) for line in lines)
    kept, lost = counts["content", False], counts["content", True]
    removed, left = counts["boilerplate", True], counts["boilerplate", False]
    doubts = Counter(line.label for line in lines if line.doubt)
    return [
        count_measure("lines-dev: content lines kept", kept, kept + lost, digest),
        count_measure("lines-dev: precision of removals", removed, removed + lost, digest),
        count_measure("lines-dev: boilerplate lines removed", removed, removed + left, digest),
        count_measure("lines-dev: content lines neither removed nor in doubt", kept - doubts["content"], kept, digest),
        *_measure_sites("lines-dev", judge_sites(data), digest),
        *_measure_sites("lines-dev, whole pages", judge_sites(data, WHOLE_PAGE), digest),
    ]


def _measure_sites(name: str, lines: Iterable[JudgedLine], digest: str) -> Iterator[Measure]:
    counts = Counter((line.label, line.rule is not None) for line in lines)
    kept, lost = counts["content", False], counts["content", True]
    removed, left = counts["boilerplate", True], counts["boilerplate", False]
    yield count_measure(f"{name}: content lines kept, the site's pages held", kept, kept + lost, digest)
    yield count_measure(f"{name}: boilerplate lines removed, the site's pages held", removed, removed + left, digest)


def read_faults() -> set[tuple[str, str, int, str]]:
    """The lines with a wrong label: page, view, place and the first digits of the line's digest."""
    table = tomllib.loads((CHECKOUT / "bench" / "label_faults.toml").read_text("utf-8"))
    return {(row["page"], row["view"], row["line"], row["digest"]) for row in table["fault"]}


def is_fault(line: JudgedLine, faults: set[tuple[str, str, int, str]]) -> bool:
    """Whether the label of a line is known to be wrong."""
    return (line.page, line.view, line.place, hashlib.sha256(line.text.encode()).hexdigest()[:16]) in faults


def main() -> None:
    """Print the figures, each rule's hits, and every line of an article that was lost or flagged."""
    data = development_data("lines-dev.jsonl.gz")
    if data is None:
        print(SKIPPED)
        return
    for measure in measure_lines() or []:
        print(f"{measure.name:74} {measure.value:8.4%}  {measure.text}")
    lines = [line for line in judge_lines(data) if line.rule or line.doubt]
    for rule, count in Counter(line.rule for line in lines if line.rule).most_common():
        print(f"{count:6} {rule}: {dict(Counter(line.label for line in lines if line.rule == rule))}")
    print(f"in doubt: {dict(Counter(line.label for line in lines if line.doubt))}")
    faults = read_faults()
    for line in lines:
        if line.label == "content":
            told = "IN DOUBT" if line.doubt else "WRONG LABEL" if is_fault(line, faults) else "LOST"
            print(f"{told} {line.site} [{line.rule or line.doubt}] {line.text[:160]}")


if __name__ == "__main__":
    main()
