"""Quotations left open over paragraphs, made by the hundred: are they whole, and do they swallow nothing?

Each shape of `bench/open_quotations.toml` is set in each set of marks with each kind of line between its paragraphs; a
case is right when the quotations found are exactly those of the shape, segment by segment, and nothing else.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.analysis import analyse
from archive.spans import Span
from bench.measure import CHECKOUT, Measure, corpus_digest, count_measure

_TABLE = CHECKOUT / "bench" / "open_quotations.toml"
_TAG = re.compile(r"\[(\d)|(\d)\]")
_INNER = {"“": "‘’", '"': "''", "‘": "“”", "« ": "“”"}


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A text and the segments of each quotation in it, in order."""

    name: str
    text: str
    quotations: tuple[tuple[Span, ...], ...]


def make_cases(path: Path = _TABLE) -> Iterator[OpenCase]:
    """Every shape in every set of marks with every filler; a shape without a place for fillers is made once."""
    table = tomllib.loads(path.read_text("utf-8"))
    for shape in table["shape"]:
        for marks in table["marks"]:
            for filler in table["fillers"]:
                yield _make(shape, marks, filler)


def _make(shape: dict[str, Any], marks: dict[str, str], filler: str) -> OpenCase:
    body = shape["text"].strip("\n").replace("~\n\n", f"{filler}\n\n" if filler else "")
    inner = _INNER[marks["open"]]
    body = body.replace("¹", inner[0]).replace("²", inner[1])
    body = body.replace("⟪", marks.get("again", marks["open"]))
    body = body.replace("⟨", marks["open"]).replace("⟩", marks["close"])
    return OpenCase(f"{shape['name']}; {marks['name']}; {filler or 'nothing between'}", *_read_tags(body))


def _read_tags(body: str) -> tuple[str, tuple[tuple[Span, ...], ...]]:
    """The body without its tags, and the segments that they marked, by the number of the quotation."""
    pieces: list[str] = []
    segments: dict[str, list[Span]] = {}
    length = start = position = 0
    for tag in _TAG.finditer(body):
        pieces.append(body[position : tag.start()])
        length, position = length + len(pieces[-1]), tag.end()
        if tag[1]:
            start = length
        else:
            segments.setdefault(tag[2], []).append(Span(start, length))
    text = "".join([*pieces, body[position:]])
    return text, tuple(tuple(spans) for _, spans in sorted(segments.items()))


def is_right(case: OpenCase) -> bool:
    """Whether the archive finds exactly the case's quotations."""
    return tuple(quotation.segments for quotation in analyse(case.text).quotations) == case.quotations


def measure_open_quotations() -> Measure:
    """The share of cases that are right."""
    answers = [is_right(case) for case in make_cases()]
    return count_measure("open quotations: right", sum(answers), len(answers), corpus_digest([_TABLE]))


def main() -> None:
    """Print the figure and every case that is wrong."""
    print(measure_open_quotations().text)
    for case in make_cases():
        if not is_right(case):
            found = [[span.of(case.text) for span in q.segments] for q in analyse(case.text).quotations]
            print(f"WRONG {case.name}\n  found {found}")


if __name__ == "__main__":
    main()
