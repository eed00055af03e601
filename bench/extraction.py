"""Pages of the development data: the article's words, quotations and metadata beside trafilatura's.

Both read the same bytes in the same run. The text judged is the *kept* one, what is left after the cleaning rules; bare
trafilatura is `extract` with comments off, and `bench.modes` names its other ways. Tokens are runs of letters and
digits, each sign of a script without spaces; precision, recall and F1 are of the bags of tokens, averaged over pages. A
quotation of the gold counts as lost when its words are nowhere in the text. Printed alone (``python -m
bench.extraction``) it lists the pages that lose most and the quotations that are lost.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.cleaning import mark_removals
from archive.errors import InputRefused
from archive.readers.html import read_html
from archive.records import Reading
from archive.versions import kept_text
from bench.measure import Measure, corpus_digest, count_measure, development_data
from bench.modes import MODES, extract_in

SKIPPED = "SKIPPED: no development data"
"""What is printed where the data are absent."""
_TOKEN = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u0e00-\u0eff\u3040-\u9fff\uf900-\ufaff]+"
)
_MOST_OF_IT = 0.9
_QUOTED = re.compile(r"[“„«»「『\"]([^“”„«»「」『』\"\n]{3,400})[”“»«」』\"]")


@dataclass(frozen=True, slots=True)
class Scores:
    """How one reader did on one page: shares of 1, and the places of lost quotations in the gold."""

    precision: float
    recall: float
    f1: float
    lost: frozenset[int]


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """One page, read by both; ``told`` and ``told_bare`` name the metadata fields that each got right.

    ``modes`` are the scores of trafilatura in the order of `bench.modes.MODES`, of which ``bare`` is the first.
    """

    page: str
    ours: Scores
    modes: tuple[Scores, ...]
    quotations: tuple[str, ...]
    told: frozenset[str]
    told_bare: frozenset[str]
    asked: frozenset[str]
    seconds: float
    seconds_bare: float

    @property
    def bare(self) -> Scores:
        """Trafilatura as it comes."""
        return self.modes[0]


def judge_pages(folder: Path) -> Iterator[JudgedPage]:
    """Every page of the gold in its order."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            yield _judge_page(row, gzip.decompress((folder / f"{row['id']}.html.gz").read_bytes()))


def _judge_page(gold: dict[str, Any], content: bytes) -> JudgedPage:
    began = time.perf_counter()
    reading = _read(content)
    read = time.perf_counter()
    bare_text, bare_told = _extract_bare(content)
    extracted = time.perf_counter()
    text = kept_text(reading.text, mark_removals(reading.text, reading.hints)) if reading else ""
    ours_told = {told.field: told.value for told in reversed(reading.metadata)} if reading else {}
    expected = "\n".join(gold["paragraphs"])
    quotations = tuple(found[1] for found in _QUOTED.finditer(expected))
    return JudgedPage(
        gold["id"],
        score_text(text, expected, quotations),
        tuple(
            score_text(mode_text, expected, quotations)
            for mode_text in (bare_text, *(extract_in(mode, content) for mode in list(MODES)[1:]))
        ),
        quotations,
        _right(ours_told.get("title"), ours_told.get("author"), ours_told.get("published"), gold),
        _right(*bare_told, gold),
        frozenset(field for field in ("title", "authors", "published") if gold[field]),
        read - began,
        extracted - read,
    )


def _read(content: bytes) -> Reading | None:
    try:
        return read_html(content)
    except InputRefused:
        return None


def _extract_bare(content: bytes) -> tuple[str, tuple[str | None, str | None, str | None]]:
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    text = extract_in("default", content)
    told = extract_metadata(load_html(content), None, {"original_date": True, "extensive_search": True}, False, None)
    return text, (told.title, told.author, told.date)


def split_tokens(text: str) -> list[str]:
    """The tokens that texts are compared by.

    >>> split_tokens("It’s 市長.")
    ['it', 's', '市', '長']
    """
    return _TOKEN.findall(text.lower())


def score_text(text: str, expected: str, quotations: Sequence[str]) -> Scores:
    """How much of the expected text is there, how much else, and which quotations are missing.

    >>> score_text("a b c d", "a b", ["b"])
    Scores(precision=0.5, recall=1.0, f1=0.6666666666666666, lost=frozenset())
    """
    have, want = Counter(split_tokens(text)), Counter(split_tokens(expected))
    shared = sum((have & want).values())
    precision, recall = shared / max(1, have.total()), shared / max(1, want.total())
    folded = " ".join(split_tokens(text))
    lost = frozenset(number for number, words in enumerate(quotations) if " ".join(split_tokens(words)) not in folded)
    return Scores(precision, recall, 2 * precision * recall / max(1e-9, precision + recall), lost)


