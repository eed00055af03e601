"""What it costs to look for other wordings of a new quotation beside 100,000 others, as a ratio to storing it.

Run as ``python -m bench.utterance_cost``. Storing is all that the store does with an article that is read and analysed:
facts, analyses, rows, full text and the columns that are counted. Seconds are those of the processor, so that another
program does not enter; nothing of it stays in the archive.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn
from unittest import mock

from archive.store import Store, open_store
from archive.store.index import refresh_document
from archive.store.wordings import pair_quotations
from bench.filling import put_facts, synthetic_archive
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

    def pair_and_time(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
        began = time.process_time()
        pair_quotations(connection, ids)
        pairing.append(time.process_time() - began)

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


def main() -> int:
    """Print the cost."""
    # The generator gives the same articles each time: those behind the ones that the archive holds are new.
    new = list(islice(make_articles(ROWS + 20 * ARTICLES), _count_articles(ROWS), None))[:ARTICLES]
    with open_store(synthetic_archive(ROWS)) as store:
        cost = measure_cost(store, new)
    print(
        f"beside {ROWS:,} quotations, {cost.quotations} new ones: storing {cost.storing:.2f} ms a quotation, "
        f"looking for other wordings {cost.pairing:.2f} ms: {cost.ratio:.2f} times storing"
    )
    return 0


def _count_articles(rows: int) -> int:
    return sum(1 for _ in make_articles(rows))


if __name__ == "__main__":
    sys.exit(main())
