"""A person says whose words a quotation is, or that nobody knows, or that nobody speaks; and takes it back.

What is hard here is which quotation is meant: a link may name a part of one, and two may stand side by side. So a
stretch that touches several is refused with their links. The decision is laid over what the rules say when the rows of
the article are made (`archive.ruled_speakers`); no analysis, no text and no link changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.errors import AmbiguousReference, InvalidValue, UnknownReference, UsageError, Withdrawn
from archive.identifiers import Permalink, TextDigest, speaker_id
from archive.records import Decision
from archive.ruled_speakers import AttributionRuling, Reach, governing
from archive.spans import Span
from archive.store import Store
from archive.store.analyses import current_analysis
from archive.store.documents import documents_of_text
from archive.store.facts import put_decision, text_of
from archive.store.held import read_document
from archive.store.index import refresh_document
from archive.store.ruled_speakers import decision_record, make_decision, speaker_rulings_on, take_back
from archive.store.speakers import name_speakers, speakers_meant
from archive.text_model import Ascription, AttributionRulingRecord

LONGEST_NAME = 200
"""Code points of a speaker's name."""
LONGEST_REASON = 2000
"""Code points of a reason."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of quotations: ``name`` goes with ``speaker`` alone; without ascription it takes back."""

    ascription: Ascription | None
    name: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one reference: the rulings as they were recorded, or why there is none."""

    place: Permalink
    records: tuple[AttributionRulingRecord, ...] = ()
    refusal: UsageError | Withdrawn | None = None


def name_as_known(store: Store, words: str) -> tuple[str, list[str]]:
    """The name that these words give, and the names of speakers here who may be meant instead.

    An id, or a name written in other capitals, is the name that the archive has for it.

    Raises:
        InvalidValue: the name is too long or cannot be printed.
        InvalidIdentifier: it holds no letter and no digit.
    """
    name = " ".join(words.split())
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise InvalidValue("NAME", f"is longer than {LONGEST_NAME} characters, or cannot be printed")
    own, known = speaker_id(name), name_speakers(store)
    if own in known:
        return (known[own] if name == own or name.casefold() == known[own].casefold() else name), []
    return name, [known[one] for one in speakers_meant(store, name) if one in known]


def set_speakers(store: Store, places: Iterable[Permalink], said: Said, author: str, now: str) -> list[Outcome]:
    """What became of each reference, in order; everything shows the rulings from now on.

    They are recorded together, so that an interrupted call has ruled on nothing; one that cannot be recorded stops no
    other. A ruling that holds already is not recorded again.

    Raises:
        InvalidValue: the reason is too long; nothing was recorded.
    """
    if said.reason and len(said.reason) > LONGEST_REASON:
        raise InvalidValue("--reason", f"is longer than {LONGEST_REASON} characters")
    with store.transaction():
        decided = [(place, _decide(store, place, said, author, now)) for place in places]
        decisions = [one for _, found in decided if isinstance(found, list) for one in found]
        for decision in decisions:
            put_decision(store, decision)
        texts = dict.fromkeys(TextDigest(decision.subject) for decision in decisions)
        for document in {document for text in texts for document in documents_of_text(store, text)}:
            refresh_document(store, document)
        return [_outcome(store, place, found) for place, found in decided]


def _outcome(store: Store, place: Permalink, found: list[Decision] | UsageError | Withdrawn) -> Outcome:
    if not isinstance(found, list):
        return Outcome(place, refusal=found)
    return Outcome(place, tuple(decision_record(one, text_of(store, TextDigest(one.subject))) for one in found))


def _decide(
    store: Store, place: Permalink, said: Said, author: str, now: str
) -> list[Decision] | UsageError | Withdrawn:
    """What is to be recorded, or why nothing is."""
    try:
        text_of(store, place.text)
        if said.ascription is None:
            return [take_back(one, author, now, said.reason) for one in _rulings_at(store, place)]
        at = Permalink(place.text, _quotation_at(store, place))
        wanted = AttributionRuling(at, said.ascription, said.name, author, now, said.reason)
        held = [one for one in speaker_rulings_on(store, at.text) if _is_same(one, wanted)]
        return [make_decision(one) for one in held or [wanted]]
    except (UsageError, Withdrawn) as error:
        return error


def _is_same(held: AttributionRuling, wanted: AttributionRuling) -> bool:
    return (held.place, held.ascription, held.name) == (wanted.place, wanted.ascription, wanted.name)


def _quotation_at(store: Store, place: Permalink) -> Span:
    """The span of the one quotation that the stretch is, or touches."""
    found = {one.span for one in current_analysis(store, place.text).quotations if one.span.overlaps(place.span)}
    if place.span in found or len(found) == 1:
        return place.span if place.span in found else found.pop()
    if found:
        links = [Permalink(place.text, span).short for span in sorted(found)]
        raise AmbiguousReference(place.short, f"touches {len(found)} quotations", links)
    next_step = f"archive quotations {place.text[:12]} lists those of its text with their links."
    raise UnknownReference(place.short, "no quotation stands there", next_step)


def _rulings_at(store: Store, place: Permalink) -> list[Permalink]:
    """Where the rulings were made that this stretch has its speaker from, or that were made on it and hold no more."""
    found = {one.place for one in speaker_rulings_on(store, place.text) if one.place.span.overlaps(place.span)}
    for document in documents_of_text(store, place.text):
        held = read_document(store, document)
        reaches = [one for one in (held.reaches if held else ()) if _is_at(one, place)]
        governed = {ruling for rulings in governing(reaches).values() for ruling in rulings.values()}
        found |= {ruling.place for ruling in governed}
    if not found:
        next_step = f"archive show {place.text[:12]} --why lists the rulings that hold."
        raise UnknownReference(place.short, "nobody's ruling on who speaks here holds", next_step)
    return sorted(found)


def _is_at(reach: Reach, place: Permalink) -> bool:
    return reach.text == place.text and reach.quotation is not None and reach.quotation.span.overlaps(place.span)