def _right(title: str | None, author: str | None, published: str | None, gold: dict[str, Any]) -> frozenset[str]:
    right = {
        "title": split_tokens(title or "") == split_tokens(gold["title"] or ""),
        "authors": _names((author or "").split(";")) == _names(gold["authors"] or []),
        "published": (published or "")[:10] == (gold["published"] or "")[:10],
    }
    return frozenset(field for field, is_right in right.items() if is_right and gold[field])


def _names(names: Sequence[str]) -> set[str]:
    return {" ".join(split_tokens(name)) for name in names} - {""}


def measure_extraction() -> list[Measure] | None:
    """The figures of the development pages; None where there are no such data."""
    folder = development_data("html-dev")
    if folder is None:
        return None
    digest = corpus_digest([*folder.glob("*.gz"), folder / "gold.jsonl"])
    return list(_measures(list(judge_pages(folder)), digest))


def _measures(pages: Sequence[JudgedPage], digest: str) -> Iterator[Measure]:
    for what in ("precision", "recall", "f1"):
        ours = sum(getattr(page.ours, what) for page in pages) / len(pages)
        bare = sum(getattr(page.bare, what) for page in pages) / len(pages)
        yield Measure(f"html-dev: token {what}", ours, len(pages), digest, f"{ours:.2%}, bare {bare:.2%}")
        yield Measure(
            f"html-dev: token {what} above bare", ours - bare, len(pages), digest, f"{100 * (ours - bare):+.2f}"
        )
    yield from _against_modes(pages, digest)
    quotations = sum(len(page.quotations) for page in pages)
    lost = sum(len(page.ours.lost) for page in pages)
    lost_only_here = sum(len(page.ours.lost - page.bare.lost) for page in pages)
    yield count_measure("html-dev: quotations kept", quotations - lost, quotations, digest)
    yield count_measure("html-dev: quotations kept that bare keeps", quotations - lost_only_here, quotations, digest)
    for field in ("title", "authors", "published"):
        asked = sum(field in page.asked for page in pages)
        bare_right = sum(field in page.told_bare for page in pages)
        hits = count_measure(f"html-dev: {field} right", sum(field in page.told for page in pages), asked, digest)
        yield Measure(hits.name, hits.value, hits.n, digest, f"{hits.text}, bare {bare_right}")


def _against_modes(pages: Sequence[JudgedPage], digest: str) -> Iterator[Measure]:
    """Ours beside the best of trafilatura's modes, one by one; a page loses when a tenth of its article is missing."""
    ours = sum(page.ours.f1 for page in pages) / len(pages)
    theirs = [sum(page.modes[number].f1 for page in pages) / len(pages) for number in range(len(MODES))]
    best = max(range(len(MODES)), key=lambda number: theirs[number])
    told = f"{100 * (ours - theirs[best]):+.2f} ({list(MODES)[best]})"
    yield Measure("html-dev: token f1 above every mode", ours - theirs[best], len(pages), digest, told)
    losing = sum(page.ours.recall < _MOST_OF_IT for page in pages)
    losing_there = [sum(page.modes[number].recall < _MOST_OF_IT for page in pages) for number in range(len(MODES))]
    yield count_measure("html-dev: pages that keep nine tenths", len(pages) - losing, len(pages), digest)
    room = min(losing_there) / 2 - losing
    told = f"{losing} lose more, trafilatura {min(losing_there)} to {max(losing_there)}"
    yield Measure("html-dev: half of any mode's losing pages, less ours", room, len(pages), digest, told)


def main() -> None:
    """Print the figures, the pages with the largest losses, and every lost quotation."""
    folder = development_data("html-dev")
    if folder is None:
        print(SKIPPED)
        return
    pages = list(judge_pages(folder))
    for measure in _measures(pages, ""):
        print(f"{measure.name:44} {measure.text}")
    print(f"seconds a page: {sum(page.seconds for page in pages) / len(pages):.3f}, bare (with metadata)", end=" ")
    print(f"{sum(page.seconds_bare for page in pages) / len(pages):.3f}")
    for page in sorted(pages, key=lambda page: page.ours.f1 - page.bare.f1)[:15]:
        ours, bare = page.ours, page.bare
        print(f"{page.page:32} precision {bare.precision:.3f} → {ours.precision:.3f}", end="  ")
        print(f"recall {bare.recall:.3f} → {ours.recall:.3f}")
    for page in pages:
        for number in sorted(page.ours.lost):
            kept = "" if number in page.bare.lost else " (bare trafilatura keeps it)"
            print(f"LOST {page.page}: {page.quotations[number][:100]}{kept}")


if __name__ == "__main__":
    main()
