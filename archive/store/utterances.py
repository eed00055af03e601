"""Which wordings belong together, read from the pairs of the index and from what people ruled.

What is hard here is that a part belongs to many wholes: "peace" in one paper is in ten sentences. So a pair of one or
two words ties them to an utterance but ties no two utterances together, and no utterance is followed beyond
`MOST_WORDINGS` quotations. What people confirmed or rejected is a decision, laid over the pairs when they are read: the
latest ruling on a pair of links holds.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from archive.identifiers import parse_permalink
from archive.model import QuotationRecord
from archive.records import Decision
from archive.store.connection import Store
from archive.store.elsewhere import latest_rulings, settle, show_settled
from archive.store.facts import put_decision
from archive.store.quotations import quotation_records

MOST_WORDINGS = 200
"""An utterance is shown with at most so many quotations."""
Ruling = Literal["confirm", "reject", "forget"]
"""What a person says of two quotations: one utterance, not one, or that earlier word is taken back."""
_FIELD = "utterance"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotations by their row numbers with what the index, or a person, says of them."""

    a: int
    b: int
    relation: str
    certainty: str
    score: float
    part: str | None
    is_few: bool
    conflicts: tuple[tuple[str, str, str], ...]
    ruling: Decision | None = None

    @property
    def is_same(self) -> bool:
        """Whether both are wordings of one utterance, as far as is known."""
        if self.ruling is not None:
            return ruled(self.ruling)[0] == "confirm"
        return self.relation != "same-event"

    def other(self, quotation: int) -> int:
        """The other one of the two."""
        return self.b if quotation == self.a else self.a


def ruled(decision: Decision) -> tuple[str, str]:
    """What a decision says, and of which other permalink."""
    ruling, _, permalink = (decision.value or "").partition(" ")
    return ruling, permalink


def put_ruling(store: Store, a: str, b: str, ruling: Ruling, author: str, now: str, reason: str | None) -> None:
    """The ruling on two permalinks is recorded as a decision and in force; call it in `Store.transaction`."""
    first, second = sorted((a, b))
    subject = parse_permalink(first)
    put_decision(store, Decision(subject.text, _FIELD, f"{ruling} {second}", author, now, reason, span=subject.span))
    rows = [row["id"] for link in (first, second) for row in rows_at(store, link)]
    show_settled(store.connection, settle(store.connection, rows))


def rows_at(store: Store, permalink: str) -> list[dict[str, Any]]:
    """The compared quotations with this permalink, one for each article, by their ``id``."""
    place = parse_permalink(permalink)
    sql = (
        "SELECT q.id FROM quotations AS q JOIN utterances AS u ON u.quotation = q.id "
        'WHERE q.text = ? AND q."start" = ? AND q."end" = ?'
    )
    return store.rows(sql, [place.text, place.span.start, place.span.end])


def rulings(store: Store) -> dict[tuple[str, str], Decision]:
    """The ruling that holds on each pair of permalinks, those taken back left out."""
    # Named in the SQL and not given to it, so that SQLite knows that the index of these decisions will do.
    held = latest_rulings(store.rows(f"SELECT * FROM decisions WHERE field = '{_FIELD}' ORDER BY made_at, rowid"))
    return {
        pair: Decision(row["subject"], row["field"], row["value"], row["author"], row["made_at"], row["reason"])
        for pair, row in held.items()
    }


