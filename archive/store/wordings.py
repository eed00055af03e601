"""Which quotations are wordings of one utterance: pairs found when a quotation comes in, kept as rows of the index.

What is hard here is that facts about a quotation change: a date is given, a speaker merged, an article edited. So all
pairs of an article's quotations are made again whenever one of its rows was touched, in the same transaction. Which
others each is compared with, `archive.store.likely_wordings` finds in bounded time.

A row says what its two quotations say by the rules of comparison of its day. `archive verify` judges those of today's
rules again, `archive reprocess` replaces the others. Which quotations were looked at depends on what the archive held
on the day.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from archive.model import FaultRecord
from archive.store.elsewhere import COUNTED, find_elsewhere_faults, partners_of, settle, show_settled
from archive.store.likely_wordings import COLUMNS, COMPARED, LikelyWordings, Quoted, read_rows
from archive.wordings.judging import Judgement, Said, judge_pair

NEARBY = 1_000
"""Code points before and behind a quotation that are looked at for what it speaks of."""


def utterance_id(permalink: str) -> str:
    """The name by which the utterance of a quotation can be asked for, the same in every archive.

    >>> utterance_id("q/ab/1-2")
    'eded6b52b9a0973e'
    """
    return hashlib.sha256(permalink.encode()).hexdigest()[:16]


@cache
def comparison_name() -> str:
    """The name of today's rules of comparison: it changes whenever their code or their table does.

    >>> comparison_name() == comparison_name()
    True
    """
    digest = hashlib.sha256()
    package = files("archive")
    modules = sorted(entry.name for entry in (package / "wordings").iterdir() if entry.name.endswith(".py"))
    names = ("name_forms/folding.py", "name_forms/joining.py", "rules/name_forms.toml", "rules/names.toml")
    tables = ("words.py", "rules/wordings.toml", "rules/months.toml")
    for path in (*(f"wordings/{name}" for name in modules), *names, *tables):
        content = package.joinpath(path).read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path}:{len(content)}:".encode() + content)
    return f"c{digest.hexdigest()[:12]}"


def pair_quotations(connection: sqlite3.Connection, ids: Sequence[int], before: Iterable[int] = ()) -> list[int]:
    """The rows of these quotations, added, changed or deleted, are compared with all others.

    Gives those that say something else of their other wordings now (`archive.store.elsewhere`). Call it in the
    transaction that touched them, when their full text and sentences are in step; ``before`` are the quotations that
    they were paired with, where that can no longer be seen.
    """
    listed = json.dumps(ids)
    beside = {*before, *ids, *partners_of(connection, ids)}
    connection.execute("DELETE FROM utterances WHERE quotation IN (SELECT value FROM json_each(?))", [listed])
    rows = read_rows(
        connection,
        f"SELECT {COLUMNS} FROM quotations WHERE id IN (SELECT value FROM json_each(?)) AND {COMPARED}",
        [listed],
    )
    connection.executemany(
        "INSERT INTO utterances (quotation, id, compared_by) VALUES (?, ?, ?)",
        [[row["id"], utterance_id(row["permalink"]), comparison_name()] for row in rows],
    )
    comparer = _Comparer(connection)
    likely = LikelyWordings(connection)
    for row in rows:
        for other in likely.of(row):
            comparer.compare(row, other)
    return settle(connection, beside.union(partners_of(connection, ids)))


def pair_outdated(connection: sqlite3.Connection, document: str) -> None:
    """The quotations of an article that were compared by other rules than today's, or never, are compared again.

    So are those of which pairs were taken away.
    """
    rows = read_rows(
        connection,
        f"SELECT id FROM quotations WHERE document = ? AND {COMPARED} AND id NOT IN "
        f"(SELECT quotation FROM utterances WHERE quotation = quotations.id AND compared_by = ? AND pairs = {COUNTED})",
        [document, comparison_name()],
    )
    if rows:
        show_settled(connection, pair_quotations(connection, [row["id"] for row in rows]))


def pair_all(connection: sqlite3.Connection) -> None:
    """All quotations are compared anew, a thousand at a time; what search counts by is the caller's to rebuild."""
    ids = [row["id"] for row in read_rows(connection, f"SELECT id FROM quotations WHERE {COMPARED}")]
    connection.execute("DELETE FROM wordings")
    connection.execute("DELETE FROM utterances")
    for first in range(0, len(ids), 1_000):
        pair_quotations(connection, ids[first : first + 1_000])


