"""The segments of an archive in memory: columns as arrays of numbers, and what the numbers stand for.

What is hard here is to be right and quick at once while others write. A state of the index has a number of its own
(`archive.store.segments`), so what was read of one state serves every connection that sees the same: threads of a
server, a copy of the file. Of another state only the blocks are read that changed since; a column is read when it is
first needed. All questions of one answer are asked inside one read transaction, so rows, numbers and full text agree.

An array holds the number of the row with id i at place i, in as few bytes as will do. Everything here may be thrown
away: it is remembered for speed alone, for a few states at a time.
"""

from __future__ import annotations

import contextlib
import threading
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from archive.errors import DatabaseUnusable
from archive.store.connection import Store
from archive.store.remembering import Answers
from archive.store.segments import BLOCK, FIELDS, Entry, extend_numbering, is_same_line

Codes = npt.NDArray[np.unsignedinteger[Any]]
"""The numbers of a column, by row id."""
Mask = npt.NDArray[np.bool_]
"""Yes or no, for each row or each number."""
Numbers = npt.NDArray[np.intp]
"""Row ids, counts or ranks."""
ResultT = TypeVar("ResultT")

_STATES_KEPT = 4
"""States of the index that are remembered: today's, and those that a slower connection still sees."""


@dataclass(frozen=True)
class Dictionary:
    """What the numbers of a column stand for: ``values`` and ``labels`` by number; "" is "not stated", and number 0.

    ``ordered`` are the values, each once, as SQLite sorts them; ``ranks`` the place of each number's value in it.
    ``sorted_codes`` are the numbers by rank, ``begins`` where those of each rank begin.
    """

    values: tuple[str, ...]
    labels: tuple[str | None, ...]
    ordered: tuple[str, ...]
    ranks: Numbers
    sorted_codes: Numbers
    begins: Numbers

    def accepted(self, accepts: Callable[[str | None], bool]) -> Mask:
        """Which numbers stand for a value that is accepted; never number 0."""
        return np.array([False, *(accepts(value or None) for value in self.values[1:])], dtype=np.bool_)

    def add_up(self, by_code: Numbers) -> Numbers:
        """How often each value of `ordered` occurs, from how often each number does."""
        counts: Numbers = by_code.take(self.sorted_codes)
        if len(self.ordered) < len(self.sorted_codes):  # a value has several labels
            counts = np.add.reduceat(counts, self.begins[:-1])
        return counts

    def place_of(self, value: str) -> int | None:
        """The place of a value in `ordered`, None when no row ever had it."""
        place = bisect_left(self.ordered, value)
        return place if place < len(self.ordered) and self.ordered[place] == value else None

    def codes_of(self, value: str) -> list[int]:
        """The numbers that stand for this value: several when it has several labels."""
        place = self.place_of(value)
        if place is None:
            return []
        codes: list[int] = self.sorted_codes[self.begins[place] : self.begins[place + 1]].tolist()
        return codes

    def extended(self, entries: Sequence[Entry]) -> Dictionary:
        """The dictionary with the next numbers."""
        values = (*self.values, *(value or "" for value, _ in entries))
        labels = (*self.labels, *(label for _, label in entries))
        ordered = tuple(sorted({*self.ordered, *values[1:]}))
        place_of = dict(zip(ordered, range(len(ordered)), strict=True))
        ranks = np.fromiter((place_of.get(value, 0) for value in values), dtype=np.intp, count=len(values))
        sorted_codes = np.argsort(ranks[1:], kind="stable") + 1
        begins = np.searchsorted(ranks[sorted_codes], np.arange(len(ordered) + 1))
        return Dictionary(values, labels, ordered, ranks, sorted_codes, begins)


