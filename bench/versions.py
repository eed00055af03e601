r"""What became of each quotation in the next version of its article, against an oracle that knows nothing of ours.

The pairs come from the development data (`bench.measure.development_data`): real revisions of public posts. For each
quotation of version n its status in version n + 1 is held against what plain search and brute force say.

The oracle. *Wording* is the quotation's characters with white space folded, each segment by itself; *words* are runs of
letters and digits (``\w+``, case kept); *likeness* of two runs of words is 2 · LCS / (n + m), LCS being the longest
common subsequence; *best likeness* is the highest that any window of n words of the later version has.

| wording in version n, n + 1 | words | allowed |
|---|---|---|
| once, once | | verbatim or moved, at that very place |
| more than once in either, not absent | | verbatim, moved, ambiguous |
| absent | the same words, once | punctuation, at that place |
| absent | the same words, several times | punctuation, ambiguous |
| absent | best likeness ≥ 0.8 | edited, ambiguous |
| absent | best likeness from 0.5 to 0.8 | edited, ambiguous, gone |
| absent | best likeness < 0.5 | gone |

A quotation of several segments, one of which stands whole, is *edited* whatever its likeness.
Of fewer than four words, which any text may hold by chance, *gone* is right too when they are no quotation any more.
Segments are words in order with anything between them (“he said”).

Two errors are worse than all others. *An edit reported as unchanged*: verbatim or moved of absent wording, or
punctuation of other words. *A removed quotation anchored to other words*: any place given for words whose best
likeness is below 0.5, or a place whose own words are less than half alike. Exempt is a quotation of at most four words
that another took the place of while the four words before and after it stayed: to call that an edit is what the
tracing is for.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from archive.analysis import analyse
from archive.following import Follower
from archive.records import Analysis, Quotation
from archive.spans import Span, joined, subtract_spans
from archive.tracing import Trace
from bench.measure import Measure, corpus_digest, count_measure, development_data

_WORD = re.compile(r"\w+")
_SHORT = 4
_ALIKE, _HALF = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """One version with its analysis, and its kept part as the oracle reads it."""

    content: str
    analysis: Analysis
    folded: str
    words: list[str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One quotation: what we say, what the oracle allows, and whether it is one of the two worst errors."""

    quoted: str
    trace: Trace
    allowed: frozenset[str]
    there: str
    is_misplaced: bool = False
    is_unchanged_edit: bool = False
    is_misanchored: bool = False

    @property
    def agrees(self) -> bool:
        """Whether the status is one that the oracle allows, at the place it knows."""
        return self.trace.status in self.allowed and not self.is_misplaced


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two runs of words are: 0 to 1.

    >>> likeness("we will not pay".split(), "we will now pay".split())
    0.75
    """
    if not one or not other:
        return 0.0
    row = [0] * (len(other) + 1)
    for word in one:
        diagonal = 0
        for index, candidate in enumerate(other, 1):
            diagonal, row[index] = row[index], diagonal + 1 if word == candidate else max(row[index], row[index - 1])
    return 2 * row[-1] / (len(one) + len(other))


def best_likeness(words: Sequence[str], text: Sequence[str]) -> float:
    """The highest likeness that any window of as many words of ``text`` has."""
    size = len(words)
    wanted = Counter(words)
    best = 0.0
    for start in range(max(1, len(text) - size + 1)):
        window = text[start : start + size]
        shared = sum((wanted & Counter(window)).values())
        if 2 * shared / (size + len(window)) > best:  # no likeness is higher than that
            best = max(best, likeness(words, window))
    return best


def judge_pairs(data: Path) -> Iterator[Judgement]:
    """Every quotation of every version that has a next one."""
    with gzip.open(data, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            texts = [_read(version["text"]) for version in row["versions"]]
            for before, after in pairwise(texts):
                yield from judge_pair(before, after)


def _read(content: str) -> Text:
    analysis = analyse(content)
    kept = joined(content, subtract_spans(Span(0, len(content)), [gone.span for gone in analysis.removals]), "")
    return Text(content, analysis, " ".join(kept.split()), _WORD.findall(kept))


def judge_pair(before: Text, after: Text) -> Iterator[Judgement]:
    """The quotations of ``before`` that stand in its kept part."""
    follower = Follower(before.content, before.analysis, after.content, after.analysis)
    for quotation in before.analysis.quotations:
        if quotation.kind != "none" and not quotation.removed:
            yield _judge(before, after, quotation, follower.follow(quotation))


def _judge(before: Text, after: Text, quotation: Quotation, trace: Trace) -> Judgement:
    removed = [gone.span for gone in before.analysis.removals]
    segments = [
        " ".join(joined(before.content, subtract_spans(part, removed), "").split()) for part in quotation.segments
    ]
    words = [word for segment in segments for word in _WORD.findall(segment)]
    there = _kept(after, trace.span) if trace.span else ""
    found = _WORD.findall(there)
    quoted = {tuple(_WORD.findall(joined(after.content, q.segments))) for q in after.analysis.quotations}
    lost = {"gone"} if len(words) < _SHORT and tuple(words) not in quoted else set()
    if all(segment in after.folded for segment in segments):
        once = all(before.folded.count(segment) == after.folded.count(segment) == 1 for segment in segments)
        allowed = {"verbatim", "moved"} if once else {"verbatim", "moved", "ambiguous"}
        misplaced = trace.span is not None and not all(segment in there for segment in segments)
        return Judgement(" / ".join(segments), trace, frozenset(allowed | lost), there, is_misplaced=misplaced)
    holds = _holds(found, [_WORD.findall(segment) for segment in segments])
    best = 1.0 if holds else best_likeness(words, after.words)
    is_replaced = len(words) <= _SHORT and _neighbours_stayed(before, after, quotation, trace)
    stands = len(segments) > 1 and any(part in there for part in segments)
    is_alike = holds or is_replaced or stands or min(best, likeness(words, found)) >= _HALF
    return Judgement(
        " / ".join(segments),
        trace,
        _allowed(words, after, best) | ({"edited"} if is_replaced or stands else set()) | lost,
        there,
        is_unchanged_edit=trace.status in {"verbatim", "moved"} or (trace.status == "punctuation" and not holds),
        is_misanchored=trace.span is not None and not is_alike,
    )


def _holds(found: Sequence[str], segments: Sequence[Sequence[str]]) -> bool:
    """Whether each segment's words stand there whole, one segment after the other."""
    start = 0
    for segment in segments:
        places = (place for place in range(start, len(found)) if found[place : place + len(segment)] == segment)
        place = next(places, None)
        if place is None:
            return False
        start = place + len(segment)
    return True