class _Comparer:
    """Judges pairs and keeps what it finds; each pair once, each quotation split once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._judged: set[tuple[int, int]] = set()
        self._said: dict[int, Said] = {}

    def compare(self, one: Quoted, other: Quoted) -> None:
        """The row about these two, if they have anything to do with each other, is in the index."""
        a, b = (one, other) if one["id"] < other["id"] else (other, one)
        if (a["id"], b["id"]) in self._judged:
            return
        self._judged.add((a["id"], b["id"]))
        for row in (a, b):
            if row["id"] not in self._said:
                self._said[row["id"]] = _said(self._connection, row)
        judgement = judge_pair(self._said[a["id"]], self._said[b["id"]])
        if judgement is not None:
            # Of an older archive that waits for `archive reprocess`, the other one may not have been compared itself.
            self._connection.executemany(
                "INSERT OR IGNORE INTO utterances (quotation, id) VALUES (?, ?)",
                [[row["id"], utterance_id(row["permalink"])] for row in (a, b)],
            )
            self._connection.execute(
                "INSERT OR REPLACE INTO wordings (a, b, relation, certainty, score, part, is_few, conflicts) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [a["id"], b["id"], *_columns_of(judgement)],
            )


def _columns_of(judgement: Judgement) -> tuple[object, ...]:
    conflicts = [[conflict.kind, conflict.a, conflict.b] for conflict in judgement.conflicts]
    return (
        judgement.relation,
        judgement.certainty,
        judgement.score,
        judgement.part,
        int(judgement.is_few),
        json.dumps(conflicts, ensure_ascii=False),
    )


def _said(connection: sqlite3.Connection, row: Quoted) -> Said:
    return Said(
        words=row["quoted"],
        document=row["document"],
        speaker=row["speaker"],
        speaker_id=row["speaker_id"],
        published=row["published"],
        language=row["language"],
        surroundings=lambda: _surroundings(connection, row),
        text=row["text"],
    )


def _surroundings(connection: sqlite3.Connection, row: Quoted) -> str:
    """The sentence that a quotation stands in, with the one before and the one behind."""
    sentences = read_rows(
        connection,
        'SELECT content, "start", "end" FROM sentences WHERE text = ? AND document = ? '
        'AND "start" BETWEEN ? AND ? ORDER BY "start"',
        [row["text"], row["document"], row["start"] - NEARBY, row["end"] + NEARBY],
    )
    inside = [
        place
        for place, sentence in enumerate(sentences)
        if sentence["start"] < row["end"] and sentence["end"] > row["start"]
    ]
    if not inside:
        return ""
    return " ".join(sentence["content"] for sentence in sentences[max(0, inside[0] - 1) : inside[-1] + 2])


def find_wording_faults(connection: sqlite3.Connection) -> Iterator[FaultRecord]:
    """Quotations that were not compared, names that are not theirs, and pairs that do not say what they should."""
    missing = read_rows(
        connection,
        "SELECT count(*) AS count, min(permalink) AS first FROM quotations "
        f"WHERE {COMPARED} AND id NOT IN (SELECT quotation FROM utterances)",
    )[0]
    if missing["count"]:
        others = f", nor were {missing['count'] - 1:,} others" if missing["count"] > 1 else ""
        detail = f"was not compared with other wordings{others}; archive reprocess does that"
        yield FaultRecord(fault="index-missing", id=f"utterances/{missing['first']}", detail=detail)
    named = read_rows(
        connection,
        "SELECT utterances.id AS name, permalink, kind, is_current, removed FROM utterances "
        "JOIN quotations ON quotations.id = utterances.quotation",
    )
    for row in named:
        if row["kind"] == "none" or not row["is_current"] or row["removed"]:
            yield FaultRecord(fault="index-extra", id=f"utterances/{row['permalink']}", detail="is not compared")
        elif row["name"] != utterance_id(row["permalink"]):
            yield FaultRecord(fault="index-edited", id=f"utterances/{row['permalink']}", detail="has another name")
    yield from find_elsewhere_faults(connection)
    today = "SELECT quotation FROM utterances WHERE compared_by = ?"
    judged = f"SELECT * FROM wordings WHERE a IN ({today}) AND b IN ({today})"
    for pair in read_rows(connection, judged, [comparison_name()] * 2):
        yield from _check_pair(connection, pair)


def _check_pair(connection: sqlite3.Connection, pair: dict[str, Any]) -> Iterator[FaultRecord]:
    rows = read_rows(
        connection, f"SELECT {COLUMNS} FROM quotations WHERE id IN (?, ?) ORDER BY id", [pair["a"], pair["b"]]
    )
    if len(rows) < 2:
        return  # the dangling reference is told already
    a, b = rows
    name = f"wordings/{a['permalink']}/{b['permalink']}"
    judgement = judge_pair(_said(connection, a), _said(connection, b))
    if judgement is None:
        yield FaultRecord(fault="index-extra", id=name, detail="the two have nothing to do with each other")
    elif tuple(value for column, value in pair.items() if column not in {"a", "b"}) != _columns_of(judgement):
        yield FaultRecord(fault="index-edited", id=name, detail="does not say what comparing the two says")
