"""Noun phrases that lead to a name: "Springfield resident Jane Doe", "the party's leader", "according to …"."""

from __future__ import annotations

from collections.abc import Iterator

from archive.attribution.cues import SentenceReading
from archive.attribution.mentions import Mention
from archive.rules.speech import speech_rules


def head_of_phrase(reading: SentenceReading, mention: Mention) -> Mention:
    """The name that a phrase leads to: "Springfield resident Jane Doe" is Jane Doe."""
    while mention.kind == "name" and reading.language == "en":
        following = next(
            (
                other
                for other in reading.mentions
                if mention.last < other.first <= mention.last + 3 and other.kind == "name"
            ),
            None,
        )
        if following is None:
            break
        between = reading.tokens[mention.last + 1 : following.first]
        rules = speech_rules()
        is_phrase = all(
            token.kind == "word"
            and not token.capital
            and (token.low not in rules.prepositions and token.low not in rules.conjunctions)
            and (token.low not in rules.auxiliaries and token.low not in rules.verbs and token.low not in rules.times)
            for token in between
        )
        if not is_phrase or not between:
            break
        mention = following
    return mention


def find_owned(reading: SentenceReading, position: int) -> Mention | None:
    """`said the party's leader`, `said Jane Doe's lawyer`: the mention whose owner begins at ``position``."""
    tokens = reading.tokens
    for mention in reading.mentions:
        if mention.first > position and tokens[mention.first - 1].low == "'s" and mention.first - position <= 6:
            return mention
    return None


def according_mentions(reading: SentenceReading) -> Iterator[Mention]:
    """Whoever stands behind "according to" in the sentence."""
    lows = reading.lows
    if "according" not in lows:
        return
    for position in range(1, len(lows)):
        if lows[position] != "to" or lows[position - 1] != "according":
            continue
        mention = reading.begins.get(position + 1) or reading.begins.get(position + 2)
        if mention is None:
            mention = find_owned(reading, position + 1)
        if mention is not None:
            yield head_of_phrase(reading, mention)