def _allowed(words: Sequence[str], after: Text, best: float) -> frozenset[str]:
    if best == 1.0:
        same = sum(after.words[start : start + len(words)] == words for start in range(len(after.words)))
        return frozenset({"punctuation", "ambiguous"} if same > 1 else {"punctuation"})
    if best >= _ALIKE:
        return frozenset({"edited", "ambiguous"})
    return frozenset({"edited", "ambiguous", "gone"} if best >= _HALF else {"gone"})


def _kept(text: Text, span: Span) -> str:
    """What stands there without what is set aside; all of it where everything is."""
    pieces = subtract_spans(span, [gone.span for gone in text.analysis.removals])
    return " ".join((joined(text.content, pieces, "").strip() or span.of(text.content)).split())


def _neighbours_stayed(before: Text, after: Text, quotation: Quotation, trace: Trace) -> bool:
    if trace.span is None:
        return False

    def around(text: str, span: Span) -> tuple[list[str], list[str]]:
        return _WORD.findall(text[: span.start])[-_SHORT:], _WORD.findall(text[span.end :])[:_SHORT]

    return around(before.content, quotation.span) == around(after.content, trace.span)


def measure_versions() -> list[Measure] | None:
    """The three figures; None where there are no such data."""
    data = development_data("versions-dev.jsonl.gz")
    if data is None:
        return None
    digest = corpus_digest([data])
    judged = list(judge_pairs(data))
    anchored = sum(not one.is_misanchored for one in judged)
    honest = sum(not one.is_unchanged_edit for one in judged)
    agreed = sum(one.agrees for one in judged)
    return [
        count_measure("versions-dev: nothing anchored to other words", anchored, len(judged), digest),
        count_measure("versions-dev: no edit called unchanged", honest, len(judged), digest),
        count_measure("versions-dev: status as the oracle allows", agreed, len(judged), digest),
    ]


def main() -> None:
    """Print how often each status is given, and every quotation that the oracle judges otherwise."""
    data = development_data("versions-dev.jsonl.gz")
    if data is None:
        print("SKIPPED: no development data")
        return
    judged = list(judge_pairs(data))
    print(f"{len(judged)} quotations; {dict(Counter(one.trace.status for one in judged))}")
    for one in judged:
        if not one.agrees or one.is_misanchored or one.is_unchanged_edit:
            worst = "UNCHANGED " * one.is_unchanged_edit + "ANCHORED " * one.is_misanchored
            print(f"{worst}{one.trace.status}, allowed {sorted(one.allowed)}{' MISPLACED' * one.is_misplaced}")
            print(f"    {one.quoted[:300]}\n  → {one.there[:300]}")
    print(f"{sum(one.agrees for one in judged)} agree")


if __name__ == "__main__":
    main()
