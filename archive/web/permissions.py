"""What Datasette must not offer of an archive: arbitrary SQL, the bytes, and the file.

SQL is denied because one function call escapes Datasette's time limit (``replace(hex(zeroblob(…)))``), and for every
attached database, because it is one process that they share. The tables that hold bytes are denied because a text that
was taken down stays in the file: our own pages answer for it with 410, and Datasette's would hand it out.

The two versions of Datasette ask through different hooks; this is the only place that knows it.
"""

from __future__ import annotations

import json
from typing import Any

from archive.web.finding import find_archive

BYTE_TABLES = ("snapshots", "texts")
"""The tables with received bytes and whole texts."""
# Not the full text itself: Datasette 1.0 searches only where that may be looked at, and hides it of its own accord.
_FTS_PARTS = ("_data", "_idx", "_docsize", "_config")
MACHINERY_TABLES = (
    "_sqlite_migrations",
    "aliases",
    "analyses",
    "documents",
    "facet_segments",
    "facet_values",
    "index_state",
    "readings",
    "repeated_lines",
    "site_lines",
    "source_names",
    "sources",
    "speaker_joins",
    "speaker_names",
    "tallies",
    "utterances",
    "wordings",
    *(f"{table}_fts{part}" for table in ("quotations", "sentences") for part in _FTS_PARTS),
)
"""The tables that only serve the others, or whose content a page of ours tells better. Denied, because Datasette can
hide a table only by metadata, which knows an archive by its name."""
DENIED_TABLES = (*BYTE_TABLES, *MACHINERY_TABLES)
"""The tables that nobody may look at through Datasette."""
DENIED_ACTIONS = frozenset({"execute-sql", "execute-write-sql", "store-query", "view-database-download"})
"""What nobody may do to any database that shares a process with an archive."""


async def is_denied(datasette: Any, action: str, resource: Any) -> bool:
    """Whether the archive forbids this action; asked by Datasette 0.65."""
    if action in DENIED_ACTIONS:
        return await find_archive(datasette) is not None
    if action == "view-table" and isinstance(resource, tuple) and resource[1].lower() in DENIED_TABLES:
        return resource[0] in await _archives(datasette)
    return False


async def deny_sql(datasette: Any, action: str) -> Any:
    """The denials as a rule for Datasette 1.0, None when there is nothing to deny.

    A rule about one database beats a rule about all, and a denial beats a permission only on the same level; so each
    database is named.
    """
    denied = await _denied_resources(datasette, action)
    if not denied:
        return None
    from datasette.permissions import PermissionSQL  # Datasette 0.65 has no such module

    sql = (
        "SELECT json_extract(value, '$[0]') AS parent, json_extract(value, '$[1]') AS child, 0 AS allow, "
        ":archive_reason AS reason FROM json_each(:archive_denied)"
    )
    return PermissionSQL(
        sql=sql, params={"archive_reason": "an archive is attached", "archive_denied": json.dumps(denied)}
    )


async def _denied_resources(datasette: Any, action: str) -> list[tuple[str, str | None]]:
    if action in DENIED_ACTIONS and await find_archive(datasette):
        return [(name, None) for name in datasette.databases]
    if action == "view-table":
        return [(name, table) for name in await _archives(datasette) for table in DENIED_TABLES]
    return []


async def _archives(datasette: Any) -> tuple[str, ...]:
    found = await find_archive(datasette)
    return (found.name, *found.others) if found else ()
