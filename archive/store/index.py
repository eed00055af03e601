"""The rows that people search, brought in step with facts, current analyses and decisions.

Refreshing compares before it writes: a row that says what it should stays untouched, so that giving an article a date
does not rewrite its full text, and refreshing twice changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.identifiers import DocumentId
from archive.store.article_rows import article_rows, source_name_rows, source_rows
from archive.store.connection import Store
from archive.store.elsewhere import partners_of
from archive.store.fulltext import FULLTEXT, forget_rows, learn_rows
from archive.store.held import HeldDocument, Row, read_document
from archive.store.rows import quotation_rows, removal_rows, sentence_rows, suspect_rows
from archive.store.segments import note_change, refresh_segments
from archive.store.site_lines import renew_site_lines
from archive.store.speaker_names import names_in, refresh_names
from archive.store.surroundings import places_of_sentences, quotations_beside
from archive.store.wordings import pair_quotations


@dataclass(frozen=True, slots=True)
class IndexTable:
    """One table of the index: which columns name a row within a document, and what its rows should be."""

    name: str
    key: tuple[str, ...]
    make_rows: Callable[[HeldDocument], list[Row]]


INDEX_TABLES: Sequence[IndexTable] = (
    IndexTable("articles", ("document",), article_rows),
    IndexTable("quotations", ("text", "start", "end"), quotation_rows),
    IndexTable("sentences", ("text", "start", "end"), sentence_rows),
    IndexTable("removals", ("text", "start", "end"), removal_rows),
    IndexTable("suspects", ("text", "start", "end"), suspect_rows),
    IndexTable("sources", ("source",), source_rows),
    IndexTable("source_names", ("source", "name"), source_name_rows),
)
"""The tables of the index; one row to add a table."""


@dataclass(frozen=True, slots=True)
class Differences:
    """How the rows of one document differ from what they should be; ``stale`` and ``changed`` are row ids."""

    missing: list[Row]
    stale: list[int]
    changed: list[tuple[int, Row, Row]]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.changed)


def compare_rows(store: Store, table: IndexTable, document: DocumentId, wanted: Iterable[Row]) -> Differences:
    """How this table differs from the rows that the document should have in it."""
    columns = 'rowid AS "row_id", *'
    held = store.rows(f'SELECT {columns} FROM "{table.name}" WHERE document = ?', [document])
    by_key = {tuple(row[column] for column in table.key): row for row in held}
    missing: list[Row] = []
    changed: list[tuple[int, Row, Row]] = []
    for row in wanted:
        found = by_key.pop(tuple(row[column] for column in table.key), None)
        if found is None:
            missing.append(row)
        elif difference := {column: value for column, value in row.items() if found[column] != value}:
            changed.append((found["row_id"], difference, found))
    return Differences(missing, [row["row_id"] for row in by_key.values()], changed)


def refresh_document(store: Store, document: DocumentId) -> None:
    """The document's rows in the index say what facts, current analyses and decisions say.

    Call it in the same transaction as what made it necessary: an added capture, a new analysis, a decision. So do the
    rows of others of its site, where its lines decide what they repeat.
    """
    held = read_document(store, document)
    concerned = renew_site_lines(store, document, held)
    _refresh_rows(store, document, read_document(store, document) if document in concerned else held)
    for other in sorted(concerned - {document}):
        _refresh_rows(store, other, read_document(store, other))


def _refresh_rows(store: Store, document: DocumentId, held: HeldDocument | None) -> None:
    found = {
        table: compare_rows(store, table, document, table.make_rows(held) if held else []) for table in INDEX_TABLES
    }
    if not any(found.values()):
        return
    change = note_change(store.connection)
    before = partners_of(store.connection, _quotations_of(store, document))
    speakers = names_in(store.connection, document)
    gone = places_of_sentences(store, _held_ids(found, "sentences"))
    touched = {table.name: _apply(store, table, differences) for table, differences in found.items()}
    if touched["quotations"]:
        refresh_names(store.connection, speakers ^ names_in(store.connection, document))
    if touched["quotations"] or touched["sentences"]:
        places = gone + places_of_sentences(store, touched["sentences"])
        compared = list(dict.fromkeys([*touched["quotations"], *quotations_beside(store, document, places)]))
        told = set(pair_quotations(store.connection, compared, before)).difference(touched["quotations"])
        refresh_segments(store.connection, "quotations", told, change, only=("elsewhere",))
    for name, ids in touched.items():
        refresh_segments(store.connection, name, ids, change)


def _held_ids(found: Mapping[IndexTable, Differences], name: str) -> list[int]:
    """The ids of the rows of a table that will be deleted or changed."""
    differences = next(differences for table, differences in found.items() if table.name == name)
    return [*differences.stale, *(row_id for row_id, _, _ in differences.changed)]


def _quotations_of(store: Store, document: DocumentId) -> list[int]:
    return [row["id"] for row in store.rows("SELECT id FROM quotations WHERE document = ?", [document])]


def index_change(store: Store) -> int:
    """A number that another state of the index would not have; whatever is made of the index alone is good as long."""
    return int(store.value('SELECT "change" FROM index_state'))


def _apply(store: Store, table: IndexTable, differences: Differences) -> list[int]:
    """The ids of the rows that were added, changed or deleted."""
    searched = set(FULLTEXT.get(table.name, ()))
    moved = [row_id for row_id, difference, _ in differences.changed if searched & difference.keys()]
    if searched and (differences.stale or moved):
        forget_rows(store, table.name, json.dumps(differences.stale + moved))
    store.execute_many(f'DELETE FROM "{table.name}" WHERE rowid = ?', [[row_id] for row_id in differences.stale])
    for row_id, difference, _ in differences.changed:
        _update(store, table.name, row_id, difference)
    added = _insert(store, table.name, differences.missing)
    if searched and (added or moved):
        learn_rows(store, table.name, json.dumps(added + moved))
    return [*added, *differences.stale, *(row_id for row_id, _, _ in differences.changed)]


def _insert(store: Store, table: str, rows: Sequence[Row]) -> list[int]:
    """The ids of the rows, now in the table: SQLite gives each new row the next number after the highest."""
    if not rows:
        return []
    highest = store.value(f'SELECT coalesce(max(rowid), 0) FROM "{table}"')
    store.database.table(table).insert_all(rows)
    return [row["id"] for row in store.rows(f'SELECT rowid AS id FROM "{table}" WHERE rowid > ?', [highest])]


def _update(store: Store, table: str, row_id: int, difference: Row) -> None:
    changes = ", ".join(f'"{column}" = :{column}' for column in difference)
    store.execute(f'UPDATE "{table}" SET {changes} WHERE rowid = :row_id', {**difference, "row_id": row_id})
