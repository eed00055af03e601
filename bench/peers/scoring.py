"""The figures of one peer on one set: lines kept and removed, quotations with their exact spans and speakers.

Quotations are compared segment by segment, so that a peer that knows no quotation of two segments loses nothing by it.
A speaker counts as right when the words the peer takes for him overlap those the gold has; where the gold has none,
the speaker was carried over, which no peer can tell: such segments are left out where speakers count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.spans import Span
from bench.peers.quoting import Heard, Listener


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of one peer; ``text`` is how people read it."""

    measure: str
    peer: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """One segment of the gold: where it stands, and where its speaker is named (nowhere, when carried over)."""

    span: Span
    mentions: tuple[Span, ...]


def share(measure: str, peer: str, hits: int, n: int) -> Row:
    """A share that people read as ``hits/n``.

    >>> share("lines kept", "jusText", 3, 4).value
    0.75
    """
    return Row(measure, peer, hits / n if n else 0.0, f"{hits}/{n}")


def score_quotations(
    name: str, peer: str, listen: Listener, texts: Iterable[tuple[str, Sequence[Spoken]]]
) -> list[Row]:
    """Span F1, the share of found segments whose speaker is right, and both together as F1."""
    wanted = found = exact = named = right = carried = carried_found = 0
    for text, gold in texts:
        heard = {answer.span: answer for answer in listen(text)}
        wanted, found = wanted + len(gold), found + len(heard)
        for segment in gold:
            answer = heard.get(segment.span)
            exact += answer is not None
            carried += not segment.mentions
            carried_found += answer is not None and not segment.mentions
            if answer is not None and segment.mentions:
                named += 1
                right += _is_named(answer, segment)
    return [
        _f1(f"{name}: span exact F1", peer, exact, found, wanted),
        share(f"{name}: speaker mention, of those found", peer, right, named),
        _f1(f"{name}: end to end F1", peer, right, found - carried_found, wanted - carried),
    ]


def _is_named(answer: Heard, segment: Spoken) -> bool:
    return answer.mention is not None and any(answer.mention.overlaps(mention) for mention in segment.mentions)


def _f1(measure: str, peer: str, hits: int, found: int, wanted: int) -> Row:
    value = 2 * hits / (found + wanted) if found + wanted else 0.0
    return Row(measure, peer, value, f"{value:.3f}")
