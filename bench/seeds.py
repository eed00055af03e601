"""The five seed articles against their hand-made gold: lines, quotations, speakers, channels.

A line counts as removed when none of its visible characters is kept, as kept when none is removed, except those that
the gold lists as removed parts of a kept line. A channel (via) found counts as right when it shares at least half of
its words, or of the gold's, with one channel that the gold has for the same quotation, whatever its role; each gold
channel is matched at most once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from archive.analysis import analyse
from archive.records import Analysis, Quotation
from archive.spans import Span, line_spans, subtract_spans
from bench.measure import CHECKOUT, Measure, corpus_digest, count_measure

_SEEDS = CHECKOUT / "seeds"
_GOLD = CHECKOUT / "tests" / "gold"
_KINDS = {"full-sentence": "full", "fragment": "fragment", "none": "none"}
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Seed:
    """One seed: its text, what the archive says of it, and what the gold says."""

    text: str
    analysis: Analysis
    lines: dict[str, Any]
    quotes: list[dict[str, Any]]

    def quotation_of(self, gold: dict[str, Any]) -> Quotation | None:
        """The quotation one segment of which is exactly the gold's."""
        wanted = Span(gold["start"], gold["end"])
        return next((found for found in self.analysis.quotations if wanted in found.segments), None)


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(row) for row in (_GOLD / name).read_text("utf-8").splitlines()]


@cache
def read_seeds() -> tuple[Seed, ...]:
    """The seeds with their gold, in the order of the gold."""
    lines = {row["source"]: row for row in _rows("seeds-lines.jsonl")}
    seeds = []
    for row in _rows("seeds-quotations.jsonl"):
        text = (_SEEDS / row["file"]).read_bytes().decode("utf-8")
        seeds.append(Seed(text, analyse(text), lines[row["file"]], row["quotes"]))
    return tuple(seeds)


def is_same_channel(found: str, gold: str) -> bool:
    """Whether two wordings of a channel name the same: half of the words of either are in the other.

    >>> is_same_channel("statement released by the ministry", "a statement"), is_same_channel("X", "Telegram")
    (True, False)
    """
    ours = {word.casefold() for word in _WORD.findall(found)}
    theirs = {word.casefold() for word in _WORD.findall(gold)}
    shared = len(ours & theirs)
    return bool(shared) and 2 * shared >= min(len(ours), len(theirs))


def _judge_lines(seed: Seed) -> Iterator[tuple[bool, bool]]:
    """For each line that is not blank: whether the gold keeps it, and whether the archive treats it so."""
    removals = [removal.span for removal in seed.analysis.removals]
    parts = [(part["n"], part["text"]) for part in seed.lines["spans"] if not part["keep"]]
    for line, span in zip(seed.lines["lines"], line_spans(seed.text), strict=True):
        if line["keep"] is None:
            continue
        kept = any(left.of(seed.text).strip() for left in subtract_spans(span, removals))
        starts = [(seed.text.index(words, span.start), len(words)) for number, words in parts if number == line["n"]]
        glued = [Span(start, start + length) for start, length in starts]
        expected = subtract_spans(span, glued) if line["keep"] else ()
        lost = any(not _is_kept(seed.text, part, removals) for part in expected)
        yield line["keep"], (not lost if line["keep"] else not kept)


def _is_kept(text: str, part: Span, removals: Sequence[Span]) -> bool:
    return "".join(left.of(text) for left in subtract_spans(part, removals)).strip() == part.of(text).strip()


def _count(name: str, answers: Sequence[bool], digest: str) -> Measure:
    return count_measure(f"seeds: {name}", sum(answers), len(answers), digest)


def _field(name: str) -> Callable[[Quotation], str | None]:
    def read(quotation: Quotation) -> str | None:
        value = getattr(quotation.attribution, name)
        return value if value is None else str(value)

    return read


def _judge_field(name: str) -> list[bool]:
    answers = []
    for seed in read_seeds():
        for gold in seed.quotes:
            if gold["kind"] != "none":
                found = seed.quotation_of(gold)
                answers.append(found is not None and _is_right(name, found, gold))
    return answers


def _is_right(name: str, found: Quotation, gold: dict[str, Any]) -> bool:
    """Whether a field is the gold's; a second segment of one quotation may have no mention and no cue of its own."""
    value = _field(name)(found)
    is_later_segment = found.segments[0].start != gold["start"]
    return value == gold[name] or (is_later_segment and gold[name] is None)


def _judge_channels() -> tuple[list[bool], list[bool]]:
    """Whether each channel found is in the gold, and whether each of the gold was found."""
    right: list[bool] = []
    recalled: list[bool] = []
    for seed in read_seeds():
        for gold in seed.quotes:
            found = seed.quotation_of(gold)
            left = list(gold["via"])
            for via in found.attribution.via if found is not None else ():
                match = next((wanted for wanted in left if is_same_channel(via.text, wanted)), None)
                right.append(match is not None)
                if match is not None:
                    left.remove(match)
            recalled += [True] * (len(gold["via"]) - len(left)) + [False] * len(left)
    return right, recalled


def measure_seeds() -> list[Measure]:
    """The figures of the seeds, each a share of its cases."""
    seeds = read_seeds()
    digest = corpus_digest([*_SEEDS.glob("*.txt"), _GOLD / "seeds-lines.jsonl", _GOLD / "seeds-quotations.jsonl"])
    lines = [judged for seed in seeds for judged in _judge_lines(seed)]
    asked = [(seed, gold) for seed in seeds for gold in seed.quotes]
    spoken = [(seed, gold) for seed, gold in asked if gold["kind"] != "none"]
    nobody = [(seed, gold) for seed, gold in asked if gold["kind"] == "none"]
    known = {(seed.text, Span(gold["start"], gold["end"])) for seed, gold in asked}
    found = [
        (seed.text, segment)
        for seed in seeds
        for quotation in seed.analysis.quotations
        if quotation.kind != "none"
        for segment in quotation.segments
    ]
    right, recalled = _judge_channels()
    return [
        _count("lines removed", [answer for keep, answer in lines if not keep], digest),
        _count("lines kept", [answer for keep, answer in lines if keep], digest),
        _count("segments exact", [seed.quotation_of(gold) is not None for seed, gold in spoken], digest),
        _count("segments found that exist", [segment in known for segment in found], digest),
        _count("credits that quote nobody", [_quotes_nobody(seed, gold) for seed, gold in nobody], digest),
        _count("removed quotations marked", [_is_placed(seed, gold) for seed, gold in spoken], digest),
        _count("kind", [_has_kind(seed, gold) for seed, gold in asked], digest),
        _count("speaker", _judge_field("speaker"), digest),
        _count("mention", _judge_field("mention"), digest),
        _count("cue", _judge_field("cue"), digest),
        _count("via precision", right, digest),
        _count("via recall", recalled, digest),
    ]


def _quotes_nobody(seed: Seed, gold: dict[str, Any]) -> bool:
    found = seed.quotation_of(gold)
    return found is None or (found.kind == "none" and found.attribution.speaker is None)


def _is_placed(seed: Seed, gold: dict[str, Any]) -> bool:
    found = seed.quotation_of(gold)
    return found is not None and found.removed == gold["in_boilerplate"]


def _has_kind(seed: Seed, gold: dict[str, Any]) -> bool:
    found = seed.quotation_of(gold)
    return (found.kind if found is not None else "none") == _KINDS[gold["kind"]]


if __name__ == "__main__":
    for measure in measure_seeds():
        print(f"{measure.name:36} {measure.text:>8} {measure.value:.3f}")
