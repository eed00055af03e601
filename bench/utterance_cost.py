"""What it costs to look for other wordings of a new quotation beside 100,000 others, as a ratio to storing it.

A row of ``make quality``, alone as ``python -m bench.utterance_cost``; the archive is made once, in half a minute, and
kept. Storing is all that the store does with an article that is read and analysed:
facts, analyses, rows, full text and the columns that are counted. Seconds are those of the processor, so that another
program does not enter; nothing of it stays in the archive.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn
from unittest import mock

from archive.store import Store, open_store
from archive.store.index import refresh_document
from archive.store.wordings import pair_quotations
from bench.filling import put_facts, synthetic_archive
from bench.measure import CHECKOUT, Measure, corpus_digest
from bench.synthetic import Article, make_articles

ROWS = 100_000
"""Quotations in the archive that new ones are added beside."""
ARTICLES = 60
"""Articles that are added, one after the other."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of the processor for one quotation: to store it without its wordings, and to look for those."""

    storing: float
    pairing: float
    quotations: int

    @property
    def ratio(self) -> float:
        """What looking for wordings costs beside storing."""
        return self.pairing / self.storing


class _TakenBack(Exception):
    """The transaction is to be undone."""


def measure_cost(store: Store, articles: list[Article]) -> Cost:
    """The cost of adding these articles, which are not in the archive before or afterwards."""
    pairing: list[float] = []
    quotations: list[int] = []

    def pair_and_time(connection: sqlite3.Connection, ids: Sequence[int], before: Iterable[int]) -> list[int]:
        began = time.process_time()
        told = pair_quotations(connection, ids, before)
        pairing.append(time.process_time() - began)
        return told

    began = time.process_time()
    with (
        contextlib.suppress(_TakenBack),
        mock.patch("archive.store.index.pair_quotations", pair_and_time),
        store.transaction(),
    ):
        for article in articles:
            refresh_document(store, put_facts(store, article))
            quotations.append(sum(len(version.analysis.quotations) for version in article.versions))
        _take_back()
    whole, count = time.process_time() - began, sum(quotations)
    return Cost(1000 * (whole - sum(pairing)) / count, 1000 * sum(pairing) / count, count)


def _take_back() -> NoReturn:
    raise _TakenBack


def measure_looking() -> Measure:
    """What storing costs beside looking for other wordings: larger is better, as everywhere in the quality table."""
    cost = _measure_beside(ROWS)
    digest = corpus_digest([CHECKOUT / "bench" / name for name in ("synthetic.py", "vocabulary.py")])
    name = f"utterances: storing a quotation beside {ROWS:,}, as a share of looking for its wordings"
    return Measure(name, 1 / cost.ratio, cost.quotations, digest, f"1/{cost.ratio:.2f}")


def _measure_beside(rows: int) -> Cost:
    new = list(islice(make_articles(50 * ARTICLES, first=rows), ARTICLES))  # an article has one quotation at least
    with open_store(synthetic_archive(rows)) as store:
        return measure_cost(store, new)


def main() -> int:
    """Print the cost."""
    cost = _measure_beside(ROWS)
    print(
        f"beside {ROWS:,} quotations, {cost.quotations} new ones: storing {cost.storing:.2f} ms a quotation, "
        f"looking for other wordings {cost.pairing:.2f} ms: {cost.ratio:.2f} times storing"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