class Pairs:
    """The pairs of an archive with the rulings laid over, read as far as they are asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ruled: dict[tuple[int, int], Decision] = {}
        self._known: dict[int, list[Pair]] = {}
        for (a, b), decision in rulings(store).items():
            for one in self.rows_of(a):
                for other in self.rows_of(b):
                    if one != other:
                        self._ruled[min(one, other), max(one, other)] = decision

    def rows_of(self, permalink: str) -> list[int]:
        """The rows of the quotations with this permalink, one for each article."""
        return [row["id"] for row in rows_at(self._store, permalink)]

    def of(self, quotation: int) -> list[Pair]:
        """The pairs of one quotation, most alike first; rejected ones too."""
        if quotation not in self._known:
            rows = self._store.rows("SELECT * FROM wordings WHERE a = ?1 OR b = ?1", [quotation])
            found = {(row["a"], row["b"]): self._read(row) for row in rows}
            for (a, b), decision in self._ruled.items():
                if quotation in {a, b} and (a, b) not in found:
                    found[a, b] = Pair(a, b, "variant", "possible", 0.0, None, False, (), decision)
            self._known[quotation] = sorted(found.values(), key=lambda pair: (-pair.score, pair.a, pair.b))
        return self._known[quotation]

    def every(self) -> Iterator[Pair]:
        """All pairs of the archive."""
        seen = set()
        for row in self._store.rows("SELECT * FROM wordings ORDER BY a, b"):
            seen.add((row["a"], row["b"]))
            yield self._read(row)
        for (a, b), decision in sorted(self._ruled.items(), key=lambda entry: entry[0]):
            if (a, b) not in seen:
                yield Pair(a, b, "variant", "possible", 0.0, None, False, (), decision)

    def _read(self, row: dict[str, Any]) -> Pair:
        conflicts = tuple((kind, a, b) for kind, a, b in json.loads(row["conflicts"]))
        pair = Pair(
            row["a"],
            row["b"],
            row["relation"],
            row["certainty"],
            row["score"],
            row["part"],
            bool(row["is_few"]),
            conflicts,
        )
        return replace(pair, ruling=self._ruled.get((pair.a, pair.b)))

    def together_with(self, quotation: int) -> list[int]:
        """All wordings of the utterance of one quotation, itself among them, at most `MOST_WORDINGS`."""
        start = self._whole_of(quotation)
        found = {start: None, quotation: None}
        waiting = [start]
        while waiting and len(found) < MOST_WORDINGS:
            here = waiting.pop(0)
            for pair in self.of(here):
                other = pair.other(here)
                if pair.is_same and other not in found and len(found) < MOST_WORDINGS:
                    found[other] = None
                    if not self._is_loose(pair):
                        waiting.append(other)
        return list(found)

    def _whole_of(self, quotation: int) -> int:
        """The quotation itself, or for one or two words the wording that they are most likely a part of."""
        same = [pair for pair in self.of(quotation) if pair.is_same]
        if not same or not all(self._is_loose(pair) for pair in same):
            return quotation
        best = min(same, key=lambda pair: (pair.certainty != "likely", -pair.score, pair.a, pair.b))
        return best.other(quotation)

    @staticmethod
    def _is_loose(pair: Pair) -> bool:
        """Whether a pair ties no two utterances together: one or two words that nobody has confirmed."""
        return pair.is_few and pair.ruling is None


def grouped(pairs: Pairs) -> list[list[int]]:
    """The wordings of each utterance of the archive that has more than one, each quotation in one group."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for pair in pairs.every():
        if pair.is_same:
            neighbours[pair.a].add(pair.b)
            neighbours[pair.b].add(pair.a)
    placed: set[int] = set()
    groups: list[list[int]] = []
    # Those with most neighbours first: they are whole, and the parts gather around them.
    for quotation in sorted(neighbours, key=lambda one: (-len(neighbours[one]), one)):
        if quotation not in placed:
            group = [one for one in pairs.together_with(quotation) if one not in placed]
            placed.update(group)
            if len(group) > 1:
                groups.append(group)
    return groups


def records_of(store: Store, quotations: Iterable[int]) -> dict[int, QuotationRecord]:
    """The quotations of these rows, those of withdrawn texts left out."""
    rows = store.rows(
        "SELECT * FROM quotations WHERE id IN (SELECT value FROM json_each(?)) "
        "AND text NOT IN (SELECT text FROM withdrawals) ORDER BY id",
        [json.dumps(list(quotations))],
    )
    return {row["id"]: record for row, record in zip(rows, quotation_records(store, rows), strict=True)}


def rows_named(store: Store, utterance: str) -> list[int]:
    """The quotations that this name stands for; several when one text is in several articles."""
    sql = "SELECT quotation FROM utterances WHERE id = ? ORDER BY quotation"
    return [row["quotation"] for row in store.rows(sql, [utterance])]


def names_of(store: Store, quotations: Sequence[int]) -> dict[int, str]:
    """The name of the utterance that each of these quotations can be asked for by."""
    sql = "SELECT quotation, id FROM utterances WHERE quotation IN (SELECT value FROM json_each(?))"
    return {row["quotation"]: row["id"] for row in store.rows(sql, [json.dumps(list(quotations))])}