_NONE = np.zeros(0, dtype=np.intp)
_EMPTY = Dictionary(("",), (None,), (), np.zeros(1, dtype=np.intp), _NONE, np.zeros(1, dtype=np.intp))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column in one state of the index, with the change that wrote each of its blocks."""

    codes: Codes
    changes: dict[int, int]


@dataclass
class Columns:
    """The columns of an archive in one state of its index, read when they are first asked for."""

    change: int
    numbering: int
    last_codes: dict[str, int]
    _columns: dict[tuple[str, str], _Column] = field(default_factory=dict)
    _dictionaries: dict[str, Dictionary] = field(default_factory=dict)
    _before: dict[tuple[str, str], _Column] = field(default_factory=dict)
    _answers: Answers = field(default_factory=Answers)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def codes(self, store: Store, table: str, name: str) -> Codes:
        """The numbers of a column, one place for each row id up to the highest; place 0 is no row.

        Raises:
            DatabaseUnusable: there is a number that stands for nothing.
        """
        key = (table, name)
        with self._lock:
            if key not in self._columns:
                self._columns[key] = _read_column(store, table, name, self._before.get(key))
                self._before.pop(key, None)
            return self._columns[key].codes

    def dictionary(self, store: Store, name: str) -> Dictionary:
        """What the numbers of the columns of this name stand for."""
        with self._lock:
            if name not in self._dictionaries:
                entries = [entry for _, entry in _read_values(store, name, 0)]
                self._dictionaries[name] = _EMPTY.extended(entries) if entries else _EMPTY
            return self._dictionaries[name]

    def remember(self, question: Hashable, answer: Callable[[], ResultT]) -> ResultT:
        """The answer to a question about this state, worked out once; an array in it must not be changed."""
        return self._answers.remember(question, answer)

    def next_state(self, store: Store, change: int, numbering: int) -> Columns:
        """The columns in another state of the same archive: what was read of this one is brought up to date.

        Blocks tell themselves whether they are the same. Dictionaries do not: they are read afresh where more was
        numbered, or something else, than is new here, as in a copy of the file that went another way.
        """
        later = Columns(change, numbering, _last_codes(store))
        with self._lock:
            later._before = {**self._before, **self._columns}
            known = dict(self._dictionaries)
        fresh = {name: _read_values(store, name, last) for name, last in self.last_codes.items()}
        if extend_numbering(self.numbering, fresh) == numbering:
            later._dictionaries = {
                name: dictionary.extended([entry for _, entry in fresh[name]]) if fresh[name] else dictionary
                for name, dictionary in known.items()
            }
        return later


_states: OrderedDict[int, Columns] = OrderedDict()
_states_lock = threading.Lock()


@contextlib.contextmanager
def reading_columns(store: Store) -> Iterator[Columns]:
    """The columns of the archive as it is now; all that is read inside the block belongs to the same state of it."""
    with contextlib.nullcontext(store) if store.connection.in_transaction else store.reading():
        yield current_columns(store)


def current_columns(store: Store) -> Columns:
    """The columns of the archive as this connection sees it; call it inside a transaction."""
    state = store.row('SELECT numbering, "change" FROM index_state') or {"numbering": 0, "change": 0}
    with _states_lock:
        found = _states.get(state["change"])
        if found is None:
            numbering = state["numbering"]
            alike = [columns for columns in _states.values() if is_same_line(columns.numbering, numbering)]
            if alike:
                found = alike[-1].next_state(store, state["change"], numbering)
            else:
                found = Columns(state["change"], numbering, _last_codes(store))
            _states[state["change"]] = found
        _states.move_to_end(state["change"])
        while len(_states) > _STATES_KEPT:
            _states.popitem(last=False)
    return found


def _read_column(store: Store, table: str, name: str, before: _Column | None) -> _Column:
    """The column as it is now; blocks that are as they were ``before`` are not read again."""
    size = 1 + int(store.value(f'SELECT coalesce(max(id), 0) FROM "{table}"'))
    listed = store.connection.execute(
        'SELECT block, "change" FROM facet_segments WHERE "table" = ? AND field = ?', [table, name]
    )
    changes: dict[int, int] = dict(listed.fetchall())
    codes = np.zeros((-size // BLOCK * -1 + 1) * BLOCK, dtype=np.uint32)
    known = before.changes if before else {}
    same = [block for block, change in changes.items() if known.get(block) == change]
    if before and len(same) * 2 > len(changes):
        stale = [block for block, change in changes.items() if known.get(block) != change]
        kept = min(len(before.codes), len(codes))
        codes[:kept] = before.codes[:kept]
        for block in [*stale, *(known.keys() - changes.keys())]:
            codes[block * BLOCK : (block + 1) * BLOCK] = 0
    else:
        stale = list(changes)
    for block, stored in _each_stored(store, table, name, None if len(stale) == len(changes) else stale):
        read = np.frombuffer(stored, dtype="<u4")
        codes[block * BLOCK : block * BLOCK + len(read)] = read
    highest = int(codes.max())
    if highest > (store.value("SELECT max(code) FROM facet_values WHERE field = ?", [name]) or 0):
        rule = f"damaged: the column {name} holds numbers that stand for nothing"
        raise DatabaseUnusable(store.name, rule, "Restore it from a backup; archive verify names what is wrong.")
    return _Column(codes[:size].astype(np.min_scalar_type(highest)), changes)


def _each_stored(store: Store, table: str, name: str, blocks: Sequence[int] | None) -> Iterator[tuple[int, bytes]]:
    """Each of these blocks as it is stored, all when None."""
    sql = 'SELECT block, codes FROM facet_segments WHERE "table" = ? AND field = ?'
    if blocks is None:
        yield from store.connection.execute(sql, [table, name])
        return
    for block in blocks:
        yield from store.connection.execute(f"{sql} AND block = ?", [table, name, block])


def _read_values(store: Store, name: str, last: int) -> list[tuple[int, Entry]]:
    """What the numbers behind ``last`` stand for, in their order."""
    rows = store.connection.execute(
        "SELECT code, value, label FROM facet_values WHERE field = ? AND code > ? ORDER BY code", [name, last]
    )
    return [(code, (value, label)) for code, value, label in rows]


def _last_codes(store: Store) -> dict[str, int]:
    """The highest number of each field that has been given to a value."""
    sql = "SELECT coalesce(max(code), 0) FROM facet_values WHERE field = ?"
    return {name: int(store.value(sql, [name])) for name in dict.fromkeys(field.name for field in FIELDS)}
