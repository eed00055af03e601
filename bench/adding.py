"""Adding one article to a large archive against adding it to an empty one, by turns.

What is timed is all that ``archive add`` does for a file but starting Python: reading, analysing, recording in one
transaction that is written to the disk, comparing it with what is held. The article is a real one (the seeds, in turn)
with other words in each round in the place of its longer ones, words that the large archive knows: so it is new to
both, and resembles nothing that the rounds before have added. The large archive is a copy, thrown away afterwards.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from archive.ingest import Batch, Circumstances, Received, add_inputs, prepare
from archive.store import Store, open_store
from bench.figures import Figure, by_turns, compare
from bench.measure import CHECKOUT
from bench.vocabulary import word

ROUNDS = 25
"""Articles added to each of the two."""
MOST = 1.5
"""Adding to the large archive may take at most so many times as long."""

_LONGER = re.compile(r"\b[a-z]{7,}\b")


def reword(text: str, number: int) -> str:
    """The text with each longer word in small letters exchanged, always for the same one with the same ``number``.

    >>> reword("He stated that he stated nothing.", 1)
    'He stated that he stated pape.'
    """

    def exchange(found: re.Match[str]) -> str:
        return word(500 + zlib.crc32(f"{number}/{found[0]}".encode()) % 20_000)

    return _LONGER.sub(exchange, text)


def add_article(store: Store, text: str, number: int) -> None:
    """The text is archived, as a file of its own."""
    name = f"inbox/{number}.txt"
    received = Received(name, text.encode("utf-8"), "file", path=f"/synthetic/{name}")
    moment = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=number)
    now = f"{moment:%Y-%m-%dT%H:%M:%S}.000000Z"
    batch = Batch(lambda: Circumstances(now, "the bench"))
    (added,) = add_inputs(store, [prepare(received)], batch)
    if added.outcome != "new":
        raise ValueError(f"{name} is {added.outcome}, not new: {added.reason}")


def measure_adding(path: Path) -> Iterator[Figure]:
    """The figure for one article."""
    seeds = [seed.read_text("utf-8") for seed in sorted((CHECKOUT / "seeds").glob("*.txt"))]
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder, "large.db")
        shutil.copyfile(path, copy)
        with open_store(copy) as large, open_store(Path(folder, "empty.db"), create=True) as empty:

            def rounds() -> Iterator[dict[str, Callable[[], object]]]:
                for number in count(1):
                    text = reword(seeds[number % len(seeds)], number)
                    yield {
                        "large": partial(add_article, large, text, number),
                        "empty": partial(add_article, empty, text, number),
                    }

            each = rounds()
            by_turns(next(each) for _ in seeds)  # rule tables are read, pages of the file come into memory
            seconds = by_turns(next(each) for _ in range(ROUNDS))
            busy = by_turns((next(each) for _ in range(ROUNDS)), time.process_time)
    yield compare("adding one article, against adding it to an empty archive", seconds["large"], seconds["empty"], MOST)
    note = "without waiting for the disk"
    yield compare("the same in processor time", busy["large"], busy["empty"], None, note)
