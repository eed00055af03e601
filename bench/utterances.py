"""How well wordings of one utterance are told from others: on pairs written for this purpose, and on the seeds' gold.

A pair of the self-made set counts as found when it is called the same utterance (verbatim, variant or partial); what
kind of the three is measured apart. The held-out half was not looked at while the comparison was made.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from archive.ingest import Batch, Circumstances, Walk, add_inputs, read_inputs
from archive.model import QuotationRecord
from archive.store import Store, open_store
from archive.utterance_model import PairRecord, UtteranceRecord
from archive.utterances import each_utterance
from archive.wordings import SAME_UTTERANCE, Relation, compare_wordings
from bench.measure import CHECKOUT, Measure, corpus_digest, count_measure

PAIRS = CHECKOUT / "bench" / "utterances.toml"
"""The self-made set; its head explains the rows."""

_SEEDS = CHECKOUT / "seeds"
_GOLD = CHECKOUT / "tests" / "gold" / "seeds-same-utterance.jsonl"

Half = Literal["looked at", "held out"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands: the file's name and the code points."""

    file: str
    start: int
    end: int

    def overlaps(self, other: Place) -> bool:
        """Whether both share a character."""
        return self.file == other.file and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Pair:
    """Two wordings and what they have to do with each other."""

    a: str
    b: str
    language: str
    relation: Relation
    half: Half

    @property
    def is_same(self) -> bool:
        """Whether both are wordings of one utterance."""
        return self.relation in SAME_UTTERANCE


def read_pairs() -> list[Pair]:
    """The pairs that the rows of the set give, in their order."""
    rows = tomllib.loads(PAIRS.read_text("utf-8"))["utterance"]
    return [pair for number, row in enumerate(rows) for pair in _pairs_of(row, number)]


def _pairs_of(row: dict[str, str], number: int) -> Iterator[Pair]:
    half: Half = "held out" if number % 2 else "looked at"
    language = row["language"]
    yield Pair(row["words"], row["again"], language, "variant", half)
    yield Pair(row["words"], row["part"], language, "partial", half)
    yield Pair(row["again"], row["wrong"], language, "different", half)
    yield Pair(row["words"], row["other"], language, "different", half)
    yield Pair(row["words"], typeset(row["words"]), language, "verbatim", half)


def typeset(words: str) -> str:
    r"""The same words as another paper sets them: curly apostrophes, no-break spaces, another dash, a last comma.

    >>> typeset("It's so - or not.")
    'It’s\xa0so – or not,'
    """
    return words.replace("'", "’").replace(" - ", " – ").replace(" ", "\u00a0", 1).rstrip(".") + ","


def judge_pairs(pairs: Sequence[Pair]) -> list[tuple[Pair, Relation]]:
    """Each pair with the relation that is found."""
    return [(pair, compare_wordings(pair.a, pair.b, pair.language).relation) for pair in pairs]


def measure_pairs(half: Half) -> list[Measure]:
    """Precision, recall and the right relation on one half of the set."""
    digest = corpus_digest([PAIRS])
    judged = judge_pairs([pair for pair in read_pairs() if pair.half == half])
    called = [pair.is_same for pair, found in judged if found in SAME_UTTERANCE]
    recalled = [found in SAME_UTTERANCE for pair, found in judged if pair.is_same]
    exact = [found == pair.relation for pair, found in judged]
    return [
        count_measure(f"utterances: precision, {half}", sum(called), len(called), digest),
        count_measure(f"utterances: recall, {half}", sum(recalled), len(recalled), digest),
        count_measure(f"utterances: relation, {half}", sum(exact), len(exact), digest),
    ]


def archive_seeds(store: Store) -> None:
    """The seeds are in the archive, as ``archive add`` puts them there."""
    circumstances = Circumstances(now="2026-11-21T09:30:00.000000Z", author="bench")
    inputs = read_inputs(list(Walk([str(_SEEDS)])))
    refused = [done.source for done in add_inputs(store, inputs, Batch(lambda: circumstances)) if not done.document]
    if refused:
        raise ValueError(f"seeds refused: {', '.join(refused)}")


def gold_pairs() -> list[dict[str, Any]]:
    """The pairs of the gold with both sides quoted."""
    rows = (json.loads(row) for row in _GOLD.read_text("utf-8").splitlines())
    return [row for row in rows if row["both_quoted"]]


def find_pairs(records: Iterable[UtteranceRecord]) -> Iterator[tuple[PairRecord, Place, Place]]:
    """Each pair that is called something, with the places of both sides."""
    for record in records:
        held = {one.permalink: _place_of(one) for one in (*record.wordings, *record.beside)}
        for pair in record.pairs:
            yield pair, held[pair.a], held[pair.b]


def _place_of(record: QuotationRecord) -> Place:
    return Place(Path(record.source).name, record.start, record.end)


def is_gold_pair(gold: dict[str, Any], a: Place, b: Place) -> bool:
    """Whether two places are those of the gold, either way round: each overlaps its span."""
    wanted = [Place(side["file"], side["start"], side["end"]) for side in (gold["a"], gold["b"])]
    return any(a.overlaps(one) and b.overlaps(other) for one, other in (wanted, wanted[::-1]))


def measure_gold() -> list[Measure]:
    """The seeds' gold: pairs found, and pairs called the same utterance that the gold has."""
    digest = corpus_digest([*_SEEDS.glob("*.txt"), _GOLD])
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "seeds.db"), create=True) as store:
        archive_seeds(store)
        found = list(find_pairs(each_utterance(store)))
    same = [(a, b) for pair, a, b in found if pair.relation != "same-event"]
    wanted = [gold for gold in gold_pairs() if gold["same_utterance"]]
    recalled = [any(is_gold_pair(gold, a, b) for a, b in same) for gold in wanted]
    right = [any(is_gold_pair(gold, a, b) for gold in wanted) for a, b in same]
    return [
        count_measure("seeds: wordings of one utterance found", sum(recalled), len(recalled), digest),
        count_measure("seeds: pairs called one utterance that are", sum(right), len(right), digest),
    ]


def measure_utterances() -> list[Measure]:
    """All figures about wordings of one utterance that need no development data."""
    return [*measure_gold(), *measure_pairs("looked at"), *measure_pairs("held out")]
