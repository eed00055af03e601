"""What people ruled on stretches of a text: the decisions, and those of them that hold."""

from __future__ import annotations

from collections.abc import Iterable

from archive.identifiers import Permalink, TextDigest
from archive.records import Decision, Ruling, Verdict
from archive.spans import Span
from archive.store.connection import Store
from archive.store.facts.decisions import decisions_of
from archive.text_model import RulingRecord

FIELD = "cleaning"
"""The field of a decision that rules on a stretch; its subject is the text, its value ``keep``, ``remove`` or none."""
_VERDICTS: dict[str | None, Verdict] = {"keep": "keep", "remove": "remove"}


def decisions_on(store: Store, text: TextDigest) -> list[Decision]:
    """All decisions that rule on a stretch of this text, oldest first, those taken back too."""
    return [one for one in decisions_of(store, text) if one.field == FIELD and one.span is not None]


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold: of each stretch the latest, unless that takes the earlier ones back; oldest first."""
    latest: dict[Span | None, Decision] = {}
    for decision in decisions:
        latest.pop(decision.span, None)
        latest[decision.span] = decision
    return [decision for decision in latest.values() if decision.value is not None]


def rulings_of(store: Store, text: TextDigest) -> tuple[Ruling, ...]:
    """The rulings that hold on this text, oldest first."""
    return tuple(
        Ruling(decision.span, _VERDICTS[decision.value], say_ruling(decision))
        for decision in in_force(decisions_on(store, text))
        if decision.span is not None
    )


def say_ruling(decision: Decision) -> str:
    """Who ruled, when and why, in words.

    >>> say_ruling(Decision("0a", "cleaning", "keep", "Jane Doe", "2026-11-21T09:30:00.000000Z", "it is a caption"))
    'Jane Doe, on 2026-11-21: it is a caption'
    """
    return f"{decision.author}, on {decision.made_at[:10]}" + (f": {decision.reason}" if decision.reason else "")


def ruling_record(decision: Decision, content: str) -> RulingRecord:
    """A decision on a stretch of the text with this content, as it leaves the archive."""
    span = decision.span or Span(0, 0)
    return RulingRecord(
        permalink=str(Permalink(TextDigest(decision.subject), span)),
        text=decision.subject,
        start=span.start,
        end=span.end,
        verdict=_VERDICTS.get(decision.value),
        author=decision.author,
        made_at=decision.made_at,
        reason=decision.reason,
        content=span.of(content),
    )


def ruled_texts(store: Store) -> list[TextDigest]:
    """The texts on a stretch of which people ever ruled, sorted."""
    rows = store.rows("SELECT DISTINCT subject FROM decisions WHERE field = ? ORDER BY subject", [FIELD])
    return [TextDigest(row["subject"]) for row in rows]
