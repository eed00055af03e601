"""The names of all speakers, and which of them are one person's: rows of the index, made when quotations come in.

What is hard here is to ask of a new name only its like. Each name has a key that all its spellings share
(`archive.name_forms`), so that the names of one key are judged together, however many others the archive holds. No
quotation is touched by that: the id it carries stays that of its own article's spelling, and joins are laid over ids
when they are read (`archive.store.speaker_groups`).

Rows tell by which rules they were made. `archive verify` makes those of today's rules again, `archive reprocess`
replaces the others.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib.resources import files

from archive.model import FaultRecord
from archive.name_forms import fold_name, join_names, kind_of_name

Name = tuple[str, str]
"""A speaker's id with a name that quotations have for it."""


MOST_SPELLINGS = 8
"""So many other spellings of one name are looked at when its words are compared."""


@cache
def joining_name() -> str:
    """The name of today's rules of joining names: it changes whenever their code or their tables do.

    >>> joining_name() == joining_name()
    True
    """
    digest = hashlib.sha256()
    package = files("archive")
    modules = sorted(entry.name for entry in (package / "name_forms").iterdir() if entry.name.endswith(".py"))
    for path in (*(f"name_forms/{name}" for name in modules), "rules/name_forms.toml", "rules/names.toml"):
        content = package.joinpath(path).read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path}:{len(content)}:".encode() + content)
    return f"n{digest.hexdigest()[:12]}"


def names_in(connection: sqlite3.Connection, document: str) -> set[Name]:
    """The speakers of an article's quotations, with their names."""
    sql = "SELECT DISTINCT speaker_id, speaker FROM quotations WHERE document = ? AND speaker_id IS NOT NULL"
    return set(connection.execute(sql, [document]).fetchall())


def refresh_names(connection: sqlite3.Connection, touched: Iterable[Name]) -> None:
    """The names that somebody is quoted under are in the index, the others are not, and all are joined with their like.

    ``touched`` are those of quotations that were added, changed or deleted. Call it in the same transaction, when the
    quotations are written.
    """
    keys = set()
    for speaker, name in sorted(set(touched)):
        row = [speaker, name]
        is_quoted = connection.execute("SELECT 1 FROM quotations WHERE speaker_id = ? AND speaker = ? LIMIT 1", row)
        is_held = connection.execute("SELECT 1 FROM speaker_names WHERE speaker_id = ? AND name = ?", row)
        quoted, held = is_quoted.fetchone() is not None, is_held.fetchone() is not None
        if quoted and not held:
            connection.execute("INSERT INTO speaker_names VALUES (?, ?, ?, ?, ?)", _row_of((speaker, name)))
        elif held and not quoted:
            connection.execute("DELETE FROM speaker_names WHERE speaker_id = ? AND name = ?", row)
        if quoted != held:
            keys.add(_key_of(name))
    for key in sorted(keys - {""}):
        _join_again(connection, key)


def rebuild_names(connection: sqlite3.Connection) -> None:
    """All names and joins are made again by today's rules; call it inside a transaction."""
    sql = "SELECT DISTINCT speaker_id, speaker FROM quotations WHERE speaker_id IS NOT NULL"
    rows = [_row_of(name) for name in connection.execute(sql).fetchall()]
    connection.execute("DELETE FROM speaker_names")
    connection.execute("DELETE FROM speaker_joins")
    connection.executemany("INSERT INTO speaker_names VALUES (?, ?, ?, ?, ?)", rows)
    for key in sorted({row[3] for row in rows} - {""}):
        _join_again(connection, key)


def rebuild_outdated_names(connection: sqlite3.Connection) -> bool:
    """Whether names were made by other rules than today's, and are made again now."""
    sql = "SELECT 1 FROM speaker_names WHERE joined_by <> ? LIMIT 1"
    is_outdated = connection.execute(sql, [joining_name()]).fetchone() is not None
    if is_outdated:
        rebuild_names(connection)
    return is_outdated


