"""Development lines against the cleaning rules: what is lost, what is set aside, how sure the rules are.

The lines come from the development data (`bench.measure.development_data`), as two extractors left them; without that
folder there is nothing to measure. Printed alone (``python -m bench.lines``) it also lists every lost line, because a
rule is judged by reading what it lost and not by its figures.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.cleaning import mark_removals
from archive.records import Removal
from archive.spans import line_spans
from bench.measure import Measure, corpus_digest, count_measure, development_data

VIEWS = ("traf_recall_comments", "resiliparse_main")
"""The views that count: the third of the data is a full dump of the page, which no reader of ours makes."""
SKIPPED = "SKIPPED: no development data"
"""What is printed where the data are absent."""


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One line of the data: what it is, and the rule that set it aside, if one did."""

    site: str
    view: str
    label: str
    text: str
    rule: str | None


def judge_lines(data: Path) -> Iterator[JudgedLine]:
    """Every line of the scored views with what the rules did to it; set aside is a line of which nothing is left."""
    with gzip.open(data, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["view"] in VIEWS:
                yield from _judge_page(row)


def _judge_page(row: dict[str, Any]) -> Iterator[JudgedLine]:
    contents = [" ".join(line["text"].splitlines()) for line in row["lines"]]
    text = "\n".join(contents)
    removals = {removal.span.start: removal for removal in mark_removals(text)}
    for line, span in zip(row["lines"], line_spans(text), strict=True):
        shown = span.trimmed(text)
        removal: Removal | None = removals.get(shown.start)
        rule = removal.rule if removal and removal.span.end == shown.end else None
        yield JudgedLine(row["site"], row["view"], line["label"], line["text"], rule)


def measure_lines() -> list[Measure] | None:
    """The three figures of the development lines; None where there are no such data."""
    data = development_data("lines-dev.jsonl.gz")
    if data is None:
        return None
    digest = corpus_digest([data])
    counts = Counter((line.label, line.rule is not None) for line in judge_lines(data))
    kept, lost = counts["content", False], counts["content", True]
    removed, left = counts["boilerplate", True], counts["boilerplate", False]
    return [
        count_measure("lines-dev: content lines kept", kept, kept + lost, digest),
        count_measure("lines-dev: precision of removals", removed, removed + lost, digest),
        count_measure("lines-dev: boilerplate lines removed", removed, removed + left, digest),
    ]


def main() -> None:
    """Print the figures, each rule's hits, and every line of an article that was lost."""
    data = development_data("lines-dev.jsonl.gz")
    if data is None:
        print(SKIPPED)
        return
    for measure in measure_lines() or []:
        print(f"{measure.name:40} {measure.value:8.4%}  {measure.text}")
    lines = [line for line in judge_lines(data) if line.rule]
    for rule, count in Counter(line.rule for line in lines).most_common():
        labels = Counter(line.label for line in lines if line.rule == rule)
        print(f"{count:6} {rule}: {dict(labels)}")
    for line in lines:
        if line.label == "content":
            print(f"LOST {line.site} [{line.rule}] {line.text[:160]}")


if __name__ == "__main__":
    main()
