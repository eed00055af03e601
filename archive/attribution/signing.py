"""Who signs a block quotation: the name that opens the paragraph which the page, or a dash, makes its signature.

What such a block says is its signer's and nobody else's: where no name is read there, nobody is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from archive.attribution.cues import SentenceReading
from archive.attribution.mention import Mention
from archive.spans import Span

_REACH = 3
"""The signature stands in one of so many sentences, from that of the last words on."""


class Signer(NamedTuple):
    """The mention that signs, with its sentence and the sentence's number."""

    mention: Mention
    reading: SentenceReading
    order: int


def find_signer(readings: Sequence[SentenceReading], order: int, signature: Span) -> Signer | None:
    """The signer whom ``signature`` names; sentence ``order`` holds the last words of the block."""
    for number in range(order, min(order + _REACH, len(readings))):
        reading = readings[number]
        if reading.sentence.removed or reading.sentence.span.end <= signature.start:
            continue
        opens = next((at for at in range(len(reading.tokens)) if _is_inside(reading, at, signature)), -1)
        mention = next((one for one in reading.mentions if one.first == opens), None)
        return Signer(mention, reading, number) if mention is not None and mention.kind in ("name", "role") else None
    return None


def _is_inside(reading: SentenceReading, at: int, signature: Span) -> bool:
    """Whether the token is a word of the signature."""
    return reading.tokens[at].kind == "word" and reading.sentence.stretch(at, at).start >= signature.start
