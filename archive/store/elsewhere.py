"""What a list says of each quotation's other wordings, kept beside it so that search can count and filter by it.

What is hard here is that three things decide: the pairs of the index, what people ruled on them, and which quotations
there are today; a change of one side is a change of the other. So whoever touches pairs, rulings or quotations hands
over all rows that may be told of otherwise now, on both sides, and gets those back that are.

Beside the kinds stands how many pairs a quotation is in, so that `archive verify` notices one that was taken away.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from archive.identifiers import parse_permalink
from archive.model import FaultRecord
from archive.records import Elsewhere
from archive.store.segments import note_change, refresh_segments

KINDS: Sequence[str] = get_args(Elsewhere)
"""What can be known of a quotation elsewhere, in the order in which it is stored."""
Row = Mapping[str, Any]
_ROWS_AT_ONCE = 1_000
COUNTED = (
    "(SELECT count(*) FROM wordings WHERE a = utterances.quotation)"
    " + (SELECT count(*) FROM wordings WHERE b = utterances.quotation)"
)
"""SQL that counts the pairs of a row of `utterances`."""


def latest_rulings(decisions: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """The decision that holds on each pair of permalinks, those taken back left out; ``decisions`` oldest first."""
    held: dict[tuple[str, str], Row] = {}
    for row in decisions:
        ruling, _, other = str(row["value"] or "").partition(" ")
        pair = (f"q/{row['subject']}/{row['start']}-{row['end']}", other)
        if ruling == "forget":
            held.pop(pair, None)
        else:
            held[pair] = row
    return held


def partners_of(connection: sqlite3.Connection, ids: Collection[int]) -> list[int]:
    """The quotations that some of these are paired with."""
    sql = (
        "SELECT b FROM wordings WHERE a IN (SELECT value FROM json_each(?1)) "
        "UNION SELECT a FROM wordings WHERE b IN (SELECT value FROM json_each(?1))"
    )
    return [row[0] for row in connection.execute(sql, [json.dumps(list(ids))])]


def settle(connection: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """These quotations say what is known of them elsewhere; gives those that said something else before.

    Call it in the transaction that touched them; their segments are the caller's to refresh (`show_settled`).
    """
    listed = sorted(set(ids))
    changed: list[int] = []
    for first in range(0, len(listed), _ROWS_AT_ONCE):
        part = listed[first : first + _ROWS_AT_ONCE]
        told = _told_of(connection, part)
        connection.executemany("UPDATE quotations SET elsewhere = ? WHERE id = ?", [(told[one], one) for one in told])
        connection.execute(
            f"UPDATE utterances SET pairs = {COUNTED} WHERE quotation IN (SELECT value FROM json_each(?)) "
            f"AND pairs <> {COUNTED}",
            [json.dumps(part)],
        )
        changed += told
    return changed


def show_settled(connection: sqlite3.Connection, changed: Collection[int]) -> None:
    """What search counts by says of these quotations what `settle` has written; nothing else of them has changed."""
    if changed:
        refresh_segments(connection, "quotations", changed, note_change(connection), only=("elsewhere",))


def find_elsewhere_faults(connection: sqlite3.Connection) -> Iterator[FaultRecord]:
    """Quotations that say of their other wordings what pairs and rulings do not, and pairs that were taken away."""
    lost = f"SELECT permalink, pairs, {COUNTED} FROM utterances JOIN quotations ON quotations.id = quotation"
    for permalink, told, counted in connection.execute(f"{lost} WHERE pairs <> {COUNTED}").fetchall():
        detail = f"{told} pairs were found, {counted} are there; archive reprocess finds them again"
        yield FaultRecord(fault="index-missing", id=f"wordings/{permalink}", detail=detail)
    highest = connection.execute("SELECT coalesce(max(id), 0) FROM quotations").fetchone()[0]
    for first in range(0, highest + 1, _ROWS_AT_ONCE):
        for one, wanted in _told_of(connection, range(first, first + _ROWS_AT_ONCE)).items():
            sql = "SELECT document, permalink, elsewhere FROM quotations WHERE id = ?"
            document, permalink, held = connection.execute(sql, [one]).fetchone()
            name = f"quotations/{document}/{permalink}"
            yield FaultRecord(fault="index-edited", id=name, detail=f"elsewhere is {held!r}, not {wanted!r}")


_PAIRED = """
SELECT one, relation, max(conflicts <> '[]') FROM (
  SELECT a AS one, b, a, relation, conflicts FROM wordings WHERE a IN (SELECT value FROM json_each(?1))
  UNION ALL
  SELECT b AS one, b, a, relation, conflicts FROM wordings WHERE b IN (SELECT value FROM json_each(?1))
) WHERE (a, b) NOT IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?2))
GROUP BY one, relation
"""


def _told_of(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """What those of the quotations should say that say something else now.

    A pair that a person ruled on counts as that person says; who ruled has looked at what the two disagree in.
    """
    listed = json.dumps(list(ids))
    kinds: dict[int, set[str]] = defaultdict(set)
    ruled = _ruled_rows(connection, _rulings_on(connection, listed))
    for one, relation, disagrees in connection.execute(_PAIRED, [listed, json.dumps(list(ruled))]):
        kinds[one].update((relation, "conflict") if disagrees else (relation,))
    for (a, b), ruling in ruled.items():
        if ruling == "confirm":
            found = connection.execute("SELECT relation FROM wordings WHERE a = ? AND b = ?", [a, b]).fetchone()
            kind = found[0] if found and found[0] != "same-event" else "variant"
            kinds[a].add(kind)
            kinds[b].add(kind)
    rows = connection.execute(
        "SELECT id, elsewhere FROM quotations WHERE id IN (SELECT value FROM json_each(?))", [listed]
    ).fetchall()
    wanted = {one: json.dumps([kind for kind in KINDS if kind in kinds[one]]) for one, _ in rows}
    return {one: wanted[one] for one, held in rows if wanted[one] != held}


_RULED_ON = """
WITH named AS (
  SELECT text, "start", "end", permalink FROM quotations WHERE id IN (SELECT value FROM json_each(?))
), rulings (word) AS (VALUES ('confirm'), ('reject'), ('forget'))
SELECT d.rowid, d.* FROM named CROSS JOIN decisions AS d
  ON d.subject = named.text AND d."start" = named."start" AND d."end" = named."end" WHERE d.field = 'utterance'