def spellings_of(connection: sqlite3.Connection, speaker: str) -> list[str]:
    """The ids that share a key with one of a speaker's names, itself first: the same person as far as names tell."""
    keys = connection.execute("SELECT name_key FROM speaker_names WHERE speaker_id = ?", [speaker]).fetchall()
    sql = "SELECT DISTINCT speaker_id FROM speaker_names WHERE name_key = ? ORDER BY speaker_id LIMIT ?"
    found = [row[0] for key in dict.fromkeys(keys) if key[0] for row in connection.execute(sql, [*key, MOST_SPELLINGS])]
    return list(dict.fromkeys([speaker, *found]))


def _row_of(name: Name) -> tuple[str, str, str, str, str]:
    return (*name, kind_of_name(name[1]), _key_of(name[1]), joining_name())


def _key_of(name: str) -> str:
    """What the spellings of a name share; only persons are known by several."""
    return fold_name(name).key if kind_of_name(name) == "person" else ""


def _join_again(connection: sqlite3.Connection, key: str) -> None:
    connection.execute("DELETE FROM speaker_joins WHERE name_key = ?", [key])
    sql = "INSERT OR IGNORE INTO speaker_joins (a, b, name_key, evidence) VALUES (?, ?, ?, ?)"
    connection.executemany(sql, _joins_of(connection, key))


def _joins_of(connection: sqlite3.Connection, key: str) -> list[tuple[str, str, str, str]]:
    """The rows that the names of one key should have in ``speaker_joins``."""
    named = connection.execute("SELECT name, speaker_id FROM speaker_names WHERE name_key = ?", [key])
    ids = dict(named.fetchall())
    joins = join_names(ids)
    found = [(ids[join.a], ids[join.b], key, join.evidence) for join in joins if ids[join.a] != ids[join.b]]
    return list({row[:2]: row for row in reversed(found)}.values())


def find_name_faults(connection: sqlite3.Connection) -> Iterator[FaultRecord]:
    """Names that are missing or that nobody is quoted under, and joins that do not say what the names say."""
    quoted = "SELECT DISTINCT speaker_id, speaker FROM quotations WHERE speaker_id IS NOT NULL"
    held = {row[:2]: row for row in connection.execute("SELECT * FROM speaker_names").fetchall()}
    wanted = {*connection.execute(quoted).fetchall()}
    for name in sorted(wanted - held.keys()):
        yield FaultRecord(fault="index-missing", id=f"speaker_names/{'/'.join(name)}", detail="is not there")
    for name in sorted(held.keys() - wanted):
        yield FaultRecord(fault="index-extra", id=f"speaker_names/{'/'.join(name)}", detail="nobody is quoted so")
    today = [name for name in sorted(wanted & held.keys()) if held[name][4] == joining_name()]
    for name in today:
        if held[name] != _row_of(name):
            detail = f"says {held[name][2:4]}, not {_row_of(name)[2:4]}"
            yield FaultRecord(fault="index-edited", id=f"speaker_names/{'/'.join(name)}", detail=detail)
    if len(today) == len(held):
        yield from _find_join_faults(connection, {row[3] for row in held.values()} - {""})


def _find_join_faults(connection: sqlite3.Connection, keys: Collection[str]) -> Iterator[FaultRecord]:
    held = set(connection.execute("SELECT a, b, name_key, evidence FROM speaker_joins").fetchall())
    wanted = {row for key in keys for row in _joins_of(connection, key)}
    for a, b, *_ in sorted(wanted - held):
        yield FaultRecord(
            fault="index-missing", id=f"speaker_joins/{a}/{b}", detail="is not there, or says other words"
        )
    for a, b, *_ in sorted(held - wanted):
        yield FaultRecord(fault="index-extra", id=f"speaker_joins/{a}/{b}", detail="the names do not say so")
