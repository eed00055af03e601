"""Asks the peers in their own environment; what has a floor, how much faster the archive is, becomes measures."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from bench.measure import CHECKOUT, Measure, corpus_digest, development_data
from bench.peers.scoring import Row

_OURS = CHECKOUT / ".venv-bench" / "bin" / "python"


def peers_python() -> Path | None:
    """The Python that has the peers: ``$ARCHIVE_PEERS``, else that of ``.venv-bench``; None when it is not there."""
    named = os.environ.get("ARCHIVE_PEERS")
    python = Path(named) if named else _OURS
    return python if python.exists() else None


def ask_peers(python: Path) -> list[Row]:
    """Every row that ``python -m bench.peers`` prints there.

    Raises:
        CalledProcessError: a peer broke; its own words are on stderr.
    """
    answer = subprocess.run([python, "-m", "bench.peers"], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=True)
    return [Row(**json.loads(line)) for line in answer.stdout.splitlines()]


def speed_measures(rows: Iterable[Row]) -> list[Measure]:
    """The rows of speed as measures: how many times longer the peer takes on the same texts.

    >>> [measure.name for measure in speed_measures([Row("speed: all text work", "textacy", 9.0, "9.0 times")])]
    ['speed: all text work, textacy over ours']
    """
    folder = development_data("html-dev")
    timed = [row for row in rows if row.measure.startswith("speed:")]
    digest = corpus_digest([*folder.glob("*.gz"), folder / "gold.jsonl"]) if folder and timed else ""
    return [Measure(f"{row.measure}, {row.peer} over ours", row.value, 1, digest, f"{row.value:.1f}") for row in timed]


def print_peers(rows: Iterable[Row]) -> None:
    """The rows as a table of their own, a measure's peers below each other."""
    ordered = sorted(rows, key=lambda row: row.measure)
    width = max((len(row.measure) for row in ordered), default=0)
    print("\nthe same on peers, for scale")
    last = ""
    for row in ordered:
        print(f"{'' if row.measure == last else row.measure:<{width}}  {row.peer:<22}  {row.text:>12}")
        last = row.measure