UNION
SELECT d.rowid, d.* FROM named CROSS JOIN rulings CROSS JOIN decisions AS d
  ON d.value = word || ' ' || named.permalink WHERE d.field = 'utterance'
ORDER BY made_at, 1
"""


def _rulings_on(connection: sqlite3.Connection, listed: str) -> dict[tuple[str, str], str]:
    """What people ruled on pairs with one of these quotations, by the pair's permalinks in order."""
    if (
        connection.execute("SELECT 1 FROM decisions WHERE field = 'utterance' AND value >= '' LIMIT 1").fetchone()
        is None
    ):
        return {}
    cursor = connection.execute(_RULED_ON, [listed])
    names = [column[0] for column in cursor.description]
    held = latest_rulings(dict(zip(names, row, strict=True)) for row in cursor)
    return {pair: str(row["value"]).partition(" ")[0] for pair, row in held.items()}


def _ruled_rows(connection: sqlite3.Connection, rulings: Mapping[tuple[str, str], str]) -> dict[tuple[int, int], str]:
    """The same by the rows of the compared quotations, the lower first: one permalink may be in several articles."""
    sql = (
        "SELECT q.id FROM quotations AS q JOIN utterances ON quotation = q.id "
        'WHERE q.text = ? AND q."start" = ? AND q."end" = ?'
    )
    found: dict[tuple[int, int], str] = {}
    for pair, ruling in rulings.items():
        places = [parse_permalink(link) for link in pair]
        a, b = (connection.execute(sql, [at.text, at.span.start, at.span.end]).fetchall() for at in places)
        found |= {(min(one, other), max(one, other)): ruling for (one,) in a for (other,) in b}
    return found
