"""What stands beside a name and tells something of it: its full stops, an age, an article, an owner.

What is hard: "her" owns the word behind it or is an object, and "the Spring Gala" is written as a person's name is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archive.attribution.cues import SentenceReading
from archive.attribution.mentions import Mention
from archive.rules.names import name_rules
from archive.rules.speech import speech_rules

_AGES = re.compile(r"\d{2}")
_GENERATIONS = ("Jr", "Sr")


def as_written(mention: Mention, reading: SentenceReading) -> tuple[str, ...]:
    """The words of a name with the full stops of what is short: "Robert F. Kennedy Jr."."""
    if not _has_short(mention.core):
        return mention.core
    begins = mention.last + 1 - len(mention.core)
    words = []
    for at, word in enumerate(mention.core, begins):
        is_short = word in _GENERATIONS or (len(word) == 1 and word.isupper() and _is_gap(reading, at))
        words.append(f"{word}." if is_short else word)
    return tuple(words)


@lru_cache(maxsize=4096)
def _has_short(words: tuple[str, ...]) -> bool:
    """Whether a word of the name may be short for more."""
    return any(len(word) == 1 or word in _GENERATIONS for word in words)


def _is_gap(reading: SentenceReading, position: int) -> bool:
    """Whether more than a space stands between a token and the next one."""
    if position + 1 >= len(reading.tokens):
        return False
    stretch = reading.sentence.stretch
    return stretch(position + 1, position + 1).start - stretch(position, position).end > 1


def has_age(reading: SentenceReading, after: int) -> bool:
    """Whether an age stands between commas behind a name: "Jane Doe, 43, left"."""
    behind = reading.tokens[after : after + 3]
    return len(behind) > 1 and behind[0].text == "," == behind[-1].text and bool(_AGES.fullmatch(behind[1].text))


def is_owned(reading: SentenceReading, mention: Mention) -> bool:
    """Whether the name is somebody's: in "her Spring Gala looks" she is not the gala."""
    return mention.first > 0 and reading.tokens[mention.first - 1].low in name_rules().possessives


def is_owner(reading: SentenceReading, mention: Mention) -> bool:
    """Whether something of the mention's is meant: "when Doe's office called"."""
    after = mention.last + 1
    return after < len(reading.tokens) and reading.tokens[after].low == "'s"


def is_thing(reading: SentenceReading, mention: Mention) -> bool:
    """Whether the article stands right before a name: "the Spring Gala", "the Marsh End estate"."""
    begins = mention.last + 1 - len(mention.core)
    return begins > 0 and reading.tokens[begins - 1].low == "the" and not mention.is_organisation


def owning_her(reading: SentenceReading, position: int) -> str | None:
    """The gender that a "her" tells which owns the noun behind it; one that is an object tells nothing."""
    tokens = reading.tokens
    if tokens[position].low != "her" or position + 1 >= len(tokens) or tokens[position + 1].kind != "word":
        return None
    rules, low = speech_rules(), tokens[position + 1].low
    ends = low in rules.prepositions or low in rules.conjunctions or rules.is_adverb(low)
    return None if ends or low in rules.subordinators or low in rules.relatives or low == "to" else "female"
