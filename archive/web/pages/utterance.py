"""The page of an utterance: its wordings side by side with the words that differ marked, and what they disagree in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive.differences import Change, compare_words
from archive.model import QuotationRecord
from archive.provenance import say_date
from archive.source_names import name_source
from archive.store import Store
from archive.utterance_model import PairRecord, UtteranceRecord
from archive.utterances import RELATION_WORDS, certainty_of, say_conflicts, utterance_of
from archive.web.answers import JSON, Answer, Page, Request, json_body
from archive.web.links import Links
from archive.web.marking import show_invisible
from archive.web.wording import shorten
from archive.wordings import compare_wordings

LARGEST_COMPARED = 20_000
"""Wordings with more code points than this are shown without a comparison."""
CERTAINTIES = {
    "confirmed": "Words and speaker agree, where nothing else is said.",
    "possible": "Perhaps one utterance: something of the words, the speaker or the date is missing or contradicts.",
    "confirmed by a person": "Confirmed by a person.",
    "event": "Not one utterance: two reports of one event that contradict each other.",
}
"""How sure it is that these are one utterance, in a sentence."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words of one side; ``differs`` when the other side has other words, or none."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording with who is said to have spoken and where, and its words beside those of the first one shown."""

    record: QuotationRecord
    address: str
    speaker_address: str
    document_address: str
    article: str
    date: str
    relation: str
    ruling: str
    runs: tuple[Run, ...]
    beside: tuple[Run, ...]


def show_utterance(store: Store, request: Request) -> Answer:
    """The page or the record of an utterance, asked for by the name of any of its wordings.

    Raises:
        UnknownReference: no quotation has this name, or no other wording of it is known.
    """
    record = utterance_of(store, request.part("utterance"))
    address = request.links.utterance(record.utterance)
    if request.part("suffix") == ".json":
        return json_body(record, canonical=address)
    return Page(
        "utterance.html",
        _context(record, request.links),
        canonical=address,
        alternates=((f"{address}.json", JSON.split(";")[0]),),
    )


def _context(record: UtteranceRecord, links: Links) -> dict[str, Any]:
    whole = max(record.wordings, key=lambda wording: len(wording.quoted))
    others = [wording for wording in record.wordings if wording is not whole]
    others.sort(key=lambda wording: -len(wording.quoted))
    return {
        "title": f"“{shorten(whole.shown, 70)}” in other words",
        "record": record,
        "whole": _wording(whole, whole, record, links),
        "wordings": [_wording(wording, whole, record, links) for wording in others],
        "beside": [_wording(wording, whole, record, links) for wording in record.beside],
        "conflicts": say_conflicts(record),
        "certainty": CERTAINTIES[certainty_of(record)],
        "rejected": [_rejected(pair, record) for pair in record.pairs if pair.ruling == "reject"],
    }


def _wording(wording: QuotationRecord, whole: QuotationRecord, record: UtteranceRecord, links: Links) -> Wording:
    pair = _pair_of(wording, whole, record)
    here, there = _side_by_side(wording, whole)
    return Wording(
        record=wording,
        address=links.permalink(wording.permalink),
        speaker_address=links.speaker(wording.speaker_id) if wording.speaker_id else "",
        document_address=links.document(wording.document),
        article=wording.title or name_source(wording.source),
        date=say_date(wording.published) or "undated",
        relation=_say_relation(pair, wording),
        ruling=f"{pair.author}, {say_date(pair.made_at)}" if pair and pair.ruling == "confirm" else "",
        runs=here,
        beside=there,
    )


def _pair_of(wording: QuotationRecord, whole: QuotationRecord, record: UtteranceRecord) -> PairRecord | None:
    """What was found of two wordings; of one that was not compared with the whole, what was found with another."""
    about = [pair for pair in record.pairs if wording.permalink in {pair.a, pair.b}]
    return next((pair for pair in about if whole.permalink in {pair.a, pair.b}), about[0] if about else None)


def _say_relation(pair: PairRecord | None, wording: QuotationRecord) -> str:
    if pair is None:
        return "known through another wording"
    if pair.relation == "partial" and pair.part is not None:
        is_part = wording.permalink == (pair.a if pair.part == "a" else pair.b)
        said = "a part of it" if is_part else "a longer stretch"
    else:
        said = RELATION_WORDS[pair.relation]
    return f"perhaps {said}" if pair.certainty == "possible" and pair.ruling is None else said


def _side_by_side(wording: QuotationRecord, whole: QuotationRecord) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs of a wording, and those of the stretch of the whole that it was compared with."""
    own, other = wording.quoted, whole.quoted
    if wording is whole or len(own) + len(other) > LARGEST_COMPARED:
        return (Run(show_invisible(wording.shown), differs=False),), ()
    found = compare_wordings(own, other, wording.language or whole.language)
    part = other[found.span_b.start : found.span_b.end] if found.part == "a" else other
    changes = compare_words(part, own)
    return _runs(changes, "after"), _runs(changes, "before")


def _runs(changes: tuple[Change, ...], side: str) -> tuple[Run, ...]:
    texts = ((change, change.after if side == "after" else change.before) for change in changes)
    return tuple(Run(show_invisible(text), change.kind != "equal") for change, text in texts if text)


def _rejected(pair: PairRecord, record: UtteranceRecord) -> str:
    held = {one.permalink: one for one in (*record.wordings, *record.beside)}
    words = " and ".join(f"“{shorten(held[link].shown, 60)}”" for link in (pair.a, pair.b))
    reason = f" ({pair.reason})" if pair.reason else ""
    return f"{pair.author} says that {words} are not one utterance{reason}."
