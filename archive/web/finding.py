"""Which of the databases that Datasette serves is the archive: known by its tables, whatever its file is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

from archive.store import is_archive

PREFERRED = "archive"
"""The name that wins when several archives are attached; `archive serve` attaches under it."""

_KNOWN: WeakSet[Any] = WeakSet()  # a database that was an archive once stays one


@dataclass(frozen=True, slots=True)
class Found:
    """The archive that pages are about, and the names of the other archives attached."""

    name: str
    others: tuple[str, ...]


async def find_archive(datasette: Any) -> Found | None:
    """The archive among the attached databases, None when there is none.

    Of several it is the one named ``archive``, else the first by name. Asked afresh each time, because databases come
    and go while Datasette runs.
    """
    names = [name for name, database in list(datasette.databases.items()) if await _is_archive(name, database)]
    if not names:
        return None
    chosen = choose_archive(names)
    return Found(chosen, tuple(sorted(name for name in names if name != chosen)))


def choose_archive(names: list[str]) -> str:
    """The archive that pages are about.

    >>> choose_archive(["b", "a"]), choose_archive(["a", "archive"])
    ('a', 'archive')
    """
    return PREFERRED if PREFERRED in names else min(names)


def is_known_archive(datasette: Any, name: str) -> bool:
    """Whether this database was found to be an archive before; for hooks that cannot wait for an answer."""
    return datasette.databases.get(name) in _KNOWN


async def _is_archive(name: str, database: Any) -> bool:
    if name in ("_internal", "_memory") or database.is_memory:
        return False
    if database not in _KNOWN and await database.execute_fn(is_archive):
        _KNOWN.add(database)
    return database in _KNOWN
