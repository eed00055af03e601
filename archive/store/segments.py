"""Columns of the index a second time, as numbers in blocks: what exact counts over a million rows are made from.

What is hard here: SQLite keeps a row together, so that counting one column reads all of them, a second for a million
rows. So each column that people filter and count by is kept beside the table as segments: one number per row, 1024 rows
to a block, four bytes each, little end first. What a number stands for is in `facet_values`, where values are only ever
added, so that a number never changes its meaning; 0 stands for "no row". A block is written again only when one of its
rows is, so that adding an article costs the same in an archive of any size.

Segments are part of the index: made from it, compared with it by `archive verify`, and dispensable. They are written in
the transaction of the rows; each block carries the number of the change that wrote it, drawn at random, and the latest
change stands in `index_state`: who read a state of that number has read this one, in whatever file or copy of it.
`archive.store.columns` reads all this.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

BLOCK = 1024
"""Rows of a table in one block."""
_LINE = 1 << 32
"""The numberings that come from the same numbering afresh."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column that is kept as segments. ``value`` and ``label`` are SQL on a row of ``table``.

    Fields of one name share their numbers, whatever their tables.
    """

    table: str
    name: str
    value: str
    label: str = "NULL"


FIELDS: Sequence[Field] = (
    # what facets count
    Field("quotations", "speaker", "speaker_id", label="speaker"),
    *(Field("quotations", name, name) for name in ("outlet", "published", "kind", "cue", "medium", "relayed_by")),
    *(Field("quotations", name, name) for name in ("language", "document", "tags", "cleaning", "status", "elsewhere")),
    # what lists pass over
    Field("quotations", "is_current", "CAST(is_current AS TEXT)"),
    # what lists are sorted by
    *(Field("quotations", name, name) for name in ("captured_at", "source")),
    # what a speaker's page counts
    Field("quotations", "mention", "mention"),
    Field("sentences", "document", "document"),
    Field("sentences", "is_current", "CAST(is_current AS TEXT)"),
)
"""The columns that are kept as segments; a new one is filled by a migration that calls `rebuild_segments`."""

Entry = tuple[str | None, str | None]
"""A value and what people see of it."""


def fields_of(table: str) -> list[Field]:
    """The fields of one table, none for a table without segments."""
    return [field for field in FIELDS if field.table == table]


def pack_codes(codes: array[int]) -> bytes:
    r"""The numbers of a block as they are stored: without the zeros at its end.

    >>> pack_codes(array("I", [1, 0, 258, 0]))
    b'\x01\x00\x00\x00\x00\x00\x00\x00\x02\x01\x00\x00'
    """
    length = len(codes)
    while length and not codes[length - 1]:
        length -= 1
    return _little_endian(codes[:length]).tobytes()


def unpack_codes(stored: bytes) -> array[int]:
    """The numbers of a block, one for each of its rows.

    >>> unpack_codes(pack_codes(array("I", [7, 0, 9])))[:4]
    array('I', [7, 0, 9, 0])
    """
    codes = array("I")
    codes.frombytes(stored.ljust(4 * BLOCK, b"\0"))
    return _little_endian(codes)


def _little_endian(codes: array[int]) -> array[int]:
    if sys.byteorder == "big":
        codes.byteswap()
    return codes


def note_change(connection: sqlite3.Connection) -> int:
    """The number of the change that is being made to the index: drawn at random, so that no other has it."""
    connection.execute(
        'INSERT INTO index_state (id, numbering, "change") VALUES (1, random(), random()) '
        'ON CONFLICT (id) DO UPDATE SET "change" = excluded."change"'
    )
    return int(connection.execute('SELECT "change" FROM index_state WHERE id = 1').fetchone()[0])


def refresh_segments(
    connection: sqlite3.Connection, table: str, ids: Iterable[int], change: int, only: Collection[str] | None = None
) -> None:
    """The segments say of these rows what the table says; of those that are no more, nothing.

    Call it in the transaction in which the rows were added, changed or deleted; ``change`` is from `note_change`. With
    ``only``, just these fields are looked at, where nothing else has changed.
    """
    touched = sorted(set(ids))
    fields = [field for field in fields_of(table) if only is None or field.name in only]
    if not touched or not fields:
        return
    listed = ", ".join(f"{field.value}, {field.label}" for field in fields)
    rows = {
        row[0]: row[1:]
        for row in connection.execute(
            f'SELECT id, {listed} FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))', [json.dumps(touched)]
        )
    }
    for place, field in enumerate(fields):
        entries = {row_id: (row[2 * place], row[2 * place + 1]) for row_id, row in rows.items()}
        codes = {entry: _code_of(connection, field.name, entry) for entry in dict.fromkeys(entries.values())}
        for block in dict.fromkeys(row_id // BLOCK for row_id in touched):
            wanted = {
                row_id % BLOCK: codes[entries[row_id]] if row_id in entries else 0
                for row_id in touched
                if row_id // BLOCK == block
            }
            _patch_block(connection, field, block, wanted, change)


def _code_of(connection: sqlite3.Connection, name: str, entry: Entry) -> int:
    """The number of a value, given to it now if it has none."""
    found = connection.execute(
        "SELECT code FROM facet_values WHERE field = ? AND value IS ? AND label IS ?", [name, *entry]
    ).fetchone()
    if found:
        return int(found[0])
    code = connection.execute("SELECT coalesce(max(code), 0) + 1 FROM facet_values WHERE field = ?", [name])
    number = int(code.fetchone()[0])
    connection.execute(
        "INSERT INTO facet_values (field, code, value, label) VALUES (?, ?, ?, ?)", [name, number, *entry]
    )
    numbering = connection.execute("SELECT numbering FROM index_state WHERE id = 1").fetchone()[0]
    connection.execute(
        "UPDATE index_state SET numbering = ? WHERE id = 1", [extend_numbering(numbering, {name: [(number, entry)]})]
    )
    return number


def extend_numbering(numbering: int, added: Mapping[str, Iterable[tuple[int, Entry]]]) -> int:
    """What tells all numbers of an archive when these were given besides, by field, in whatever order.

    The upper half is drawn at random when all values are numbered afresh. To the lower half a digest of each value that
    is numbered later is added, so that two copies of a file that went separate ways are not taken for each other.
    """
    digests = (
        hashlib.blake2b(repr((name, code, entry)).encode(errors="surrogatepass"), digest_size=4).digest()
        for name, entries in added.items()
        for code, entry in entries
    )
    line, lower = numbering & -_LINE, numbering % _LINE
    return line | (lower + sum(int.from_bytes(digest) for digest in digests)) % _LINE


def is_same_line(numbering: int, other: int) -> bool:
    """Whether both come from the same numbering afresh."""
    return numbering & -_LINE == other & -_LINE


def _patch_block(connection: sqlite3.Connection, field: Field, block: int, wanted: dict[int, int], change: int) -> None:
    key = [field.table, field.name, block]
    before = _read_block(connection, field, block)
    codes = unpack_codes(before)
    for place, code in wanted.items():
        codes[place] = code
    packed = pack_codes(codes)
    if packed == before:
        return
    if not packed:
        connection.execute('DELETE FROM facet_segments WHERE "table" = ? AND field = ? AND block = ?', key)
        return
    _write_block(connection, field, block, packed, change)


def _write_block(connection: sqlite3.Connection, field: Field, block: int, packed: bytes, change: int) -> None:
    connection.execute(
        'INSERT INTO facet_segments ("table", field, block, "change", codes) VALUES (?, ?, ?, ?, ?) '
        'ON CONFLICT ("table", field, block) DO UPDATE SET "change" = excluded."change", codes = excluded.codes',
        [field.table, field.name, block, change, packed],
    )


class _Numbering(dict[Entry, int]):
    """Values as keys, each with its number: the next free one for a value that is met for the first time."""

    def __missing__(self, entry: Entry) -> int:
        self[entry] = code = len(self) + 1
        return code


def rebuild_segments(connection: sqlite3.Connection) -> None:
    """All segments say what their tables say, with values numbered afresh; nothing else of the archive changes.

    For a new kind of segment, and for rows that were written in bulk. Takes about 15 seconds for a million rows. Call
    it inside a transaction.
    """
    connection.execute("DELETE FROM facet_segments")
    connection.execute("DELETE FROM facet_values")
    connection.execute("DELETE FROM index_state")
    change = note_change(connection)
    numberings: dict[str, _Numbering] = {field.name: _Numbering() for field in FIELDS}
    for table in dict.fromkeys(field.table for field in FIELDS):
        fields = fields_of(table)
        for block, places, columns in _each_block(connection, table, fields):
            for field, values, labels in zip(fields, columns[::2], columns[1::2], strict=True):
                numbering = numberings[field.name]
                codes = array("I", bytes(4 * BLOCK))
                for place, entry in zip(places, zip(values, labels, strict=True), strict=True):
                    codes[place] = numbering[entry]
                _write_block(connection, field, block, pack_codes(codes), change)
    for name, numbering in numberings.items():
        connection.executemany(
            "INSERT INTO facet_values (field, code, value, label) VALUES (?, ?, ?, ?)",
            ((name, code, *entry) for entry, code in numbering.items()),
        )


def _each_block(
    connection: sqlite3.Connection, table: str, fields: Sequence[Field]
) -> Iterator[tuple[int, list[int], list[tuple[str | None, ...]]]]:
    """Each block that holds a row, with the places of its rows in it, and the columns' values and labels by turns."""
    listed = ", ".join(f"{field.value}, {field.label}" for field in fields)
    highest = connection.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()[0]
    for block in range(highest // BLOCK + 1):
        rows = connection.execute(
            f'SELECT id, {listed} FROM "{table}" WHERE id >= ? AND id < ? ORDER BY id',
            [block * BLOCK, (block + 1) * BLOCK],
        ).fetchall()
        if rows:
            ids, *columns = zip(*rows, strict=True)
            yield block, [row_id % BLOCK for row_id in ids], columns


def find_wrong_blocks(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, int, str]]:
    """Each block of a table's segments that does not say what the table says, with what is wrong."""
    fields = fields_of(table)
    meanings = {field.name: _read_meanings(connection, field.name) for field in fields}
    held = set(connection.execute('SELECT field, block FROM facet_segments WHERE "table" = ?', [table]))
    for block, places, columns in _each_block(connection, table, fields):
        for field, values, labels in zip(fields, columns[::2], columns[1::2], strict=True):
            held.discard((field.name, block))
            wanted: dict[int, Entry | None] = dict(zip(places, zip(values, labels, strict=True), strict=True))
            codes = unpack_codes(_read_block(connection, field, block))
            meaning = meanings[field.name]
            for place in range(BLOCK):
                said = meaning.get(codes[place], ("?", None)) if codes[place] else None
                if said != wanted.get(place):
                    yield field.name, block, f"says {said and said[0]!r} of row {block * BLOCK + place}"
                    break
    for name, block in sorted(held):
        yield name, block, "holds rows that are not there"


def _read_meanings(connection: sqlite3.Connection, name: str) -> dict[int, Entry]:
    rows = connection.execute("SELECT code, value, label FROM facet_values WHERE field = ?", [name])
    return {code: (value, label) for code, value, label in rows}


def _read_block(connection: sqlite3.Connection, field: Field, block: int) -> bytes:
    """The numbers of a block as they are stored, nothing where there are none."""
    found = connection.execute(
        'SELECT codes FROM facet_segments WHERE "table" = ? AND field = ? AND block = ?',
        [field.table, field.name, block],
    ).fetchone()
    return bytes(found[0]) if found else b""
