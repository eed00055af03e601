"""What people ruled, laid over what the rules marked.

What is hard here is only the order: the later ruling holds where two overlap, whatever each says, so they are laid on
one after the other. A stretch that a person keeps is neither set aside nor flagged; one that a person removes is set
aside with the person's name for a rule. Neither is the text's own reason, so neither enters a version's identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from archive.records import Removal, Ruling, Suspect
from archive.spans import Span, subtract_spans

RULED = "a person's ruling"
"""The name of the rule by which a stretch is set aside that a person removed."""
RULED_LABEL = "ruled-out"
"""Its label."""

MarkT = TypeVar("MarkT", Removal, Suspect)


def lay_over(
    text: str, removals: Sequence[Removal], suspects: Sequence[Suspect], rulings: Iterable[Ruling]
) -> tuple[tuple[Removal, ...], tuple[Suspect, ...]]:
    r"""The removals and the suspects as people ruled, oldest ruling first.

    >>> removal = Removal(Span(0, 2), "ad", "advertisement label")
    >>> lay_over("Ad\nGo.", [removal], [], [Ruling(Span(0, 2), "keep", "Jane Doe")])
    ((), ())
    """
    aside, flagged = list(removals), list(suspects)
    for ruling in rulings:
        aside = list(_without(text, aside, ruling.span))
        flagged = list(_without(text, flagged, ruling.span))
        span = ruling.span.trimmed(text)
        if ruling.verdict == "remove" and span:
            aside.append(Removal(span, RULED_LABEL, RULED, ruling.words, is_local=False))
    return tuple(sorted(aside)), tuple(sorted(flagged))


def _without(text: str, marks: Iterable[MarkT], span: Span) -> Iterator[MarkT]:
    """The marks with the stretch cut out of them; what is left of one that is only touched stays marked."""
    for mark in marks:
        if not mark.span.overlaps(span):
            yield mark
            continue
        for piece in subtract_spans(mark.span, [span]):
            if shown := piece.trimmed(text):
                yield replace(mark, span=shown)
