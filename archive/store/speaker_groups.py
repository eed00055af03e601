"""Which ids are one speaker: the joins of the index with what people ruled laid over them.

Groups are worked out when they are asked for and remembered for as long as the index stays as it is; a ruling counts
as a change of it. So merging two speakers rewrites no quotation, and taking that back leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from archive.name_forms.grouping import Groups, Pair, SpeakerRuling, group_speakers
from archive.records import Decision
from archive.store.columns import Columns
from archive.store.connection import Store
from archive.store.facts import put_decision
from archive.store.segments import note_change

RULINGS: tuple[SpeakerRuling, ...] = ("merge", "split")
"""What can be ruled on two speakers; "forget" takes it back."""
_FIELD = "same-speaker"


class RuledPair(NamedTuple):
    """The ruling that holds on two ids, with who made it, when and why."""

    ruling: SpeakerRuling
    author: str
    made_at: str
    reason: str | None


def groups_of(store: Store, columns: Columns) -> Groups:
    """Who is one speaker, in the state of the index that ``columns`` were read from."""
    return columns.remember("speakers that are one", lambda: read_groups(store))


def read_groups(store: Store) -> Groups:
    """Who is one speaker today."""
    joins = [(row["a"], row["b"]) for row in store.rows("SELECT a, b FROM speaker_joins")]
    newest_first = [(pair, held.ruling) for pair, held in reversed(speaker_rulings(store).items())]
    return group_speakers(joins, newest_first)


def speaker_rulings(store: Store) -> dict[Pair, RuledPair]:
    """The ruling that holds on each pair of ids, oldest first; those taken back are left out."""
    # Named in the SQL and not given to it, so that SQLite knows that the index of these decisions will do.
    rows = store.rows(f"SELECT * FROM decisions WHERE field = '{_FIELD}' AND value >= '' ORDER BY made_at, rowid")
    held: dict[Pair, RuledPair] = {}
    for row in rows:
        said, _, other = row["value"].partition(" ")
        pair = (row["subject"], other)
        held.pop(pair, None)
        for ruling in RULINGS:
            if said == ruling:
                held[pair] = RuledPair(ruling, row["author"], row["made_at"], row["reason"])
    return held


def put_speaker_ruling(
    store: Store, pair: Pair, ruling: SpeakerRuling | None, author: str, now: str, reason: str | None
) -> Decision:
    """The ruling on two ids is recorded and in force, None takes an earlier one back; call it in a transaction."""
    first, second = sorted(pair)
    decision = Decision(first, _FIELD, f"{ruling or 'forget'} {second}", author, now, reason)
    put_decision(store, decision)
    note_change(store.connection)
    return decision


def join_evidence(store: Store) -> Mapping[Pair, str]:
    """Why names are one person's, in words, by pairs of ids."""
    return {(row["a"], row["b"]): row["evidence"] for row in store.rows("SELECT a, b, evidence FROM speaker_joins")}
