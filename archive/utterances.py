"""The wordings of an utterance across articles and translations, what they disagree in, and what people ruled on them.

What is hard here is to be of use without taking sides. Two papers that give one sentence to two speakers are both
shown, with the conflict in words; nothing is merged and nothing dropped. A person who knows better confirms or rejects
a pair: a decision with name, time and reason, which another one takes back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from textwrap import shorten
from typing import Literal

from archive.errors import InvalidValue, UnknownReference
from archive.identifiers import Permalink, parse_permalink
from archive.model import QuotationRecord
from archive.provenance import say_date, say_untitled
from archive.source_names import name_source
from archive.store import Store
from archive.store.documents import untitled_openings
from archive.store.searching import quotation_at
from archive.store.utterances import (
    Pair,
    Pairs,
    Ruling,
    grouped,
    names_of,
    put_ruling,
    records_of,
    rows_named,
    ruled,
    rulings,
)
from archive.utterance_model import ConflictRecord, PairRecord, UtteranceRecord

CONFLICT_WORDS = {
    "speaker": "The reports name different speakers",
    "date": "The reports were published far apart",
    "numbers": "The reports have different numbers",
    "dates": "The reports have different days",
    "negation": "The reports differ in a negation",
    "opposites": "The reports have words that say the contrary",
}
"""What two reports differ in, as both doors say it; that one of them must be wrong is not said."""
CERTAINTY_WORDS = {
    "likely": "likely, by comparing words",
    "possible": "possible, by comparing words",
    "confirmed": "confirmed by a person",
    "confirmed in part": "confirmed in part by a person, the rest by comparing words",
    "event": "perhaps one event, not one utterance",
}
"""How sure it is that these are one utterance, and who says so."""
_OPENING = 70
RELATION_WORDS = {
    "verbatim": "the same words",
    "variant": "another wording",
    "partial": "one a part of the other",
    "same-event": "the same event in other words",
}
"""What two quotations have to do with each other, as both doors say it."""


def utterance_of(store: Store, utterance: str) -> UtteranceRecord:
    """The utterance that this name (16 hex digits) stands for: that of any of its wordings.

    Raises:
        UnknownReference: no quotation has this name, or it stands alone.
    """
    rows = rows_named(store, utterance)
    if not rows:
        raise UnknownReference(f"u/{utterance}", "no quotation of the archive has this name", "archive utterances")
    pairs = Pairs(store)
    group = list(dict.fromkeys(one for row in rows for one in pairs.together_with(row)))
    record = _record(store, pairs, group)
    if record is None:
        raise UnknownReference(f"u/{utterance}", "no other wording of it is known", "archive utterances lists those")
    return record


def utterance_at(store: Store, permalink: Permalink) -> UtteranceRecord | None:
    """The utterance of the quotation at this place; None where no other wording of it is known."""
    pairs = Pairs(store)
    rows = pairs.rows_of(str(permalink))
    group = list(dict.fromkeys(one for row in rows for one in pairs.together_with(row)))
    return _record(store, pairs, group) if rows else None


def each_utterance(store: Store) -> Iterator[UtteranceRecord]:
    """The utterances with more than one wording, largest first, then the events that are told in other words."""
    pairs = Pairs(store)
    groups = grouped(pairs)
    placed = {one for group in groups for one in group}
    for group in sorted(groups, key=lambda group: (-len(group), group[0])):
        record = _record(store, pairs, group)
        if record is not None:
            yield record
    for pair in list(pairs.every()):
        if not pair.is_same and pair.ruling is None and not placed & {pair.a, pair.b}:
            placed |= {pair.a, pair.b}
            record = _record(store, pairs, [pair.a])
            if record is not None:
                yield record


def _record(store: Store, pairs: Pairs, group: list[int]) -> UtteranceRecord | None:
    """The record of a group; None when nothing stands beside its one wording, or none of it is served any more."""
    members = set(group)
    about = {(pair.a, pair.b): pair for one in group for pair in pairs.of(one)}
    beside = {one for pair in about.values() if pair.relation == "same-event" for one in (pair.a, pair.b)} - members
    held = records_of(store, members | beside)
    wordings = sorted((held[one] for one in group if one in held), key=_first_known)
    if not wordings or len(wordings) + len(beside & held.keys()) < 2:
        return None
    told = [
        _pair_record(pair, held[pair.a], held[pair.b]) for pair in about.values() if {pair.a, pair.b} <= held.keys()
    ]
    names = names_of(store, group)
    first = next(one for one in group if held.get(one) is wordings[0])
    return UtteranceRecord(
        utterance=names[first],
        wordings=wordings,
        beside=sorted((held[one] for one in beside if one in held), key=_first_known),
        pairs=told,
        speakers=sorted({record.speaker for record in wordings if record.speaker}),
    )


def _first_known(record: QuotationRecord) -> tuple[str, str, str]:
    return (record.published or record.captured_at, record.captured_at, record.permalink)


def _pair_record(pair: Pair, a: QuotationRecord, b: QuotationRecord) -> PairRecord:
    ruling: Literal["confirm", "reject", None] = None
    if pair.ruling is not None:
        ruling = "confirm" if ruled(pair.ruling)[0] == "confirm" else "reject"
    return PairRecord.model_validate(
        {
            "a": a.permalink,
            "b": b.permalink,
            "relation": pair.relation,
            "certainty": pair.certainty,
            "score": pair.score,
            "part": pair.part,
            "is_few": pair.is_few,
            "ruling": ruling,
            "author": pair.ruling.author if pair.ruling else None,
            "made_at": pair.ruling.made_at if pair.ruling else None,
            "reason": pair.ruling.reason if pair.ruling else None,
            "conflicts": [{"kind": kind, "a": one, "b": other} for kind, one, other in pair.conflicts],
        }
    )


def say_conflicts(record: UtteranceRecord, names: Mapping[str, str] | None = None) -> list[str]:
    """What the reports differ in, one sentence each, those of one kind and wording once.

    ``names`` are those of the articles, by article (`name_articles`); an article without one is called by its source.
    Who confirms that two are one utterance settles no difference between them: it is told, and who has looked. Of two
    that are none, nothing is told.
    """
    held = {one.permalink: one for one in (*record.wordings, *record.beside)}
    told = (
        _say_conflict(conflict, held[pair.a], held[pair.b], names or {}) + _say_looked(pair)
        for pair in record.pairs
        if pair.ruling != "reject"
        for conflict in pair.conflicts
    )
    return list(dict.fromkeys(told))


def _say_looked(pair: PairRecord) -> str:
    return f" It is one utterance all the same, says {pair.author}." if pair.ruling == "confirm" else ""


def _say_conflict(conflict: ConflictRecord, a: QuotationRecord, b: QuotationRecord, names: Mapping[str, str]) -> str:
    reports = [_name_report(one, names) for one in (a, b)]
    if reports[0] == reports[1]:
        reports = [f"{name}, {parse_permalink(one.permalink).short}" for name, one in zip(reports, (a, b), strict=True)]
    what = CONFLICT_WORDS[conflict.kind]
    if conflict.kind == "date":
        return f"{what}: {reports[0]}; {reports[1]}."
    said = [_say_side(conflict.kind, own) for own in (conflict.a, conflict.b)]
    return f"{what}: {said[0]} ({reports[0]}), {said[1]} ({reports[1]})."


def _say_side(kind: str, own: str) -> str:
    """What one side has; in quote marks stand only words of the article."""
    if kind == "speaker":
        return own
    return f"“{own}”" if own else "nothing of the kind"


def _name_report(record: QuotationRecord, names: Mapping[str, str]) -> str:
    """A report so that it can be told from others: the article with its outlet and date."""
    name = names.get(record.document) or record.title or name_source(record.source)
    return ", ".join(filter(None, (name, record.outlet, say_date(record.published) or "undated")))


def name_articles(store: Store, records: Iterable[QuotationRecord]) -> dict[str, str]:
    """What the articles of these quotations are called, by article: the title, or “no title” and the first words."""
    titles = {record.document: record.title for record in records}
    openings = untitled_openings(store, [document for document, title in titles.items() if not title])
    shortened = {
        document: say_untitled(shorten(opening, _OPENING, placeholder="…")) for document, opening in openings.items()
    }
    return {document: title or shortened.get(document, "") for document, title in titles.items()}


def excerpts_of(record: UtteranceRecord) -> frozenset[str]:
    """The permalinks of those that are only a word or two of another one, as papers pick a word out in quote marks."""
    same = [pair for pair in record.pairs if pair.relation != "same-event" and pair.ruling != "reject"]
    whole = {pair.b if pair.part == "a" else pair.a for pair in same}
    whole.update(link for pair in same if pair.ruling or not pair.is_few or not pair.part for link in (pair.a, pair.b))
    return frozenset(one.permalink for one in record.wordings if one.permalink not in whole) if same else frozenset()


def rule_on_pair(
    store: Store, a: Permalink, b: Permalink, ruling: Ruling, author: str, now: str, reason: str | None = None
) -> None:
    """The ruling of a person on two quotations is recorded; the archive shows it from now on.

    Raises:
        InvalidValue: both are the same quotation, or there is nothing to take back.
        UnknownReference: at one of the places stands no quotation of its own.
    """
    if a == b:
        raise InvalidValue(a.short, "is the same quotation twice", "Name two quotations.")
    for permalink in (a, b):
        if not quotation_at(store, permalink.text, permalink.span):
            raise UnknownReference(
                permalink.short, "no quotation has just this place", "archive quotations lists them with their links."
            )
    first, second = sorted((str(a), str(b)))
    if ruling == "forget" and (first, second) not in rulings(store):
        raise InvalidValue(f"{a.short} and {b.short}", "nobody has ruled on these two", "There is nothing to forget.")
    with store.transaction():
        put_ruling(store, first, second, ruling, author, now, reason)


def has_conflict(record: UtteranceRecord) -> bool:
    """Whether the reports differ in something that nobody has ruled on."""
    return any(pair.conflicts for pair in record.pairs if pair.ruling is None)


def say_relation(relation: str, *, is_confirmed: bool) -> str:
    """What two quotations have to do with each other, in words; empty where they were not compared.

    Two reports of one event that a person calls one utterance are wordings of it.

    >>> say_relation("same-event", is_confirmed=True), say_relation("same-event", is_confirmed=False)
    ('another wording', 'the same event in other words')
    """
    is_wording = relation == "same-event" and is_confirmed
    return RELATION_WORDS.get("variant" if is_wording else relation, "")


def certainty_of(record: UtteranceRecord) -> str:
    """How sure it is that these are one utterance, as a key of `CERTAINTY_WORDS`: what the surest pair of it says.

    “confirmed” is what a person said; “event” means that only the event is the same. Each pair tells its own.
    """
    same = [pair for pair in record.pairs if pair.relation != "same-event" and pair.ruling != "reject"]
    confirmed = {link for pair in record.pairs if pair.ruling == "confirm" for link in (pair.a, pair.b)}
    if confirmed:
        return "confirmed" if all(one.permalink in confirmed for one in record.wordings) else "confirmed in part"
    if not same:
        return "event"
    return "likely" if any(pair.certainty == "likely" for pair in same) else "possible"


def matching(
    records: Iterable[UtteranceRecord], speakers: Collection[str], *, conflicts_only: bool, document: str | None
) -> Iterator[UtteranceRecord]:
    """The utterances that one of a speaker's ids (none for all), an article's id or a conflict picks out."""
    for record in records:
        told = (*record.wordings, *record.beside)
        if speakers and all(one.speaker_id not in speakers for one in told):
            continue
        if document is not None and all(one.document != document for one in told):
            continue
        if conflicts_only and not has_conflict(record):
            continue
        yield record
