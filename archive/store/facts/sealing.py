"""Rows of facts are sealed and counted, so that a slip of the hand in the database is noticed.

A seal is the SHA-256 of the row's columns; a tally counts the rows of a table. Neither stops a forger, who can renew
both; they are for the honest mistake, the half-finished repair and the failing disk. What a stranger relies on is the
digest in a permalink, which needs neither.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from archive.store.connection import Store

SEALED_TABLES: Mapping[str, tuple[str, ...]] = {
    "snapshots": ("digest",),
    "texts": ("digest",),
    "readings": ("snapshot", "reader", "reader_version", "options", "text"),
    "documents": ("id",),
    "aliases": ("kind", "value", "document", "added_at"),
    "versions": ("document", "text"),
    "captures": ("id",),
    "decisions": ("id",),
    "withdrawals": ("text",),
    "analyses": ("text", "rule_set"),
}
"""The tables of facts and analyses, each with the columns that name a row."""

_OUTSIDE_SEAL = {"seal", "content", "frame", "is_current"}
"""Bytes have their digest; which analysis is current may change."""


def seal_of(table: str, row: Mapping[str, Any]) -> str:
    """The seal of a row: 64 hex digits that any edit of it breaks.

    >>> seal_of("documents", {"id": "0a", "seal": "old"}) == seal_of("documents", {"id": "0a"})
    True
    """
    columns = {column: value for column, value in row.items() if column not in _OUTSIDE_SEAL}
    named = json.dumps([table, columns], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


def insert_sealed(store: Store, table: str, row: Mapping[str, Any]) -> bool:
    """Whether the row is new; one that is there already, by its key, stays as it is."""
    sealed = {**row, "seal": seal_of(table, row)}
    columns = ", ".join(f'"{column}"' for column in sealed)
    values = ", ".join(f":{column}" for column in sealed)
    keys = ", ".join(f'"{column}"' for column in SEALED_TABLES[table])
    # No value from outside enters this SQL: names of tables and columns are written in this package.
    sql = f'INSERT INTO "{table}" ({columns}) VALUES ({values}) ON CONFLICT ({keys}) DO NOTHING'
    if not store.execute(sql, sealed):
        return False
    store.execute(
        'INSERT INTO tallies (name, "rows") VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET "rows" = "rows" + 1',
        [table],
    )
    return True


def replace_sealed(store: Store, table: str, row: Mapping[str, Any]) -> None:
    """The row with this key holds these values and a new seal; it must exist."""
    sealed = {**row, "seal": seal_of(table, row)}
    keys = SEALED_TABLES[table]
    changes = ", ".join(f'"{column}" = :{column}' for column in sealed if column not in keys)
    condition = " AND ".join(f'"{column}" = :{column}' for column in keys)
    store.execute(f'UPDATE "{table}" SET {changes} WHERE {condition}', sealed)
