"""How long the text work takes beside textacy on the same texts and trafilatura on the same pages.

Each page is taken by all in turn, five times over, and of each the fastest round counts: what else the machine was
doing then slows all alike. The figures are how many times longer the peer takes. All text work is cleaning, sentences,
quotations and attribution; what a text tells about its document is no part of it, as trafilatura is not asked for that.
"""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.peers.quoting import by_textacy
from bench.peers.scoring import Row
from bench.speed import steps

_ROUNDS = 5
_ENGLISH = 0.04
"""So large a part of an English text's words are "the" (more than one in twenty, in news)."""


def speed_rows(folder: Path) -> Iterator[Row]:
    """Three ratios over the English development pages; larger is better for us."""
    from trafilatura import extract

    work = dict(steps())
    seconds: Counter[str] = Counter()
    for page, text in _english_pages(folder):
        asked: dict[str, Callable[[], object]] = {
            "trafilatura": lambda page=page: extract(page, include_comments=False),  # type: ignore[misc]  # bound early
            "textacy": lambda text=text: by_textacy(text),  # type: ignore[misc]  # bound early
            "all": lambda text=text: work["+ attribution"](text),  # type: ignore[misc]  # bound early
            "sentences": lambda text=text: work["+ sentences"](text),  # type: ignore[misc]  # bound early
        }
        fastest: dict[str, float] = {}
        for _ in range(_ROUNDS):
            for name, run in asked.items():
                began = time.perf_counter()
                run()
                fastest[name] = min(fastest.get(name, 1e9), time.perf_counter() - began)
        seconds.update(fastest)
    for measure, peer, ours in (
        ("speed: all text work", "textacy", "all"),
        ("speed: all text work", "trafilatura", "all"),
        ("speed: cleaning and sentences", "trafilatura", "sentences"),
    ):
        ratio = seconds[peer] / seconds[ours]
        yield Row(measure, peer, ratio, f"{ratio:.1f} times ours")


def _english_pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Each English page with the text that the gold gives it."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            text = "\n\n".join(row["paragraphs"])
            words = text.lower().split()
            if words.count("the") > _ENGLISH * len(words):
                yield gzip.decompress((folder / f"{row['id']}.html.gz").read_bytes()).decode("utf-8", "replace"), text
