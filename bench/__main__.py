"""All that ``make bench`` measures, in one run: the text work, growth, and pages over a million quotations.

Run as ``python -m bench``; ``--only search,adding`` runs some parts, ``--rows 20000`` takes a smaller archive (the
bounds are promised for a million). Ends with exit code 1 when a bound is broken.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.adding import measure_adding
from bench.counting import measure_counting
from bench.figures import Figure, keeps_promises, print_figure
from bench.filling import ROWS, synthetic_archive
from bench.hits import Terms
from bench.linear import measure_growth
from bench.pages import measure_crowd, measure_permalinks
from bench.search import measure_search
from bench.servers import our_server, running
from bench.speed import measure_steps


@dataclass(frozen=True)
class Field:
    """The archive that is measured on, made when it is first asked for."""

    rows: int
    given: Path | None = None

    @cached_property
    def path(self) -> Path:
        """The file."""
        return self.given or synthetic_archive(self.rows)

    @cached_property
    def terms(self) -> Terms:
        """The words in it."""
        return Terms(self.path)


def _measure_search(field: Field) -> Iterator[Figure]:
    with running(*our_server(field.path)) as ours:
        yield Figure("memory of our server after the start", ours.memory(), " MB")
        yield from measure_search(field.path, ours, field.terms, field.rows)
        yield Figure("memory of our server, all columns loaded", ours.memory(), " MB")


def _measure_permalinks(field: Field) -> Iterator[Figure]:
    with running(*our_server(field.path)) as ours:
        yield from measure_permalinks(field.path, ours)


def _measure_crowd(field: Field) -> Iterator[Figure]:
    with running(*our_server(field.path)) as ours:
        yield from measure_crowd(field.path, ours, field.terms, field.rows)
        yield Figure("memory of our server afterwards", ours.memory(), " MB")


PARTS: dict[str, Callable[[Field], Iterator[Figure]]] = {
    "steps": lambda _: measure_steps(),
    "growth": lambda _: measure_growth(),
    "search": _measure_search,
    "permalinks": _measure_permalinks,
    "crowd": _measure_crowd,
    "counting": lambda field: measure_counting(field.path, field.terms, field.rows),
    "adding": lambda field: measure_adding(field.path),
}
"""What is measured, in this order."""


def main() -> int:
    """Print the table; 1 when a bound is broken."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=ROWS, help="quotations in the archive (default: %(default)s)")
    parser.add_argument("--archive", type=Path, help="an archive made by bench.filling before")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas between (default: %(default)s)")
    given = parser.parse_args()
    chosen = given.only.split(",")
    if unknown := set(chosen) - PARTS.keys():
        parser.error(f"{', '.join(sorted(unknown))}: there is no such part; the parts are {', '.join(PARTS)}")
    field = Field(given.rows, given.archive)
    figures: list[Figure] = []
    for name in chosen:
        print(f"\n{name}", flush=True)
        for figure in PARTS[name](field):
            print_figure(figure)
            figures.append(figure)
    return 0 if keeps_promises(figures) else 1


if __name__ == "__main__":
    sys.exit(main())
