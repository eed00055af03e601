"""What Datasette must not offer of an archive: arbitrary SQL, the bytes, and the file.

SQL is denied because one function call escapes Datasette's time limit (``replace(hex(zeroblob(…)))``), and for every
attached database, because it is one process that they share. The tables that hold bytes are denied because a text that
was taken down stays in the file: our own pages answer for it with 410, and Datasette's would hand it out.

The two versions of Datasette ask through different hooks; this is the only place that knows it.
"""

from __future__ import annotations

from typing import Any

from archive.web.finding import find_archive

BYTE_TABLES = ("snapshots", "texts")
"""The tables with received bytes and whole texts."""
DENIED_ACTIONS = frozenset({"execute-sql", "execute-write-sql", "store-query", "view-database-download"})
"""What nobody may do to any database that shares a process with an archive."""


async def is_denied(datasette: Any, action: str, resource: Any) -> bool:
    """Whether the archive forbids this action; asked by Datasette 0.65."""
    if action in DENIED_ACTIONS:
        return await find_archive(datasette) is not None
    if action == "view-table" and isinstance(resource, tuple) and resource[1].lower() in BYTE_TABLES:
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

    parameters: dict[str, str] = {"archive_reason": "an archive is attached"}
    selects = []
    for place, (parent, child) in enumerate(denied):
        parameters[f"archive_parent_{place}"] = parent
        parameters[f"archive_child_{place}"] = child
        selects.append(
            f"SELECT :archive_parent_{place} AS parent, nullif(:archive_child_{place}, '') AS child, "
            "0 AS allow, :archive_reason AS reason"
        )
    return PermissionSQL(sql="\nUNION ALL\n".join(selects), params=parameters)


async def _denied_resources(datasette: Any, action: str) -> list[tuple[str, str]]:
    if action in DENIED_ACTIONS and await find_archive(datasette):
        return [(name, "") for name in datasette.databases]
    if action == "view-table":
        return [(name, table) for name in await _archives(datasette) for table in BYTE_TABLES]
    return []


async def _archives(datasette: Any) -> tuple[str, ...]:
    found = await find_archive(datasette)
    return (found.name, *found.others) if found else ()
