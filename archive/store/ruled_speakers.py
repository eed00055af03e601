"""What people ruled on the speakers of single quotations: the decisions, and those of them that hold.

The subject of such a decision is the text, its span the quotation's, its value ``speaker`` with a name behind it,
``unattributed`` or ``nobody``; none takes the earlier ones on that span back.
"""

from __future__ import annotations

from archive.identifiers import DocumentId, Permalink, TextDigest
from archive.records import Decision
from archive.ruled_speakers import AttributionRuling, Reach
from archive.spans import Span
from archive.store.connection import Store
from archive.store.facts.decisions import decisions_of
from archive.text_model import Ascription, AttributionRulingRecord

FIELD = "attribution"
"""The field of such a decision."""
_ASCRIPTIONS: dict[str, Ascription] = {"speaker": "speaker", "unattributed": "unattributed", "nobody": "nobody"}


def make_decision(ruling: AttributionRuling) -> Decision:
    """The decision that says what this ruling says."""
    value = f"{ruling.ascription} {ruling.name or ''}".rstrip()
    return Decision(ruling.place.text, FIELD, value, ruling.author, ruling.made_at, ruling.reason, ruling.place.span)


def take_back(place: Permalink, author: str, now: str, reason: str | None) -> Decision:
    """The decision that takes back what was ruled on the speaker there."""
    return Decision(place.text, FIELD, None, author, now, reason, place.span)


def read_ruling(decision: Decision) -> AttributionRuling | None:
    """What a decision on a quotation's speaker says; None for one that takes others back.

    >>> decision = Decision("ab" * 32, FIELD, "speaker Mary Major", "Jane Doe", "2026-11-21", span=Span(0, 2))
    >>> read_ruling(decision).name
    'Mary Major'
    """
    said, _, name = (decision.value or "").partition(" ")
    if said not in _ASCRIPTIONS or decision.span is None:
        return None
    place = Permalink(TextDigest(decision.subject), decision.span)
    return AttributionRuling(
        place, _ASCRIPTIONS[said], name or None, decision.author, decision.made_at, decision.reason
    )


def speaker_rulings_on(store: Store, text: TextDigest) -> list[AttributionRuling]:
    """The rulings that hold on quotations of this text: of each place the latest one; oldest first."""
    latest: dict[Span | None, Decision] = {}
    for decision in decisions_of(store, text):
        if decision.field == FIELD:
            latest.pop(decision.span, None)
            latest[decision.span] = decision
    return [ruling for decision in latest.values() if (ruling := read_ruling(decision))]


def has_ruled_speakers(store: Store, document: DocumentId) -> bool:
    """Whether anybody ever ruled on the speaker of a quotation in a text of this article."""
    sql = (
        "SELECT 1 FROM decisions WHERE field = ? AND subject IN (SELECT text FROM versions WHERE document = ?) LIMIT 1"
    )
    return bool(store.rows(sql, [FIELD, document]))


def decision_record(decision: Decision, content: str) -> AttributionRulingRecord:
    """A decision on a quotation's speaker in the text with this content, as it leaves the archive."""
    ruling, span = read_ruling(decision), decision.span or Span(0, 0)
    return AttributionRulingRecord(
        permalink=str(Permalink(TextDigest(decision.subject), span)),
        text=decision.subject,
        start=span.start,
        end=span.end,
        ascription=ruling.ascription if ruling else None,
        speaker=ruling.name if ruling else None,
        author=decision.author,
        made_at=decision.made_at,
        reason=decision.reason,
        content=span.of(content),
        place=(span.start, span.end),
        holds=ruling is not None,
        obstacle=None,
    )


def attribution_ruling_record(reach: Reach, content: str, *, holds: bool) -> AttributionRulingRecord:
    """A ruling as it leaves the archive, with what it means for the text that is shown.

    ``content`` is the text it was made on; ``holds`` tells that no other ruling goes before it.
    """
    ruling, quotation = reach.ruling, reach.quotation
    return decision_record(make_decision(ruling), content).model_copy(
        update={
            "place": (quotation.span.start, quotation.span.end) if quotation else None,
            "holds": holds,
            "obstacle": None if holds else reach.obstacle or "another ruling goes before it",
        }
    )
