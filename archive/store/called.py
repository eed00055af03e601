"""Who is meant by a name in one article, where a person ruled that it is not whom other articles call so.

Two people may bear one name, and no rule can tell them apart. So a decision on an article gives its bearer of the name
another one, such as "Jane Doe (the baker)"; it is laid over the analysis when the rows of the index are made.
"""

from __future__ import annotations

from archive.identifiers import DocumentId, SpeakerId
from archive.records import Decision
from archive.store.connection import Store
from archive.store.facts.decisions import decisions_of, put_decision

_FIELD = "speaker"


def read_called(store: Store, document: DocumentId) -> dict[str, str]:
    """The names that people gave to speakers of this article, by the ids that these have otherwise."""
    called: dict[str, str] = {}
    for decision in decisions_of(store, document):
        if decision.field == _FIELD and decision.value:
            speaker, _, name = decision.value.partition(" ")
            called.pop(speaker, None)
            if name:
                called[speaker] = name
    return called


def is_called_elsewhere(store: Store, document: DocumentId, speaker: str, name: str) -> bool:
    """Whether another article than this one calls the speaker by that name too, because a person ruled so."""
    sql = "SELECT DISTINCT subject FROM decisions WHERE field = ? AND value = ? AND subject <> ?"
    subjects = [DocumentId(row["subject"]) for row in store.rows(sql, [_FIELD, f"{speaker} {name}", document])]
    return any(read_called(store, subject).get(speaker) == name for subject in subjects)


def put_called(
    store: Store,
    document: DocumentId,
    speaker: SpeakerId,
    name: str | None,
    author: str,
    now: str,
    reason: str | None,
) -> Decision:
    """What a speaker is called in this article is recorded, None takes that back; the caller refreshes its rows."""
    decision = Decision(document, _FIELD, f"{speaker} {name or ''}".rstrip(), author, now, reason)
    put_decision(store, decision)
    return decision
