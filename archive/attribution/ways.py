"""A candidate for the speaker of a quotation, and the way that leads to it.

The ways and how sure each is stand in `speech.toml`. A learned ranker may take their place: a candidate carries the
features that it would weigh.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.attribution.cues import Cue, SentenceReading
from archive.attribution.mentions import Mention
from archive.rules.speech import speech_rules

CLAUSE_REACH = 40
"""A word of speech is never more tokens away from its words."""
WEAK_REACH = 4
"""A word of speech that is often something else is never more words away."""
SAYING = frozenset(["say", "ask"])
"""The kinds of verbs that take the words themselves."""


@dataclass(slots=True)
class Candidate:
    """A mention that may be the speaker.

    ``distance`` counts the tokens between word of speech and quotation; ``reading`` is the sentence of the mention
    where that is another than the quotation's.
    """

    mention: Mention
    way: str
    cue: Cue | None
    confidence: float
    distance: int = 0
    reading: SentenceReading | None = None


def make_candidate(
    mention: Mention, way: str, cue: Cue | None = None, less: float = 0.0, distance: int = 0
) -> Candidate:
    """A candidate as sure as its way is, less ``less``."""
    return Candidate(mention, way, cue, max(0.0, speech_rules().ways[way].confidence - less), distance)
