"""Where else a quotation stands in other words: what its page says of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.model import QuotationRecord
from archive.provenance import say_date
from archive.source_names import name_source
from archive.store import Store
from archive.store.utterances import Pair, Pairs, names_of, records_of
from archive.utterances import name_articles, say_relation
from archive.web.links import Links
from archive.web.wording import shorten

MOST_LISTED = 5
"""How many other wordings a quotation page lists; the page of the utterance has all."""
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Another wording, or a report of the same event, as one line."""

    words: str
    address: str
    speaker: str | None
    paper: str
    date: str
    relation: str
    disagrees: bool


@dataclass(frozen=True, slots=True)
class OtherWordings:
    """The other wordings of a quotation, how many more there are, and the page that shows all side by side."""

    listed: tuple[OtherWords, ...]
    more: int
    address: str


def find_other_wordings(store: Store, record: QuotationRecord, links: Links) -> OtherWordings | None:
    """The other wordings of this quotation; None where none is known. Those that a person rejected are left out."""
    pairs = Pairs(store)
    rows = pairs.rows_of(record.permalink)
    found = {pair.other(row): pair for row in rows for pair in pairs.of(row) if _is_shown(pair)}
    held = records_of(store, found)
    if not held:
        return None
    listed = sorted(held, key=lambda row: (found[row].relation == "same-event", -found[row].score, row))
    names = name_articles(store, (held[row] for row in listed[:MOST_LISTED]))
    return OtherWordings(
        listed=tuple(_line(held[row], found[row], row, names, links) for row in listed[:MOST_LISTED]),
        more=max(0, len(listed) - MOST_LISTED),
        address=links.utterance(names_of(store, rows)[rows[0]]),
    )


def _is_shown(pair: Pair) -> bool:
    return pair.is_same or pair.ruling is None


def _say_relation(pair: Pair, row: int) -> str:
    """What the other one, which is this row, is to the quotation."""
    if pair.relation != "partial" or pair.part is None:
        return say_relation(pair.relation, is_confirmed=pair.ruling is not None and pair.is_same)
    if row == (pair.a if pair.part == "a" else pair.b):
        return "a word or two of this" if pair.is_few else "a part of this"
    return "this is a part of it"


def _line(record: QuotationRecord, pair: Pair, row: int, names: Mapping[str, str], links: Links) -> OtherWords:
    return OtherWords(
        words=shorten(record.shown, _SHOWN),
        address=links.permalink(record.permalink),
        speaker=record.speaker,
        paper=", ".join(filter(None, (names.get(record.document) or name_source(record.source), record.outlet))),
        date=say_date(record.published) or "undated",
        relation=_say_relation(pair, row),
        disagrees=bool(pair.conflicts),
    )
