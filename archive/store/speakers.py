"""Speakers: who is quoted, how often, and by what words they were called."""

from __future__ import annotations

from archive.identifiers import SpeakerId
from archive.store.connection import Store

_COUNTED = "is_current = 1 AND removed = 0 AND kind <> 'none'"


def speakers(store: Store) -> list[tuple[SpeakerId, str, int]]:
    """All speakers with id, name and number of quotations, most quoted first; current quotations outside removals."""
    rows = store.rows(
        "SELECT speaker_id, min(speaker) AS name, count(*) AS count FROM quotations "
        f"WHERE speaker_id IS NOT NULL AND {_COUNTED} GROUP BY speaker_id ORDER BY count DESC, speaker_id"
    )
    return [(SpeakerId(row["speaker_id"]), row["name"], row["count"]) for row in rows]


def speaker_names(store: Store, speaker: SpeakerId) -> list[tuple[str, int]]:
    """The words by which articles called this speaker, each with how often, most frequent first."""
    rows = store.rows(
        "SELECT mention, count(*) AS count FROM quotations "
        f"WHERE speaker_id = ? AND mention IS NOT NULL AND {_COUNTED} GROUP BY mention ORDER BY count DESC, mention",
        [speaker],
    )
    return [(row["mention"], row["count"]) for row in rows]
