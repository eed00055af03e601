"""Permalinks against Datasette's page of a row, and how they fare while others search.

*Ours*: ``/q/<text>/<start>-<end>`` as HTML, then again with the ETag that it gave (304). *Datasette*: the HTML page of
the same row of ``quotations``, the same version of Datasette without our plugin. Another row in each round.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import NOT_MODIFIED, OK
from pathlib import Path
from random import Random
from statistics import median

from bench.figures import Figure, by_turns, compare
from bench.hits import Terms
from bench.search import our_path
from bench.servers import UNBOUNDED, Client, Server, plain_datasette, running
from bench.synthetic import SEED
from bench.tantivy_peer import LISTED, open_file

ROUNDS = 40
"""Rows that are asked for."""
CROWD = 50
"""Searches at the same time."""
MOST_OF_UNCHANGED, MOST_OF_PAGE = 1 / 5, 1.0
"""The parts of the time of Datasette's row page that a 304 and a whole page may take."""


def choose_rows(path: Path, count: int) -> list[tuple[int, str]]:
    """The number and the permalink of so many rows from all over the table."""
    connection = open_file(path)
    (last,) = connection.execute("SELECT max(id) FROM quotations").fetchone()
    random = Random(SEED)  # noqa: S311 — must be the same each time
    sql = f"SELECT id, permalink FROM quotations WHERE id >= ? AND {LISTED} ORDER BY id LIMIT 1"
    found = [connection.execute(sql, [random.randint(1, last * 9 // 10)]).fetchone() for _ in range(count)]
    connection.close()
    return found


def measure_permalinks(path: Path, ours: Server) -> Iterator[Figure]:
    """The figures for permalinks that nobody else keeps waiting."""
    rows = choose_rows(path, ROUNDS + 5)
    with running(*plain_datasette(path, UNBOUNDED)) as theirs, Client(theirs.base) as peer, Client(ours.base) as client:

        def ask_again(link: str, etag: str | None) -> None:
            if client.get(f"/{link}", {"If-None-Match": etag or ""}).status != NOT_MODIFIED:
                raise ValueError(f"{link} is answered as if it had changed")

        def rounds() -> Iterator[dict[str, Callable[[], object]]]:
            for number, link in rows:
                etag = client.fetch(f"/{link}").etag
                yield {
                    "again": partial(ask_again, link, etag),
                    "page": partial(client.fetch, f"/{link}"),
                    "row": partial(peer.fetch, f"/archive/quotations/{number}"),
                }

        # The first rounds open files and compile templates.
        seconds = {name: found[5:] for name, found in by_turns(rounds()).items()}
    yield compare(
        "a permalink that did not change (304), against Datasette's row page",
        seconds["again"],
        seconds["row"],
        MOST_OF_UNCHANGED,
    )
    yield compare("a permalink's page, against Datasette's row page", seconds["page"], seconds["row"], MOST_OF_PAGE)


def measure_crowd(path: Path, ours: Server, terms: Terms, rows: int) -> Iterator[Figure]:
    """How long permalinks take while fifty people search for the commonest word, and what these are answered."""
    (common,) = terms.near(0.8 * rows, 1)
    rare = terms.near(100 * rows / 1_000_000, CROWD)
    links = [link for _, link in choose_rows(path, 200)]
    begin = threading.Barrier(CROWD + 1)

    def search(word: str) -> int:
        with Client(ours.base) as client:
            begin.wait()
            return client.get(our_path("html", f"{common} OR {word}")).status

    seconds: list[float] = []
    statuses: Counter[int] = Counter()
    with ThreadPoolExecutor(CROWD) as pool, Client(ours.base) as client:
        searches = [pool.submit(search, word) for word in rare]
        begin.wait()
        started = time.perf_counter()
        for link in links:
            asked = time.perf_counter()
            statuses[client.get(f"/{link}").status] += 1
            seconds.append(time.perf_counter() - asked)
            if all(one.done() for one in searches):
                break
        answered = Counter(one.result() for one in searches)
        took = time.perf_counter() - started
    told = ", ".join(f"{count} × {status}" for status, count in sorted(answered.items()))
    refused = sum(count for status, count in statuses.items() if status != OK)
    name = f"permalinks refused while {CROWD} search for the commonest word"
    yield Figure(name, refused, "", 0, f"of {len(seconds)} asked; the searches: {told} in {took:.1f} s")
    yield Figure(
        "a permalink meanwhile, median", median(seconds) * 1000, " ms", None, f"slowest {max(seconds) * 1000:,.0f} ms"
    )
