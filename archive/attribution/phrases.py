"""Noun phrases that lead to a name: "Springfield resident Jane Doe", "the party's leader", "according to …"."""

from __future__ import annotations

from collections.abc import Iterator

from archive.attribution.cues import SentenceReading
from archive.attribution.mentions import Mention
from archive.rules.speech import speech_rules


def head_of_phrase(reading: SentenceReading, mention: Mention) -> Mention:
    """The name that a phrase leads to: "Springfield resident Jane Doe" is Jane Doe."""
    while mention.kind == "name":
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
    """Whoever stands behind "according to" in the sentence, or behind "per": "…, per a memo"."""
    lows = reading.lows
    if "according" not in lows and "per" not in lows:
        return
    for position in range(len(lows)):
        is_source = lows[position] == "to" and position > 0 and lows[position - 1] == "according"
        is_per = lows[position] == "per" and (position == 0 or reading.tokens[position - 1].kind != "word")
        if not (is_source or is_per):
            continue
        mention = reading.begins.get(position + 1) or reading.begins.get(position + 2)
        if mention is None:
            mention = find_owned(reading, position + 1)
        if mention is not None:
            yield head_of_phrase(reading, mention)
