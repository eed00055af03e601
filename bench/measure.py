"""One measured figure, and the names of what it was measured on.

A figure without the corpus it was measured on says nothing, so each carries the corpus's digest: when the corpus
changes, the floor that was set on the old one is no promise any more, and the table says so.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
"""The folder that holds ``archive/``, ``seeds/`` and ``tests/``."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the quality table.

    ``name`` is ``corpus: what``, such as ``seeds: segments exact``, and is the key of its floor in ``floors.toml``.
    ``value`` is larger when things are better (a share, a count of hits), ``n`` the number of cases it counts, and
    ``text`` how people read it (``41/41``); empty means the value itself.
    """

    name: str
    value: float
    n: int
    corpus_digest: str
    text: str = ""


def count_measure(name: str, hits: int, n: int, corpus_digest: str) -> Measure:
    """How many of ``n`` cases are right, as a share that people read as ``hits/n``.

    >>> count_measure("seeds: lines removed", 22, 22, "0" * 12).text
    '22/22'
    """
    return Measure(name, hits / n if n else 0.0, n, corpus_digest, f"{hits}/{n}")


def corpus_digest(files: Iterable[Path]) -> str:
    """12 hex digits that name the files' contents, whatever their order and wherever they lie.

    >>> corpus_digest([]) == corpus_digest(())
    True
    """
    digest = hashlib.sha256()
    for name, path in sorted((path.name, path) for path in files):
        content = path.read_bytes()
        digest.update(f"{name}:{len(content)}:".encode() + content)
    return digest.hexdigest()[:12]


def shared_folder() -> Path | None:
    """The folder with the development data: ``$ARCHIVE_SHARED``, else ``shared`` beside the checkout, else none.

    A folder named by ``$ARCHIVE_SHARED`` is given back even when it does not exist: who names it, expects it.
    """
    named = os.environ.get("ARCHIVE_SHARED")
    if named:
        return Path(named)
    beside = CHECKOUT.parent / "shared"
    return beside if beside.is_dir() else None


def development_data(name: str) -> Path | None:
    """The development data ``bench/<name>`` of the shared folder, or none where there is no such data.

    Raises:
        FileNotFoundError: ``$ARCHIVE_SHARED`` names a folder that does not hold it; a named folder must be whole.
    """
    shared = shared_folder()
    if shared is None:
        return None
    path = shared / "bench" / name
    if path.exists():
        return path
    if os.environ.get("ARCHIVE_SHARED"):
        raise FileNotFoundError(f"{path}: $ARCHIVE_SHARED names {shared}, which does not hold it")
    return None
