"""The page of an utterance: its wordings side by side with the words that differ marked, and what they disagree in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.differences import Change, compare_words
from archive.model import QuotationRecord
from archive.provenance import say_date
from archive.source_names import name_source
from archive.store import Store
from archive.utterance_model import PairRecord, UtteranceRecord
from archive.utterances import (
    certainty_of,
    excerpts_of,
    name_articles,
    say_conflicts,
    say_relation,
    utterance_of,
)
from archive.web.answers import JSON, Answer, Page, Request, json_body
from archive.web.links import Links
from archive.web.marking import show_invisible
from archive.web.wording import say_count, shorten
from archive.wordings import compare_wordings

LARGEST_COMPARED = 20_000
"""Wordings with more code points than this are shown without a comparison."""
CERTAINTIES = {
    "likely": "Likely one utterance, by comparing words; nobody has confirmed it.",
    "possible": "Perhaps one utterance, by comparing words; nobody has confirmed it.",
    "confirmed": "One utterance, confirmed by a person.",
    "confirmed in part": "One utterance, confirmed by a person in part, the rest by comparing words.",
    "event": "Perhaps reports of one event, by comparing words; not one utterance.",
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
        _context(store, record, request.links),
        canonical=address,
        alternates=((f"{address}.json", JSON.split(";")[0]),),
    )


def _context(store: Store, record: UtteranceRecord, links: Links) -> dict[str, Any]:
    whole = max(record.wordings, key=lambda wording: len(wording.quoted))
    others = [wording for wording in record.wordings if wording is not whole]
    others.sort(key=lambda wording: -len(wording.quoted))
    names = name_articles(store, (*record.wordings, *record.beside))
    excerpts = excerpts_of(record)

    def shown(wordings: Iterable[QuotationRecord]) -> list[Wording]:
        return [_wording(wording, whole, record, names, links) for wording in wordings]

    return {
        "title": f"“{shorten(whole.shown, 70)}” in other words",
        "record": record,
        "heading": _say_heading(record, len(excerpts)),
        "whole": shown([whole])[0],
        "wordings": shown(wording for wording in others if wording.permalink not in excerpts),
        "excerpts": shown(wording for wording in others if wording.permalink in excerpts),
        "beside": shown(record.beside),
        "conflicts": say_conflicts(record, names),
        "certainty": CERTAINTIES[certainty_of(record)],
        "rejected": [_rejected(pair, record) for pair in record.pairs if pair.ruling == "reject"],
    }


def _say_heading(record: UtteranceRecord, excerpts: int) -> str:
    """How many wordings there are; a word or two that papers quote out of one are none."""
    wordings = len(record.wordings) - excerpts
    if len(record.wordings) == 1:
        return f"{say_count(1 + len(record.beside), 'report')} of what may be one event"
    if wordings == 1:
        return "One utterance, and a word or two quoted out of it"
    return f"{say_count(wordings, 'wording')} of one utterance"


def _wording(
    wording: QuotationRecord, whole: QuotationRecord, record: UtteranceRecord, names: Mapping[str, str], links: Links
) -> Wording:
    pair = _pair_of(wording, whole, record)
    here, there = _side_by_side(wording, whole)
    ruling = next((one for one in _pairs_with(wording, record) if one.ruling == "confirm"), None)
    return Wording(
        record=wording,
        address=links.permalink(wording.permalink),
        speaker_address=links.speaker(wording.speaker_id) if wording.speaker_id else "",
        document_address=links.document(wording.document),
        article=names.get(wording.document) or name_source(wording.source),
        date=say_date(wording.published) or "undated",
        relation=_say_relation(pair, wording, whole, differs=any(run.differs for run in (*here, *there))),
        ruling=f"{ruling.author}, {say_date(ruling.made_at)}" if ruling else "",
        runs=here,
        beside=there,
    )


def _pairs_with(wording: QuotationRecord, record: UtteranceRecord) -> list[PairRecord]:
    return [pair for pair in record.pairs if wording.permalink in {pair.a, pair.b}]


def _pair_of(wording: QuotationRecord, whole: QuotationRecord, record: UtteranceRecord) -> PairRecord | None:
    """What was found of a wording and the whole; None where it is known through another one."""
    return next((pair for pair in _pairs_with(wording, record) if whole.permalink in {pair.a, pair.b}), None)


def _say_relation(pair: PairRecord | None, wording: QuotationRecord, whole: QuotationRecord, *, differs: bool) -> str:
    """What a wording is to the whole one; where no pair says so, what comparing the two says."""
    relation, part = (pair.relation, pair.part) if pair else _compared(wording, whole)
    if relation == "partial":
        is_part = part is not None and wording.permalink == (pair.a if part == "a" else pair.b) if pair else part == "a"
        said = "a part of it" if is_part else "a longer stretch"
        said += " in other words" if differs and is_part else ""
    else:
        is_confirmed = pair is not None and pair.ruling == "confirm"
        said = say_relation(relation, is_confirmed=is_confirmed) or "known through another wording"
    is_sure = pair is not None and (pair.certainty == "likely" or pair.ruling is not None)
    return said if is_sure or relation == "different" else f"perhaps {said}"


def _compared(wording: QuotationRecord, whole: QuotationRecord) -> tuple[str, str | None]:
    if len(wording.quoted) + len(whole.quoted) > LARGEST_COMPARED:
        return "different", None
    found = compare_wordings(wording.quoted, whole.quoted, wording.language or whole.language)
    return found.relation, found.part


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
